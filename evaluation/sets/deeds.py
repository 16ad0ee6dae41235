"""Agents and patients of verbs: our own gold over sentences of five novels (`evaluation/gold/README.md`)."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from evaluation.data import ROOT, corpus, wanted
from evaluation.spans import Span

GOLD = ROOT / "evaluation" / "gold" / "actions.tsv"
ROLES = ("agent", "patient")


@dataclass(slots=True)
class Sentence:
    """A sentence with its verbs, and of each verb the people in it: (verb, role, head word)."""

    span: Span
    verbs: set[Span] = field(default_factory=set)
    arguments: set[tuple[Span, str, Span]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Novel:
    """A novel's text as the gold's offsets count it, and its sentences in order."""

    name: str
    path: Path
    text: str
    sentences: tuple[Sentence, ...]


def novels(data: Path | None = None, only: str | None = None) -> list[Novel]:
    """The novels of the gold; NoCorpus if their texts are not here."""
    folder = corpus("novels", data)
    by_book: dict[str, dict[Span, Sentence]] = {}
    with GOLD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            span = int(row["start"]), int(row["end"])
            sentence = by_book.setdefault(row["book"], {}).setdefault(span, Sentence(span))
            verb = int(row["verb_start"]), int(row["verb_end"])
            sentence.verbs.add(verb)
            if row["role"]:
                sentence.arguments.add((verb, row["role"], (int(row["argument_start"]), int(row["argument_end"]))))
    made = []
    for book, sentences in by_book.items():
        if wanted(book, only):
            path = folder / book
            text = path.read_bytes().decode("utf-8")
            made.append(Novel(path.stem, path, text, tuple(sentences[span] for span in sorted(sentences))))
    return made


def digest(novel: Novel) -> str:
    """SHA-256 of the file that the gold counts in."""
    return sha256(novel.path.read_bytes()).hexdigest()
