"""A daily time comes once on each local date, in every zone, through every clock change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.cadence import (
    clock_of,
    in_quiet,
    instant_on,
    jitter,
    minutes_of,
    next_occurrence,
    next_open_minute,
    parse_clock,
    spread,
)

ZONES = sorted(zone for zone in available_timezones() if zone not in ("localtime", "Factory"))
zones = st.sampled_from(ZONES)
clocks = st.integers(0, 1439).map(clock_of)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def changes_of(zone: str, year: int) -> list[datetime]:
    """Return the instants (to the minute) at which the zone's clock changes in ``year``."""
    tz, found = ZoneInfo(zone), []
    start = datetime(year, 1, 1, tzinfo=UTC)
    for hours in range(0, 366 * 24, 12):
        low, high = start + timedelta(hours=hours), start + timedelta(hours=hours + 12)
        if low.astimezone(tz).utcoffset() == high.astimezone(tz).utcoffset():
            continue
        while high - low > MINUTE:
            middle = low + (high - low) // MINUTE // 2 * MINUTE
            if middle.astimezone(tz).utcoffset() == low.astimezone(tz).utcoffset():
                low = middle
            else:
                high = middle
        found.append(high)
    return found


def occurrences(after: datetime, until: datetime, at: str, zone: str) -> list[datetime]:
    found: list[datetime] = []
    while (after := next_occurrence(after, at, zone)) <= until:
        found.append(after)
    return found


@pytest.mark.parametrize(
    ("zone", "at", "after", "expected"),
    [
        ("Europe/London", "09:00", "2026-03-28T09:00", "2026-03-29T08:00"),
        ("Europe/London", "01:30", "2026-03-29T00:00", "2026-03-29T01:00"),  # the gap: 02:00 is the first valid minute
        ("Europe/London", "01:30", "2026-10-25T00:00", "2026-10-25T00:30"),  # the overlap: the first pass
        ("Europe/London", "01:30", "2026-10-25T00:30", "2026-10-26T01:30"),  # ... and never the second
        ("America/New_York", "02:15", "2026-03-08T06:00", "2026-03-08T07:00"),
        ("Australia/Lord_Howe", "02:15", "2026-10-03T14:00", "2026-10-03T15:30"),  # a gap of half an hour
        ("America/Santiago", "00:30", "2026-09-06T03:00", "2026-09-06T04:00"),  # the gap opens at midnight
        ("Pacific/Apia", "09:00", "2011-12-29T20:00", "2011-12-30T19:00"),  # 30 December never came there
        ("Asia/Kathmandu", "07:00", "2026-05-01T00:00", "2026-05-01T01:15"),
    ],
)
def test_the_written_rule_holds_where_clocks_change(zone: str, at: str, after: str, expected: str) -> None:
    assert next_occurrence(utc(after), at, zone) == utc(expected)


def test_a_gap_that_runs_over_midnight_gives_the_last_minute_before_it() -> None:
    # Toronto, 30 March 1919: 23:30 became 00:30 of the next day, so 23:45 comes at 23:29.
    gap = instant_on(date(1919, 3, 30), "23:45", "America/Toronto")
    assert gap is not None
    assert gap.astimezone(ZoneInfo("America/Toronto")).replace(tzinfo=None) == datetime(1919, 3, 30, 23, 29)  # noqa: DTZ001


@given(zones, clocks, st.integers(2024, 2030), st.booleans())
@settings(max_examples=300, deadline=None)
def test_one_occurrence_for_each_local_date_around_both_changes(zone: str, at: str, year: int, second: bool) -> None:
    tz = ZoneInfo(zone)
    changes = changes_of(zone, year)
    around = changes[-1 if second else 0] if changes else datetime(year, 6, 1, tzinfo=UTC)
    start = around - 3 * DAY
    found = occurrences(start, around + 3 * DAY, at, zone)
    dates = [each.astimezone(tz).date() for each in found]
    assert len(dates) == len(set(dates)), "twice on one local date"
    inner = {(around + ahead * DAY).astimezone(tz).date() for ahead in (-2, -1, 0, 1, 2)}
    existing = {day for day in inner if instant_on(day, at, zone) is not None}
    assert existing <= set(dates), "a local date was left out"


@given(zones, clocks, st.datetimes(datetime(2020, 1, 1), datetime(2036, 1, 1)))  # noqa: DTZ001
@settings(max_examples=300, deadline=None)
def test_the_clock_shows_the_time_itself_or_the_clock_just_jumped(zone: str, at: str, moment: datetime) -> None:
    tz = ZoneInfo(zone)
    due = next_occurrence(moment.replace(tzinfo=UTC), at, zone)
    local = due.astimezone(tz)
    if local.time().replace(tzinfo=None) != parse_clock(at):
        jumped = (due - MINUTE).astimezone(tz).utcoffset() != local.utcoffset()
        ahead = (due + MINUTE).astimezone(tz).utcoffset() != local.utcoffset()
        assert jumped or ahead
    assert local.fold == 0 or (due - MINUTE).astimezone(tz).utcoffset() != local.utcoffset(), "the second pass"


@given(zones, clocks, st.datetimes(datetime(2020, 1, 1), datetime(2036, 1, 1)), st.sets(st.integers(0, 6), min_size=1))  # noqa: DTZ001
@settings(max_examples=200, deadline=None)
def test_it_is_later_than_asked_and_on_a_chosen_weekday(zone: str, at: str, moment: datetime, days: set[int]) -> None:
    after = moment.replace(tzinfo=UTC)
    due = next_occurrence(after, at, zone, days)
    assert due > after
    assert due.astimezone(ZoneInfo(zone)).weekday() in days
    assert due - after <= timedelta(days=9)


