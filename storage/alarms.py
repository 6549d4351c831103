"""What the operator was told, kept in the database, so that several workers tell it once."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from storage import meta
from storage.database import insert_once
from storage.tables import meta as table

AGAIN = timedelta(hours=6)
"""A trouble that stands is told again this often."""
CALM = timedelta(minutes=5)
"""A trouble is over when it was not seen for so long: one that comes and goes is told once."""
_KEPT = "audit.told"


@dataclass(slots=True)
class _Known:
    """One trouble: when it was last told (never, if telling failed) and last seen."""

    told: datetime | None
    seen: datetime


def must_tell(tx: Connection, codes: Collection[str], now: datetime) -> bool | None:
    """Note the troubles found at ``now``. True: tell them; False: tell that all is well again; None: say nothing.

    The answer is given once: whoever gets it tells it, or hands it back with :func:`not_told`.
    """
    if not codes and meta.get(tx, _KEPT) in (None, "{}"):
        return None
    before = _locked(tx)
    known = {code: each for code, each in before.items() if code in codes or now - each.seen < CALM}
    news = any(code not in known or _due(known[code], now) for code in codes)
    for code in codes:
        if news or now - known[code].seen >= CALM / 5:  # no write for every look
            known[code] = _Known(now if news else known[code].told, now)
    if known != before:
        _keep(tx, known)
    if news:
        return True
    return False if before and not known and any(each.told for each in before.values()) else None


def not_told(tx: Connection, codes: Collection[str]) -> None:
    """Note that the operator could not be told after all: it is tried again with the next look."""
    known = _locked(tx)
    for code in codes:
        if code in known:
            known[code].told = None
    _keep(tx, known)


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
