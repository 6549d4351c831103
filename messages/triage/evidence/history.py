"""Dated facts and numbers seen as local days: who said what, how many days ago, in the person's own zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from types import MappingProxyType
from zoneinfo import ZoneInfo

from messages.triage.evidence.known import Known, members
from messages.triage.flags import table
from messages.triage.vocabulary import Answer, Case, Fact, Level, Measure, MeasureKind, Origin

FEVER_C = 38.0
"""From here on a temperature is a fever (reference 1.6: 100.4 F)."""
RAISED_C = 37.5
"""From here on shivers count as a fever; alone it is nothing (reference 1.6)."""
VERY_HIGH_C, VERY_LOW_C = 39.0, 36.0
"""From 39, or under 36, together with feeling ill: ``sep_temp_extreme`` (NHSKID, SEPSIS)."""
LOW_OXYGEN = 92.0
"""At or below: emergency (NG188); up to 94: same day."""
METALWORK_DAYS = 365
"""With metal in the spine an operation stays a risk for 12 months (SEED2, DAVIS)."""
_NUMBER_ONLY = re.compile(r"\d+(?:[.,]\d+)?\s*(?:\u00b0?\s*[cf]?|degrees)?", re.IGNORECASE)
"""Words that are nothing but a number."""
_NO_DAYS: Mapping[date, float] = MappingProxyType({})
PLAUSIBLE: dict[MeasureKind, tuple[float, float]] = {
    MeasureKind.PAIN_0_10: (0, 10),
    MeasureKind.TEMPERATURE_C: (33.0, 43.5),
    MeasureKind.SLEEP_HOURS: (0, 24),
    MeasureKind.SLEEP_QUALITY_0_10: (0, 10),
    MeasureKind.INTERFERENCE_0_10: (0, 10),
    MeasureKind.MOOD_1_5: (1, 5),
    MeasureKind.WEIGHT_KG: (25, 350),
    MeasureKind.PARACETAMOL_TABLETS: (0, 500),
    MeasureKind.NSAID_TABLETS: (0, 500),
    MeasureKind.OXYGEN_PERCENT: (50, 100),
}
"""Numbers outside are slips of the finger: asked again, never judged (L32)."""


def plausible(measure: Measure) -> bool:
    """Return whether the number can be true at all (L32)."""
    low, high = PLAUSIBLE[measure.kind]
    return low <= measure.value <= high


def counts_as_yes(fact: Fact) -> bool:
    """Return whether the fact speaks for its row: a yes, or a tapped "not sure" to an emergency row.

    What a text says unclearly is kept as a "not sure" of origin text. It is asked about at once,
    and speaks for its row only in the rules that count such hints (L05).
    """
    if fact.answer == Answer.YES:
        return True
    row = table().flags.get(fact.flag)
    asked = fact.answer == Answer.NOT_SURE and fact.origin != Origin.TEXT
    return asked and row is not None and row.level == Level.EMERGENCY_NOW


@dataclass(frozen=True)
class History:
    """A case as local days before ``now``. Windows are counted in calendar days of the person's zone."""

    case: Case
    now: datetime
    zone: ZoneInfo = field(init=False)
    _days: dict[datetime, date] = field(init=False, default_factory=dict, repr=False, compare=False)
    _days_of: dict[MeasureKind, dict[date, float]] = field(init=False, default_factory=dict, repr=False, compare=False)
    """Asked by many rules over days, for windows that mostly reach past the first day there is."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "zone", ZoneInfo(self.case.zone))

    def day(self, at: datetime) -> date:
        """Return the local date of an instant."""
        known = self._days.get(at)
        if known is None:
            known = self._days[at] = at.astimezone(self.zone).date()
        return known

    @cached_property
    def today(self) -> date:
        """The local date of ``now``."""
        return self.day(self.now)

    def days_ago(self, at: datetime) -> int:
        """Return how many local midnights lie between ``at`` and now; 0 for later instants."""
        return max(0, (self.today - self.day(at)).days)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """All plausible numbers, oldest first."""
        return tuple(sorted(filter(plausible, self.case.measures), key=lambda m: m.at))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, those that numbers tell included, oldest first; of one moment, a yes has the last word."""
        told = [*(f for f in self.case.facts if not _only_a_number(self, f)), *_facts_of(self)]
        return tuple(sorted(told, key=lambda fact: (fact.at, fact.answer == Answer.YES)))

    @cached_property
    def yes(self) -> tuple[Fact, ...]:
        """The facts that speak for their row, oldest first, without what is old, unchanged and checked."""
        settled = {f.flag: f.at for f in self.facts if f.unchanged_and_checked and counts_as_yes(f)}
        return tuple(f for f in self.facts if counts_as_yes(f) and not (f.flag in settled and f.at <= settled[f.flag]))

    def said(self, flags: Iterable[str], *, days: int) -> tuple[Fact, ...]:
        """Return the facts speaking for one of ``flags`` in the last ``days`` days, a later "no" notwithstanding."""
        if not self.yes:
            return ()
        wanted = frozenset(flags)
        return tuple(f for f in self.yes if f.flag in wanted and self.days_ago(f.at) <= days)

    def said_in(self, group: str, *, days: int) -> tuple[Fact, ...]:
        """Return the same for the rows of a group, e.g. ``fever``."""
        return self.said(members(group), days=days)

    def measured(self, kind: MeasureKind, *, days: int) -> tuple[Measure, ...]:
        """Return the numbers of one kind in the last ``days`` days, oldest first."""
        numbers = self._measures_of.get(kind, ())
        if not numbers or self.days_ago(numbers[0].at) <= days:  # the oldest, and with it all
            return numbers
        return tuple(m for m in numbers if self.days_ago(m.at) <= days)

    @cached_property
    def _measures_of(self) -> dict[MeasureKind, tuple[Measure, ...]]:
        """The numbers by kind: every rule over days asks for some."""
        found: dict[MeasureKind, list[Measure]] = {}
        for measure in self.measures:
            found.setdefault(measure.kind, []).append(measure)
        return {kind: tuple(numbers) for kind, numbers in found.items()}

    def daily(self, kind: MeasureKind, *, days: int) -> Mapping[date, float]:
        """Return the last number of each local day, for trends; oldest day first."""
        if kind not in self._measures_of:
            return _NO_DAYS
        every = self._days_of.get(kind)
        if every is None:
            every = self._days_of[kind] = {self.day(m.at): m.value for m in self._measures_of[kind]}
        if (self.today - next(iter(every))).days <= days:  # the oldest, and with it all
            return every
        return {day: value for day, value in every.items() if (self.today - day).days <= days}

    @cached_property
    def active(self) -> dict[str, Fact]:
        """For every row that still counts, the latest fact speaking for it.

        A later "no" ends rows up to SOON. It ends no row of SAME_DAY or above: such signs come and
        go, and only an assessment closes them (L29).
        """
        result: dict[str, Fact] = {}
        for fact in self.facts:
            row = table().flags.get(fact.flag)
            if row is None:
                continue
            if counts_as_yes(fact):
                if self.days_ago(fact.at) <= row.stays_days:
                    result[fact.flag] = fact
            elif fact.answer == Answer.NO and row.level < Level.SAME_DAY:
                result.pop(fact.flag, None)
        return result

    @cached_property
    def risks(self) -> frozenset[str]:
        """Risk factors from the profile, from its dates, heard in words, and implied by answered rows."""
        return _risks(self)

    @cached_property
    def known(self) -> Known:
        """What conditions of rows may ask of; composed rows are added by the judge."""
        profile = self.case.profile
        return Known(
            risks=self.risks,
            active=frozenset(name for name, fact in self.active.items() if not fact.unchanged_and_checked),
            age=profile.age,
            sex=profile.sex,
            numbers=_numbers(self),
        )


