"""How it is going: seven-day medians in plain words, and a trend only where it is real (reference 3.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from messages.dialogue.checkin.showing.wording import day_words, number_words, text_in
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.triage.flags import table
from messages.triage.vocabulary import Answer, Measure, MeasureKind

WEEK = 7
LEAST_DAYS = 4
"""With fewer days in a week there is no honest figure."""
REAL_POINTS = 2.0
REAL_SHARE = 0.3
"""A change counts when it is two points AND 30% (OSTELO; reference 3.4)."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The median of the last seven days and of the seven before; None where there are too few days."""

    now: float | None
    before: float | None
    days: int
    """Days with a number among the last seven."""

    @property
    def direction(self) -> str:
        """``up`` or ``down`` for a real change, ``even`` without one, ``unknown`` with too few days."""
        if self.now is None or self.before is None:
            return "unknown"
        change = self.now - self.before
        real = abs(change) >= REAL_POINTS and abs(change) >= REAL_SHARE * self.before
        return ("up" if change > 0 else "down") if real else "even"


def trend(scene: Scene, kind: MeasureKind) -> Trend:
    """Return how the daily numbers of ``kind`` go; the last number of a local day is the day's."""
    ordered = sorted((each for each in scene.case.measures if each.kind is kind), key=lambda each: each.at)
    daily = {scene.person.today(each.at): each.value for each in ordered}
    recent = _within(daily, scene.today)
    return Trend(_median(recent), _median(_within(daily, scene.today - timedelta(days=WEEK))), len(recent))


def _within(daily: dict[date, float], last: date) -> list[float]:
    return [value for day, value in daily.items() if 0 <= (last - day).days < WEEK]


def _median(values: list[float]) -> float | None:
    return median(values) if len(values) >= LEAST_DAYS else None


def progress_page(scene: Scene) -> Say:
    """Return the last seven days in words. It never praises a number, only the doing."""
    lines = [
        _trend_words(scene, name, trend(scene, kind))
        for name, kind in (("pain", MeasureKind.PAIN_0_10), ("sleep", MeasureKind.SLEEP_QUALITY_0_10))
    ]
    return Say("journal.progress", {"lines": "\n".join(lines), "doing": _doing(scene)})


def _trend_words(scene: Scene, name: str, found: Trend) -> str:
    title = text_in(scene, f"journal.trend_{name}")
    if found.now is None:
        missing: dict[str, str | int] = {"title": title, "days": found.days, "least": LEAST_DAYS}
        return text_in(scene, "journal.trend_too_few", missing)
    words = {"title": title, "n": number_words(found.now)}
    if found.before is None:
        return text_in(scene, "journal.trend_now", words)
    return text_in(scene, f"journal.trend_{found.direction}", {**words, "before": number_words(found.before)})


def _doing(scene: Scene) -> str:
    since = scene.today - timedelta(days=WEEK - 1)
    done = sum(1 for each in scene.checkins if each.answers and since <= each.day <= scene.today)
    key = "journal.doing_none" if done == 0 else "journal.doing_one" if done == 1 else "journal.doing"
    return text_in(scene, key, {"n": done})


def summary_lines(scene: Scene, days: int) -> list[str]:
    """Return plain lines about the last ``days`` local days, for a card shown at a desk.

    Symptoms with their first and last date (never those marked sensitive), the trend
    of pain, and the last temperature.
    """
    since = scene.today - timedelta(days=days - 1)
    lines = list(_symptom_lines(scene, since))
    pain = trend(scene, MeasureKind.PAIN_0_10)
    if pain.now is not None:
        lines.append(_trend_words(scene, "pain", pain))
    elif (last := _last(scene, MeasureKind.PAIN_0_10, since)) is not None:
        params = {"n": number_words(last.value), "day": day_words(scene, scene.person.today(last.at))}
        lines.append(text_in(scene, "journal.last_pain", params))
    if (last := _last(scene, MeasureKind.TEMPERATURE_C, since)) is not None:
        at = last.at.astimezone(scene.person.tz)
        when = {"day": day_words(scene, at.date()), "time": f"{at:%H:%M}"}
        lines.append(text_in(scene, "journal.last_temperature", {"n": number_words(last.value), **when}))
    return lines


def _symptom_lines(scene: Scene, since: date) -> Iterable[str]:
    said: dict[str, list[date]] = {}
    for fact in scene.case.facts:
        row = table().flags.get(fact.flag)
        if row is None or row.sensitive or fact.answer not in (Answer.YES, Answer.NOT_SURE):
            continue
        day = scene.person.today(fact.at)
        if day >= since:
            said.setdefault(row.short, []).append(day)
    for short, told in said.items():
        first, last = day_words(scene, min(told)), day_words(scene, max(told))
        if first == last:
            yield text_in(scene, "journal.symptom_once", {"short": short, "day": first})
        else:
            yield text_in(scene, "journal.symptom", {"short": short, "first": first, "last": last})


def _last(scene: Scene, kind: MeasureKind, since: date) -> Measure | None:
    found = (each for each in scene.case.measures if each.kind is kind)
    recent = (each for each in found if scene.person.today(each.at) >= since)
    return max(recent, key=lambda each: each.at, default=None)
