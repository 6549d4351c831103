"""Which judging command was asked for, with its options in their own shape."""

from __future__ import annotations

import argparse
import sys

from bot.settings import Mode, Settings


def run(mode: Mode, settings: Settings, options: argparse.Namespace) -> int:
    """Run one judging command; return the exit status."""
    match mode:
        case Mode.EVALUATE:
            from bot.judging.evaluate import Side, Wanted, evaluate

            side = Side.OPEN if options.open else Side.SEALED if options.sealed else Side.ALL
            wanted = Wanted(options.files, side, misses=options.misses, as_json=options.json)
            return evaluate(wanted, sys.stdout, sys.stderr)
        case _:
            from bot.judging.assess import assess

            return assess(sys.stdin.buffer, sys.stdout)
