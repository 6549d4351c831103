"""Who has called and then falls silent is asked on, and no nudge comes while nobody knows that help has come."""

from __future__ import annotations

from datetime import timedelta

import pytest

from messages.content import Kind
from messages.memory import Rhythm
from tests.dialogue.escalation.warned import NUMB, TODAY, warned
from tests.dialogue.habits.planned import talk_with
from tests.dialogue.host import Talk

WAITING = ("escalation.waiting_question", "escalation.waiting_still")


def test_an_emergency_is_asked_about_each_hour_then_every_six_until_the_morning() -> None:
    talk = warned().presses("I have called")
    called, asked = talk.now, []
    while talk.now - called < timedelta(hours=22):
        talk.travel(minutes=30)
        asked += [(talk.now - called) // timedelta(hours=1) for each in talk.heard if each.key in WAITING]

    assert asked[:2] == [1, 2]
    assert 8 in asked
    assert 14 in asked
    assert all(each.loud for each in talk.screen if each.key in WAITING)


def test_the_later_ones_say_that_nothing_was_heard() -> None:
    talk = warned().presses("I have called").travel(hours=3)

    assert "I have not heard from you." in talk.last.text
    assert talk.sees("I cannot get help")


def test_the_morning_question_still_comes() -> None:
    talk = warned().presses("I have called").travel(hours=26)

    assert talk.last.key == "escalation.morning_plainly"


def test_what_could_wait_until_today_is_asked_twice_and_in_the_morning() -> None:
    talk = Talk.with_().says(TODAY).travel(minutes=2).presses("I have called").travel(hours=12)

    assert [each.key for each in talk.heard] == list(WAITING)


def nudged() -> Talk:
    """Return a talk with nudges planned all day, in which a warning has just gone out."""
    talk = talk_with(nudges={kind.value: Rhythm(spread=3) for kind in Kind})
    return talk.travel(hours=2).says(NUMB).travel(minutes=1)


@pytest.mark.parametrize("answer", ["I have called", "A clinician already", "Pressed by mistake"])
def test_no_nudge_comes_while_nobody_knows_that_help_has_come(answer: str) -> None:
    assert nudged().presses(answer).travel(hours=12).nudges == ()


def test_who_is_being_helped_gets_the_gentle_ones_again() -> None:
    talk = nudged().presses("I have called").travel(minutes=61).presses("Yes, I am being helped").travel(hours=24)

    assert talk.nudges
    assert "escalation.waiting_still" not in [each.key for each in talk.screen]


def test_who_called_it_a_mistake_twice_gets_them_too() -> None:
    assert nudged().presses("Pressed by mistake").presses("No").presses("No").travel(hours=24).nudges


def test_somebody_in_despair_is_asked_kindly() -> None:
    talk = Talk.with_().says("i want to die").travel(minutes=1).presses("I have called").travel(minutes=61)

    assert talk.last.key == "escalation.waiting_gently"
    assert "116 123" in talk.last.text
    assert talk.sees("I cannot reach anyone")
