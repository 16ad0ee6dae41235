"""Views of who is in a story and who says what to whom: mentions, quotations, addressees, entities, characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.story.views import Passage, Rows, View

if TYPE_CHECKING:
    from fabula.story.story import Story
    from fabula.story.talk import Conversation


class Mention(Passage):
    """An expression that refers to someone or something."""

    __slots__ = ()
    LAYER = "mentions"

    @property
    def kind(self) -> str:
        """`PROP`, `NOM` or `PRON`."""
        return str(self._table.decoded("kind", self.index))

    @property
    def category(self) -> str:
        """LitBank's `PER`, `FAC`, `LOC`, `GPE`, `VEH` or `ORG`."""
        return str(self._table.decoded("category", self.index))

    @property
    def entity(self) -> Entity | None:
        """What it refers to; None if not known."""
        row = int(self._table["entity"][self.index])
        return Entity(self.story, row) if row >= 0 else None

    @property
    def character(self) -> Character | None:
        """The character it refers to; None if not known."""
        return Character.at(self.story, int(self._table["character"][self.index]))

    @property
    def confidence(self) -> float:
        """Probability that it refers to that character."""
        return float(self._table["confidence"][self.index])


class Quote(Passage):
    """A quotation in one paragraph, marks included."""

    __slots__ = ()
    LAYER = "quotes"

    @property
    def kind(self) -> str:
        """`speech`, `thought`, `writing` or `other`."""
        return str(self._table.decoded("kind", self.index))

    @property
    def speaker(self) -> Character | None:
        """Who says it; None if not known."""
        return Character.at(self.story, int(self._table["speaker"][self.index]))

    @property
    def mention(self) -> Mention | None:
        """The mention that shows the speaker."""
        row = int(self._table["mention"][self.index])
        return Mention(self.story, row) if row >= 0 else None

    @property
    def cue(self) -> str:
        """What shows the speaker, one of `layers.QUOTE_CUES`."""
        return str(self._table.decoded("cue", self.index))

    @property
    def utterance(self) -> int:
        """Quotations with one number are one utterance, interrupted or continued."""
        return int(self._table["utterance"][self.index])

    @property
    def conversation(self) -> Conversation | None:
        """The conversation it is part of; None if of none."""
        row = int(self._table["conversation"][self.index])
        return self.story.conversations[row] if row >= 0 else None

    @property
    def hearers(self) -> Rows[Addressee]:
        """Whom it is said to, likeliest first, each with what shows it and how sure that is."""
        return Rows(self.story, Addressee, self.story._by_quote[self.index])

    @property
    def addressees(self) -> list[Character]:
        """Whom it is said to, likeliest first; empty if not known."""
        return [hearer.character for hearer in self.hearers]

    @property
    def confidence(self) -> float:
        """Probability that the speaker is right; 0 where none is given."""
        return float(self._table["confidence"][self.index])


class Addressee(View):
    """A character to whom a quotation is said."""

    __slots__ = ()
    LAYER = "addressees"

    @property
    def quote(self) -> Quote:
        """The quotation."""
        return Quote(self.story, int(self._table["quote"][self.index]))

    @property
    def character(self) -> Character:
        """Who is addressed."""
        return Character(self.story, int(self._table["character"][self.index]))

    @property
    def cue(self) -> str:
        """What shows it, one of `layers.ADDRESSEE_CUES`."""
        return str(self._table.decoded("cue", self.index))

    @property
    def confidence(self) -> float:
        """Probability that the character is addressed."""
        return float(self._table["confidence"][self.index])

    def __repr__(self) -> str:
        return f"<Addressee {self.character.name!r} of quotation {self.quote.index}: {self.cue}, {self.confidence:.2f}>"


