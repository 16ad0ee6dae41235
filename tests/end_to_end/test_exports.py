"""The exports of every example, checked against what the formats promise by code that shares none with them."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import fabula as library
from fabula.exports import export, schema, script_schema
from fabula.layers import RELATIONS, SUPERSENSES, UPOS_TAGS, XPOS_TAGS
from tests.end_to_end.command import STORY, environment, fabula

EXAMPLES = Path(__file__).parents[2] / "examples"
STORIES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".md", ".html", ".epub", ".docx"))
ODD = (
    'Anne\u200bbel said, “A\u00adnne—\u2028stop!” 😀 cafe\u0301 \u202eevil\u202c.\r\nI said "no\tno" to Mr. O\'Brien.\r'
    '\n\r\n“One,” I said.\r\r“Two 👨‍👩‍👧,” said Anne. Anne\x85Smith \u00a0 went.\n\n"Unclosed, said Bob.\n'
)
HEADERS = {
    "tokens": "paragraph_ID sentence_ID token_ID_within_sentence token_ID_within_document word lemma byte_onset "
    "byte_offset POS_tag fine_POS_tag dependency_relation syntactic_head_ID event",
    "entities": "COREF start_token end_token prop cat text",
    "quotes": "quote_start quote_end mention_start mention_end mention_phrase char_id quote",
    "supersense": "start_token end_token supersense_category text",
}
PRONOUNS = ["he/him/his", "she/her", "they/them/their", "xe/xem/xyr/xir", "ze/zem/zir/hir"]


def table(path: Path) -> list[list[str]]:
    """A BookNLP file as pandas reads it with quoting=3: every line of as many cells as the header."""
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    rows = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [line.split("\t") for line in text[:-1].split("\n")] == rows
    assert rows[0] == HEADERS[path.suffix[1:]].split()
    assert {len(row) for row in rows} == {len(rows[0])}
    return rows[1:]


def rows_of(layer: Any) -> list[dict[str, Any]]:
    """A layer of the JSON export as rows, whichever way it is written."""
    if isinstance(layer, list):
        return layer
    return [dict(zip(layer, values, strict=True)) for values in zip(*layer.values(), strict=True)]


@pytest.fixture(scope="module", params=[*STORIES, None], ids=lambda path: path.name if path else "odd")
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source, and the folder with all exports of it as `x`."""
    folder = tmp_path_factory.mktemp("exports")
    source = request.param
    if source is None:
        source = folder / "odd.txt"
        source.write_bytes(ODD.encode())
    story = library.read(source)
    for name in ("booknlp", "csv", "json", "script"):
        export(story, name, folder / "out", "x")
    return source, folder / "out"


def test_tokens(written: tuple[Path, Path]) -> None:
    _, folder = written
    text = (folder / "x.txt").read_bytes().decode("utf-8")
    rows = table(folder / "x.tokens")
    at, last = 0, (-1, -1, 0)
    for number, row in enumerate(rows):
        paragraph, sentence, within, token, onset, offset = (int(row[i]) for i in (0, 1, 2, 3, 6, 7))
        assert token == number
        assert at <= onset < offset <= len(text)
        at = offset
        if row[4] != text[onset:offset]:
            assert set(row[4]) <= {*text[onset:offset], " "}
        assert row[4] == row[4].strip() != ""
        if sentence == last[1]:
            assert (paragraph, within) == (last[0], last[2] + 1)
        else:
            assert (sentence, within) == (last[1] + 1, 0)
            assert paragraph >= last[0]
        last = paragraph, sentence, within
        assert row[5] == row[5].strip() != ""
        assert row[8] in UPOS_TAGS
        assert row[9] in XPOS_TAGS
        assert row[10] in RELATIONS
        assert rows[int(row[11])][1] == row[1]
        assert row[12] in ("EVENT", "O")


def test_entities_quotes_and_book(written: tuple[Path, Path]) -> None:
    _, folder = written
    layers = json.loads((folder / "x.json").read_text(encoding="utf-8"))
    tokens = table(folder / "x.tokens")
    words, paragraphs = [row[4] for row in tokens], [row[0] for row in tokens]
    entities = table(folder / "x.entities")
    spans = [(int(row[1]), int(row[2])) for row in entities]
    assert spans == sorted(spans)
    assert len(entities) == len(layers["mentions"])
    coref_at: dict[tuple[int, int], set[str]] = {}
    for row, (first, last) in zip(entities, spans, strict=True):
        assert int(row[0]) >= 0
        assert 0 <= first <= last < len(words)
        assert row[3] in ("PROP", "NOM", "PRON")
        assert row[4] in ("PER", "FAC", "LOC", "GPE", "VEH", "ORG")
        assert row[5] == " ".join(words[first : last + 1])
        coref_at.setdefault((first, last), set()).add(row[0])
    narrators = [person["entity"] for person in layers["characters"] if person["narrator"]]
    assert narrators or all(row[0] != "0" for row in entities)

    quotes = table(folder / "x.quotes")
    assert len(quotes) == len(layers["quotes"])
    # BookNLP numbers the narrator 0; ours are rows.
    entity = {
        person["id"]: "0" if person["entity"] in narrators[:1] else str(person["entity"] + 1)
        for person in layers["characters"]
    }
    for row, quote in zip(quotes, layers["quotes"], strict=True):
        first, last = int(row[0]), int(row[1])
        assert row[6] == " ".join(words[first : last + 1])
        assert paragraphs[first] == paragraphs[last]
        if quote["speaker"] is None:
            assert row[2:6] == ["None"] * 4
        else:
            low, high = int(row[2]), int(row[3])
            assert row[4] == " ".join(words[low : high + 1])
            assert row[5] in coref_at[low, high]
            assert row[5] == entity[quote["speaker"]]
    for row in table(folder / "x.supersense"):
        assert row[2] in SUPERSENSES
        assert row[3] == " ".join(words[int(row[0]) : int(row[1]) + 1]) != ""

    counts = Counter(int(row[0]) for row in entities)
    people = json.loads((folder / "x.book").read_text(encoding="utf-8"))["characters"]
    assert [person["count"] for person in people] == sorted((person["count"] for person in people), reverse=True)
    for person in people:
        assert list(person) == ["agent", "patient", "mod", "poss", "id", "g", "count", "mentions"]
        assert list(person["mentions"]) == ["proper", "common", "pronoun"]
        assert person["count"] == counts[person["id"]] > 1
        assert person["count"] == sum(each["c"] for kind in person["mentions"].values() for each in kind)
        if (gender := person["g"]) is not None:
            assert list(gender) == ["inference", "argmax", "max", "total"]
            assert list(gender["inference"]) == PRONOUNS
            assert sum(gender["inference"].values()) == pytest.approx(1, abs=1e-3)
            assert gender["inference"][gender["argmax"]] == gender["max"] == max(gender["inference"].values())


