"""The very rows that our turns write, written by the bare driver: what the database alone would take.

What our turns send to the driver is overheard once, and said again without any of our
code: no reading, no judging, no SQLAlchemy; one transaction a turn.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
from sqlalchemy import event

from storage.engine.database import POSTGRES_THREADS, Database

Statement = tuple[str, Any, bool]
WRITES = ("INSERT", "UPDATE", "DELETE", "WITH")


class Overheard:
    """What a database's driver is told while this is open, turn by turn."""

    def __init__(self, database: Database) -> None:
        self.turns: list[list[Statement]] = []
        self._engine = database.engine

    def __enter__(self) -> Overheard:
        event.listen(self._engine, "begin", self._begun)
        event.listen(self._engine, "before_cursor_execute", self._told)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "begin", self._begun)
        event.remove(self._engine, "before_cursor_execute", self._told)

    def _begun(self, _: Any) -> None:
        self.turns.append([])

    def _told(self, _: Any, __: Any, statement: str, parameters: Any, ___: Any, many: bool) -> None:
        if statement.startswith(WRITES):
            self.turns[-1].append((statement, parameters, many))


class RawRows:
    """The bare driver, on as many threads as ours."""

    def __init__(self, database: Database) -> None:
        self._url = database.url
        self._sqlite = database.dialect == "sqlite"
        self._threads = ThreadPoolExecutor(1 if self._sqlite else POSTGRES_THREADS)
        self._own = threading.local()

    async def turn(self, statements: list[Statement]) -> None:
        """Write one turn's rows and wait for the disk."""
        await asyncio.get_running_loop().run_in_executor(self._threads, self._write, statements)

    def close(self) -> None:
        """Stop the threads; their connections go with them."""
        self._threads.shutdown()

    def _write(self, statements: list[Statement]) -> None:
        connection = getattr(self._own, "connection", None) or self._connect()
        if self._sqlite:
            connection.execute("BEGIN IMMEDIATE")
        for statement, parameters, many in statements:
            # What goes to psycopg without names has PostgreSQL's own placeholders.
            raw = not self._sqlite and isinstance(parameters, list)
            cursor = psycopg.RawCursor(connection) if raw else connection.cursor()
            (cursor.executemany if many else cursor.execute)(statement, parameters)
            if not many and cursor.description is not None:  # of RETURNING; unread, it would block the commit
                cursor.fetchall()
        connection.commit()

    def _connect(self) -> Any:
        if self._sqlite:
            connection: Any = sqlite3.connect(str(self._url.database), isolation_level=None)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}")
        else:
            plain = self._url.render_as_string(hide_password=False).replace("postgresql+psycopg://", "postgresql://")
            connection = psycopg.connect(plain)
        self._own.connection = connection
        return connection
