"""The schema: every layer's columns with dtype, unit and meaning. The one home of that knowledge.

A layer is a table of numpy columns, all of one length, read-only once made. Offsets are half-open code-point
offsets `[start, end)` into the Document's text. A reference to a row of another layer is its row number;
-1 says "none known", which never means "none in the story".
"""

from __future__ import annotations

from fabula.tables import Array, Column, Dtype, Layer, Table
from fabula.vocabularies import (
    ADDRESSEE_CUES,
    EMPHASIS_KINDS,
    ENTITY_CATEGORIES,
    GENDERS,
    HIDDEN_KINDS,
    MENTION_KINDS,
    PARAGRAPH_KINDS,
    PRONOUN_SETS,
    QUOTE_CUES,
    QUOTE_KINDS,
    QUOTE_MARKS,
    RELATIONS,
    SUPERSENSES,
    UPOS_TAGS,
    XPOS_TAGS,
)

__all__ = [
    "ADDRESSEES", "ALIASES", "CHAPTERS", "CHARACTERS", "CONVERSATIONS", "DOCUMENT_LAYERS", "EMPHASIS", "ENTITIES",
    "HIDDEN", "MEMBERS", "MENTIONS", "ORIGINS", "PARAGRAPHS", "PARTICIPANTS", "QUOTES", "SCHEMA", "SENTENCES",
    "SUPERSENSE_SPANS", "TOKENS",
    "Array", "Column", "Dtype", "Layer", "Table",
    "ADDRESSEE_CUES", "EMPHASIS_KINDS", "ENTITY_CATEGORIES", "GENDERS", "HIDDEN_KINDS", "MENTION_KINDS",
    "PARAGRAPH_KINDS", "PRONOUN_SETS", "QUOTE_CUES", "QUOTE_KINDS", "QUOTE_MARKS", "RELATIONS", "SUPERSENSES",
    "UPOS_TAGS", "XPOS_TAGS",
]  # fmt: skip
"""The layers; what they are made of; the words of their codes, from `vocabularies`."""


def _span(what: str) -> tuple[Column, Column]:
    return (
        Column("start", "i4", f"where {what} starts", "code points"),
        Column("end", "i4", f"where {what} ends, exclusive", "code points"),
    )


def _token_range(what: str) -> tuple[Column, Column]:
    return (
        Column("first_token", "i4", f"first token of {what}", refers_to="tokens"),
        Column("end_token", "i4", f"token after the last of {what}", "tokens"),
    )


_CONFIDENCE = Column("confidence", "f4", "probability that the row is right", "0 to 1")

