"""The options of the judging commands; importing this loads no rules."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.settings import Mode


def add_options(mode: Mode, sub: argparse.ArgumentParser) -> None:
    """Give the subcommand of ``mode`` its options, if it is one of ours."""
    match mode:
        case Mode.EVALUATE:
            sub.add_argument(
                "files", type=existing_file, nargs="+", metavar="FILE", help="JSON lines with known answers"
            )
            part = sub.add_mutually_exclusive_group()
            part.add_argument("--open", action="store_true", help="only the part of our own messages to look at")
            part.add_argument("--sealed", action="store_true", help="only the sealed part; prints figures alone")
            sub.add_argument(
                "--reader", choices=("both", "rules", "learned"), default="both", help="who reads the text"
            )
            sub.add_argument("--misses", action="store_true", help="list what was answered badly; nothing sealed")
            sub.add_argument("--json", action="store_true", help="for machines")
        case Mode.REPLAY:
            sub.add_argument("--since", type=_days, metavar="DAYS", help="only judgements of the last DAYS days")
            sub.add_argument("--person", type=int, metavar="ID", help="only judgements of this chat")
            sub.add_argument("--words", action="store_true", help="show the words too: health data, for your eyes only")
        case Mode.RULES:
            sub.add_argument("--flag", metavar="ID", help="all of one red flag")
            shape = sub.add_mutually_exclusive_group()
            shape.add_argument("--json", action="store_true", help="for machines")
            shape.add_argument("--markdown", action="store_true", help="the page docs/red-flags.md")
            sub.add_argument("--prove", action="store_true", help="check every example; exit status 1 if one fails")
        case _:
            pass


def existing_file(name: str) -> Path:
    """Return the path of a file on the command line; argparse says it when there is none."""
    path = Path(name)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {name}")
    return path


def _days(text: str) -> int:
    days = int(text)
    if days < 1:
        raise argparse.ArgumentTypeError("at least one day")
    return days
