"""How long a warning takes, from the answer that comes in to the request that goes out, behind thousands of nudges."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from time import monotonic

from pydantic import SecretStr
from sqlalchemy import Connection, func, select

from benchmarks.peers.limiter import urgent_behind_nudges
from benchmarks.setting import people, places, telegram
from benchmarks.setting.figures import Goal, Table, percentile, seconds, times
from benchmarks.setting.running import Size, alone
from bot.app import App, build
from bot.settings import read_settings
from messages.effects import Lane
from messages.triage.reading import prepare
from storage.clock import SystemClock
from storage.engine.database import Database
from storage.schema import tables

PER_SECOND = 30
"""What the server enforces, as Telegram says it does."""
RED = "I can't pee since last night and I am numb between my legs"
SPACING = 0.2
"""Seconds between two people in danger."""
PATIENCE = 5.0
"""Seconds for the last warning to arrive before it counts as lost."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of the warnings."""

    waits: list[float]
    lost: int
    refused: int
    """429s of the server."""
    nudges: int
    """Sent meanwhile."""
    queued: int


async def measure(size: Size) -> list[Table]:
    """Ours on both databases, then the peer."""
    prepare()
    nudges = size.pick(smoke=100, default=10_000)
    warnings = size.pick(smoke=4, default=60, full=240)
    behind = size.pick(smoke=60, default=600, full=10_000)
    found = {kind: await _ours(kind, nudges, warnings) for kind in ("sqlite", "postgresql")}
    return [_table(found, await _peer(behind, warnings))]


async def _ours(kind: str, nudges: int, warnings: int) -> Found:
    with telegram.server(PER_SECOND) as base, places.migrated(kind) as database:
        now = SystemClock().now()
        database.run_sync(lambda tx: people.settle(tx, nudges + warnings, now))
        database.run_sync(lambda tx: _queue(tx, nudges))
        places.analysed(database)
        in_danger = range(people.FIRST + nudges, people.FIRST + nudges + warnings)
        begun: dict[int, float] = {}
        async with _sending(database, base) as app:
            await asyncio.sleep(1.0)  # the burst a bucket allows at first is over
            for number, chat in enumerate(in_danger):
                update = people.Day(({"text": RED},)).updates(chat, number + 1)
                begun[chat] = monotonic()
                for each in update:
                    await app.intake.accept(each)
                await asyncio.sleep(max(0.0, begun[chat] + SPACING - monotonic()))
            await asyncio.sleep(PATIENCE if len(_first(base, begun)) < warnings else 0)
            failed = database.run_sync(_failed)
        return _found(base, begun, failed, nudges)


@contextlib.asynccontextmanager
async def _sending(database: Database, base: str) -> AsyncIterator[App]:
    address = database.url.render_as_string(hide_password=False)
    changes = {
        "telegram_bot_token": SecretStr("1:bench"),
        "telegram_api_base_url": base,
        "database_url": SecretStr(address),
    }
    app = build(read_settings(None).model_copy(update=changes), SystemClock())
    try:
        await app.bot.initialize()
        await app.dispatcher.start()
        yield app
    finally:
        await app.dispatcher.stop()
        await app.bot.shutdown()
        app.database.dispose()


def _queue(tx: Connection, nudges: int) -> None:
    now = SystemClock().now()
    same = {
        "lane": int(Lane.NUDGE),
        "kind": "text",
        "key": "bench",
        "topic": "",
        "slot": "",
        "body": {"text": "Stand up for a minute.", "silent": True},
        "state": "waiting",
        "created_at": now,
        "due_at": now,
        "attempts": 0,
        "farewell": False,
        "failure": "",
    }
    tx.execute(tables.outbox.insert(), [same | {"chat_id": people.FIRST + number} for number in range(nudges)])


def _failed(tx: Connection) -> int:
    return int(tx.execute(select(func.count()).where(tables.outbox.c.state == "failed")).scalar_one())


async def _peer(nudges: int, warnings: int) -> Found:
    with telegram.server(PER_SECOND) as base:
        chats = range(people.FIRST, people.FIRST + warnings)
        begun, lost = await urgent_behind_nudges(base, nudges, chats, SPACING)
        return _found(base, begun, lost, nudges)


def _first(base: str, begun: Mapping[int, float]) -> dict[int, float]:
    """When the first message that was taken arrived for each."""
    first: dict[int, float] = {}
    for chat, at, status, method in telegram.arrivals(base):
        if chat in begun and status == 200 and method == "sendMessage":
            first.setdefault(chat, at)
    return first


def _found(base: str, begun: Mapping[int, float], lost: int, queued: int) -> Found:
    arrivals = telegram.arrivals(base)
    first = _first(base, begun)
    waits = [at - begun[chat] for chat, at in first.items()]
    refused = sum(status == 429 for _, _, status, _ in arrivals)
    nudges = sum(status == 200 and chat not in begun for chat, _, status, _ in arrivals)
    return Found(waits, max(lost, len(begun) - len(first)), refused, nudges, queued)


def _table(found: dict[str, Found], peer: Found) -> Table:
    rows, goals = [], []
    half, worst = percentile(peer.waits, 0.5), percentile(peer.waits, 0.99)
    for name, each in (*found.items(), ("PTB AIORateLimiter", peer)):
        p50, p99 = percentile(each.waits, 0.5), percentile(each.waits, 0.99)
        counts = (str(each.lost), str(each.refused), f"{each.nudges:,} of {each.queued:,}")
        title = name if each is peer else f"Backcheck, {name}"
        rows.append((title, seconds(p50), seconds(p99), seconds(max(each.waits)), *counts, times(half / p50)))
        if each is not peer:
            met = p50 < 0.020 and p99 < 0.300 and not each.lost
            reached = f"{seconds(p50)}, {seconds(p99)}, {each.lost}; the peer {seconds(half)}, {seconds(worst)}"
            goals.append(Goal(f"{name}: p50 under 20 ms, p99 under 300 ms, none lost", reached, met))
    columns = ("", "p50", "p99", "longest", "lost", "429s", "nudges sent", "p50, times the peer's")
    notes = (
        f"{len(found['sqlite'].waits)} people in danger, one every {SPACING} s; the server takes {PER_SECOND} messages "
        "a second and refuses the rest. Ours: typed update in, judged, committed with fsync, claimed, request at the "
        f"server. The peer's waits grow with its queue: it has {peer.queued:,} nudges here, about "
        f"{seconds(10_000 / PER_SECOND)} behind 10,000. Its lost ones are nudges and warnings it gave up on.",
    )
    return Table("Warnings behind a backlog of nudges", columns, rows, goals, notes)


if __name__ == "__main__":
    logging.getLogger("httpx").setLevel(logging.WARNING)
    alone(measure)
