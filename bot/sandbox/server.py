"""The HTTP face of the make-believe Telegram: takes calls, checks them strictly, answers as Telegram would."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.sandbox.checks.request import Incoming, Upload, read
from bot.sandbox.checks.values import read_call
from bot.sandbox.faults import Fault, FaultKind, Faults
from bot.sandbox.methods import ACTIONS
from bot.sandbox.methods.call import Call
from bot.sandbox.methods.delivery import Delivery
from bot.sandbox.refusal import Refusal
from bot.sandbox.table.methods import METHODS, UPLOAD_BYTES
from bot.sandbox.world.model import Json
from bot.sandbox.world.world import World

LARGEST_BODY = UPLOAD_BYTES + (1 << 20)
_KEPT_REQUESTS = 50_000


@dataclass(frozen=True, slots=True)
class Request:
    """One call of the bot and what became of it."""

    method: str
    params: Json
    """Typed where the call was sound, else as they came; files by their name."""
    status: int
    """HTTP status of the answer; 0 when the connection was cut."""
    at: datetime
    description: str = ""
    """Telegram's words when the answer was an error."""
    fault: str = ""
    """The failure from the faults panel that struck this call."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A request that no correct bot sends."""

    method: str
    description: str
    at: datetime


class _CutOff(Exception):
    """The connection is to be cut instead of answered."""


@dataclass(slots=True)
class BotApi:
    """The Bot API under ``/bot<token>/`` and the files under ``/file/bot<token>/``."""

    world: World
    token: str
    faults: Faults
    delivery: Delivery
    requests: list[Request] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    in_flight: int = 0
    """Calls being worked on, those that wait for updates not counted."""
    stirred: Callable[[], None] = lambda: None
    """Called whenever a call begins or ends, and when a poll ends."""
    _open: dict[int, web.Request] = field(default_factory=dict)

    def add_routes(self, app: web.Application) -> None:
        """Put the Bot API into ``app``."""
        app.router.add_route("*", "/bot{token}/{method}", self._called)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)

    def cut_all(self) -> None:
        """Cut every connection of the bot that is open now."""
        for request in tuple(self._open.values()):
            _abort(request)

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        waits = method == "getUpdates"
        self._open[id(request)] = request
        self.in_flight += not waits
        if not waits:
            self.stirred()
        try:
            return await self._answer(request, method)
        except _CutOff:
            _abort(request)
            return web.Response()
        except Exception as error:
            self._blame(method, f"the sandbox itself broke: {error!r}")
            raise
        finally:
            self._open.pop(id(request), None)
            self.in_flight -= not waits
            self.stirred()

    async def _answer(self, request: web.Request, method: str) -> web.Response:
        incoming = Incoming()
        struck: list[Fault] = []
        try:
            incoming = await read(request)
            struck = self.faults.striking(method, _chat_id(incoming))
            await self._suffer(struck)
            result = await self._act(request.match_info["token"], method, incoming)
            _lose(struck)
        except Refusal as refusal:
            self._note(method, incoming, refusal.code, refusal.description, struck)
            if refusal.violation:
                self._blame(method, refusal.description)
            return _refused(refusal)
        except _CutOff:
            self._note(method, incoming, 0, "", struck)
            raise
        self._note(method, incoming, 200, "", struck)
        return web.json_response({"ok": True, "result": result})

    async def _suffer(self, struck: list[Fault]) -> None:
        for fault in struck:
            match fault.kind:
                case FaultKind.SLOW:
                    await asyncio.sleep(fault.seconds)
                case FaultKind.TOO_MANY:
                    raise Refusal(
                        429,
                        f"Too Many Requests: retry after {fault.retry_after}",
                        parameters={"retry_after": fault.retry_after},
                    )
                case FaultKind.SERVER_ERROR:
                    if not fault.after:
                        raise _stumbled(fault)
                case FaultKind.FORBIDDEN:
                    raise Refusal(403, f"Forbidden: {fault.description}")
                case FaultKind.MIGRATED:
                    moved = {"migrate_to_chat_id": fault.moved_to}
                    raise Refusal(400, f"Bad Request: {fault.description}", parameters=moved)
                case FaultKind.DOWN:
                    raise _CutOff
                case FaultKind.CUT_AFTER:
                    pass

    async def _act(self, token: str, method: str, incoming: Incoming) -> Any:
        if token != self.token:
            raise Refusal(401, "Unauthorized", violation=True)
        if method not in METHODS:
            raise Refusal(404, "Not Found", violation=True)
        values = read_call(method, METHODS[method], incoming)
        incoming.values = {name: value for name, value in values.items() if not isinstance(value, Upload)}
        if self.delivery.handles(method):
            return await self.delivery.act(method, values)
        return ACTIONS[method](Call(self.world, values, incoming.uploads))

    def _note(self, method: str, incoming: Incoming, status: int, description: str, struck: list[Fault]) -> None:
        params = {**incoming.values, **{name: upload.name for name, upload in incoming.uploads.items()}}
        fault = ", ".join(fault.kind.value for fault in struck)
        self.requests.append(Request(method, params, status, self.world.clock.now(), description, fault))
        if len(self.requests) > _KEPT_REQUESTS:
            del self.requests[: _KEPT_REQUESTS // 2]

    def _blame(self, method: str, description: str) -> None:
        self.violations.append(Violation(method, description, self.world.clock.now()))
        self.world.tell("violation", method=method, description=description)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return _refused(Refusal(401, "Unauthorized"))
        for blob in self.world.files.blobs.values():
            if blob.path == request.match_info["path"]:
                return web.Response(body=blob.content, content_type="application/octet-stream")
        return _refused(Refusal(404, "Not Found"))


def _chat_id(incoming: Incoming) -> object:
    chat_id = incoming.values.get("chat_id")
    return int(chat_id) if isinstance(chat_id, str) and chat_id.lstrip("-").isdecimal() else chat_id


def _stumbled(fault: Fault) -> Refusal:
    return Refusal(fault.status, HTTPStatus(fault.status).phrase)


def _lose(struck: list[Fault]) -> None:
    """Let the answer go astray: what the call asked is done."""
    for fault in struck:
        match fault.kind:
            case FaultKind.CUT_AFTER:
                raise _CutOff
            case FaultKind.SERVER_ERROR if fault.after:
                raise _stumbled(fault)


def _refused(refusal: Refusal) -> web.Response:
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return web.json_response(body, status=refusal.code)


def _abort(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
