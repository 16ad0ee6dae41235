"""Cast and contents as HTML that can be read and printed without scripts; the script puts its own in their place."""

from __future__ import annotations

import numpy as np

from fabula.report.colours import class_of
from fabula.report.marks import Shown
from fabula.report.naming import shortened
from fabula.report.security import markup, one_line

MOST = 60
"""Characters in the cast of the file itself; the script shows all."""


def cast_html(shown: Shown, labels: list[str]) -> str:
    """The cast: name, mentions, lines, words spoken, and where first met as a share of the text."""
    story = shown.story
    people, quotes = story.layers["characters"], story.layers["quotes"]
    speakers = quotes["speaker"][shown.quotes].tolist()
    utterances = quotes["utterance"][shown.quotes].tolist()
    lines = [0] * people.rows
    words = [0] * people.rows
    for who, _ in {(who, line) for who, line in zip(speakers, utterances, strict=True) if who >= 0}:
        lines[who] += 1
    for who, row in zip(speakers, shown.quotes.tolist(), strict=True):
        if who >= 0:
            words[who] += len(story.shown(int(quotes["start"][row]), int(quotes["end"][row])).split())
    owners = story.layers["mentions"]["character"][shown.mentions]
    mentions = np.bincount(owners, minlength=people.rows).tolist()
    end = int(shown.highs[-1]) if len(shown.highs) else 1
    first: dict[int, int] = {}
    for who, low in zip(owners.tolist(), shown.mention_lows.tolist(), strict=True):
        first.setdefault(who, low)
    rows = []
    for who, name in enumerate(people["name"].tolist()[:MOST]):
        met = f"{100 * first[who] // end} %" if who in first else "–"
        counts = "".join(f"<td>{column[who]:,}</td>" for column in (mentions, lines, words))
        rows.append(
            f'<tr><th scope="row"><span class="chip {class_of(who)}">{markup(labels[who])}</span> '
            f"<bdi>{markup(shortened(name))}</bdi></th>{counts}<td>{met}</td></tr>\n"
        )
    more = f'<p class="note">and {people.rows - MOST:,} more</p>\n' if people.rows > MOST else ""
    return (
        '<div class="scroll"><table class="cast">\n<thead><tr><th scope="col">Character</th>'
        '<th scope="col">Mentions</th>'
        '<th scope="col">Lines</th><th scope="col">Words</th><th scope="col">First met</th></tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody>\n</table></div>\n{more}"
        if rows
        else '<p class="note">No characters were found.</p>\n'
    )


def contents_html(shown: Shown) -> str:
    """The chapters, as a list of titles."""
    titles = [one_line(title) for title in shown.story.layers["chapters"]["title"].tolist()]
    if not titles:
        return '<p class="note">No chapters were found.</p>\n'
    return f"<ol>\n{''.join(f'<li><bdi>{markup(title) or chr(8211)}</bdi></li>{chr(10)}' for title in titles)}</ol>\n"
