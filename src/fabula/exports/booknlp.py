"""The BookNLP export: the files that BookNLP writes, column for column, for the scripts that read them.

UTF-8, TAB between cells, no quoting, a header line, ids from 0, token ends inclusive. `byte_onset` and `byte_offset`
are code points, half-open, in BookNLP as here. A sentence's root is its own head, as spaCy has it, and BookNLP with it.
BookNLP: Bamman et al. 2014 and 2020, https://github.com/booknlp/booknlp.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from fabula.exports.plain import about, column_values, texts, write_source_text
from fabula.layers import Array
from fabula.store.atomic import replacing, write_text
from fabula.story import Story

_TOKENS = (
    "paragraph_ID", "sentence_ID", "token_ID_within_sentence", "token_ID_within_document", "word", "lemma",
    "byte_onset", "byte_offset", "POS_tag", "fine_POS_tag", "dependency_relation", "syntactic_head_ID", "event",
)  # fmt: skip
_ENTITIES = ("COREF", "start_token", "end_token", "prop", "cat", "text")
_QUOTES = ("quote_start", "quote_end", "mention_start", "mention_end", "mention_phrase", "char_id", "quote")
_SUPERSENSE = ("start_token", "end_token", "supersense_category", "text")
_PRONOUNS = {
    "he": ("he/him/his", frozenset({"he", "him", "his", "himself"})),
    "she": ("she/her", frozenset({"she", "her", "hers", "herself"})),
    "they": ("they/them/their", frozenset({"they", "them", "their", "theirs", "themself", "themselves"})),
    "xe": ("xe/xem/xyr/xir", frozenset({"xe", "xem", "xyr", "xir"})),
    "ze": ("ze/zem/zir/hir", frozenset({"ze", "zem", "zir", "hir"})),
}
_KINDS = {"PROP": "proper", "NOM": "common", "PRON": "pronoun"}


def write(story: Story, out: Path, stem: str) -> list[Path]:
    """Write STEM.tokens, .entities, .quotes, .supersense, .book, .txt, and .about.json with the versions."""
    words = [_cell(word) for word in texts(story, story.layers["tokens"]["start"], story.layers["tokens"]["end"])]
    coref = _coref(story)
    tables = (
        ("tokens", _TOKENS, _tokens(story, words)),
        ("entities", _ENTITIES, _entities(story, words, coref)),
        ("quotes", _QUOTES, _quotes(story, words, coref)),
        ("supersense", _SUPERSENSE, _supersenses(story, words)),
    )
    written = [_write(out / f"{stem}.{name}", header, rows) for name, header, rows in tables]
    book = json.dumps({"characters": _people(story, words, coref), "fabula": about(story)}, ensure_ascii=False)
    written.append(write_text(out / f"{stem}.book", book, errors="backslashreplace"))
    written.append(write_text(out / f"{stem}.about.json", json.dumps(about(story), indent=1) + "\n"))
    written.append(write_source_text(story, out / f"{stem}.txt"))
    return written


def _write(target: Path, header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Path:
    with (
        replacing(target) as temporary,
        temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file,
    ):
        file.write("\t".join(header) + "\n")
        file.writelines("\t".join(map(str, row)) + "\n" for row in rows)
    return target


def _cell(text: str) -> str:
    """`text` without anything that a reader of lines or of TABs would take for the end of a cell."""
    return re.sub(r"[\s\x00-\x1f\x7f\x85]+", " ", text).strip() or "_"


def _tokens(story: Story, words: list[str]) -> Iterable[tuple[Any, ...]]:
    table = story.layers["tokens"]
    sentence = table["sentence"]
    new = np.concatenate(([True], sentence[1:] != sentence[:-1])) if table.rows else np.zeros(0, dtype=bool)
    number = np.arange(table.rows)
    within = (number - np.maximum.accumulate(np.where(new, number, 0))).tolist() if table.rows else []
    columns = (
        table["paragraph"].tolist(),
        sentence.tolist(),
        within,
        number.tolist(),
        words,
        map(_cell, table["lemma"]),
        table["start"].tolist(),
        table["end"].tolist(),
        *(column_values(table, name) for name in ("upos", "xpos", "relation")),
        np.where(table["head"] < 0, number, table["head"]).tolist(),
        ("EVENT" if event else "O" for event in table["event"].tolist()),
    )
    return zip(*columns, strict=True)


def _supersenses(story: Story, words: list[str]) -> Iterable[tuple[Any, ...]]:
    table = story.layers["supersenses"]
    columns = (table["first_token"].tolist(), table["end_token"].tolist(), column_values(table, "category"))
    for first, end, category in zip(*columns, strict=True):
        if 0 <= first < end:
            yield first, end - 1, category, " ".join(words[first:end])


def _coref(story: Story) -> Array:
    """Each mention's number: 0 for the narrator, its entity's row + 1 for others.

    One whose entity is not known gets a number of its own, for in BookNLP every mention has one.
    """
    entity = story.layers["mentions"]["entity"]
    coref = np.where(entity < 0, -1, entity + 1)
    coref[np.isin(entity, _narrator(story))] = 0
    none = np.flatnonzero(coref < 0)
    coref[none] = 1 + story.layers["entities"].rows + np.arange(len(none))
    return coref


def _narrator(story: Story) -> list[int]:
    """The entity of the narrator, of the most important one where several tell parts; none or one."""
    table = story.layers["characters"]
    narrators: list[int] = table["entity"][table["narrator"] & (table["entity"] >= 0)].tolist()
    return narrators[:1]


def _entities(story: Story, words: list[str], coref: Array) -> Iterable[tuple[Any, ...]]:
    table = story.layers["mentions"]
    kinds, categories = column_values(table, "kind"), column_values(table, "category")
    firsts, ends = table["first_token"].tolist(), table["end_token"].tolist()
    for row in np.lexsort((ends, firsts)).tolist():
        first, end = firsts[row], ends[row]
        if 0 <= first < end:
            yield int(coref[row]), first, end - 1, kinds[row], categories[row], " ".join(words[first:end])


def _quotes(story: Story, words: list[str], coref: Array) -> Iterable[tuple[Any, ...]]:
    """One row per row of the layer, so a row ends with its paragraph; every kind of quotation, as in BookNLP."""
    table, mentions = story.layers["quotes"], story.layers["mentions"]
    columns = (table[name].tolist() for name in ("first_token", "end_token", "mention", "speaker"))
    of_speaker: dict[int, Array] = {}
    for row, (first, end, mention, speaker) in enumerate(zip(*columns, strict=True)):
        if not 0 <= first < end:
            continue
        quote = " ".join(words[first:end])
        shown = mention
        if shown < 0 <= speaker:
            # Turn order or the like shows the speaker; BookNLP's columns want a mention of theirs all the same.
            if speaker not in of_speaker:
                of_speaker[speaker] = _mentions_of(story, speaker)
            shown = _nearest(story, row, of_speaker[speaker])
        if shown < 0:
            yield first, end - 1, "None", "None", "None", "None", quote
            continue
        low, high = int(mentions["first_token"][shown]), int(mentions["end_token"][shown])
        yield first, end - 1, low, high - 1, " ".join(words[low:high]), int(coref[shown]), quote


def _mentions_of(story: Story, character: int) -> Array:
    """The rows of a character's mentions in the narration; those in quotations if there are no others."""
    mentions = story.layers["mentions"]
    rows = np.flatnonzero(mentions["character"] == character)
    narrated = rows[mentions["quote"][rows] < 0]
    return narrated if len(narrated) else rows


