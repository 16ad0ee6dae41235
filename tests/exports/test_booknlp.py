"""BookNLP's files, cell for cell, and as the scripts that know BookNLP read them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from fabula.exports import export
from fabula.story import Story
from tests.stories import document, ferry, story


def read_tsv(path: Path) -> list[dict[str, str]]:
    """As `pandas.read_csv(path, sep="\\t", quoting=3)` reads it."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {len(row) for row in rows} == {len(rows[0])}
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    export(ferry(), "booknlp", tmp_path, "ferry")
    return tmp_path


def test_files(tmp_path: Path) -> None:
    names = [path.name for path in export(ferry(), "booknlp", tmp_path, "ferry")]
    endings = ["tokens", "entities", "quotes", "supersense", "book", "about.json", "txt"]
    assert names == [f"ferry.{ending}" for ending in endings]
    assert sorted(names) == sorted(path.name for path in tmp_path.iterdir())


def test_tokens(out: Path) -> None:
    lines = (out / "ferry.tokens").read_bytes().decode().split("\n")
    assert lines[0] == (
        "paragraph_ID\tsentence_ID\ttoken_ID_within_sentence\ttoken_ID_within_document\tword\tlemma\tbyte_onset\t"
        "byte_offset\tPOS_tag\tfine_POS_tag\tdependency_relation\tsyntactic_head_ID\tevent"
    )
    assert lines[1] == "0\t0\t0\t0\tChapter\tchapter\t0\t7\tX\tFW\troot\t0\tO"
    assert lines[8] == "1\t1\t5\t7\tAnne\tanne\t25\t29\tX\tFW\tdep\t2\tO"
    assert lines[12] == "2\t2\t1\t11\tlooked\tlooked\t41\t47\tX\tFW\tdep\t10\tEVENT"
    assert lines[-1] == ""
    text = (out / "ferry.txt").read_bytes().decode()
    assert text == ferry().text
    for number, row in enumerate(read_tsv(out / "ferry.tokens")):
        assert int(row["token_ID_within_document"]) == number
        assert text[int(row["byte_onset"]) : int(row["byte_offset"])] == row["word"]


def test_entities(out: Path) -> None:
    assert (out / "ferry.entities").read_bytes().decode() == (
        "COREF\tstart_token\tend_token\tprop\tcat\ttext\n"
        "1\t7\t8\tPROP\tPER\tAnne Hale\n"
        "2\t10\t10\tPROP\tPER\tTom\n"
        "1\t13\t15\tNOM\tPER\tthe tall woman\n"
        "2\t18\t18\tPRON\tPER\tI\n"
        "2\t23\t23\tPRON\tPER\the\n"
        "1\t30\t30\tPROP\tPER\tAnne\n"
        "1\t33\t33\tPRON\tPER\tshe\n"
    )


def test_quotes(out: Path) -> None:
    assert (out / "ferry.quotes").read_bytes().decode() == (
        "quote_start\tquote_end\tmention_start\tmention_end\tmention_phrase\tchar_id\tquote\n"
        "2\t5\t7\t8\tAnne Hale\t1\t“ Row , ”\n"
        "17\t22\t23\t23\the\t2\t“ I am rowing , ”\n"
        "26\t29\tNone\tNone\tNone\tNone\t“ Hush ! ”\n"
    )


def test_supersense(out: Path) -> None:
    assert (out / "ferry.supersense").read_bytes().decode() == (
        "start_token\tend_token\tsupersense_category\ttext\n"
        "14\t15\tnoun.person\ttall woman\n"
        "20\t20\tverb.motion\trowing\n"
    )


def test_the_root_is_its_own_head(out: Path) -> None:
    """As `tokens[tok.dephead]` in scripts that walk BookNLP's trees wants it."""
    rows = read_tsv(out / "ferry.tokens")
    for row in rows:
        head = rows[int(row["syntactic_head_ID"])]
        assert head["sentence_ID"] == row["sentence_ID"]
        assert (head is row) == (row["dependency_relation"] == "root")


def test_mentions_of_every_category(tmp_path: Path) -> None:
    names = ("Ann", "Barns", "Cove", "Denmark", "Eagle", "Fleet")
    tale = story(" ".join(names), mentions=[(name, 0, "PROP", -1 if i % 2 else 7, -1) for i, name in enumerate(names)])
    mentions = tale.layers["mentions"].with_columns(category=["PER", "FAC", "LOC", "GPE", "VEH", "ORG"])
    tale = Story(tale.document, {**tale.layers, "mentions": mentions}, version="1", model="m")
    export(tale, "booknlp", tmp_path, "x")
    rows = read_tsv(tmp_path / "x.entities")
    assert [row["cat"] for row in rows] == ["PER", "FAC", "LOC", "GPE", "VEH", "ORG"]
    assert [row["COREF"] for row in rows] == ["1", "2", "1", "3", "1", "4"]
    assert read_tsv(tmp_path / "x.quotes") == []


def test_a_lemma_breaks_no_row_and_is_never_empty(tmp_path: Path) -> None:
    tale = story("one two three")
    tokens = tale.layers["tokens"].with_columns(lemma=["", "a\tb\n", "\ud800"])
    export(Story(tale.document, {**tale.layers, "tokens": tokens}, version="1", model="m"), "booknlp", tmp_path, "x")
    assert [row["lemma"] for row in read_tsv(tmp_path / "x.tokens")] == ["_", "a b", "?"]


