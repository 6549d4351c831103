"""``python -m bot replay``: stored history before the rules in force, and every difference that makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TextIO

from messages.triage.matter import verdict_on
from messages.triage.reading import prepare
from messages.triage.version import rules_version
from messages.triage.vocabulary import Action, Verdict
from storage.engine.database import Database
from storage.turn.judgements import Gone, Stored, people_judged, stored_of

_URGENCY = (Action.NONE, Action.ADVISE, Action.ASK, Action.ESCALATE)
_ENDINGS = ("the same", "other reasons only", "higher", "lower")


@dataclass(frozen=True, slots=True)
class Difference:
    """A judgement that comes out otherwise now."""

    was: Stored
    now: Verdict

    @property
    def kind(self) -> str:
        """``lower`` when level or action fell, ``higher`` when one rose, else ``other reasons only``."""
        levels = self.now.level - self.was.level
        actions = _URGENCY.index(self.now.action) - _URGENCY.index(self.was.action)
        if levels < 0 or actions < 0:
            return "lower"
        return "higher" if levels or actions else "other reasons only"

    @property
    def rules(self) -> frozenset[tuple[str, str]]:
        """(rule, flag) of every finding now."""
        return frozenset((each.rule, each.flag) for each in self.now.findings)

    def line(self, *, with_words: bool) -> str:
        """Return it in one line: ids and levels, and the words only where they are asked for."""
        was = self.was
        parts = [
            f"{self.kind}: judgement {was.id} of person {was.chat_id}, {was.at:%Y-%m-%d %H:%M} UTC, {was.source},"
            f" rules {was.rules_version}: {was.level.name} {was.action.value}"
            f" -> {self.now.level.name} {self.now.action.value}",
            *(f"+{rule} {flag}" for rule, flag in sorted(self.rules - was.rules)),
            *(f"-{rule} {flag}" for rule, flag in sorted(was.rules - self.rules)),
        ]
        return " | ".join([*parts, repr(was.words)] if with_words and was.words else parts)


@dataclass(slots=True)
class Replay:
    """What came of it."""

    endings: Counter[str] = field(default_factory=Counter)
    skipped: Counter[Gone] = field(default_factory=Counter)

    @property
    def lowered(self) -> int:
        """How many judgements would be less urgent now."""
        return self.endings["lower"]


def replay(
    database: Database, out: TextIO, *, since: datetime | None = None, person: int | None = None, words: bool = False
) -> int:
    """Judge stored history anew and print every difference; 1 when any level or action got lower.

    Reads one person at a time, in a transaction of its own, so that a bot at work is not held up.
    """
    prepare()
    count = Replay()
    for different in differences(database, count, since=since, person=person):
        out.write(different.line(with_words=words) + "\n")
    judged = ", ".join(f"{count.endings[name]} {name}" for name in _ENDINGS)
    out.write(f"{count.endings.total()} judged again by rules {rules_version()}: {judged}\n")
    for reason, number in sorted(count.skipped.items()):
        out.write(f"{number} not judged again: what they rested on was {reason.value}\n")
    return 1 if count.lowered else 0


def differences(
    database: Database, count: Replay, *, since: datetime | None = None, person: int | None = None
) -> Iterator[Difference]:
    """Yield every judgement that comes out otherwise now, and count all of them in ``count``."""
    people = (person,) if person is not None else database.run_sync(lambda tx: people_judged(tx, since))
    for chat_id in people:
        for stored in _history(database, chat_id, since):
            if isinstance(stored.matter, Gone):
                count.skipped[stored.matter] += 1
                continue
            found = Difference(stored, verdict_on(stored.matter))
            same = found.kind == "other reasons only" and found.rules == stored.rules
            count.endings["the same" if same else found.kind] += 1
            if not same:
                yield found


def _history(database: Database, chat_id: int, since: datetime | None) -> tuple[Stored, ...]:
    return database.run_sync(lambda tx: stored_of(tx, chat_id, since))
