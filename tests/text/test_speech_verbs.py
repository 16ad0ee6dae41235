"""The verb lists: forms made rightly, and every one lower case."""

from __future__ import annotations

from fabula.text.speech_verbs import GESTURE_VERBS, SPEECH_VERBS, THOUGHT_VERBS


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
