"""What is known of each mention by itself: form, grammar, place, and what the rules take it for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.layers import RELATIONS, Table
from fabula.people.entities import Entity
from fabula.people.lexicon import PEOPLE, PERSONS, PRONOUNS
from fabula.people.mention_rows import PERSON, MentionRow, head_words
from fabula.people.mentions import GROUP, NAME, PRONOUN, Mention

Array = npt.NDArray[Any]

UNKNOWN, MALE, FEMALE, PLURAL, THING = range(5)
"""Genders."""
_GENDER = {"he": MALE, "she": FEMALE, "they": PLURAL, "it": THING, "": UNKNOWN}

FIRST_PERSON = 1
"""The class of "I", "me" and "my"."""
PRONOUN_CLASSES = ("none", "i", "we", "you", "he", "she", "it", "they", "relative", "this", "other")
_CLASS: dict[str, int] = {
    **{word: (1, 3, 4 + (sort[1] == "she"), 2)[(1, 2, 3, 4).index(sort[0])] for word, sort in PRONOUNS.items()},
    **{word: 7 for word, sort in PRONOUNS.items() if sort == (3, "they")},
    **dict.fromkeys("it its itself".split(), 6),
    **dict.fromkeys("who whom whose which that whoever".split(), 8),
    **dict.fromkeys("this these those".split(), 9),
}
FORMS = ("subject", "object", "possessive", "reflexive")
_FORM: dict[str, int] = {
    **dict.fromkeys("me him them us whom thee xem zem hir".split(), 1),
    **dict.fromkeys(
        "my mine your yours his hers its our ours their theirs whose thy thine xyr xyrs zir zirs".split(), 2
    ),
    **{word: 3 for word in PRONOUNS if word.endswith(("self", "selves"))},
}
DETERMINERS = ("none", "the", "a", "this", "possessive", "other", "any", "number")
A, _POSSESSIVE = 2, 4
"""The classes of "a" and "an", and of "his" and "Anne's"."""
_DETERMINER: dict[str, int] = {
    "the": 1, "a": 2, "an": 2,
    **dict.fromkeys("this that these those such".split(), 3),
    **dict.fromkeys("my your his her its our their thy thine whose 's ’s".split(), 4),
    **dict.fromkeys("another other".split(), 5),
    **dict.fromkeys("some any no every each either neither all both many several few".split(), 6),
    **dict.fromkeys("one two three four five six seven eight nine ten dozen hundred".split(), 7),
}  # fmt: skip
CONTENT = 4
"""How many words of a mention are compared."""
NUMBERS = ("unknown", "one", "several")

_POSSESSOR, _SUBJECTS = (
    RELATIONS.index("nmod:poss"),
    [RELATIONS.index(r) for r in ("nsubj", "nsubj:pass", "nsubj:outer")],
)
_CONJUNCT, _APPOSITION, _COPULA = (RELATIONS.index(relation) for relation in ("conj", "appos", "cop"))


@dataclass(frozen=True, slots=True)
class Voices:
    """What the rules make of the quotations, per quotation: who speaks and who hears, entities of the cast or -1; and
    the row of the mention in its speech tag, or -1."""

    speaker: Sequence[int]
    addressee: Sequence[int]
    tagged: Sequence[int]


@dataclass(frozen=True, slots=True)
class Facts:
    """Per mention, arrays [m]; integers are int32 unless said otherwise. -1: there is none."""

    first: Array
    end: Array
    head: Array
    """The word that the rest hangs on."""
    kind: Array
    category: Array
    pronoun: Array
    """A code of PRONOUN_CLASSES."""
    form: Array
    """A code of FORMS; subject for what is no pronoun."""
    word_form: Array
    """A number for the words, in lower case, less a determiner: equal where they are equal."""
    head_form: Array
    """A number for the head's lemma."""
    content: Array
    """[m, CONTENT]: numbers for its words up to the head, the head first, less a determiner; -1: there are no more."""
    determiner: Array
    """A code of DETERMINERS."""
    gender: Array
    """A code of genders, above."""
    number: Array
    """A code of NUMBERS."""
    relation: Array
    """What the head is to its own head, a code of RELATIONS."""
    parent: Array
    """The head's head."""
    predicate: Array
    """The word of which the head is the subject in a clause with a copula ("the man" in "he was the man")."""
    subject: Array
    """bool."""
    apposed: Array
    """The word to which the head is in apposition."""
    joined: Array
    """The word that the head is coordinated with."""
    sentence: Array
    paragraph: Array
    quote: Array
    ruled: Array
    """The entity of the cast that the rules take it for."""
    clear: Array
    """float32: how clear that was to them, 0 to 1."""
    speaker: Array
    """The entity that speaks the quotation that it stands in."""
    addressee: Array
    tagged: Array
    """The quotation whose speech tag it is the subject of."""
    found: Array
    """The encoder's span that it is."""

    def __len__(self) -> int:
        return len(self.first)


