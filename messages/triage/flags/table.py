"""Loads the reviewed table of red flags and proves that it hangs together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from messages.reviewed import ReviewedDataError, load
from messages.triage.flags.model import Flag, FlagGroup, RiskFactor, RiskFactors, Source, Sources, When
from messages.triage.flags.plainness import HIGHEST_GRADE, grade
from messages.triage.vocabulary import Channel, Level

_TO_THE_WRITER = re.compile(r"\byou(?:r|rs|rself|'re)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """The whole reviewed table; every id named anywhere in it exists."""

    groups: tuple[FlagGroup, ...]
    flags: Mapping[str, Flag]
    """Every row by its id, in the order of the table."""
    risk_factors: Mapping[str, RiskFactor]
    """Every risk factor by its id, in the order they are asked."""
    sources: Mapping[str, Source]

    def members(self, group: str) -> frozenset[str]:
        """Return the ids of the rows belonging to ``group``, e.g. ``ces`` or ``systemic``."""
        return frozenset(flag.id for flag in self.flags.values() if group in flag.groups)

    def risks_in(self, group: str) -> frozenset[str]:
        """Return the ids of the risk factors belonging to ``group``, e.g. ``major_infection``."""
        return frozenset(risk.id for risk in self.risk_factors.values() if group in risk.groups)


def _room() -> Traversable:
    return files("messages.triage")


def group_files() -> tuple[Traversable, ...]:
    """Return the flag files in the order of their letters."""
    room = _room().joinpath("flags")
    return tuple(sorted((f for f in room.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name))


@lru_cache(maxsize=1)
def table() -> Table:
    """Return the table, loaded and checked once; raise :class:`ReviewedDataError` naming what is unsound."""
    groups = tuple(FlagGroup.model_validate(load(file)) for file in group_files())
    risks = RiskFactors.model_validate(load(_room().joinpath("risk_factors.yaml"))).risk_factors
    sources = Sources.model_validate(load(_room().joinpath("sources.yaml"))).sources
    rows = [flag for group in groups for flag in group.flags]
    result = Table(
        groups=groups,
        flags=MappingProxyType({flag.id: flag for flag in rows}),
        risk_factors=MappingProxyType({risk.id: risk for risk in risks}),
        sources=MappingProxyType(sources),
    )
    unsound = [*_doubled([f.id for f in rows] + [r.id for r in risks]), *problems(result)]
    if unsound:
        raise ReviewedDataError("the red flag table is unsound: " + "; ".join(unsound))
    return result


def load_flags() -> Mapping[str, Flag]:
    """Return every row by its id; raise :class:`ReviewedDataError` naming what is unsound."""
    return table().flags


def unreviewed() -> tuple[str, ...]:
    """Return the ids of the rows that no clinician has signed yet."""
    return tuple(flag.id for flag in table().flags.values() if flag.reviewed is None)


def _doubled(ids: list[str]) -> list[str]:
    return sorted({f"{name} stands there twice" for name in ids if ids.count(name) > 1})


def problems(result: Table) -> Iterator[str]:
    """Yield what is unsound in a table, each in one sentence naming the row."""
    for risk in result.risk_factors.values():
        if risk.within is not None and risk.within not in result.risk_factors:
            yield f"{risk.id} makes the unknown {risk.within} true"
        yield from _unknown(risk.id, "source", risk.sources, result.sources)
    for flag in result.flags.values():
        yield from _unknown(flag.id, "source", flag.sources, result.sources)
        yield from _unknown(flag.id, "risk factor", flag.implies, result.risk_factors)
        for condition in _conditions(flag):
            yield from _unknown(flag.id, "risk factor", condition.risks, result.risk_factors)
            yield from _unknown(flag.id, "flag", condition.flags, result.flags)
        for modifier in flag.modifiers:
            yield from _unknown(flag.id, "flag", modifier.in_words_of, result.flags)
        yield from _unsound(flag)


def _unsound(flag: Flag) -> Iterator[str]:
    if grade(flag.question) > HIGHEST_GRADE:
        yield f"{flag.id} asks a question of school grade {grade(flag.question):.1f}, over {HIGHEST_GRADE:.0f}"
    if _TO_THE_WRITER.search(flag.about_another) or grade(flag.about_another) > HIGHEST_GRADE:
        yield f"{flag.id} needs plain words about somebody else in question_other"
    if not (flag.heard or flag.not_yet_heard) or not (flag.ignored or flag.not_yet_ignored):
        yield f"{flag.id} lacks an example that must be heard, or one that must not"
    if flag.level in (Level.NONE, Level.SELF_CARE):
        yield f"{flag.id} has no level worth a row"
    if flag.lower is not None and (flag.never_lowered or flag.lower.to >= flag.level):
        yield f"{flag.id} says both that it is lowered and that it is not"
    for modifier in flag.modifiers:
        sideways = modifier.raise_to == flag.level and modifier.channel not in (None, flag.channel)
        if modifier.raise_to <= flag.level and not sideways:
            yield f"{flag.id} has a modifier that raises nothing"


def channel_at(flag: Flag, level: Level, override: Channel | None = None) -> Channel:
    """Return where to go when ``flag`` stands at ``level``: an emergency is never sent to an ordinary clinic."""
    channel = override or flag.channel
    if level == Level.EMERGENCY_NOW and channel in (Channel.CLIN, Channel.PHARM, Channel.EYE, Channel.ONC):
        return Channel.ED
    return channel


def _conditions(flag: Flag) -> Iterator[When]:
    tops = [m.when for m in flag.modifiers if m.when is not None]
    tops += [flag.completed_by] if flag.completed_by is not None else []
    tops += [part for c in flag.composed for part in (c.known, c.sign)]
    while tops:
        condition = tops.pop()
        yield condition
        tops.extend(condition.all)


def _unknown(owner: str, kind: str, names: tuple[str, ...], known: Mapping[str, object]) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield f"{owner} names the unknown {kind} {name}"
