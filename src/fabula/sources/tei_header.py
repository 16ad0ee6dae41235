"""What a TEI header says of a text: title, author, language, date, subjects, licence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fabula.document import Metadata
from fabula.sources.languages import language_tag
from fabula.sources.trees import flat_text, local_name

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_EDITION = re.compile(
    r"\s*[:;,.(\[]+\s*(?:an?\s+|the\s+)?(?:\w+\s+)?(?:\w+ edition|electronic (?:edition|text|version)|"
    r"machine[- ]readable (?:transcription|version|text)|digital edition|TEI (?:edition|version))\s*[)\].]*\s*$",
    re.IGNORECASE,
)
_DATES = re.compile(r"[\s,]*[(\[]?\s*(?:[bcd]\.?\s*)?\d{3,4}\??\s*[-–—]\s*(?:\d{3,4})?\??\s*[)\]]?[.,]?\s*$")
_YEAR = re.compile(r"\b\d{4}(?:-\d{2}(?:-\d{2})?)?\b")
_SOURCES = ("firstedition", "printsource", "")
"""Types of `bibl` whose date is the work's, best first; a digital source's is not."""
_ALPHA_3 = {"eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "ita": "it", "por": "pt"}


def read_header(root: Any, metadata: Metadata) -> Metadata:
    """Fill in what the header of a TEI document says."""
    header = next(_all(root, "teiheader"), None)
    language = _language(root, header)
    if header is None:
        return replace(metadata, language=language)
    statement = next(_all(header, "titlestmt"), header)
    titles = [element for element in statement if local_name(element) == "title"]
    main = [element for element in titles if (element.get("type") or "main").lower() in ("main", "uniform")]
    title = next(filter(None, (_title(flat_text(element)) for element in main or titles)), "")
    authors = [_DATES.sub("", flat_text(element)).strip() for element in statement if local_name(element) == "author"]
    authors = list(dict.fromkeys(filter(None, authors)))
    summaries = (flat_text(element) for element in _all(header, "abstract"))
    return replace(
        metadata,
        title=title,
        # Names stand with the family name first, parted by a comma.
        author=("; " if any("," in name for name in authors) else ", ").join(authors),
        language=language,
        summary=next(filter(None, summaries), ""),
        tags=(*metadata.tags, *_tags(header)),
    )


def _all(root: Any, name: str) -> Iterator[Any]:
    """Every element of that name, in any namespace and case."""
    return (element for element in root.iter() if local_name(element) == name)


def _title(text: str) -> str:
    """A title without what it says of the file: `: ELTeC edition`, `: an electronic edition`."""
    shorter = _EDITION.sub("", text)
    while shorter != text and shorter:
        text, shorter = shorter, _EDITION.sub("", shorter)
    return text


def _language(root: Any, header: Any) -> str:
    stated = [root.get(_LANG) or root.get("lang") or ""]
    if header is not None:
        stated += [element.get("ident") or "" for element in _all(header, "language")]
    tags = [language_tag(_ALPHA_3.get(name.lower(), name)) for name in stated]
    return next(filter(None, tags), "")


def _tags(header: Any) -> Iterator[tuple[str, str]]:
    date = _date(header)
    if date:
        yield "published", date
    publication = next(_all(header, "publicationstmt"), None)
    if publication is not None:
        for element in _all(publication, "publisher"):
            if text := flat_text(element):
                yield "publisher", text
        for element in (*_all(publication, "licence"), *_all(publication, "license")):
            if text := element.get("target") or flat_text(element):
                yield "licence", text
    for keywords in _all(header, "keywords"):
        for element in _all(keywords, "term"):
            if text := flat_text(element):
                yield "subject", text


def _date(header: Any) -> str:
    """When the work was published: of the first edition or the printed source, if the header tells."""
    found: dict[str, str] = {}
    for source in _all(header, "sourcedesc"):
        for element in _all(source, "date"):
            outer = next((one for one in element.iterancestors() if local_name(one).startswith("bibl")), None)
            kind = (outer.get("type") or "").lower() if outer is not None else ""
            when = element.get("when") or element.get("from") or element.get("notBefore") or flat_text(element)
            year = _YEAR.search(when)
            if year:
                found.setdefault(kind, year.group())
    return next((found[kind] for kind in _SOURCES if kind in found), "")
