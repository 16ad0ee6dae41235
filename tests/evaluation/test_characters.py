"""Characters against a gold list, on stories made by hand."""

from __future__ import annotations

from collections import Counter

from evaluation import characters, inquote
from evaluation.characters import Cast, Names
from tests.stories import ferry, story

ANNE = ("Anne Hale", "Anne", "Miss Hale")
TOM = ("Tom", "Thomas Rook")


def called(**names: dict[str, int]) -> Names:
    """Names proper of predicted characters: `c0={"anne": 2}`."""
    return Names({("character", int(key[1:])): Counter(counts) for key, counts in names.items()}, {})


def test_names_are_taken_from_person_mentions_by_kind() -> None:
    names = Names.of(ferry())
    assert names.proper == {
        ("character", 0): Counter({"anne hale": 1, "anne": 1}),
        ("character", 1): Counter({"tom": 1}),
    }
    assert names.nominal == {("character", 0): Counter({"the tall woman": 1})}


def test_mentions_of_nobody_known_are_not_one_cluster() -> None:
    made = story(
        "Anne met Tom, and Tom met Anne; Rook met Rook.",
        mentions=[
            ("Anne", 0, "PROP", -1, -1),
            ("Tom", 0, "PROP", -1, -1),
            ("Tom", 1, "PROP", -1, -1),
            ("Anne", 1, "PROP", 0, -1),
            ("Rook", 0, "PROP", 1, -1),
            ("Rook", 1, "PROP", 1, -1),
        ],
    )
    names = Names.of(made)
    assert names.proper == {
        ("mention", 0): Counter({"anne": 1}),
        ("mention", 1): Counter({"tom": 1}),
        ("mention", 2): Counter({"tom": 1}),
        ("entity", 0): Counter({"anne": 1}),
        ("entity", 1): Counter({"rook": 2}),
    }
    # Each is pure; together they stand for three, and none of them is a character to be mapped.
    people = [ANNE, TOM, ("Rook",)]
    assert characters.score(people, names) == Cast(gold=3, recognised=3, clusters=5, pure=5, pure_characters=3)
    assert characters.character_map(people, names) == {}


def test_recognised_purity_and_clusters() -> None:
    # Gold: Anne, Tom, Rook and a label. Anne is split in two pure clusters; Tom and Rook share an impure one; a fourth
    # cluster has no gold name and counts nowhere. Recognised 3 of 3; purity 2 of 3; 2 pure clusters for 1 character.
    people = [ANNE, TOM, ("Captain Rook",), ("_group", "everybody")]
    names = called(
        c0={"anne": 5}, c1={"miss hale": 1}, c2={"tom": 2, "captain rook": 1}, c3={"everybody": 4, "london": 1}
    )
    cast = characters.score(people, names)
    assert cast == Cast(gold=3, recognised=3, clusters=3, pure=2, pure_characters=1)
    assert cast.purity == 2 / 3
    assert cast.clusters_per_character == 2.0


def test_a_nominal_recognises_and_an_entity_with_a_name_is_a_cluster() -> None:
    people = [("Bunting", "The Vicar"), TOM]
    assert characters.score(people, Names({}, {("entity", 7): Counter({"the vicar": 1})})) == Cast(2, 1, 0, 0, 0)
    assert characters.score(people, Names({("entity", 7): Counter({"bunting": 1})}, {})) == Cast(2, 1, 1, 1, 1)


def test_an_alias_of_two_characters_can_be_either() -> None:
    # "Emerson" is both the father's and the son's: pure clusters, and together they stand for the two.
    people = [("Mr. Emerson", "Emerson"), ("George Emerson", "Emerson", "George")]
    cast = characters.score(people, called(c0={"emerson": 3, "george": 1}, c1={"emerson": 2}))
    assert cast == Cast(2, 2, 2, 2, 2)


def test_the_map_takes_the_most_name_mentions() -> None:
    assert characters.character_map([ANNE], called(c0={"anne": 2}, c1={"anne": 1, "miss hale": 2})) == {0: 1}


def test_a_predicted_character_serves_one_and_the_other_takes_its_next_best() -> None:
    # Both want character 0: Anne with 5, Tom with 3. Anne keeps it; Tom takes 1.
    people = [TOM, ANNE]
    names = called(c0={"anne": 5, "tom": 3}, c1={"tom": 1})
    assert characters.character_map(people, names) == {1: 0, 0: 1}
    # Without a next best he has none.
    assert characters.character_map(people, called(c0={"anne": 5, "tom": 3})) == {1: 0}


def test_nominals_map_those_without_a_name_proper() -> None:
    names = Names(
        {("character", 0): Counter({"anne": 1})},
        {("character", 0): Counter({"a barmaid": 9}), ("character", 1): Counter({"a barmaid": 1})},
    )
    assert characters.character_map([ANNE, ("A Barmaid",)], names) == {0: 0, 1: 1}


def test_entities_that_are_no_characters_and_labels_are_never_mapped() -> None:
    names = Names({("entity", 4): Counter({"anne": 9}), ("character", 2): Counter({"_group": 3})}, {})
    assert characters.character_map([ANNE, ("_group",)], names) == {}


def test_in_quote_mentions() -> None:
    # Gold in the quotation: "I" is Tom (right), "my dear Anne" is Anne (only "Anne" is predicted: right by its end),
    # "boat" is Tom (not predicted), "you" is a mention of someone not in the map.
    made = story(
        "“I rowed, my dear Anne , in the boat to you.”",
        characters=[("Tom", "he", 0.9, False), ("Anne", "she", 0.9, False)],
        mentions=[("I", 0, "PRON", 1, 0), ("Anne", 0, "PROP", 2, 1), ("you", 0, "PRON", 2, 1)],
        quotes=[("“I rowed, my dear Anne , in the boat to you.”", -1, -1)],
    )
    text = made.text

    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    gold = [(span("I"), 0), (span("my dear Anne "), 1), (span("boat"), 0), (span("you"), 5)]
    resolved = inquote.score(text, gold, made, {0: 0, 1: 1})
    assert (resolved.total, resolved.found, resolved.right, resolved.right_same_end) == (4, 2, 1, 2)
    assert resolved.share == 0.25
