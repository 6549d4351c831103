"""What somebody else has swallowed is a warning for whoever is with them, at once and at any moment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dialogue.host import Talk

SWALLOWED = [
    "my flatmate has taken loads of pills",
    "he swallowed bleach",
    "my daughter drank a whole bottle of calpol",
    "the baby swallowed a battery",
    "my wife has taken all her amitriptyline",
    "my dad drank antifreeze",
    "my boyfriend swallowed a load of tablets",
    "she took too many paracetamol",
    "my daughter might have swallowed bleach",
]


@pytest.mark.parametrize("text", SWALLOWED)
def test_it_is_a_warning_that_says_what_to_do_for_them(text: str) -> None:
    talk = Talk.with_().says(text)

    assert [each.key for each in talk.heard] == ["escalation.alert"]
    said = talk.heard[0]
    assert said.loud
    assert said.text.startswith("Go to A&E now, or call 999")
    assert "about someone else" in said.text
    for needed in ("what they took, how much and when", "packets", "Do not make them sick", "111", "even if they seem"):
        assert needed in said.text
    assert "killing yourself" not in said.text and "paracetamol tablets" not in said.text
    assert len(said.text) <= 900
    assert talk.alerts == () and talk.case.facts == ()


@pytest.mark.parametrize(
    "before",
    [
        lambda: Talk.stranger(),
        lambda: Talk.with_().commands("/checkin"),
        lambda: Talk.with_().says("funny feeling down below"),
        lambda: Talk.with_().says("i have a numb bum"),
        lambda: Talk.with_().says("whats the point of it all"),
        lambda: Talk.with_().commands("/serious"),
    ],
)
def test_at_any_moment(before: Callable[[], Talk]) -> None:
    talk = before().travel(minutes=2)
    alerts = len(talk.alerts)

    talk.says("my son has swallowed a battery")

    assert "You told me about someone else" in talk.heard[0].text
    assert talk.heard[0].loud
    assert len(talk.alerts) == alerts


def test_an_overdose_to_die_calls_the_ambulance_and_says_whom_to_talk_to() -> None:
    said = Talk.with_().says("my mum took an overdose").heard[0]

    assert said.text.startswith("Call 999 now. Ask for an ambulance.")
    assert "what they took, how much and when" in said.text
    assert "116 123" in said.text
    assert "if they might act" not in said.text


@pytest.mark.parametrize(
    "text",
    [
        "what if my son swallowed bleach",
        "my son nearly swallowed bleach",
        "my mum has to take loads of pills",
        "can my mum take 10 ibuprofen a day?",
        "my dad always took too many paracetamol",
    ],
)
def test_what_is_only_thought_of_is_asked_about(text: str) -> None:
    talk = Talk.with_().says(text)

    assert [each.key for each in talk.heard] == ["escalation.ask"]
    assert "Did they take too many pills? Or did they swallow something that can harm them?" in talk.heard[0].text


@pytest.mark.parametrize(
    "text",
    [
        "my son did not swallow the bleach",
        "my mum takes 2 paracetamol every day",
        "he took his pills",
        "my friend took an overdose last year",
    ],
)
def test_other_words_of_pills_are_no_alarm(text: str) -> None:
    assert not any(each.key in ("escalation.alert", "escalation.ask") for each in Talk.with_().says(text).heard)


def test_a_yes_to_the_question_is_the_same_warning() -> None:
    talk = Talk.with_().says("what if my son swallowed bleach").travel(minutes=1).says("yes he did")

    assert talk.heard[0].key == "escalation.alert"
    assert "what they took, how much and when" in talk.heard[0].text


@pytest.mark.parametrize(
    "text",
    [
        "i have upper back pain and im sweating and sick, my mum had the same",
        "upper back pain and short of breath, my wife says i look grey",
        "my wife says i have upper back pain and sweating",
        "I've got upper back pain, sweating and feeling sick and my husband is worried",
    ],
)
def test_one_danger_of_the_writers_own_gives_one_alarm(text: str) -> None:
    talk = Talk.with_().says(text)

    assert [each.key for each in talk.heard] == ["escalation.alert"]
    assert "someone else" not in talk.heard[0].text
    assert talk.alerts[0].is_open


def test_two_people_in_danger_are_two_alarms() -> None:
    talk = Talk.with_().says("i cant feel my bum. my dad has collapsed")

    assert [each.key for each in talk.heard] == ["escalation.alert", "escalation.alert"]
