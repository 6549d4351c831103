"""A warm process that has loaded the whole program and opened nothing: each line it reads makes it fork one program.

That is ``python -m bot`` in every other respect: a process of its own with its own arguments,
environment and output, that hears signals and can be killed. Only the seconds of loading are not
spent again and again. How an interpreter of its own ends is asked of those that start cold.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import NoReturn

import bot.judging.commands
import bot.lifecycle  # noqa: F401 - loaded once, for all
from messages.events import Commanded, Said
from messages.triage.reading import prepare
from storage.clock import SystemClock
from storage.engine.database import Database
from storage.schema import migrate
from storage.turn.turns import take_turn

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Order:
    """How a program is to be started: the paths are those of its standard streams."""

    arguments: tuple[str, ...]
    settings: dict[str, str]
    """Its whole environment."""
    folder: str
    out: str
    errors: str
    said: str = os.devnull


class Nursery:
    """The parent's handle on the warm process. It belongs to no event loop."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.process.nursery"],
            cwd=ROOT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._born: SimpleQueue[tuple[int, Future[int]] | None] = SimpleQueue()
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        assert self._born.get(timeout=PATIENCE) is not None, "the program could not be loaded"

    def begin(self, order: Order) -> tuple[int, Future[int]]:
        """Start a program; return its process id, and its exit status as soon as there is one."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(order)).encode() + b"\n")
        self._process.stdin.flush()
        begun = self._born.get(timeout=PATIENCE)
        assert begun is not None, "the warm process is gone"
        return begun

    def close(self) -> None:
        """End it; what it started goes on."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        self._listening.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        ends: dict[int, Future[int]] = {}
        for line in self._process.stdout:
            said: dict[str, int] = json.loads(line)
            if "ended" in said:
                ends.pop(said["ended"]).set_result(said["status"])
            else:
                ended = ends[said["began"]] = Future()
                ended.set_running_or_notify_cancel()  # who no longer waits for it must not end it
                self._born.put((said["began"], ended))
        self._born.put(None)


@cache
def nursery() -> Nursery:
    """Return the one of this test process, which ends with it."""
    warm = Nursery()
    atexit.register(warm.close)
    return warm


def warm_up() -> None:
    """Load every text and table by having a short talk that leaves nothing behind."""
    prepare()
    database, now = Database("sqlite://"), SystemClock().now()
    migrate.upgrade(database)
    for event in (Commanded("start"), Commanded("checkin"), Said("carried boxes"), Said("I can't pee")):
        database.run_sync(lambda tx, event=event: take_turn(tx, 1, event, now, update_id=None))  # type: ignore[misc]
    database.dispose()


def streams(order: Order) -> tuple[int, int, int]:
    """Open what the program reads and writes, before it is said to have begun: who reads it then finds a writer."""
    out = os.open(order.out, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    errors = os.open(order.errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return os.open(order.said, os.O_RDONLY), out, errors


def born(order: Order, opened: tuple[int, int, int]) -> int:
    """Be a program; return the exit status."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever started the tests may ignore it
    os.chdir(order.folder)
    for number, stream in enumerate(opened):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(order.settings)
    sys.argv = ["bot", *order.arguments]
    try:
        runpy.run_module("bot", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def _over(status: int) -> NoReturn:
    """End as an interpreter does, up to where it would take apart libraries whose threads no fork has."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    gc.collect()  # what was never closed says so
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _say(**what: int) -> None:
    os.write(1, (json.dumps(what) + "\n").encode())


def _somebody_ended() -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        _say(ended=pid, status=os.waitstatus_to_exitcode(status))


def _orders() -> Iterator[bytes]:
    """Yield what is ordered; meanwhile say who ended.

    The end of a child is waited for beside the next order: a signal that arrives just before a read
    begins would be heard only after that read.
    """
    woken, wake = os.pipe()
    for end in (woken, wake):
        os.set_blocking(end, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    held = b""
    while True:
        ready, _, _ = select.select([0, woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            _somebody_ended()
        if 0 in ready:
            got = os.read(0, 65_536)
            if not got:
                return
            *lines, held = (held + got).split(b"\n")
            yield from lines


def main() -> None:
    """Fork until the input ends."""
    warm_up()
    gc.collect()
    gc.freeze()  # so that the children's collections do not copy what they share
    _say(began=0)
    for line in _orders():
        order = Order(**json.loads(line))
        opened = streams(order)
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _over(born(order, opened))
        for stream in opened:
            os.close(stream)
        _say(began=pid)


if __name__ == "__main__":
    main()
