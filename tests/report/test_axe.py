"""axe-core finds nothing serious in the report; it is read from web/node_modules, where `npm ci` has put it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.chromium import Chromium
from tests.report.conftest import PHONE, ROOT, TABLET, WIDE

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


def serious(browser: Chromium, part: str = "html") -> list[str]:
    """The rules that are broken in a part of the page, with where."""
    found = browser.run(f"axe.run('{part}', {{ resultTypes: ['violations'] }}).then((done) => done.violations)")
    return [
        f"{each['id']} ({each['impact']}): {[node['target'] for node in each['nodes'][:3]]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core: npm ci in web/")
@pytest.mark.parametrize(
    ("scheme", "size"),
    [(scheme, size) for scheme in ("light", "dark") for size in (WIDE, TABLET, PHONE)],
)
def test_nothing_serious(browser: Chromium, salt_road: Path, scheme: str, size: tuple[int, int]) -> None:
    browser.media(prefers_color_scheme=scheme)
    browser.size(*size)
    browser.open(salt_road)
    browser.run("localStorage.clear()")
    browser.open(salt_road)
    browser.run(AXE.read_text(encoding="utf-8") + "; 0")
    assert serious(browser) == []
    browser.run("document.querySelectorAll('#text i')[5].click()")
    browser.frame()
    assert serious(browser, "#card") == [], "with a card"
    browser.run("document.getElementById('open-sheet').click()")
    for name in ("presence", "talk", "network", "search", "contents"):
        browser.run(f"document.getElementById('tab-{name}').click()")
        browser.frame()
        assert serious(browser, "#panel") == [], name
