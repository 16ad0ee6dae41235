"""Fabula reads fiction and gives back its story world: who is in it and what each says, with the passage behind it."""

from fabula.document import Document
from fabula.errors import FabulaError, InputError
from fabula.reading import read, read_text
from fabula.sources.casts import CastEntry
from fabula.store import open_story as open  # noqa: A004 (users write fabula.open)
from fabula.story import Story
from fabula.version import VERSION

__version__ = VERSION
__all__ = ["CastEntry", "Document", "FabulaError", "InputError", "Story", "__version__", "open", "read", "read_text"]
