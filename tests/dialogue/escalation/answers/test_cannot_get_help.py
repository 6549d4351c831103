""" "I cannot get help" gives other roads, repeats of its own from that word on, and no nudges meanwhile."""

from __future__ import annotations

from itertools import pairwise

import pytest

from messages.memory import AlertState
from tests.dialogue.escalation.warned import NUMB, TODAY, repeats, warned
from tests.dialogue.host import Talk, at


def unanswered(hours: int = 26) -> Talk:
    """Return a talk whose warning has said all its repeats."""
    return warned().travel(hours=hours)


def test_its_repeats_begin_anew_also_when_they_were_spent() -> None:
    talk = unanswered().says("i cant get help")

    rang = [
        len([each for each in talk.travel(minutes=minutes).heard if each.key == "escalation.alert"])
        for minutes in (16, 50, 360)
    ]
    assert rang == [1, 1, 1]


def test_it_stays_unanswered_so_that_nobody_is_nudged_meanwhile() -> None:
    talk = unanswered().says("i cant get help").travel(hours=20)

    assert talk.alerts[0].state is AlertState.OPEN
    assert not talk.nudges


def test_the_second_time_it_shows_other_ways() -> None:
    talk = unanswered().says("i cant get help")
    first = talk.last.text
    talk.travel(minutes=2).says("no one can drive me and 999 is engaged")

    assert talk.last.key == "escalation.stuck_again"
    assert not set(first.splitlines()[2:5]) & set(talk.last.text.splitlines())
    assert "112" in talk.last.text
    assert "111" in talk.last.text


def test_who_has_said_so_is_not_told_that_they_did_not_answer() -> None:
    talk = unanswered().says("i cant get help").travel(minutes=16)

    assert "You told me that you could not get help." in talk.heard[0].text
    assert "You have not answered me" not in talk.heard[0].text


def test_a_warning_for_today_comes_again_soon_and_after_four_hours() -> None:
    talk = Talk.with_(at("2026-03-10", "09:00")).says(TODAY).travel(minutes=5).presses("I cannot get help")

    assert [each.key for each in talk.travel(minutes=16).heard] == ["escalation.alert"]
    assert [each.key for each in talk.travel(hours=4).heard] == ["escalation.alert"]


def test_who_cannot_reach_anyone_in_despair_is_shown_the_line_first_the_second_time() -> None:
    talk = Talk.with_().says("i want to end it all").presses("I cannot reach anyone")
    talk.travel(minutes=5).presses("I cannot reach anyone")

    assert talk.last.text.splitlines()[2].startswith("1. Call 116 123")


def test_the_repeats_are_not_six_times_the_same() -> None:
    talk = unanswered()

    said = [str(each.params["text"]) for each in repeats(talk)]
    assert len(said) == 6
    assert len(set(said)) == 3
    assert all(one != other for one, other in pairwise(said))


def test_who_has_looked_at_it_is_not_told_that_they_did_not_answer() -> None:
    talk = warned().presses("A clinician already").travel(minutes=16)

    assert "STILL OPEN" in talk.heard[0].text
    assert "You have not answered me" not in talk.heard[0].text


@pytest.mark.parametrize("words", ["I cannot get help", "I have called"])
def test_the_morning_after_and_the_check_in_offer_the_ways_to_answer(words: str) -> None:
    talk = Talk.with_(at("2026-03-10", "22:27")).commands("/start").says(NUMB).travel(at("2026-03-11", "09:40"))
    prompt = next(each for each in talk.heard if each.key.startswith("checkin.prompt"))

    assert any(label.startswith(words) for label in prompt.labels)


def test_words_quoted_from_two_places_are_said_once() -> None:
    talk = Talk.with_().says("since morning i dey press pee, e no gree come out well well")

    assert talk.heard[0].text.count("dey press pee") == 1
