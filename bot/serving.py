"""Serves pages over HTTP, and at the end lets requests under way finish: whoever asked is answered."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from aiohttp import web
from aiohttp.typedefs import Handler

FINISH_SECONDS = 1.0
"""How long requests under way may take once we are told to stop."""


class PortTaken(Exception):
    """The port cannot be opened. The message says why, and the way out."""


class UnderWay:
    """Knows the requests being answered, and ends them: first by waiting, then with a 503, which asks to come again.

    aiohttp's own wait has a hole: a request that ends in the very moment when its patience does
    raises InvalidStateError (web_protocol.py, ``_handler_waiter``). So nothing may be left for it to wait for.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._tasks: set[asyncio.Task[object]] = set()
        self._stopping = False

    def watch(self, pages: web.Application) -> None:
        """Watch over every request to ``pages``, which must not be served yet."""
        pages.middlewares.append(self._count)
        pages.on_shutdown.append(self._finish)

    @web.middleware
    async def _count(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a handler always runs in one
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            return await handler(request)
        except asyncio.CancelledError:
            if not self._stopping:
                raise
            task.uncancel()
            return web.Response(status=503)

    async def _finish(self, pages: web.Application) -> None:
        del pages
        if not self._tasks:
            return
        _, late = await asyncio.wait(set(self._tasks), timeout=self._patience)
        self._stopping = True
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=self._patience)


@contextlib.asynccontextmanager
async def serving(
    pages: web.Application,
    port: int,
    host: str = "0.0.0.0",  # noqa: S104 - whoever runs it decides what reaches it
    patience: float = FINISH_SECONDS,
) -> AsyncIterator[int]:
    """Serve ``pages`` on ``port`` (0 takes any) and hand out the port.

    At the end requests under way may take ``patience`` seconds, then they are answered with 503.
    Raises :class:`PortTaken`.
    """
    UnderWay(patience).watch(pages)
    runner = web.AppRunner(pages, access_log=None, shutdown_timeout=patience)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise PortTaken(f"PORT {port} cannot be opened ({error.strerror}); set PORT to another") from None
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
