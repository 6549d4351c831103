"""Counts how single messages were answered, in the terms in which symptom checkers are published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from messages.triage.evaluation.gold import GoldMessage
from messages.triage.evaluation.intervals import exact_interval
from messages.triage.vocabulary import Action, Level

ALARMS = frozenset({Action.ESCALATE, Action.ASK})
COLUMNS = (Level.NONE, Level.ROUTINE, Level.SOON, Level.SAME_DAY, Level.EMERGENCY_NOW)
"""Of the matrix; SELF_CARE stands under NONE, since both say that nothing found wants anybody."""
_STEPS = (
    frozenset({Level.NONE, Level.SELF_CARE, Level.ROUTINE}),
    frozenset({Level.SOON}),
    frozenset({Level.SAME_DAY}),
    frozenset({Level.EMERGENCY_NOW}),
)
"""The four steps of the label policy, in which over- and under-triage are counted."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was done with one message."""

    gold: GoldMessage
    level: Level
    action: Action
    heard: tuple[str, ...] = ()
    """What was heard: flag, status and words of every finding."""
    sealed: bool = False
    """Scored, and never shown."""

    @property
    def steps_off(self) -> int | None:
        """How many steps too high (or, below nought, too low) it was judged; None while a question is open.

        Also None where the right level is not known.
        """
        if self.gold.level is None or self.action is Action.ASK:
            return None
        return _step(self.level) - _step(self.gold.level)

    @property
    def false_alarm(self) -> bool:
        """It was harmless, and it was asked about or escalated where that is not acceptable."""
        return self.gold.benign and self.action in ALARMS and self.action not in self.gold.actions

    @property
    def missed(self) -> bool:
        """It wanted more of an answer than it got; a question is enough for whatever is urgent."""
        level, best = self.gold.level, self.gold.actions[0]
        if level is None:
            return best in ALARMS and self.action not in ALARMS and self.action not in self.gold.actions
        if level >= Level.SAME_DAY:
            return self.action not in ALARMS
        return level >= Level.ROUTINE and self.action is Action.NONE and Action.NONE not in self.gold.actions


@dataclass(frozen=True, slots=True)
class Figure:
    """One counted share with its exact 95 % interval."""

    name: str
    hits: int
    of: int

    @property
    def interval(self) -> tuple[float, float]:
        """The Clopper-Pearson interval."""
        return exact_interval(self.hits, self.of)


def figures(answers: Sequence[Answer]) -> tuple[Figure, ...]:
    """Return every figure of single messages that has something to count."""
    counted = (_counted(name, answers, among, hit) for name, among, hit in _FIGURES)
    return tuple(figure for figure in counted if figure.of)


def matrix(answers: Iterable[Answer]) -> dict[Level, tuple[int, ...]]:
    """Return, by right level, how often each level of :data:`COLUMNS` was judged, and last how often we asked first."""
    counts = {level: [0] * (len(COLUMNS) + 1) for level in COLUMNS}
    for each in answers:
        if each.gold.level is None:
            continue
        place = len(COLUMNS) if each.action is Action.ASK else COLUMNS.index(_column(each.level))
        counts[_column(each.gold.level)][place] += 1
    return {level: tuple(row) for level, row in counts.items()}


def _column(level: Level) -> Level:
    return Level.NONE if level is Level.SELF_CARE else level


def _step(level: Level) -> int:
    return next(number for number, levels in enumerate(_STEPS) if level in levels)


def _counted(name: str, answers: Iterable[Answer], among: _Test, hit: _Test) -> Figure:
    chosen = [each for each in answers if among(each)]
    return Figure(name, sum(hit(each) for each in chosen), len(chosen))


_Test = Callable[[Answer], bool]


def _at(level: Level, *, plain: bool = False) -> _Test:
    return lambda each: each.gold.level is level and not (plain and each.gold.trap is not None)


def _best(action: Action) -> _Test:
    """Only the action is known (form C)."""
    return lambda each: each.gold.level is None and each.gold.actions[0] is action


def _answered(*actions: Action) -> _Test:
    return lambda each: each.action in actions


def _benign(*, hard: bool) -> _Test:
    return lambda each: each.gold.benign and each.gold.level is not None and each.gold.hard is hard


def _alarmed(action: Action) -> _Test:
    return lambda each: each.false_alarm and each.action is action


def _leveled(each: Answer) -> bool:
    return each.gold.level is not None


def _any(each: Answer) -> bool:
    return True


def _off(least: int, most: int) -> _Test:
    return lambda each: each.steps_off is not None and least <= each.steps_off <= most


_FAR = len(_STEPS)
_FIGURES: tuple[tuple[str, _Test, _Test], ...] = (
    ("emergency: escalate", _at(Level.EMERGENCY_NOW), _answered(Action.ESCALATE)),
    ("emergency: escalate or ask", _at(Level.EMERGENCY_NOW), _answered(*ALARMS)),
    ("plain emergency (no trap): escalate", _at(Level.EMERGENCY_NOW, plain=True), _answered(Action.ESCALATE)),
    ("plain emergency (no trap): escalate or ask", _at(Level.EMERGENCY_NOW, plain=True), _answered(*ALARMS)),
    ("same day: escalate or ask", _at(Level.SAME_DAY), _answered(*ALARMS)),
    ("soon: advise or ask", _at(Level.SOON), _answered(Action.ADVISE, Action.ASK)),
    ("soon: advise, ask or escalate", _at(Level.SOON), _answered(Action.ADVISE, *ALARMS)),
    ("hard benign: escalate (false alarm)", _benign(hard=True), _alarmed(Action.ESCALATE)),
    ("hard benign: ask (false alarm)", _benign(hard=True), _alarmed(Action.ASK)),
    ("everyday: escalate (false alarm)", _benign(hard=False), _alarmed(Action.ESCALATE)),
    ("everyday: ask (false alarm)", _benign(hard=False), _alarmed(Action.ASK)),
    ("level unknown, must escalate: escalate", _best(Action.ESCALATE), _answered(Action.ESCALATE)),
    ("level unknown, must escalate: escalate or ask", _best(Action.ESCALATE), _answered(*ALARMS)),
    ("level unknown, must ask: escalate or ask", _best(Action.ASK), _answered(*ALARMS)),
    ("level unknown, harmless: escalate (false alarm)", _best(Action.NONE), _alarmed(Action.ESCALATE)),
    ("level unknown, harmless: ask (false alarm)", _best(Action.NONE), _alarmed(Action.ASK)),
    ("safe advice: never less than wanted", _any, lambda each: not each.missed),
    ("an acceptable action of the label", _any, lambda each: each.action in each.gold.actions),
    ("under-triage by 1 step", _leveled, _off(-1, -1)),
    ("under-triage by 2 steps or more", _leveled, _off(-_FAR, -2)),
    ("over-triage by 1 step", _leveled, _off(1, 1)),
    ("over-triage by 2 steps or more", _leveled, _off(2, _FAR)),
)
