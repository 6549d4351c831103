"""What the operator was told, kept in the database, so that several workers tell it once."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from storage import meta
from storage.engine.database import insert_once
from storage.schema.tables import meta as table

AGAIN = timedelta(hours=6)
"""A trouble that stands is told again this often."""
CALM = timedelta(minutes=5)
"""A trouble is over when it was not seen for so long: one that comes and goes is told once."""
TELLING = timedelta(minutes=1)
"""How long telling may take; whoever began it and is not done by then has died over it."""
_KEPT = "audit.told"
_TELLING = "audit.telling"
"""Since when somebody is telling; empty when nobody is."""


@dataclass(slots=True)
class _Known:
    """One trouble: when the operator last heard of it (None: not yet) and when it was last seen."""

    told: datetime | None
    seen: datetime


def must_tell(tx: Connection, codes: Collection[str], now: datetime) -> bool | None:
    """Note the troubles found at ``now``. True: tell them; False: tell that all is well again; None: say nothing.

    Whoever gets True or False tells it and says so with :func:`told`, or hands it back with :func:`not_told`.
    Nobody else gets it meanwhile; who does neither within a minute is gone, and another tells it.
    """
    if not codes and meta.get(tx, _KEPT) in (None, "{}"):
        return None
    before = _locked(tx)
    known = {code: each for code, each in before.items() if code in codes or now - each.seen < CALM}
    for code in codes:
        if code not in known:
            known[code] = _Known(None, now)
        elif now - known[code].seen >= CALM / 5:  # no write for every look
            known[code] = _Known(known[code].told, now)
    news = any(_due(known[code], now) for code in codes)
    ended = not known and any(each.told for each in before.values())
    if known != before and not ended:  # what ended is kept until its end was told
        _keep(tx, known)
    if not (news or ended) or _being_told(tx, now):
        return None
    meta.put(tx, _TELLING, now.isoformat())
    return news


def told(tx: Connection, codes: Collection[str], now: datetime) -> None:
    """Note that the operator was told of ``codes`` at ``now``, or, without any, that all is well again."""
    before = _locked(tx)
    known = {code: _Known(now, each.seen) if code in codes else each for code, each in before.items()} if codes else {}
    _keep(tx, known)
    meta.put(tx, _TELLING, "")


def not_told(tx: Connection) -> None:
    """Note that the operator could not be told after all: it is tried again with the next look."""
    _locked(tx)
    meta.put(tx, _TELLING, "")


def _being_told(tx: Connection, now: datetime) -> bool:
    since = meta.get(tx, _TELLING)
    return bool(since) and abs(now - datetime.fromisoformat(str(since))) < TELLING


def _due(known: _Known, now: datetime) -> bool:
    return known.told is None or now - known.told >= AGAIN


def _locked(tx: Connection) -> dict[str, _Known]:
    insert_once(tx, table, key=_KEPT, value="{}")
    kept = tx.execute(select(table.c.value).where(table.c.key == _KEPT).with_for_update()).scalar_one()
    return {
        code: _Known(_moment(told), datetime.fromisoformat(seen)) for code, (told, seen) in json.loads(kept).items()
    }


def _keep(tx: Connection, known: dict[str, _Known]) -> None:
    rows = {code: (each.told and each.told.isoformat(), each.seen.isoformat()) for code, each in known.items()}
    meta.put(tx, _KEPT, json.dumps(rows))


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
