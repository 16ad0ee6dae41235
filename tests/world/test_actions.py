"""What people do: arguments that are mentions of people, relative pronouns by what they stand for."""

from __future__ import annotations

import numpy as np

from fabula.layers import ENTITY_CATEGORIES, MENTIONS, Table
from fabula.world.actions import deeds, mention_of_head
from fabula.world.arguments import AGENT, PATIENT
from tests.world.trees import tokens


def mentions(*spans: tuple[int, int, str]) -> Table:
    """Mentions by first word, end word and category."""
    columns = {column.name: np.zeros(len(spans)) for column in MENTIONS.columns}
    first, end, category = zip(*spans, strict=True)
    return Table(
        MENTIONS,
        columns
        | {
            "first_token": first,
            "end_token": end,
            "category": [ENTITY_CATEGORIES.index(each) for each in category],
        },
    )


WHO = tokens(
    "The|DET|DT|det|2", "man|NOUN|NN|nsubj|5", "who|PRON|WP|nsubj|4", "rowed|VERB|VBD|acl:relcl|2",
    "saw|VERB|VBD|root|0", "nobody|PRON|NN|obj|5", "and|CCONJ|CC|cc|8", "sank|VERB|VBD|conj|5", "the|DET|DT|det|10",
    "boat|NOUN|NN|obj|8", features={"who": "PronType=Rel"},
)  # fmt: skip


def test_deeds() -> None:
    found = deeds(WHO, mentions((0, 4, "PER"), (8, 10, "VEH")))
    rows = zip(found.verb.tolist(), found.role.tolist(), found.argument.tolist(), found.mention.tolist(), strict=True)
    # The man rowed and sank what is no person; whom he saw is no one in particular.
    assert list(rows) == [(3, AGENT, 2, 0), (4, AGENT, 1, 0), (4, PATIENT, 5, -1), (7, AGENT, 1, 0)]
    assert found.verbs.tolist() == [3, 4, 7]


def test_the_longest_mention_of_a_head() -> None:
    found = mention_of_head(WHO, mentions((1, 2, "PER"), (0, 4, "PER"), (8, 10, "VEH")))
    assert found == {1: 1, 9: 2}
