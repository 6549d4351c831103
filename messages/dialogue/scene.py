"""One turn in the making: what is known, what is decided so far, and the effects to come.

A scene is the only mutable thing in the dialogue and lives for one call of
:func:`messages.dialogue.step`. Flows read from it, and write through its methods.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from pydantic import ValidationError

from messages.effects import Effect, KeepAlert, KeepCheckIn, KeepNudge, Plan, Say, Toast, Unplan
from messages.memory import Alert, CheckIn, Frozen, Memory, NudgeRecord, Person
from messages.triage.vocabulary import Case, Fact, Level, Measure

S = TypeVar("S", bound=Frozen)
T = TypeVar("T", Fact, Measure)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

BUSY = timedelta(minutes=10)
"""A talk younger than this is running: planned prompts wait for it (product 2, wish 6)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The person after an event, and everything that must now happen, in order."""

    person: Person
    effects: tuple[Effect, ...]


class Scene:
    """Memory, moment and the effects so far. ``now`` is UTC."""

    def __init__(self, memory: Memory, now: datetime) -> None:
        self.now = now
        self.person = memory.person
        self.case: Case = memory.case
        self._told_before = (len(memory.case.facts), len(memory.case.measures))
        self.checkins = memory.checkins
        self.alerts = memory.alerts
        self.nudges = memory.nudges
        self.notes = memory.notes
        self.agenda = dict(memory.agenda)
        self.message_id = 0
        """The message that is being read; an edited one keeps its number."""
        self.text = ""
        """What the person wrote, while it is being read: a warning quotes from it."""
        self.effects: list[Effect] = []
        self._states: dict[tuple[str, type[Frozen]], tuple[object, Frozen]] = {}
        """What was read of each flow, with what it was read from: a turn asks for the same many times."""

    @property
    def today(self) -> date:
        """The person's local date."""
        return self.person.today(self.now)

    @property
    def local(self) -> datetime:
        """Now, on the person's own clock."""
        return self.now.astimezone(self.person.tz)

    def turn(self) -> Turn:
        """Return the finished turn."""
        return Turn(self.person, tuple(self.effects))

    def change(self, **fields: Any) -> None:
        """Change fields of the person."""
        self.person = self.person.model_copy(update=fields)

    def new_id(self) -> str:
        """Return a short id, unique for this person, for runs and alerts."""
        number = self.person.counter + 1
        self.change(counter=number)
        digits = ""
        while number:
            number, digit = divmod(number, len(_DIGITS))
            digits = _DIGITS[digit] + digits
        return digits

    def state(self, flow: str, shape: type[S]) -> S | None:
        """Return the stored state of ``flow``, or None when there is none or it is from an older shape."""
        raw = self.person.flows.get(flow)
        if raw is None:
            return None
        read = self._states.get((flow, shape))
        if read is not None and read[0] is raw and isinstance(read[1], shape):
            return read[1]
        try:
            state = shape.model_validate(raw)
        except ValidationError:  # a shape of an earlier release: the flow starts afresh, answers are kept elsewhere
            return None
        self._states[flow, shape] = (raw, state)
        return state

    def keep(self, flow: str, state: Frozen | None) -> None:
        """Store the state of ``flow``; None forgets it."""
        flows = {name: value for name, value in self.person.flows.items() if name != flow}
        if state is not None:
            flows[flow] = state.model_dump(mode="json")
        self.change(flows=flows)

    def focus(self, flow: str) -> None:
        """Let ``flow`` have the next plain text; an empty name closes the talk."""
        self.change(focus=flow)

    @property
    def busy(self) -> bool:
        """A talk is open and the person did something in the last ten minutes."""
        active = self.person.active_at
        return bool(self.person.focus) and active is not None and self.now - active < BUSY

    def add(self, *effects: Effect) -> None:
        """Let something happen."""
        self.effects.extend(effects)

    def say(self, say: Say) -> None:
        """Say something."""
        self.add(say)

    def toast(self, key: str, *, alert: bool = False, **params: str | int) -> None:
        """Answer the pressed button over the chat."""
        self.add(Toast(key, params, alert))

    def plan(self, topic: str, key: str, due_at: datetime) -> None:
        """Make (topic, key) due at ``due_at`` (UTC); moves it if it is planned already."""
        self.agenda[topic, key] = due_at
        self.add(Plan(topic, key, due_at))

    def unplan(self, topic: str, key: str | None = None) -> None:
        """Forget what is planned under ``topic`` (and ``key``)."""
        gone = [each for each in self.agenda if each[0] == topic and key in (None, each[1])]
        for each in gone:
            del self.agenda[each]
        self.add(Unplan(topic, key))

    def remember(self, facts: Iterable[Fact] = (), measures: Iterable[Measure] = ()) -> None:
        """Add facts and numbers to the case being judged. Store them with a Learn effect (see danger)."""
        self.case = replace(
            self.case,
            facts=(*self.case.facts, *facts),
            measures=(*self.case.measures, *measures),
        )

    @property
    def told_at_this_instant(self) -> bool:
        """Was something told a turn ago, at the very instant of this one?"""
        facts, measures = self._told_before
        told = {each.at for each in self.case.facts[:facts]} | {each.at for each in self.case.measures[:measures]}
        return self.now in told

    def case_now(self) -> Case:
        """Return the case for words to be read with: what an earlier turn told at this very instant is told before.

        Two messages may have one instant, and a setting in the second says nothing again of the danger in the first.
        """
        facts, measures = self._told_before
        case = self.case
        return replace(
            case,
            facts=(*(self._aged(each) for each in case.facts[:facts]), *case.facts[facts:]),
            measures=(*(self._aged(each) for each in case.measures[:measures]), *case.measures[measures:]),
        )

    def _aged(self, told: T) -> T:
        return replace(told, at=self.now - timedelta(microseconds=1)) if told.at == self.now else told

    def keep_alert(self, alert: Alert) -> None:
        """Store ``alert`` and let the rest of this turn see it."""
        others = tuple(each for each in self.alerts if each.id != alert.id)
        self.alerts = (alert, *others)
        self.add(KeepAlert(alert))

    def keep_checkin(self, checkin: CheckIn) -> None:
        """Store ``checkin`` and let the rest of this turn see it."""
        others = [each for each in self.checkins if each.day != checkin.day]
        self.checkins = tuple(sorted([checkin, *others], key=lambda each: each.day, reverse=True))
        self.add(KeepCheckIn(checkin))

    def keep_nudge(self, nudge: NudgeRecord) -> None:
        """Store ``nudge`` and let the rest of this turn see it."""
        others = tuple(each for each in self.nudges if each.run != nudge.run)
        self.nudges = (nudge, *others)
        self.add(KeepNudge(nudge))

    def checkin_of(self, day: date) -> CheckIn | None:
        """Return the check-in of a local day."""
        return next((each for each in self.checkins if each.day == day), None)

    @property
    def open_alert(self) -> Alert | None:
        """The most serious escalation that is not resolved, the newest of them."""
        open_ones = [each for each in self.alerts if each.is_open]
        return max(open_ones, key=lambda each: (each.level, each.opened_at), default=None)

    @property
    def on_hold(self) -> bool:
        """Exercise, heat and massage stop: an alert of SAME_DAY or higher is open (reference, rule 11)."""
        alert = self.open_alert
        return alert is not None and alert.level >= Level.SAME_DAY
