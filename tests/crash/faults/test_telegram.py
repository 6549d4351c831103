"""Telegram fails in every way it knows: everything arrives that must, nothing twice that must not, warnings first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.sandbox.faults import Fault, Faults
from messages.effects import Lane
from scheduler.sending import dispatch
from tests.crash.faults.scene import Scene, nudges, replies, warnings

SENDS = ("sendMessage", "editMessageText", "pinChatMessage")

PASSING: dict[str, Callable[[Faults], Fault]] = {
    "429 for three seconds": lambda faults: faults.too_many(3, methods=SENDS, calls=5),
    "500": lambda faults: faults.server_error(500, methods=SENDS, calls=6),
    "502": lambda faults: faults.server_error(502, methods=SENDS, calls=6),
    "every third call answered by 500": lambda faults: faults.server_error(500, share=0.34, calls=8),
}


TAKEN: dict[str, Callable[[Faults], Fault]] = {
    "a cut connection": lambda faults: faults.cut_after(methods=["sendMessage"], calls=None),
    "502": lambda faults: faults.server_error(502, methods=["sendMessage"], after=True),
}
"""What Telegram answers, or does not, though it took the message."""


@pytest.mark.parametrize("fault", PASSING)
async def test_what_telegram_refuses_for_a_moment_arrives_once_and_in_order(scene: Scene, fault: str) -> None:
    PASSING[fault](scene.sandbox.faults)
    began = scene.clock.now()

    await scene.writes()
    await scene.writes()
    eve = await scene.tells("Eve")
    await scene.writes()
    await scene.calm()
    await scene.passes(minutes=2)

    scene.may_be_late(began, 1)
    assert await scene.ends() == 0
    assert (replies(scene.ada), warnings(eve)) == (3, 1)


@pytest.mark.parametrize("fault", TAKEN)
async def test_a_fault_after_telegram_took_it_repeats_a_warning_and_never_a_nudge(scene: Scene, fault: str) -> None:
    cut = TAKEN[fault](scene.sandbox.faults)
    began = scene.clock.now()
    eve = await scene.tells("Eve")
    await scene.sandbox.until(lambda: cut.hits == 1)
    scene.sandbox.faults.clear()
    await scene.calm()
    await scene.passes(seconds=10)
    assert warnings(eve) == 2

    cut = TAKEN[fault](scene.sandbox.faults)
    while not cut.hits:
        await scene.sandbox.travel_to_next()
    scene.sandbox.faults.clear()
    await scene.passes(minutes=10)

    scene.kills.update({"the warning": 1, "a nudge, perhaps a rung": 1})
    scene.may_be_late(began, 1)
    await scene.ends()
    assert nudges(scene.ada) <= 1


async def test_telegram_out_of_reach_for_a_while_loses_nothing(scene: Scene) -> None:
    down = scene.sandbox.faults.down()
    began = scene.clock.now()
    await scene.writes()
    eve = await scene.tells("Eve")
    scene.sandbox.faults.clear(down)
    await scene.calm()
    await scene.passes(minutes=2)

    scene.may_be_late(began, 1)
    assert await scene.ends() == 0
    assert (replies(scene.ada), warnings(eve)) == (1, 1)


async def test_a_warning_that_gets_no_answer_is_sent_again_within_its_lease(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(dispatch.SEND_SECONDS, Lane.URGENT, 0.1)
    slow = scene.sandbox.faults.slow(30.0, methods=["sendMessage"], calls=1)
    began = scene.clock.now()
    eve = await scene.tells("Eve")
    await scene.sandbox.until(lambda: slow.hits == 1)
    await scene.calm()
    await scene.passes(seconds=10)

    scene.kills["the warning"] = 1
    scene.may_be_late(began, 1)
    await scene.ends()
    assert warnings(eve) == 1


async def test_a_flood_that_stops_nudges_for_hours_stops_no_warning_and_no_answer(scene: Scene) -> None:
    flood = scene.sandbox.faults.too_many(3 * 3600, methods=["sendMessage"], calls=1)
    while not flood.hits:  # the first nudge of the day meets it
        await scene.sandbox.travel_to_next()
    await scene.calm()
    met_at = scene.clock.now()
    eve = await scene.tells("Eve")
    await scene.writes()
    await scene.calm()

    assert (warnings(eve), replies(scene.ada)) == (1, 1)
    assert nudges(scene.ada) == 0
    assert scene.clock.now() == met_at
    await scene.passes(hours=4)

    assert await scene.ends() == 0


async def test_a_flood_that_stops_a_warning_for_hours_is_told_to_the_operator_and_tried_again_every_few_minutes(
    scene: Scene,
) -> None:
    """We may not write; more than asking again and again, seldom, and crying for help, nobody can do."""
    flood = scene.sandbox.faults.too_many(2 * 3600, methods=["sendMessage"])
    began = scene.clock.now()
    eve = await scene.tells("Eve")
    await scene.calm()
    await scene.passes(minutes=2)
    assert "urgent-message-unsent" in await scene.codes()
    await scene.passes(minutes=10)
    assert 3 <= flood.hits <= 8, "often enough to notice the end, too seldom to make it longer"
    assert warnings(eve) == 0

    scene.sandbox.faults.clear(flood)
    await scene.passes(minutes=5)
    assert warnings(eve) >= 1
    scene.may_be_late(began, 1000)
    await scene.passes(hours=3)
    await scene.ends()


async def test_whoever_could_not_be_reached_for_hours_hears_the_warning_and_one_repeat(scene: Scene) -> None:
    flood = scene.sandbox.faults.too_many(3600, methods=["sendMessage"])
    began = scene.clock.now()
    eve = await scene.tells("Eve")
    await scene.calm()
    await scene.passes(minutes=65)  # two rungs have passed
    scene.sandbox.faults.clear(flood)
    await scene.passes(minutes=6)

    assert warnings(eve) == 2
    scene.may_be_late(began, 1000)
    await scene.passes(hours=3)
    await scene.ends()
