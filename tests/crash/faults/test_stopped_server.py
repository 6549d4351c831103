"""PostgreSQL stops, crashes or freezes, and comes back: no danger is left unanswered, nothing is lost or doubled."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.receiving import polling
from storage.engine import database as storage_database
from tests.crash.faults.scene import Scene, replies, warnings
from tests.crash.faults.test_database import SOON, asked_again, lifelines
from tests.databases import Postgres

MINUTE = timedelta(minutes=1)
RELOAD = "SELECT pg_reload_conf()"


class Server:
    """The server of this test process, which may be stopped: its tests come one after the other."""

    def __init__(self, postgres: Postgres) -> None:
        self._server = postgres.process
        self._frozen: list[Any] = []

    def stops(self, mode: str) -> None:
        """End it: ``fast`` in good order, ``immediate`` as a crash would."""
        pg_ctl = self._server.bin_path / "pg_ctl"
        arguments = ("-w", "-D", str(self._server.pgdata), "-m", mode, "stop")
        subprocess.run([pg_ctl, *arguments], user=self._server.system_user, check=True, capture_output=True)

    def starts(self) -> None:
        self._server.ensure_postgres_running()

    def freezes(self) -> None:
        """Let every process of it stand still, with all connections open, as when a machine is suspended."""
        main = self._server.get_postmaster_info().process
        self._frozen = [main, *main.children(recursive=True)]
        for process in self._frozen:
            process.suspend()

    def thaws(self) -> None:
        for process in self._frozen:
            if process.is_running():
                process.resume()
        self._frozen = []


@pytest.fixture
def server(postgres: Postgres, scene: Scene) -> Iterator[Server]:
    """Back on its feet before the scene is struck; meanwhile it keeps what it has committed, also in a crash."""
    del scene
    found = Server(postgres)
    postgres.command("ALTER SYSTEM SET synchronous_commit = on", RELOAD)
    yield found
    found.thaws()
    found.starts()
    postgres.command("ALTER SYSTEM SET synchronous_commit = off", RELOAD)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "PAUSES_SECONDS", (SOON,))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("mode", ["fast", "immediate"])
async def test_a_server_that_stops_or_crashes_and_is_started_again_costs_nobody_a_word(
    scene: Scene, server: Server, mode: str
) -> None:
    began = scene.clock.now()
    await scene.writes()
    await scene.calm()
    server.stops(mode)
    await scene.writes()
    eve = await scene.tells("Eve")
    await scene.sandbox.until(lambda: lifelines(eve) > 0)
    await asked_again(scene)
    scene.clock.advance(MINUTE)
    assert (warnings(eve), lifelines(eve), replies(scene.ada)) == (0, 1, 1)

    server.starts()
    await scene.calm()

    assert (warnings(eve), replies(scene.ada)) == (1, 2)
    scene.may_be_late(began, 6)
    await scene.passes(minutes=30)
    assert await scene.ends() == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_while_a_server_stands_still_danger_is_answered_and_afterwards_all_of_it_counts_once(
    scene: Scene, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Connections stay open and nothing is refused; there is just never an answer."""
    monkeypatch.setattr(storage_database, "POSTGRES_PATIENCE", 0.5)
    began = scene.clock.now()
    await scene.writes()
    await scene.calm()
    server.freezes()
    await scene.writes()
    eve = await scene.tells("Eve")
    await scene.sandbox.until(lambda: lifelines(eve) > 0)
    await asked_again(scene)
    scene.clock.advance(MINUTE)
    assert (warnings(eve), lifelines(eve), replies(scene.ada)) == (0, 1, 1)

    monkeypatch.setattr(storage_database, "POSTGRES_PATIENCE", 30.0)
    server.thaws()
    await scene.sandbox.until(lambda: warnings(eve) > 0)
    await scene.calm()

    assert (warnings(eve), replies(scene.ada)) == (1, 2)
    scene.may_be_late(began, 6)
    await scene.passes(minutes=30)
    assert await scene.ends() == 0
