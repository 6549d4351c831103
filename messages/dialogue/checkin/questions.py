"""The questions of the daily check-in, in their order, and which of them apply today (reference 3.3)."""

from __future__ import annotations

from collections.abc import Iterable

from messages.dialogue.scene import Scene
from messages.memory import CheckIn
from messages.triage.flags import table
from messages.triage.sweep import SweepItem, screens
from messages.triage.vocabulary import Answer, Level, MeasureKind

PAIN, CHANGE, SWEEP, SLEEP, HOURS = "pain", "change", "sweep", "sleep", "sleep_hours"
INTERFERENCE, MEDS, MOOD, NOTE = "interference", "meds", "mood", "note"

CORE = (PAIN, CHANGE, SWEEP, SLEEP, INTERFERENCE, MEDS, MOOD)
"""At most seven taps; hours of sleep and a note are extras that nobody has to touch."""

SCALES = {
    PAIN: MeasureKind.PAIN_0_10,
    SLEEP: MeasureKind.SLEEP_QUALITY_0_10,
    INTERFERENCE: MeasureKind.INTERFERENCE_0_10,
}
"""Questions answered with a number from 0 to 10."""
CHANGES = ("better", "same", "worse", "different", "worst")
UNUSUAL = frozenset({"different", "worst"})
"""Answers that mean "not my usual pain" (L27)."""
TALK = "talk"
"""Mood: "not good, I want to talk"."""
MOST_HOURS = 24
MOST_TABLETS = 100
"""More than this is a slip of the finger and asked again (L32)."""
BUTTON_HOURS = (4, 5, 6, 7, 8, 9)
BUTTON_TABLETS = 9
"""The highest count on a button; it stands for itself or more."""

PRODUCTS = ("paracetamol", "cocodamol", "nsaid", "opioid", "other")
WITH_PARACETAMOL = frozenset({"paracetamol", "cocodamol"})

SEVERE_PAIN = 7
"""From here on the rows about severe pain are opened (reference 3.3, step 1)."""
SEVERE_ROWS = ("sev_unrelieved",)
TWO_PRODUCTS_ROWS = ("med_paracetamol_over",)
"""Two things with paracetamol in them: asked at once (L19a)."""


def asked_today(scene: Scene, checkin: CheckIn) -> tuple[str, ...]:
    """Return the questions of ``checkin`` in order."""
    return tuple(each for each in CORE if each != MEDS or MEDS in checkin.answers or uses_tablets(scene))


def uses_tablets(scene: Scene) -> bool:
    """Return whether tablets are worth asking about: used before, or said at the start."""
    for risk in ("rf_nsaid", "rf_opioid"):
        answer = scene.person.risks.get(risk)
        if answer is not None and answer.answer is Answer.YES:
            return True
    counted = {MeasureKind.PARACETAMOL_TABLETS, MeasureKind.NSAID_TABLETS}
    if any(each.kind in counted and each.value > 0 for each in scene.case.measures):
        return True
    return any(each.answers.get(MEDS) for each in scene.checkins)


def usual_product(scene: Scene, checkin: CheckIn) -> str:
    """Return the product whose counts stand on the first screen: the one used last before, else paracetamol."""
    for earlier in scene.checkins:
        used = earlier.answers.get(MEDS) if earlier.day < checkin.day else None
        if isinstance(used, dict) and used:
            return next((each for each in PRODUCTS if each in used), PRODUCTS[0])
    return PRODUCTS[0]


def next_question(scene: Scene, checkin: CheckIn, skipped: tuple[str, ...] = ()) -> str:
    """Return the first question that was neither answered nor ``skipped``; empty when none is left."""
    left = (each for each in asked_today(scene, checkin) if each not in checkin.answers)
    return next((each for each in left if each not in skipped or each == SWEEP), "")


def sweep_items(checkin: CheckIn) -> tuple[SweepItem, ...]:
    """Return the items of the safety sweep: the first stays first, the others take turns by the day."""
    first, *others = screens().sweep.items
    turn = checkin.day.toordinal() % len(others) if others else 0
    return (first, *others[turn:], *others[:turn])


def rows_to_ask(rows: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the rows that were not asked yet, in order, each once."""
    seen = frozenset(known)
    return tuple(dict.fromkeys(each for each in rows if each not in seen))


def is_grave(flag: str) -> bool:
    """Return whether silence after this question must not be left alone."""
    row = table().flags.get(flag)
    return row is not None and row.level >= Level.SAME_DAY
