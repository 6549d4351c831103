"""Joins a process with those who watch it: operator, outside heartbeat, health pages, Prometheus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version

from bot.app import App
from bot.edge.operator import operator_alarm
from bot.watching.health import Health, Probe
from bot.watching.ping import Ping
from messages.triage.version import rules_version
from scheduler.heartbeat import Heartbeat, Sense
from storage.clock import monotonic
from storage.engine.database import Unavailable
from storage.schema import migrate
from storage.watch.waiting import backlog


def heartbeat_of(app: App, senses: Sequence[Sense] = ()) -> Heartbeat:
    """Return the heart of a process that ticks, watched from everywhere."""
    well, sick = app.settings.heartbeat_url, app.settings.heartbeat_fail_url
    ping = None
    if well is not None:
        ping = Ping(
            well.get_secret_value(), None if sick is None else sick.get_secret_value(), heard=app.metrics.pinged
        )
    return Heartbeat(
        app.database,
        app.dispatcher,
        app.clock,
        alarm=operator_alarm(app.bot, app.settings.operator_chat_id, app.database),
        senses=senses,
        report=ping,
        ticked=app.metrics.ticked,
        decide=app.decide,
    )


def health_of(app: App, heartbeat: Heartbeat | None, mode: str, seconds: Callable[[], float] = monotonic) -> Health:
    """Return the pages for watchers; ``heartbeat`` is None where nothing ticks, ``seconds`` only goes forward."""
    app.metrics.build(_version(), rules_version(), migrate.head(), mode)

    async def database() -> str | None:
        return None if await app.database.answers() else "cannot be reached"

    async def heart() -> str | None:
        assert heartbeat is not None  # noqa: S101 - not asked otherwise
        return None if heartbeat.fresh else f"no tick for {heartbeat.age:.0f} seconds"

    async def page() -> bytes:
        now = app.clock.now()
        try:
            app.metrics.backlog(await app.database.run(lambda tx: backlog(tx, now)))
        except Unavailable:
            app.metrics.backlog(None)
        if heartbeat is not None:
            app.metrics.beat(heartbeat.age, heartbeat.auditor.found)
        return app.metrics.page()

    probes: dict[str, Probe] = {"database": database}
    if heartbeat is not None:
        probes["heart"] = heart
    return Health(probes, page, seconds)


def _version() -> str:
    try:
        return version("backcheck")
    except PackageNotFoundError:  # run from its folder without being installed
        return "unknown"
