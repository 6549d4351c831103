"""A bot on a sandbox, on each database, with somebody who is set up at eight in the morning."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.rehearsal import Rehearsal
from bot.sandbox import Sandbox
from tests.crash.faults.scene import Scene
from tests.crash.kills.clock import SharedClock
from tests.crash.kills.zygote import MORNING
from tests.databases import database_url, quick_folder, sqlite_template
from tests.set_up import set_up

__all__ = ["database_url", "quick_folder", "sqlite_template"]


@pytest.fixture
async def scene(database_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    clock = SharedClock(tmp_path / "clock", MORNING)
    sandbox = Sandbox(clock)
    await sandbox.start()
    patience = "?timeout=0.1" if database_url.startswith("sqlite") else ""
    host = Rehearsal(sandbox, clock, database_url + patience)
    await host.start()
    ada = sandbox.person("Ada", zone="Europe/London")
    await set_up(sandbox, ada)
    yield Scene(sandbox, clock, database_url, host, ada)
    await host.stop()
    await sandbox.stop()
