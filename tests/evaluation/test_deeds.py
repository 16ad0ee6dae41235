"""Agents and patients, scored on cases worked by hand; the gold is what its page says."""

from __future__ import annotations

import re

import pytest

from evaluation.data import ROOT, NoCorpus
from evaluation.deeds import score, total
from evaluation.sets import deeds
from evaluation.sets.deeds import Sentence

SAW, LEFT = (5, 8), (20, 24)
ANNE, HIM = (0, 4), (9, 12)


def test_counts() -> None:
    gold = {(SAW, "agent", ANNE), (SAW, "patient", HIM), (LEFT, "agent", HIM)}
    sentence = Sentence((0, 30), {SAW, LEFT}, gold)
    given = [
        (SAW, "agent", (2, 4)),  # overlaps
        (SAW, "agent", ANNE),  # once more: its gold is taken
        (SAW, "agent", HIM),  # the role is wrong
        ((40, 44), "agent", ANNE),  # another sentence's
    ]
    scored = score(sentence, given)
    agents, patients = scored.counts["agent"], scored.counts["patient"]
    assert (agents.matched, agents.gold, agents.predicted) == (1, 2, 3)
    assert (patients.matched, patients.gold, patients.predicted) == (0, 1, 0)
    assert total([scored]).f1 == pytest.approx(2 / 6)
    assert scored.missed == ((SAW, "patient", HIM), (LEFT, "agent", HIM))
    assert len(scored.false) == 2


def test_the_gold_is_whole() -> None:
    lines = deeds.GOLD.read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines[1:]]
    assert len(set(rows)) == len(rows)
    assert len({row[:3] for row in rows}) >= 300
    assert len({row[0] for row in rows}) == 5
    for _, start, end, low, high, role, first, last in rows:
        assert int(start) <= int(low) < int(high) <= int(end)
        assert role in ("", *deeds.ROLES)
        assert (first == last == "") if not role else int(start) <= int(first) < int(last) <= int(end)


def test_the_texts_are_those_that_were_annotated() -> None:
    try:
        novels = deeds.novels()
    except NoCorpus:
        pytest.skip("no corpus of novels here")
    page = (ROOT / "evaluation" / "gold" / "README.md").read_text(encoding="utf-8")
    digests = dict(re.findall(r"\| `([\w.]+)` \|.*\| `([0-9a-f]{64})` \|", page))
    assert {f"{novel.name}.txt": deeds.digest(novel) for novel in novels} == digests
    words = [novel.text[slice(*span)] for novel in novels for each in novel.sentences for _, _, span in each.arguments]
    assert all(re.fullmatch(r"[\w'’.-]+", word) for word in words)
