"""A warning nobody answers is said again at its fixed moments, through night, pause and stop, and never forgotten."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.dialogue.escalation.alert.later.ladder import frozen
from messages.dialogue.escalation.words.kinds import Kind
from messages.memory import AlertState
from messages.triage.vocabulary import Level
from tests.dialogue.escalation.warned import NUMB, TODAY, repeats
from tests.dialogue.host import START, Talk, at


def moments(text: str, start: datetime, hours: int, **fields: Any) -> list[float]:
    """Return the hours after ``start`` at which the warning about ``text`` is said again."""
    talk = Talk.with_(start, **fields).says(text)
    found = []
    for _ in range(hours * 4):
        before = len(repeats(talk))
        talk.travel(minutes=15)
        found += [(talk.now - start) / timedelta(hours=1)] * (len(repeats(talk)) - before)
    return found


def test_an_emergency_comes_again_after_15_and_60_minutes_then_every_six_hours_for_a_day() -> None:
    assert moments(NUMB, at("2026-03-10", "09:00"), 30) == [0.25, 1, 7, 13, 19, 25]


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("09:00", [4, 24]), ("20:00", [4, 13]), ("23:30", [4, 9.5]), ("03:00", [4, 6]), ("04:30", [4, 4.5])],
)
def test_a_same_day_warning_comes_again_after_four_hours_and_in_the_morning(clock: str, expected: list[float]) -> None:
    assert moments(TODAY, at("2026-03-10", clock), 30) == expected


def test_the_morning_is_nine_oclock_on_their_own_clock_through_a_clock_change() -> None:
    talk = Talk.with_(at("2026-03-28", "20:00"), zone="Europe/Berlin").says(TODAY)

    opened, ladder = talk.alerts[0].opened_at, talk.alerts[0].ladder
    morning = (opened + timedelta(minutes=ladder[1])).astimezone(ZoneInfo("Europe/Berlin"))
    assert (morning.hour, morning.minute, morning.date()) == (9, 0, date(2026, 3, 29))


@pytest.mark.parametrize(
    "fields",
    [
        {"stopped": True},
        {"paused_until": date(2027, 1, 1)},
        {"quiet_from": "00:00", "quiet_to": "23:59"},
        {"daily_cap": 0},
    ],
)
def test_nothing_holds_a_repeat_back(fields: dict[str, Any]) -> None:
    talk = Talk.with_(**fields).says(NUMB).travel(minutes=16)

    assert len(repeats(talk)) == 1
    assert talk.last.loud


def test_an_answer_ends_the_repeats() -> None:
    talk = Talk.with_().says(NUMB).presses("I have called").travel(hours=30)

    assert repeats(talk) == []


def test_a_rung_that_was_already_on_its_way_stays_silent_after_the_answer() -> None:
    talk = Talk.with_().says(NUMB).presses("I have called").comes_due("ladder", "1")

    assert talk.heard == []


def test_just_looking_at_the_summary_does_not() -> None:
    talk = Talk.with_().says(NUMB).presses("Show summary").travel(minutes=16)

    assert len(repeats(talk)) == 1


def test_the_ladder_is_frozen_when_the_warning_opens() -> None:
    talk = Talk.with_().says(NUMB)

    assert talk.alerts[0].ladder == (15, 60, 420, 780, 1140, 1500)


def test_a_new_danger_starts_the_ladder_again() -> None:
    talk = Talk.with_().says(NUMB).travel(hours=2).says("and now crushing chest pain")

    alert = talk.alerts[0]
    assert alert.rung == 0
    assert alert.ladder[0] == 135
    assert talk.memory.agenda["ladder", alert.id] == talk.now + timedelta(minutes=15)


def test_after_an_outage_the_missed_repeats_come_as_one() -> None:
    talk = Talk.with_().says(NUMB)

    talk.travel(hours=8, down=True)

    assert len(repeats(talk)) == 1


def test_an_open_warning_always_has_something_due_for_months() -> None:
    talk = Talk.with_().says(NUMB)

    asked = []
    for _ in range(60):
        talk.travel(days=1)
        asked.append(len(talk.heard))
        assert {topic for topic, _ in talk.memory.agenda} & {"ladder", "followup"}

    assert asked[10:].count(0) > 30, "after the first days it asks weekly, not daily"
    assert sum(asked[10:]) >= 5


def test_who_said_stop_is_asked_three_mornings_and_then_left_alone() -> None:
    talk = Talk.with_(stopped=True).says(NUMB).travel(days=6)

    talk.travel(days=30)

    assert talk.heard == []
    assert talk.alerts[0].is_open


def test_a_blocked_bot_keeps_the_warning_and_asks_nothing_in_vain() -> None:
    talk = Talk.with_().says(NUMB).travel(days=2)
    talk.refuses(urgent=True)
    talk.travel(days=3)

    assert talk.alerts[0].is_open
    assert {topic for topic, _ in talk.memory.agenda} & {"ladder", "followup"}


def test_refusals_never_make_the_ladder_endless() -> None:
    talk = Talk.with_().says(NUMB)
    for _ in range(40):
        talk.refuses(urgent=True)
        talk.travel(minutes=15)

    assert len(repeats(talk)) <= 8


def test_a_rung_of_a_closed_warning_says_nothing() -> None:
    talk = Talk.with_().says(NUMB).presses("A clinician already").presses("After this").presses("Nothing special")

    talk.comes_due("ladder", "1").comes_due("followup", "1").comes_due("ladder", "nobody")

    assert talk.heard == []


@pytest.mark.parametrize("level", [Level.SAME_DAY, Level.EMERGENCY_NOW])
def test_acting_lasts_until_the_follow_up_not_longer(level: Level) -> None:
    talk = Talk.with_().says(NUMB if level is Level.EMERGENCY_NOW else TODAY).presses("I have called")

    talk.travel(minutes=61)

    assert talk.alerts[0].state is AlertState.ACTING
    assert talk.last.key == "escalation.waiting_question"


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 3 * 366 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe"]),
    st.sampled_from([kind for kind in Kind if kind is not Kind.HARM]),
    st.integers(0, 5000),
)
def test_rungs_rise_and_lie_within_a_day_and_a_bit(opened: datetime, zone: str, kind: Kind, later: int) -> None:
    since = opened + timedelta(minutes=later)

    rungs = frozen(opened, since, kind, zone)

    assert list(rungs) == sorted(set(rungs))
    assert all(later < rung <= later + 30 * 60 for rung in rungs)
