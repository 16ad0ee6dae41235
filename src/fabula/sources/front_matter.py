"""The YAML block at the head of a Markdown file: title, author, language."""

from __future__ import annotations

import re
from dataclasses import replace

from fabula.document import Metadata
from fabula.sources.languages import language_tag

_FIELD = re.compile(r"^(title|author|creator|lang|language|description|summary|abstract)\s*:[ \t]*(.*)$", re.I)


def read_front_matter(block: str, metadata: Metadata) -> Metadata:
    """Fill in what the block says; simple scalars, lists and folded lines only."""
    known: dict[str, list[str]] = {}
    values: list[str] | None = None
    for line in block.splitlines():
        field = _FIELD.match(line)
        if field:
            values = known.setdefault(field[1].lower(), [])
            if _scalar(field[2]) not in ("", "|", ">", "|-", ">-"):
                values += _items(field[2])
        elif values is not None and line[:1] in " \t-" and line.strip(" -\t"):
            text = line.strip()
            item = _scalar(re.sub(r"^(?:-\s*)?(?:(?:name|text)\s*:)?\s*", "", text))
            if text.startswith("-") or not values:
                values.append(item)
            else:
                values[-1] += " " + item
        else:
            values = None
    language = next(iter(known.get("lang", known.get("language", []))), "")
    summary = known.get("description") or known.get("summary") or known.get("abstract") or []
    return replace(
        metadata,
        title=metadata.title or " ".join(known.get("title", [])),
        author=", ".join(known.get("author", known.get("creator", []))),
        language=language_tag(language),
        summary=" ".join(summary),
    )


def _items(text: str) -> list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [item for part in text[1:-1].split(",") if (item := _scalar(part))]
    return [_scalar(text)]


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text
