"""Laws of nudges, for any person, in any zone, around any clock change."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from messages.buttons import Button
from messages.cadence import clock_of, in_quiet, instant_on
from messages.content import Kind
from messages.memory import Rhythm
from tests.dialogue.host import Talk

ZONES = sorted(zone for zone in available_timezones() if zone not in ("localtime", "Factory"))
clocks = st.integers(0, 1439).map(clock_of)
rhythms = st.builds(
    Rhythm,
    on=st.booleans(),
    times=st.lists(clocks, max_size=4, unique=True).map(tuple),
    spread=st.integers(1, 4),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
)
people = st.fixed_dictionaries(
    {
        "chat_id": st.integers(1, 10**9),
        "zone": st.sampled_from(ZONES),
        "wake": clocks,
        "bed": clocks,
        "quiet_from": clocks,
        "quiet_to": clocks,
        "daily_cap": st.integers(0, 8),
        "nudges": st.fixed_dictionaries({kind.value: rhythms for kind in Kind}),
    }
)
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def around_a_change(zone: str, *, second: bool) -> datetime:
    """Return two days before a clock change of the zone in 2026, or a day in June."""
    tz, start = ZoneInfo(zone), datetime(2026, 1, 1, tzinfo=UTC)
    days = [start + timedelta(days=ahead) for ahead in range(366)]
    changes = [
        day for day in days if day.astimezone(tz).utcoffset() != (day + timedelta(days=1)).astimezone(tz).utcoffset()
    ]
    return (changes[-1 if second else 0] if changes else start + timedelta(days=160)) - timedelta(days=2)


@given(people, st.booleans())
@slow
def test_never_in_quiet_hours_never_over_the_cap_never_two_at_once(person: dict[str, object], second: bool) -> None:
    start = around_a_change(str(person["zone"]), second=second)
    talk = Talk.with_(start, **person).comes_due("nudge_replan", "").travel(days=5)
    nudges = sorted(talk.nudges, key=lambda each: each.sent_at)
    for each in nudges:
        local = each.sent_at.astimezone(talk.person.tz)
        assert not in_quiet(local.time(), talk.person.quiet_from, talk.person.quiet_to)
        assert local.date() == each.day
        assert talk.person.nudges[each.kind].on
    assert all(count <= min(4, talk.person.daily_cap) for count in Counter(each.day for each in nudges).values())
    gaps = [later.sent_at - earlier.sent_at for earlier, later in itertools.pairwise(nudges)]
    assert all(gap >= timedelta(minutes=5) for gap in gaps)
    waiting = Counter(key.partition(":")[0] for topic, key in talk.memory.agenda if topic == "nudge")
    assert all(count <= 2 for count in waiting.values())


@given(st.sampled_from(ZONES), clocks, st.integers(1, 10**9), st.booleans())
@slow
def test_one_nudge_for_each_planned_turn_and_local_date(zone: str, at: str, chat_id: int, second: bool) -> None:
    start = around_a_change(zone, second=second)
    talk = Talk.with_(
        start,
        chat_id=chat_id,
        zone=zone,
        quiet_from="00:00",
        quiet_to="00:00",
        nudges={"stretching": Rhythm(times=(at,))},
    )
    talk.comes_due("nudge_replan", "").travel(days=5)
    per_day = Counter(each.day for each in talk.nudges)
    first, last = start.astimezone(talk.person.tz).date(), talk.now.astimezone(talk.person.tz).date()
    whole: list[date] = [first + timedelta(days=ahead) for ahead in range(1, (last - first).days)]
    assert all(per_day[day] == (instant_on(day, at, zone) is not None) for day in whole)
    assert max(per_day.values()) == 1


steps = st.one_of(
    st.tuples(st.just("travel"), st.integers(1, 2000)),
    st.tuples(st.just("zone"), st.sampled_from(ZONES)),
    st.tuples(st.just("down"), st.integers(1, 4000)),
    st.tuples(st.just("press"), st.integers(0, 60)),
    st.tuples(st.just("command"), st.sampled_from(["habits", "pause"])),
    st.tuples(st.just("say"), st.sampled_from(["Friday", "8 and 16", "10pm to 7am", "in 3 days", "hello"])),
)


@given(st.lists(steps, max_size=25), st.integers(1, 10**6))
@slow
def test_any_course_of_presses_words_and_trips_stays_within_the_laws(
    course: list[tuple[str, int | str]], chat_id: int
) -> None:
    talk = Talk.with_(datetime(2026, 3, 27, 6, tzinfo=UTC), chat_id=chat_id).comes_due("nudge_replan", "")
    for what, how in course:
        if what == "travel":
            talk.travel(minutes=int(how))
        elif what == "down":
            talk.travel(minutes=int(how), down=True)
        elif what == "zone":
            person = talk.person.model_copy(update={"zone": str(how)})
            talk.memory = replace(talk.memory, person=person)
            talk.comes_due("nudge_replan", "")
        elif what == "command":
            talk.commands(str(how))
        elif what == "say":
            talk.says(str(how))
        else:
            buttons = [each for shown in talk.screen for row in shown.rows for each in row if each.data]
            ours = [each for each in buttons if each.data.startswith("1|nu|")]
            if ours:
                talk.presses(ours[int(how) % len(ours)].text)
    ours_sent = Counter(each.day for each in talk.nudges if each.item != "own")
    assert all(count <= 4 for count in ours_sent.values())


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=200, deadline=None)
def test_any_button_of_this_flow_is_answered(run: str, step: str, choice: str) -> None:
    talk = Talk.with_().presses(Button("nu", run, step, choice))
    assert talk.toasts or talk.heard
