"""The report as one HTML file: text, cast and contents to read as they are, facts and script for cards and figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from fabula.report.colours import rules
from fabula.report.facts import facts
from fabula.report.marks import Shown, shown
from fabula.report.naming import initials, shortened
from fabula.report.passages import text_html
from fabula.report.security import attribute, json_block, language, markup, one_line, policy
from fabula.report.tables import cast_html, contents_html
from fabula.store.atomic import replacing
from fabula.story import Story

SUFFIX = ".report.html"
"""What a report's name ends in."""
_TABS = (
    ("cast", "Cast"), ("presence", "Presence"), ("talk", "Talk"), ("network", "Network"), ("search", "Search"),
    ("contents", "Contents"),
)  # fmt: skip


def write(story: Story, target: Path) -> Path:
    """Write the report to `target`, whole or not at all; OutputError if it cannot be written."""
    pieces = list(_pieces(story))
    with replacing(target) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)
    return target


def page(story: Story) -> str:
    """The report's HTML."""
    return "".join(_pieces(story))


def _pieces(story: Story) -> Iterator[str]:
    script, look = _asset("report.js"), _asset("report.css")
    names = [shortened(name) for name in story.layers["characters"]["name"].tolist()]
    labels = initials(names)
    own = rules(labels)
    seen = shown(story)
    title = one_line(story.title) or "Untitled"
    yield (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{attribute(policy([script], [look, own]))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="Fabula {attribute(story.version)}">\n'
        f"<title>{markup(title)}: who is who</title>\n"
        '<link rel="icon" href="data:,">\n'
        f"<style>{look}</style>\n<style>{own}</style>\n</head>\n<body>\n"
    )
    yield from _body(story, seen, title, labels)
    yield f'<script type="application/json" id="facts">{json_block(facts(seen, labels))}</script>\n'
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _body(story: Story, seen: Shown, title: str, labels: list[str]) -> Iterator[str]:
    author = one_line(story.metadata.author)
    by = f'<p class="by">by <bdi>{markup(author)}</bdi></p>' if author else ""
    tongue = language(story.metadata.language)
    yield (
        '<a class="skip" href="#text">Skip to the text</a>\n'
        '<a class="skip" href="#panel">Skip to cast and figures</a>\n'
        f'<header id="top">\n<div class="title"><h1><bdi>{markup(title)}</bdi></h1>{by}</div>\n'
        '<div id="tools" role="toolbar" aria-label="Reading tools"></div>\n</header>\n'
        '<div id="page">\n<main>\n'
        f'<article id="text" tabindex="-1" lang="{tongue}" aria-label="The text">\n'
    )
    yield from text_html(seen)
    yield '</article>\n<div id="rest"></div>\n</main>\n'
    yield (
        '<aside id="panel" tabindex="-1" aria-label="Cast and figures">\n<div id="position"></div>\n'
        '<div id="tabs" role="tablist" aria-label="Cast, figures and search" hidden>\n'
    )
    for name, words in _TABS:
        yield (
            f'<button type="button" role="tab" id="tab-{name}" aria-controls="{name}" aria-selected="false" '
            f'tabindex="-1">{words}</button>\n'
        )
    yield "</div>\n"
    filled = {"cast": cast_html(seen, labels), "contents": contents_html(seen)}
    for name, words in _TABS:
        hidden = "" if name in filled else " hidden"
        yield (
            f'<section id="{name}" role="tabpanel" aria-labelledby="tab-{name}" tabindex="0"{hidden}>\n'
            f"<h2>{words}</h2>\n{filled.get(name, '')}</section>\n"
        )
    yield (
        '<noscript><p class="note">Cards, figures and the reading position need scripts, which are off.</p>'
        "</noscript>\n"
        "</aside>\n</div>\n"
    )
    yield _footer(story)


def _footer(story: Story) -> str:
    tokens = story.layers["tokens"].rows
    return (
        '<footer>\n<p class="note">A dotted line marks what is less likely than not; a letter or two before a '
        "quotation are the initials of whoever says it, ? where no one knows. "
        f"Made by Fabula {markup(story.version)} from {tokens:,} words and marks of the text. "
        "Who is meant and who speaks was found by a program, which errs. "
        "Nothing here is sent anywhere.</p>\n</footer>\n"
    )


@cache
def _asset(name: str) -> str:
    return files("fabula.report").joinpath("assets", name).read_text(encoding="utf-8").strip()
