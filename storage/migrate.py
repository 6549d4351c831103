"""The schema is brought up to date from code, on the database we already have; no ini file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x6261636B
"""Of the advisory lock that lets one process migrate while the others wait."""


def upgrade(database: Database, to: str = "head") -> None:
    """Bring the schema to this version, or to ``to``. Processes that start together wait for the first.

    Raises :class:`Unavailable` when the database is away. All or nothing on both databases.
    """

    def work(tx: Connection) -> None:
        _one_at_a_time(tx)
        command.upgrade(_config(tx), to)

    database.run_sync(work)


def downgrade(database: Database, to: str) -> None:
    """Take the schema back to an earlier version; what only the newer one can hold is lost."""

    def work(tx: Connection) -> None:
        _one_at_a_time(tx)
        command.downgrade(_config(tx), to)

    database.run_sync(work)


def revision(database: Database) -> str | None:
    """Return where the schema stands; None for an empty database. Changes nothing."""
    if not database.exists:
        return None
    return database.run_sync(lambda tx: MigrationContext.configure(tx).get_current_revision())


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
    """Let nobody else migrate meanwhile, and rather fail than hold up the running program for long."""
    if tx.dialect.name == "postgresql":
        tx.execute(text("SET LOCAL lock_timeout = '60s'"))
        tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        tx.execute(text("SET LOCAL lock_timeout = '5s'"))
        tx.execute(text("SET LOCAL statement_timeout = '5min'"))
