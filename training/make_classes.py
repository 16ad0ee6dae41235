"""Make src/fabula/model/data/*.tsv of WordNet: `python -m training.make_classes FOLDER`.

FOLDER holds WordNet 3.0's data.noun, data.verb and *.exc (Debian: wordnet-base). noun_verb_classes.tsv has a line per
lemma: the lemma, the classes that its senses as a noun have and those as a verb, one letter each, alphabetical: the
order of senses, which comes from counts in SemCor, is left out, for SemCor's held-out documents are among them. Words
of one part only, no names. irregular_forms.tsv: form, part of speech, lemma; forms of one lemma only.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluation.data import ROOT
from fabula.model.classes import LETTERS

TARGET = ROOT / "src" / "fabula" / "model" / "data"


def classes(folder: Path) -> dict[str, tuple[set[str], set[str]]]:
    """Letters of noun classes and of verb classes by lemma."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for side, part in enumerate(("noun", "verb")):
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            cells = line.split()
            letter = LETTERS[int(cells[1]) - 3]
            for lemma in cells[4 : 4 + 2 * int(cells[3], 16) : 2]:
                if lemma.isascii() and lemma.isalpha() and lemma.islower() and len(lemma) > 1:
                    found.setdefault(lemma, (set(), set()))[side].add(letter)
    return found


def irregular(folder: Path) -> list[tuple[str, str, str]]:
    """Irregular forms that have one lemma: form, part of speech, lemma."""
    found: dict[tuple[str, str], set[str]] = {}
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"{part}.exc").read_text(encoding="utf-8").splitlines():
            form, *lemmas = line.split()
            if form.isascii() and form.isalpha():
                found.setdefault((form, {"adj": "a", "adv": "r"}.get(part, part[0])), set()).update(lemmas)
    return sorted((*key, lemma) for key, (lemma, *others) in found.items() if not others and lemma.isalpha())


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    TARGET.mkdir(exist_ok=True)
    both = {lemma: "\t".join("".join(sorted(side)) for side in sides) for lemma, sides in classes(folder).items()}
    lines = [f"{lemma}\t{letters}\n" for lemma, letters in sorted(both.items())]
    (TARGET / "noun_verb_classes.tsv").write_text("".join(lines), encoding="utf-8")
    forms = ["\t".join(row) + "\n" for row in irregular(folder)]
    (TARGET / "irregular_forms.tsv").write_text("".join(forms), encoding="utf-8")
    print(f"{len(lines):,} lemmas, {len(forms):,} irregular forms")


if __name__ == "__main__":
    main()
