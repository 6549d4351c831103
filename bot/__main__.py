"""The program: ``python -m bot [mode]``. Parses, calls, exits."""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from bot.judging.options import add_options, existing_file
from bot.settings import RUNNING, Mode, Settings, SettingsError, check, read_settings
from bot.watching.logs import set_up_logs

USAGE_ERROR = 2
INTERRUPTED = 130
"""What a shell makes of Ctrl-C: whatever comes after ``migrate`` in a release must not go on."""
NOBODY_READS = 141
"""What a shell makes of a pipe that was closed at its other end."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one mode; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="Backcheck, a companion for back pain.")
    modes = parser.add_subparsers(dest="mode", metavar="MODE")
    for mode in Mode:
        sub = modes.add_parser(mode.value, help=_HELP[mode])
        if mode is Mode.SANDBOX:
            script = "play a YAML story and print what was said"
            sub.add_argument("--script", type=existing_file, action="append", metavar="FILE", help=script)
            sub.add_argument("--fresh", action="store_true", help="forget what the sandbox remembers and begin anew")
        if mode is Mode.DOCTOR:
            look = "the mode that will run, as a Procfile or unit names it; without it MODE is asked"
            sub.add_argument("--mode", dest="examined", choices=RUNNING, metavar="MODE", help=look)
        add_options(mode, sub)
    options = parser.parse_args(arguments)
    try:
        settings = read_settings()
        mode = Mode(options.mode) if options.mode else settings.chosen_mode
        set_up_logs(settings.log_level, settings.log_format)
        check(settings, mode)
        status = _run(mode, settings, options)
        sys.stdout.flush()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return USAGE_ERROR
    except KeyboardInterrupt:  # modes that stand take Ctrl-C as what ends them
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the flush at the end would complain
        return NOBODY_READS
    except Exception as error:
        words = _known_trouble(error)
        if words is None:
            raise
        print(words, file=sys.stderr)
        return 1
    else:
        return status


def _known_trouble(error: Exception) -> str | None:
    """Return what to tell whoever runs this, for troubles outside of the program; None for everything else."""
    from telegram.error import InvalidToken

    from bot.lifecycle import CannotStart
    from bot.sandbox.world.saved import SavedStateError
    from bot.serving import PortTaken
    from messages.reviewed import ReviewedDataError
    from storage.engine.database import Damaged, Unavailable
    from storage.schema.migrate import Busy, Unreadable

    match error:
        case InvalidToken():  # its own message would show the token
            return "Telegram refuses TELEGRAM_BOT_TOKEN; copy it again from @BotFather"
        case Busy():
            return (
                "the migration gave up, and nothing has changed: what it must change is in use, or too large to be"
                " changed while it is; run 'python -m bot migrate' again at a calmer hour"
            )
        case Damaged():
            return (
                "the database file is damaged, or no database: move it away together with the -wal and -shm beside it,"
                " put the newest copy in its place, and start again; see docs/operating.md"
            )
        case Unreadable():
            return f"DATABASE_URL answers, but not as a database of Backcheck ({error}): check it"
        case Unavailable():
            return (
                "the database cannot be reached: check DATABASE_URL, that its server runs, and that its folder can be"
                " written; 'python -m bot doctor' tells more"
            )
        case CannotStart() | PortTaken() | SavedStateError() | ReviewedDataError():
            return str(error)
        case _:
            return None


def _run(mode: Mode, settings: Settings, options: argparse.Namespace) -> int:
    match mode:
        case Mode.ASSESS | Mode.EVALUATE | Mode.REPLAY | Mode.RULES:
            from bot.judging.commands import run

            return run(mode, settings, options)
        case Mode.MIGRATE:
            return _migrate(settings)
        case Mode.DOCTOR:
            examined = getattr(options, "examined", None)
            return _doctor(settings.model_copy(update={"mode": Mode(examined)}) if examined else settings)
        case Mode.SANDBOX:
            from bot.rehearsal import open_sandbox, play_stories

            scripts = getattr(options, "script", None)
            if scripts:
                return asyncio.run(play_stories(scripts))
            return asyncio.run(open_sandbox(settings, fresh=getattr(options, "fresh", False)))
        case Mode.EMBEDDED | Mode.WEBHOOK | Mode.WORKER:
            from bot import lifecycle

            start = {Mode.EMBEDDED: lifecycle.embedded, Mode.WEBHOOK: lifecycle.webhook, Mode.WORKER: lifecycle.worker}
            asyncio.run(lifecycle.until_stopped(start[mode](settings)))
            return 0


def _migrate(settings: Settings) -> int:
    from storage.engine.database import Database
    from storage.schema import migrate

    database = Database(settings.database)
    try:
        migrate.upgrade(database)
        print(f"the database is at {migrate.revision(database)}")
    finally:
        database.dispose()
    return 0


def _doctor(settings: Settings) -> int:
    from bot.doctor import examine

    found = asyncio.run(examine(settings))
    for diagnosis in found:
        print(diagnosis)
    return 1 if any(each.kind == "wrong" for each in found) else 0


_HELP = {
    Mode.EMBEDDED: "one process does all: polls Telegram, decides, sends",
    Mode.WEBHOOK: "receives updates over HTTP (PostgreSQL; run several)",
    Mode.WORKER: "ticks and sends (PostgreSQL; run several)",
    Mode.MIGRATE: "brings the database to this version",
    Mode.SANDBOX: "a local chat page with a travelling clock; needs no token",
    Mode.ASSESS: "judges JSON lines from standard input",
    Mode.DOCTOR: "checks everything and says what is wrong",
    Mode.EVALUATE: "scores messages and stories with known answers",
    Mode.REPLAY: "judges stored history anew and shows every difference",
    Mode.RULES: "prints the table of red flags",
}


def _leave(status: int) -> NoReturn:
    """End at once. Taking all that was loaded apart costs a second, or several on a busy machine, and does nothing."""
    gc.collect()  # what was never closed says so
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    _leave(main())
