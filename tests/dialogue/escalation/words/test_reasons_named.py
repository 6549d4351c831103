"""A warning names its gravest reason first, what weighs beside it, and tells nobody to tell what they told."""

from __future__ import annotations

import re

import pytest

from messages.memory import RiskAnswer
from messages.triage.vocabulary import Answer
from tests.dialogue.host import START, Talk

FELL = "i fell off a ladder yesterday, 3 metres, and now my back hurts"
NIGHT = "pain at night that does not ease, it wakes me at 3"


def told_too(talk: Talk) -> str:
    found = re.search(r"Tell them too if you have: (.*?)\.", talk.heard[0].text)
    return found[1] if found else ""


def test_a_smaller_sign_is_not_quoted_first_under_a_graver_action() -> None:
    talk = Talk.with_().says(FELL).travel(minutes=5).says(NIGHT)

    text = talk.heard[0].text
    assert text.startswith("Call 999 now") and text.index("ladder") < text.index("at night")


def test_a_graver_sign_told_later_is_named_first() -> None:
    talk = Talk.with_().says(NIGHT).travel(minutes=5).says("i cannot feel when i wipe")

    text = talk.heard[0].text
    assert text.index("when i wipe") < text.index("at night")


def test_the_repeat_names_the_gravest_reason_first_too() -> None:
    talk = Talk.with_().says(FELL).travel(minutes=5).says(NIGHT).travel(minutes=40)

    again = next(each.text for each in reversed(talk.heard) if "STILL OPEN" in each.text)
    assert again.index("ladder") < again.index("at night")


@pytest.mark.parametrize("told", ["i have diabetes btw", "im diabetic"])
def test_the_illness_that_makes_a_fever_an_emergency_is_named_and_told_at_the_desk(told: str) -> None:
    talk = Talk.with_().says(told).travel(minutes=5).says("shivers and my back hurts")

    text = talk.heard[0].text
    assert text.startswith("Go to A&E now") and "You also told me of: diabetes." in text
    assert "Tell them: back pain, and fever or shivers with back pain, and diabetes." in text


def test_an_illness_that_does_not_weigh_is_not_named() -> None:
    assert "diabetes" not in Talk.with_().says("i have diabetes").says("I can't feel when I wipe").heard[0].text


def test_a_private_matter_never_stands_on_the_screen_as_the_reason() -> None:
    drugs = {"rf_ivdu": RiskAnswer(answer=Answer.YES, at=START)}
    talk = Talk.with_(risks=drugs).says("shivers and my back hurts")

    assert talk.heard[0].text.startswith("Go to A&E now") and "injected" not in talk.heard[0].text


def test_the_temperature_is_named() -> None:
    assert "38.3 °C" in Talk.with_().says("i have diabetes").says("38.3 this morning and my back hurts").heard[0].text


@pytest.mark.parametrize(
    ("words", "told", "left"),
    [
        ("I can't pee since last night", "peeing", "a numb bottom"),
        ("I can't feel anything when I wipe", "bottom", "trouble peeing or pooing"),
        ("both my legs are weak and i cannot walk", "legs", "a numb bottom"),
        ("i have chest pain and my left arm hurts", "chest", "weak or numb legs"),
    ],
)
def test_nobody_is_told_to_tell_what_they_told(words: str, told: str, left: str) -> None:
    talk = Talk.with_().says(words)

    assert told not in told_too(talk) and left in told_too(talk)


def test_at_the_desk_the_sign_is_named() -> None:
    text = Talk.with_().says("I can't pee since last night").heard[0].text

    assert "name the sign: trouble peeing" in text and "cauda equina" in text


@pytest.mark.parametrize(
    ("messages", "quote"),
    [
        (["leg tingel left since monday", "there was blood in my pee"], "leg tingel left since monday"),
        (["i cry every day and have panic attack"], "“i cry every day and have panic attack”"),
        (["i wake drenched", "i wake at 4 every night with the pain"], "“i wake at 4 every night with the pain”"),
    ],
)
def test_pieces_put_together_are_quoted_as_they_were_typed(messages: list[str], quote: str) -> None:
    talk = Talk.with_()
    for each in messages:
        talk.travel(minutes=5).says(each)

    assert quote in talk.heard[0].text


def test_a_note_that_tells_of_home_is_never_quoted_later() -> None:
    talk = Talk.with_().says("my leg tingles left and he hits me").travel(minutes=5).says("there was blood in my pee")

    assert not any("hits me" in each.text for each in talk.heard)