def test_no_weekday_and_no_time_are_refused() -> None:
    with pytest.raises(ValueError, match="weekday"):
        next_occurrence(utc("2026-01-01T00:00"), "09:00", "UTC", ())
    for wrong in ("24:00", "9", "09:0", "ab:cd", "-1:00", ""):
        with pytest.raises(ValueError, match=r".+"):
            parse_clock(wrong)


@pytest.mark.parametrize(
    ("at", "start", "end", "quiet"),
    [
        ("23:00", "22:00", "07:00", True),
        ("06:59", "22:00", "07:00", True),
        ("07:00", "22:00", "07:00", False),
        ("21:59", "22:00", "07:00", False),
        ("12:00", "09:00", "16:30", True),  # a night worker sleeps by day
        ("16:30", "09:00", "16:30", False),
        ("03:00", "09:00", "16:30", False),
        ("03:00", "22:00", "22:00", False),  # equal ends: none at all
    ],
)
def test_quiet_hours_may_cross_midnight_either_way(at: str, start: str, end: str, quiet: bool) -> None:
    assert in_quiet(parse_clock(at), start, end) is quiet


def test_quiet_hours_look_at_the_clock_alone_even_in_the_doubled_hour() -> None:
    assert in_quiet(time(1, 30, fold=1), "01:00", "02:00")


@given(zones, st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)), clocks, clocks)  # noqa: DTZ001
@settings(max_examples=300, deadline=None)
def test_the_next_open_minute_is_open_and_not_long_away(zone: str, moment: datetime, start: str, end: str) -> None:
    now = moment.replace(tzinfo=UTC)
    opens = next_open_minute(now, zone, start, end)
    assert opens >= now
    assert not in_quiet(opens.astimezone(ZoneInfo(zone)).time(), start, end)
    assert opens - now <= timedelta(hours=50)


@given(st.integers(1, 8), clocks, clocks, clocks, clocks, st.floats(0, 0.99))
@settings(max_examples=200, deadline=None)
def test_spread_times_are_awake_open_and_as_many_as_asked(
    times: int, wake: str, bed: str, quiet_from: str, quiet_to: str, place: float
) -> None:
    found = spread(times, wake, bed, quiet_from, quiet_to, place)
    length = (minutes_of(bed) - minutes_of(wake)) % 1440 or 1440
    awake = {clock_of(minutes_of(wake) + ahead) for ahead in range(length)}
    free = [at for at in awake if not in_quiet(parse_clock(at), quiet_from, quiet_to)]
    assert len(set(found)) == len(found) == min(times, len(free))
    assert all(not in_quiet(parse_clock(at), quiet_from, quiet_to) for at in found)
    assert set(found) <= awake


def test_spread_suits_day_and_night_workers() -> None:
    assert spread(3, "07:00", "22:00", "22:00", "07:00") == ("09:30", "14:30", "19:30")
    assert spread(3, "16:00", "09:00", "09:00", "16:00") == ("18:50", "00:30", "06:10")


@given(st.integers(), st.sampled_from(["sleep", "stretching"]), st.dates(), st.integers(0, 14))
def test_jitter_is_bounded_and_always_the_same(chat_id: int, kind: str, day: date, most: int) -> None:
    late = jitter(chat_id, kind, day, most)
    assert timedelta() <= late <= most * MINUTE
    assert late == jitter(chat_id, kind, day, most)


def test_jitter_scatters_people_who_chose_the_same_time() -> None:
    minutes = {jitter(person, "stretching", date(2026, 3, 1), 14) for person in range(300)}
    assert len(minutes) == 15


def shown(minute: datetime, zone: str) -> datetime:
    """Return what a wall clock in ``zone`` shows, without its zone."""
    return minute.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def by_the_written_rule(day: date, at: str, zone: str, around: datetime) -> datetime:
    """Return the instant the written rule names, by watching the clock minute by minute for hours around a change."""
    wall = datetime.combine(day, parse_clock(at))
    minutes = [around + offset * MINUTE for offset in range(-300, 301)]
    for minute in minutes:
        if shown(minute, zone) == wall:
            return minute  # the first pass, where there are two
    after = next(minute for minute in minutes if shown(minute, zone) > wall)
    return after if shown(after, zone).date() == day else after - MINUTE


def test_every_zone_keeps_the_written_rule_through_both_changes_of_a_year() -> None:
    seen, checked = set(), set()
    for zone in ZONES:
        changes = changes_of(zone, 2027)
        key = tuple((change, shown(change - MINUTE, zone), shown(change, zone)) for change in changes)
        if key in seen:  # the same clock under another name
            continue
        seen.add(key)
        for change, before, after in key:
            early, late = sorted((before + MINUTE, after))
            for wall in (early - MINUTE, early, early + (late - early) / 2, late - MINUTE, late, late + MINUTE):
                at, day = wall.strftime("%H:%M"), wall.date()
                expected = by_the_written_rule(day, at, zone, change)
                assert instant_on(day, at, zone) == expected, (zone, day, at)
                assert next_occurrence(expected - MINUTE, at, zone) == expected, (zone, day, at)
                assert next_occurrence(expected, at, zone) > expected + timedelta(hours=20), "twice on one day"
                checked.add(zone)
    assert len(checked) > 20, "no zone changes its clock any more: look at another year"
