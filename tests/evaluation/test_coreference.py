"""Coreference metrics, against figures in the papers that define them and cases worked by hand."""

from __future__ import annotations

import itertools
import random

import pytest

from evaluation import coreference
from evaluation.coreference import Parts, b_cubed, ceaf_e, lea, muc, score

pytest.importorskip("scipy")


def clusters(text: str) -> list[frozenset[str]]:
    """`"ab cd"` is {a, b}, {c, d}."""
    return [frozenset(word) for word in text.split()]


def figures(parts: Parts) -> tuple[float, float, float]:
    return (round(parts.recall, 4), round(parts.precision, 4), round(parts.f1, 4))


@pytest.mark.parametrize(
    ("key", "response", "recall", "precision"),
    [
        # Vilain et al. (1995), section 2.
        ("abcd", "ab cd", 2 / 3, 2 / 2),
        ("ab cd", "abcd", 2 / 2, 2 / 3),
        ("abcd", "abcd", 1.0, 1.0),
        # By hand: the key's seven are cut into {b, c}, {d, e, g, h}, {j}: 7 - 3 of 7 - 1 links. The response's abc
        # is cut into {a}, {b, c}: 1 of 2; {d, e, f, g, h, i} into {d, e, g, h}, {f}, {i}: 3 of 5.
        ("bcdeghj", "abc defghi", 4 / 6, 4 / 7),
    ],
)
def test_muc(key: str, response: str, recall: float, precision: float) -> None:
    parts = muc(clusters(key), clusters(response))
    assert (parts.recall, parts.precision) == pytest.approx((recall, precision))


TRUTH = "12345 67 89ABC"


@pytest.mark.parametrize(
    ("response", "muc_f1", "b_cubed_f1", "ceaf_f1"),
    [
        # Luo (2005), table 1: the responses (a) to (d) of figure 1, the first two of which are Bagga and Baldwin's.
        ("12345 6789ABC", 0.947, 0.865, 0.733),
        ("1234589ABC 67", 0.947, 0.737, 0.667),
        ("123456789ABC", 0.900, 0.545, 0.294),
        ("1 2 3 4 5 6 7 8 9 A B C", 0.0, 0.400, 0.178),
    ],
)
def test_luo(response: str, muc_f1: float, b_cubed_f1: float, ceaf_f1: float) -> None:
    key, ours = clusters(TRUTH), clusters(response)
    assert muc(key, ours).f1 == pytest.approx(muc_f1, abs=6e-4)
    assert b_cubed(key, ours).f1 == pytest.approx(b_cubed_f1, abs=6e-4)
    assert ceaf_e(key, ours).f1 == pytest.approx(ceaf_f1, abs=6e-4)


def test_bagga_and_baldwin() -> None:
    # Bagga and Baldwin (1998): both responses make one wrong link, but B-cubed's precision tells them apart.
    # First: (5 * 1 + 2 * 2/7 + 5 * 5/7) / 12. Second: (10 * 5/10 + 2 * 1) / 12.
    key = clusters(TRUTH)
    first, second = clusters("12345 6789ABC"), clusters("1234589ABC 67")
    assert muc(key, first).precision == muc(key, second).precision == pytest.approx(0.9)
    assert b_cubed(key, first).precision == pytest.approx(0.762, abs=5e-4)
    assert b_cubed(key, second).precision == pytest.approx(0.583, abs=5e-4)
    assert b_cubed(key, first).recall == b_cubed(key, second).recall == 1.0


def test_pradhan() -> None:
    # Pradhan et al. (2014), figure 1: mentions of the key that the response lacks (e) and the other way (h, i).
    # B-cubed recall: (2*2/3 + 1/3 + 1/4 + 2*2/4) / 7, precision: (2*2/2 + 1/2 + 1/2 + 2*2/4) / 8.
    # CEAF-e: {a, b, c} with {a, b} 4/5, {d, e, f, g} with {f, g, h, i} 4/8, over 2 and 3 entities.
    key, response = clusters("abc defg"), clusters("ab cd fghi")
    assert figures(muc(key, response)) == (0.4, 0.4, 0.4)
    assert figures(b_cubed(key, response)) == (round(35 / 84, 4), 0.5, round(2 * 35 / 84 * 0.5 / (35 / 84 + 0.5), 4))
    assert figures(ceaf_e(key, response)) == (0.65, 0.4333, 0.52)
    # Moosavi and Strube (2016), section 3.1: recall (3 * 1/3 + 4 * 1/6) / 7, precision (2 * 1 + 2 * 0 + 4 * 1/6) / 8.
    assert figures(lea(key, response))[:2] == (0.2381, 0.3333)


