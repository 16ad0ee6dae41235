"""What fuzzing found, each as small as it could be written."""

from __future__ import annotations

import pytest

from fabula.errors import FormatError
from fabula.sources import load_bytes
from tests.robust.archives import packed
from tests.robust.seeds import word_files


def test_a_word_file_whose_properties_are_itself() -> None:
    """python-docx asks such a part for its properties, and so on without end."""
    (members,) = word_files()
    relations = members["_rels/.rels"].replace(b"docProps/core.xml", b"word/document.xml")
    assert relations != members["_rels/.rels"]
    assert load_bytes(packed(members), "x.docx").metadata.author == "Ada Marsh"
    with pytest.raises(FormatError, match=r"x\.docx: a damaged DOCX file"):
        load_bytes(packed({**members, "_rels/.rels": relations}), "x.docx")
