"""Errors to read by hand: `python -m evaluation.errors pdnc --novel DaisyMiller --kind speaker --limit 40`."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation import attribution, characters, pipeline
from evaluation.characters import Names
from evaluation.data import data_folder
from evaluation.quotes import Row, clic_row, context, litbank_row, pdnc_row
from evaluation.runs import pdnc as pdnc_run
from evaluation.sets import pdnc
from fabula.story import Story


def span_errors(row: Row, kind: str) -> Iterator[str]:
    """Gold spans that were missed, or predicted ones that are spurious, with what overlaps them on the other side."""
    wrong, others = (row.gold, row.predicted) if kind == "missed" else (row.predicted, row.gold)
    right = set(others)
    for span in sorted(set(wrong) - right):
        rivals = [other for other in others if other[0] < span[1] and span[0] < other[1]]
        beside = "".join(f"\n    {'ours' if kind == 'missed' else 'gold'}: {row.text[a:b]!r}" for a, b in rivals[:4])
        yield f"{row.name} {kind} {span}\n    {context(row.text, span)}{beside}"


def speaker_errors(novel: pdnc.Novel, story: Story, *, given_gold: bool = False) -> Iterator[str]:
    """Quotations that were found and given a wrong speaker, or none; the character map and causes in sum first."""
    gold = pdnc_run.gold_of(novel)
    predicted = pdnc_run.predicted_of(story)
    if given_gold:
        mapped = {row: index for index, row in enumerate(pdnc_run.listed_rows(novel))}
    else:
        mapped = characters.character_map([person.aliases for person in novel.people], Names.of(story))
    quotes = story.layers["quotes"]
    judged = attribution.judge(novel.text, gold, predicted, mapped)
    wrong = [each for each in judged if each.gold.listed and each.row >= 0 and not each.right]
    yield f"{novel.name}: {len(wrong)} wrong of {len(judged)}; cues of the wrong ones, then of all"
    for some in (wrong, [each for each in judged if each.row >= 0]):
        yield "    " + str(Counter(str(quotes.decoded("cue", each.row)) for each in some).most_common())
    for row, person in enumerate(novel.people):
        said = sum(each.gold.speaker == row for each in judged)
        if said:
            ours = story.characters[mapped[row]].name if row in mapped else "NO CHARACTER"
            missed = sum(each.gold.speaker == row for each in wrong)
            yield f"    {person.name!r} -> {ours!r}: {said} said, {missed} wrong"
    for each in wrong:
        given = story.characters[each.speaker].name if each.speaker >= 0 else "nobody"
        cue = quotes.decoded("cue", each.row)
        yield (
            f"{novel.name} {each.gold.kind} {each.gold.span} gold {novel.people[each.gold.speaker].name!r}, "
            f"ours {given!r} ({cue}, {each.confidence:.2f})\n    {context(novel.text, each.gold.span)}"
        )


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.errors", description=__doc__)
    parser.add_argument("set", choices=("pdnc", "litbank", "clic"))
    parser.add_argument("--novel", required=True, help="name of the text, in full")
    parser.add_argument("--kind", choices=("missed", "spurious", "speaker"), default="speaker")
    parser.add_argument("--limit", type=int, default=40)
    parser.add_argument("--gold", action="store_true", help="speaker errors with gold quotations and cast given")
    parser.add_argument("--data", type=Path, help="folder of the corpora")
    given = parser.parse_args(arguments)
    data = data_folder(given.data)
    if given.kind == "speaker":
        if given.set != "pdnc":
            parser.error("speaker errors are listed for pdnc only")
        novel = pdnc.read(given.novel, data)
        try:
            story = pdnc_run.story_given_gold(novel) if given.gold else pipeline.story_of_text(novel.text)
        except pipeline.NotAvailable as missing:
            parser.error(str(missing))
        lines = speaker_errors(novel, story, given_gold=given.gold)
    else:
        row = {"pdnc": pdnc_row, "litbank": litbank_row, "clic": clic_row}[given.set](given.novel, data)
        lines = span_errors(row, given.kind)
    shown = 0
    for line in lines:
        print(line + "\n" if "\n" in line else line)
        shown += "\n" in line
        if shown >= given.limit:
            break
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
