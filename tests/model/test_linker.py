"""The linker: stretches and threads change nothing; what stands in comes through; damaged weights are not used."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.errors import ModelError
from fabula.model import linker, linker_weights, weights, word_tables
from fabula.model.linker import AFTER, BEFORE, BUCKETS, OWN, Features, Linker, places
from fabula.model.linker_weights import LinkerParts
from fabula.model.pieces import Pieces
from fabula.model.word_tables import WordTables
from fabula.people.candidates import candidates, first_needed
from fabula.people.mention_inputs import INPUTS, mention_inputs
from fabula.people.pair_features import pair_features
from tests.people.facts import any_facts

VOCABULARY = "[PAD] [UNK] [CLS] [SEP] the boat ##man sank . he slept well and nobody".split()
Array = np.ndarray


class Standing:
    """Parts that take the place of the networks: each mention's vector comes through as it is, and calls are kept."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, float]] = []

    def mentions(self, given: dict[str, Array]) -> list[Array]:
        vectors = given["vectors"]
        assert vectors.dtype == given["words"].dtype == given["inputs"].dtype == np.float32
        assert np.array_equal(given["places"], places(len(vectors)))
        self.seen.append((vectors[0, 0], vectors[-1, 0]))
        return [vectors, vectors, vectors[:, :1], vectors[:, :1], vectors[:, 1:2]]

    def pairs(self, given: dict[str, Array]) -> Array:
        """What stands for "new" is the mention's number negative; for each candidate, its number; -1 where none is."""
        assert given["candidates"].dtype == given["kinds"].dtype == np.int64
        assert np.array_equal(given["anaphor"][:, :1], given["left"])
        assert np.array_equal(given["antecedents"][:, :1], given["rights"])
        assert np.array_equal(given["features"][..., 0], np.where(given["there"], given["features"][..., 0], 0))
        other = given["rights"][given["candidates"], 0]
        return np.concatenate([given["new"], np.where(given["there"], other, -1)], axis=1)

    def parts(self) -> LinkerParts:
        words = np.arange(len(VOCABULARY) * 384).reshape(-1, 384) % 120
        scales = np.linspace(0.5, 1, len(VOCABULARY), dtype=np.float32)
        return LinkerParts(self.mentions, self.pairs, WordTables(Pieces(VOCABULARY), words.astype(np.int8), scales), {})


def numbered(count: int) -> Array:
    """Vectors [count, 128] that say which mention each is, and the same negative."""
    made = np.zeros((count, 128), dtype=np.float32)
    made[:, 0], made[:, 1] = np.arange(count), -np.arange(count)
    return made


def of_candidates(made: Array) -> Features:
    """Features of which only the shapes matter."""

    def features(low: int, high: int) -> tuple[Array, Array, Array]:
        own = made[low:high]
        return own, np.ones((*own.shape, 1), dtype=np.float32) * (own >= 0)[..., None], np.zeros(own.shape, np.int8)

    return features


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 3 * OWN), st.integers(0, 2**32 - 1), st.integers(1, 4), st.integers(1, 3), st.booleans())
def test_every_mention_meets_its_candidates_however_stretches_fall(
    count: int, seed: int, threads: int, together: int, forgetful: bool
) -> None:
    random = np.random.default_rng(seed)
    rows = np.arange(count)[:, None]
    made = np.where(random.random((count, 7)) < 0.8, rows - random.integers(1, 600, (count, 7)), -1)
    made = np.maximum(made, -1)
    standing = Standing()
    runtime = Linker(threads=threads, parts=standing.parts())
    asked = numbered(count), ["boat"] * count, np.zeros((count, 3), np.float32), of_candidates(made)
    with mock.patch("fabula.model.linker._TOGETHER", together):
        found = runtime.score(*asked, first_needed(made) if forgetful else None)
    assert [len(each) for each in found] == [min(OWN, count - low) for low in range(0, count, OWN)]
    every = np.concatenate([np.zeros((0, 8)), *found])
    assert np.array_equal(every, np.concatenate([-rows, made], axis=1))
    assert sorted(standing.seen) == [
        (max(0, low - BEFORE), min(count, low + OWN + AFTER) - 1) for low in range(0, count, OWN)
    ]


