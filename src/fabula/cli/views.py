"""What the commands print of a story: its summary, its cast, its quotations, passages found."""

from __future__ import annotations

import difflib
import sys

import click

from fabula.cli.printing import cell, line, printable, say, table
from fabula.errors import UsageError
from fabula.store import Found
from fabula.story import Character, Story

CAST_ROWS = 15
_ALIASES = 5
_NEAR = 5


def words(story: Story) -> int:
    """How many words the story has, counted as word processors do."""
    return len(story.document.visible.text.split())


def title(story: Story) -> str:
    """Title and author, printable."""
    by = f", by {line(story.metadata.author)}" if story.metadata.author else ""
    return (line(story.title) or "(no title)") + by


def lines_spoken(story: Story) -> list[int]:
    """For each character, how many utterances are theirs; an interrupted one counts once."""
    quotes = story.layers["quotes"]
    speech = quotes.layer.column("kind").vocabulary.index("speech")
    spoken: list[set[int]] = [set() for _ in story.characters]
    for speaker, utterance, kind in zip(quotes["speaker"], quotes["utterance"], quotes["kind"], strict=True):
        if speaker >= 0 and kind == speech:
            spoken[speaker].add(int(utterance))
    return [len(utterances) for utterances in spoken]


def show_cast(story: Story, most: int | None = CAST_ROWS) -> None:
    """Print the cast list: name, pronouns, aliases, mentions, lines spoken; the first `most` of it."""
    people = story.characters
    if not len(people):
        say("No characters found.")
        return
    spoken = lines_spoken(story)
    rows = [
        (_name(person), cell(person.pronouns), _aliases(person), len(person.mentions), spoken[person.id])
        for person in people[:most]
    ]
    table(("name", "pronouns", "also called", "mentions", "lines"), rows)
    if len(people) > len(rows):
        say(f"… and {len(people) - len(rows):,} more (--all shows them)")


def _name(person: Character) -> str:
    tells = person.is_narrator and person.name.casefold() != "narrator"
    return cell(person.name) + (" (narrator)" if tells else "")


def _aliases(person: Character) -> str:
    others = [alias for alias in person.aliases if alias != person.name]
    more = f", +{len(others) - _ALIASES}" if len(others) > _ALIASES else ""
    return ", ".join(cell(alias) for alias in others[:_ALIASES]) + more


def show_summary(story: Story) -> None:
    """Print what the story is and how much was found in it."""
    metadata = story.metadata
    say(title(story))
    told = {
        "source": f"{metadata.source_name or 'in memory'} ({metadata.format}, {metadata.encoding or 'no encoding'})",
        "language": metadata.language,
        "words": f"{words(story):,}",
        "chapters": f"{len(story.chapters):,}",
        "characters": f"{len(story.characters):,}",
        "quotations": f"{len(story.quotes):,}",
        "read by": f"Fabula {story.version}, model {story.model}",
        "warnings": "; ".join(story.warnings),
    }
    for name, value in told.items():
        if value:
            say(f"{name + ':':<12}{line(value)}")


def show_quotes(story: Story, speaker: str | None) -> None:
    """Print quotations, all or one character's: offset, share of the text, who says it to whom, what."""
    quotes = story.quotes if speaker is None else character_called(story, speaker).quotes
    names = [cell(person.name) for person in story.characters]
    talk = []
    for quote in quotes:
        heard = ", ".join(names[person.id] for person in quote.addressees)
        talk.append((names[quote.speaker.id] if quote.speaker else "?") + (f" → {heard}" if heard else ""))
    width = max(map(len, talk), default=1)
    for quote, who in zip(quotes, talk, strict=True):
        share = quote.start / max(1, len(story.text))
        say(f"{quote.start:>8}  {share:>4.0%}  {who:<{width}}  {line(quote.text)}")


def character_called(story: Story, name: str) -> Character:
    """The character of that name; UsageError, with names that come near, if there is none."""
    person = story.character(name)
    if person is None:
        raise UsageError(_no_such(story, name))
    return person


def _no_such(story: Story, name: str) -> str:
    """The message for a name that no one has, with those that come near, or the main characters'."""
    known = {alias.casefold(): alias for person in story.characters for alias in (person.name, *person.aliases)}
    wanted = name.casefold()
    near = [known[key] for key in difflib.get_close_matches(wanted, known, _NEAR, 0.6)]
    near += [alias for key, alias in known.items() if wanted and wanted in key and alias not in near]
    listed = near[:_NEAR] or [person.name for person in story.characters[:_NEAR]]
    if not listed:
        return f"no character is called {name!r}: none were found in this story"
    return f"no character is called {name!r}. {'Near it' if near else 'There are'}: {', '.join(listed)}"


def show_text(story: Story) -> None:
    """Print the text as a reader sees it."""
    say(printable(story.document.visible.text))


def show_found(found: list[Found]) -> None:
    """Print passages: where, then the words around the first hit."""
    for passage in found:
        chapter = f"  {cell(passage.chapter)}" if passage.chapter else ""
        say(f"{passage.share:>6.1%}  [{passage.start}, {passage.end}){chapter}")
        say("        " + _marked(passage))


def _marked(passage: Found) -> str:
    """The snippet, its hits in bold on a terminal."""
    if not sys.stdout.isatty():
        return line(passage.snippet)
    parts, at = [], 0
    for start, end in passage.marks:
        parts += [printable(passage.snippet[at:start]), click.style(printable(passage.snippet[start:end]), bold=True)]
        at = end
    return "".join(parts) + printable(passage.snippet[at:])
