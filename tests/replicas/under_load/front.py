"""What stands before the web replicas: it hands each update to five of them at once, for Telegram may deliver twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import web

from bot.receiving.webhook import SECRET_HEADER
from tests.replicas.under_load.fleet import Fleet

TIMES = 5


@dataclass
class Front(AbstractAsyncContextManager["Front"]):
    """The one address Telegram knows. It confirms what any replica has confirmed: that must be enough."""

    chance: random.Random
    fleet: Fleet | None = None
    answers: Counter[int] = field(default_factory=Counter)
    """HTTP status of every single delivery; 0 where the connection broke."""
    url: str = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/hook", self._received)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook"
        self._client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()
        await self._runner.cleanup()

    async def _received(self, request: web.Request) -> web.Response:
        body, shown = await request.read(), request.headers.get(SECRET_HEADER, "")
        webs = self.fleet.webs() if self.fleet is not None else []
        if not webs:
            return web.Response(status=503)
        ports = [self.chance.choice(webs).port for _ in range(TIMES)]
        answers = await asyncio.gather(*(self._handed(port, body, shown) for port in ports))
        self.answers.update(answers)
        return web.Response(status=200 if 200 in answers else 503)

    async def _handed(self, port: int, body: bytes, shown: str) -> int:
        headers = {SECRET_HEADER: shown, "Content-Type": "application/json"}
        try:
            async with self._client.post(f"http://127.0.0.1:{port}/hook", data=body, headers=headers) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return 0
