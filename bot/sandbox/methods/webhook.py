"""Posts updates to the bot's web server: in order within a chat, side by side between chats."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import datetime
from typing import Any

import aiohttp

from bot.sandbox.world.model import Json
from bot.sandbox.world.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 5.0
"""Seconds between two attempts at one update; Telegram waits longer, tests can't."""


class Webhook:
    """The address updates are posted to, if there is one. An update is gone once it was answered with 2xx."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.url = ""
        self.max_connections = 40
        self.last_error: tuple[datetime, str] | None = None
        self.reachable = asyncio.Event()
        """Cleared while Telegram itself is said to be down."""
        self.reachable.set()
        self._secret: str | None = None
        self._busy: set[int] = set()
        self._wake = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self, url: str, secret: str | None, max_connections: int) -> None:
        """Begin to post updates to ``url``."""
        self.url, self._secret, self.max_connections = url, secret, max_connections
        self.last_error = None
        self._world.updates.listeners.append(self._wake.set)
        self._spawn(self._run())

    async def close(self) -> None:
        """Stop posting. What was not confirmed stays in the queue."""
        if self._wake.set in self._world.updates.listeners:
            self._world.updates.listeners.remove(self._wake.set)
        self.url = ""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._busy.clear()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            while True:
                self._wake.clear()
                for update in self._world.updates.pending:
                    lane = _lane(update)
                    if lane not in self._busy and len(self._busy) < self.max_connections:
                        self._busy.add(lane)
                        self._spawn(self._deliver(session, update, lane))
                await self._wake.wait()

    async def _deliver(self, session: aiohttp.ClientSession, update: Json, lane: int) -> None:
        pause = _FIRST_PAUSE
        while not await self._posted(session, update):
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        self._busy.discard(lane)
        self._world.updates.confirm(update["update_id"])
        self._wake.set()

    async def _posted(self, session: aiohttp.ClientSession, update: Json) -> bool:
        await self.reachable.wait()
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            async with session.post(self.url, json=update, headers=headers) as response:
                await response.read()
                if 200 <= response.status < 300:
                    return True
                problem = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            problem = f"Connection failed: {type(error).__name__}"
        self.last_error = (self._world.clock.now(), problem)
        return False


def _lane(update: Json) -> int:
    """Return the chat ``update`` belongs to; updates of one chat are never posted side by side."""
    for payload in update.values():
        if isinstance(payload, dict):
            chat = payload.get("chat") or (payload.get("message") or {}).get("chat") or payload.get("from")
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return int(chat["id"])
    return 0
