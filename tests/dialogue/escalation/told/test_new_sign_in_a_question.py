"""A new sign under an open warning, told in a question or as a correction, rings, is no edit, and is named."""

from __future__ import annotations

import pytest

from messages.triage.vocabulary import Level
from tests.dialogue.host import Talk, highest

FALL = "i fell down the stairs and now my back hurts badly"
LEGS = "my legs are weak since today"
WEAKER = "my legs are getting weaker"
FOOT = "my left foot is weak"
CALF = "my left calf is swollen and hot"


def under(alarm: str, minutes: float = 3) -> Talk:
    """Return a talk some minutes after a warning."""
    return Talk.with_().says(alarm).travel(minutes=minutes)


@pytest.mark.parametrize("minutes", [0.3, 3, 20])
@pytest.mark.parametrize(
    ("alarm", "words"),
    [
        (FALL, "is it normal to sleep with no feeling between my legs"),
        (FALL, "should i swim if i cant pee"),
        (LEGS, "how do i sleep when i cant feel my bottom"),
        (LEGS, "is swimming good if i have no strength in my foot"),
        (FOOT, "scrap that, both feet and weak"),
        (FOOT, "is it bad that i wet myself"),
        (CALF, "is it normal that i have chest pain"),
        (CALF, "does coffee help if both my legs are numb"),
    ],
)
def test_a_sign_that_the_warning_does_not_name_rings_in_a_message_of_its_own(
    alarm: str, words: str, minutes: float
) -> None:
    talk = under(alarm, minutes).says(words)

    said = talk.heard[0]
    assert said.key in ("escalation.ask", "escalation.alert")
    assert said.loud
    assert not said.edited
    assert words in said.text


@pytest.mark.parametrize(
    ("alarm", "words"),
    [
        (WEAKER, "is swimming good if i have no strength in my foot"),
        (LEGS, "is coffee ok if my legs are numb too"),
    ],
)
def test_a_doubt_in_words_for_another_sign_of_the_same_rings_and_is_named(alarm: str, words: str) -> None:
    talk = under(alarm).says(words)

    said = talk.heard[0]
    assert said.key == "escalation.reminder_new"
    assert said.loud
    assert not said.edited
    assert words in said.text
    assert highest(talk) is Level.EMERGENCY_NOW
    assert any(words in each.words for each in talk.alerts[0].reasons)


def test_the_same_doubt_again_does_not_ring_again() -> None:
    talk = under(LEGS).says("is coffee ok if my legs are numb too").travel(minutes=3)

    assert not talk.says("is tea ok if my legs are numb").heard[0].loud


def test_the_same_sign_in_a_question_is_no_news() -> None:
    assert not under(LEGS).says("is tea ok if my legs are weak").heard[0].loud
