"""Prints how well the reader hears the development messages, on the part to look at and the sealed part.

    python tests/triage/reading/score.py [--misses] [--alarms] [--source corpus-acute]

Only messages of the part to look at are ever printed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from messages.triage.flags import load_flags  # noqa: E402
from messages.triage.reading import read  # noqa: E402
from messages.triage.vocabulary import Mention, Reading, Status  # noqa: E402
from tests.triage.reading.corpus import Message, messages  # noqa: E402


def say(line: str, *more: str) -> None:
    """Write one line of the report."""
    sys.stdout.write(" ".join((line, *more)) + "\n")


URGENT = frozenset({"EMERGENCY_NOW", "SAME_DAY"})
OPEN = frozenset({Status.UNSURE, Status.HYPOTHETICAL})


@lru_cache(maxsize=1)
def levels() -> dict[str, str]:
    """Return the level of every red flag (reference 1.3)."""
    return {flag.id: flag.level.name for flag in load_flags().values()}


def action(reading: Reading) -> str:
    """Say what a bot would do on this reading alone: escalate, ask, advise or none."""
    urgent = [mention for mention in reading.mentions if levels().get(mention.flag) in URGENT]
    if any(mention.status is Status.CURRENT and mention.certain for mention in urgent):
        return "escalate"
    if any(_asks(mention) for mention in urgent):
        return "ask"
    if any(
        mention.status in (Status.CURRENT, Status.UNSURE) and mention.flag in levels() for mention in reading.mentions
    ):
        return "advise"
    return "none"


def _asks(mention: Mention) -> bool:
    match mention.status:
        case Status.CURRENT | Status.UNSURE | Status.HYPOTHETICAL:
            return True
        case Status.RESOLVED | Status.OTHER_PERSON:
            return levels()[mention.flag] == "EMERGENCY_NOW"
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Scored:
    """A message with what the reader made of it."""

    message: Message
    done: str
    reading: Reading

    @property
    def good(self) -> bool:
        """Say whether the action is one the label accepts."""
        return self.done in self.message.actions


def scored(chosen: Iterable[Message]) -> list[Scored]:
    """Read every message."""
    return [Scored(message, action(reading := read(message.text)), reading) for message in chosen]


def share(rows: Sequence[Scored], *wanted: str) -> str:
    """Return the share of ``rows`` done as ``wanted``, as text."""
    hits = sum(row.done in wanted for row in rows)
    return f"{hits:4d}/{len(rows):<4d} {100 * hits / len(rows):5.1f} %" if rows else "-"


def report(rows: Sequence[Scored]) -> None:
    """Print the figures the reader is held to."""
    by_level = {
        level: [row for row in rows if row.message.level == level]
        for level in ("EMERGENCY_NOW", "SAME_DAY", "SOON", "NONE")
    }
    plain = [row for row in by_level["EMERGENCY_NOW"] if row.message.trap is None]
    hard = [row for row in by_level["NONE"] if row.message.actions[0] in ("none", "advise")]
    say("emergency: escalate or ask ", share(by_level["EMERGENCY_NOW"], "escalate", "ask"))
    say("emergency: escalate        ", share(by_level["EMERGENCY_NOW"], "escalate"))
    say("plain emergency: escalate  ", share(plain, "escalate"))
    say("same day: escalate or ask  ", share(by_level["SAME_DAY"], "escalate", "ask"))
    say(
        "soon: advise or ask        ",
        share(by_level["SOON"], "advise", "ask"),
        "  heard at all",
        share(by_level["SOON"], "advise", "ask", "escalate"),
    )
    say("none: escalate             ", share(hard, "escalate"))
    say("none: ask                  ", share(hard, "ask"))
    form_c = [row for row in rows if row.message.level is None]
    must = [row for row in form_c if row.message.actions[0] == "escalate"]
    quiet = [row for row in form_c if row.message.actions == ("none",)]
    say("form C must: escalate/ask  ", share(must, "escalate", "ask"), "  escalate", share(must, "escalate"))
    say("form C none: escalate      ", share(quiet, "escalate"), "  ask", share(quiet, "ask"))


def listing(rows: Iterable[Scored]) -> None:
    """Print rows of the open part with what was heard."""
    for row in rows:
        assert not row.message.sealed
        heard = "; ".join(
            f"{m.flag}{'' if m.certain else '?'}:{m.status.value[:4]}:{m.words!r}:{m.rule.rsplit('.', 1)[-1]}"
            for m in row.reading.mentions
            if not m.flag.startswith("rf_")
        )
        wanted = row.message.level or row.message.actions[0]
        say(
            f"[{row.message.id}] {wanted} {row.message.trap or ''} -> {row.done} | {row.message.text!r}"
            f" | {','.join(row.message.flags)} | {heard}"
        )


def main() -> None:
    """Print the figures, and with options the messages of the open part that went wrong."""
    options = argparse.ArgumentParser()
    options.add_argument("--misses", action="store_true", help="list alarming messages not answered enough")
    options.add_argument("--alarms", action="store_true", help="list harmless messages answered too much")
    options.add_argument("--open", action="store_true", help="leave the sealed part alone")
    options.add_argument("--source", default="", help="only messages of files whose name contains this")
    options.add_argument("--level", default="", help="only list messages of this level (or gold)")
    chosen = options.parse_args()
    every = [message for message in messages() if chosen.source in message.source]
    opened = scored(message for message in every if not message.sealed)
    say("== open part")
    report(opened)
    if not (chosen.open or chosen.misses or chosen.alarms):
        say("== sealed part")
        report(scored(message for message in every if message.sealed))
    rank = {"none": 0, "advise": 1, "ask": 2, "escalate": 3}
    for row in opened:
        best = min(rank[one] for one in row.message.actions)
        worst = max(rank[one] for one in row.message.actions)
        if chosen.level and chosen.level not in (row.message.level, row.message.actions[0]):
            continue
        if (chosen.misses and rank[row.done] < best and not (best == 3 and row.done == "ask")) or (
            chosen.alarms and rank[row.done] > worst
        ):
            listing([row])


if __name__ == "__main__":
    main()
