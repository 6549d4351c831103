"""A sandbox that programs of their own talk to; whatever a test started is gone when it ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from storage.clock import SystemClock, TravelClock
from tests.databases import database_url, postgres, quick_folder, sqlite_template
from tests.process.program import Program

__all__ = ["database_url", "postgres", "quick_folder", "sqlite_template"]

Start = Callable[..., Awaitable[Program]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox on the machine's own time, as the programs are."""
    stage = Sandbox(TravelClock(SystemClock().now()))
    await stage.start()
    yield stage
    await stage.stop()
    assert stage.violations == [], "the bot made requests that no correct bot makes"


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Start programs in one folder of their own, as :meth:`Program.start` does."""
    started: list[Program] = []

    async def begin(*arguments: str, cold: bool = False, **settings: str) -> Program:
        program = await Program.start(*arguments, folder=tmp_path, cold=cold, **settings)
        started.append(program)
        return program

    yield begin
    for program in started:
        await program.kill()
