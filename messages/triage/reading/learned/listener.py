"""The second reader: hears danger in words for which no rule has been written, and never lowers anything."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from messages.reviewed import load
from messages.triage.flags import table
from messages.triage.reading.learned.encoder import Judged, encoder
from messages.triage.reading.learned.windows import Window, windows
from messages.triage.vocabulary import Level, Mention, Reading, Status

RULE = "learned:"
"""How the rule ids of this reader begin; the letter of the flag's group follows."""
UNNAMED = ""
"""In place of a flag: something urgent, but not clear which; the general safety question is asked."""
_URGENT = ("EMERGENCY_NOW", "SAME_DAY")
_SPEAKS_AGAINST = frozenset({Status.DENIED, Status.PAST, Status.RESOLVED, Status.HYPOTHETICAL, Status.OTHER_PERSON})
_ASKED_GENERALLY = frozenset("ABDF")
"""Groups the general safety question speaks of: pee, poo and numbness, legs, fever, chest."""
_Share = Annotated[float, Field(gt=0, lt=1)]


class Settings(BaseModel):
    """The calibrated thresholds, each a share between nought and one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """Checksum of the network these thresholds were chosen for."""
    asks_from: _Share
    asks_from_in_long: _Share
    escalates_from: _Share
    names_flag_from: _Share
    names_group_from: _Share


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the thresholds; raise :class:`messages.reviewed.ReviewedDataError` when they are unsound."""
    return Settings.model_validate(load(files("messages.triage.reading.learned").joinpath("thresholds.yaml")))


def second(text: str, first: Reading) -> Reading:
    """Return what the learned reader hears in ``text`` beyond ``first``, the rules' reading: at most one mention.

    It stays silent where the rules already heard something urgent for sure (nothing is left to raise),
    and where the text is in a language that nobody here reads.
    """
    if first.language is not None or any(_urgent_for_sure(mention) for mention in first.mentions):
        return Reading()
    parts = windows(text, encoder().pieces)
    if not parts:
        return Reading()
    judged = [(encoder().judge(part.pieces), part) for part in parts]
    best, where = max(judged, key=lambda one: (urgency(one[0]), -one[1].start))
    least = settings().asks_from if len(parts) == 1 else settings().asks_from_in_long
    if urgency(best) < least:
        return Reading()
    return Reading(mentions=(_mention(text, best, where, first),), about_other=first.about_other)


def urgency(judged: Judged) -> float:
    """Return how likely the text is one that wants an answer today."""
    return round(sum(judged.levels[level] for level in _URGENT), 3)


def _mention(text: str, judged: Judged, where: Window, first: Reading) -> Mention:
    flag = _named(judged)
    sure = (
        flag != UNNAMED
        and judged.levels["EMERGENCY_NOW"] >= settings().escalates_from
        and table().flags[flag].level is Level.EMERGENCY_NOW
        and not any(mention.status in _SPEAKS_AGAINST for mention in first.mentions)
    )
    doubtful = Status.OTHER_PERSON if first.about_other and flag != UNNAMED else Status.UNSURE
    start, end = _trimmed(text, where)
    return Mention(
        flag=flag,
        words=text[start:end],
        start=start,
        end=end,
        status=Status.CURRENT if sure else doubtful,
        certain=sure,
        rule=RULE + (_letter(flag) if flag else "general"),
    )


def _named(judged: Judged) -> str:
    """Return the urgent flag to ask about, or :data:`UNNAMED` where the general safety question serves better.

    The group is told apart far more surely than the flag in it. So a flag is named where it stands
    out, or where its group does and the general question doesn't speak of that group.
    """
    rows = table().flags
    urgent = {flag: judged.flags.get(flag, 0.0) for flag in rows if rows[flag].level >= Level.SAME_DAY}
    whole = sum(urgent.values())
    if not whole:
        return UNNAMED
    groups: dict[str, float] = {}
    for flag, share in urgent.items():
        groups[_letter(flag)] = groups.get(_letter(flag), 0.0) + share
    group = max(groups, key=lambda letter: groups[letter])
    flag = max((name for name in urgent if _letter(name) == group), key=lambda name: urgent[name])
    stands_out = urgent[flag] / whole >= settings().names_flag_from
    apart = group not in _ASKED_GENERALLY and groups[group] / whole >= settings().names_group_from
    return flag if stands_out or apart else UNNAMED


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    return {row.id: group.letter for group in table().groups for row in group.flags}


def _letter(flag: str) -> str:
    return _letters()[flag]


def _trimmed(text: str, where: Window) -> tuple[int, int]:
    said = text[where.start : where.end]
    start = where.start + len(said) - len(said.lstrip())
    return start, start + len(said.strip())


def _urgent_for_sure(mention: Mention) -> bool:
    row = table().flags.get(mention.flag)
    return row is not None and row.level >= Level.SAME_DAY and mention.certain and mention.status is Status.CURRENT
