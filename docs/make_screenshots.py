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


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory() as folder, Chromium() as browser:
        page = write(fabula.read(EXAMPLE), Path(folder, "the-salt-road.report.html"))
        with opened(browser, page, "light", 1280, 800):
            tab(browser, "presence")
            browser.run("document.querySelectorAll('.k > *')[6].scrollIntoView()")
            browser.frame()
            hover(browser, 4)
            take(browser, "report-wide")
        with opened(browser, page, "dark", 1280, 800):
            tab(browser, "network")
            take(browser, "report-dark")
        with opened(browser, page, "light", 1280, 800):
            browser.run("document.querySelectorAll('.k > *')[24].scrollIntoView({ block: 'end' })")
            browser.frame()
            browser.run("document.getElementById('hide').click()")
            browser.frame()
            browser.run("document.getElementById('rest').scrollIntoView({ block: 'end' })")
            take(browser, "report-position")
        with opened(browser, page, "light", 360, 740):
            browser.run("document.querySelectorAll('#text i')[3].click()")
            take(browser, "report-phone")


@contextmanager
def opened(browser: Chromium, page: Path, scheme: str, width: int, height: int) -> Iterator[None]:
    """The page in a window of a size and scheme; what it remembers is forgotten."""
    phone = width < 500
    browser.media(prefers_color_scheme=scheme)
    browser.size(width, height, touch=phone, scale=2 if phone else 1)
    browser.open(page)
    yield
    browser.run("localStorage.clear()")


def tab(browser: Chromium, name: str) -> None:
    """Turn to a tab of the panel."""
    browser.run(f"document.getElementById('tab-{name}').click()")


def hover(browser: Chromium, number: int) -> None:
    """Show the card of a quotation."""
    browser.move(*browser.middle(f"document.querySelectorAll('#text i')[{number}]"))
    browser.wait("!document.getElementById('card').hidden")


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
