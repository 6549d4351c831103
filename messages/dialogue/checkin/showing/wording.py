"""Answers and days in plain words, for summaries, labels and the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from messages.catalogue import text_of
from messages.dialogue.checkin import questions as q
from messages.dialogue.scene import Scene
from messages.triage.sweep import screens

SUMMARY = (q.PAIN, q.CHANGE, q.SWEEP, q.SLEEP, q.HOURS, q.INTERFERENCE, q.MEDS, q.MOOD)
"""The order in which answers are told back."""


def text_in(scene: Scene, key: str, params: Mapping[str, str | int] | None = None) -> str:
    """Return a text in the person's language, as part of another one."""
    return text_of(scene.person.locale, key, params)


def day_words(scene: Scene, day: date) -> str:
    """Return a local day as people say it, e.g. "Tue 10 March"."""
    locale = scene.person.locale
    return text_of(
        locale,
        "checkin.date",
        {
            "weekday": text_of(locale, f"checkin.weekday_{day.weekday()}"),
            "day": day.day,
            "month": text_of(locale, f"checkin.month_{day.month}"),
        },
    )


def answer_words(scene: Scene, question: str, value: Any) -> str:
    """Return one answer in plain words, e.g. "Pain 6 of 10" or "Slept 5 hours"."""
    locale = scene.person.locale
    match question:
        case q.CHANGE:
            return text_of(locale, f"checkin.said_change_{value}")
        case q.SWEEP:
            return _sweep_words(scene, value)
        case q.MEDS:
            return _tablet_words(scene, value)
        case q.MOOD:
            return text_of(locale, f"checkin.said_mood_{value}")
        case q.HOURS:
            return text_of(locale, "checkin.said_sleep_hours", {"n": number_words(value)})
        case _:
            return text_of(locale, f"checkin.said_{question}", {"n": value})


def number_words(value: float) -> str:
    """Return a number without a needless ".0"."""
    return str(int(value)) if float(value).is_integer() else str(value)


def _sweep_words(scene: Scene, picked: list[str]) -> str:
    locale = scene.person.locale
    items = [item.label for item in screens().sweep.items if item.id in picked]
    if not items:
        return text_of(locale, "checkin.said_sweep_none")
    return text_of(locale, "checkin.said_sweep", {"items": "; ".join(items)})


def _tablet_words(scene: Scene, counts: Mapping[str, int]) -> str:
    locale = scene.person.locale
    if not counts:
        return text_of(locale, "checkin.said_meds_none")
    parts = [
        text_of(locale, "checkin.count", {"n": n, "product": text_of(locale, f"checkin.product_{name}")})
        for name, n in counts.items()
    ]
    return text_of(locale, "checkin.said_meds", {"items": ", ".join(parts)})


def summary_words(scene: Scene, answers: Mapping[str, Any], order: tuple[str, ...]) -> str:
    """Return the given answers as one line of short sentences."""
    said = [answer_words(scene, each, answers[each]) for each in order if each in answers]
    return " ".join(f"{each}." for each in said)
