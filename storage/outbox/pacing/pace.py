"""The pace that all processes keep together: one row says how much may be sent now.

The row holds one instant: when the bucket will be full again. Whatever is taken moves it
on, time alone brings it back. Nobody ever waits for the row: who finds it locked by another
process sends what needs no leave, and looks again a moment later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from storage.engine.columns import UtcDateTime
from storage.engine.database import insert_once
from storage.outbox.pacing.mistimed import APART
from storage.schema.tables import meta, outbox

_KEY = "pace.full_at"


@dataclass(frozen=True, slots=True)
class Pace:
    """What one Bot API token bears, whoever sends."""

    per_second: float
    burst: int
    debt: int
    """How far urgent messages may run ahead; also how far another machine's wrong clock can set us back."""


class Purse:
    """What may be sent now, held by this transaction alone until it ends."""

    def __init__(self, tx: Connection, pace: Pace, full_at: datetime, now: datetime) -> None:
        self._tx = tx
        self._pace = pace
        self._now = now
        # However wrong the clock that wrote it was, nobody waits longer than for the deepest debt.
        self._full_at = min(full_at, now + self._lasting(pace.burst + pace.debt))
        self._stored = full_at

    @property
    def tokens(self) -> float:
        """How many messages may go out now; negative while a debt is made up."""
        missing = (self._full_at - self._now).total_seconds() * self._pace.per_second
        return self._pace.burst - max(0.0, missing)

    def pay(self, messages: int) -> None:
        """Note that so many messages are sent, were they allowed or not."""
        self._full_at = max(self._full_at, self._now) + self._lasting(messages)

    def close(self) -> None:
        """Write down what is left, for everybody."""
        if self._full_at != self._stored:
            self._tx.execute(_STORED, {"full_at": self._full_at.astimezone(UTC).isoformat()})

    def _lasting(self, messages: int) -> timedelta:
        return timedelta(seconds=messages / self._pace.per_second)


def open_purse(tx: Connection, pace: Pace, now: datetime) -> Purse | None:
    """Return the purse, locked until the transaction ends; None, at once, while another process holds it."""
    kept = tx.execute(_LOCKED).scalar_one_or_none()
    if kept is None and tx.execute(_SEEN).first() is None:  # the first look of all
        insert_once(tx, meta, key=_KEY, value=now.astimezone(UTC).isoformat())
        kept = tx.execute(_LOCKED).scalar_one_or_none()
    return None if kept is None else Purse(tx, pace, datetime.fromisoformat(kept), now)


def crowded(tx: Connection, most: int, within: timedelta, now: datetime) -> dict[int, datetime]:
    """Return the chats that got ``most`` messages or more ``within`` the last while, each with when that is over.

    It reads what was settled since, in every process: a few hundred rows at the fastest pace. What
    stands in the future was settled before the clock was set back.
    """
    rows = tx.execute(_CROWDED, {"since": now - within, "until": now + APART, "most": most})
    return {chat_id: first + within for chat_id, first in rows}


_LOCKED = select(meta.c.value).where(meta.c.key == _KEY).with_for_update(skip_locked=True)
_SEEN = select(meta.c.key).where(meta.c.key == _KEY)
_STORED = update(meta).where(meta.c.key == _KEY).values(value=bindparam("full_at"))
_CROWDED: Any = (
    select(outbox.c.chat_id, func.min(outbox.c.settled_at))
    .where(outbox.c.settled_at > bindparam("since", type_=UtcDateTime()))
    .where(outbox.c.settled_at <= bindparam("until", type_=UtcDateTime()), outbox.c.message_id.is_not(None))
    .group_by(outbox.c.chat_id)
    .having(func.count() >= bindparam("most"))
)
