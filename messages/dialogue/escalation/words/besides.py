"""What else belongs on a warning: an illness that weighs, the number measured, and what is not told yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from messages.dialogue.escalation.words.lines import words
from messages.dialogue.scene import Scene
from messages.memory import AlertReason
from messages.triage.flags import table
from messages.triage.flags.model import When
from messages.triage.vocabulary import Answer, MeasureKind

LATELY = timedelta(hours=24)
WARM_C = 37.8
MOST = 2
_TELL = {
    "pee": r"\bpee|\bpoo|bladder|bowel|toilet|leak|wet",
    "bottom": r"bottom|\bwipe|private|saddle|sexual|between (?:the|your) legs",
    "legs": r"\blegs?\b|\bfoot\b|\bfeet\b",
    "fever": r"fever|shiver|temperature|sweats",
    "chest": r"chest|heart",
    "fainted": r"faint|collaps|pass(?:ed)? out|awake",
}
"""What of the core signs a reviewed short name speaks of: nobody is told to tell that, too."""


def risks_that_weigh(scene: Scene, reason: AlertReason) -> list[str]:
    """Return the labels of what is known of the person that made ``reason`` as grave as it is; never sensitive ones."""
    row = table().flags.get(reason.flag)
    if row is None:
        return []
    raised = [each.when for each in row.modifiers if reason.rule == f"mod:{row.id}" and each.raise_to == reason.level]
    asked = {name for when in [*raised, *(each.known for each in row.composed)] if when for name in _risks_in(when)}
    told = {each.flag for each in scene.case.facts if each.answer is Answer.YES}
    held = asked & (scene.case.profile.risk_factors | told)
    rows = [table().risk_factors[name] for name in table().risk_factors if name in held]
    shown = [
        each.label for each in rows if each.asked and not each.sensitive and not _named(each.label, reason, row.short)
    ]
    return shown[:MOST]


def _risks_in(when: When) -> Iterator[str]:
    yield from when.risks
    for group in when.risk_groups:
        yield from table().risks_in(group)
    for part in when.all:
        yield from _risks_in(part)


def _named(label: str, reason: AlertReason, short: str) -> bool:
    """Does the reason say so already ("new back pain after cancer")?"""
    said = set(re.findall(r"[a-z]{4,}", f"{reason.words} {short}".casefold()))
    return bool(
        set(re.findall(r"[a-z]{4,}", label.casefold())) & said - {"past", "last", "months", "weeks", "with", "spine"}
    )


def measured(scene: Scene, reason: AlertReason) -> str:
    """Return the temperature behind a reason that is about fever, e.g. ``38.3 °C``; nothing when none was told."""
    if reason.flag not in table().members("fever"):
        return ""
    kinds = (each for each in scene.case.measures if each.kind is MeasureKind.TEMPERATURE_C)
    warm = [each for each in kinds if each.value >= WARM_C and timedelta(0) <= scene.now - each.at <= LATELY]
    newest = max(warm, key=lambda each: each.at, default=None)
    return f"{newest.value:.1f} °C" if newest is not None else ""


def tell_too(scene: Scene, found: Sequence[AlertReason]) -> str:
    """Return the core signs that were not told yet, as a list to tell; all of them where nothing was."""
    rows = (table().flags.get(each.flag) for each in found)
    told = " ".join(row.short for row in rows if row is not None)
    left = [name for name, spoken in _TELL.items() if not re.search(spoken, told.casefold())]
    parts = [words(scene, f"levels.part.{name}") for name in left]
    if len(parts) < 2:
        return "".join(parts)
    return words(scene, "levels.part_last", parts=", ".join(parts[:-1]), last=parts[-1])
