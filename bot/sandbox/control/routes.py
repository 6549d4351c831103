"""The addresses behind the chat page: everything a person, the clock and the faults panel can do."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from aiohttp import web
from pydantic import ValidationError

from bot.sandbox.control import asks, look
from bot.sandbox.control.events import Stream
from bot.sandbox.person import CannotDoThatError, Person
from bot.sandbox.world.model import Json

if TYPE_CHECKING:
    from bot.sandbox.sandbox import Sandbox

PAGE = Path(__file__).parent.parent / "page"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_SHOWN_IN_PLACE = ("image/png", "image/jpeg", "image/gif", "image/webp", "video/mp4", "audio/ogg", "audio/mpeg")
_POLICY = "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; base-uri 'none'; form-action 'none'"
_LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Control:
    """The chat page and its levers, put into the application that also serves the Bot API."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.stream = Stream(sandbox)

    def add_routes(self, app: web.Application) -> None:
        """Put the page and ``/sandbox/api/`` into ``app``."""
        app.middlewares.append(_own_page_only)
        app.add_routes(
            [
                web.get("/", self._page),
                web.get("/sandbox/page/{file}", self._page),
                web.get("/sandbox/files/{file_id}", self._file),
                web.get("/sandbox/api/state", self._state),
                web.get("/sandbox/api/events", self.stream.serve),
                web.get("/sandbox/api/requests", self._requests),
                web.post("/sandbox/api/people", self._move_in),
                web.post("/sandbox/api/people/{person}/phone", self._phone),
                web.post("/sandbox/api/people/{person}/act", self._act),
                web.post("/sandbox/api/clock", self._travel),
                web.post("/sandbox/api/faults", self._trouble),
                web.post("/sandbox/api/faults/clear", self._calm),
                web.post("/sandbox/api/inject", self._inject),
            ]
        )

    async def _page(self, request: web.Request) -> web.StreamResponse:
        path = PAGE / request.match_info.get("file", "index.html")
        if path.parent != PAGE or path.suffix not in _TYPES or not path.is_file():
            raise web.HTTPNotFound
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": _POLICY}
        return web.Response(body=path.read_bytes(), content_type=_TYPES[path.suffix], charset="utf-8", headers=headers)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        blob = self._sandbox.world.files.blobs.get(request.match_info["file_id"])
        if blob is None:
            raise web.HTTPNotFound
        inline = blob.mime in _SHOWN_IN_PLACE
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=3600"}
        if not inline:
            headers["Content-Disposition"] = f'attachment; filename="{blob.name}"'
        mime = blob.mime if inline else "application/octet-stream"
        return web.Response(body=blob.content, content_type=mime, headers=headers)

    async def _state(self, _: web.Request) -> web.StreamResponse:
        return web.json_response(look.state(self._sandbox))

    async def _requests(self, _: web.Request) -> web.StreamResponse:
        newest = self._sandbox.requests[-200:]
        return web.json_response(
            [{"method": request.method, "status": request.status, "at": request.at.isoformat()} for request in newest]
        )

    async def _move_in(self, request: web.Request) -> web.StreamResponse:
        ask = asks.MovesIn.model_validate(await request.json())
        person = self._sandbox.person(ask.name, language_code=ask.language, zone=ask.zone)
        return web.json_response(look.person_view(person))

    async def _phone(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request)
        ask = asks.Phone.model_validate(await request.json())
        person.user.zone = ask.zone or person.user.zone
        person.user.language_code = ask.language or person.user.language_code
        self._sandbox.world.chat_changed(person.chat.chat)
        return web.json_response({"ok": True})

    async def _act(self, request: web.Request) -> web.StreamResponse:
        ask = asks.ACT.validate_python(await request.json())
        return web.json_response({"ok": True, "result": await _do(self._person(request), ask)})

    async def _travel(self, request: web.Request) -> web.StreamResponse:
        ask = asks.Travel.model_validate(await request.json())
        moved = True
        if ask.to_next:
            moved = await self._sandbox.travel_to_next() is not None
        else:
            await self._sandbox.travel(timedelta(seconds=ask.advance_seconds), jump=ask.jump)
        return web.json_response({"now": self._sandbox.clock.now().isoformat(), "moved": moved})

    async def _trouble(self, request: web.Request) -> web.StreamResponse:
        ask = asks.Trouble.model_validate(await request.json())
        faults, some = self._sandbox.faults, {"methods": ask.methods, "calls": ask.calls, "share": ask.share}
        match ask.kind:
            case "slow":
                faults.slow(ask.seconds, **some)  # type: ignore[arg-type]
            case "too_many":
                faults.too_many(ask.retry_after, **some)  # type: ignore[arg-type]
            case "server_error":
                faults.server_error(ask.status, after=ask.after, **some)  # type: ignore[arg-type]
            case "cut_after":
                faults.cut_after(**some)  # type: ignore[arg-type]
            case "down":
                faults.down()
            case "forbidden":
                if ask.person is None:
                    raise web.HTTPBadRequest(text="forbidden needs a person")
                faults.forbid(ask.person)
            case _:
                assert_never(ask.kind)
        return web.json_response({"ok": True})

    async def _calm(self, request: web.Request) -> web.StreamResponse:
        ask = asks.Calm.model_validate(await request.json())
        faults = self._sandbox.faults
        for fault in [fault for fault in faults.active if ask.kind in (None, fault.kind)]:
            faults.clear(fault)
        return web.json_response({"ok": True})

    async def _inject(self, request: web.Request) -> web.StreamResponse:
        ask = asks.Injection.model_validate(await request.json())
        return web.json_response({"update_id": self._sandbox.inject(ask.update)})

    def _person(self, request: web.Request) -> Person:
        for person in self._sandbox.people:
            if str(person.id) == request.match_info["person"]:
                return person
        raise web.HTTPNotFound(text="nobody here has that id")


