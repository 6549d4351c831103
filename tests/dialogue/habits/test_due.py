"""When a nudge comes, to whom it does not come, and why."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from messages.buttons import Button
from messages.content import Kind
from messages.effects import Lane, Plan, Say, Withdraw
from messages.memory import NudgeState, Rhythm
from tests.dialogue.habits.planned import NEVER_QUIET, local_times, only, sent, talk_with, with_case
from tests.dialogue.host import at

# It comes


def test_it_comes_at_the_chosen_time_within_a_few_minutes_each_day() -> None:
    talk = talk_with(nudges=only("stretching", "09:00")).travel(days=3)
    assert [text[:5] for text in local_times(talk)] == ["03-10", "03-11", "03-12"]
    for each in sent(talk):
        late = each.sent_at - at(each.day, "09:00")
        assert timedelta() <= late <= timedelta(minutes=4)


def test_it_is_silent_last_in_line_short_lived_and_gives_nothing_away() -> None:
    talk = talk_with(nudges=only("stretching", "09:00")).travel(hours=4)
    say = next(each for each in talk.effects if isinstance(each, Say))
    assert (say.silent, say.lane, say.topic) == (True, Lane.NUDGE, "nudge:stretching")
    assert say.expires_after == timedelta(minutes=30)
    assert talk.screen[-1].labels == ["Done", "Later", "Skip today", "How", "Why?"]


def test_it_expires_before_quiet_hours_begin() -> None:
    talk = talk_with(nudges=only("stretching", "21:50")).travel(hours=17)
    [say] = [each for each in talk.effects if isinstance(each, Say)]
    [record] = sent(talk)
    assert say.expires_after is not None
    assert record.sent_at + say.expires_after <= at("2026-03-10", "22:00")


def test_the_next_one_is_planned_before_anything_is_said() -> None:
    talk = talk_with(nudges=only("stretching", "09:00")).travel(hours=4)
    kinds = [type(each) for each in talk.fresh]
    assert kinds.index(Plan) < kinds.index(Say)
    assert set(talk.memory.agenda) == {("nudge", "stretching")}


def test_nobody_who_never_chose_gets_more_than_one_of_each_kind_a_day() -> None:
    talk = talk_with().travel(to=at("2026-03-10", "23:59"))
    assert sorted(each.kind for each in sent(talk)) == ["breathing", "hydration", "sleep", "stretching"]


def test_sleep_comes_before_bed_also_for_a_night_worker() -> None:
    night: dict[str, Any] = {"wake": "16:00", "bed": "08:30", "quiet_from": "08:30", "quiet_to": "16:00"}
    talk = talk_with(nudges=only("sleep", spread=1), **night).travel(days=2)
    assert all("07:00" <= text[6:] <= "07:14" for text in local_times(talk))


def test_weekdays_are_kept() -> None:
    talk = talk_with(nudges=only("hydration", "10:00", weekdays=(0, 5))).travel(days=14)
    assert [each.day.weekday() for each in sent(talk)] == [5, 0, 5, 0]


def test_no_item_repeats_for_weeks() -> None:
    talk = talk_with(nudges=only("stretching", "10:00"))
    seen = []
    for _ in range(12):
        talk.travel(days=1)
        seen.append(talk.nudges[0].item)
    assert len(set(seen)) == 12


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/London", "2026-03-29"),
        ("Europe/London", "2026-10-25"),
        ("America/Santiago", "2026-09-06"),
        ("Australia/Lord_Howe", "2026-04-05"),
    ],
)
@pytest.mark.parametrize("time", ["00:30", "01:30", "01:45"])
def test_a_clock_change_still_brings_one_a_day(zone: str, change: str, time: str) -> None:
    start = at(change, "12:00", zone) - timedelta(days=3)
    talk = talk_with(start, zone=zone, nudges=only("breathing", time), **NEVER_QUIET).travel(days=6)
    days = [each.day for each in sent(talk)]
    assert len(days) == len(set(days)) == 6


def test_a_trip_west_does_not_bring_the_same_turn_twice() -> None:
    talk = talk_with(zone="Europe/Berlin", nudges=only("stretching", "09:00"), **NEVER_QUIET).travel(hours=6)
    assert len(talk.nudges) == 1
    person = talk.person.model_copy(update={"zone": "America/New_York"})
    talk = with_case(talk, person=person).comes_due("nudge_replan", "")
    assert talk.memory.agenda["nudge", "stretching"].astimezone(ZoneInfo("America/New_York")).date() == date(
        2026, 3, 11
    )
    talk.travel(hours=26)
    assert len(talk.nudges) == 2


def test_a_new_zone_moves_what_waits_at_once() -> None:
    talk = talk_with(nudges=only("stretching", "18:00"), **NEVER_QUIET)
    before = talk.memory.agenda["nudge", "stretching"]
    person = talk.person.model_copy(update={"zone": "Asia/Tokyo"})
    talk = with_case(talk, person=person).comes_due("nudge_replan", "")
    assert talk.memory.agenda["nudge", "stretching"] == before - timedelta(hours=9)


def test_a_row_that_was_planned_for_other_hours_says_nothing() -> None:
    talk = talk_with(nudges=only("stretching", "18:00"))
    talk.comes_due("nudge", "stretching", talk.now)
    assert not talk.nudges
    assert ("nudge", "stretching") in talk.memory.agenda


# It does not come


@pytest.mark.parametrize(
    "fields",
    [
        {"consent_version": None},
        {"stopped": True},
        {"reachable": False},
        {"paused_until": date(2026, 3, 20)},
        {"nudges": {"stretching": Rhythm(on=False, times=("09:00",))}},
        {"daily_cap": 0},
    ],
    ids=["no consent", "stopped", "blocked", "paused", "off", "none a day"],
)
def test_nothing_comes_to_whom_it_may_not(fields: dict[str, Any]) -> None:
    talk = talk_with(nudges=only("stretching", "09:00")).travel(hours=1)
    person = talk.person.model_copy(update=fields)
    with_case(talk, person=person).travel(days=2)
    assert not talk.nudges


def test_late_by_half_an_hour_still_comes_and_later_is_dropped() -> None:
    soon = talk_with(nudges=only("stretching", "09:00"))
    due = soon.memory.agenda["nudge", "stretching"]
    assert soon.travel(to=due + timedelta(minutes=30), down=True).nudges
    late = talk_with(nudges=only("stretching", "09:00"))
    assert not late.travel(to=due + timedelta(minutes=31), down=True).nudges
    assert late.memory.agenda["nudge", "stretching"] > late.now


def test_after_three_days_away_nobody_is_flooded() -> None:
    talk = talk_with(nudges={kind.value: Rhythm(spread=4) for kind in Kind})
    talk.travel(days=3, down=True)
    assert not talk.nudges


def test_two_nudges_never_come_in_the_same_minute() -> None:
    talk = talk_with(nudges={kind.value: Rhythm(times=("12:00",)) for kind in Kind}).travel(hours=10)
    moments = [each.sent_at for each in sent(talk)]
    assert len(moments) == 4
    gaps = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert min(gaps) >= timedelta(minutes=5)


def test_quiet_hours_are_waited_for_and_not_everything_comes_at_their_end() -> None:
    rhythms = {kind.value: Rhythm(times=("06:00", "06:30")) for kind in Kind}
    talk = talk_with(at("2026-03-10", "00:10"), nudges=rhythms).travel(to=at("2026-03-10", "12:00"))
    times = [text[6:] for text in local_times(talk)]
    assert len(times) == len(set(times)) == 4
    assert all("07:00" <= each <= "08:00" for each in times)


def test_quiet_hours_of_a_night_worker_are_by_day() -> None:
    night: dict[str, Any] = {"wake": "16:00", "bed": "08:30", "quiet_from": "09:00", "quiet_to": "16:00"}
    talk = talk_with(nudges=only("hydration", "12:00", "03:00"), **night).travel(days=2)
    assert {text[6:8] for text in local_times(talk)} <= {"16", "03"}
    assert len(talk.nudges) >= 3


def test_a_running_talk_is_not_interrupted() -> None:
    talk = talk_with(nudges=only("stretching", "09:00"))
    due = talk.memory.agenda["nudge", "stretching"]
    busy = talk.person.model_copy(update={"focus": "ci", "active_at": due - timedelta(minutes=3)})
    with_case(talk, person=busy).travel(to=due + timedelta(minutes=9))
    assert not talk.nudges
    talk.travel(minutes=2)
    assert sent(talk)[0].sent_at == due + timedelta(minutes=10)


def test_the_cap_holds_and_the_most_useful_goes_first() -> None:
    rhythms = {"stretching": Rhythm(times=("18:00",)), "hydration": Rhythm(times=("08:00", "10:00", "12:00"))}
    talk = talk_with(nudges=rhythms, daily_cap=2).travel(to=at("2026-03-10", "23:59"))
    assert [each.kind for each in sent(talk)] == ["hydration", "stretching"]


def test_never_more_than_four_a_day_whatever_was_chosen() -> None:
    rhythms = {kind.value: Rhythm(spread=4) for kind in Kind}
    talk = talk_with(nudges=rhythms, daily_cap=50)
    for _ in range(5):
        talk.travel(to=talk.now + timedelta(days=1))
    by_day: dict[date, int] = {}
    for each in talk.nudges:
        by_day[each.day] = by_day.get(each.day, 0) + 1
    assert max(by_day.values()) == 4


def test_done_by_themselves_takes_the_place_of_the_next_one() -> None:
    talk = talk_with(nudges=only("stretching", "09:00", "15:00"))
    talk.presses(Button("nu", "", "did", "stretching"))
    assert Withdraw("nudge:stretching") in talk.fresh
    talk.travel(to=at("2026-03-10", "14:00"))
    assert [each.item for each in talk.nudges] == ["own"]
    talk.travel(to=at("2026-03-10", "16:00"))
    assert len(talk.nudges) == 2


def test_skipped_for_today_stays_away_until_tomorrow() -> None:
    talk = talk_with(nudges=only("stretching", "09:00", "15:00")).travel(to=at("2026-03-10", "10:00"))
    talk.presses("Skip today").travel(to=at("2026-03-10", "23:00"))
    assert [each.state for each in talk.nudges] == [NudgeState.SKIPPED]
    talk.travel(to=at("2026-03-11", "10:00"))
    assert len(talk.nudges) == 2


def test_a_new_time_today_comes_today_though_the_old_one_was_done() -> None:
    talk = talk_with(nudges=only("stretching", "09:00")).travel(to=at("2026-03-10", "10:00")).presses("Done")
    talk.presses(Button("nu", "", "time", "stretching.1200.1")).travel(to=at("2026-03-10", "12:10"))
    assert len(talk.nudges) == 2


@pytest.mark.parametrize(
    ("wake", "bed", "quiet"),
    [
        ("07:00", "22:30", ("22:00", "07:00")),
        ("07:00", "22:00", ("22:00", "07:00")),
        ("06:00", "21:00", ("21:00", "06:00")),
        ("09:00", "00:00", ("00:00", "09:00")),
        ("16:00", "08:00", ("08:00", "16:00")),
    ],
)
def test_by_default_no_two_nudges_come_within_an_hour(wake: str, bed: str, quiet: tuple[str, str]) -> None:
    hours: dict[str, Any] = {"wake": wake, "bed": bed, "quiet_from": quiet[0], "quiet_to": quiet[1]}
    talk = talk_with(**hours).travel(days=6)
    moments = [each.sent_at for each in sent(talk)]
    assert len(moments) >= 18, "all kinds come"
    assert all(later - earlier >= timedelta(hours=1) for earlier, later in itertools.pairwise(moments))


def test_the_limit_people_are_shown_is_the_one_that_holds() -> None:
    talk = talk_with(nudges={kind.value: Rhythm(spread=3) for kind in Kind}).commands("/settings")
    assert "at most 4 a day" in talk.last.text and talk.person.daily_cap == 4
    talk.commands("/habits")
    assert "At most 4 a day" in talk.last.text
    days = Counter(each.day for each in talk.travel(days=4).nudges)
    assert max(days.values()) == 4
