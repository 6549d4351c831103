"""One database, SQLite or PostgreSQL, and the one way to run something in a transaction on it.

Storage is written with plain synchronous functions that take a connection. They run on
worker threads: SQLite has exactly one, so that writers queue up here and never meet a
locked file; PostgreSQL has a few.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Connection, Engine, QueuePool, Table, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.engine.closing import Wires, all_ended
from storage.engine.columns import to_json
from storage.engine.dialects import spoken_by_ours
from storage.engine.statements import ask, put_in_place, put_once
from storage.engine.together import Together
from storage.points import Point, reached

log = logging.getLogger(__name__)

T = TypeVar("T")
Tx = Connection
"""A transaction, for those who only pass it on."""

POSTGRES_THREADS = 6
POSTGRES_RESERVE = 2
"""Threads beside those, with connections of their own, for what must not wait behind the others."""
SQLITE_PATIENCE = 5.0
"""Seconds to wait for another process that writes to the same file; ``?timeout=`` in the URL overrides it."""
SQLITE_CACHE = 8192
"""Kilobytes of pages kept at hand. SQLite's own two are less than what a hundred thousand plans are found by."""
POSTGRES_PATIENCE = 20.0
"""Seconds, in the queue and at work, after which a server counts as away that does not answer: longer than a lock."""
LET_GO_SECONDS = 1.0
"""How long what is running may still take when the database is closed, and as long again once it is cut off."""
TRIES = 5
"""How often a transaction is run that PostgreSQL broke off because of another one."""
PAUSE = 0.01
"""Seconds before it is run again, on its own thread; longer each time."""

_SQLITE_AWAY = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    }
)
_SQLITE_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_COLLIDED = frozenset({"40001", "40P01"})
"""Serialization failure and deadlock: run it again."""
_POSTGRES_AWAY = ("08", "53", "57", "58", "25006", "55P03", "28", "3D000")
"""SQLSTATEs (or their classes) that say: not now. 25006 is a read-only standby, 55P03 a lock not granted in time."""


class Unavailable(Exception):
    """The database cannot be reached or cannot write; nothing was changed.

    Not a bug and not worth a retry here: answer 503, or wait before the next poll, and
    Telegram keeps what it has for us. If the connection broke during the very commit,
    the change may have been made; the receipt then makes the redelivery a no-op.
    """


class Damaged(Unavailable):
    """The SQLite file is broken, or no database. It stays so until somebody puts a copy in its place."""


class Database:
    """A database by its URL: ``sqlite:///path`` or ``postgresql://user:password@host/name``."""

    def __init__(self, url: str) -> None:
        """Open nothing yet; raise ValueError if the URL names neither SQLite nor PostgreSQL."""
        self.url = _driver_url(url)
        self.dialect = self.url.get_backend_name()
        threads = 1 if self.dialect == "sqlite" else POSTGRES_THREADS
        reserve = 0 if self.dialect == "sqlite" else POSTGRES_RESERVE
        self._wires = Wires()
        self.engine = _sqlite(self.url) if self.dialect == "sqlite" else _postgres(self.url, threads + reserve)
        self._wires.watch(self.engine)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="database")
        self._reserve = ThreadPoolExecutor(reserve, thread_name_prefix="reserve") if reserve else self._threads
        self._together = Together(self._transact, spoils=passing, unavailable=Unavailable) if self.alone else None

    @property
    def exists(self) -> bool:
        """False for an SQLite file that is not there yet."""
        name = self.url.database
        return self.dialect != "sqlite" or _in_memory(self.url) or Path(str(name)).exists()

    @property
    def folder(self) -> Path | None:
        """Where the SQLite file lies; None where there is none."""
        if self.dialect != "sqlite" or _in_memory(self.url):
            return None
        return Path(str(self.url.database)).absolute().parent

    @property
    def alone(self) -> bool:
        """True where only one process may use the database: SQLite."""
        return self.dialect == "sqlite"

    @property
    def waited_for(self) -> bool:
        """True where somebody waits for the transaction under way: SQLite has one at a time."""
        return self._together is not None and self._together.waited_for

    async def run(self, work: Callable[[Connection], T], *, first: bool = False) -> T:
        """Run ``work`` in one transaction on a worker thread and return what it returns.

        Whatever it raises rolls everything back. Raises :class:`Unavailable` when the
        database is away. ``work`` may run more than once and must only touch the database.
        On SQLite, what waits at the same time shares a commit, each undone by itself if it fails.
        ``first`` is for what brings a warning out: it goes before all that waits, or has threads of its own.
        """
        if self._together is not None:
            future = self._together.add(work, first=first)
            self._threads.submit(self._together.commit_some)
            result: T = await asyncio.wrap_future(future)
            return result
        threads = self._reserve if first else self._threads
        try:
            async with asyncio.timeout(POSTGRES_PATIENCE):
                return await asyncio.get_running_loop().run_in_executor(threads, self._transact, work)
        except TimeoutError:  # a frozen machine, a cut wire: should it still be committed, the receipt knows
            raise Unavailable("no answer in time") from None

    def run_sync(self, work: Callable[[Connection], T]) -> T:
        """Do the same without an event loop, for the command line."""
        return self._threads.submit(self._transact, work).result()

    async def answers(self) -> bool:
        """Return whether the database can be reached now."""
        try:
            await self.run(lambda tx: tx.execute(text("SELECT 1")).scalar_one())
        except Unavailable:
            return False
        return True

    def dispose(self) -> None:
        """Let what is running finish for a moment, cut off the rest, close all connections. Safe to call twice.

        Whoever is cut off hears :class:`Unavailable`, or nothing any more: it is as if the machine had stopped.
        """
        pools = (self._threads, self._reserve)
        if not all_ended(pools, LET_GO_SECONDS):
            log.warning("the database does not answer; what is under way is left to it")
            for threads in pools:
                threads.shutdown(wait=False, cancel_futures=True)
            self._wires.cut()
            all_ended(pools, SQLITE_PATIENCE if self.alone else LET_GO_SECONDS)
        self.engine.dispose()

    def _transact(self, work: Callable[[Connection], T]) -> T:
        tries = 0
        while True:
            tries += 1
            try:
                with self.engine.begin() as tx:
                    result = work(tx)
                    reached(Point.COMMITTING)
                reached(Point.COMMITTED)
            except PoolTimeout as error:
                raise Unavailable("no connection became free in time") from error
            except DBAPIError as error:
                if collided(error) and tries < TRIES:
                    sleep(PAUSE * tries)  # or we would be back before the other has what it waited for
                    continue
                if passing(error):
                    kind = Damaged if damaged(error) else Unavailable
                    raise kind(type(error.orig).__name__) from error
                raise
            else:
                return result


