"""The .fabula file: one story in one SQLite database, written whole or not at all, opened as if a stranger had made it.

What people query (characters, aliases, mentions, quotes, chapters, paragraphs) is in tables with one row per row of
the layer, the row number as `id`, categories as words, "none known" as NULL. Columns with a value per token are raw
little-endian arrays in `blobs`; text among them is int32 codes there, and `texts` has each text once. `document` holds
the text and what the source says of itself; `passages` is an FTS5 index over the visible text of each paragraph;
`schema_notes` says what every column means.
"""

from fabula.store.read import open_story
from fabula.store.search import Found, search
from fabula.store.write import save

__all__ = ["Found", "open_story", "save", "search"]