PARAGRAPHS = Layer(
    "paragraphs",
    "Blocks of the text in reading order: paragraphs, headings, scene breaks.",
    (
        *_span("the block"),
        Column("kind", "code", "what the block is", vocabulary=PARAGRAPH_KINDS),
        Column("level", "i4", "heading level 1 to 6 where the format says so, else 0"),
        Column("block_quote", "bool", "set off as a block quotation"),
        Column("letter", "bool", "part of a letter, message or document quoted in the story"),
        Column("member", "str", "archive member it came from; empty outside archives"),
        Column("path", "str", "element path in that member, such as /html/body/div[2]/p[7]; empty for plain text"),
    ),
)
HIDDEN = Layer(
    "hidden",
    "Spans that tokens skip and views hide; sorted, not overlapping.",
    (*_span("the span"), Column("kind", "code", "why it is hidden", vocabulary=HIDDEN_KINDS)),
    storage="blobs",
)
EMPHASIS = Layer(
    "emphasis",
    "Emphasised spans; without their mark-up.",
    (*_span("the span"), Column("kind", "code", "how it is emphasised", vocabulary=EMPHASIS_KINDS)),
    storage="blobs",
)
ORIGINS = Layer(
    "origins",
    "Runs of text that map one to one to the source: text[start + i] came from the paragraph's element, "
    "whose string value has it at source_start + i. Sorted by start.",
    (
        *_span("the run"),
        Column("paragraph", "i4", "the paragraph it lies in", refers_to="paragraphs"),
        Column("source_start", "i4", "offset in the string value of the paragraph's source element", "code points"),
    ),
    storage="blobs",
)
CHAPTERS = Layer(
    "chapters",
    "Chapters in order; text before the first heading belongs to none.",
    (
        *_span("the chapter, heading included,"),
        Column("title", "str", "its heading as shown, lines joined by one space; empty if it has none"),
        Column("level", "i4", "1 for parts or books that hold chapters, else 2"),
        Column("body_start", "i4", "where its text after the heading starts", "code points"),
    ),
)
SENTENCES = Layer(
    "sentences",
    "Sentences; none crosses a paragraph.",
    (*_span("the sentence"), *_token_range("the sentence")),
    storage="blobs",
)
TOKENS = Layer(
    "tokens",
    "Words and punctuation; white space and hidden text are no tokens.",
    (
        *_span("the token"),
        Column("paragraph", "i4", "its paragraph", refers_to="paragraphs"),
        Column("sentence", "i4", "its sentence", refers_to="sentences"),
        Column("lemma", "str", "its base form; empty where none is given"),
        Column("upos", "code", "part of speech, as Universal Dependencies 2 has them", vocabulary=UPOS_TAGS),
        Column("xpos", "code", "part of speech, as UD English has the Penn Treebank's tags", vocabulary=XPOS_TAGS),
        Column("features", "str", "features of its form in UD, such as Number=Sing|Person=3; empty if it has none"),
        Column("head", "i4", "the word of its sentence that it depends on; the root has none", refers_to="tokens"),
        Column("relation", "code", "how it depends on it, in UD", vocabulary=RELATIONS),
        Column("event", "bool", "names an event that the story asserts to have happened (realis: Sims et al. 2019)"),
        Column("event_confidence", "f4", "probability that it names one, whatever `event` says", "0 to 1"),
    ),
    storage="blobs",
)
SUPERSENSE_SPANS = Layer(
    "supersenses",
    "Nouns and verbs, alone or as expressions of several words, by what they mean; sorted, not overlapping.",
    (
        *_span("the expression"),
        *_token_range("the expression"),
        Column("category", "code", "its class in WordNet", vocabulary=SUPERSENSES),
        _CONFIDENCE,
    ),
    storage="blobs",
)


def _reach(what: str) -> tuple[Column, Column]:
    return (
        Column("first", "i4", f"where the first mention of {what} starts", "code points", optional=True),
        Column("last", "i4", f"where the last mention of {what} ends", "code points", optional=True),
    )


