"""The versions that every result carries."""

VERSION = "0.3.0"
ENCODER, LINKER = "encoder-1", "linker-1"
"""The versions of the trained weights: of their manifests."""
MODEL = f"{ENCODER}+{LINKER}"
"""All of them."""
