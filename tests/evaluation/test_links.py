"""Links of mentions one by one, on a text made by hand."""

from __future__ import annotations

from evaluation import link_errors, links
from evaluation.clusters import Found
from evaluation.links import Judged, Links
from evaluation.sets.litbank import Mention

TEXT = "Ann met Tom. “I saw him,” she said. He and the girl left, and the boat was there; they laughed at his own."
QUOTED = (TEXT.index("“"), TEXT.index("”") + 1)


def gold(words: str, kind: str, entity: int) -> Mention:
    start = TEXT.index(words)
    return Mention((start, start + len(words)), kind, "PER", entity)


ANN, TOM, BOTH = 1, 2, 3
GOLD = [
    gold("Ann", "PROP", ANN),
    gold("Tom", "PROP", TOM),
    gold("I", "PRON", ANN),
    gold("him", "PRON", TOM),
    gold("she", "PRON", ANN),
    gold("He", "PRON", TOM),
    gold("the girl", "NOM", ANN),
    gold("they", "PRON", BOTH),
    gold("his own", "PRON", TOM),
]


def read(entities: dict[str, int]) -> list[Judged]:
    """Judge a reading that puts these words on these entities, sure by a tenth of the entity's number."""
    found = []
    for words, entity in entities.items():
        start = TEXT.index(words)
        found.append(Found((start, start + len(words)), "PRON", "PER", entity, entity / 10))
    return links.judge(TEXT, GOLD, found, [QUOTED])


WRONG = {"Ann": 5, "Tom": 6, "I": 5, "him": 5, "she": 6, "He": 5, "the boat": 7, "they": 7, "his own": 8}


def test_a_faultless_reading() -> None:
    judged = read({TEXT[slice(*one.span)]: one.entity for one in GOLD})
    assert {one.verdict for one in judged} == {"right"}
    assert [one.first for one in judged] == [True, True, False, False, False, False, False, True, False]
    assert links.count(judged) == Links(of=6, right=6, first=3, rightly_first=3)


def test_each_mention_is_judged_by_the_nearest_before_it() -> None:
    judged = read(WRONG)
    assert [(TEXT[slice(*one.mention.span)], one.verdict, one.given, one.wanted) for one in judged] == [
        ("Ann", "right", -1, -1),
        ("Tom", "right", -1, -1),
        ("I", "right", 0, 0),
        ("him", "wrong", 2, 1),  # the nearest before it in its cluster is "I", who is Ann
        ("she", "wrong", 1, 2),
        ("He", "right", 3, 3),  # linked to "him": that one's mistake counts there, not here
        ("the girl", "missed", -1, 4),
        ("they", "right", -1, -1),  # rightly first: "the boat" is no gold mention and is passed over
        ("his own", "alone", -1, 5),
    ]
    assert links.count(judged) == Links(of=6, right=2, wrong=2, alone=1, missed=1, first=3, rightly_first=3)
    assert links.count(judged).share == 2 / 6


def test_a_first_mention_that_is_linked_is_wrong() -> None:
    judged = read(WRONG | {"Tom": 5})
    assert (judged[1].verdict, judged[1].given, judged[1].first) == ("wrong", 0, True)
    assert links.count(judged).rightly_first == 2


def test_kind_person_and_place() -> None:
    judged = read(WRONG)
    assert [one.person for one in judged] == ["", "", "I", "he, she", "he, she", "he, she", "", "they", "other"]
    assert [one.quoted for one in judged] == [False, False, True, True, False, False, False, False, False]
    rows = {(row["mentions"], row["where"]): row for row in links.rows(judged)}
    assert (rows["PRON", "all"]["with antecedent"], rows["PRON", "all"]["right"]) == (5, 2 / 5)
    assert (rows["PRON", "quoted"]["with antecedent"], rows["PRON", "quoted"]["right"]) == (2, 1 / 2)
    assert (rows["PRON he, she", "narration"]["right"], rows["PRON he, she", "narration"]["wrong"]) == (1 / 2, 1 / 2)
    assert (rows["PROP", "all"]["with antecedent"], rows["PROP", "all"]["right"]) == (0, None)
    assert rows["PROP", "all"]["rightly first"] == 1.0
    assert rows["NOM", "all"]["missed"] == 1.0
    assert ("PROP", "quoted") not in rows
    assert rows["all", "all"]["with antecedent"] == sum(
        int(rows[kind, "all"]["with antecedent"] or 0) for kind in ("PROP", "NOM", "PRON")
    )


def test_wrong_links_say_what_was_given_and_what_it_should_be() -> None:
    him, she, his = link_errors.passages("tiny", TEXT, read(WRONG))
    assert "he, she, quoted, 0.50: 'him'" in him
    assert "given  'I' of 'Ann', 6 characters before" in him
    assert "should 'Tom' of 'Tom', 12 characters before (it is 'Tom')" in him
    assert ">>>him<<<" in him
    assert "given  'Tom' of 'Tom'" in she
    assert "given  nothing" in his
    assert link_errors.spread(list("abcdefgh"), 3) == ["a", "c", "f"]
    assert link_errors.spread(["a"], 3) == ["a"]
