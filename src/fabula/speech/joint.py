"""Who says each quotation of a conversation, all of them weighed together, from scores of candidates and of moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from fabula.people.mention_facts import Array
from fabula.speech.attribution import Verdict
from fabula.speech.chains import Float, marginals, runs
from fabula.speech.speaker_candidates import Pairs

PEOPLE = 24
"""People weighed in one conversation."""
ABSENT = -12.0
"""Log-score of someone at hand in a conversation who is no candidate of a quotation."""


def decode(
    conversation: Sequence[int],
    pairs: Pairs,
    shares: Array,
    nobody: Array,
    moves: Array,
    at_hand: Sequence[dict[int, float]],
    allowed: Callable[[int], bool] | None = None,
) -> list[Verdict]:
    """The speaker of every quotation.

    `conversation`: per quotation its number. `shares` [p], `nobody` [q]: log-shares of candidates, and of nobody at
    hand. `moves` [q, 3]: log-weights of the speaker staying, going back to the one before, and a third. `at_hand`: per
    conversation, who may speak in it at what cost. `allowed`: which entities may speak at all.
    """
    verdicts: list[Verdict] = []
    for low, high in runs(conversation):
        people = people_of(pairs, low, high, at_hand[conversation[low]], allowed)
        emissions = emissions_of(pairs, shares, nobody, low, high, people)
        verdicts += _verdicts(people, marginals(emissions, np.exp(moves[low:high].astype(np.float64))))
    return verdicts


def people_of(
    pairs: Pairs, low: int, high: int, at_hand: dict[int, float], allowed: Callable[[int], bool] | None = None
) -> list[int]:
    """The people weighed for the quotations [low, high): those most at hand, then the most frequent candidates."""
    counts = Counter(pairs.entities[pairs.of(low, high)].tolist())
    known = [one for one in counts if allowed is None or allowed(one)]
    return sorted(known, key=lambda one: (at_hand.get(one, 7.0), -counts[one], one))[:PEOPLE]


def emissions_of(pairs: Pairs, shares: Array, nobody: Array, low: int, high: int, people: Sequence[int]) -> Float:
    """float64 [t, s + 1]: the log-share of each person, the sum over their mentions, and last of nobody at hand."""
    place_of = {one: place for place, one in enumerate(people)}
    weights = np.zeros((high - low, len(people)))
    own = pairs.of(low, high)
    for quote, entity, share in zip(
        (pairs.quotes[own] - low).tolist(), pairs.entities[own].tolist(), np.exp(shares[own]).tolist(), strict=True
    ):
        place = place_of.get(entity)
        if place is not None:
            weights[quote, place] += share
    logs = np.log(np.maximum(weights, np.exp(ABSENT)))
    return np.concatenate([logs, nobody[low:high, None].astype(np.float64)], axis=1)


def _verdicts(people: Sequence[int], beliefs: Float) -> list[Verdict]:
    """The likeliest person for each quotation; nobody where that is likelier than not."""
    made = []
    for belief in beliefs:
        if not people or belief[-1] > 0.5:
            made.append(Verdict(-1, 0.0))
            continue
        best = int(np.argmax(belief[:-1]))
        made.append(Verdict(people[best], float(belief[best])))
    return made
