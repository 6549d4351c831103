"""Is it alive, is it ready: answers for machines that watch the process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

Probe = Callable[[], Awaitable[str | None]]
"""Returns None when all is well, otherwise a short reason without names or health data."""


class Health:
    """Collects probes; ``/livez`` says the process runs, ``/readyz`` that all probes are content."""

    def __init__(self, probes: dict[str, Probe]) -> None:
        self._probes = probes

    def add_to(self, app: web.Application) -> None:
        """Add the two pages to ``app``."""
        app.router.add_get("/livez", self._live)
        app.router.add_get("/readyz", self._ready)

    async def _live(self, request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _ready(self, request: web.Request) -> web.Response:
        reasons = {name: await probe() for name, probe in self._probes.items()}
        bad = {name: reason for name, reason in reasons.items() if reason is not None}
        lines = [f"{name}: {bad.get(name, 'ok')}" for name in reasons]
        return web.Response(status=503 if bad else 200, text="\n".join(lines) + "\n")
