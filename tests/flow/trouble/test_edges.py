"""What happens at the edges: doubles, webhooks with a wrong secret, groups, a kill between two words."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import func, select

from bot.receiving.intake import Intake
from bot.receiving.webhook import SECRET_HEADER, application
from bot.sandbox import Person
from bot.watching.health import Health
from storage.engine.database import Database, Tx
from storage.schema.tables import metadata, outbox, receipts
from storage.turn.turns import forget
from tests.flow.conftest import World

RED = "no fever but I cannot pee since last night"


def update(update_id: int, text: str, chat_id: int) -> dict[str, Any]:
    user = {"id": chat_id, "is_bot": False, "first_name": "Ada", "language_code": "en"}
    chat = {"id": chat_id, "type": "private", "first_name": "Ada"}
    return {
        "update_id": update_id,
        "message": {"message_id": update_id, "date": 1_774_000_000, "chat": chat, "from": user, "text": text},
    }


def texts(world: World, chat_id: int) -> list[str]:
    return [
        str(request.params["text"])
        for request in world.sandbox.requests
        if request.method == "sendMessage" and int(request.params["chat_id"]) == chat_id
    ]


async def test_the_same_update_five_times_is_answered_once(world: World) -> None:
    ada = world.person()
    await ada.says("hello")
    await world.rest()
    before = len(texts(world, ada.id))

    for _ in range(5):
        await world.host.app.intake.accept(update(77_000_001, "hello again", ada.id))
    await world.rest()

    once = len(texts(world, ada.id)) - before
    await world.host.app.intake.accept(update(77_000_002, "hello again", ada.id))
    await world.rest()
    assert 0 < once <= 2
    assert len(texts(world, ada.id)) - before <= 2 * once


@pytest.mark.parametrize("secret", ["", "wrong", "sécret"])
async def test_the_webhook_takes_nothing_without_the_secret(world: World, secret: str) -> None:
    ada = world.person()
    await ada.says("hello")
    await world.rest()
    before = len(world.sandbox.requests)
    pages = application(world.host.app.intake, Health({}), "https://example.org/hook", "the-secret")

    async with TestServer(pages) as server, aiohttp.ClientSession() as client:
        answer = await client.post(
            server.make_url("/hook"),
            json=update(77_000_003, RED, ada.id),
            headers={SECRET_HEADER: secret} if secret else {},
        )

    assert answer.status == 403
    assert len(world.sandbox.requests) == before


async def test_a_secret_of_odd_bytes_is_refused_like_any_other(world: World) -> None:
    pages = application(world.host.app.intake, Health({}), "https://example.org/hook", "the-secret")

    async with TestServer(pages) as server:
        assert server.port is not None
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        head = f"POST /hook HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n{SECRET_HEADER}: "
        writer.write(head.encode() + b"\xff\xe9\r\n\r\n")
        answer = await reader.readline()
        writer.close()
        await writer.wait_closed()

    assert answer == b"HTTP/1.1 403 Forbidden\r\n"


async def test_the_webhook_says_200_only_after_the_update_took_effect(world: World) -> None:
    ada = world.person()
    await ada.says("hello")
    await world.rest()
    pages = application(world.host.app.intake, Health({}), "https://example.org/hook", "the-secret")

    async with TestServer(pages) as server, aiohttp.ClientSession() as client:
        secret = {SECRET_HEADER: "the-secret"}
        good = await client.post(server.make_url("/hook"), json=update(77_000_004, RED, ada.id), headers=secret)
        stored = await world.host.app.database.run(
            lambda tx: tx.execute(metadata.tables["receipts"].select().where(_is(77_000_004))).all()
        )
        rubbish = await client.post(server.make_url("/hook"), data=b"{not json", headers=secret)
        other = await client.post(server.make_url("/hook"), json=[1, 2], headers=secret)

    assert good.status == 200
    assert len(stored) == 1
    assert (rubbish.status, other.status) == (400, 400)


def _is(update_id: int) -> Any:
    return metadata.tables["receipts"].c.update_id == update_id


async def test_without_a_database_the_webhook_asks_for_the_update_again(world: World) -> None:
    broken = Database("postgresql://nobody@127.0.0.1:1/none")
    app = world.host.app
    intake = Intake(broken, app.bot, app.dispatcher, app.clock)
    pages = application(intake, Health({}), "https://example.org/hook", "the-secret")

    async with TestServer(pages) as server, aiohttp.ClientSession() as client:
        answer = await client.post(
            server.make_url("/hook"), json=update(77_000_005, RED, 5), headers={SECRET_HEADER: "the-secret"}
        )

    broken.dispose()
    assert answer.status == 503


async def test_a_group_is_told_once_that_we_talk_in_private(world: World) -> None:
    user = {"id": 5, "is_bot": False, "first_name": "Eve"}
    group = {"id": -77, "type": "group", "title": "family"}
    message = {"message_id": 1, "date": 1_774_000_000, "chat": group, "from": user, "text": "/start"}

    for _ in range(2):
        await world.host.app.intake.accept({"update_id": 77_000_006, "message": message})

    assert len(texts(world, -77)) == 1


async def test_what_was_typed_while_the_bot_was_dead_is_read_when_it_is_back(world: World) -> None:
    ada = world.person()
    await ada.says("hello")
    await world.rest()
    await world.host.kill()

    await ada.says(RED)
    await world.host.start()
    await world.rest()

    alarm = [shown for shown in ada.chat.messages if shown.from_bot and "112" in shown.text[:60]]
    assert alarm
    assert not alarm[-1].silent


async def test_somebody_whose_record_cannot_be_read_still_gets_the_emergency_card_once(world: World) -> None:
    ada = world.person()
    await ada.says("hello")
    await world.rest()
    await world.host.app.database.run(lambda tx: tx.execute(metadata.tables["people"].update().values(body={})))
    world.sandbox.faults.server_error(502, methods=["sendMessage"], calls=1)

    await ada.says(RED)
    await world.rest()
    await world.pass_time(seconds=10)

    cards = [shown for shown in ada.chat.messages if shown.from_bot and "something is wrong on my side" in shown.text]
    assert len(cards) == 1
    assert "112" in cards[0].text
    assert cards[0].loud


async def test_a_spinner_that_telegram_is_slow_to_stop_holds_up_no_warning(world: World) -> None:
    ada = world.person()
    await ada.command("start")
    await world.rest()
    world.sandbox.faults.slow(60.0, methods=["answerCallbackQuery"])

    await ada.presses("I am 18 or over")
    await ada.says(RED)

    await world.sandbox.until(lambda: any(shown.pinned for shown in ada.chat.messages), timeout=10)
    world.sandbox.faults.clear()


async def checked_by_a_clinician(world: World) -> Person:
    """Return somebody whose warning was closed."""
    ada = world.person()
    await ada.says(RED)
    await world.rest()
    await ada.presses("A clinician already checked this")
    await world.rest()
    await ada.presses("After this warning")
    await world.rest()
    return ada


async def test_a_press_whose_answer_was_lost_is_answered_alike_by_the_next_delivery(world: World) -> None:
    """The process that took it died before Telegram heard the answer, so Telegram delivers it again."""
    ada = await checked_by_a_clinician(world)
    given: list[dict[str, Any]] = []
    world.sandbox.world.updates.listeners.append(lambda: given.extend(world.sandbox.world.updates.pending))
    world.sandbox.faults.server_error(500, methods=["answerCallbackQuery"], calls=1)
    await ada.presses("I have called / am going", stale=True)
    await world.rest()
    assert ada.chat.toasts == []
    rows = await world.host.app.database.run(lambda tx: tx.execute(select(func.count()).select_from(outbox)).scalar())

    for _ in range(3):
        await world.host.app.intake.accept(given[0])
    await world.rest()

    assert [(toast["alert"], "That warning is closed" in toast["text"]) for toast in ada.chat.toasts] == [(True, True)]
    assert rows == await world.host.app.database.run(
        lambda tx: tx.execute(select(func.count()).select_from(outbox)).scalar()
    )


async def test_what_a_press_was_answered_is_forgotten_with_the_person(world: World) -> None:
    ada = await checked_by_a_clinician(world)
    await ada.presses("I have called / am going", stale=True)
    await world.rest()

    def kept(tx: Tx) -> int:
        return int(
            tx.execute(select(func.count()).select_from(receipts).where(receipts.c.toast.is_not(None))).scalar_one()
        )

    assert await world.host.app.database.run(kept) > 0
    await world.host.app.database.run(lambda tx: forget(tx, ada.id, world.clock.now()))

    assert await world.host.app.database.run(kept) == 0
