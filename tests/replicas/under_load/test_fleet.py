"""Three web and two worker processes on one PostgreSQL, each update delivered five times at once: one effect each."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from storage.clock import SystemClock
from storage.engine.database import Database
from tests.databases import TEMPLATE, Postgres
from tests.replicas.under_load.fleet import Fleet
from tests.replicas.under_load.front import Front
from tests.replicas.under_load.load import Load, Size
from tests.replicas.under_load.truths import Truths

SEED = int(os.environ.get("BACKCHECK_SEED", "4"))
BIG = os.environ.get("BACKCHECK_REPLICAS") == "big"
"""Set by ``make replicas``."""
WEBS, WORKERS = 3, 2
PATIENCE = 300.0
SIZE = Size(people=12, notes=80, reds=30, nudges=600) if BIG else Size(people=4, notes=6, reds=4, nudges=40)


@pytest.fixture
async def load(sandbox: Sandbox, postgres: Postgres) -> AsyncIterator[Load]:
    name = postgres.create(template=TEMPLATE)
    url = postgres.url(name)
    database = Database(url)
    played = Load(sandbox, url, database, SystemClock(), random.Random(SEED), SIZE)
    await played.prepare()
    yield played
    database.dispose()
    postgres.drop(name)


@pytest.mark.timeout(1800 if BIG else 600)
async def test_whatever_dies_or_is_replaced_every_update_has_one_effect(
    load: Load, sandbox: Sandbox, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    async with Front(chance) as front, Fleet(sandbox, load.url, tmp_path, front.url) as fleet:
        front.fleet = fleet
        await asyncio.gather(
            *(fleet.start("webhook") for _ in range(WEBS)), *(fleet.start("worker") for _ in range(WORKERS))
        )
        playing = asyncio.create_task(load.play())
        while not playing.done():
            await asyncio.sleep(chance.uniform(0.2, 1.5))
            await fleet.kill(fleet.some(chance))
        await playing

        playing = asyncio.create_task(load.play())
        for replica in list(fleet.replicas):
            await fleet.roll(replica)
        await playing

        await load.moments_come()
        await fleet.kill(fleet.some(chance))
        await load.calm(PATIENCE)
        await load.some_press()
        await load.moments_come()
        await load.calm(PATIENCE)

        assert front.answers[200] > sandbox.world.updates.next_id - 870_000_001
        assert front.answers[403] == 0
        Truths(load, fleet).check()
