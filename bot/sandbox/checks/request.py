"""Reads the parameters of one HTTP request, whichever of the documented ways they came."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox.refusal import broken


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that travelled inside the request."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Incoming:
    """The raw parameters of a call: strings from a form, real values from a JSON body."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)


async def read(request: web.Request) -> Incoming:
    """Return the parameters of ``request``; raise ``Refusal`` if the body can't be read."""
    incoming = Incoming(values=dict(request.query))
    try:
        match request.content_type:
            case "application/json":
                body = await request.json()
                if not isinstance(body, dict):
                    raise broken("the JSON body must be an object")
                incoming.values.update(body)
            case "application/x-www-form-urlencoded":
                incoming.values.update({key: str(value) for key, value in (await request.post()).items()})
            case "multipart/form-data":
                await _read_parts(request, incoming)
            case _:
                if await request.read():
                    raise broken(f"content type {request.content_type} is not supported")
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise broken("strings must be encoded in UTF-8 and the body must be sound") from error
    return incoming


async def _read_parts(request: web.Request, incoming: Incoming) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise broken("every part of a multipart request needs a name")
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            incoming.values[part.name] = content.decode()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            incoming.uploads[part.name] = Upload(part.filename, mime, content)
