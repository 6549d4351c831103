"""``python -m bot`` as a process of its own, for tests that stop it, kill it, and read what it printed.

It is forked off a warm process unless it is started ``cold``, as an interpreter of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

from bot.sandbox import Sandbox
from tests.process.nursery import Order, nursery

ROOT = Path(__file__).parents[2]
NAMES = (
    "MODE",
    "PORT",
    "DATABASE_URL",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
    "OPERATOR_CHAT_ID",
    "LOG_LEVEL",
    "LOG_FORMAT",
    "HEARTBEAT_URL",
    "HEARTBEAT_FAIL_URL",
)
PATIENCE = 30.0
"""Seconds until a line that must come counts as missing."""


@dataclass
class Program:
    """One running process and everything it has printed, both streams together."""

    pid: int
    ended: asyncio.Future[int]
    printed: asyncio.StreamReader
    lines: list[str] = field(default_factory=list)
    _grown: asyncio.Event = field(default_factory=asyncio.Event)
    _reading: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, *arguments: str, folder: Path, cold: bool = False, **settings: str) -> Self:
        """Start ``python -m bot`` with ``arguments`` in ``folder``, with these settings and no others."""
        inherited = {name: value for name, value in os.environ.items() if name not in NAMES}
        inherited.pop("TELEGRAM_BOT_TOKEN", None)
        paths = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        begin = _cold if cold else _warm
        program = cls(*await begin(arguments, folder, inherited | paths | settings))
        program._reading = asyncio.create_task(program._read())
        return program

    async def _read(self) -> None:
        async for line in self.printed:
            self.lines.append(line.decode())
            self._grown.set()
        self._grown.set()

    @property
    def output(self) -> str:
        return "".join(self.lines)

    async def says(self, words: str) -> str:
        """Return the first line with ``words`` in it, as soon as it is printed."""
        async with asyncio.timeout(PATIENCE):
            while True:
                self._grown.clear()
                for line in self.lines:
                    if words in line:
                        return line
                assert self._reading is not None
                assert not self._reading.done(), f"it ended without saying {words!r}:\n{self.output}"
                await self._grown.wait()

    async def end(self) -> int:
        """Wait for the end and return the exit status."""
        async with asyncio.timeout(PATIENCE):
            status = await asyncio.shield(self.ended)
            assert self._reading is not None
            await self._reading
        return status

    async def stop(self, name: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Ask it to stop; return its exit status and how many seconds that took."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        self._send(name)
        status = await self.end()
        return status, loop.time() - asked

    async def kill(self) -> None:
        """Kill it as a power cut would."""
        if not self.ended.done():
            with contextlib.suppress(ProcessLookupError):  # it ended by itself, a moment ago
                self._send(signal.SIGKILL)
        await self.end()

    def _send(self, name: signal.Signals) -> None:
        os.kill(self.pid, name)


Begun = tuple[int, asyncio.Future[int], asyncio.StreamReader]


async def _cold(arguments: Sequence[str], folder: Path, environment: dict[str, str]) -> Begun:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    return process.pid, asyncio.ensure_future(process.wait()), process.stdout


async def _warm(arguments: Sequence[str], folder: Path, environment: dict[str, str]) -> Begun:
    printed = asyncio.StreamReader()
    pid, ended, end = _forked(tuple(arguments), folder, environment)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(printed), end)
    return pid, asyncio.wrap_future(ended), printed


def _forked(
    arguments: tuple[str, ...], folder: Path, environment: dict[str, str]
) -> tuple[int, Future[int], IO[bytes]]:
    with tempfile.TemporaryDirectory() as place:
        pipe = Path(place) / "printed"
        os.mkfifo(pipe)
        end = os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb")
        return *nursery().begin(Order(arguments, environment, str(folder), str(pipe), str(pipe))), end


def at(sandbox: Sandbox) -> dict[str, str]:
    """Return the settings that point a bot at ``sandbox``; port 0 takes any."""
    return {"TELEGRAM_BOT_TOKEN": sandbox.token, "TELEGRAM_API_BASE_URL": sandbox.base_url, "PORT": "0"}
