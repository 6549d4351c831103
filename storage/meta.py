"""A few facts about the product itself: where polling stands, and which lanes are paused."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from sqlalchemy import Connection, Executable, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from messages.effects import Lane
from storage.engine.database import upsert
from storage.schema.tables import meta


def get(tx: Connection, key: str) -> str | None:
    """Return what is kept under ``key``."""
    return tx.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()


def put(tx: Connection, key: str, value: str) -> None:
    """Keep ``value`` under ``key``."""
    upsert(tx, meta, key=key, value=value)


def pause_lane(tx: Connection, lane: Lane, until: datetime) -> None:
    """Let a lane rest in every process: Telegram asked for it. A shorter pause does not cut a longer one."""
    tx.execute(_pause(tx.dialect.name), {"key": f"paused.{lane.name}", "value": written(until)})


def written(instant: datetime) -> str:
    """Return an instant as text of always the same length, which sorts as instants do."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


@cache
def _pause(dialect: str) -> Executable:
    """Read and written in one statement: two processes may be told to pause at the same time."""
    make = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = make(meta)
    return statement.on_conflict_do_update(
        index_elements=[meta.c.key],
        set_={"value": statement.excluded.value},
        where=meta.c.value < statement.excluded.value,
    )


def end_pauses(tx: Connection) -> None:
    """Let every lane go on."""
    tx.execute(delete(meta).where(meta.c.key.in_([f"paused.{lane.name}" for lane in Lane])))


def paused_until(tx: Connection) -> dict[Lane, datetime]:
    """Return until when each lane rests; perhaps past."""
    return {Lane[key.removeprefix("paused.")]: datetime.fromisoformat(value) for key, value in tx.execute(_PAUSES)}


_PAUSES = select(meta.c.key, meta.c.value).where(meta.c.key.in_([f"paused.{lane.name}" for lane in Lane]))
"""Built once: it is asked with every look into the outbox."""
