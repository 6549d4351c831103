"""When the check-in comes: once a day at its hour, seldom to who never answers, never into a running talk."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from messages.dialogue import checkin
from messages.dialogue.scene import Scene
from messages.effects import Lane
from messages.memory import CheckInState, RiskAnswer
from messages.triage.vocabulary import Answer, Fact, Origin
from tests.dialogue.checkin.hours.planned import planned, prompts, state_of
from tests.dialogue.checkin.taken import PLAIN_DAY, done
from tests.dialogue.host import Talk, at

DIABETES = {"rf_diabetes": RiskAnswer(answer=Answer.YES, at=at("2026-03-01", "09:00"))}
"""Somebody of whom such a thing is known is asked each day, answers or not."""


def days_of_prompts(talk: Talk, days: int, answers: Container[int] = ()) -> list[int]:
    """Return the days on which it comes, counted from the first; on some of them the person says something."""
    first, found = talk.now, []
    for day in range(days):
        talk.travel(to=first + timedelta(days=day, hours=5))
        came = [each.astimezone(talk.person.tz) for each in prompts(talk)]
        assert [each.hour for each in came] in ([], [9])
        found += [(each.date() - date(2026, 3, 10)).days for each in came]
        if day in answers:
            talk.says("slept well, thanks")
    return found


def test_it_comes_once_a_day_at_its_hour() -> None:
    talk = planned(at("2026-03-10", "07:00"))

    assert days_of_prompts(talk, 10, answers=range(10)) == list(range(10))


def test_who_never_answers_is_asked_every_other_day_and_then_once_a_week() -> None:
    talk = planned(at("2026-03-10", "07:00"))

    assert days_of_prompts(talk, 40) == [0, 1, 2, 4, 6, 8, 10, 17, 24, 31, 38]


def test_who_says_anything_again_is_asked_each_day() -> None:
    talk = planned(at("2026-03-10", "07:00"))

    assert days_of_prompts(talk, 16, answers=[11]) == [0, 1, 2, 4, 6, 8, 10, 12, 13, 14]


@pytest.mark.parametrize("known", ["a warning", "an answer", "a risk factor"])
def test_whom_we_watch_over_is_asked_each_day_although_they_never_answer(known: str) -> None:
    talk = planned(at("2026-03-10", "07:00"), risks=DIABETES if known == "a risk factor" else {})
    if known == "a warning":
        talk.says("my foot drops and slaps when I walk, it won't lift")
    if known == "an answer":
        case = replace(talk.case, facts=(Fact("nc_leg_weak", Answer.NOT_SURE, talk.now, Origin.BUTTON),))
        talk.memory = replace(talk.memory, case=case)

    assert days_of_prompts(talk, 12) == list(range(12))


def test_somebody_who_was_asked_seldom_can_check_in_whenever_they_like() -> None:
    talk = planned(at("2026-03-10", "07:00")).travel(days=20)

    assert talk.commands("checkin").heard[-1].rows


@pytest.mark.parametrize("chat_id", range(20, 30))
def test_a_persons_delay_is_always_the_same_and_at_most_four_minutes(chat_id: int) -> None:
    talk = planned(at("2026-03-10", "07:00"), chat_id=chat_id).travel(days=3)

    delays = {moment - at(moment.date(), "09:00") for moment in prompts(talk)}
    assert len(delays) == 1
    assert timedelta() <= delays.pop() <= timedelta(minutes=4)


def test_the_planned_message_rings_says_nothing_of_health_and_is_the_first_question() -> None:
    talk = planned(at("2026-03-10", "07:00")).travel(hours=3)

    prompt = talk.last
    assert prompt.loud and prompt.lane is Lane.NUDGE
    assert not any(word in prompt.text.lower() for word in ("pain", "back", "hurt", "symptom"))
    for each in PLAIN_DAY:
        talk.presses(each)
    assert state_of(talk) is CheckInState.DONE


def test_it_is_silent_for_those_who_want_it_silent() -> None:
    talk = planned(at("2026-03-10", "07:00"), checkin_silent=True).travel(hours=3)

    assert talk.last.silent


@pytest.mark.parametrize(
    "fields",
    [{"stopped": True}, {"reachable": False}, {"consent_version": None}, {"paused_until": date(2026, 3, 12)}],
    ids=["stopped", "unreachable", "no consent", "paused"],
)
def test_it_does_not_come_to_somebody_who_does_not_want_or_cannot_get_it(fields: dict[str, Any]) -> None:
    talk = Talk.with_(at("2026-03-10", "07:00"), chat_id=5, **fields)
    talk.memory = replace(talk.memory, agenda={("checkin", "daily"): at("2026-03-10", "09:00")})

    talk.travel(hours=3)

    assert not talk.heard and not talk.checkins


def test_after_a_pause_it_comes_again_on_the_day_named() -> None:
    talk = planned(at("2026-03-10", "07:00"), paused_until=date(2026, 3, 12)).travel(days=3)

    assert prompts(talk) == [at("2026-03-12", "09:00")]


def test_it_does_not_come_when_todays_is_done_already() -> None:
    talk = done(planned(at("2026-03-10", "07:00")))

    talk.travel(hours=5)

    assert not talk.heard


def test_it_never_breaks_into_a_running_talk_and_comes_when_that_is_over() -> None:
    talk = planned(at("2026-03-10", "08:50"))
    talk.commands("/serious").travel(to=at("2026-03-10", "08:58"))
    talk.memory = replace(talk.memory, person=talk.person.model_copy(update={"active_at": talk.now}))

    talk.travel(to=at("2026-03-10", "09:05"))
    assert not prompts(talk)
    talk.travel(to=at("2026-03-10", "09:11"))

    assert prompts(talk) == [at("2026-03-10", "09:10")]
    assert talk.memory.agenda["checkin", "daily"] == at("2026-03-11", "09:00")


def test_a_prompt_missed_by_less_than_four_hours_still_comes_and_a_later_one_does_not() -> None:
    soon = planned(at("2026-03-10", "07:00")).travel(to=at("2026-03-10", "12:30"), down=True)
    later = planned(at("2026-03-10", "07:00")).travel(to=at("2026-03-10", "13:30"), down=True)

    assert len(prompts(soon)) == 1
    assert not prompts(later)
    assert later.memory.agenda["checkin", "daily"] == at("2026-03-11", "09:00")


def test_after_days_of_silence_on_our_side_there_is_no_flood() -> None:
    talk = planned(at("2026-03-10", "07:00")).travel(to=at("2026-03-20", "10:00"), down=True)

    assert len(prompts(talk)) <= 1


@pytest.mark.parametrize(
    ("zone", "change", "hour"),
    [
        ("Europe/London", "2026-03-29", "09:00"),
        ("Europe/London", "2026-03-29", "01:30"),
        ("Europe/Berlin", "2026-10-25", "02:30"),
        ("America/New_York", "2026-11-01", "01:30"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15"),
        ("America/Santiago", "2026-09-06", "00:10"),
        ("Africa/Cairo", "2026-04-24", "00:30"),
    ],
)
def test_one_prompt_each_local_day_over_a_clock_change(zone: str, change: str, hour: str) -> None:
    day = date.fromisoformat(change)
    talk = planned(at(day - timedelta(days=3), "12:00", zone), zone=zone, checkin_at=hour, risks=DIABETES)

    talk.travel(to=at(day + timedelta(days=3), "12:00", zone))

    days = [talk.person.today(each) for each in prompts(talk)]
    assert days == [day + timedelta(days=n) for n in range(-2, 4)]


def test_a_new_hour_or_zone_moves_the_waiting_prompt_at_once() -> None:
    talk = planned(at("2026-03-10", "07:00"))
    person = talk.person.model_copy(update={"zone": "Asia/Kolkata", "checkin_at": "20:00"})
    scene = Scene(replace(talk.memory, person=person), talk.now)

    checkin.plan_next(scene)

    assert scene.agenda["checkin", "daily"] == at("2026-03-10", "20:00", "Asia/Kolkata")


def test_planning_is_undone_for_somebody_who_stopped() -> None:
    talk = planned(at("2026-03-10", "07:00"))
    scene = Scene(replace(talk.memory, person=talk.person.model_copy(update={"stopped": True})), talk.now)

    checkin.plan_next(scene)

    assert not scene.agenda
