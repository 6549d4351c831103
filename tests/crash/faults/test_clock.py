"""The machine's clock jumps an hour: nothing is lost or said twice, and what is urgent does not wait for it."""

from __future__ import annotations

from datetime import timedelta

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
