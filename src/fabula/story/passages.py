"""Views of the text's own parts: tokens, supersenses, sentences, paragraphs, chapters."""

from __future__ import annotations

from fabula.story.views import Passage


class Token(Passage):
    """A word or a punctuation mark. Tags, features and relations are those of Universal Dependencies 2."""

    __slots__ = ()
    LAYER = "tokens"

    @property
    def lemma(self) -> str:
        """Its base form; empty where none is given."""
        return str(self._table["lemma"][self.index])

    @property
    def pos(self) -> str:
        """Its part of speech, one of `layers.UPOS_TAGS`."""
        return str(self._table.decoded("upos", self.index))

    @property
    def tag(self) -> str:
        """Its part of speech as the Penn Treebank has it, one of `layers.XPOS_TAGS`."""
        return str(self._table.decoded("xpos", self.index))

    @property
    def features(self) -> dict[str, str]:
        """The features of its form, such as `{"Number": "Sing", "Person": "3"}`."""
        pairs = (feature.partition("=") for feature in str(self._table["features"][self.index]).split("|"))
        return {name: value for name, _, value in pairs if name}

    @property
    def head(self) -> Token | None:
        """The word of its sentence that it depends on; None for the root."""
        row = int(self._table["head"][self.index])
        return Token(self.story, row) if row >= 0 else None

    @property
    def relation(self) -> str:
        """How it depends on its head, one of `layers.RELATIONS`."""
        return str(self._table.decoded("relation", self.index))

    @property
    def event(self) -> bool:
        """Whether it names an event that the story asserts to have happened."""
        return bool(self._table["event"][self.index])

    @property
    def event_confidence(self) -> float:
        """Probability that it names one, whatever `event` says."""
        return float(self._table["event_confidence"][self.index])

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return Sentence(self.story, int(self._table["sentence"][self.index]))


class Supersense(Passage):
    """A noun, a verb, or an expression of several words, and the class of what it means."""

    __slots__ = ()
    LAYER = "supersenses"

    @property
    def category(self) -> str:
        """WordNet's class, one of `layers.SUPERSENSES`."""
        return str(self._table.decoded("category", self.index))

    @property
    def confidence(self) -> float:
        """Probability that it is of that class."""
        return float(self._table["confidence"][self.index])


class Sentence(Passage):
    """A sentence."""

    __slots__ = ()
    LAYER = "sentences"


class Paragraph(Passage):
    """A paragraph, heading or scene break."""

    __slots__ = ()
    LAYER = "paragraphs"

    @property
    def kind(self) -> str:
        """`prose`, `heading`, `break` or `verse`."""
        return str(self._table.decoded("kind", self.index))


class Chapter(Passage):
    """A chapter, its heading included."""

    __slots__ = ()
    LAYER = "chapters"

    @property
    def title(self) -> str:
        """Its heading; empty if it has none."""
        return str(self._table["title"][self.index])
