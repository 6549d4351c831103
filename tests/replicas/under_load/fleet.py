"""Web and worker processes on one database: they are started, killed and replaced while the others go on."""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import signal
import socket
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp

from bot.sandbox import Sandbox
from tests.process.nursery import Order, nursery
from tests.process.program import NAMES, ROOT, at

SECRET = "only-telegram-knows"
PATIENCE = 120.0
STOPS_WITHIN = 60.0
"""Seconds until one that is told to stop counts as stuck. How soon it stops is asked by ``tests/process``."""


@dataclass(eq=False)
class Replica:
    """One process of the fleet."""

    mode: str
    port: int
    pid: int
    log: Path
    ended: asyncio.Future[int]
    ready: bool = False

    @property
    def alive(self) -> bool:
        return not self.ended.done()

    def signal(self, name: signal.Signals) -> None:
        if self.alive:
            os.kill(self.pid, name)


@dataclass
class Fleet(AbstractAsyncContextManager["Fleet"]):
    """Everything that runs on ``database``; ``front`` is the address that Telegram knows."""

    sandbox: Sandbox
    database: str
    folder: Path
    front: str
    replicas: list[Replica] = field(default_factory=list)
    gone: list[Replica] = field(default_factory=list)
    kills: int = 0

    async def __aenter__(self) -> Self:
        inherited = {name: value for name, value in os.environ.items() if name not in NAMES}
        inherited.pop("TELEGRAM_BOT_TOKEN", None)
        self._settings = inherited | at(self.sandbox) | {"DATABASE_URL": self.database, "PYTHONPATH": str(ROOT)}
        self._settings |= {"WEBHOOK_URL": self.front, "WEBHOOK_SECRET": SECRET, "PYTHONUNBUFFERED": "1"}
        self._numbers = itertools.count(1)
        self._client = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for replica in self.replicas:
            replica.signal(signal.SIGKILL)
        await asyncio.gather(*(replica.ended for replica in self.replicas))
        await self._client.close()
        if error is not None:
            for replica in (*self.gone, *self.replicas):
                error.add_note(f"--- {replica.mode} {replica.pid}\n{_tail(replica.log)}")

    async def start(self, mode: str) -> Replica:
        """Start one more ``webhook`` or ``worker`` and return it when it is ready."""
        port, log = _free_port(), self.folder / f"{mode}-{next(self._numbers)}.log"
        settings = self._settings | {"PORT": str(port)}
        pid, ended = nursery().begin(Order((mode,), settings, str(self.folder), str(log), str(log)))
        replica = Replica(mode, port, pid, log, asyncio.wrap_future(ended))
        self.replicas.append(replica)
        async with asyncio.timeout(PATIENCE):
            while not await self._is_ready(replica):
                assert replica.alive, f"it ended while starting:\n{_tail(log)}"
                await asyncio.sleep(0.05)
        replica.ready = True
        return replica

    async def kill(self, replica: Replica) -> None:
        """Kill one as a power cut would, and start another."""
        self.kills += 1
        replica.signal(signal.SIGKILL)
        await self._over(replica)
        await self.start(replica.mode)

    async def roll(self, replica: Replica) -> None:
        """Ask one to stop as a release does, and start another when it has."""
        replica.ready = False
        replica.signal(signal.SIGTERM)
        async with asyncio.timeout(STOPS_WITHIN):
            status = await asyncio.shield(replica.ended)
        said = replica.log.read_text()
        assert status == 0, said
        assert "Traceback" not in said, said
        await self._over(replica)
        await self.start(replica.mode)

    def webs(self) -> list[Replica]:
        """Those to which a balancer would send a request now; one that was just killed may be among them."""
        return [each for each in self.replicas if each.mode == "webhook" and each.ready]

    def some(self, chance: random.Random) -> Replica:
        return chance.choice([each for each in self.replicas if each.ready])

    async def _over(self, replica: Replica) -> None:
        await replica.ended
        self.replicas.remove(replica)
        self.gone.append(replica)

    async def _is_ready(self, replica: Replica) -> bool:
        if not replica.log.exists() or not any(
            words in replica.log.read_text() for words in ("webhook open", "worker ticking")
        ):
            return False
        try:
            async with self._client.get(f"http://127.0.0.1:{replica.port}/livez") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _tail(log: Path) -> str:
    return log.read_text()[-1500:] if log.exists() else ""