def test_vectors_of_words_are_means_over_their_pieces() -> None:
    parts = Standing().parts()
    (boat, both, again) = Linker(threads=1, parts=parts).word_vectors(["boat", "boatman", "boat"])
    own = parts.words.words * parts.words.scales[:, None]
    assert np.allclose(boat, own[VOCABULARY.index("boat")])
    assert np.allclose(both, (own[VOCABULARY.index("boat")] + own[VOCABULARY.index("##man")]) / 2)
    assert np.array_equal(boat, again)
    assert Linker(threads=1, parts=parts).word_vectors([]).shape == (0, 384)


def test_places_tell_before_from_after_and_near_from_far() -> None:
    made = places(60)
    assert made.shape == (60, 60)
    assert set(made.ravel().tolist()) <= set(range(BUCKETS))
    assert set(np.diag(made).tolist()) == {0}
    assert made[0, 1] != made[1, 0]
    assert made[30, 29] != made[30, 20]
    assert np.array_equal(made[1:, 1:], made[:-1, :-1])  # only how far apart two are matters
    assert (np.diff(made[59]) <= 0).all()
    assert places(0).shape == (0, 0)


def about(count: int, seed: int) -> tuple[Array, list[str], Array, Features]:
    """What the shipped linker is given of mentions of any kind."""
    facts = any_facts(count, seed)
    every = candidates(facts)
    random = np.random.default_rng(seed)
    words = [("man", "Anne", "lighthouse-keeper", "he")[number] for number in random.integers(0, 4, count)]

    def features(low: int, high: int) -> tuple[Array, Array, Array]:
        return every[low:high], *pair_features(facts, np.arange(low, high), every[low:high])

    return random.normal(0, 1, (count, 128)).astype(np.float16), words, mention_inputs(facts), features


