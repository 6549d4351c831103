"""A warm process that has loaded everything and opened nothing: each line it reads makes it fork one bot.

It serves any number of plays, one after the other; a child is alive within a tenth of a second.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from messages.events import Commanded, Event, Said
from messages.triage.reading import prepare
from storage.engine.database import Database, Tx
from storage.schema import migrate
from storage.turn.turns import take_turn
from tests.crash.kills.child import Spec, live

ROOT = Path(__file__).parents[3]
MORNING = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
COMMANDS = ("start", "checkin", "habits", "progress", "settings", "serious", "help")
WORDS = ("carried boxes upstairs", "I can't pee since last night and my bottom is numb")


def warm_up() -> None:
    """Load every text and table by having a short talk that leaves nothing behind."""
    prepare()
    database = Database("sqlite://")
    migrate.upgrade(database)
    events: list[Event] = [*map(Commanded, COMMANDS), *map(Said, WORDS)]
    for event in events:
        database.run_sync(partial(_take, event))
    database.dispose()


def _take(event: Event, tx: Tx) -> None:
    take_turn(tx, 1, event, MORNING, update_id=None)


class Zygote:
    """The parent's handle on the warm process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.kills.zygote"],
            cwd=ROOT,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"warm\n"

    def fork(self, spec: Spec) -> None:
        """Let a child live; it says hello on its control socket."""
        assert self._process.stdin is not None
        self._process.stdin.write(spec.dump().encode() + b"\n")
        self._process.stdin.flush()

    def close(self) -> None:
        self._process.communicate()


@contextmanager
def warm() -> Iterator[Zygote]:
    """Keep a warm process."""
    zygote = Zygote()
    try:
        yield zygote
    finally:
        zygote.close()


def main() -> None:
    """Fork until the input ends. Children that died are not waited for."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    warm_up()
    gc.collect()
    gc.freeze()  # so that the children's collections do not copy what they share
    sys.stdout.write("warm\n")
    sys.stdout.flush()
    for line in sys.stdin:
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                live(Spec.load(line))
            finally:
                os._exit(0)


if __name__ == "__main__":
    main()
