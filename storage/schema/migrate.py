"""The schema is brought up to date from code, on the database we already have; no ini file.

On PostgreSQL it happens beside the running program. A change of a table waits only a second
for it, because everybody else queues up behind whoever waits; then it lets go and tries again.
And it may hold a table for less time than a turn is ready to wait.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.engine.database import Database, Unavailable

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x6261636B
"""Of the advisory lock that lets one process migrate while the others wait."""


TRIES = 20
REST_SECONDS = 3.0
"""Between two tries to get hold of a busy table."""
_LOCK_NOT_GRANTED = "55P03"
_TOOK_TOO_LONG = "57014"


class Busy(Unavailable):
    """The database is there, but what must change is in use, or too large for now; nothing was changed."""


class Unreadable(Exception):
    """Something answers, but not as a database of this program. Says what kind of error it was."""


def upgrade(database: Database, to: str = "head", *, rest: Callable[[float], None] = time.sleep) -> None:
    """Bring the schema to this version, or to ``to``. Processes that start together wait for the first.

    A table in use is tried again for about a minute. Raises :class:`Unavailable` when the
    database is away, :class:`Busy` when the table is still in use or a step took longer than it
    may. All or nothing on both databases.
    """

    def work(tx: Connection) -> None:
        _one_at_a_time(tx)
        command.upgrade(_config(tx), to)

    for attempt in range(1, TRIES + 1):
        try:
            return database.run_sync(work)
        except Unavailable as error:
            state = _sqlstate(error)
            if state == _TOOK_TOO_LONG or (state == _LOCK_NOT_GRANTED and attempt == TRIES):
                raise Busy(state) from error
            if state != _LOCK_NOT_GRANTED:
                raise
            log.warning("a table is in use; the migration lets go and tries again", extra={"attempt": attempt})
            rest(REST_SECONDS)
    return None


def downgrade(database: Database, to: str) -> None:
    """Take the schema back to an earlier version; what only the newer one can hold is lost."""

    def work(tx: Connection) -> None:
        _one_at_a_time(tx)
        command.downgrade(_config(tx), to)

    database.run_sync(work)


def revision(database: Database) -> str | None:
    """Return where the schema stands; None for an empty database. Changes nothing.

    Raises :class:`Unavailable` when the database is away, :class:`Unreadable` when it is none of ours.
    """
    if not database.exists:
        return None
    try:
        return database.run_sync(lambda tx: MigrationContext.configure(tx).get_current_revision())
    except DBAPIError as error:
        raise Unreadable(type(error.orig).__name__) from error


def behind(database: Database) -> bool:
    """Return whether the schema lacks something this program needs. One from a later release does not."""
    at = revision(database)
    script = ScriptDirectory(str(MIGRATIONS))
    known = {each.revision for each in script.walk_revisions()}
    return at is None or (at in known and at != head())


def head() -> str:
    """Return the version of the schema that this program needs."""
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    assert newest is not None  # noqa: S101 - migrations are part of the program
    return newest


def _config(tx: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = tx
    return config


def _one_at_a_time(tx: Connection) -> None:
    """Let nobody else migrate meanwhile, and rather fail than hold up the running program."""
    if tx.dialect.name == "postgresql":
        tx.execute(text("SET LOCAL lock_timeout = '60s'"))
        tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        tx.execute(text("SET LOCAL lock_timeout = '1s'"))
        tx.execute(text("SET LOCAL statement_timeout = '8s'"))  # a turn waits ten seconds for its rows


def _sqlstate(error: Unavailable) -> str | None:
    """Return what PostgreSQL calls the error behind ``error``."""
    cause = error.__cause__
    return getattr(cause.orig, "sqlstate", None) if isinstance(cause, DBAPIError) else None
