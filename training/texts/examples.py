"""What the learned reader learns from: the open part of the project's own corpus, never the sealed part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from messages.triage.flags import table
from tests.triage.reading.corpus import Message, messages
from training.texts.framed import framed, plain

LEVELS = ("EMERGENCY_NOW", "SAME_DAY", "SOON", "NONE")
_OF_ACTION = {"escalate": (0.85, 0.15, 0.0, 0.0), "ask": (0.0, 0.5, 0.0, 0.5), "none": (0.0, 0.0, 0.0, 1.0)}
_OF_TOPIC = {
    "bladder": "ces_bladder_retention",
    "bowel": "ces_bowel_incontinence",
    "saddle": "ces_saddle_numb",
    "weakness": "neuro_leg_weak_progressive",
    "bilateral": "ces_bilateral_leg",
    "fever": "inf_fever_back",
    "cancer": "ca_history_new_pain",
    "weight": "ca_weight_loss",
    "night": "ca_night_pain",
    "trauma": "fx_major_trauma",
    "vascular": "cv_chest_pain",
    "selfharm": "mh_suicide_active",
}
WAITING = frozenset({"orchard"})
"""Open, and not yet learned from: the network in use is made without them. The next one hears them too."""
SMOOTH = 0.05
"""Of every label a little is given to the other levels, so that nothing is learned to be certain."""
LONG = 40
"""Words from which a harmless text is also learned sentence by sentence."""
FOLDS = 3
_AUTHORS = tuple(
    tuple(listed.split())
    for listed in (
        "british forum corpus-systemic corpus-contrast prototype asking calm lookalike quiet consult bare mood blunt"
        " parlour letters haystack harbour orchard",
        "world everyday corpus-mind corpus-long corpus-acute clinic notes posts twins life threads support"
        " doorstep casebook bazaar",
        "america mind own corpus-nerves corpus-middle corpus-harmless plain sideways askdoc voices straight talk"
        " replies medquest sidelong surgery alarmbell sentence",
    )
)
"""Whose files each part of the cross-validation leaves out: whole authors, as text of a stranger would be."""
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")


@dataclass(frozen=True, slots=True)
class Example:
    """One text with what is to be learned of it."""

    id: str
    text: str
    levels: tuple[float, ...]
    flags: tuple[str, ...]
    fold: int
    """Which part of the cross-validation leaves it out."""
    whole: Message | None
    """The message itself, where the text is all of it; None for a sentence of one."""


def examples() -> list[Example]:
    """Return everything to learn from, in file order."""
    found: list[Example] = []
    for message in messages():
        if message.sealed or message.source in WAITING:
            continue
        found.append(_example(message, message.text, whole=True))
        if message.level == "NONE" and len(message.text.split()) >= LONG and _harmless(message):
            found.extend(_example(message, part, whole=False) for part in _SENTENCE.split(message.text) if " " in part)
    return [*found, *_plain()]


def _plain() -> list[Example]:
    """Return the plain sentences in their frames, in every part of the cross-validation but one."""
    told = [(flag, sentence) for flag, listed in plain().dangers.items() for sentence in listed]
    told += [("", sentence) for sentence in plain().harmless]
    return [
        Example(
            id=f"plain-{number}-{place}",
            text=text,
            levels=_smoothed(_level_of(flag)),
            flags=(flag,) if flag else (),
            fold=number % FOLDS,
            whole=None,
        )
        for number, (flag, sentence) in enumerate(told)
        for place, text in enumerate(framed(sentence))
    ]


def _level_of(flag: str) -> tuple[float, ...]:
    level = table().flags[flag].level.name if flag else "NONE"
    return tuple(float(level == each) for each in LEVELS)


def _example(message: Message, text: str, *, whole: bool) -> Example:
    return Example(
        id=message.id,
        text=text,
        levels=_smoothed(_levels(message)),
        flags=_flags(message),
        fold=_fold(message),
        whole=message if whole else None,
    )


def _harmless(message: Message) -> bool:
    return message.actions[0] in ("none", "advise")


def _levels(message: Message) -> tuple[float, ...]:
    if message.level is None:
        return _OF_ACTION[message.actions[0]]
    if message.level == "NONE" and not _harmless(message):
        return _OF_ACTION["ask"]
    return tuple(float(level == message.level) for level in LEVELS)


def _smoothed(levels: tuple[float, ...]) -> tuple[float, ...]:
    return tuple((1 - SMOOTH) * share + SMOOTH / len(levels) for share in levels)


def _flags(message: Message) -> tuple[str, ...]:
    if message.level is None:
        return (_OF_TOPIC[message.why],) if message.actions[0] == "escalate" and message.why in _OF_TOPIC else ()
    return tuple(flag for flag in message.flags if flag in table().flags)


def _fold(message: Message) -> int:
    found = [part for part, sources in enumerate(_AUTHORS) if message.source.startswith(sources)]
    if len(found) != 1:
        raise ValueError(f"{message.source} must be named once among the authors of training/texts/examples.py")
    return found[0]