async def _do(person: Person, ask: asks.Act) -> object:
    match ask:
        case asks.Says():
            return await person.says(ask.text, reply_to=ask.reply_to)
        case asks.Command():
            return await person.command(ask.command, ask.payload)
        case asks.Presses():
            return await person.presses(ask.label, data=ask.data, message=ask.message_id)
        case asks.SharesLocation():
            return await person.shares_location(ask.latitude, ask.longitude)
        case asks.Sends():
            content = None if ask.content is None else base64.b64decode(ask.content)
            return await person.sends(ask.kind, caption=ask.caption, name=ask.name, mime=ask.mime, content=content)
        case asks.Edits():
            await person.edits(ask.message_id, ask.text)
        case asks.Deletes():
            await person.deletes(ask.message_id)
        case asks.Blocks(act="blocks"):
            await person.blocks()
        case asks.Blocks():
            await person.unblocks()
        case _:
            assert_never(ask)
    return None


@web.middleware
async def _own_page_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Keep other web sites, open in the same browser, away from the levers."""
    if not request.path.startswith("/sandbox/api/"):
        return await handler(request)
    origin = request.headers.get("Origin")
    foreign = origin is not None and origin.split("://")[-1] != request.host
    if foreign or request.url.host not in _LOCAL_HOSTS:
        raise web.HTTPForbidden(text="only the sandbox's own page may do this")
    if request.method == "POST" and request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="send JSON")
    try:
        return await handler(request)
    except ValidationError as error:
        return _problem(400, "; ".join(f"{_place(item)}: {item['msg']}" for item in error.errors()))
    except CannotDoThatError as error:
        return _problem(409, str(error))
    except ValueError as error:
        return _problem(400, str(error))


def _place(item: Json | object) -> str:
    return ".".join(str(part) for part in item["loc"]) if isinstance(item, dict) else ""


def _problem(status: int, text: str) -> web.Response:
    return web.json_response({"ok": False, "problem": text}, status=status)
