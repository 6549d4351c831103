"""Closes what does not close by itself: threads that wait for a server which never answers."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from typing import Any
from weakref import WeakSet

import psycopg
from sqlalchemy import Engine, event


class Wires:
    """The connections to a server, which can be cut from outside: whoever waits for an answer there wakes up.

    A cancel request would have to be answered by the very server that does not answer.
    """

    def __init__(self) -> None:
        self._open: WeakSet[psycopg.Connection[Any]] = WeakSet()
        self._cut = False

    def watch(self, engine: Engine) -> None:
        """Know of every connection that ``engine`` opens from now on."""

        @event.listens_for(engine, "do_connect")
        def refuse(*_: Any) -> None:
            if self._cut:  # who finds its connection broken would only wait for the next one
                raise psycopg.OperationalError("closed")

        @event.listens_for(engine, "connect")
        def note(connection: Any, _: Any) -> None:
            if isinstance(connection, psycopg.Connection):
                self._open.add(connection)

    def cut(self) -> None:
        """Cut all of them, and let none be opened any more."""
        self._cut = True
        for connection in tuple(self._open):
            with (
                contextlib.suppress(psycopg.Error, OSError),  # it is gone already
                socket.socket(fileno=os.dup(connection.fileno())) as wire,
            ):
                wire.shutdown(socket.SHUT_RDWR)


def all_ended(pools: Iterable[ThreadPoolExecutor], seconds: float) -> bool:
    """Take no more work, and return whether what was begun or waits came to its end in time."""

    def wait() -> None:
        for pool in pools:
            pool.shutdown(wait=True)

    ending = Thread(target=wait, daemon=True)
    ending.start()
    ending.join(seconds)
    return not ending.is_alive()
