from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from messages.effects import Lane
from scheduler.sending.limiter import UNPACED, Limiter, Limits

LIMITS = Limits(
    per_second=10,
    burst=5,
    reserve=2,
    reserve_reply=1,
    in_flight=8,
    reserve_in_flight=3,
    chat_per_second=1,
    chat_burst=2,
)


class Time:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def limiter(limits: Limits = LIMITS) -> tuple[Limiter, Time]:
    time = Time()
    return Limiter(limits, time), time


def test_each_lane_leaves_something_for_those_above() -> None:
    pace, _ = limiter()
    for number in range(pace.allowance(0).room(Lane.NUDGE)):
        pace.spend(number)
    assert pace.allowance(0).room(Lane.NUDGE) == 0
    for number in range(pace.allowance(0).room(Lane.REPLY)):
        pace.spend(number)

    assert pace.allowance(0).room(Lane.REPLY) == 0
    assert pace.allowance(0).room(Lane.URGENT) == 8


def test_some_of_the_connections_are_left_for_the_lanes_above() -> None:
    pace, _ = limiter()

    assert [pace.allowance(2).room(lane) for lane in Lane] == [6, 3, 0]
    assert [pace.allowance(5).room(lane) for lane in Lane] == [3, 0, 0]


def test_what_all_processes_may_send_counts_but_never_for_what_is_urgent() -> None:
    pace, _ = limiter()
    now = pace.allowance(0)

    assert [now.room(lane, 4.5) for lane in Lane] == [8, 2, 1]
    assert [now.room(lane, -3.0) for lane in Lane] == [8, 0, 0]
    assert now.wait([Lane.REPLY, Lane.NUDGE], 2.0) == 0.1


def test_what_urgent_messages_took_in_advance_is_made_up_by_the_others() -> None:
    pace, time = limiter()
    for number in range(15):
        pace.spend(number)
    time.at = 1.0
    assert pace.allowance(0).room(Lane.NUDGE) == 0
    time.at = 2.0
    assert pace.allowance(0).room(Lane.NUDGE) == 2


def test_a_chat_rests_after_its_share_and_not_longer_than_needed() -> None:
    pace, time = limiter()
    pace.spend(1)
    assert pace.allowance(0).resting == frozenset()
    pace.spend(1)
    assert pace.allowance(0).resting == {1}
    time.at = 1.0
    assert pace.allowance(0).resting == frozenset()


def test_it_says_how_long_to_wait() -> None:
    pace, time = limiter()
    assert pace.allowance(0).wait([Lane.NUDGE]) is None
    for number in range(3):
        pace.spend(number)
    wait = pace.allowance(0).wait([Lane.NUDGE])
    assert wait is not None
    time.at += wait
    assert pace.allowance(0).room(Lane.NUDGE) >= 1


def test_it_says_how_long_the_pace_keeps_back_what_is_urgent() -> None:
    pace, time = limiter(Limits(per_second=10, burst=5, debt=3))
    for number in range(7):
        pace.spend(number)
    assert pace.allowance(0).wait_urgent() is None
    pace.spend(7)
    assert pace.allowance(0).room(Lane.URGENT) == 0
    wait = pace.allowance(0).wait_urgent()
    assert wait == 0.1
    time.at += wait
    assert pace.allowance(0).room(Lane.URGENT) == 1


def test_it_forgets_chats_that_had_nothing_for_a_while() -> None:
    pace, time = limiter()
    for number in range(1000):
        pace.spend(number)
    time.at = 10_000.0
    pace.allowance(0)
    assert pace._chats == {}


def test_without_a_pace_nothing_waits() -> None:
    pace, _ = limiter(UNPACED)
    for _ in range(500):
        pace.spend(1)
    assert pace.allowance(0).wait([Lane.NUDGE]) is None
    assert pace.allowance(0).resting == frozenset()


@given(st.lists(st.floats(0.001, 0.5), min_size=1, max_size=200))
def test_bulk_never_passes_the_pace_in_any_second(steps: list[float]) -> None:
    pace, time = limiter(Limits(per_second=24, burst=6, reserve=3, in_flight=1000, chat_per_second=1000))
    sent: list[float] = []
    for step in steps:
        for number in range(pace.allowance(0).room(Lane.NUDGE)):
            pace.spend(number)
            sent.append(time.at)
        time.at += step

    for begin in sent:
        assert sum(begin <= at < begin + 1.0 for at in sent) <= 30
