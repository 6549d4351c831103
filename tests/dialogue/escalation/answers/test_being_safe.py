"""Who says that they are safe is heard; a no to "Did someone help you?" is one to that, and closes nothing."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from tests.dialogue.escalation.warned import warned
from tests.dialogue.host import Talk


def despairing() -> Talk:
    """Return a talk some minutes after words of dying."""
    return Talk.with_().says("i want to end it all").presses("No").travel(minutes=5)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("i am safe. talked to my mum", "safe_heard"),
        ("i wont hurt myself", "safe_heard"),
        ("i feel safe now", "safe_heard"),
        ("im ok now", "ok_heard"),
        ("im ok", "ok_heard"),
    ],
)
def test_who_says_they_are_safe_is_thanked_and_the_warning_stays(words: str, key: str) -> None:
    talk = despairing().says(words)

    assert [each.key for each in talk.heard] == [f"escalation.{key}"]
    assert not talk.heard[0].text.startswith("Call 999")
    assert "999" in talk.heard[0].text
    assert talk.alerts[0].is_open
    assert talk.memory.notes[0][1] == words


def test_they_are_asked_once_more_after_an_hour_and_then_in_the_morning() -> None:
    talk = despairing().says("i am safe. talked to my mum")

    assert talk.travel(minutes=50).heard == []
    assert "Might you hurt yourself right now?" in talk.travel(minutes=15).heard[0].text
    assert [each.key for each in talk.travel(hours=24).heard] == ["escalation.morning_gently"]


@pytest.mark.parametrize(
    "words",
    [
        "i am not safe",
        "i am safe but i still want to die",
        "im ok now but i keep crying",
        "im safe if i stay here",
        "im calm now, i decided",
    ],
)
def test_no_other_words_are_taken_for_being_safe(words: str) -> None:
    talk = despairing().says(words)

    assert not {"escalation.safe_heard", "escalation.ok_heard"} & {each.key for each in talk.heard}
    assert talk.heard[0].loud


def test_a_doctor_who_helps_is_the_button_that_says_so() -> None:
    assert despairing().says("a doctor is helping me now").last.key == "escalation.crisis_do_they_know"
    assert warned().says("a doctor is helping me now").last.key == "escalation.helped"


def morning() -> Talk:
    """Return the moment after "Did someone help you?"."""
    talk = despairing().says("i am safe. talked to my mum").travel(days=1)
    assert talk.last.key == "escalation.morning_gently"
    return talk.travel(minutes=1)


def test_a_no_to_whether_somebody_helped_is_taken_for_that() -> None:
    talk = morning().says("no")

    assert talk.heard[0].key == "escalation.no_help_yet"
    assert talk.heard[0].loud
    assert talk.alerts[0].is_open
    assert "mh_suicide_active" in {each.flag for each in talk.says("yes").alerts[0].reasons}
    assert talk.heard[0].text.startswith("Call 999 now")


def test_a_no_of_the_body_is_not_yet() -> None:
    talk = warned().travel(hours=26).travel(days=1)
    assert talk.last.key == "escalation.morning_plainly"
    talk.travel(minutes=1).says("no")

    assert talk.heard[0].key == "escalation.alert"
    assert talk.alerts[0].state is AlertState.OPEN


def test_a_yes_to_it_closes_nothing_by_itself() -> None:
    talk = warned().travel(hours=26).travel(days=1).travel(minutes=1).says("yes")

    assert talk.heard[0].key == "escalation.when"
    assert talk.alerts[0].is_open
