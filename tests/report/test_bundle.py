"""The committed bundle was built from the committed sources, and holds nothing that a page must not."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEB = ROOT / "web"
ASSETS = ROOT / "src" / "fabula" / "report" / "assets"


def digest() -> str:
    made = hashlib.sha256()
    names = [f"src/{name}" for name in sorted(path.name for path in (WEB / "src").iterdir())]
    for name in [*names, "package-lock.json"]:
        made.update(name.encode() + b"\0" + (WEB / name).read_bytes() + b"\0")
    return made.hexdigest()


@pytest.mark.parametrize("name", ["report.js", "report.css"])
def test_built_from_these_sources(name: str) -> None:
    found = re.search(r"sha256 ([0-9a-f]{64})", (ASSETS / name).read_text(encoding="utf-8"))
    assert found
    assert found[1] == digest(), "run: npm ci && npm run build, in web/"


def test_the_bundle_fits_into_a_page() -> None:
    script, style = ((ASSETS / name).read_bytes() for name in ("report.js", "report.css"))
    assert script.isascii()
    assert style.isascii()
    assert b"</script" not in script.lower()
    assert b"<!--" not in script
    assert b"</style" not in style.lower()
    assert b"\r" not in script + style
    assert len(script) + len(style) < 150_000


def test_the_bundle_asks_no_network_and_evaluates_nothing() -> None:
    script, style = ((ASSETS / name).read_text() for name in ("report.js", "report.css"))
    for word in ("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "eval(", "new Function", "insertAdjacentHTML"):
        assert word not in script
    assert "url(" not in style
    assert "@import" not in style
    # d3 has `.html()`; no source of ours may set HTML.
    for source in (WEB / "src").glob("*.js"):
        found = re.search(r"innerHTML|outerHTML|document\.write|\.html\(", source.read_text(encoding="utf-8"))
        assert found is None, source.name


def test_licences() -> None:
    assert "Mike Bostock" in (ASSETS / "report.js").read_text()
    assert "Mike Bostock" in (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_the_lock_file_names_no_registry() -> None:
    assert "://" not in re.sub(r'"(?:url|funding)": "[^"]*"', "", (WEB / "package-lock.json").read_text())
