"""The machine's clock was set back: repeats of a warning come as soon as they were meant, and none comes twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from messages.dialogue.set_back import TOPIC, Jump
from messages.memory import AlertState
from tests.dialogue.escalation.warned import NUMB, TODAY, repeats
from tests.dialogue.host import START, Talk

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def set_back(talk: Talk, by: timedelta, right_until: datetime | None = None, *, later: timedelta | None = None) -> Talk:
    """Set the clock of a talk back, and take the turn that storage plans then, ``later`` if it had to wait."""
    jump = Jump(talk.now, talk.now - by, right_until)
    talk.now = jump.low + (later or timedelta())
    return talk.comes_due(TOPIC, jump.key)


def minutes_of_repeats(talk: Talk, jumps: dict[int, int], until: int, since: int = 0) -> list[int]:
    """Return the true minutes after the warning at which it came again; ``jumps`` says when the clock went back."""
    found = []
    for minute in range(since + 1, until + 1):
        before = len(repeats(talk))
        talk.travel(minutes=1)
        found += [minute] * (len(repeats(talk)) - before)
        if minute in jumps:
            set_back(talk, timedelta(minutes=jumps[minute]))
    return found


@pytest.mark.parametrize("at", [1, 14, 16, 59, 100])
@pytest.mark.parametrize("by", [2, 60, 180, 26 * 60, 3_000_000])
def test_every_repeat_of_an_emergency_comes_at_its_true_minute(at: int, by: int) -> None:
    talk = Talk.with_().says(NUMB)

    assert minutes_of_repeats(talk, {at: by}, 430) == [15, 60, 420]


@given(
    st.dictionaries(st.integers(1, 120), st.integers(2, 2000), max_size=3),
    st.sampled_from([(NUMB, [15, 60]), (TODAY, [240])]),
)
@example({10: 30, 20: 30}, (NUMB, [15, 60]))
@example({10: 10}, (NUMB, [15, 60]))
@settings(max_examples=25, deadline=None)
def test_no_number_of_jumps_makes_a_repeat_late_or_double(
    jumps: dict[int, int], warning: tuple[str, list[int]]
) -> None:
    words, minutes = warning
    talk = Talk.with_().says(words)

    assert minutes_of_repeats(talk, jumps, minutes[-1] + 5) == minutes


def test_nothing_is_said_by_it_and_the_warning_stays_as_it_was() -> None:
    talk = Talk.with_().says(NUMB)
    talk.travel(minutes=20)
    before = talk.alerts[0]

    set_back(talk, HOUR)

    assert talk.heard == []
    assert talk.alerts[0] == before.model_copy(update={"opened_at": before.opened_at - HOUR})


def test_a_clock_that_ran_ahead_and_was_put_right_leaves_the_warning_where_it_was() -> None:
    """The jump ahead made repeats come early; they come again when they should have."""
    talk = Talk.with_().says(NUMB)
    talk.travel(minutes=5)
    right_until = talk.now
    talk.now += 3 * HOUR
    talk.travel(seconds=1)
    assert len(repeats(talk)) == 1

    set_back(talk, 3 * HOUR, right_until)

    assert talk.alerts[0].opened_at == START
    assert minutes_of_repeats(talk, {}, 65, since=5) == [15, 60]


def test_a_warning_raised_while_the_clock_ran_ahead_moves_with_it() -> None:
    talk = Talk.with_()
    right_until = talk.now
    talk.now += 3 * HOUR
    talk.says(NUMB).travel(minutes=1)

    set_back(talk, 3 * HOUR, right_until)

    assert minutes_of_repeats(talk, {}, 65, since=1) == [15, 60]


def test_a_warning_of_the_seconds_after_the_jump_is_not_moved() -> None:
    talk = Talk.with_().travel(hours=2)
    jump = Jump(talk.now, talk.now - HOUR)
    talk.now = jump.low + timedelta(seconds=3)
    talk.says(NUMB)
    opened, planned = talk.alerts[0].opened_at, dict(talk.memory.agenda)

    talk.comes_due(TOPIC, jump.key)

    assert talk.alerts[0].opened_at == opened
    assert {key: at for key, at in talk.memory.agenda.items() if key[0] == "ladder"} == {
        key: at for key, at in planned.items() if key[0] == "ladder"
    }


def test_a_question_nobody_answers_is_asked_again_in_time() -> None:
    talk = Talk.with_().says("I feel a bit hopeless about this back")
    asked = [at for (topic, _), at in talk.memory.agenda.items() if topic == "ask"]
    assert asked == [START + timedelta(minutes=15)]

    talk.travel(minutes=10)
    set_back(talk, 5 * HOUR)

    again = [at for (topic, _), at in talk.memory.agenda.items() if topic == "ask"]
    assert again == [talk.now + timedelta(minutes=5)]
    talk.travel(minutes=5)
    again = [at for (topic, _), at in talk.memory.agenda.items() if topic == "ask"]
    assert again == [talk.now + timedelta(minutes=45)]


def test_whether_help_has_come_is_asked_an_hour_after_they_called() -> None:
    talk = Talk.with_().says(NUMB).presses("I have called")
    assert talk.alerts[0].state is AlertState.ACTING
    talk.travel(minutes=30)

    set_back(talk, 2 * HOUR)
    talk.travel(minutes=29)
    assert talk.heard == []
    talk.travel(minutes=1)

    assert [shown.key for shown in talk.heard] == ["escalation.waiting_question"]


PLANS: dict[str, dict[str, Any]] = {
    "an hour": {"by": HOUR, "days": 0},
    "a day and a half": {"by": 36 * HOUR, "days": 1},
    "a month": {"by": 30 * DAY, "days": 1},
}


@pytest.mark.parametrize("jump", PLANS)
def test_what_has_an_hour_of_the_day_keeps_it_and_is_never_days_late(jump: str) -> None:
    talk = Talk.with_(checkin_at="09:00").commands("pause").commands("resume")
    talk.travel(hours=1)
    daily = talk.memory.agenda["checkin", "daily"]

    by: timedelta = PLANS[jump]["by"]
    set_back(talk, by)

    kept = talk.memory.agenda["checkin", "daily"]
    assert (daily - kept) % DAY == timedelta()
    assert kept > talk.now
    assert kept - talk.now <= (DAY if by >= DAY else DAY + by)


def test_a_key_that_nobody_knows_changes_nothing() -> None:
    talk = Talk.with_().says(NUMB).travel(minutes=20)

    assert talk.comes_due(TOPIC, "rubbish").fresh == ()
    assert talk.comes_due(TOPIC, START.isoformat()).fresh == ()