def test_book(out: Path) -> None:
    book = json.loads((out / "ferry.book").read_bytes())
    anne, tom = book["characters"]
    assert anne == {
        "agent": [],
        "patient": [],
        "mod": [],
        "poss": [],
        "id": 1,
        "g": {
            "inference": {
                "he/him/his": 0.025,
                "she/her": 0.9,
                "they/them/their": 0.025,
                "xe/xem/xyr/xir": 0.025,
                "ze/zem/zir/hir": 0.025,
            },
            "argmax": "she/her",
            "max": 0.9,
            "total": 1,
        },
        "count": 4,
        "mentions": {
            "proper": [{"c": 1, "n": "Anne Hale"}, {"c": 1, "n": "Anne"}],
            "common": [{"c": 1, "n": "the tall woman"}],
            "pronoun": [{"c": 1, "n": "she"}],
        },
    }
    assert tom["id"] == 2
    assert tom["count"] == 3


def test_versions_and_hash(out: Path) -> None:
    expected = {"version": "0.1.0", "model": "rules-1", "schema": 4, "input_sha256": ferry().metadata.sha256}
    assert json.loads((out / "ferry.about.json").read_bytes()) == expected
    assert json.loads((out / "ferry.book").read_bytes())["fabula"] == expected


@pytest.mark.parametrize(
    ("gender", "sure", "argmax"),
    [("he", 1.0, "he/him/his"), ("they", 0.05, "they/them/their"), ("she", 0.3333333, "she/her")],
)
def test_gender_is_a_distribution(tmp_path: Path, gender: str, sure: float, argmax: str) -> None:
    tale = story(
        "Lee ran. Lee hid.",
        characters=[("Lee", gender, sure, False)],
        mentions=[("Lee", 0, "PROP", 1, 0), ("Lee", 1, "PROP", 1, 0)],
    )
    export(tale, "booknlp", tmp_path, "x")
    g = json.loads((tmp_path / "x.book").read_bytes())["characters"][0]["g"]
    assert sum(g["inference"].values()) == pytest.approx(1, abs=1e-9)
    assert (g["argmax"], g["max"]) == (argmax, max(g["inference"].values()))
    assert g["inference"][argmax] == g["max"]


def narrated() -> Story:
    """A narrator, a person mentioned once, one of unknown gender, and speech shown by turn only."""
    return story(
        document("I saw Lee. Kim slept.\n\n“Wake up!”\n\n“I will.” Lee hid."),
        characters=[("I", "unknown", 0.0, True), ("Lee", "it", 0.9, False), ("Kim", "he", 0.9, False)],
        mentions=[
            ("I", 0, "PRON", 0, 0),
            ("Lee", 0, "PROP", 2, 1),
            ("Kim", 0, "PROP", 3, 2),
            ("I", 1, "PRON", 2, 1),
            ("Lee", 1, "PROP", 2, 1),
        ],
        quotes=[("“Wake up!”", 0, -1), ("“I will.”", 1, -1)],
    )


def test_narrator_is_0_and_singletons_are_kept_but_no_persons_of_the_book(tmp_path: Path) -> None:
    export(narrated(), "booknlp", tmp_path, "x")
    assert [row["COREF"] for row in read_tsv(tmp_path / "x.entities")] == ["0", "2", "3", "2", "2"]
    (lee,) = json.loads((tmp_path / "x.book").read_bytes())["characters"]
    assert (lee["id"], lee["g"]) == (2, None)


def test_speech_shown_by_turn_points_at_the_nearest_mention_in_the_narration(tmp_path: Path) -> None:
    export(narrated(), "booknlp", tmp_path, "x")
    rows = read_tsv(tmp_path / "x.quotes")
    assert [(row["mention_phrase"], row["char_id"]) for row in rows] == [("I", "0"), ("Lee", "2")]
    tokens = read_tsv(tmp_path / "x.tokens")
    assert tokens[int(rows[1]["mention_start"])]["byte_onset"] == str(narrated().text.rindex("Lee"))


def test_a_mention_of_no_entity_has_a_number_of_its_own(tmp_path: Path) -> None:
    tale = story("Ann, Bob and Cy.", mentions=[(name, 0, "PROP", -1, -1) for name in ("Ann", "Bob", "Cy")])
    export(tale, "booknlp", tmp_path, "x")
    assert [row["COREF"] for row in read_tsv(tmp_path / "x.entities")] == ["1", "2", "3"]


def test_no_cell_breaks_its_row(tmp_path: Path) -> None:
    text = 'Wave\u00adring\tshe "said"\r\nlan\nterns.'
    tale = story(document(text, hidden=[(4, 5, "invisible")]))
    tokens = tale.layers["tokens"]
    odd = tokens.with_columns(end=[*tokens["end"][:-3], len(text), len(text), len(text)])
    tale = Story(tale.document, {**tale.layers, "tokens": odd}, version="1", model="m")
    export(tale, "booknlp", tmp_path, "x")
    words = [row["word"] for row in read_tsv(tmp_path / "x.tokens")]
    assert words[-3:] == ["lan terns.", "terns.", "."]
    assert '"' in words
    assert (tmp_path / "x.tokens").read_bytes().count(b"\r") == 0


def test_nothing_at_all(tmp_path: Path) -> None:
    export(story(document("")), "booknlp", tmp_path, "x")
    assert read_tsv(tmp_path / "x.tokens") == []
    assert json.loads((tmp_path / "x.book").read_bytes())["characters"] == []