class Entity(View):
    """Whoever or whatever is mentioned: a person, a place, a vehicle, a group."""

    __slots__ = ()
    LAYER = "entities"

    @property
    def name(self) -> str:
        """Canonical name; without a name, one of the nouns for it, else a pronoun."""
        return str(self._table["name"][self.index])

    @property
    def category(self) -> str:
        """LitBank's `PER`, `FAC`, `LOC`, `GPE`, `VEH` or `ORG`."""
        return str(self._table.decoded("category", self.index))

    @property
    def is_several(self) -> bool:
        """Whether it is more than one person or thing."""
        return bool(self._table["several"][self.index])

    @property
    def character(self) -> Character | None:
        """The character it is; None if it is none."""
        return Character.at(self.story, int(self._table["character"][self.index]))

    @property
    def first(self) -> int:
        """Where its first mention starts, in code points."""
        return int(self._table["first"][self.index])

    @property
    def last(self) -> int:
        """Where its last mention ends, in code points."""
        return int(self._table["last"][self.index])

    @property
    def mentions(self) -> Rows[Mention]:
        """Where it is mentioned, in order."""
        return Rows(self.story, Mention, self.story._by_entity["mentions"][self.index])

    @property
    def members(self) -> tuple[Entity, ...]:
        """Who belongs to it, if it is a group, as far as the text shows."""
        rows = self.story._by_entity["members"][self.index]
        return tuple(Entity(self.story, int(row)) for row in self.story.layers["members"]["member"][rows])

    @property
    def groups(self) -> tuple[Entity, ...]:
        """The groups to which it belongs, as far as the text shows."""
        rows = self.story._by_entity["groups"][self.index]
        return tuple(Entity(self.story, int(row)) for row in self.story.layers["members"]["group"][rows])

    def __repr__(self) -> str:
        return f"<Entity {self.index} {self.name!r}, {self.category}: {len(self.mentions)} mentions>"


class Character(View):
    """Someone in the story."""

    __slots__ = ()
    LAYER = "characters"

    @classmethod
    def at(cls, story: Story, index: int) -> Character | None:
        """The character of that row; None for -1."""
        return cls(story, index) if index >= 0 else None

    @property
    def id(self) -> int:
        """Its row, which exports use as its id."""
        return self.index

    @property
    def name(self) -> str:
        """Canonical name."""
        return str(self._table["name"][self.index])

    @property
    def aliases(self) -> tuple[str, ...]:
        """The names it goes by, most used first."""
        rows = self.story._by_character["aliases"][self.index]
        return tuple(self.story.layers["aliases"]["text"][rows])

    @property
    def alias_counts(self) -> dict[str, int]:
        """How often each of its names is used."""
        rows = self.story._by_character["aliases"][self.index]
        table = self.story.layers["aliases"]
        return {table["text"][row]: int(table["count"][row]) for row in rows}

    @property
    def entity(self) -> Entity | None:
        """The entity it is; None for someone of a given cast who is never mentioned."""
        row = int(self._table["entity"][self.index])
        return Entity(self.story, row) if row >= 0 else None

    @property
    def groups(self) -> tuple[Entity, ...]:
        """The groups to which they belong, as far as the text shows."""
        return self.entity.groups if self.entity else ()

    @property
    def pronouns(self) -> str:
        """The pronouns the text uses, most used first: `she/her`, `they/them, xe/xem`; empty if not known."""
        return str(self._table["pronouns"][self.index])

    @property
    def importance(self) -> float:
        """Mentions and quotations together, as a share of what the most important character has."""
        return float(self._table["importance"][self.index])

    @property
    def first(self) -> int | None:
        """Where they are first mentioned, in code points; None if never."""
        first = int(self._table["first"][self.index])
        return first if first >= 0 else None

    @property
    def last(self) -> int | None:
        """Where the last mention of them ends, in code points; None if there is none."""
        last = int(self._table["last"][self.index])
        return last if last >= 0 else None

    @property
    def gender(self) -> str:
        """`he`, `she`, `they`, `it`, `other` or `unknown`, by the pronouns the text uses most."""
        return str(self._table.decoded("gender", self.index))

    @property
    def gender_confidence(self) -> float:
        """Probability of that gender."""
        return float(self._table["gender_confidence"][self.index])

    @property
    def is_narrator(self) -> bool:
        """Whether they tell the story in the first person."""
        return bool(self._table["narrator"][self.index])

    @property
    def confidence(self) -> float:
        """Probability that this is one character of the story."""
        return float(self._table["confidence"][self.index])

    @property
    def mentions(self) -> Rows[Mention]:
        """Where they are mentioned, in order."""
        return Rows(self.story, Mention, self.story._by_character["mentions"][self.index])

    @property
    def quotes(self) -> Rows[Quote]:
        """What they say, in order."""
        return Rows(self.story, Quote, self.story._by_character["quotes"][self.index])

    def __repr__(self) -> str:
        return f"<Character {self.id} {self.name!r}: {len(self.mentions)} mentions, {len(self.quotes)} quotations>"