def facts_of(
    rows: Sequence[MentionRow],
    tokens: Table,
    lower: Sequence[str],
    quote_of: Sequence[int],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    ruled: Sequence[int],
    clear: Sequence[float],
    voices: Voices,
) -> Facts:
    """The facts of the mentions `rows`.

    `lower`, `quote_of`: per word. `mentions`: those of the rules, to which the rows refer. `ruled`, `clear`: per row,
    the entity that the rules take it for (-1: none) and how clearly.
    """
    first, end = _column(row.first for row in rows), _column(row.end for row in rows)
    heads, relations = tokens["head"], tokens["relation"]
    head = head_words(first, end, heads).astype(np.int32)
    pronoun, form, determiner = _grammar(rows, head.tolist(), heads, relations, lower)
    lemmas = [str(lemma).lower() for lemma in tokens["lemma"][head]]
    word_form, head_form, content = _word_numbers(rows, head.tolist(), determiner, lemmas, lower)
    coordinated = _coordinated_heads(heads, relations)
    features = [str(each) for each in tokens["features"][head]]
    gender = _column(
        _gender(row, lower[at], lemma, mentions, entities, entity)
        for row, at, lemma, entity in zip(rows, head.tolist(), lemmas, ruled, strict=True)
    )
    number = _column(
        _number(row, lower[at], each, at, coordinated, mentions)
        for row, at, each in zip(rows, head.tolist(), features, strict=True)
    )
    parent, relation = heads[head].astype(np.int32), relations[head].astype(np.int32)
    subject = np.isin(relation, _SUBJECTS)
    none = np.int32(-1)
    quote = _column(quote_of[row.first] for row in rows)
    speaker, addressee, tagged = _talk(quote, voices)
    return Facts(
        first, end, head, _column(row.kind for row in rows), _column(row.category for row in rows),
        pronoun, form, word_form, head_form, content, determiner, gender, number, relation, parent,
        np.where(subject & _with_copula(heads, relations)[parent], parent, none), subject,
        np.where(relation == _APPOSITION, parent, none), np.where(relation == _CONJUNCT, parent, none),
        tokens["sentence"][head], tokens["paragraph"][head], quote,
        np.array(ruled, dtype=np.int32), np.array(clear, dtype=np.float32),
        speaker, addressee, tagged, _column(row.found for row in rows),
    )  # fmt: skip


def _column(values: Iterable[int]) -> Array:
    return np.fromiter(values, dtype=np.int32)


def _grammar(
    rows: Sequence[MentionRow], head: Sequence[int], heads: Array, relations: Array, lower: Sequence[str]
) -> tuple[Array, Array, Array]:
    """Per mention the class of a pronoun, its form, and the class of a determiner."""
    pronoun, form, determiner = (np.zeros(len(rows), dtype=np.int32) for _ in range(3))
    for at, row in enumerate(rows):
        word = lower[head[at]]
        if row.kind == PRONOUN:
            pronoun[at] = _CLASS.get(word, len(PRONOUN_CLASSES) - 1)
            form[at] = 1 if word == "her" and relations[head[at]] != _POSSESSOR else _FORM.get(word, 0)
        else:
            determiner[at] = _DETERMINER.get(lower[row.first], 0)
            if determiner[at] == 0 and row.kind != NAME and _has_possessor(row, head[at], heads, relations):
                determiner[at] = _POSSESSIVE
    return pronoun, form, determiner


