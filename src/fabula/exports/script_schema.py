"""The JSON Schema of the script export's JSON."""

from __future__ import annotations

from typing import Any

from fabula.exports.json_schema import about_schema, object_schema
from fabula.exports.script import KINDS, NARRATOR, UNKNOWN
from fabula.layers import GENDERS
from fabula.store.ddl import SCHEMA_NUMBER

_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_MAYBE: dict[str, Any] = {"type": ["integer", "null"], "minimum": 0}
_SHARE: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 1}
_VOICE: dict[str, Any] = {"anyOf": [_COUNT, {"enum": [NARRATOR, UNKNOWN]}]}
_STRING: dict[str, Any] = {"type": "string"}


def script_schema() -> dict[str, Any]:
    """The JSON Schema, draft 2020-12, of STEM.script.json."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A story as a script, as Fabula exports it, schema {SCHEMA_NUMBER}",
        "description": "Lines in the order of reading, which together are the whole text that a reader sees, but for "
        "white space. Ids are rows of the layers of the story; offsets are half-open, in code points of its text.",
        **object_schema(
            {
                "fabula": about_schema(),
                "title": _STRING,
                "author": _STRING,
                "narrator": _MAYBE | {"description": "the character who tells the story in the first person"},
                "unsure_below": _SHARE | {"description": "the confidence below which a line's voice is unsure"},
                "cast": {"type": "array", "items": _voice(), "description": "every voice that has lines"},
                "lines": {"type": "array", "items": _line()},
            }
        ),
    }


def _voice() -> dict[str, Any]:
    return object_schema(
        {
            "id": _VOICE | {"description": "the voice: a character's id, or of no character"},
            "name": _STRING | {"description": "no two voices of characters share one"},
            "gender": {"enum": list(GENDERS)},
            "pronouns": _STRING,
            "lines": _COUNT | {"description": "how many of the lines are theirs"},
            "words": _COUNT | {"description": "how many words those hold, counted by the spaces between them"},
        }
    )


def _line() -> dict[str, Any]:
    return object_schema(
        {
            "voice": _VOICE | {"description": "who reads it: an id of the cast"},
            "name": _STRING,
            "kind": {"enum": list(KINDS)},
            "text": _STRING | {"minLength": 1, "description": "as a reader sees it, quotation marks included"},
            "start": _COUNT,
            "end": _COUNT,
            "paragraph": _MAYBE | {"description": "a row of paragraphs"},
            "quote": _MAYBE | {"description": "a row of quotes; null for what is no quotation"},
            "utterance": _MAYBE | {"description": "lines with one number are one utterance, interrupted or continued"},
            "confidence": {**_SHARE, "type": ["number", "null"], "description": "probability that the voice is right"},
            "unsure": {"type": "boolean", "description": "whether that is below unsure_below"},
            "addressees": {"type": "array", "items": _COUNT, "description": "whom it is said to, likeliest first"},
        }
    )
