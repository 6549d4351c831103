"""SQLite and PostgreSQL as SQLAlchemy speaks to them, without what each transaction would pay for and none needs."""

from __future__ import annotations

import select
from typing import Any

from sqlalchemy import URL, Connection
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from storage.engine.statements import tell


class Sqlite(SQLiteDialect_pysqlite):
    """SQLite whose transactions take the lock for writing at once: a late one would fail, not wait."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin; the driver is told not to do so by itself."""
        dbapi_connection.execute("BEGIN IMMEDIATE")

    def do_savepoint(self, connection: Connection, name: str) -> None:
        """Set a mark to come back to."""
        tell(connection, f"SAVEPOINT {name}")

    def do_rollback_to_savepoint(self, connection: Connection, name: str) -> None:
        """Undo what was done since the mark."""
        tell(connection, f"ROLLBACK TO SAVEPOINT {name}")

    def do_release_savepoint(self, connection: Connection, name: str) -> None:
        """Take the mark away; what was done since stays."""
        tell(connection, f"RELEASE SAVEPOINT {name}")


class Postgres(PGDialect_psycopg):
    """PostgreSQL that is asked whether it is still there only where there is a sign that it is not."""

    supports_statement_cache = True

    def do_ping(self, dbapi_connection: Any) -> bool:
        """Return whether the connection still works; raise the driver's error if not.

        A server that stops, or ends a session, says so on the wire. A wire that fell silent shows
        only when something is sent, and then a question would hang as long as the work itself.
        """
        if dbapi_connection.closed or _something_to_hear(dbapi_connection.fileno()):
            return bool(super().do_ping(dbapi_connection))  # type: ignore[no-untyped-call]
        return True


def _something_to_hear(wire: int) -> bool:
    poll = select.poll()
    poll.register(wire, select.POLLIN)
    return bool(poll.poll(0))


def spoken_by_ours(url: URL) -> URL:
    """Return ``url`` so that the dialects of this module are used; it names one of the two databases."""
    return url.set(drivername=f"{url.get_backend_name()}+{_OURS}")


_OURS = "backcheck"
registry.register(f"sqlite.{_OURS}", __name__, Sqlite.__name__)
registry.register(f"postgresql.{_OURS}", __name__, Postgres.__name__)
