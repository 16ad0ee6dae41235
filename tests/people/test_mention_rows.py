"""The rules' mentions joined with the encoder's spans: which are kept, and where each begins and ends."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.layers import ENTITY_CATEGORIES, MENTION_KINDS
from fabula.people.mention_rows import PERSON, FoundEntities, MentionRow, head_words, mention_rows, unsound
from fabula.people.mentions import NAME, NOMINAL, PRONOUN, Mention

PLACE = ENTITY_CATEGORIES.index("FAC")
Span = tuple[int, int, int, int, int]
"""First word, end, category, kind, head word."""


def rule(first: int, end: int, kind: int) -> Mention:
    return Mention(first, end, kind, end - 1, 3, "", "", -1)


def encoder(*spans: Span) -> FoundEntities:
    """What the encoder found, sorted; each with a confidence of its own, 0.9 the first, 0.8 the next."""
    table = np.array(sorted(spans), dtype=np.int64).reshape(-1, 5)
    confidence = (0.9 - 0.1 * np.arange(len(table))).astype(np.float32)
    return FoundEntities(table[:, 0], table[:, 1], table[:, 2], table[:, 3], confidence, table[:, 4])


def joined(
    mentions: list[Mention], found: FoundEntities, needed: Collection[int] = ()
) -> list[tuple[int, int, str, str, int]]:
    return [
        (row.first, row.end, MENTION_KINDS[row.kind], ENTITY_CATEGORIES[row.category], row.followed)
        for row in mention_rows(mentions, found, needed)
    ]


def test_a_noun_takes_the_phrase_that_the_encoder_gives_its_head() -> None:
    # the old man who | sat | ...: the rules see "old man", the encoder "the old man who sat".
    found = encoder((0, 5, PERSON, NOMINAL, 2))
    assert joined([rule(1, 3, NOMINAL)], found) == [(0, 5, "NOM", "PER", 0)]
    assert mention_rows([rule(1, 3, NOMINAL)], found, ()) == [MentionRow(0, 5, NOMINAL, PERSON, 0, np.float32(0.9), 0)]


def test_a_phrase_with_another_head_is_another_mention() -> None:
    # the old man 's | lamp: what the encoder found hangs on the lamp.
    found = encoder((0, 5, PERSON, NOMINAL, 4))
    assert joined([rule(0, 3, NOMINAL)], found) == [(0, 5, "NOM", "PER", -1)]
    assert joined([rule(0, 3, NOMINAL)], found, {0}) == [(0, 3, "NOM", "PER", 0), (0, 5, "NOM", "PER", -1)]


def test_a_noun_may_shrink_to_its_phrase_but_not_go_half_elsewhere() -> None:
    assert joined([rule(0, 4, NOMINAL)], encoder((1, 4, PERSON, NOMINAL, 3))) == [(1, 4, "NOM", "PER", 0)]
    crossing = encoder((2, 6, PERSON, NOMINAL, 3))
    assert joined([rule(0, 4, NOMINAL)], crossing) == [(2, 6, "NOM", "PER", -1)]


def test_nouns_and_pronouns_that_the_encoder_does_not_find_go_unless_needed() -> None:
    mentions = [rule(0, 1, PRONOUN), rule(2, 4, NOMINAL), rule(6, 7, PRONOUN)]
    assert joined(mentions, encoder()) == []
    assert joined(mentions, encoder(), {1, 2}) == [(2, 4, "NOM", "PER", 1), (6, 7, "PRON", "PER", 2)]
    assert joined(mentions, encoder((0, 1, PERSON, PRONOUN, 0))) == [(0, 1, "PRON", "PER", 0)]
    # "it" is no person: a pronoun that the encoder takes for a place is not the rules' pronoun.
    assert joined(mentions[:1], encoder((0, 1, PLACE, PRONOUN, 0))) == [(0, 1, "PRON", "FAC", -1)]


def test_names_are_kept_as_the_rules_have_them() -> None:
    name = rule(1, 3, NAME)
    assert joined([name], encoder()) == [(1, 3, "PROP", "PER", 0)]
    assert joined([name], encoder((0, 6, PERSON, NAME, 2))) == [(1, 3, "PROP", "PER", 0)]
    (row,) = mention_rows([name], encoder(), ())
    assert row.confidence == 0.5
    (row,) = mention_rows([name], encoder((1, 3, PERSON, NAME, 2)), ())
    assert row.confidence == np.float32(0.9)


def test_a_name_takes_the_span_of_its_own_kind_and_the_noun_around_it_stays() -> None:
    # his brother Tom Rook: one head for both spans.
    found = encoder((0, 4, PERSON, NOMINAL, 3), (2, 4, PERSON, NAME, 3))
    assert joined([rule(2, 4, NAME)], found) == [(0, 4, "NOM", "PER", -1), (2, 4, "PROP", "PER", 0)]


def test_of_spans_alike_the_shorter_is_the_noun_s() -> None:
    found = encoder((0, 3, PERSON, NOMINAL, 2), (0, 8, PERSON, NOMINAL, 2))
    assert joined([rule(0, 3, NOMINAL)], found) == [(0, 3, "NOM", "PER", 0), (0, 8, "NOM", "PER", -1)]


def test_a_span_is_one_mention_s_only() -> None:
    mentions = [rule(0, 3, NOMINAL), rule(2, 3, PRONOUN)]
    assert joined(mentions, encoder((0, 3, PERSON, NOMINAL, 2))) == [(0, 3, "NOM", "PER", 0)]


def test_places_and_things_are_added() -> None:
    found = encoder((4, 6, PLACE, NOMINAL, 5), (0, 2, PERSON, NOMINAL, 1))
    assert joined([], found) == [(0, 2, "NOM", "PER", -1), (4, 6, "NOM", "FAC", -1)]


def test_a_place_where_a_person_s_name_is_known_is_that_person() -> None:
    assert joined([rule(0, 1, NAME)], encoder((0, 1, PLACE, NAME, 0))) == [(0, 1, "PROP", "PER", 0)]


SPAN = st.tuples(st.integers(0, 8), st.integers(1, 4)).map(lambda at: (at[0], at[0] + at[1]))
KIND = st.integers(0, 2)


@st.composite
def both(draw: st.DrawFn) -> tuple[list[Mention], FoundEntities, set[int]]:
    ruled = sorted(draw(st.sets(SPAN, max_size=8)))
    mentions = [rule(first, end, draw(KIND)) for first, end in ruled]
    spans = [
        (first, end, draw(st.sampled_from([PERSON, PERSON, PLACE])), draw(KIND), draw(st.integers(first, end - 1)))
        for first, end in draw(st.sets(SPAN, max_size=8))
    ]
    needed = draw(st.sets(st.integers(0, 7)))
    return mentions, encoder(*spans), {number for number in needed if number < len(mentions)}


@settings(deadline=None, max_examples=300)
@given(both())
def test_of_any_mentions_and_spans_no_two_are_one(case: tuple[list[Mention], FoundEntities, set[int]]) -> None:
    mentions, found, needed = case
    rows = mention_rows(mentions, found, needed)
    places = [(row.first, row.end) for row in rows]
    assert places == sorted(set(places))
    followed = [row.followed for row in rows if row.followed >= 0]
    assert len(set(followed)) == len(followed)
    assert set(followed) >= needed | {number for number, mention in enumerate(mentions) if mention.kind == NAME}
    assert set(places) >= set(zip(found.first.tolist(), found.end.tolist(), strict=True)) - {
        (first, end)
        for first, end, category in zip(found.first.tolist(), found.end.tolist(), found.category.tolist(), strict=True)
        if category == PERSON
    }
    for row in rows:
        if row.followed >= 0:
            assert (row.category, row.kind) == (PERSON, mentions[row.followed].kind)


def test_a_span_of_the_words_of_one_mention_is_no_other_s() -> None:
    # The rules have "the captain" and "the captain 's wife"; the encoder takes "captain" for the head of it all.
    mentions = [rule(0, 2, NOMINAL), rule(0, 4, NOMINAL)]
    found = encoder((0, 4, PERSON, NOMINAL, 1))
    assert joined(mentions, found) == [(0, 4, "NOM", "PER", 1)]
    assert joined(mentions, found, {0}) == [(0, 2, "NOM", "PER", 0), (0, 4, "NOM", "PER", 1)]


def test_the_head_of_a_span_is_the_word_that_hangs_outside_it() -> None:
    # the old man who sat | there: "man" hangs on the verb, 7; the rest hangs inside.
    heads = np.array([2, 2, 7, 4, 2, 4, 7, -1], dtype=np.int32)
    assert head_words(np.array([0, 2, 3, 7]), np.array([5, 3, 6, 8]), heads).tolist() == [2, 2, 4, 7]
    assert head_words(np.array([6]), np.array([8]), heads).tolist() == [7]  # a root hangs on nothing


def test_no_mentions_no_rows() -> None:
    assert mention_rows([], encoder(), ()) == []
    none = np.zeros(0, dtype=np.int32)
    assert head_words(none, none, none).tolist() == []


def test_given_mentions_are_the_only_ones_and_keep_their_bounds() -> None:
    # the rules see the name Anne Hale at 0 and Rook at 4; only the bare Hale was given.
    found = encoder((1, 2, PERSON, NAME, 1))
    rows = mention_rows([rule(0, 2, NAME), rule(4, 5, NAME)], found, (1,), only_found=True)
    assert [(row.first, row.end, row.followed, row.found) for row in rows] == [(1, 2, 0, 0)]


def test_what_runs_out_of_a_quotation_or_holds_two_names_is_no_mention() -> None:
    # “Anne Hale | ,” said Tom Rook: one span runs from inside the quotation to outside, one is two names in one.
    names = [rule(0, 2, NAME), rule(4, 6, NAME)]
    found = encoder((0, 6, PERSON, NAME, 0), (0, 2, PERSON, NAME, 1), (4, 6, PERSON, NAME, 5))
    assert unsound(names, found, [0, 0, 0, -1, -1, -1]) == {1}
    assert unsound(names, found, [-1] * 6) == {1}
    assert unsound(names[:1], found, [-1] * 6) == set()
