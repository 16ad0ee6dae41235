"""The verb lists: forms made rightly, and every one lower case."""

from __future__ import annotations

from fabula.text.speech_verbs import (
    GESTURE_VERBS,
    NOISE_VERBS,
    PHRASAL_VERBS,
    SPEECH_NOUNS,
    SPEECH_VERBS,
    THOUGHT_VERBS,
)


def test_forms() -> None:
    expected = (
        "said says saying asked asks cried crying replied admitted begged agreeing lied lying echoes deadpanned "
        "counselled counseled quizzes sobbing hissed whispers muttering quoth spoke told mimicked averred"
    )
    assert set(expected.split()) <= SPEECH_VERBS
    assert {"thought", "thinks", "wondered", "realised", "knew", "musing"} <= THOUGHT_VERBS
    assert {"nodded", "smiling", "shrugs", "grinned"} <= GESTURE_VERBS


def test_no_misshapen_forms() -> None:
    everything = SPEECH_VERBS | THOUGHT_VERBS | GESTURE_VERBS
    assert all(verb.islower() and verb.isalpha() for verb in everything)
    assert not everything & {"agreing", "replyed", "cryed", "beged", "admited", "echos", "lieing", "speaked", "sayed"}


def test_verbs_that_need_a_particle() -> None:
    assert {("broke", "in"), ("put", "in"), ("went", "on"), ("spoke", "up"), ("burst", "out")} <= PHRASAL_VERBS
    assert not {("went", "in"), ("put", "on"), ("broke", "up")} & PHRASAL_VERBS


def test_noises_and_nouns() -> None:
    assert {"laughed", "wept", "sighs", "coughing"} <= NOISE_VERBS
    assert not {"said", "whispered", "cried"} & NOISE_VERBS
    assert {"reply", "question", "remark", "words"} <= SPEECH_NOUNS
