"""Is it alive, is it ready, how is it going: answers for machines that watch the process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from storage.clock import monotonic

Answer = TypeVar("Answer")
Probe = Callable[[], Awaitable[str | None]]
"""Returns None when all is well, otherwise a short reason without names or health data."""


REMEMBERED_SECONDS = 1.0
"""How long a page's answer is good for the next who asks. Each costs the database a transaction on the threads that
people's turns run on: whoever asks a thousand times a second must not make them wait."""


class Health:
    """The pages for watchers.

    ``/livez`` says that the process runs, ``/readyz`` that all probes are content, and
    ``/metrics``, where there is a ``page``, what Prometheus wants to know.
    """

    def __init__(
        self,
        probes: dict[str, Probe],
        page: Callable[[], Awaitable[bytes]] | None = None,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        """``seconds`` is a clock that only goes forward."""
        self._probes = probes
        self._page = None if page is None else Remembered(page, seconds)
        self._reasons = Remembered(self._asked, seconds)

    def add_to(self, app: web.Application) -> None:
        """Add all pages to ``app``."""
        self.add_livez_to(app)
        app.router.add_get("/readyz", self._ready)
        if self._page is not None:
            app.router.add_get("/metrics", self._metrics)

    def add_livez_to(self, app: web.Application) -> None:
        """Add only the page that says nothing but that the process runs."""
        app.router.add_get("/livez", self._live)

    async def _asked(self) -> dict[str, str | None]:
        return {name: await probe() for name, probe in self._probes.items()}

    async def _live(self, request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _ready(self, request: web.Request) -> web.Response:
        reasons = await self._reasons.answer()
        bad = {name: reason for name, reason in reasons.items() if reason is not None}
        lines = [f"{name}: {bad.get(name, 'ok')}" for name in reasons]
        return web.Response(status=503 if bad else 200, text="\n".join(lines) + "\n")

    async def _metrics(self, request: web.Request) -> web.Response:
        assert self._page is not None  # noqa: S101 - there is no such address otherwise
        return web.Response(body=await self._page.answer(), headers={"Content-Type": CONTENT_TYPE_LATEST})


class Remembered(Generic[Answer]):
    """Asks at most once in :data:`REMEMBERED_SECONDS`, however many want to know."""

    def __init__(self, ask: Callable[[], Awaitable[Answer]], seconds: Callable[[], float]) -> None:
        self._ask = ask
        self._seconds = seconds
        self._one_asks = asyncio.Lock()
        self._last: tuple[float, Answer] | None = None

    async def answer(self) -> Answer:
        """Return an answer that is at most a second old; raise what asking raises."""
        async with self._one_asks:
            if self._last is None or self._seconds() - self._last[0] >= REMEMBERED_SECONDS:
                self._last = (self._seconds(), await self._ask())
            return self._last[1]
