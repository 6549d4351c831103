"""Start order, stop order, signals. A stop loses nothing: what was not acknowledged comes again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Awaitable
from typing import Any

from aiohttp import web

from bot.app import ALL_LANES, WEB_LANES, App, build
from bot.commands import introduce
from bot.operator import operator_alarm
from bot.polling import Polling
from bot.settings import Settings
from bot.translate import ALLOWED_UPDATES
from bot.webhook import application
from scheduler.heartbeat import Heartbeat
from storage import migrate
from storage.clock import SystemClock

log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def running(app: App, *, ticking: bool) -> AsyncIterator[None]:
    """Keep the parts of a process alive: bot, dispatcher and, where ``ticking``, the heartbeat.

    Stop order: no new ticks; the ones under way finish; the dispatcher settles what is
    in flight; then connections close. Leases bring back what a kill would leave.
    """
    await app.bot.initialize()
    alarm = operator_alarm(app.bot, app.settings.operator_chat_id)
    heartbeat = Heartbeat(app.database, app.dispatcher, app.clock, alarm=alarm) if ticking else None
    try:
        await app.dispatcher.start()
        if heartbeat is not None:
            await heartbeat.start()
        yield
    finally:
        if heartbeat is not None:
            await heartbeat.stop()
        await app.dispatcher.stop()
        await app.bot.shutdown()
        app.database.dispose()


async def until_stopped(work: Awaitable[None] | None = None) -> None:
    """Wait for SIGTERM or SIGINT, doing ``work`` meanwhile; an error in ``work`` ends the wait with it."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    waiting = asyncio.ensure_future(stop.wait())
    working = asyncio.ensure_future(work) if work is not None else None
    tasks: list[asyncio.Future[Any]] = [waiting] if working is None else [waiting, working]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if working is not None and working.done():
            working.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(name)


async def embedded(settings: Settings) -> None:
    """One process does all: poll, decide, tick, send."""
    app = build(settings, SystemClock(), ALL_LANES)
    migrate.upgrade(app.database)
    async with running(app, ticking=True), serving_health(app):
        await app.bot.delete_webhook(drop_pending_updates=False)
        await introduce(app.bot)
        log.info("polling", extra={"bot": app.bot.username})
        await until_stopped(Polling(app.bot, app.intake).run())


async def webhook(settings: Settings) -> None:
    """Receive updates over HTTP; run as many of these as you like, on PostgreSQL."""
    app = build(settings, SystemClock(), WEB_LANES)
    url, secret = settings.webhook_url, settings.webhook_secret
    assert url is not None and secret is not None  # noqa: S101 - settings.check saw to it
    async with running(app, ticking=False):
        pages = application(app.intake, app.health, url, secret.get_secret_value())
        async with serving(pages, settings.port):
            await app.bot.set_webhook(
                url, secret_token=secret.get_secret_value(), allowed_updates=list(ALLOWED_UPDATES)
            )
            await introduce(app.bot)
            log.info("webhook open", extra={"port": settings.port})
            await until_stopped()


async def worker(settings: Settings) -> None:
    """Tick and send; run as many of these as you like, on PostgreSQL."""
    app = build(settings, SystemClock(), ALL_LANES)
    async with running(app, ticking=True):
        log.info("worker ticking")
        await until_stopped()


@contextlib.asynccontextmanager
async def serving(pages: web.Application, port: int, host: str = "0.0.0.0") -> AsyncIterator[int]:  # noqa: S104
    """Serve ``pages`` on ``port``; requests under way are finished before it ends."""
    runner = web.AppRunner(pages, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield port
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def serving_health(app: App) -> AsyncIterator[None]:
    """Serve the health pages beside polling. A taken port costs the pages, not the bot."""
    pages = web.Application()
    app.health.add_to(pages)
    async with contextlib.AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(serving(pages, app.settings.port))
        except OSError:
            log.warning("health pages off: the port is taken; set PORT to another", extra={"port": app.settings.port})
        yield
