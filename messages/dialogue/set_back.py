"""The machine's clock was set back: what was planned by the old time comes as it was meant, never late by the jump.

What counts from a moment (the next repeat of a warning, a question nobody answered) is moved
back with the clock. What has an hour of the day keeps its hour; only a jump of days moves it,
by whole days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from messages.dialogue.checkin.hours import SILENCE_TOPIC
from messages.dialogue.escalation.alert.later import followup, ladder
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.talk import keep, talk
from messages.dialogue.flow import QuietFlow
from messages.dialogue.scene import Scene
from messages.events import Due
from messages.memory import Alert

TOPIC = "set_back"
COUNTED = frozenset({ladder.TOPIC, followup.TOPIC, question.TOPIC, SILENCE_TOPIC})
"""Topics of what counts from a moment, and must not be late."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Jump:
    """A clock that showed ``high`` and then ``low``, both UTC."""

    high: datetime
    low: datetime
    right_until: datetime | None = None
    """Set when the jump took back an earlier leap ahead: what was written down before this needs no moving."""

    @property
    def by(self) -> timedelta:
        """How far it went back."""
        return self.high - self.low

    @property
    def key(self) -> str:
        """The jump in words that :meth:`of` reads."""
        moments = (self.high, self.low, *([] if self.right_until is None else [self.right_until]))
        return " ".join(each.isoformat() for each in moments)

    @classmethod
    def of(cls, key: str) -> Jump | None:
        """Return the jump that a key names, or None for a key nobody knows."""
        try:
            moments = [datetime.fromisoformat(each) for each in key.split()]
            return cls(*moments) if 2 <= len(moments) <= 3 else None
        except ValueError:
            return None

    def moved(self, written: datetime) -> timedelta:
        """Return how far what was written down at ``written`` must move."""
        right = self.right_until is not None and written <= self.right_until
        return timedelta() if right else self.by


class SetBack(QuietFlow):
    """Owns one moment: the turn in which everything of a person is moved."""

    name = TOPIC
    topics = frozenset({TOPIC})

    def due(self, scene: Scene, event: Due) -> None:
        """Move what is planned, once; nothing is said."""
        jump = Jump.of(event.key)
        if jump is None:
            return
        planned = dict(scene.agenda)
        new = set(_opened_meanwhile(scene, jump))
        for alert in scene.alerts:
            if alert.is_open and alert.id not in new:
                _move_alert(scene, alert, jump)
        _move_talk(scene, jump, new)
        for (topic, key), at in planned.items():
            if key not in new and topic != ladder.TOPIC:
                moved = at - jump.by if _counts(scene, topic, key) else _same_hour(at, jump, scene.now)
                if moved != at:
                    scene.plan(topic, key, max(moved, scene.now))
        if scene.person.active_at is not None and scene.person.active_at > scene.now:
            scene.change(active_at=scene.now)  # or a talk would run for as long as the clock was wrong


def _opened_meanwhile(scene: Scene, jump: Jump) -> Iterator[str]:
    """Warnings and questions of the few seconds since the jump: the new time wrote them."""
    yield from (each.id for each in scene.alerts if jump.low < each.opened_at <= scene.now and each.rung == 0)
    yield from (each.run for each in talk(scene).pending if jump.low < each.asked_at <= scene.now and not each.rung)


def _move_alert(scene: Scene, alert: Alert, jump: Jump) -> None:
    """Let the ladder count from the true moment; a repeat that came early by a wrong clock comes again in time."""
    back = jump.moved(alert.opened_at)
    opened_at = alert.opened_at - back
    passed = sum(opened_at + timedelta(minutes=minutes) <= scene.now for minutes in alert.ladder)
    seen_at = alert.acknowledged_at
    if seen_at is not None:
        seen_at -= jump.moved(seen_at)
    moved = alert.model_copy(
        update={"opened_at": opened_at, "acknowledged_at": seen_at, "rung": min(alert.rung, passed)}
    )
    if moved != alert:
        scene.keep_alert(moved)
    planned = scene.agenda.get((ladder.TOPIC, alert.id))
    if planned is None:
        return
    moments = [planned - jump.by] if back or planned <= jump.high + ladder.SOON else []
    if moved.rung < len(moved.ladder):
        moments.append(opened_at + timedelta(minutes=moved.ladder[moved.rung]))
    scene.plan(ladder.TOPIC, alert.id, max(min(moments, default=planned), scene.now))


def _move_talk(scene: Scene, jump: Jump, new: set[str]) -> None:
    state = talk(scene)
    pending = tuple(
        each if each.run in new else each.model_copy(update={"asked_at": each.asked_at - jump.moved(each.asked_at)})
        for each in state.pending
    )
    reminded = {alert: min(at, scene.now) for alert, at in state.reminded.items()}
    if (pending, reminded) != (state.pending, dict(state.reminded)):
        keep(scene, pending=pending, reminded=reminded)


def _counts(scene: Scene, topic: str, key: str) -> bool:
    """Whether a planned moment counts from another one, and is not an hour of the day."""
    if topic == followup.TOPIC:
        stage = talk(scene).stages.get(key)
        return stage is not None and stage.name == followup.WAITING
    return topic in COUNTED


def _same_hour(at: datetime, jump: Jump, now: datetime) -> datetime:
    return at - DAY * max(0, min(round(jump.by / DAY), (at - now) // DAY))


SET_BACK = SetBack()