def _numbers(history: History) -> dict[str, float]:
    recent = [m for m in history.measures if history.now - m.at < timedelta(hours=24)]
    result: dict[str, float] = {}
    for name, kind, pick in (
        ("pain_most", MeasureKind.PAIN_0_10, max),
        ("temperature_most", MeasureKind.TEMPERATURE_C, max),
        ("temperature_least", MeasureKind.TEMPERATURE_C, min),
        ("oxygen_least", MeasureKind.OXYGEN_PERCENT, min),
    ):
        values = [m.value for m in recent if m.kind == kind]
        if values:
            result[name] = pick(values)
    return result


def _facts_of(history: History) -> Iterable[Fact]:
    """Say what numbers alone tell: a fever, shivers with a raised temperature, low oxygen."""
    for measure in history.measures:
        if measure.kind == MeasureKind.TEMPERATURE_C and measure.value >= FEVER_C:
            contradicted = _denied(history, measure) or _measured_otherwise(history, measure.at)
            answer = Answer.NOT_SURE if contradicted else Answer.YES
            origin = Origin.TEXT if contradicted else Origin.NUMBER
            yield Fact("inf_fever_back", answer, measure.at, origin, rule="temperature")
        if measure.kind == MeasureKind.TEMPERATURE_C and measure.value >= RAISED_C:
            shivers = [f for f in history.case.facts if _unclear_fever(f) and _same_day(f, measure)]
            if shivers:
                words = shivers[-1].words
                yield Fact("inf_fever_back", Answer.YES, measure.at, Origin.NUMBER, words, "temperature")
        if measure.kind == MeasureKind.TEMPERATURE_C and not VERY_LOW_C <= measure.value < VERY_HIGH_C:
            ill = [f for f in history.case.facts if _feels_ill(f) and _same_day(f, measure)]
            if ill:
                words = ill[-1].words
                yield Fact("sep_temp_extreme", Answer.YES, measure.at, Origin.NUMBER, words, "temperature")
        if measure.kind == MeasureKind.OXYGEN_PERCENT and measure.value <= LOW_OXYGEN:
            yield Fact("lc_chest_breath", Answer.YES, measure.at, Origin.NUMBER, rule="oxygen")


