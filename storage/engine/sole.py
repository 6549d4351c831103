"""On SQLite exactly one process may send and tick: it holds a lock beside the file, and the lock ends with the process.

Two would send the same warning twice, for each takes what the other has in hand as left by the dead.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from storage.engine.database import Database

log = logging.getLogger(__name__)


class InUse(Exception):
    """Another process runs on the same SQLite file."""


@contextlib.contextmanager
def sole(database: Database) -> Iterator[None]:
    """Be the one process on an SQLite file; raise :class:`InUse` if there is one. Others, PostgreSQL, need no lock.

    Only for what sends and ticks. Looking, migrating and copying beside it is allowed.
    """
    handle = None if database.folder is None else _opened(database)
    try:
        if handle is not None:
            _lock(handle)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _opened(database: Database) -> int | None:
    """Open the file to lock; None where none can be made: then the database cannot be written either, and says so."""
    path = Path(str(database.url.database)).resolve()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None


def _lock(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InUse from None
    except OSError as error:
        log.warning("this disk knows no locks: nothing keeps a second process away", extra={"errno": error.errno})
