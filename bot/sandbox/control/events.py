"""Tells open chat pages what changes, as a stream of server-sent events."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from aiohttp import web

from bot.sandbox.control import look
from bot.sandbox.world.model import Json

if TYPE_CHECKING:
    from bot.sandbox.sandbox import Sandbox

_HEARTBEAT_SECONDS = 2.0
_MOST_WAITING = 2_000
"""Events a page may lag behind; then it is cut off and opens anew."""


class Stream:
    """All pages that are open now."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._pages: set[asyncio.Queue[Json | None]] = set()
        sandbox.world.observers.append(self._happened)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Stream events to one page until it is closed."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._pages.add(queue)
        try:
            await response.prepare(request)
            await response.write(b"retry: 500\n\n")
            while (event := await self._next(queue)) is not None:
                await response.write(b"data: " + json.dumps(event).encode() + b"\n\n")
        except ConnectionResetError:
            return response  # The page was closed.
        finally:
            self._pages.discard(queue)
        return response

    def close(self) -> None:
        """End all streams."""
        for queue in self._pages:
            queue.put_nowait(None)

    async def _next(self, queue: asyncio.Queue[Json | None]) -> Json | None:
        try:
            return await asyncio.wait_for(queue.get(), _HEARTBEAT_SECONDS)
        except TimeoutError:
            return {"type": "clock", "now": self._sandbox.clock.now().isoformat()}

    def _happened(self, event: Json) -> None:
        if not self._pages:
            return
        for told in self._told(event):
            for queue in tuple(self._pages):
                queue.put_nowait(told if queue.qsize() < _MOST_WAITING else None)

    def _told(self, event: Json) -> list[Json]:
        sandbox, world = self._sandbox, self._sandbox.world
        match event["type"]:
            case "message":
                chat = world.chats[event["chat_id"]]
                if chat.kind != "private":
                    return []
                view = look.message_view(world, chat.messages[event["message_id"]])
                return [{**event, "message": view, "now": sandbox.clock.now().isoformat()}]
            case "chat":
                chats = [person for person in sandbox.people if person.id == event["chat_id"]]
                return [{"type": "chat", "chat": look.chat_view(person)} for person in chats]
            case "commands":
                return [{"type": "chat", "chat": look.chat_view(person)} for person in sandbox.people]
            case "person":
                return [{"type": "reload"}]
            case "faults":
                return [{"type": "faults", "faults": list(map(look.fault_view, sandbox.faults.active))}]
            case "violation":
                return [{"type": "violations", "violations": look.violations(sandbox)}]
        return [event]
