"""The weights are whole or are not used: whatever is wrong is said in one line, and nothing is written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

import pytest

from fabula.cli import main
from fabula.errors import ModelError
from fabula.layers import ENTITY_CATEGORIES, RELATIONS, SUPERSENSES, XPOS_TAGS
from fabula.model import Annotator, shipped, weights
from fabula.model.classes import classes
from fabula.model.lemmas import apply
from fabula.model.scores import Scores

CURE = "pip install --force-reinstall fabula"
ALL = (*weights.FILES, "manifest.json")
Change = Callable[[bytes], bytes | None]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the weights, which tests damage and mend."""
    return Path(shutil.copytree(weights.folder(), tmp_path_factory.mktemp("model") / "weights"))


@contextmanager
def damaged(folder: Path, name: str, change: Change) -> Iterator[Path]:
    """The copy with one file changed, or without it where `change` gives None."""
    path = folder / name
    before = path.read_bytes()
    after = change(before)
    try:
        if after is None:
            path.unlink()
        else:
            path.write_bytes(after)
        yield folder
    finally:
        path.write_bytes(before)


def flipped(data: bytes) -> bytes:
    """The same length, one bit changed in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def missing(data: bytes) -> None:
    return None


CHANGES: dict[str, tuple[Change, str]] = {
    "missing": (missing, "cannot be read"),
    "empty": (lambda data: b"", "has 0 bytes where the manifest says"),
    "cut off": (lambda data: data[: len(data) // 2], "bytes where the manifest says"),
    "longer": (lambda data: data + b"\n", "bytes where the manifest says"),
    "one bit": (flipped, "is damaged"),
}
MANIFESTS: dict[str, str] = {
    "empty": "",
    "no JSON": "{",
    "not UTF-8": "\udcff",
    "null": "null",
    "a number": "7",
    "a list": "[]",
    "no files": '{"model": "0.2"}',
    "a list of files": '{"model": "0.2", "files": ["network.onnx"]}',
}
SHAPES: dict[str, object] = {"none": None, "a number": 7, "a list": [1], "nothing said": {}, "text": {"size": "1"}}


def refused(folder: Path) -> ModelError:
    with pytest.raises(ModelError) as caught:
        weights.load(folder)
    assert CURE in str(caught.value)
    assert "\n" not in str(caught.value)
    return caught.value


def with_content(folder: Path, name: str, content: bytes) -> ModelError:
    """What is said of weights of which one file has this content, and the manifest says so."""
    told = {"size": len(content), "blake2b": blake2b(content, digest_size=32).hexdigest()}
    manifest = weights.manifest(folder)
    changed = json.dumps(manifest | {"files": manifest["files"] | {name: told}}).encode()
    with damaged(folder, name, lambda data: content), damaged(folder, "manifest.json", lambda data: changed):
        return refused(folder)


def test_the_shipped_weights_load(copied: Path) -> None:
    weights.load(copied)
    assert set(weights.manifest(copied)["files"]) == set(weights.FILES)
    assert weights.manifest() == weights.manifest(copied)


def test_labels_are_those_of_the_schema() -> None:
    _, _, labels = weights.load()
    assert labels.categories == ENTITY_CATEGORIES
    assert RELATIONS[labels.root_relation] == "root"
    assert RELATIONS[labels.joining_relation] == "parataxis"
    assert labels.relation_weights.shape[1] == len(RELATIONS)
    assert labels.features[0] == ""
    assert len(set(labels.features)) == len(labels.features)
    assert len(set(labels.edits)) == len(labels.edits)
    assert all(apply(edit, "Ponies") for edit in labels.edits)


def test_the_lexicon_gives_forms_with_tags_their_edits() -> None:
    _, _, labels = weights.load()
    assert labels.lexicon
    for key, numbers in labels.lexicon.items():
        form, tag = key.rsplit(" ", 1)
        assert form == form.lower()
        assert tag in XPOS_TAGS
        assert len(set(numbers)) == len(numbers) > 0
        assert all(0 <= number < len(labels.edits) for number in numbers)
    (number,) = labels.lexicon["was VBD"]
    assert apply(labels.edits[number], "was") == "be"


def test_counts_of_senses_are_of_known_lemmas_and_classes() -> None:
    _, _, labels = weights.load()
    assert labels.sense_counts
    for key, pairs in labels.sense_counts.items():
        lemma, part = key.rsplit(" ", 1)
        assert lemma == lemma.lower()
        side = {"n": "noun.", "v": "verb."}[part]
        assert all(SUPERSENSES[code].startswith(side) and count > 0 for code, count in pairs)
        assert len({code for code, _ in pairs}) == len(pairs)
    known = sum(key.rsplit(" ", 1)[0] in classes() for key in labels.sense_counts)
    assert known > 0.9 * len(labels.sense_counts)


@pytest.mark.parametrize("name", ["features", "edits", "relations", "categories", "lexicon", "sense_counts"])
def test_labels_that_lack_something_are_no_weights(copied: Path, name: str) -> None:
    labels = json.loads((copied / "labels.json").read_bytes())
    del labels[name]
    content = json.dumps(labels).encode()
    error = with_content(copied, "labels.json", content)
    assert error.name == str(copied)
    assert name in error.found


@pytest.mark.parametrize("how", CHANGES)
@pytest.mark.parametrize("name", weights.FILES)
def test_a_damaged_file_is_named(copied: Path, name: str, how: str) -> None:
    change, said = CHANGES[how]
    with damaged(copied, name, change):
        error = refused(copied)
    assert error.name == str(copied / name)
    assert said in error.found


def test_a_missing_manifest_is_named(copied: Path) -> None:
    with damaged(copied, "manifest.json", missing):
        assert refused(copied).name == str(copied / "manifest.json")


@pytest.mark.parametrize("content", MANIFESTS.values(), ids=MANIFESTS)
def test_a_manifest_that_is_none_is_named(copied: Path, content: str) -> None:
    with damaged(copied, "manifest.json", lambda data: content.encode(errors="surrogateescape")):
        error = refused(copied)
        with pytest.raises(ModelError):
            weights.manifest(copied)
    assert error.name == str(copied / "manifest.json")


@pytest.mark.parametrize("said", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("name", weights.FILES)
def test_a_file_of_which_the_manifest_says_nothing_is_not_used(copied: Path, name: str, said: object) -> None:
    manifest = weights.manifest(copied)
    content = json.dumps(manifest | {"files": manifest["files"] | {name: said}}).encode()
    with damaged(copied, "manifest.json", lambda data: content):
        assert refused(copied).name == str(copied / name)


def test_no_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "none").name == str(tmp_path / "none" / "manifest.json")


def test_a_folder_in_a_file_s_place(copied: Path) -> None:
    with damaged(copied, "labels.json", missing):
        (copied / "labels.json").mkdir()
        try:
            assert refused(copied).name == str(copied / "labels.json")
        finally:
            (copied / "labels.json").rmdir()


@pytest.mark.parametrize("name", weights.FILES)
def test_files_as_the_manifest_says_that_are_no_weights(copied: Path, name: str) -> None:
    error = with_content(copied, name, b"{}")
    assert error.name == str(copied)
    assert "cannot be loaded" in error.found


def test_a_reading_s_model_is_checked_too(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "folder", lambda: copied)
    with damaged(copied, "words.npy", flipped), pytest.raises(ModelError, match=r"words\.npy"):
        Annotator()


@pytest.fixture
def not_yet_loaded() -> Iterator[None]:
    """As in a process that has read nothing: the model is loaded once for all readings of one."""
    shipped.cache_clear()
    yield
    shipped.cache_clear()


def test_the_model_is_loaded_once_and_a_failure_is_not_kept(
    copied: Path, monkeypatch: pytest.MonkeyPatch, not_yet_loaded: None
) -> None:
    monkeypatch.setattr(weights, "folder", lambda: copied)
    with damaged(copied, "labels.json", flipped), pytest.raises(ModelError):
        shipped()
    found = shipped()
    with damaged(copied, "labels.json", flipped):
        assert shipped() is found


@pytest.mark.parametrize("name", ALL)
def test_the_command_line_says_so_and_writes_nothing(
    copied: Path,
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    not_yet_loaded: None,
) -> None:
    monkeypatch.setattr(weights, "folder", lambda: copied)
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text("“Row,” said Anne.\n")
    with damaged(copied, name, lambda data: data[:-9]):
        status = main(["read", "story.txt"])
    said = capsys.readouterr()
    assert status == 1  # not 2, which says that the story cannot be read
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith(f"error: {copied / name} ")
    assert CURE in line
    assert [path.name for path in tmp_path.iterdir()] == ["story.txt"]


def test_outputs_are_those_of_scores() -> None:
    assert tuple(Scores.__dataclass_fields__) == weights.OUTPUTS