def _nearest(story: Story, quote: int, rows: Array) -> int:
    """Which of some mentions stands nearest to a quotation, the earlier of two; -1 of none."""
    if not len(rows):
        return -1
    mentions = story.layers["mentions"]
    start, end = (int(story.layers["quotes"][name][quote]) for name in ("start", "end"))
    distance = np.maximum(start - mentions["end"][rows], mentions["start"][rows] - end)
    return int(rows[np.argmin(distance)])


def _people(story: Story, words: list[str], coref: Array) -> list[dict[str, Any]]:
    """Persons with more than one mention, most mentioned first."""
    table = story.layers["mentions"]
    kinds, categories = column_values(table, "kind"), column_values(table, "category")
    firsts, ends = table["first_token"].tolist(), table["end_token"].tolist()
    character_of = table["character"]
    order = np.argsort(coref, kind="stable")
    edges = [0, *(np.flatnonzero(np.diff(coref[order])) + 1).tolist(), len(order)]
    people = []
    for low, high in pairwise(edges):
        rows = order[low:high].tolist()
        category = Counter(categories[row] for row in rows)
        if len(rows) < 2 or category["PER"] < max(category.values()):
            continue
        said = {name: Counter[str]() for name in _KINDS.values()}
        for row in rows:
            said[_KINDS[kinds[row]]][" ".join(words[firsts[row] : ends[row]])] += 1
        entity = int(coref[rows[0]])
        people.append(
            {
                "agent": [],
                "patient": [],
                "mod": [],
                "poss": [],
                "id": entity,
                "g": _gender(story, int(character_of[rows[0]]), said["pronoun"]),
                "count": len(rows),
                "mentions": {
                    name: [{"c": count, "n": text} for text, count in counts.most_common()]
                    for name, counts in said.items()
                },
            }
        )
    return sorted(people, key=lambda person: (-person["count"], person["id"]))


def _gender(story: Story, row: int, pronouns: Counter[str]) -> dict[str, Any] | None:
    """A distribution over BookNLP's five sets of pronouns: what is known, the rest shared out evenly.

    `total` is how many of the person's pronouns belong to one of the sets. None if not known, or not among them.
    """
    gender = story.characters[row].pronouns.partition("/")[0] if row >= 0 else ""
    if gender not in _PRONOUNS:
        return None
    # Never below an even share, else another set would be likelier than the one that was decided on.
    sure = max(round(story.characters[row].gender_confidence, 4), 0.2)
    rest = round((1 - sure) / 4, 6)
    best = _PRONOUNS[gender][0]
    inference = {name: sure if name == best else rest for name, _ in _PRONOUNS.values()}
    gendered = frozenset[str]().union(*(forms for _, forms in _PRONOUNS.values()))
    total = sum(count for text, count in pronouns.items() if text.lower() in gendered)
    return {"inference": inference, "argmax": best, "max": sure, "total": total}