def passing(error: BaseException) -> bool:
    """Return whether the error is about the database's state, not about what was asked: the caller lets it through.

    A full disk ends SQLite's whole transaction; what is raised then is that the savepoint is
    gone, and the reason stands behind it.
    """
    told: BaseException | None = error
    while told is not None:
        if isinstance(told, DBAPIError) and (collided(told) or away(told)):
            return True
        told = told.__context__
    return False


def damaged(error: DBAPIError) -> bool:
    """Return whether the error says that the file itself is broken."""
    return isinstance(error.orig, sqlite3.Error) and _plain_code(error.orig) in _SQLITE_DAMAGED


def collided(error: DBAPIError) -> bool:
    """Return whether the transaction was broken off because of another one, so that it is worth repeating."""
    return isinstance(error.orig, psycopg.Error) and error.orig.sqlstate in _COLLIDED


def away(error: DBAPIError) -> bool:
    """Return whether the error says that the database is out of reach, not that we asked for nonsense."""
    if error.connection_invalidated:
        return True
    original: Any = error.orig
    if isinstance(original, sqlite3.Error):
        return _plain_code(original) in _SQLITE_AWAY
    if isinstance(original, psycopg.OperationalError):
        return original.sqlstate is None or original.sqlstate.startswith(_POSTGRES_AWAY)
    return False


def _plain_code(error: sqlite3.Error) -> int:
    """Return SQLite's code; an extended one carries the plain one in its lowest byte."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def insert_once(tx: Connection, table: Table, **values: Any) -> bool:
    """Insert a row unless one with the same key is there; return whether it was inserted."""
    return bool(ask(tx, (put_once(table, *values), values)))


def upsert(tx: Connection, table: Table, **values: Any) -> None:
    """Insert a row, or change everything but its key if it is there."""
    ask(tx, (put_in_place(table, *values), values))


def _driver_url(url: str) -> URL:
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ValueError, ArgumentError) as error:
        raise ValueError("the database URL cannot be read") from error
    if backend == "sqlite":
        return parsed.set(drivername="sqlite+pysqlite")
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    raise ValueError("the database must be sqlite:///path or postgresql://user:password@host/name")


def _in_memory(url: URL) -> bool:
    return url.database in (None, "", ":memory:")


def _sqlite(url: URL) -> Engine:
    engine = create_engine(
        spoken_by_ours(url),
        json_serializer=to_json,
        hide_parameters=True,  # an error must not carry what people wrote into a log
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": float(str(url.query.get("timeout", SQLITE_PATIENCE)))},
    )

    @event.listens_for(engine, "do_connect")
    def make_folder(*_: Any) -> None:
        if not _in_memory(url):
            _make_private(Path(str(url.database)))

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # the dialect begins
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"cache_size=-{SQLITE_CACHE}"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _make_private(path: Path) -> None:
    """Make folder and file, if they are not there, for their owner alone. What SQLite lays beside it is as private.

    A file that is there is not opened: closing it would let go of every lock that this process has on it.
    """
    with contextlib.suppress(OSError):  # then the file cannot be opened either, which is said as Unavailable
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _postgres(url: URL, threads: int) -> Engine:
    settings = "-c timezone=UTC -c lock_timeout=10s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
    return create_engine(
        spoken_by_ours(url),
        json_serializer=to_json,
        hide_parameters=True,  # an error must not carry what people wrote into a log
        pool_size=threads,
        max_overflow=0,
        pool_pre_ping=True,
        pool_timeout=10,
        pool_use_lifo=True,  # the connection used last is warm on both sides: its statements are parsed and planned
        # A wire that is cut without a word is noticed within half a minute, and its thread is free again.
        connect_args={
            "prepare_threshold": 1,  # what is asked a second time is parsed for the last time
            "connect_timeout": 5,
            "options": settings,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 25_000,
        },
    )
