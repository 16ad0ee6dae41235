"""Which files a call reads, and that no two results share a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.cli.inputs import REPORT, plan, report_of
from fabula.errors import InputError
from fabula.report import SUFFIX


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def make(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x")


def planned(*inputs: str, out: str | None = None) -> dict[str, str]:
    """Input to result; a refusal fails the test."""
    refused: list[InputError] = []
    jobs = plan(inputs, Path(out) if out else None, refused.append)
    assert refused == []
    return {job.name: job.target.as_posix() for job in jobs}


def test_named_after_the_input_less_its_last_extension() -> None:
    assert planned("a/story.txt", "b.tar.md", "README", ".hidden", "-") == {
        "a/story.txt": "a/story.fabula",
        "b.tar.md": "b.tar.fabula",
        "README": "README.fabula",
        ".hidden": ".hidden.fabula",
        "stdin": "stdin.fabula",
    }
    assert planned("a/story.txt", "-", out="o") == {"a/story.txt": "o/story.fabula", "stdin": "o/stdin.fabula"}


def test_same_name_keeps_the_extension() -> None:
    assert planned("story.epub", "story.html", "other.html") == {
        "story.epub": "story.epub.fabula",
        "story.html": "story.html.fabula",
        "other.html": "other.fabula",
    }
    assert planned("a/story.epub", "b/story.html") == {
        "a/story.epub": "a/story.fabula",
        "b/story.html": "b/story.fabula",
    }
    assert planned("a/story.epub", "b/story.html", out="o") == {
        "a/story.epub": "o/story.epub.fabula",
        "b/story.html": "o/story.html.fabula",
    }


def test_same_name_and_extension_take_their_folders_name() -> None:
    assert planned("a/story.txt", "b/story.txt", out="o") == {
        "a/story.txt": "o/a-story.txt.fabula",
        "b/story.txt": "o/b-story.txt.fabula",
    }
    assert planned("a/x/story.txt", "b/x/story.txt", "story.md", out="o") == {
        "a/x/story.txt": "o/a-x-story.txt.fabula",
        "b/x/story.txt": "o/b-x-story.txt.fabula",
        "story.md": "o/story.md.fabula",
    }


def test_a_name_that_another_falls_back_to() -> None:
    targets = planned("s.epub", "s.html", "s.epub.txt")
    assert targets["s.html"] == "s.html.fabula"
    assert targets["s.epub.txt"] == "s.epub.txt.fabula"
    assert len(set(targets.values())) == 3


def test_case_does_not_tell_names_apart() -> None:
    targets = planned("A.txt", "a.TXT", out="o")
    assert len({target.casefold() for target in targets.values()}) == 2


def test_standard_input_beside_a_file_of_its_name() -> None:
    assert planned("-", "stdin.txt") == {"stdin": "stdin.fabula", "stdin.txt": "stdin.txt.fabula"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "a/", "b/", "a/b/"]), st.sampled_from("sS"), st.sampled_from(["", ".t", ".t.u"])
        ),
        unique=True,
    ),
    st.booleans(),
)
def test_no_two_results_share_a_name(parts: list[tuple[str, str, str]], together: bool) -> None:
    inputs = ["".join(part) for part in parts]
    targets = planned(*inputs, out="o" if together else None)
    assert len({target.casefold() for target in targets.values()}) == len(inputs)
    assert targets == planned(*inputs, out="o" if together else None)


def test_each_file_once() -> None:
    make("d/a.txt")
    assert list(planned("d/a.txt", "d/../d/a.txt", "d", "-", "-")) == ["d/a.txt", "stdin"]


def test_folders() -> None:
    make("d/b.txt", "d/a.HTML", "d/c/z.md", "d/.git/x.txt", "d/.x.txt", "d/a.fabula", "d/a.gold.json", "d/b-/y.txt")
    assert list(planned("d")) == ["d/a.HTML", "d/b-/y.txt", "d/b.txt", "d/c/z.md"]


def test_links_in_folders_do_not_lead_round() -> None:
    make("d/a.txt")
    try:
        Path("d/round").symlink_to("..", target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    assert list(planned("d")) == ["d/a.txt"]


@pytest.mark.parametrize(
    ("given_", "reason"), [("empty", "no story in this folder"), ("x.fabula", "already a .fabula file")]
)
def test_refused(given_: str, reason: str) -> None:
    make("empty/picture.png", "x.fabula", "good.txt")
    refused: list[InputError] = []
    jobs = plan([given_, "good.txt"], None, refused.append)
    assert [job.name for job in jobs] == ["good.txt"]
    assert reason in str(*refused)
    assert given_ in str(*refused)


def test_an_input_is_never_a_result() -> None:
    make("story.txt", "o/x")
    try:
        Path("o/story.fabula").symlink_to(Path("story.txt").absolute())
    except OSError:
        pytest.skip("no links here")
    refused: list[InputError] = []
    assert plan(["story.txt"], Path("o"), refused.append) == []
    assert "is an input too" in str(*refused)


def test_reports_are_no_stories() -> None:
    make("a/story.html", "a/story.report.html", "a/b/OTHER.REPORT.HTML")
    assert planned("a") == {"a/story.html": "a/story.fabula"}


def test_a_report_replaces_no_input() -> None:
    make("story.txt", "story.report.html")
    refused: list[InputError] = []
    jobs = plan(["story.txt", "story.report.html"], None, refused.append, reports=True)
    assert [job.name for job in jobs] == ["story.report.html"]
    assert "story.report.html is an input too" in str(refused[0])


def test_reports_lie_beside_their_stories() -> None:
    assert report_of(Path("a/story.epub.fabula")) == Path("a/story.epub.report.html")
    assert report_of(Path("story.html")) == Path("story.report.html")
    assert REPORT == SUFFIX
