"""Thousands of random but valid updates leave it answering, and every request it makes is valid."""

from __future__ import annotations

import os

import pytest

from tests.flow.conftest import World
from tests.flow.trouble.rubbish import PEOPLE, Rubbish

RED = "I can't pee since last night and my bottom is numb"
UPDATES = int(os.environ.get("BACKCHECK_RUBBISH", "400"))
"""Per seed, of which there are four on two databases; before a change lands 1,250 each, ten thousand in all."""


async def pour(world: World, seed: int) -> None:
    """Let people who are there send rubbish, straight through the bot's front door."""
    for number in PEOPLE:
        await world.sandbox.person(f"P{number}", user_id=number).says("hi")
    await world.rest()
    for update in Rubbish(seed, first_update_id=seed * 10_000_000).updates(UPDATES):
        await world.host.app.intake.accept(update)
    await world.rest()


@pytest.mark.timeout(280)
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
async def test_rubbish_leaves_it_answering(world: World, seed: int, caplog: pytest.LogCaptureFixture) -> None:
    await pour(world, seed)

    ada = world.person()
    await ada.says(RED)
    await world.rest()

    stumbled = [each.getMessage() for each in caplog.records if each.levelname in ("ERROR", "CRITICAL")]
    alarms = [shown for shown in ada.chat.messages if shown.loud and "112" in shown.text[:60]]
    assert stumbled == []
    assert alarms
