"""The shipped model, loaded once for all tests of its room."""

from __future__ import annotations

import pytest

from fabula.model import Annotator


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator(threads=1)
