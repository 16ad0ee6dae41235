"""What keeps a story text and nothing else: escapes for HTML, JSON and CSS, and the policy that a report carries."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable
from typing import Any

_BROKEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n|[\r\x0b\f]")
_REORDERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_IN_JSON = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def clean(text: str) -> str:
    """`text` with what no HTML file may hold (controls, lone surrogates) as U+FFFD; line breaks are line feeds."""
    return _BROKEN.sub("\ufffd", _BREAK.sub("\n", text))


def one_line(text: str) -> str:
    """`text` on one line, without the marks that reorder what stands around them; for titles and names."""
    return " ".join(_REORDERING.sub("", clean(text)).split())


def markup(text: str) -> str:
    """`text` to stand between tags."""
    return html.escape(clean(text), quote=False)


def attribute(text: str) -> str:
    """`text` to stand in a double-quoted attribute."""
    return html.escape(clean(text), quote=True)


def language(tag: str, fallback: str = "en") -> str:
    """A language tag that may stand in an attribute, unquoted."""
    return tag if _LANGUAGE.fullmatch(tag) else fallback


def json_block(value: Any) -> str:
    """JSON to stand inside a script element: no character of it can end the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _BROKEN.sub("\ufffd", text).translate(_IN_JSON)


def css_string(text: str) -> str:
    """A quoted CSS string: all but ASCII letters and digits as escapes, so that nothing can end it."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in clean(text)) + '"'


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A Content-Security-Policy under which only these inline scripts and styles work, and nothing is fetched."""
    allowed = {"script-src": " ".join(map(_source, scripts)), "style-src": " ".join(map(_source, styles))}
    rules = {"default-src": "'none'", **allowed, "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
