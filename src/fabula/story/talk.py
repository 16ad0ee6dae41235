"""Views of talk: utterances, whose quotations are parts of one, and conversations."""

from __future__ import annotations

from fabula.story.people import Character, Quote
from fabula.story.views import Passage, Rows, View


class Utterance(View):
    """What someone says in one go: one quotation, or several that narration interrupts or that go on with it.

    Its index is the number that its quotations have as `utterance`.
    """

    __slots__ = ()
    LAYER = "utterances"

    @property
    def quotes(self) -> Rows[Quote]:
        """Its quotations, in order."""
        return Rows(self.story, Quote, self.story._by_utterance[self.index])

    @property
    def speaker(self) -> Character | None:
        """Who says it; None if not known."""
        return self.quotes[0].speaker

    @property
    def conversation(self) -> Conversation | None:
        """The conversation it is part of; None if of none."""
        return self.quotes[0].conversation

    @property
    def addressees(self) -> list[Character]:
        """Whom its quotations are said to, in the order in which they are first addressed; empty if not known."""
        return list(dict.fromkeys(person for quote in self.quotes for person in quote.addressees))

    @property
    def start(self) -> int:
        """Where its first quotation starts, in code points."""
        return self.quotes[0].start

    @property
    def end(self) -> int:
        """Where its last quotation ends, exclusive, in code points; narration may stand between."""
        return self.quotes[-1].end

    @property
    def text(self) -> str:
        """What its quotations say, with a space between two; narration left out."""
        return " ".join(quote.text for quote in self.quotes)

    def __repr__(self) -> str:
        text = self.text
        return f"<Utterance {self.index}: {text if len(text) < 60 else text[:57] + '...'!r}>"


class Conversation(Passage):
    """Quotations that follow one another. Its text runs from the first to the last, narration included."""

    __slots__ = ()
    LAYER = "conversations"

    @property
    def quotes(self) -> Rows[Quote]:
        """Its quotations, in order."""
        return Rows(self.story, Quote, self.story._by_conversation["quotes"][self.index])

    @property
    def participants(self) -> list[Character]:
        """Who speaks in it or is addressed, who says most first; layer `participants` has how much."""
        rows = self.story._by_conversation["participants"][self.index]
        return [Character(self.story, int(row)) for row in self.story.layers["participants"]["character"][rows]]
