"""Small dialogues for tests: what a turn decides is given, not computed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from messages.dialogue import Turn
from messages.effects import Effect, Lane
from messages.events import Event, Said
from messages.memory import Memory
from storage import outbox
from storage.outgoing import Delivered, Kind, Outgoing
from storage.schema.tables import metadata
from storage.turn.turns import Decide, TurnResult, take_turn

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
ADA = 1001
BEN = 1002
KEY = "common.back"
"""A text of the catalogue that needs no parameters."""


def after(**passed: float) -> datetime:
    """Return a moment after the start."""
    return START + timedelta(**passed)


def deciding(*effects: Effect, **changes: Any) -> Decide:
    """Return a dialogue that always decides the same."""

    def decide(memory: Memory, event: Event, now: datetime) -> Turn:
        return Turn(memory.person.model_copy(update=changes), effects)

    return decide


def turn(
    tx: Connection,
    *effects: Effect,
    chat_id: int = ADA,
    now: datetime = START,
    update_id: int | None = None,
    **changes: Any,
) -> TurnResult:
    """Let something be said, and decided upon as given."""
    return take_turn(tx, chat_id, Said("hello"), now, update_id=update_id, decide=deciding(*effects, **changes))


def turning(*effects: Effect, **how: Any) -> Callable[[Connection], TurnResult]:
    """Return :func:`turn` as work for a database."""
    return lambda tx: turn(tx, *effects, **how)


def put(tx: Connection, text: str, *, chat_id: int = ADA, lane: Lane = Lane.REPLY, **more: Any) -> int:
    """Queue one text."""
    body = {"text": text, **more.pop("body", {})}
    kind = more.pop("kind", Kind.TEXT)
    return outbox.put(tx, chat_id, kind, body, more.pop("now", START), lane=lane, **more)


def claim(tx: Connection, now: datetime = START, *, limit: int = 100) -> list[Outgoing]:
    """Claim from all lanes."""
    return outbox.claim(tx, list(Lane), limit, now)


def deliver(tx: Connection, now: datetime = START, *, first_id: int = 500) -> list[Outgoing]:
    """Claim and deliver until nothing is left; new messages get ids from ``first_id`` on."""
    sent: list[Outgoing] = []
    while messages := claim(tx, now):
        for message in messages:
            outbox.settle(tx, message, Delivered(message.message_id or first_id + len(sent)), now)
            sent.append(message)
    return sent


def texts(messages: list[Outgoing]) -> list[str]:
    """Return what they say."""
    return [each.text for each in messages]


def counts(tx: Connection) -> dict[str, int]:
    """Return how many rows each table holds, without the empty ones."""
    found = {
        table.name: tx.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.tables.values()
    }
    return {name: count for name, count in found.items() if count}
