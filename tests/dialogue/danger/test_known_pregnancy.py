"""Who told that they are pregnant is heard so in later words, too: "a bit of bleeding" alone is no note then."""

from __future__ import annotations

import pytest

from messages.memory import RiskAnswer
from messages.triage.vocabulary import Answer
from tests.dialogue.host import START, Talk

TOLD = "im 30 weeks pregnant and my back hurts"


@pytest.mark.parametrize(
    "words",
    ["a bit of bleeding", "spotting this morning", "face and hands are swollen", "bad headache and seeing spots",
     "bleeding again", "there is some blood down there when i wipe"],
)  # fmt: skip
def test_a_sign_told_after_the_pregnancy_warns_at_once_in_its_own_words(words: str) -> None:
    talk = Talk.with_().says(TOLD).travel(hours=3).says(words)

    assert talk.heard[0].loud and "999" in talk.heard[0].text and talk.alerts
    assert "pregnant and" not in talk.heard[0].text


def test_a_pregnancy_in_the_health_answers_counts_as_well() -> None:
    risks = {"rf_pregnant": RiskAnswer(answer=Answer.YES, at=START)}
    assert Talk.with_(risks=risks).says("a bit of bleeding").alerts


@pytest.mark.parametrize(
    "words",
    ["nose bleed", "no bleeding", "heartburn", "cut my finger, bleeding a bit", "slept badly",
     "my gums are bleeding", "back is sore", "went for a walk", "my sister is bleeding"],
)  # fmt: skip
def test_other_words_are_no_warning_of_a_pregnancy(words: str) -> None:
    assert not Talk.with_().says(TOLD).says(words).alerts


def test_without_a_pregnancy_the_same_words_say_nothing_of_one() -> None:
    assert not Talk.with_().says("a bit of bleeding").alerts
