"""Ten thousand random but valid updates leave it answering, and every request it makes is valid."""

from __future__ import annotations

import pytest

from bot.intake import Intake
from tests.flow.conftest import World
from tests.flow.rubbish import Rubbish

RED = "I can't pee since last night and my bottom is numb"


def intake(world: World) -> Intake:
    return world.host.app.intake


async def pour(world: World, seed: int, count: int) -> None:
    """Let the bot take rubbish, straight through its front door."""
    for update in Rubbish(seed, first_update_id=seed * 10_000_000).updates(count):
        await intake(world).accept(update)


@pytest.mark.timeout(280)
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
async def test_rubbish_leaves_it_answering(
    world: World, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    await pour(world, seed, 1_250)
    await world.rest()

    ada = world.person()
    await ada.says(RED)
    await world.rest()

    heard = ada.chat.messages[-1]
    failures = [each.getMessage() for each in caplog.records if "failed" in each.getMessage()]
    assert [each for each in failures if each.startswith(("turn", "rescue"))] == []
    assert any("999" in shown.text or "112" in shown.text for shown in ada.chat.messages), heard.text
