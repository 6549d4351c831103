"""Is it alive, is it ready, how is it going: answers for machines that watch the process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

Probe = Callable[[], Awaitable[str | None]]
"""Returns None when all is well, otherwise a short reason without names or health data."""


class Health:
    """The pages for watchers.

    ``/livez`` says that the process runs, ``/readyz`` that all probes are content, and
    ``/metrics``, where there is a ``page``, what Prometheus wants to know.
    """

    def __init__(self, probes: dict[str, Probe], page: Callable[[], Awaitable[bytes]] | None = None) -> None:
        self._probes = probes
        self._page = page

    def add_to(self, app: web.Application) -> None:
        """Add the pages to ``app``."""
        app.router.add_get("/livez", self._live)
        app.router.add_get("/readyz", self._ready)
        if self._page is not None:
            app.router.add_get("/metrics", self._metrics)

    async def _live(self, request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _ready(self, request: web.Request) -> web.Response:
        reasons = {name: await probe() for name, probe in self._probes.items()}
        bad = {name: reason for name, reason in reasons.items() if reason is not None}
        lines = [f"{name}: {bad.get(name, 'ok')}" for name in reasons]
        return web.Response(status=503 if bad else 200, text="\n".join(lines) + "\n")

    async def _metrics(self, request: web.Request) -> web.Response:
        assert self._page is not None  # noqa: S101 - there is no such address otherwise
        return web.Response(body=await self._page(), headers={"Content-Type": CONTENT_TYPE_LATEST})