def _word_numbers(
    rows: Sequence[MentionRow], head: Sequence[int], determiner: Array, lemmas: Sequence[str], lower: Sequence[str]
) -> tuple[Array, Array, Array]:
    """Numbers for the words of each mention, for its head's lemma, and for its words up to the head."""
    word_form, head_form = np.zeros(len(rows), dtype=np.int32), np.zeros(len(rows), dtype=np.int32)
    content = np.full((len(rows), CONTENT), -1, dtype=np.int32)
    forms: dict[str, int] = {}
    for at, row in enumerate(rows):
        bare = row.first + (determiner[at] > 0 and row.end - row.first > 1)
        word_form[at] = forms.setdefault(" ".join(lower[bare : row.end]), len(forms))
        head_form[at] = forms.setdefault(lemmas[at], len(forms))
        if row.kind != PRONOUN:
            own = [forms.setdefault(word, len(forms)) for word in lower[bare : head[at] + 1][::-1][:CONTENT]]
            content[at, : len(own)] = own
    return word_form, head_form, content


def _talk(quote: Array, voices: Voices) -> tuple[Array, Array, Array]:
    """Per mention who speaks the quotation that it stands in, who hears it, and which quotation it is the tag of."""
    speakers, addressees = (
        np.array([*voices.speaker, -1], dtype=np.int32),
        np.array([*voices.addressee, -1], dtype=np.int32),
    )
    tag_of = np.full(len(quote) + 1, -1, dtype=np.int32)
    tag_of[np.array(voices.tagged, dtype=np.int64)] = np.arange(len(voices.tagged))
    return speakers[quote], addressees[quote], tag_of[: len(quote)]


def _with_copula(heads: Array, relations: Array) -> Array:
    """bool per word and for -1: whether a copula hangs on it."""
    copulas = np.zeros(len(heads) + 1, dtype=bool)
    copulas[heads[(relations == _COPULA) & (heads >= 0)]] = True
    return copulas


def _coordinated_heads(heads: Array, relations: Array) -> dict[int, int]:
    """The last word coordinated with a word, by that word."""
    rows = np.flatnonzero((relations == _CONJUNCT) & (heads >= 0))
    return dict(zip(heads[rows].tolist(), rows.tolist(), strict=True))


def _has_possessor(row: MentionRow, head: int, heads: Array, relations: Array) -> bool:
    own = slice(row.first, row.end)
    return bool(((heads[own] == head) & (relations[own] == _POSSESSOR)).any())


def _gender(
    row: MentionRow, word: str, lemma: str, mentions: Sequence[Mention], entities: Sequence[Entity], ruled: int
) -> int:
    if row.kind == PRONOUN:
        known = PRONOUNS.get(word)
        if known and known[0] == 3:
            return _GENDER[known[1]]
        return THING if word in ("it", "its", "itself", "which") else UNKNOWN
    if row.category != PERSON:
        return THING
    if row.followed >= 0 and mentions[row.followed].gender:
        return _GENDER[mentions[row.followed].gender]
    if row.kind == NAME:
        return _GENDER[entities[ruled].gender] if ruled >= 0 else UNKNOWN
    return _GENDER[PERSONS.get(word) or PERSONS.get(lemma) or ""]


def _number(
    row: MentionRow, word: str, features: str, head: int, coordinated: dict[int, int], mentions: Sequence[Mention]
) -> int:
    if row.kind == PRONOUN:
        if word in ("you", "your", "yours", "who", "whom", "whose", "which", "that"):
            return 0
        known = PRONOUNS.get(word)
        if known:
            return 2 if known[0] == 4 or known == (3, "they") else 1
    if row.first <= coordinated.get(head, -1) < row.end or word in PEOPLE:
        return 2
    if row.followed >= 0 and mentions[row.followed].person == GROUP:
        return 2
    return 2 if "Number=Plur" in features else 1 if "Number=Sing" in features else 0
