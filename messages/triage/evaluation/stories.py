"""Counts how stories of several days were answered: on the right day, asked first, too early, or never."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from messages.triage.evaluation.gold import GoldStory
from messages.triage.evaluation.messages import Figure
from messages.triage.vocabulary import Action, Level


class Outcome(StrEnum):
    """How a story ended."""

    ON_TIME = "on time"
    ASKED = "asked in time"
    EARLY = "early"
    LATE = "late"
    MISSED = "missed"
    FALSE_ALERT = "false alert"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Told:
    """What was done on each day of one story."""

    gold: GoldStory
    actions: Mapping[int, Action]
    sealed: bool = False
    """Scored, and never shown."""

    @property
    def outcome(self) -> Outcome:
        """How it ended, against what was due."""
        gold = self.gold.gold
        if gold.due_day is None:
            return Outcome.FALSE_ALERT if self._days(Action.ESCALATE) else Outcome.QUIET
        if gold.level < Level.SAME_DAY:
            return self._advised(gold.due_day)
        return self._alerted(gold.due_day, gold.due_day if gold.ask_ok_from_day is None else gold.ask_ok_from_day)

    def _advised(self, due: int) -> Outcome:
        if self._days(Action.ESCALATE):
            return Outcome.FALSE_ALERT
        return _in_time(self._days(Action.ADVISE, Action.ASK), due)

    def _alerted(self, due: int, from_day: int) -> Outcome:
        alerts = self._days(Action.ESCALATE)
        if any(day < from_day for day in alerts):
            return Outcome.EARLY
        if not any(day <= due for day in alerts) and any(from_day <= day <= due for day in self._days(Action.ASK)):
            return Outcome.ASKED
        return _in_time(alerts, due)

    def _days(self, *actions: Action) -> list[int]:
        return [day for day, action in self.actions.items() if action in actions]


def _in_time(days: Sequence[int], due: int) -> Outcome:
    if any(day <= due for day in days):
        return Outcome.ON_TIME
    return Outcome.LATE if days else Outcome.MISSED


def story_figures(told: Sequence[Told]) -> tuple[Figure, ...]:
    """Return every figure of stories that has something to count."""
    emergency = [each for each in told if _due(each, Level.EMERGENCY_NOW)]
    same_day = [each for each in told if _due(each, Level.SAME_DAY)]
    soon = [each for each in told if each.gold.gold.due_day is not None and each.gold.gold.level < Level.SAME_DAY]
    benign = [each for each in told if each.gold.gold.due_day is None]
    in_time = (Outcome.ON_TIME, Outcome.ASKED)
    counted = (
        _counted("story, emergency: right day or asked before", emergency, in_time),
        _counted("story, emergency: escalated on the right day", emergency, (Outcome.ON_TIME,)),
        _counted("story, emergency: too early", emergency, (Outcome.EARLY,)),
        _counted("story, emergency: late or missed", emergency, (Outcome.LATE, Outcome.MISSED)),
        _counted("story, same day: right day or asked before", same_day, in_time),
        _counted("story, same day: late or missed", same_day, (Outcome.LATE, Outcome.MISSED)),
        _counted("story, soon: advised in time", soon, (Outcome.ON_TIME,)),
        _counted("story, soon: false alert", soon, (Outcome.FALSE_ALERT,)),
        _counted("story, benign: without a false alert", benign, (Outcome.QUIET,)),
    )
    return tuple(figure for figure in counted if figure.of)


def _due(told: Told, level: Level) -> bool:
    return told.gold.gold.level is level and told.gold.gold.due_day is not None


def _counted(name: str, told: Iterable[Told], outcomes: tuple[Outcome, ...]) -> Figure:
    ended = [each.outcome for each in told]
    return Figure(name, sum(each in outcomes for each in ended), len(ended))
