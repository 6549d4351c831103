"""A warning about dying closes only when a clinician knows, the plain question got its no, and a night has passed."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from messages.triage.vocabulary import Level
from tests.dialogue.host import Talk, highest

DARK = "i want to end it all"


def helped() -> Talk:
    """Return a talk in which somebody in despair said that a clinician is helping them."""
    return Talk.with_().says(DARK).travel(minutes=1).presses("A clinician is helping me")


def closed() -> Talk:
    """Return a talk in which such a warning was closed, two days later."""
    talk = helped().presses("Yes, they know").presses("No")
    return talk.travel(days=1).presses("A clinician is helping me").presses("Yes, they know").presses("No")


def test_nobody_in_despair_is_asked_like_at_a_desk() -> None:
    talk = helped()

    assert talk.last.key == "escalation.crisis_do_they_know"
    assert "When did a clinician check it?" not in talk.last.text
    assert talk.last.labels == ["Yes, they know", "Not yet"]


def test_two_taps_do_not_close_it_but_lead_to_the_plain_question() -> None:
    talk = helped().presses("Yes, they know")

    assert talk.alerts[0].is_open
    assert "Might you hurt yourself right now?" in talk.last.text
    assert "999" in talk.last.text


@pytest.mark.parametrize("answer", ["Yes", "Not sure"])
def test_a_yes_to_it_is_an_emergency(answer: str) -> None:
    talk = helped().presses("Yes, they know").presses(answer)

    assert talk.heard[0].text.startswith("Call 999 now")
    assert highest(talk) is Level.EMERGENCY_NOW
    assert talk.alerts[0].state is AlertState.OPEN


def test_not_saying_closes_nothing() -> None:
    talk = helped().presses("Yes, they know").presses("Prefer not to say")

    assert talk.alerts[0].is_open
    assert "My warning stands" in talk.last.text


def test_a_no_on_the_same_day_stops_the_repeats_and_asks_in_the_morning() -> None:
    talk = helped().presses("Yes, they know").presses("No")

    assert talk.last.key == "escalation.crisis_rests"
    assert talk.alerts[0].is_open
    talk.travel(days=1)
    assert [each.key for each in talk.heard] == ["escalation.morning_gently"]


def test_a_no_on_a_later_day_closes_it_with_words_for_somebody_in_despair() -> None:
    talk = closed()

    assert talk.alerts[0].state is AlertState.RESOLVED
    assert "116 123" in talk.last.text
    assert "numb" not in talk.last.text
    assert "watch for" not in talk.last.text


def test_a_clinician_who_does_not_know_yet_is_to_be_told_and_the_warning_stands() -> None:
    talk = helped().presses("Not yet")

    assert talk.last.key == "escalation.crisis_tell_them"
    assert talk.alerts[0].is_open


def test_the_same_can_be_said_in_words() -> None:
    assert helped().says("they know").last.key == "escalation.crisis_closing"
    assert helped().says("not yet").last.key == "escalation.crisis_tell_them"


@pytest.mark.parametrize("words", ["i still want to die tbh", DARK])
def test_words_of_dying_after_a_closed_warning_are_a_loud_warning_again(words: str) -> None:
    talk = closed().travel(minutes=1).says(words)

    assert talk.heard[0].key == "escalation.alert"
    assert talk.heard[0].loud
    assert len([each for each in talk.alerts if each.is_open]) == 1


@pytest.mark.parametrize("words", ["i still want to die tbh", DARK])
def test_words_of_dying_while_it_rests_ask_plainly_and_its_repeats_begin_anew(words: str) -> None:
    talk = helped().presses("Yes, they know").presses("No").travel(minutes=5).says(words)

    assert talk.heard[0].loud
    assert "Might you hurt yourself right now?" in talk.heard[0].text
    assert talk.alerts[0].state is AlertState.OPEN
    assert talk.travel(minutes=16).heard[0].loud


def test_the_same_words_twice_are_never_only_added_to_a_list() -> None:
    talk = Talk.with_().says("i want to die").travel(minutes=2).says("i want to die")

    assert talk.heard[0].key == "escalation.hear_you"
    assert talk.heard[0].loud
