"""That what was warned of is back, or goes on, is never only logged: said again aloud, or asked about at once."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from tests.dialogue.escalation.warned import NUMB, warned
from tests.dialogue.host import Talk, at

HEART = "my chest is tight and my left arm hurts since an hour"
BACK = [
    "same thing again as this morning",
    "tight again",
    "its back again",
    "it's back",
    "it came back, same tightness",
    "the numbness has returned",
    "its numb again",
    "its started up again",
    "here we go again, squeezing",
    "happening again",
    "It’s happening again",
    "it has come back but not as bad",
    "the tightness is back",
    "the tightness came back on the stairs",
    "same feeling again",
    "chest again",
    "its worse now",
]
OTHER = [
    "my team lost again",
    "back at work again",
    "the app crashed again",
    "good night again",
    "im back",
    "its not back",
    "i can wee again",
    "feeling is back in my legs",
    "back to normal again",
    "what if it comes back?",
    "my back hurts again",
    "mums foot is numb again",
]


def checked(words: str = HEART) -> Talk:
    talk = Talk.with_().says(words).travel(minutes=2).presses("A clinician already").presses("After this")
    return talk.presses("Nothing special")


@pytest.mark.parametrize("text", [*BACK, "it feels the same as before"])
def test_after_a_check_it_is_asked_about_at_once_and_a_yes_warns_anew(text: str) -> None:
    talk = checked().travel(hours=30).says(text)

    assert talk.heard[0].key == "escalation.ask"
    assert talk.heard[0].loud
    assert "999" in talk.heard[0].text
    assert talk.memory.notes[0][1] == text
    talk.says("yes")
    assert talk.heard[0].key == "escalation.alert"
    assert any(each.is_open for each in talk.alerts)


@pytest.mark.parametrize("text", [*BACK, "it feels the same as before"])
def test_after_they_called_it_is_said_again_aloud(text: str) -> None:
    for words in (HEART, NUMB):
        talk = Talk.with_().says(words).presses("I have called").travel(minutes=20).says(text)

        assert talk.heard[0].key in ("escalation.alert", "escalation.still_there")
        assert talk.heard[0].loud
        assert "999" in talk.heard[0].text
        assert talk.alerts[0].is_open


def test_the_repeats_of_what_is_back_begin_anew() -> None:
    talk = warned().presses("I have called").travel(minutes=20).says("its numb again")

    assert talk.alerts[0].state is AlertState.OPEN
    assert [each.key for each in talk.travel(minutes=16).heard] == ["escalation.alert"]


@pytest.mark.parametrize("text", ["its numb again", "it came back, same tightness", "its back again"])
def test_in_a_check_in_it_is_heard_before_the_pain(text: str) -> None:
    talk = Talk.with_(at("2026-03-10", "20:27")).commands("/start").says(HEART).presses("A clinician already")
    talk.presses("After this").presses("Nothing special").travel(at("2026-03-12", "09:40")).says(text)

    assert talk.heard[0].key == "escalation.ask"


@pytest.mark.parametrize("text", OTHER)
def test_other_things_that_are_back_ask_nothing(text: str) -> None:
    heard = [each.key for each in checked().travel(hours=30).says(text).heard]
    called = Talk.with_().says(HEART).presses("I have called").travel(minutes=20).says(text)

    assert "escalation.alert" not in [*heard, *(each.key for each in called.heard)]
    if "mum" not in text:
        assert "escalation.ask" not in heard


@pytest.mark.parametrize("text", ["its back again", "it feels the same as before", "it feels the same as before, a 4"])
def test_without_a_warning_nothing_is_asked(text: str) -> None:
    assert not Talk.with_().says(text).heard[0].key.startswith("escalation")


def test_three_weeks_later_it_is_for_the_log() -> None:
    assert not checked().travel(days=21).says("its back again").heard[0].key.startswith("escalation")


def test_a_no_says_what_was_asked_is_not_there() -> None:
    talk = checked().travel(hours=30).says("its back again").says("no")

    assert not any(each.is_open for each in talk.alerts)
