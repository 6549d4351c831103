"""A whole Backcheck beside a sandbox, over HTTP, once on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearsal import Rehearsal
from bot.sandbox import Person, Sandbox
from storage.clock import TravelClock
from tests.databases import database, database_url, postgres, quick_folder, sqlite_template

__all__ = ["database", "database_url", "postgres", "quick_folder", "sqlite_template"]

MORNING = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)


@dataclass
class World:
    """The sandbox, the bot on it, and the clock both live by."""

    sandbox: Sandbox
    host: Rehearsal
    clock: TravelClock

    def person(self, name: str = "Ada", **more: str) -> Person:
        return self.sandbox.person(name, **more)  # type: ignore[arg-type]

    async def rest(self) -> None:
        """Wait until the bot has answered everything."""
        await self.sandbox.idle(timeout=30)

    async def pass_time(self, **delta: float) -> None:
        await self.sandbox.travel(timedelta(**delta))
        await self.rest()


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    clock = TravelClock(MORNING, standing=True)
    sandbox = Sandbox(clock)
    await sandbox.start()
    host = Rehearsal(sandbox, clock, database_url)
    await host.start()
    yield World(sandbox, host, clock)
    await host.stop()
    await sandbox.stop()
    assert sandbox.violations == [], "the bot made requests that no correct bot makes"
