"""A browser for the tests of the report, and pages to open in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import fabula
from benchmarks.chromium import Chromium, find
from fabula.report import write
from tests.report.made import hostile

ROOT = Path(__file__).parents[2]
WIDE = (1440, 900)
TABLET = (820, 1180)
PHONE = (360, 740)


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    """A browser that asks for nothing and has nothing to complain about when a test is over."""
    if find() is None:
        pytest.skip("no chromium")
    with Chromium() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def salt_road(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of an example."""
    story = fabula.read(ROOT / "examples" / "the-salt-road.html")
    return write(story, tmp_path_factory.mktemp("report") / "salt.report.html")


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a story whose every text is an attack."""
    return write(hostile(), tmp_path_factory.mktemp("hostile") / "hostile.report.html")


@pytest.fixture
def page(browser: Chromium, salt_road: Path) -> Iterator[Chromium]:
    """The example, freshly opened in a wide window; at the end the page must have been silent and alone."""
    browser.media()
    browser.size(*WIDE)
    browser.open(salt_road)
    browser.run("localStorage.clear()")
    browser.open(salt_road)
    yield browser
    assert browser.complaints == []
    assert browser.requests == [salt_road.as_uri()]
