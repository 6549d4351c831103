"""The parent's side of a child that may die at any moment: start it, tell it things, notice its death."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from tests.crash.kills.child import Aim, Spec
from tests.crash.kills.zygote import Zygote

PATIENCE = 60.0
"""Seconds until a child that says nothing counts as hung."""


class Killed(Exception):
    """The child is dead, as planned: start another."""


class FellByItself(AssertionError):
    """The child ended without being killed; its log says why."""


class Warden:
    """Has children forked off a warm process and talks to the one that lives."""

    def __init__(self, folder: Path, spec: Spec, zygote: Zygote) -> None:
        """``spec`` is what every child gets; its control socket and log are made here, in ``folder``."""
        self._log = folder / "child.log"
        self._word = folder / "last word"
        self._spec = replace(spec, control=str(folder / "control"), log=str(self._log), last_word=str(self._word))
        self._zygote = zygote
        self._server: asyncio.Server | None = None
        self._born: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
        self._writer: asyncio.StreamWriter | None = None
        self._watch: asyncio.Task[None] | None = None
        self._answers: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._turn = asyncio.Lock()
        self.dead = asyncio.Event()
        self.pid = 0
        self.last_word = ""
        """Where the child pulled the plug; set also by whoever kills it from outside."""

    async def open(self) -> None:
        """Listen for children."""
        self._server = await asyncio.start_unix_server(self._came, self._spec.control)

    async def close(self) -> None:
        """Kill the last child and listen no more."""
        self.kill("the end")
        await self._buried()
        if self._server is not None:
            self._server.close()

    async def start(self, aim: Aim | None = None, *, only_migrate: bool = False) -> None:
        """Start a child that will be killed at ``aim``; return when it works. Raises Killed if it died before."""
        await self._buried()
        self.dead.clear()
        self.last_word = ""
        self._answers = asyncio.Queue()
        self._zygote.fork(replace(self._spec, aim=aim, only_migrate=only_migrate))
        async with asyncio.timeout(PATIENCE):
            reader, self._writer = await self._born.get()
        self._watch = asyncio.create_task(self._listen(reader))
        await self._answer("ready")

    async def ask(self, do: str, **more: Any) -> Any:
        """Let the child do something and return what came of it. Raises Killed."""
        async with self._turn:
            if self.dead.is_set() or self._writer is None:
                raise Killed
            with contextlib.suppress(ConnectionError):
                self._writer.write(json.dumps({"do": do, **more}).encode() + b"\n")
                await self._writer.drain()
            return (await self._answer("done")).get("result")

    async def arm(self, aim: Aim | None) -> None:
        """Change where the child will be killed."""
        await self.ask("arm", aim=asdict(aim) if aim else None)

    def kill(self, why: str) -> None:
        """Kill the child from outside, now."""
        if self.pid and not self.dead.is_set():
            self.last_word = self.last_word or why
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    @property
    def log(self) -> str:
        """What all children have logged."""
        return self._log.read_text() if self._log.exists() else ""

    async def _answer(self, name: str) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = await self._answers.get()
                if name in answer:
                    return answer
                if "eof" in answer:
                    self._answers.put_nowait(answer)
                    if self.last_word:
                        raise Killed
                    raise FellByItself(self.log[-3000:])

    def _came(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._born.put_nowait((reader, writer))

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        with contextlib.suppress(ConnectionError):
            while line := await reader.readline():
                said = json.loads(line)
                if "pid" in said:
                    self.pid = said["pid"]
                else:
                    self._answers.put_nowait(said)
        if self._word.exists():
            self.last_word = self._word.read_text()
            self._word.unlink()
        self.dead.set()
        self._answers.put_nowait({"eof": True})

    async def _buried(self) -> None:
        if self._watch is not None:
            await self._watch
            self._watch = None
        if self._writer is not None:
            self._writer.close()
            self._writer = None
