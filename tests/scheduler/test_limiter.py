from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from messages.effects import Lane
from scheduler.limiter import UNPACED, Limiter, Limits

LIMITS = Limits(per_second=10, burst=5, reserve=2, in_flight=8, reserve_in_flight=3, chat_per_second=1, chat_burst=2)


class Time:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def limiter(limits: Limits = LIMITS) -> tuple[Limiter, Time]:
    time = Time()
    return Limiter(limits, time), time


def test_a_reserve_is_left_for_what_is_urgent() -> None:
    pace, _ = limiter()
    for number in range(pace.allowance(urgent=False, in_flight=0)):
        pace.spend(number, Lane.NUDGE)

    assert pace.allowance(urgent=False, in_flight=0) == 0
    assert pace.allowance(urgent=True, in_flight=0) > 0


def test_some_of_the_connections_are_left_for_what_is_urgent() -> None:
    pace, _ = limiter()

    assert pace.allowance(urgent=False, in_flight=5) == 0
    assert pace.allowance(urgent=True, in_flight=5) == 3


def test_what_urgent_messages_took_in_advance_is_made_up_by_the_others() -> None:
    pace, time = limiter()
    for number in range(15):
        pace.spend(number, Lane.URGENT)
    time.at = 1.0
    assert pace.allowance(urgent=False, in_flight=0) == 0
    time.at = 2.0
    assert pace.allowance(urgent=False, in_flight=0) == 3


def test_a_chat_rests_after_its_share_and_not_longer_than_needed() -> None:
    pace, time = limiter()
    pace.spend(1, Lane.REPLY)
    assert pace.resting() == frozenset()
    pace.spend(1, Lane.REPLY)
    assert pace.resting() == {1}
    time.at = 1.0
    assert pace.resting() == frozenset()


def test_it_says_how_long_to_wait() -> None:
    pace, time = limiter()
    assert pace.wait() is None
    for number in range(3):
        pace.spend(number, Lane.NUDGE)
    wait = pace.wait()
    assert wait is not None
    time.at += wait
    assert pace.allowance(urgent=False, in_flight=0) >= 1


def test_it_forgets_chats_that_had_nothing_for_a_while() -> None:
    pace, time = limiter()
    for number in range(1000):
        pace.spend(number, Lane.URGENT)
    time.at = 10_000.0
    pace.resting()
    assert pace._chats == {}


def test_without_a_pace_nothing_waits() -> None:
    pace, _ = limiter(UNPACED)
    for _ in range(500):
        pace.spend(1, Lane.REPLY)
    assert pace.wait() is None
    assert pace.resting() == frozenset()


@given(st.lists(st.floats(0.001, 0.5), min_size=1, max_size=200))
def test_bulk_never_passes_the_pace_in_any_second(steps: list[float]) -> None:
    pace, time = limiter(Limits(per_second=24, burst=6, reserve=3, in_flight=1000, chat_per_second=1000))
    sent: list[float] = []
    for step in steps:
        for number in range(pace.allowance(urgent=False, in_flight=0)):
            pace.spend(number, Lane.NUDGE)
            sent.append(time.at)
        time.at += step

    for begin in sent:
        assert sum(begin <= at < begin + 1.0 for at in sent) <= 30
