"""Keeps the make-believe Telegram in one JSON file, so that a second start carries on where it was."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.sandbox.world.model import Blob, Chat, Json, Query, User
from bot.sandbox.world.world import World

_FORMAT = 1


class SavedStateError(Exception):
    """The file of the sandbox can't be read. Chats are lost only if it is moved away; say so, and stop."""


@dataclass(frozen=True, slots=True)
class _SavedBlob:
    blob: Blob
    base64: str


@dataclass(frozen=True, slots=True)
class _SavedCommands:
    scope: str
    language: str
    commands: list[Json]


@dataclass(frozen=True, slots=True)
class _Saved:
    format: int
    now: datetime
    users: list[User]
    chats: list[Chat]
    queries: list[Query]
    blobs: list[_SavedBlob]
    pending: list[Json]
    next_update_id: int
    allowed_updates: list[str]
    commands: list[_SavedCommands]
    descriptions: dict[str, str]
    short_descriptions: dict[str, str]
    menu_button: Json
    next_message_id: int
    next_query: int


_FILE: TypeAdapter[_Saved] = TypeAdapter(_Saved)


def save(world: World, path: Path) -> None:
    """Write everything to ``path``; the file is always whole, whenever the power goes."""
    saved = _Saved(
        format=_FORMAT,
        now=world.clock.now(),
        users=list(world.users.values()),
        chats=list(world.chats.values()),
        queries=list(world.queries.values())[-1000:],
        blobs=[
            _SavedBlob(replace(blob, content=b""), base64.b64encode(blob.content).decode())
            for blob in world.files.blobs.values()
        ],
        pending=world.updates.pending,
        next_update_id=world.updates.next_id,
        allowed_updates=sorted(world.updates.allowed),
        commands=[_SavedCommands(scope, language, commands) for (scope, language), commands in world.commands.items()],
        descriptions=world.descriptions,
        short_descriptions=world.short_descriptions,
        menu_button=world.menu_button,
        next_message_id=world.next_message_id,
        next_query=world.next_query,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(_FILE.dump_json(saved))
    beside.replace(path)


def restore(world: World, path: Path) -> None:
    """Fill ``world`` from ``path``. The clock is moved on to where it was: time never goes back.

    Raises ``SavedStateError`` if the file is not one of ours.
    """
    try:
        saved = _FILE.validate_json(path.read_bytes())
    except ValidationError as error:
        raise SavedStateError(
            f"{path} does not hold chats of this sandbox. Move it away to start with empty phones."
        ) from error
    if saved.format != _FORMAT:
        raise SavedStateError(f"{path} was written by another version. Move it away to start with empty phones.")
    world.users = {user.id: user for user in saved.users}
    world.chats = {chat.id: chat for chat in saved.chats}
    world.queries = {query.id: query for query in saved.queries}
    world.files.blobs = {
        kept.blob.file_id: replace(kept.blob, content=base64.b64decode(kept.base64)) for kept in saved.blobs
    }
    world.updates.listen_for(saved.allowed_updates)
    for update in saved.pending:
        world.updates.put_raw(update)
    world.updates.next_id = saved.next_update_id
    world.commands = {(kept.scope, kept.language): kept.commands for kept in saved.commands}
    world.descriptions, world.short_descriptions = saved.descriptions, saved.short_descriptions
    world.menu_button = saved.menu_button
    world.next_message_id, world.next_query = saved.next_message_id, saved.next_query
    if saved.now > world.clock.now():
        world.clock.advance(saved.now - world.clock.now())
