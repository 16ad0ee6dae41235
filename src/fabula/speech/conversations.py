"""Talk as layers: whom each quotation is said to, where conversations begin and end, who takes part in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fabula.layers import ADDRESSEES, CONVERSATIONS, PARTICIPANTS, Table
from fabula.speech.addressees import Hearer


def numbered(conversations: Sequence[int]) -> list[int]:
    """Conversations' numbers as rows: counted from 0 in the order in which they begin; a negative one stays none."""
    row_of: dict[int, int] = {}
    return [row_of.setdefault(number, len(row_of)) if number >= 0 else -1 for number in conversations]


def addressees_layer(
    hearers: Sequence[Sequence[Hearer]], speakers: Sequence[int], character_of: Sequence[int]
) -> Table:
    """The addressees layer. speakers: per quotation an entity number or -1; character_of: per entity number.

    Who is no character is left out. Entities that are one character count once, as the likeliest of them; one that
    proves to be the speaker's character is left out too, but for a speaker said to address themself.
    """
    rows: list[tuple[int, int, int, float]] = []
    for quote, (heard, speaker) in enumerate(zip(hearers, speakers, strict=True)):
        likely: dict[int, Hearer] = {}
        for hearer in sorted(heard, key=lambda one: -one.probability):
            who = character_of[hearer.entity]
            itself = speaker >= 0 and hearer.entity != speaker and who == character_of[speaker]
            if who >= 0 and not itself:
                likely.setdefault(who, hearer)
        rows.extend((quote, who, one.cue, round(one.probability, 4)) for who, one in likely.items())
    return Table.of_rows(ADDRESSEES, rows)


def conversations_layer(quotes: Table) -> Table:
    """The conversations layer, from the quotes layer with its conversations `numbered`."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for row, number in enumerate(quotes["conversation"].tolist()):
        if number >= 0:
            first.setdefault(number, row)
            last[number] = row
    starts, ends = quotes["start"], quotes["end"]
    return Table.of_rows(
        CONVERSATIONS,
        [(starts[row], ends[last[number]], row, last[number] + 1) for number, row in first.items()],
    )


def participants_layer(quotes: Table, addressees: Table) -> Table:
    """The participants layer: everyone who says one of a conversation's quotations or is addressed by one."""
    conversation = quotes["conversation"].tolist()
    said = Counter(zip(conversation, quotes["speaker"].tolist(), strict=True))
    heard = Counter(
        (conversation[quote], who)
        for quote, who in zip(addressees["quote"].tolist(), addressees["character"].tolist(), strict=True)
    )
    rows = [(*pair, said[pair], heard[pair]) for pair in {*said, *heard} if -1 not in pair]
    return Table.of_rows(PARTICIPANTS, sorted(rows, key=lambda row: (row[0], -row[2], -row[3], row[1])))
