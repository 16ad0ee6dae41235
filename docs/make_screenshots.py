"""Make `docs/report-*.png` from the report of an example, in headless Chromium: `python docs/make_screenshots.py`.

They are made small by Pillow, which has to be installed for this (`pip install pillow`), and are not tested: what they
show is (tests/report), and fonts differ between machines.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import fabula  # noqa: E402
from benchmarks.chromium import Chromium  # noqa: E402
from fabula.report import write  # noqa: E402

FOLDER = ROOT / "docs"
EXAMPLE = ROOT / "examples" / "the-salt-road.html"
MOST = 200_000
"""Bytes of a picture."""


SIZES = {"wide": (1440, 900), "tablet": (820, 1180), "phone": (360, 740)}
SHOWN = {
    ("wide", "light"): "presence", ("wide", "dark"): "network", ("tablet", "light"): "", ("tablet", "dark"): "talk",
    ("phone", "light"): "", ("phone", "dark"): "cast",
}  # fmt: skip
"""By size and scheme the figure that is open; without one, a quotation's card is."""


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory() as folder, Chromium() as browser:
        page = write(fabula.read(EXAMPLE), Path(folder, "the-salt-road.report.html"))
        for (size, scheme), figure in SHOWN.items():
            with opened(browser, page, scheme, size):
                show(browser, size, figure)
                take(browser, f"report-{size}-{scheme}")
        with opened(browser, page, "light", "wide"):
            browser.run("document.querySelectorAll('.k > *')[24].scrollIntoView({ block: 'end' })")
            browser.frame()
            browser.run("document.getElementById('hide').click()")
            browser.frame()
            browser.run("document.getElementById('rest').scrollIntoView({ block: 'end' })")
            take(browser, "report-position")


def show(browser: Chromium, size: str, figure: str) -> None:
    """Open a figure, or a card, or in a wide window both."""
    if figure and size != "wide":
        browser.run("document.getElementById('open-sheet').click()")
    if figure:
        browser.run(f"document.getElementById('tab-{figure}').click()")
        browser.frame()
    if size == "wide":
        browser.run("document.querySelectorAll('.k > *')[6].scrollIntoView()")
        browser.frame()
        browser.move(*browser.middle("document.querySelectorAll('#text i')[4]"))
        browser.wait("!document.getElementById('card').hidden")
    elif not figure:
        browser.run("document.querySelectorAll('#text i')[3].click()")


@contextmanager
def opened(browser: Chromium, page: Path, scheme: str, size: str) -> Iterator[None]:
    """The page in a window of a size and scheme; what it remembers is forgotten."""
    small = size != "wide"
    browser.media(prefers_color_scheme=scheme)
    browser.size(*SIZES[size], touch=small, scale=2 if size == "phone" else 1)
    browser.open(page)
    yield
    browser.run("localStorage.clear()")


def take(browser: Chromium, name: str) -> None:
    """Take a picture and make it small."""
    browser.frame()
    target = browser.picture(FOLDER / f"{name}.png")
    Image.open(target).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    print(f"{target.name}: {size:,} bytes")  # noqa: T201
    assert size < MOST, f"{target.name} has {size:,} bytes, {MOST:,} are allowed"


if __name__ == "__main__":
    main()
