"""The versions that every result carries."""

VERSION = "0.2.0"
MODEL = "encoder-1"
"""The version of the trained weights: of their manifest."""
