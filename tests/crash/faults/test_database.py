"""The database goes away and comes back: Telegram keeps what people said meanwhile, and all of it takes effect once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import make_url

from bot.receiving import polling
from bot.sandbox import Person
from bot.sandbox.world.model import Json
from tests.crash.faults.scene import Scene, replies, warnings
from tests.crash.kills.traffic import RED
from tests.databases import Postgres

MINUTE = timedelta(minutes=1)
SOON = 0.05
"""Seconds the bot rests here before it looks for its database again; in production it is one to ten."""
PAGES = 1 << 30


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "PAUSES_SECONDS", (SOON,))


class Outage:
    """Takes the database of a scene away: a stranger holds the file, or the server lets nobody in."""

    def __init__(self, scene: Scene, server: Postgres | None) -> None:
        self._name = str(make_url(scene.database).database)
        self._server = server
        self._stranger: sqlite3.Connection | None = None

    def begins(self) -> None:
        if self._server is None:
            self._stranger = sqlite3.connect(self._name, isolation_level=None)
            self._stranger.execute("BEGIN IMMEDIATE")
            return
        self._server.command(f'ALTER DATABASE "{self._name}" ALLOW_CONNECTIONS false')
        self.cuts()

    def cuts(self) -> None:
        """End every connection there is; new ones are let in if the outage has not begun."""
        assert self._server is not None
        self._server.command(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self._name}'"  # noqa: S608
        )

    def ends(self) -> None:
        if self._server is not None:
            self._server.command(f'ALTER DATABASE "{self._name}" ALLOW_CONNECTIONS true')
        elif self._stranger is not None:
            self._stranger.execute("ROLLBACK")
            self._stranger.close()
            self._stranger = None


@pytest.fixture
def outage(scene: Scene, request: pytest.FixtureRequest) -> Iterator[Outage]:
    server = None if scene.database.startswith("sqlite") else request.getfixturevalue("postgres")
    found = Outage(scene, server)
    yield found
    found.ends()


async def asked_again(scene: Scene, times: int = 2) -> None:
    """Return when the bot has asked for the same updates that often: it has not taken them."""
    seen = len(scene.sandbox.requests)
    await scene.sandbox.until(
        lambda: sum(request.method == "getUpdates" for request in scene.sandbox.requests[seen:]) >= times
    )


def lifelines(person: Person) -> int:
    """How often somebody was given the numbers while nothing could be stored."""
    return sum("999 in the UK" in shown.text for shown in person.chat.messages if shown.from_bot)


async def test_a_database_that_is_gone_for_a_minute_costs_nobody_a_word(scene: Scene, outage: Outage) -> None:
    began = scene.clock.now()
    outage.begins()
    await scene.writes()
    eve = await scene.tells("Eve")
    await scene.writes()
    await asked_again(scene)
    await scene.sandbox.until(lambda: lifelines(eve) > 0)
    await asked_again(scene)
    scene.clock.advance(MINUTE)
    assert (warnings(eve), lifelines(eve), lifelines(scene.ada)) == (0, 1, 0)
    outage.ends()
    back_at = scene.clock.now()
    await scene.calm()

    assert (warnings(eve), replies(scene.ada)) == (1, 2)
    assert scene.clock.now() == back_at, "the warning came as soon as the database was back"
    scene.may_be_late(began, 6)
    await scene.passes(minutes=30)
    assert await scene.ends() == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_danger_behind_a_command_is_answered_although_nothing_can_be_stored(scene: Scene, outage: Outage) -> None:
    outage.begins()
    eve, dan, may = (scene.sandbox.person(name) for name in ("Eve", "Dan", "May"))
    await eve.says(f"/serious {RED}")
    await dan.says(f"/pause {RED}")
    await may.says("/pause")
    await scene.sandbox.until(lambda: min(lifelines(eve), lifelines(dan)) > 0)
    await asked_again(scene)

    assert [lifelines(each) for each in (eve, dan, may)] == [1, 1, 0]
    outage.ends()
    await scene.calm()
    assert (warnings(eve), warnings(dan)) == (1, 1)


def alerts(person: Person) -> list[bool]:
    """What was shown over the chat: whether it names a number to call at once and in time."""
    return ["112" in each["text"][:60] and "999" in each["text"] for each in person.chat.toasts if each["alert"]]


async def test_a_press_is_answered_with_the_numbers_to_call_although_nothing_can_be_stored(
    scene: Scene, outage: Outage
) -> None:
    await scene.ada.command("serious")
    await scene.calm()
    outage.begins()
    await scene.ada.presses()
    await scene.sandbox.until(lambda: bool(alerts(scene.ada)))
    await asked_again(scene)

    asked = [shown.text for shown in scene.ada.chat.messages]
    outage.ends()
    await scene.calm()
    assert alerts(scene.ada) == [True]
    assert [shown.text for shown in scene.ada.chat.messages] != asked, "the press took effect when it could"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_press_too_old_for_an_alert_is_answered_with_a_message(scene: Scene, outage: Outage) -> None:
    await scene.ada.command("serious")
    await scene.calm()
    outage.begins()
    await scene.ada.presses()
    scene.clock.advance(timedelta(hours=1))
    await scene.sandbox.until(lambda: "112" in scene.ada.chat.messages[-1].text[:60])
    said = len(scene.ada.chat.messages)
    await asked_again(scene)

    assert (len(scene.ada.chat.messages), alerts(scene.ada)) == (said, [])


async def test_what_telegram_took_while_the_database_went_away_is_not_sent_again(scene: Scene, outage: Outage) -> None:
    began = scene.clock.now()
    struck: list[int] = []

    def saw(event: Json) -> None:
        if event["type"] == "message" and not struck:
            message = scene.sandbox.world.chats[event["chat_id"]].messages[event["message_id"]]
            if message.author == scene.sandbox.world.bot.id:
                struck.append(message.message_id)
                outage.begins()

    scene.sandbox.world.observers.append(saw)
    eve = await scene.tells("Eve")
    await scene.sandbox.until(lambda: bool(struck))
    await scene.writes()
    await asked_again(scene)
    outage.ends()
    await scene.calm()

    scene.may_be_late(began, 1)
    assert await scene.ends() == 0
    assert (warnings(eve), replies(scene.ada)) == (1, 1)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_connections_that_are_cut_again_and_again_lose_nothing_and_double_nothing(
    scene: Scene, outage: Outage
) -> None:
    began = scene.clock.now()
    for _ in range(6):
        before = len(scene.sandbox.requests)
        await scene.writes()
        await scene.tells(f"Red {len(scene.reds)}")
        await scene.sandbox.until(partial(_called, scene, before + 1))
        outage.cuts()
    await scene.calm()

    await scene.passes(minutes=2)
    scene.may_be_late(began, 12)
    await scene.ends()
    assert replies(scene.ada) == 6


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_full_disk_costs_nobody_a_word(scene: Scene) -> None:
    await scene.stored.run(lambda tx: tx.exec_driver_sql("PRAGMA max_page_count = 1").scalar_one())
    began = scene.clock.now()
    for _ in range(12):
        await scene.writes(words=". Tea, cake and a chat with the neighbours afterwards" * 48)
    eve = await scene.tells("Eve")
    await asked_again(scene, 3)
    assert len(scene.sandbox.world.updates.pending) > 0, "the disk is not full"
    assert warnings(eve) == 0

    await scene.stored.run(lambda tx: tx.exec_driver_sql(f"PRAGMA max_page_count = {PAGES}").scalar_one())
    scene.clock.advance(MINUTE)
    await scene.calm()

    assert (warnings(eve), replies(scene.ada)) == (1, 12)
    scene.may_be_late(began, 12)
    assert await scene.ends() == 0


def _called(scene: Scene, times: int) -> bool:
    return len(scene.sandbox.requests) >= times