def test_reference_scorer_cases() -> None:
    # Cases A1 to A3 of the CoNLL reference scorer: key {a}, {b, c}, {d, e, f}.
    key = clusters("a bc def")
    same = score(key, key)
    assert (same.muc.f1, same.b_cubed.f1, same.ceaf_e.f1, same.lea.f1, same.conll) == (1.0,) * 5
    # A2, mentions missing: B-cubed recall (1 + 2 * 2/3) / 6 = 7/18, F1 14/25; CEAF-e 1 + 4/5 over 3 and 2.
    missing = score(key, clusters("a de"))
    assert (missing.muc.recall, missing.muc.precision) == pytest.approx((1 / 3, 1.0))
    assert missing.b_cubed.f1 == pytest.approx(14 / 25)
    assert (missing.ceaf_e.recall, missing.ceaf_e.precision) == pytest.approx((1.8 / 3, 1.8 / 2))
    # A3, mentions too many: B-cubed precision (1 + 4/3 + 9/4) / 9, F1 110/163; CEAF-e 1 + 4/5 + 6/7 over 3 and 4.
    more = score(key, clusters("a bcx defy z"))
    assert (more.muc.recall, more.muc.precision) == pytest.approx((1.0, 3 / 5))
    assert more.b_cubed.f1 == pytest.approx(110 / 163)
    assert more.ceaf_e.recall == pytest.approx((1 + 4 / 5 + 6 / 7) / 3)
    assert more.ceaf_e.precision == pytest.approx((1 + 4 / 5 + 6 / 7) / 4)
    assert (more.mentions.matched, more.mentions.gold, more.mentions.predicted) == (6, 6, 9)


def test_singletons_are_kept() -> None:
    # A singleton found as one counts for B-cubed, CEAF-e and LEA, and has no link for MUC.
    scores = score(clusters("a bc"), clusters("a b"))
    assert scores.muc == Parts(0, 0, 0, 1)
    assert figures(scores.b_cubed) == (0.5, 1.0, 0.6667)  # recall (1 + 1/2) / 3
    assert figures(scores.ceaf_e) == (0.8333, 0.8333, 0.8333)  # 1 + 2/3 over 2 and 2
    assert figures(scores.lea) == (0.3333, 0.5, 0.4)  # only {a}: b alone has no link in {b, c}


def test_nested_mentions_are_mentions_of_their_own() -> None:
    whole, inside = (0, 14), (0, 3)  # "her | her mother's"
    scores = score([frozenset({whole}), frozenset({inside})], [frozenset({whole, inside})])
    assert scores.mentions.f1 == 1.0
    assert scores.b_cubed.precision == 0.5


def test_documents_add_up_to_sums_not_means() -> None:
    first, second = score(clusters("ab"), clusters("ab")), score(clusters("abcd"), clusters("a b c d"))
    assert (first + second).muc.recall == pytest.approx(1 / 4)
    assert (first + second).mentions.gold == 6


def test_pairing_of_entities_is_the_best_there_is() -> None:
    chance = random.Random(3)
    for _ in range(60):
        sides = []
        for _ in range(2):
            homes = [chance.randrange(5) for _ in range(9)]
            sides.append(coreference.clusters_of((mention, home) for mention, home in enumerate(homes) if home < 4))
        key, response = sides
        if not key or not response:
            continue
        short, long = sorted((key, response), key=len)
        best = max(
            sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(short, order, strict=True))
            for order in itertools.permutations(long, len(short))
        )
        assert ceaf_e(key, response).precise == pytest.approx(best)


def test_thousands_of_clusters_are_quick() -> None:
    key = [frozenset(range(10 * row, 10 * row + 10)) for row in range(5000)]
    response = [frozenset(range(10 * row + 3, 10 * row + 13)) for row in range(5000)]
    assert ceaf_e(key, response).f1 == pytest.approx(0.7, abs=1e-3)


def test_clusters_that_share_a_mention_are_refused() -> None:
    with pytest.raises(ValueError, match="share a mention"):
        score(clusters("ab bc"), clusters("ab"))


def test_nothing_against_nothing() -> None:
    assert score([], []).conll == 0.0
    assert score(clusters("ab"), []).b_cubed == Parts(0, 0, 0, 2)
