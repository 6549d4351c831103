"""The machine's clock jumps an hour: nothing is lost or said twice, and what is urgent does not wait for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.points import Point, listen
from tests.crash.faults.scene import Scene, nudges, replies, warnings

HOUR = timedelta(hours=1)


async def test_a_clock_that_jumps_ahead_repeats_nothing_and_skips_what_is_too_late(scene: Scene) -> None:
    began = scene.clock.now()
    eve = await scene.tells("Eve")
    await scene.writes()
    await scene.calm()
    assert warnings(eve) == 1

    scene.clock.set(scene.clock.now() + 3 * HOUR)
    await scene.passes(seconds=1)
    assert warnings(eve) == 2, "two rungs have passed: they count as one"
    assert nudges(scene.ada) <= 1

    await scene.writes()
    await scene.calm()
    await scene.passes(hours=1)
    scene.may_be_late(began, 1000)
    assert await scene.ends() == 0
    assert replies(scene.ada) == 2


async def test_what_waits_while_the_clock_is_set_back_goes_out_without_waiting_for_the_hour(scene: Scene) -> None:
    """The row was due at nine, by a clock that ran ahead; now it is eight again."""
    began = scene.clock.now()
    scene.sandbox.faults.server_error(500, methods=["sendMessage"])
    eve = await scene.tells("Eve")
    await scene.writes()
    await scene.calm()
    scene.sandbox.faults.clear()

    scene.clock.set(scene.clock.now() - HOUR)
    await scene.passes(seconds=10)

    assert (warnings(eve), replies(scene.ada)) == (1, 1)
    await scene.passes(hours=3)
    scene.may_be_late(began - HOUR, 1000)
    assert await scene.ends() == 0


async def test_a_pause_that_telegram_asked_for_grows_no_longer_with_the_hour(scene: Scene) -> None:
    flood = scene.sandbox.faults.too_many(120, methods=["sendMessage"], calls=1)
    await scene.writes()
    await scene.calm()
    assert flood.hits == 1

    scene.clock.set(scene.clock.now() - HOUR)
    await scene.writes()
    await scene.passes(minutes=3)

    assert replies(scene.ada) == 2
    await scene.passes(hours=2)
    assert await scene.ends() == 0


async def test_after_the_clock_was_set_back_a_new_danger_is_answered_at_once(scene: Scene) -> None:
    eve = await scene.tells("Eve")
    await scene.writes()
    await scene.calm()
    scene.clock.set(scene.clock.now() - HOUR)

    fay = await scene.tells("Fay")
    await scene.writes()
    await scene.calm()

    assert (warnings(eve), warnings(fay), replies(scene.ada)) == (1, 1, 2)
    await scene.passes(hours=2)
    scene.may_be_late(scene.clock.now() - 3 * HOUR, 1000)
    assert await scene.ends() == 0


async def test_what_a_killed_bot_had_leased_is_free_again_though_the_clock_was_set_back(scene: Scene) -> None:
    began = scene.clock.now()
    slow = scene.sandbox.faults.slow(30.0, methods=["sendMessage"])
    eve = await scene.tells("Eve")
    await scene.sandbox.until(lambda: slow.hits > 0)
    await scene.host.kill()
    scene.sandbox.faults.clear()
    scene.clock.set(scene.clock.now() - HOUR)

    await scene.host.start()
    await scene.passes(seconds=20)

    assert 1 <= warnings(eve) <= 2, "nobody can tell whether the first one arrived"
    scene.kills["the bot"] = 1
    scene.may_be_late(began - HOUR, 1000)
    await scene.passes(hours=2)
    await scene.ends()


@pytest.mark.parametrize("hours", [1, 24 * 400])
async def test_a_warning_is_said_again_at_its_true_moments_though_the_clock_was_set_back(
    scene: Scene, hours: int
) -> None:
    began = scene.clock.now()
    eve = await scene.tells("Eve")
    await scene.calm()
    await scene.passes(minutes=10)
    scene.clock.set(scene.clock.now() - hours * HOUR)
    await scene.passes(seconds=1)
    assert warnings(eve) == 1
    assert await scene.codes() == {"clock-set-back"}

    await scene.passes(minutes=5)
    assert warnings(eve) == 2, "the repeat after a quarter of an hour"
    await scene.passes(minutes=46)
    assert warnings(eve) == 3, "the repeat after an hour"
    scene.may_be_late(began - hours * HOUR, 10**6)
    assert await scene.ends() == 0


async def test_a_bot_that_starts_after_the_clock_was_set_back_notices_it(scene: Scene) -> None:
    began = scene.clock.now()
    eve = await scene.tells("Eve")
    await scene.calm()
    await scene.passes(minutes=10)
    await scene.host.kill()
    scene.clock.set(scene.clock.now() - HOUR)

    await scene.host.start()
    await scene.passes(minutes=6)

    assert warnings(eve) == 2
    scene.kills["the bot"] = 1
    scene.may_be_late(began - HOUR, 1000)
    await scene.passes(hours=1)
    await scene.ends()


async def test_killed_while_it_moves_what_was_planned_it_moves_the_rest_at_the_next_start(scene: Scene) -> None:
    began = scene.clock.now()
    people = [await scene.tells(f"Red {number}") for number in range(25)]
    await scene.calm()
    await scene.passes(minutes=10)
    scene.clock.set(scene.clock.now() - HOUR)
    listen(PowerCut(Point.TICKED))
    with pytest.raises(PowerCutError):
        await scene.passes(seconds=1)
    listen(None)
    await scene.host.kill()

    await scene.host.start()
    await scene.passes(minutes=5, seconds=2)

    assert [warnings(person) for person in people] == [2] * 25
    scene.kills["the bot"] = 25
    scene.may_be_late(began - HOUR, 1000)
    await scene.passes(hours=1)
    await scene.ends()


async def test_a_clock_set_ahead_and_back_again_repeats_what_it_must_and_no_nudge(scene: Scene) -> None:
    began = scene.clock.now()
    eve = await scene.tells("Eve")
    await scene.calm()
    await scene.passes(minutes=5)
    scene.clock.set(scene.clock.now() + 3 * HOUR)
    await scene.passes(seconds=1)
    before = nudges(scene.ada)
    scene.clock.set(scene.clock.now() - 3 * HOUR)
    await scene.passes(seconds=1)
    assert warnings(eve) == 2

    await scene.passes(hours=4)

    assert warnings(eve) == 3
    assert nudges(scene.ada) <= before + 2, "what was planned for the hours that came twice"
    scene.may_be_late(began - HOUR, 10**4)
    assert await scene.ends() == 0


class PowerCutError(Exception):
    """Thrown where the power goes off."""


class PowerCut:
    """Cuts the power the first time a point is passed."""

    def __init__(self, at: Point) -> None:
        self._at = at

    def __call__(self, point: Point, detail: str) -> None:
        if point is self._at:
            raise PowerCutError
