"""Judges again what a bot stored, and reads what was printed."""

from __future__ import annotations

import io

from bot.judging.replay import replay
from storage.engine.database import Database


def replayed(database: Database, **how: object) -> tuple[int, list[str]]:
    """Return the exit status and the lines."""
    out = io.StringIO()
    status = replay(database, out, **how)  # type: ignore[arg-type]
    return status, out.getvalue().splitlines()
