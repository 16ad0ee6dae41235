"""The Story and its views: light, read-only; each view is a row number and the Story whose columns hold the row."""

from fabula.story.passages import Chapter, Paragraph, Sentence, Supersense, Token
from fabula.story.people import Addressee, Character, Entity, Mention, Quote
from fabula.story.story import Story
from fabula.story.talk import Conversation, Utterance
from fabula.story.views import Passage, Rows, View

__all__ = [
    "Addressee", "Chapter", "Character", "Conversation", "Entity", "Mention", "Paragraph", "Passage", "Quote", "Rows",
    "Sentence", "Story", "Supersense", "Token", "Utterance", "View",
]  # fmt: skip
