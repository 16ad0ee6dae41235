"""Odd input that can be read: a sound result, no error, and at most one warning."""

from __future__ import annotations

from pathlib import Path

import pytest

import fabula as library
from fabula.story import Story
from tests.encoders import light
from tests.end_to_end.command import STORY, docx, epub, fabula, names, package, page

FRENCH = "« Où vas-tu ? » dit Marie. Il ne répondit pas. La maison était vide et le vent soufflait.\n\n" * 20
PARAGRAPH = "The man walked down the hill, and no one saw him go. "
OUTSIDE = "file:///etc/passwd"
LONG: dict[str, tuple[bytes, int]] = {
    "emoji.txt": ("😀👨‍👩‍👧‍👦🏳️‍🌈".encode(), 1000),
    "marks.txt": (b'"', 5000),
    "pairs.txt": ("“‘".encode(), 5000),
    "line.txt": (PARAGRAPH.encode(), 20_000),
    "brackets.md": (b"[", 20_000),
}
"""What is repeated and how often, so that a step that takes the square of its length takes minutes."""
SHORTER = 50
"""So many times shorter they are read with the trained encoder, whose time goes with the words alone."""
ODD: dict[str, bytes] = {
    **{name: data * (times // SHORTER) for name, (data, times) in LONG.items()},
    "character.txt": b"a",
    "word.txt": b"Hello",
    "mark.txt": b'"',
    "invisible.txt": "\u200b".join(STORY).encode(),
    "reordered.txt": "\u202e“Hello,”\u202c said \u2066Anne\u2069.".encode(),
    "no-quotes.txt": PARAGRAPH.encode() * 300,
    "only-speech.txt": b'"Hello."\n\n"Go away."\n\n' * 200,
    "dashes.txt": "—".encode() * 20_000,
    "returns.txt": STORY.replace("\n", "\r").encode(),
    "stars.md": b"*" * 20_000 + b"a",
    "depths.md": b">" * 20_000 + b" a",
    "utf-16-le.txt": STORY.encode("utf-16-le"),
    "utf-16-be.txt": STORY.encode("utf-16-be"),
    "utf-32.txt": STORY.encode("utf-32"),
    "cp1252.txt": STORY.replace('"W', "“W").encode("cp1252"),
    "latin-1.txt": STORY.replace("boat", "père").encode("latin-1"),
    "doctype.html": b"<!DOCTYPE x [" + b"<!x ]" * 100_000 + b"<html><body><p>Hello</p></body></html>",
    "page.txt": page().encode(),
    "text.html": STORY.encode(),
    "external.epub": epub({"b/c.opf": package("p.xhtml", doctype=f'<!DOCTYPE r SYSTEM "{OUTSIDE}">')}),
    "included.epub": epub(
        {"b/p.xhtml": page(f'<p>Hi</p><i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{OUTSIDE}"/>')}
    ),
    "quoted.epub": epub({"b/p.xhtml": page("<p>Hi &x;</p>", f'<!DOCTYPE r "]>" [<!ELEMENT x "{OUTSIDE}">]>')}),
    "book.txt": epub(),
    "document.epub": docx(lambda data: data),
}
WARNED = {
    "lacks-a-page.epub": (epub({"b/c.opf": package("p.xhtml", "q.xhtml")}), "the EPUB lacks b/q.xhtml"),
    "french.txt": (FRENCH.encode(), "French"),
}


def check_quotes(story: Story) -> None:
    ends = [0, *(quote.end for quote in story.quotes)]
    for quote, before in zip(story.quotes, ends, strict=False):
        assert before <= quote.start < quote.end <= len(story.text), story


def test_a_sound_result_for_each(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, data in ODD.items():
        (tmp_path / "in" / name).write_bytes(data)
    done = fabula("read", "--quiet", "--out", "out", "in", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert [line for line in done.stderr.splitlines() if ": warning: looks like" not in line] == []
    stories = {story.metadata.source_name: story for story in map(library.open, (tmp_path / "out").glob("*.fabula"))}
    assert sorted(stories) == sorted(ODD)
    for name, story in stories.items():
        assert "root:" not in story.text, name
        check_quotes(story)
    assert stories["returns.txt"].text == STORY.replace("\n", "\r")
    assert stories["utf-16-be.txt"].text == STORY
    assert stories["invisible.txt"].text == "\u200b".join(STORY)


@pytest.mark.parametrize("name", LONG)
def test_long_ones(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fabula.model.shipped", light)
    data, times = LONG[name]
    (tmp_path / name).write_bytes(data * times)
    story = library.open(library.read(tmp_path / name).save(tmp_path / "long.fabula"))
    assert story.text == (data * times).decode()
    assert len(story.tokens) >= times
    check_quotes(story)


def test_warnings(tmp_path: Path) -> None:
    for name, (data, _) in WARNED.items():
        (tmp_path / name).write_bytes(data)
    done = fabula("read", "--quiet", *WARNED, cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stderr.splitlines()
    assert len(lines) == len(WARNED)
    for line, (name, (_, said)) in zip(lines, WARNED.items(), strict=True):
        assert line.startswith(f"{name}: warning: ")
        assert said in line
        assert line.count(name) == 1


def test_what_is_written_does_not_depend_on_where_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    name, (data, _) = next(iter(WARNED.items()))
    (tmp_path / "deep" / name).write_bytes(data)
    fabula("read", f"deep/{name}", "--out", "one", cwd=tmp_path)
    fabula("read", name, "--out", "two", cwd=tmp_path / "deep")
    assert names(tmp_path / "one") == names(tmp_path / "deep" / "two")
    assert len(names(tmp_path / "one")) == 2  # the story and its report
    for one in (tmp_path / "one").iterdir():
        assert one.read_bytes() == (tmp_path / "deep" / "two" / one.name).read_bytes()
