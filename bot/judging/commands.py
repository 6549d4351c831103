"""Which judging command was asked for, with its options in their own shape."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta

from bot.settings import Mode, Settings


def run(mode: Mode, settings: Settings, options: argparse.Namespace) -> int:
    """Run one judging command; return the exit status."""
    match mode:
        case Mode.EVALUATE:
            from bot.judging.evaluate import Side, Wanted, evaluate

            side = Side.OPEN if options.open else Side.SEALED if options.sealed else Side.ALL
            wanted = Wanted(options.files, side, misses=options.misses, as_json=options.json, reader=options.reader)
            return evaluate(wanted, sys.stdout, sys.stderr)
        case Mode.RULES:
            from bot.judging.rules import print_rules, prove

            if options.prove:
                return prove(sys.stdout)
            return print_rules(sys.stdout, flag=options.flag, as_json=options.json, markdown=options.markdown)
        case Mode.REPLAY:
            return _replay(settings, options)
        case _:
            from bot.judging.assess import assess

            return assess(sys.stdin.buffer, sys.stdout)


def _replay(settings: Settings, options: argparse.Namespace) -> int:
    from bot.judging.replay import replay
    from storage.clock import SystemClock
    from storage.engine.database import Database
    from storage.schema import migrate

    database = Database(settings.database)
    try:
        if migrate.behind(database):
            sys.stderr.write("the database is older than this program: run 'python -m bot migrate' first\n")
            return 1
        since = None if options.since is None else SystemClock().now() - timedelta(days=options.since)
        return replay(database, sys.stdout, since=since, person=options.person, words=options.words)
    finally:
        database.dispose()
