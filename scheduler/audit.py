"""Looks for what must never be true, and says so loudly."""

from __future__ import annotations

import logging
from datetime import datetime

from storage.audit import Trouble, troubles
from storage.database import Database

log = logging.getLogger(__name__)


async def tick(database: Database, now: datetime) -> list[Trouble]:
    """Return everything that is wrong at ``now``, and log each at ERROR. Raises Unavailable."""
    found = await database.run(lambda tx: troubles(tx, now))
    for trouble in found:
        log.error("audit", extra={"code": trouble.code, "count": trouble.count})
    return found
