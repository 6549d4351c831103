"""The bot that is killed: the real parts of one process, which also does as it is told over a socket."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot import lifecycle
from bot.app import App, build
from bot.receiving.polling import Polling
from bot.settings import read_settings
from scheduler.heartbeat import Heartbeat
from scheduler.upcoming import next_moment
from storage import points
from storage.engine.database import Database, Unavailable
from storage.points import Point
from storage.schema import migrate
from tests.crash.kills.clock import SharedClock

LONG_POLL_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Aim:
    """Where the plug is pulled: the ``passage``-th time that ``point`` is passed (with ``detail``, if it is set)."""

    point: str
    detail: str = ""
    passage: int = 1

    def __str__(self) -> str:
        return f"{self.point} {self.detail}".strip()


@dataclass(frozen=True, slots=True)
class Spec:
    """What a child has to know."""

    database: str
    api: str
    token: str
    clock: str
    control: str
    """Path of the socket on which it is told what to do."""
    log: str
    last_word: str
    """Path of the file in which it says where it died."""
    aim: Aim | None = None
    only_migrate: bool = False

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> Spec:
        values = json.loads(text)
        aim = values.pop("aim")
        return cls(**values, aim=Aim(**aim) if aim else None)


class Plug:
    """Kills this process at a point, from whatever thread passes it, after writing down where."""

    def __init__(self, last_word: Path, aim: Aim | None) -> None:
        self._last_word = last_word
        self.aim = aim
        self._passed = 0

    def arm(self, aim: Aim | None) -> None:
        self.aim, self._passed = aim, 0

    def __call__(self, point: Point, detail: str) -> None:
        aim = self.aim
        if aim is None or point.value != aim.point or aim.detail not in ("", detail):
            return
        self._passed += 1
        if self._passed == aim.passage:
            self._last_word.write_text(str(aim))  # on the socket it could get lost with what is unread there
            os.kill(os.getpid(), signal.SIGKILL)


def live(spec: Spec) -> None:
    """Be a bot until killed. Called in a fresh fork: nothing is open yet."""
    logging.basicConfig(filename=spec.log, level=logging.WARNING, force=True)
    control = socket.socket(socket.AF_UNIX)
    control.connect(spec.control)
    control.send(json.dumps({"pid": os.getpid()}).encode() + b"\n")
    plug = Plug(Path(spec.last_word), spec.aim)
    points.listen(plug)
    try:
        if spec.only_migrate:
            database = Database(spec.database)
            migrate.upgrade(database)
            control.send(b'{"ready": true}\n')
        else:
            asyncio.run(_run(spec, plug, control))
    except BaseException:
        logging.getLogger(__name__).exception("the child fell by itself")
        raise


async def _run(spec: Spec, plug: Plug, control: socket.socket) -> None:
    clock = SharedClock(Path(spec.clock))
    settings = read_settings(None).model_copy(
        update={
            "telegram_bot_token": SecretStr(spec.token),
            "telegram_api_base_url": spec.api,
            "database_url": SecretStr(spec.database),
        }
    )
    app = build(settings, clock)
    migrate.upgrade(app.database)
    reader, writer = await asyncio.open_connection(sock=control)
    async with lifecycle.running(app, ticking=False):
        heartbeat = Heartbeat(app.database, app.dispatcher, clock)
        polling = asyncio.create_task(Polling(app.bot, app.intake, LONG_POLL_SECONDS).run())
        writer.write(b'{"ready": true}\n')
        while line := await reader.readline():
            order = json.loads(line)
            answer: dict[str, Any] = {"done": order["do"]}
            try:
                answer["result"] = await _obey(app, heartbeat, plug, order)
            except Unavailable:
                answer["away"] = True
            writer.write(json.dumps(answer).encode() + b"\n")
        polling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await polling


async def _obey(app: App, heartbeat: Heartbeat, plug: Plug, order: dict[str, Any]) -> Any:
    match order["do"]:
        case "arm":
            plug.arm(Aim(**order["aim"]) if order["aim"] else None)
        case "tick":
            await heartbeat.tick()
            await _settle(app)
        case "settle":
            await _settle(app)
        case "housekeep":
            await heartbeat.housekeep()
        case "next":
            moment = await next_moment(app.database, app.dispatcher)
            return moment.isoformat() if moment is not None else None
        case "next send":
            moment = await app.dispatcher.next_due()
            return moment.isoformat() if moment is not None else None
        case unknown:
            raise ValueError(unknown)
    return None


async def _settle(app: App) -> None:
    await app.intake.settle()
    await app.dispatcher.drain()
