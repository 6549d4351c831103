"""A warm process that has loaded the whole program and opened nothing: each line it reads makes it fork one replica.

A replica is ``python -m bot`` in every other respect: a process of its own with its own
arguments, environment and output, that hears signals and can be killed. Only the seconds of
loading are not spent again and again.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import select
import signal
import sys
from collections.abc import Iterator
from typing import Any

import bot.judging.commands
import bot.lifecycle  # noqa: F401 - loaded once, for all
from messages.events import Commanded, Said
from messages.triage.reading import prepare
from storage.clock import SystemClock
from storage.engine.database import Database
from storage.schema import migrate
from storage.turn.turns import take_turn


def warm_up() -> None:
    """Load every text and table by having a short talk that leaves nothing behind."""
    prepare()
    database, now = Database("sqlite://"), SystemClock().now()
    migrate.upgrade(database)
    for event in (Commanded("start"), Commanded("checkin"), Said("carried boxes"), Said("I can't pee")):
        database.run_sync(lambda tx, event=event: take_turn(tx, 1, event, now, update_id=None))  # type: ignore[misc]
    database.dispose()


def born(order: dict[str, Any]) -> int:
    """Be a replica; return the exit status."""
    os.chdir(order["folder"])
    out = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.environ.clear()
    os.environ.update(order["settings"])
    sys.argv = ["bot", *order["arguments"]]
    try:
        runpy.run_module("bot", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def _say(**what: Any) -> None:
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
    _say(warm=True)
    for line in _orders():
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            status = 1
            try:
                status = born(json.loads(line))
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        _say(began=pid)


if __name__ == "__main__":
    main()