@pytest.mark.parametrize("count", [0, 1, OWN + 1, 2 * OWN + 30])
def test_scores_do_not_depend_on_threads(count: int) -> None:
    asked = about(count, 7)
    one, three = (Linker(threads=threads).score(*asked) for threads in (1, 3))
    assert len(one) == len(three) == -(-count // OWN)
    for left, right in zip(one, three, strict=True):
        assert np.array_equal(left, right)
        assert np.isfinite(left).all()
        sums = np.exp(left).sum(1)
        assert (sums > 0).all()
        assert (sums < 1 + 1e-4).all()  # the mean of several networks' logarithms sums up to less than 1
    assert asked[2].shape == (count, INPUTS)


def test_what_is_far_off_changes_no_score() -> None:
    """A stretch sees so many mentions before and after it; whatever the rest is, its scores are the same."""
    vectors, words, inputs, features = about(3 * OWN, 3)
    other = vectors.copy()
    other[2 * OWN :] = -other[2 * OWN :]
    runtime = Linker(threads=2)
    before, after = runtime.score(vectors, words, inputs, features), runtime.score(other, words, inputs, features)
    assert np.array_equal(before[0], after[0])
    assert not np.array_equal(before[1], after[1])
    assert not np.array_equal(before[2], after[2])


def test_calibration_is_by_kind_of_mention() -> None:
    fits = Linker(threads=1).calibration
    assert all(len(fit) == 2 and np.isfinite(fit).all() for fit in fits.values())


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the weights, which tests damage and mend."""
    return Path(shutil.copytree(weights.folder(), tmp_path_factory.mktemp("model") / "weights"))


@contextmanager
def damaged(path: Path, change: Callable[[bytes], bytes | None]) -> Iterator[None]:
    """One file changed, or gone where `change` gives None."""
    before = path.read_bytes()
    after = change(before)
    try:
        if after is None:
            path.unlink()
        else:
            path.write_bytes(after)
        yield
    finally:
        path.write_bytes(before)


def refused(folder: Path) -> ModelError:
    with pytest.raises(ModelError) as caught:
        linker_weights.load(folder)
    assert weights.CURE in str(caught.value)
    assert "\n" not in str(caught.value)
    return caught.value


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


CHANGES: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda data: None,
    "empty": lambda data: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "one bit": flipped,
}


def test_the_shipped_weights_load(copied: Path) -> None:
    linker_weights.load(copied)
    assert set(weights.manifest(copied / "linker")["files"]) == set(linker_weights.FILES)


@pytest.mark.parametrize("how", CHANGES)
@pytest.mark.parametrize("name", linker_weights.FILES)
def test_a_damaged_file_is_named(copied: Path, name: str, how: str) -> None:
    with damaged(copied / "linker" / name, CHANGES[how]):
        assert refused(copied).name == str(copied / "linker" / name)


@pytest.mark.parametrize("name", word_tables.FILES)
def test_a_damaged_file_of_the_encoder_is_named(copied: Path, name: str) -> None:
    with damaged(copied / name, flipped):
        assert refused(copied).name == str(copied / name)


@pytest.mark.parametrize("how", CHANGES)
def test_a_damaged_manifest_is_named(copied: Path, how: str) -> None:
    path = copied / "linker" / "manifest.json"
    with damaged(path, CHANGES[how] if how != "one bit" else lambda data: b"\xff" + data):
        assert refused(copied).name == str(path)


NO_WEIGHTS = [
    (name, content)
    for name in linker_weights.FILES
    for content in (b"{}", b"[1]", b"", b'{"link": [1]}', b'{"link": "no"}')
    if (name, content) != ("calibration.json", b"{}")  # then probabilities are left as they are
]


@pytest.mark.parametrize(("name", "content"), NO_WEIGHTS)
def test_files_as_the_manifest_says_that_are_no_weights(copied: Path, name: str, content: bytes) -> None:
    told = {"size": len(content), "blake2b": blake2b(content, digest_size=32).hexdigest()}
    manifest = weights.manifest(copied / "linker")
    changed = json.dumps(manifest | {"files": manifest["files"] | {name: told}}).encode()
    with (
        damaged(copied / "linker" / name, lambda data: content),
        damaged(copied / "linker" / "manifest.json", lambda data: changed),
    ):
        error = refused(copied)
    assert error.name == str(copied / "linker")
    assert "cannot be loaded" in error.found


@pytest.fixture
def not_yet_loaded() -> Iterator[None]:
    """As in a process that has read nothing: the linker is loaded once for all readings of one."""
    linker.shipped.cache_clear()
    yield
    linker.shipped.cache_clear()


def test_the_linker_is_loaded_once_and_a_failure_is_not_kept(
    copied: Path, monkeypatch: pytest.MonkeyPatch, not_yet_loaded: None
) -> None:
    monkeypatch.setattr(linker_weights, "folder", lambda: copied)
    path = copied / "linker" / "pairs.onnx"
    with damaged(path, flipped), pytest.raises(ModelError):
        linker.shipped()
    found = linker.shipped()
    with damaged(path, flipped):
        assert linker.shipped() is found


def test_what_no_later_mention_needs_is_let_go() -> None:
    """Pairs are given no rows but those that they and later ones need, and score the same."""
    count = 3 * OWN
    asked = about(count, 5)
    every = np.concatenate([asked[3](low, low + OWN)[0] for low in range(0, count, OWN)])
    runtime, sizes = Linker(threads=1), []

    def features(low: int, high: int) -> tuple[Array, Array, Array]:
        return asked[3](low, high)

    def pairs(low: int, *, columns: list[Array], **named: Any) -> Array:
        sizes.append(len(columns[0]))
        return Linker._pairs(runtime, low, columns=columns, **named)

    whole = runtime.score(*asked)
    with mock.patch("fabula.model.linker._TOGETHER", 1), mock.patch.object(runtime, "_pairs", pairs):
        found = runtime.score(*asked[:3], features, first_needed(every))
    assert all(np.array_equal(left, right) for left, right in zip(whole, found, strict=True))
    assert sizes == [low + OWN - min(low, first_needed(every)[low]) for low in range(0, count, OWN)]
    assert sizes[-1] < count
