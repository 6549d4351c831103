"""What a rule over days gives back, and the reviewed words that go with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files

from pydantic import Field

from messages.reviewed import ReviewedDataError, load
from messages.triage.evidence.history import History
from messages.triage.flags import table
from messages.triage.flags.model import Reviewed
from messages.triage.vocabulary import Channel, Fact, Level, Measure


class RuleText(Reviewed):
    """How a rule over days is told to the person, and its sources."""

    short: str = Field(max_length=80)
    because: str = Field(max_length=160)
    sources: tuple[str, ...] = Field(min_length=1)
    reviewed: str | None = None


class RuleTexts(Reviewed):
    """All of them by rule id."""

    rules: dict[str, RuleText]


@lru_cache(maxsize=1)
def rule_texts() -> dict[str, RuleText]:
    """Return the texts by rule id; raise :class:`ReviewedDataError` when one names an unknown source."""
    texts = RuleTexts.model_validate(load(files("messages.triage").joinpath("over_days.yaml"))).rules
    for name, text in texts.items():
        for source in text.sources:
            if source not in table().sources:
                raise ReviewedDataError(f"over_days.yaml: {name} names the unknown source {source}")
    return texts


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule over days holds: how grave, shown as which row, resting on what."""

    rule: str
    level: Level
    """NONE when the rule only wants its question asked."""
    flag: str
    facts: tuple[Fact, ...] = ()
    measures: tuple[Measure, ...] = ()
    contacts: tuple[datetime, ...] = ()
    channel: Channel | None = None
    """Where to go instead of the row's own place."""
    ask: str | None = None
    """The row to ask about at once."""

    @property
    def latest(self) -> datetime | None:
        """The youngest thing the hit rests on; None for a trend, which is news only on the day it begins."""
        instants = [f.at for f in self.facts] + [m.at for m in self.measures] + list(self.contacts)
        return max(instants, default=None)


ANY_SIGN = "any sign"
"""In place of all the flags there are."""
Says = Callable[[History], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule over days: a pure function of the dated history."""

    says: Says
    needs: tuple[str, ...]
    """What it can begin with: flags, groups of flags, kinds of number, risk factors. Without any it says nothing."""


def needs(*names: str) -> Callable[[Says], Rule]:
    """Make a rule of a function. Most of what can be known of a person is not: only rules it concerns are asked."""
    return lambda says: Rule(says, names)