def test_json_and_csv(written: tuple[Path, Path]) -> None:
    source, folder = written
    layers = json.loads((folder / "x.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema()).validate(layers)
    about = layers.pop("fabula")
    assert about["input_sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    text = layers.pop("document")["text"]
    assert text == (folder / "x.txt").read_bytes().decode("utf-8")
    if source.suffix in (".txt", ".md"):
        assert text == source.read_bytes().decode("utf-8-sig")
    for name, layer in layers.items():
        with (folder / f"x.{name}.csv").open(encoding="utf-8", newline="") as file:
            cells = list(csv.DictReader(file))
        rows = rows_of(layer)
        assert len(cells) == len(rows)
        for row, given in zip(rows, cells, strict=True):
            for key, value in row.items():
                if isinstance(value, list | dict):
                    continue
                plain = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
                assert given[key] == plain, (name, key)


def test_script(written: tuple[Path, Path]) -> None:
    _, folder = written
    script = json.loads((folder / "x.script.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(script_schema()).validate(script)
    layers = json.loads((folder / "x.json").read_text(encoding="utf-8"))
    text, hidden = layers["document"]["text"], rows_of(layers["hidden"])
    seen = list(text)
    for row in hidden:
        seen[row["start"] : row["end"]] = [""] * (row["end"] - row["start"])
    lines = script["lines"]
    assert "".join("".join(line["text"].split()) for line in lines) == "".join("".join(seen).split())
    names = {voice["id"]: voice["name"] for voice in script["cast"]}
    assert Counter(line["voice"] for line in lines) == {voice["id"]: voice["lines"] for voice in script["cast"]}
    assert all(line["name"] == names[line["voice"]] for line in lines)
    characters = [voice for voice in names if isinstance(voice, int)]
    assert characters == sorted(characters)
    assert len({names[voice].casefold() for voice in characters}) == len(characters)
    told = (folder / "x.script.txt").read_bytes().decode("utf-8")
    at = 0
    for line in lines:
        if line["quote"] is None:
            assert line["voice"] == "narrator"
            first = line["text"].splitlines()[0]
        else:
            quote = layers["quotes"][line["quote"]]
            assert line["start"] <= quote["start"] < quote["end"] <= line["end"]
            assert quote["text"] in line["text"]
            assert line["voice"] == ("unknown" if quote["speaker"] is None else quote["speaker"])
            assert [line[key] for key in ("kind", "utterance", "confidence", "addressees")] == [
                quote[key] for key in ("kind", "utterance", "confidence", "addressees")
            ]
            first = line["name"].upper()
        at = told.index(" ".join(first.split()), at) + 1
    for chapter in layers["chapters"]:
        kinds = {line["kind"] for line in lines if chapter["start"] <= line["start"] < chapter["body_start"]}
        assert kinds == ({"heading"} if chapter["title"] else set())


def test_same_bytes_whatever_the_process(tmp_path: Path) -> None:
    settings = [
        {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        {
            "PYTHONHASHSEED": "77",
            "OMP_NUM_THREADS": "8",
            "OPENBLAS_NUM_THREADS": "8",
            "LC_ALL": "C",
            "TZ": "Asia/Tokyo",
        },
    ]
    (tmp_path / "x.txt").write_text(STORY * 20)
    for number, more in enumerate(settings):
        out, env = tmp_path / str(number), environment(**more)
        for arguments in (
            ["read", "--quiet", "--out", out, "x.txt", EXAMPLES / "the-salt-road.html"],
            [
                "export",
                out / "the-salt-road.fabula",
                "--to",
                "booknlp",
                "--to",
                "csv",
                "--to",
                "json",
                "--to",
                "script",
            ],
        ):
            assert fabula(*arguments, cwd=tmp_path, env=env).returncode == 0
    files = sorted(path.name for path in (tmp_path / "0").iterdir())
    assert len(files) > 10
    for name in files:
        assert (tmp_path / "0" / name).read_bytes() == (tmp_path / "1" / name).read_bytes(), name
