"""The second reader: hears danger in words for which no rule has been written, and how far a text is from any."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from messages.reviewed import load
from messages.triage.flags import table
from messages.triage.reading.learned.encoder import ROOM, Judged, encoder
from messages.triage.reading.learned.windows import Window, windows
from messages.triage.vocabulary import Level

UNNAMED = ""
"""In place of a flag: something urgent, but not clear which; the general safety question is asked."""
_ASKED_GENERALLY = frozenset("ABDF")
"""Groups the general safety question speaks of: pee, poo and numbness, legs, fever, chest."""
_Share = Annotated[float, Field(gt=0, lt=1)]


class Settings(BaseModel):
    """The calibrated thresholds, each a share between nought and one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    network: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """Checksum of the network these thresholds were chosen for."""
    asks_from: _Share
    """How urgent a text must sound to be asked about."""
    few_words_from: _Share
    """How urgent, or how much like something for the next days, a text of fewer than eight words must sound."""
    short_asks_from: _Share
    """How urgent a text of some words must sound to be asked about where it is little like an emergency."""
    vague_below: _Share
    """How much like an emergency a text of fewer than fourteen words must sound to be asked about under no name."""
    escalates_from: _Share
    """How much like an emergency a text must sound to be escalated without a rule."""
    backs_from: _Share
    """How urgent it must sound to settle what a rule would ask."""
    doubts_below: _Share
    """How little urgent a text must sound for the escalation of a rule to be asked about first."""
    overrules_below: _Share
    """How little like anything to be seen at all it must sound for a doubt of the rules not to be asked about."""
    silences_below: _Share
    """The same for what a rule was sure of, where the learned reader knows the flag well."""
    long_silences_below: _Share
    """The same for whatever the rules hear in a text of forty words or more, which is read as a whole."""
    long_clause_below: _Share
    """How little urgent the clause must sound there in which a rule was sure."""
    harmless_alone_below: _Share
    """How little urgent the clause a rule heard must sound without the rest for it not to be asked about."""
    beyond_doubt_below: _Share
    """How little like anything to be seen at all a text must sound for the clause a rule heard not to matter alone."""
    advises_from: _Share
    """How much like something to be seen within days."""
    names_flag_from: _Share
    """Share of one flag among its like from which it is named."""
    names_group_from: _Share
    """The same for a group that the general safety question does not speak of."""


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the thresholds; raise :class:`messages.reviewed.ReviewedDataError` when they are unsound."""
    return Settings.model_validate(load(files("messages.triage.reading.learned").joinpath("thresholds.yaml")))


@dataclass(frozen=True, slots=True)
class Impression:
    """What the learned reader makes of one text; shares from 0 to 1, rounded to three places."""

    urgent: float
    """That the text wants an answer today."""
    emergency: float
    soon: float
    """That it wants one within days, or sooner."""
    flag: str
    """The urgent flag it sounds like most, or :data:`UNNAMED` where the general question serves better."""
    likeliest: str
    """The flag of an emergency it sounds like most."""
    soon_flag: str
    """The same for flags to be seen within days."""


def listen(text: str) -> Impression | None:
    """Return what ``text`` sounds like, or None where there is nothing to read.

    A text is read as a whole, so that "they ruled it out" counts for the line before it. One too long
    for that is read in pieces, and the most urgent counts.
    """
    pieces = encoder().pieces.cut(text)
    if not pieces:
        return None
    judged = max((encoder().judge(pieces[start : start + ROOM]) for start in range(0, len(pieces), ROOM)), key=_urgent)
    return Impression(
        urgent=_urgent(judged),
        emergency=judged.levels["EMERGENCY_NOW"],
        soon=round(1 - judged.levels["NONE"], 3),
        flag=_urgent_flag(judged),
        likeliest=_likeliest(judged, Level.EMERGENCY_NOW),
        soon_flag=_likeliest(judged, Level.SOON, Level.ROUTINE),
    )


def most_urgent_words(text: str) -> tuple[int, int]:
    """Return where in ``text`` the sentences stand that sound most urgent by themselves: what to quote."""
    parts = windows(text, encoder().pieces)
    best = max(parts, key=lambda part: (_urgent(encoder().judge(part.pieces)), -part.start)) if len(parts) > 1 else None
    return _trimmed(text, Window(0, len(text), ()) if best is None else best)


def _urgent(judged: Judged) -> float:
    return round(judged.levels["EMERGENCY_NOW"] + judged.levels["SAME_DAY"], 3)


def _urgent_flag(judged: Judged) -> str:
    """Return the urgent flag to ask about, or :data:`UNNAMED` where the general safety question serves better.

    The group is told apart far more surely than the flag in it. So a flag is named where it stands
    out, or where its group does and the general question doesn't speak of that group.
    """
    of = _urgent_groups()
    urgent = {flag: share for flag, share in judged.flags.items() if flag in of}
    whole = sum(urgent.values())
    if not whole:
        return UNNAMED
    groups: dict[str, float] = {}
    for flag, share in urgent.items():
        groups[of[flag]] = groups.get(of[flag], 0.0) + share
    group = max(groups, key=groups.__getitem__)
    flag = max((name for name in urgent if of[name] == group), key=urgent.__getitem__)
    stands_out = urgent[flag] / whole >= settings().names_flag_from
    apart = group not in _ASKED_GENERALLY and groups[group] / whole >= settings().names_group_from
    return flag if stands_out or apart else UNNAMED


def _likeliest(judged: Judged, *levels: Level) -> str:
    wanted = _of_level(*levels)
    return max((flag for flag in judged.flags if flag in wanted), key=judged.flags.__getitem__)


@lru_cache(maxsize=4)
def _of_level(*levels: Level) -> frozenset[str]:
    return frozenset(row.id for row in table().flags.values() if row.level in levels)


@lru_cache(maxsize=1)
def _urgent_groups() -> dict[str, str]:
    """Return the letter of the group of every flag that wants an answer today."""
    return {row.id: group_of(row.id) for row in table().flags.values() if row.level >= Level.SAME_DAY}


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    return {row.id: group.letter for group in table().groups for row in group.flags}


def group_of(flag: str) -> str:
    """Return the letter of the group of red flags that ``flag`` belongs to (reference 1.3)."""
    return _letters().get(flag, "")


def _trimmed(text: str, where: Window) -> tuple[int, int]:
    said = text[where.start : where.end]
    start = where.start + len(said) - len(said.lstrip())
    return start, start + len(said.strip())
