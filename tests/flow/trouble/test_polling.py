"""Whatever Telegram hands over, polling goes on: nobody's odd update stands in anybody else's way."""

from __future__ import annotations

import pytest

from bot.edge.translate import Incoming, translate
from bot.receiving import intake, polling
from tests.flow.conftest import World
from tests.flow.trouble.rubbish import HOSTILE, envelopes

RED = "I can't pee since last night and my bottom is numb"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "PAUSES_SECONDS", (0.01,))


async def is_heard(world: World) -> bool:
    eve = world.person("Eve")
    await eve.says(RED)
    await world.rest()
    return any(shown.loud and "112" in shown.text[:60] for shown in eve.chat.messages)


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.levelname in ("ERROR", "CRITICAL")]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_field_of_any_kind_anywhere_in_an_update_ends_nothing(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    updates = world.sandbox.world.updates
    for body in envelopes():
        updates.put_raw({"update_id": updates.next_id, **body})
    await world.rest()

    assert await is_heard(world)
    assert errors(caplog) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_update_whose_id_is_none_is_passed_over(world: World) -> None:
    for odd in HOSTILE:
        await world.host.app.intake.accept({"update_id": odd, "message": {"text": "x"}})
    world.sandbox.world.updates.put_raw({"update_id": -5, "message": {"from": {"id": []}}})

    assert await is_heard(world)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_update_that_nobody_can_take_is_tried_again_then_answered_with_numbers_to_call(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried = 0

    def stumbling(update_id: int, update: dict[str, object]) -> Incoming:
        nonlocal tried
        if "boxes" in str(update):
            tried += 1
            raise RuntimeError("a defect")
        return translate(update_id, update)

    monkeypatch.setattr(intake, "translate", stumbling)
    ada = world.person()
    await ada.says("carried boxes")
    assert await is_heard(world)

    assert tried == polling.TRIES
    assert errors(caplog)[-1] == "an update was dropped"
    assert "999 in the UK" in ada.chat.messages[-1].text
