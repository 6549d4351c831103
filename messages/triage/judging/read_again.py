"""Texts that are read a second time: without the good news they begin with, or with what is known of who writes.

"All good now, just wet myself" is no good news. "The ache comes in waves" is another thing while pregnant, which nobody
says anew in each message.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from messages.triage.evidence.history import History
from messages.triage.reading.both import DOUBTED, LET_BE
from messages.triage.vocabulary import Case, Mention, Reading, Status

_CLAUSE_END = re.compile(
    r"[,.;!\n]+|\s[-–—]\s|\b(?:but|just|only|except(?: for| that)?|apart from|although|though|however)\b", re.IGNORECASE
)
_GOOD = re.compile(
    r"\b(?:good|great|fine|better|brilliant|grand|ok|okay|lovely|well|easier|happy|perfect|excellent|amazing|fab|normal"
    r"|improv\w+|gone|no (?:more )?pain|pain.?free|thanks|thank you|cheers)\b",
    re.IGNORECASE,
)
_KNOWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "rf_pregnant": ("pregnant, ", ("preg_", "postpartum_")),
    "rf_postpartum_6w": ("had a baby last week, ", ("preg_", "postpartum_")),
    "rf_anticoagulant": ("on warfarin, ", ("haematoma_",)),
    "rf_spinal_injection_90d": ("after my epidural injection, ", ("inf_postop",)),
    "rf_spinal_cord_injury": ("have a spinal cord injury, ", ("sci_",)),
    "rf_opioid": ("on morphine, ", ("med_opioid_tox",)),
}
"""What is put before each sentence of somebody of whom it is known, and the flags it can bring up."""
_BEARING = frozenset(_KNOWN) | {"rf_spinal_injection_date"}
_SENTENCE = re.compile(r"(^|[.!?\n]\s+)(?=\w)")
_FEW_WORDS = 8
"""Below, the learned reader has no say over it, so it is asked about."""
_LONGEST = 60
"""Characters of one piece of good news; more is a story, whose harmless parts belong to it."""


def heard_behind(reading: Reading, text: str, reader: Callable[[str], Reading]) -> Reading:
    """Return ``reading`` with those doubts of the learned reader gone that only the good news before a sign has raised.

    What is plainly said once the good news is left out, is plainly said.
    """
    at = _after_good_news(text)
    if not at or not any(_doubted(each) for each in reading.mentions):
        return reading
    plain = {each.flag: each for each in reader(text[at:]).mentions if _says_so(each)}
    mentions = tuple(
        replace(plain[each.flag], start=plain[each.flag].start + at, end=plain[each.flag].end + at)
        if _doubted(each) and each.flag in plain
        else each
        for each in reading.mentions
    )
    return replace(reading, mentions=mentions)


def heard_of_known(reading: Reading, text: str, case: Case, now: datetime, reader: Callable[[str], Reading]) -> Reading:
    """Return ``reading`` with the dangers that ``text`` tells of somebody of whom it need not say all anew."""
    if reading.language is not None or not text.strip():
        return reading
    for lead, flags in _leads(case, now):
        more = _said_with(lead, flags, reading, text, reader)
        reading = replace(reading, mentions=(*reading.mentions, *more)) if more else reading
    return reading


def _leads(case: Case, now: datetime) -> list[tuple[str, tuple[str, ...]]]:
    told = (fact.flag for fact in case.facts)
    dated = frozenset(case.profile.dates)
    if (case.profile.risk_factors | dated).isdisjoint(_BEARING) and not any(
        flag in _BEARING or flag.startswith("preg_") for flag in told
    ):
        return []  # of most people nothing of the kind is known, and the rest is dear
    risks = History(case, now).risks
    return [lead for risk, lead in _KNOWN.items() if risk in risks]


def _said_with(
    lead: str, flags: tuple[str, ...], reading: Reading, text: str, reader: Callable[[str], Reading]
) -> tuple[Mention, ...]:
    heard = {each.flag for each in reading.mentions}
    sure = len(text.split()) >= _FEW_WORDS
    return tuple(
        replace(each, start=0, end=len(text), words=_own(each.words, text), certain=each.certain and sure)
        for each in reader(_SENTENCE.sub(rf"\1{lead}", text)).mentions
        if each.flag.startswith(flags) and each.flag not in heard and each.status in (Status.CURRENT, Status.UNSURE)
    )


def _own(words: str, text: str) -> str:
    """Return the person's own words, without what was put before them."""
    return words if words in text else text[:_LONGEST].strip()


def _doubted(mention: Mention) -> bool:
    return mention.rule.endswith((DOUBTED, LET_BE))


def _says_so(mention: Mention) -> bool:
    return mention.certain and mention.status is Status.CURRENT and not _doubted(mention)


def _after_good_news(text: str) -> int:
    """Return where ``text`` goes on behind the good news it begins with; 0 where it begins with none."""
    at = 0
    for end in _CLAUSE_END.finditer(text):
        clause = text[at : end.start()]
        if clause.strip() and (len(clause) > _LONGEST or not _GOOD.search(clause)):
            break
        at = end.end()
    return at if text[at:].strip() else 0
