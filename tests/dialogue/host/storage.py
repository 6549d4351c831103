"""What storage does in the product: keep what was decided, and give the memory back as it was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from pydantic import TypeAdapter

from messages.effects import KeepAlert, KeepCheckIn, KeepNudge, Plan, Unplan
from messages.memory import Alert, CheckIn, Memory, NudgeRecord, Person
from messages.triage.vocabulary import Case

_M = TypeVar("_M", CheckIn, Alert, NudgeRecord)
_CASE = TypeAdapter(Case)


def reread(memory: Memory, case: Case, now: datetime) -> Memory:
    """Return the memory as it comes back from storage: through JSON, and no older than storage looks back."""
    recent = memory.person.today(now) - timedelta(days=60)
    month = now - timedelta(days=60)
    return Memory(
        person=Person.model_validate_json(memory.person.model_dump_json()),
        case=_CASE.validate_json(_CASE.dump_json(case)),
        checkins=_each(CheckIn, (each for each in memory.checkins if each.day >= recent)),
        alerts=_each(Alert, (a for a in memory.alerts if a.is_open or a.opened_at >= month)),
        nudges=_each(NudgeRecord, (n for n in memory.nudges if n.sent_at >= now - timedelta(days=14))),
        notes=tuple(each for each in memory.notes if each[0] >= month),
        agenda=dict(memory.agenda),
    )


def kept(memory: Memory, effect: KeepAlert | KeepCheckIn | KeepNudge | Plan | Unplan) -> Memory:
    """Return the memory with one more thing kept, planned or no longer planned."""
    match effect:
        case KeepAlert(alert=alert):
            alerts = [alert, *(each for each in memory.alerts if each.id != alert.id)]
            alerts.sort(key=lambda each: each.opened_at, reverse=True)
            return replace(memory, alerts=tuple(alerts))
        case KeepCheckIn(checkin=checkin):
            checkins = [checkin, *(each for each in memory.checkins if each.day != checkin.day)]
            checkins.sort(key=lambda each: each.day, reverse=True)
            return replace(memory, checkins=tuple(checkins))
        case KeepNudge(nudge=nudge):
            nudges = [nudge, *(each for each in memory.nudges if each.run != nudge.run)]
            nudges.sort(key=lambda each: each.sent_at, reverse=True)
            return replace(memory, nudges=tuple(nudges))
        case Plan(topic=topic, key=key, due_at=due_at):
            assert due_at.tzinfo is not None, f"{topic} is planned without a zone"
            return replace(memory, agenda={**memory.agenda, (topic, key): due_at})
        case Unplan(topic=topic, key=gone):
            agenda = {name: at for name, at in memory.agenda.items() if name[0] != topic or gone not in (None, name[1])}
            return replace(memory, agenda=agenda)


def _each(shape: type[_M], kept: Iterable[_M]) -> tuple[_M, ...]:
    return tuple(shape.model_validate_json(each.model_dump_json()) for each in kept)