CHARACTERS = Layer(
    "characters",
    "The people of the story, most important first.",
    (
        Column("name", "str", "canonical name"),
        Column("entity", "i4", "the entity it is; none for someone of a cast never mentioned", refers_to="entities"),
        Column("pronouns", "str", "the pronouns used, most used first, such as she/her or they/them, xe/xem; or empty"),
        Column("gender", "code", "by the pronouns the text uses, the most used", vocabulary=GENDERS),
        Column("gender_confidence", "f4", "probability of that gender", "0 to 1"),
        Column("narrator", "bool", "tells the story in the first person"),
        Column("mentions", "i4", "how often mentioned", "mentions"),
        Column(
            "importance",
            "f4",
            "mentions and quotations together, as a share of what the most important character has",
            "0 to 1",
        ),
        *_reach("the character"),
        _CONFIDENCE,
    ),
)
ALIASES = Layer(
    "aliases",
    "The names a character goes by, most used first; of one without a name, the nouns.",
    (
        Column("character", "i4", "whose name it is", refers_to="characters"),
        Column("text", "str", "the name as the text has it"),
        Column("count", "i4", "how often", "mentions"),
    ),
)
ENTITIES = Layer(
    "entities",
    "Whoever and whatever is mentioned: people, places, vehicles, groups; in order of first mention.",
    (
        Column("name", "str", "canonical name; without a name, one of the nouns for it, else a pronoun"),
        Column("category", "code", "kind of entity", vocabulary=ENTITY_CATEGORIES),
        Column("several", "bool", "more than one person or thing"),
        Column("character", "i4", "the character it is", refers_to="characters"),
        Column("mentions", "i4", "how often mentioned", "mentions"),
        *_reach("the entity"),
    ),
)
MEMBERS = Layer(
    "members",
    "Who belongs to a group, as far as the text shows.",
    (
        Column("group", "i4", "the group", refers_to="entities"),
        Column("member", "i4", "one of it", refers_to="entities"),
    ),
)
MENTIONS = Layer(
    "mentions",
    "Expressions that refer to a person, place, vehicle or group, sorted by start, then end; may nest.",
    (
        *_span("the mention"),
        *_token_range("the mention"),
        Column("kind", "code", "name, nominal or pronoun", vocabulary=MENTION_KINDS),
        Column("category", "code", "kind of entity", vocabulary=ENTITY_CATEGORIES),
        Column("entity", "i4", "what it refers to", refers_to="entities"),
        Column("character", "i4", "the character it refers to", refers_to="characters"),
        Column("quote", "i4", "the quotation it stands in", refers_to="quotes"),
        _CONFIDENCE,
    ),
)
QUOTES = Layer(
    "quotes",
    "Quotations in reading order, one row per span in one paragraph; marks included.",
    (
        *_span("the quotation"),
        *_token_range("the quotation"),
        Column("marks", "code", "the marks that set it off", vocabulary=QUOTE_MARKS),
        Column("kind", "code", "speech, thought, writing or other", vocabulary=QUOTE_KINDS),
        Column("utterance", "i4", "rows with one number are one utterance, interrupted or continued"),
        Column("conversation", "i4", "the conversation it is part of", refers_to="conversations"),
        Column("speaker", "i4", "who says it", refers_to="characters"),
        Column("mention", "i4", "the mention that shows who says it", refers_to="mentions"),
        Column("cue", "code", "what shows it", vocabulary=QUOTE_CUES),
        _CONFIDENCE,
    ),
)
ADDRESSEES = Layer(
    "addressees",
    "Whom quotations are said to: one row for each character addressed, by quotation, the likeliest first.",
    (
        Column("quote", "i4", "the quotation", refers_to="quotes"),
        Column("character", "i4", "who is addressed", refers_to="characters"),
        Column("cue", "code", "what shows it", vocabulary=ADDRESSEE_CUES),
        _CONFIDENCE,
    ),
)
CONVERSATIONS = Layer(
    "conversations",
    "Conversations in order: quotations that follow one another, with the narration between them.",
    (
        Column("start", "i4", "where its first quotation starts", "code points"),
        Column("end", "i4", "where its last quotation ends, exclusive", "code points"),
        Column("first_quote", "i4", "its first quotation", refers_to="quotes"),
        Column("end_quote", "i4", "quotation after its last", "quotations"),
    ),
)
PARTICIPANTS = Layer(
    "participants",
    "Who speaks or is addressed in a conversation; by conversation, who says most first.",
    (
        Column("conversation", "i4", "the conversation", refers_to="conversations"),
        Column("character", "i4", "who takes part", refers_to="characters"),
        Column("quotes", "i4", "how many of its quotations are theirs", "quotations"),
        Column("heard", "i4", "how many of its quotations are said to them", "quotations"),
    ),
)

SCHEMA: dict[str, Layer] = {
    layer.name: layer
    for layer in (
        PARAGRAPHS, HIDDEN, EMPHASIS, ORIGINS, CHAPTERS, SENTENCES, TOKENS, SUPERSENSE_SPANS, CHARACTERS, ALIASES,
        ENTITIES, MEMBERS, MENTIONS, QUOTES, ADDRESSEES, CONVERSATIONS, PARTICIPANTS,
    )
}  # fmt: skip
"""Every layer by name, in the order in which a reading fills them."""

DOCUMENT_LAYERS = ("paragraphs", "hidden", "emphasis", "origins")
"""The layers that a source fills; the rest are made from its text."""
