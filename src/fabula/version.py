"""The versions that every result carries."""

VERSION = "0.1.0"
MODEL = "rules-1"
"""What read the text: the rules of this release; later the trained model's version."""
