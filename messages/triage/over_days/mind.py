"""Mood and sleep over days: when the direct question about suicide is due (L20, L21)."""

from __future__ import annotations

from collections.abc import Iterator

from messages.triage.evidence.history import History
from messages.triage.over_days.hits import Hit, needs
from messages.triage.over_days.trends import dates_of, hints_of
from messages.triage.vocabulary import Level, MeasureKind

LOW_TWICE_DAYS = 31
"""L20: two positive PHQ-2, which is asked every two weeks (ARROLL)."""
SHORT_NIGHT_HOURS, SHORT_NIGHTS, OF_NIGHTS = 4.0, 3, 7
"""L21 (SEED3)."""
POOR_SLEEP, POOR_SLEEP_DAYS, POOR_SLEEP_ANSWERS = 3.0, 14, 10
"""L21: a sleep score of 3 or less for 14 days, with most of these days answered (SEED3)."""

HINTS_DAYS = 14
"""L20: two unclear hints at wanting to die, on two days, and no answer to the question between (CHATSAFE, K)."""

SAFETY_QUESTION = "mh_suicide_thoughts"
_WISHES = ("mh_suicide_active", "mh_suicide_thoughts")
_HOPELESS = ("mh_not_coping", "mh_phq2_pos")


@needs(*_HOPELESS)
def hopeless(history: History) -> Iterator[Hit]:
    """L20: hopeless words, or feeling low twice: ask directly, now."""
    words = history.said(("mh_not_coping",), days=1)
    low = history.said(("mh_phq2_pos",), days=LOW_TWICE_DAYS)
    if words or len(dates_of(history, low)) >= 2:
        yield Hit("L20", Level.NONE, "mh_not_coping", (*words, *low), ask=SAFETY_QUESTION)


@needs(*_WISHES)
def hints_unanswered(history: History) -> Iterator[Hit]:
    """L20: hinted at twice, asked, and never answered: silence there isn't a no (reference 2.8)."""
    hints = hints_of(history, _WISHES, days=HINTS_DAYS)
    if len(dates_of(history, hints)) >= 2:
        yield Hit("L20", Level.SAME_DAY, SAFETY_QUESTION, hints)


@needs(MeasureKind.SLEEP_HOURS, MeasureKind.SLEEP_QUALITY_0_10)
def sleepless(history: History) -> Iterator[Hit]:
    """L21: very short nights with hopelessness call for the question; long bad sleep for an appointment."""
    hours = history.daily(MeasureKind.SLEEP_HOURS, days=OF_NIGHTS - 1)
    short = [value for value in hours.values() if value <= SHORT_NIGHT_HOURS]
    down = history.said(_HOPELESS, days=14)
    if len(short) >= SHORT_NIGHTS and down:
        nights = history.measured(MeasureKind.SLEEP_HOURS, days=OF_NIGHTS - 1)
        yield Hit("L21", Level.NONE, "mh_not_coping", down, nights, ask=SAFETY_QUESTION)
    scores = history.daily(MeasureKind.SLEEP_QUALITY_0_10, days=POOR_SLEEP_DAYS - 1)
    if len(scores) >= POOR_SLEEP_ANSWERS and max(scores.values()) <= POOR_SLEEP:
        yield Hit("L21", Level.ROUTINE, "chg_fatigue_unwell")


RULES = (hopeless, hints_unanswered, sleepless)
