"""The versions that every result carries."""

VERSION = "0.4.0"
ENCODER, LINKER, SPEAKERS = "encoder-1", "linker-1", "speakers-1"
"""The versions of the trained weights: of their manifests."""
MODEL = f"{ENCODER}+{LINKER}+{SPEAKERS}"
"""All of them."""
