"""The arguments of verbs, on trees drawn by hand."""

from __future__ import annotations

import pytest

from fabula.layers import Table
from fabula.world.arguments import AGENT, arguments
from tests.world.trees import tokens


def found(table: Table, forms: str) -> dict[str, tuple[set[str], set[str]]]:
    """Agents and patients by verb, as words."""
    words, made = forms.split(), arguments(table)
    told: dict[str, tuple[set[str], set[str]]] = {words[verb]: (set(), set()) for verb in made.verbs.tolist()}
    for verb, role, argument in zip(made.verb.tolist(), made.role.tolist(), made.argument.tolist(), strict=True):
        told[words[verb]][role != AGENT].add(words[argument])
    return told


CASES = {
    "Anne saw him": (
        ["Anne|PROPN|NNP|nsubj|2", "saw|VERB|VBD|root|0", "him|PRON|PRP|obj|2"],
        {"saw": ({"Anne"}, {"him"})},
    ),
    "He rose and left": (
        ["He|PRON|PRP|nsubj|2", "rose|VERB|VBD|root|0", "and|CCONJ|CC|cc|4", "left|VERB|VBD|conj|2"],
        {"rose": ({"He"}, set()), "left": ({"He"}, set())},
    ),
    "He was seen and taken by Anne": (
        [
            "He|PRON|PRP|nsubj:pass|3", "was|AUX|VBD|aux:pass|3", "seen|VERB|VBN|root|0", "and|CCONJ|CC|cc|5",
            "taken|VERB|VBN|conj|3", "by|ADP|IN|case|7", "Anne|PROPN|NNP|obl:agent|5",
        ],
        {"seen": (set(), {"He"}), "taken": ({"Anne"}, {"He"})},
    ),
    "He was seen and fled": (
        [
            "He|PRON|PRP|nsubj:pass|3", "was|AUX|VBD|aux:pass|3", "seen|VERB|VBN|root|0", "and|CCONJ|CC|cc|5",
            "fled|VERB|VBD|conj|3",
        ],
        {"seen": (set(), {"He"}), "fled": ({"He"}, set())},
    ),
    "They made him sing": (
        ["They|PRON|PRP|nsubj|2", "made|VERB|VBD|root|0", "him|PRON|PRP|obj|2", "sing|VERB|VB|xcomp|2"],
        {"made": ({"They"}, {"him"}), "sing": ({"him"}, set())},
    ),
    "She hoped to win": (
        ["She|PRON|PRP|nsubj|2", "hoped|VERB|VBD|root|0", "to|PART|TO|mark|4", "win|VERB|VB|xcomp|2"],
        {"hoped": ({"She"}, set()), "win": ({"She"}, set())},
    ),
    "She wanted him to go": (
        [
            "She|PRON|PRP|nsubj|2", "wanted|VERB|VBD|root|0", "him|PRON|PRP|obj|2", "to|PART|TO|mark|5",
            "go|VERB|VB|xcomp|2",
        ],
        {"wanted": ({"She"}, set()), "go": ({"him"}, set())},
    ),
    "He had to go": (
        ["He|PRON|PRP|nsubj|2", "had|VERB|VBD|root|0", "to|PART|TO|mark|4", "go|VERB|VB|xcomp|2"],
        {"go": ({"He"}, set())},
    ),
    "Smiling , he left": (
        ["Smiling|VERB|VBG|advcl|4", ",|PUNCT|,|punct|4", "he|PRON|PRP|nsubj|4", "left|VERB|VBD|root|0"],
        {"Smiling": ({"he"}, set()), "left": ({"he"}, set())},
    ),
    "Hurt , he left": (
        ["Hurt|VERB|VBN|advcl|4", ",|PUNCT|,|punct|4", "he|PRON|PRP|nsubj|4", "left|VERB|VBD|root|0"],
        {"Hurt": (set(), {"he"}), "left": ({"he"}, set())},
    ),
    "the boy standing there": (
        ["the|DET|DT|det|2", "boy|NOUN|NN|root|0", "standing|VERB|VBG|acl|2", "there|ADV|RB|advmod|3"],
        {"standing": ({"boy"}, set())},
    ),
    "Anne and Tom told her everything": (
        [
            "Anne|PROPN|NNP|nsubj|4", "and|CCONJ|CC|cc|3", "Tom|PROPN|NNP|conj|1", "told|VERB|VBD|root|0",
            "her|PRON|PRP|iobj|4", "everything|PRON|NN|obj|4",
        ],
        {"told": ({"Anne", "Tom"}, {"her", "everything"})},
    ),
    "Go , Anne": (
        ["Go|VERB|VB|root|0", ",|PUNCT|,|punct|1", "Anne|PROPN|NNP|vocative|1"],
        {"Go": ({"Anne"}, set())},
    ),
    "There is a man crying": (
        [
            "There|PRON|EX|expl|2", "is|VERB|VBZ|root|0", "a|DET|DT|det|4", "man|NOUN|NN|nsubj|2",
            "crying|VERB|VBG|acl|4",
        ],
        {"is": ({"man"}, set()), "crying": ({"man"}, set())},
    ),
}  # fmt: skip


@pytest.mark.parametrize("sentence", CASES)
def test_arguments(sentence: str) -> None:
    words, wanted = CASES[sentence]
    table = tokens(
        *words, lemmas={"wanted": "want", "had": "have"}, features={"Go": "Mood=Imp|VerbForm=Fin", "had": "Mood=Ind"}
    )
    assert found(table, sentence) == wanted


def test_a_ring_of_heads_ends() -> None:
    table = tokens("go|VERB|VB|xcomp|2", "go|VERB|VB|xcomp|1")
    assert arguments(table).verb.tolist() == []
