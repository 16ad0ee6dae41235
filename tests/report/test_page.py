"""The page: what stands in it, its size, its policy, and that it is the same each time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from fabula.errors import OutputError
from fabula.layers import MENTIONS, QUOTES, Table
from fabula.report import page, write
from fabula.report.marks import shown
from fabula.story import Story
from tests.report.made import ATTACKS, hostile, with_mentions
from tests.stories import document, ferry, story


def facts_of(made: str) -> dict:
    block = re.search('<script type="application/json" id="facts">(.*?)</script>', made, re.DOTALL)
    assert block
    return json.loads(block[1])


def test_the_text_and_its_marks() -> None:
    tree = html.document_fromstring(page(ferry()).encode())
    paragraphs = tree.xpath("//div[@class='k']/*")
    assert [each.text_content() for each in paragraphs] == [
        "Chapter One", "“Row,” said Anne Hale.", "Tom looked at the tall woman. “I am rowing,” he said.", "“Hush!”",
        "Anne laughed; she did not row.",
    ]  # fmt: skip
    found = tree.xpath("//div[@class='k']//*[self::b or self::u or self::i]")
    marks = [(each.tag, each.get("class"), each.text_content()) for each in found]
    assert marks[:7] == [
        ("i", "c0", "“Row,”"), ("b", "c0", "Anne Hale"), ("b", "c1", "Tom"), ("u", "c0", "the tall woman"),
        ("i", "c1", "“I am rowing,”"), ("u", "c1", "I"), ("u", "c1", "he"),
    ]  # fmt: skip
    assert ("i", "x", "“Hush!”") in marks


def test_head() -> None:
    tree = html.document_fromstring(page(ferry()).encode())
    assert tree.get("lang") == "en"
    assert tree.findtext(".//title") == "A Tiny Story: who is who"
    assert tree.xpath("//article/@lang") == ["en"]
    assert len(tree.xpath("//main")) == len(tree.xpath("//aside")) == len(tree.xpath("//h1")) == 1


def test_the_policy_fits_what_is_in_the_page() -> None:
    made = page(hostile())
    tree = html.document_fromstring(made.encode())
    rules = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    scripts = re.findall(r"<script>(.*?)</script>", made, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", made, re.DOTALL)
    assert (len(scripts), len(styles)) == (1, 2)
    for kind, texts in (("script-src", scripts), ("style-src", styles)):
        hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
        assert re.search(rf"{kind} ([^;]+);", rules)[1] == " ".join(f"'sha256-{each}'" for each in hashes)
    assert "unsafe" not in rules
    assert not tree.xpath("//@style | //@*[starts-with(name(), 'on')] | //@src | //iframe | //object")
    assert set(tree.xpath("//@href")) == {"data:,", "#text", "#panel"}


def test_hostile_text_is_text() -> None:
    made = page(hostile())
    tree = html.document_fromstring(made.encode())
    texts = [" ".join(each.text_content().split()) for each in tree.xpath("//div[@class='k']/*")]
    for attack in ATTACKS:
        wanted = re.sub("[\x00-\x1f\ud800-\udfff]", "\ufffd", attack)
        assert " ".join(wanted.split()) in texts
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//img | //svg")
    assert "\0" not in made
    facts = facts_of(made)
    assert facts["people"]["name"][0] == "<script>Eve</script>"
    assert facts["people"]["name"][1] == "Mallory"


def test_made_twice_it_is_the_same(tmp_path: Path) -> None:
    first = write(ferry(), tmp_path / "a.html").read_bytes()
    assert first == write(ferry(), tmp_path / "b.html").read_bytes() == page(ferry()).encode()


def test_no_place_to_write(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        write(ferry(), tmp_path / "none" / "a.html")
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(OutputError):
        write(ferry(), tmp_path / "folder.html")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.html"]


def test_empty_stories() -> None:
    for text in ("", "Nothing happens here.", "\n\n"):
        tree = html.document_fromstring(page(story(document(text))).encode())
        assert tree.xpath("string(//article)").strip() == text.strip()


def test_emphasis_crosses_marks() -> None:
    made = page(_with_emphasis("Anne ran to Tom.", [(0, 8), (12, 15)]))
    assert "<p><b class=c0><em>Anne</em></b><em> ran</em> to <em>Tom</em>.</p>" in made


def _with_emphasis(text: str, spans: list[tuple[int, int]]) -> Story:
    made = story(document(text), characters=[("Anne", "she", 0.9, False)])
    emphasis = Table.of_rows(made.layers["emphasis"].layer, [(low, high, "emphasis") for low, high in spans])
    layers = {**made.layers, "emphasis": emphasis}
    return with_mentions(Story(made.document, layers, version="1", model="m"), [(0, 4, 0)])


SPANS = st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=12)


@given(SPANS, SPANS)
def test_marks_nest_whatever_their_spans(mentions: list[tuple[int, int]], quotes: list[tuple[int, int]]) -> None:
    text = "Here is one paragraph of text.\n\nAnd here another, just so."
    base = story(document(text), characters=[("A", "she", 0.9, False), ("B", "he", 0.9, False)])
    end = len(text)
    rows = sorted((low, min(low + size, end)) for low, size in mentions if low < end)
    said = sorted((low, min(low + size, end)) for low, size in quotes if low < end)
    layers = {
        **base.layers,
        "mentions": Table.of_rows(MENTIONS, [(a, b, 0, 1, "PROP", "PER", -1, a % 2, -1, a / 60) for a, b in rows]),
        "quotes": Table.of_rows(
            QUOTES, [(a, b, 0, 1, "double", "speech", n, -1, b % 2, -1, "tag", b / 60) for n, (a, b) in enumerate(said)]
        ),
    }
    made = Story(base.document, layers, version="1", model="m")
    tree = html.document_fromstring(page(made).encode())
    paragraphs = tree.xpath("//div[@class='k']/*")
    assert [each.text_content() for each in paragraphs] == text.split("\n\n")
    seen = shown(made)
    # The script finds rows by counting elements: both must agree, in number and in order.
    for names, places in (("self::b or self::u", seen.mention_lows), ("self::i", seen.quote_lows)):
        found = tree.xpath(f"//div[@class='k']//*[{names}]")
        assert len(found) == len(places)
        assert np.all(np.diff(places) >= 0)
        for element, low in zip(found, places.tolist(), strict=True):
            assert element.text_content()[0] == text[low]


def test_facts() -> None:
    facts = facts_of(page(ferry()))
    assert facts["people"]["name"] == ["Anne Hale", "Tom"]
    assert len(facts["mentions"]["who"]) == len(facts["mentions"]["kind"]) == len(facts["mentions"]["sure"]) // 2
    assert facts["quotes"]["who"] == [0, 1, -1]
    assert facts["quotes"]["words"] == [1, 3, 1]
    assert facts["chapters"]["title"] == ["Chapter One"]
    assert facts["called"]["name"][:2] == ["Anne Hale", "Tom"]


@pytest.fixture(scope="module")
def examples() -> list[Path]:
    folder = Path(__file__).parents[2] / "examples"
    return sorted(path for path in folder.iterdir() if not path.name.endswith((".json", ".fabula", ".report.html")))


def test_size_on_every_example(examples: list[Path]) -> None:
    import fabula

    assert len(examples) >= 14
    for path in examples:
        made = fabula.read(path)
        size, text = len(page(made).encode()), len(made.text.encode())
        assert size <= 3 * text + 400_000, path.name
        without_bundle = size - len(page(story(document("x"))).encode())
        assert without_bundle <= 4.5 * text, path.name