def _unclear_fever(fact: Fact) -> bool:
    """Words that may mean a fever, such as shivers; a number alone is the thermometer's own and confirms nothing."""
    unclear = fact.flag == "inf_fever_back" and fact.answer == Answer.NOT_SURE
    return unclear and not _NUMBER_ONLY.fullmatch(fact.words)


def _feels_ill(fact: Fact) -> bool:
    return fact.flag == "chg_fatigue_unwell" and fact.answer == Answer.YES


def _same_day(fact: Fact, measure: Measure) -> bool:
    return abs(fact.at - measure.at) <= timedelta(hours=24)


def _denied(history: History, measure: Measure) -> bool:
    """A number and a "no fever" of the same moment contradict each other: one of them is a slip, so we ask."""
    moment = [f for f in history.case.facts if f.flag == "inf_fever_back" and f.at == measure.at]
    return any(f.answer == Answer.NO for f in moment) and not any(f.answer == Answer.YES for f in moment)


def _measured_otherwise(history: History, at: datetime) -> bool:
    """A text names a fever while the thermometer of the same moment shows none, and nothing else says fever.

    The number may be a child's, yesterday's or the weather's; so it is asked about.
    """
    moment = [m for m in history.measures if m.kind == MeasureKind.TEMPERATURE_C and m.at == at]
    normal = any(m.origin == Origin.BUTTON and VERY_LOW_C <= m.value < RAISED_C for m in moment)
    if not normal or any(m.origin != Origin.TEXT and m.value >= FEVER_C for m in moment):
        return False
    told = [f for f in history.case.facts if f.flag == "inf_fever_back" and f.at == at]
    return not any(counts_as_yes(f) and not _NUMBER_ONLY.fullmatch(f.words) for f in told)


def _only_a_number(history: History, fact: Fact) -> bool:
    """The reader heard a fever in a number alone, which the thermometer of that moment contradicts."""
    number = fact.flag == "inf_fever_back" and fact.origin == Origin.TEXT and _NUMBER_ONLY.fullmatch(fact.words)
    return bool(number) and counts_as_yes(fact) and _measured_otherwise(history, fact.at)


def _risks(history: History) -> frozenset[str]:
    every = table().risk_factors
    found = set(_profile_risks(history))
    taken_back = {f.flag: f.at for f in history.facts if f.answer == Answer.NO and f.origin == Origin.BUTTON}
    for fact in history.yes:
        if fact.flag in every and fact.flag in taken_back and taken_back[fact.flag] > fact.at:
            continue
        row = table().flags.get(fact.flag)
        names = (fact.flag,) if fact.flag in every else row.implies if row else ()
        for name in names:
            limit = every[name].days
            if limit is None or history.days_ago(fact.at) <= limit:
                found |= {name, every[name].within or name}
    return frozenset(found)


def _profile_risks(history: History) -> Iterable[str]:
    """Give the profile's ids, and what dated ones make true.

    A date that isn't known counts as recent, unless words have told it since: "the operation was in 2011".
    """
    profile = history.case.profile
    told_long_ago = {f.flag for f in history.case.facts if f.answer == Answer.NO and f.origin == Origin.TEXT}
    for name in profile.risk_factors | frozenset(profile.dates):
        risk = table().risk_factors.get(name)
        within = None if risk is None else risk.within
        if risk is None or within is None:
            yield name
            continue
        metal = name == "rf_spinal_surgery_date" and "rf_spinal_metalwork" in profile.risk_factors
        days = METALWORK_DAYS if metal else risk.days or 0
        on = profile.dates.get(name)
        if within not in told_long_ago if on is None else (history.today - on).days <= days:
            yield within
        if within != name:
            yield name
