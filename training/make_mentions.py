"""What the linker learns from, made and kept: `python -m training.make_mentions [train] [dev] [gum]`.

A module of its own, so that what is pickled belongs to `training.mentions`, whoever loads it.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence

from training.mentions import FOLDER, gum_documents, litbank_documents


def main(parts: Sequence[str]) -> None:
    """Make the named parts."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for part in parts:
        documents = list(gum_documents() if part == "gum" else litbank_documents(part))
        with (FOLDER / f"{part}.pickle").open("wb") as file:
            pickle.dump(documents, file)
        mentions = sum(len(document.gold) for document in documents)
        print(part, len(documents), "readings,", mentions, "mentions")


if __name__ == "__main__":
    main(sys.argv[1:] or ("train", "dev"))
