"""Names known so far, and initials."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fabula.report.naming import initials, known_names

NAME, NOUN, PRONOUN = 0, 1, 2


def called(kinds: list[int], texts: list[str], name: str, *, teller: bool = False) -> list[tuple[int, str]]:
    steps, _ = known_names([0] * len(kinds), kinds, texts, [name], [teller])
    return [(step.mention, step.name) for step in steps]


def test_from_stranger_to_name() -> None:
    kinds = [PRONOUN, NOUN, PRONOUN, NAME, NAME, NAME, NAME]
    texts = ["he", "the stranger", "he", "Pip", "Philip Pirrip", "Pip", "PIP"]
    assert called(kinds, texts, "Philip Pirrip") == [
        (0, "someone (he)"),
        (1, "the stranger"),
        (3, "Pip"),
        (4, "Philip Pirrip"),
    ]


def test_without_the_full_name_the_one_used_most_so_far() -> None:
    assert called([NAME, NAME, NAME], ["Liz", "Eliza", "Eliza"], "Elizabeth Bennet") == [(0, "Liz"), (2, "Eliza")]


def test_a_narrator() -> None:
    assert called([PRONOUN, PRONOUN, NAME], ["I", "me", "David"], "David", teller=True) == [
        (0, "the narrator"),
        (2, "David"),
    ]


def test_someone_known_by_a_noun_is_called_so() -> None:
    assert called([NOUN, NOUN], ["A boy", "the boy"], "the boy") == [(0, "A boy"), (1, "the boy")]


def test_aliases_are_met_where_they_first_stand() -> None:
    _, met = known_names(
        [0, 1, 0, 0, 0], [NAME] * 5, ["Anne", "Tom", "Mrs Hale", "ANNE", "Anne"], ["Anne Hale", "Tom"], [False] * 2
    )
    assert [(step.character, step.mention, step.name) for step in met] == [
        (0, 0, "Anne"),
        (1, 1, "Tom"),
        (0, 2, "Mrs Hale"),
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([NAME, NOUN, PRONOUN]), st.sampled_from(["Ann", "Ann Lee", "she", "the girl", "Nan"])
        ),
        max_size=12,
    ),
    st.integers(0, 12),
)
def test_no_name_is_known_before_it_is_met(mentions: list[tuple[int, str]], limit: int) -> None:
    kinds, texts = [kind for kind, _ in mentions], [text for _, text in mentions]
    steps = called(kinds, texts, "Ann Lee")
    for place, name in steps:
        assert name == f"someone ({texts[place]})" or name in texts[: place + 1]
    # What is known at a place does not depend on what comes after it.
    assert [step for step in steps if step[0] < limit] == called(kinds[:limit], texts[:limit], "Ann Lee")


def test_initials() -> None:
    assert initials(["Hessa Muir", "Wick", "Will", "Captain Bastian Orrel", "Hal Munro", "?", "Mrs. Hale"]) == [
        "HM", "Wi", "Wl", "BO", "HMu", "?", "Ha"
    ]  # fmt: skip


@given(st.lists(st.text(max_size=12), max_size=40))
def test_initials_differ(names: list[str]) -> None:
    made = initials(names)
    assert len(set(made)) == len(names)
    assert all(1 <= len(label) <= 4 for label in made)
