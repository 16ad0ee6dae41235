"""Whatever a story holds stays text: in HTML, in JSON, in CSS, and under the policy."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from fabula.report.security import attribute, clean, css_string, json_block, language, markup, one_line, policy

ANY = st.text(st.characters(codec=None), max_size=80)


class Reader(HTMLParser):
    """Collects text and the values of attributes, and counts tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))


@given(ANY)
def test_text_comes_back_as_text(text: str) -> None:
    reader = Reader()
    reader.feed(f"<p>{markup(text)}</p>")
    reader.close()
    assert reader.text == clean(text)
    assert [tag for tag, _ in reader.tags] == ["p"]


@given(ANY)
def test_attributes_end_where_they_should(text: str) -> None:
    reader = Reader()
    reader.feed(f'<p title="{attribute(text)}">x</p>')
    reader.close()
    assert reader.tags == [("p", [("title", clean(text))])]
    assert reader.text == "x"


@given(st.recursive(ANY, lambda values: st.lists(values, max_size=4) | st.dictionaries(ANY, values, max_size=3)))
def test_json_can_end_nothing(value: object) -> None:
    block = json_block(value)
    assert not re.search("[<>&\u2028\u2029\x00-\x1f\ud800-\udfff]", block)
    json.loads(block)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=60))
def test_json_says_the_same(text: str) -> None:
    assert json.loads(json_block([text])) == [text]


@given(ANY)
def test_css_strings_hold_nothing_but_letters_digits_and_escapes(text: str) -> None:
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]{1,6} )*"', css_string(text))


@given(ANY)
def test_what_is_written_is_utf8(text: str) -> None:
    for made in (markup(text), attribute(text), json_block(text), css_string(text), one_line(text)):
        made.encode("utf-8")
        assert "\0" not in made


def test_titles_hold_no_marks_that_reorder() -> None:
    assert one_line("a\u202eb\u2066 c\nd\u200f") == "ab c d"


def test_language_tags() -> None:
    assert [language(tag) for tag in ("fr", "en-GB", "", 'x" onload="', "zh-Hant-TW")] == [
        "fr",
        "en-GB",
        "en",
        "en",
        "zh-Hant-TW",
    ]


def test_policy_allows_these_scripts_and_no_others() -> None:
    made = policy(["let x = 1"], ["a{}", "b{}"])
    hashes = [base64.b64encode(hashlib.sha256(text).digest()).decode() for text in (b"let x = 1", b"a{}", b"b{}")]
    assert made == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}' 'sha256-{hashes[2]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
