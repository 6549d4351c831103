"""Good news before a sign does not weaken it: "all good now, just wet myself" is read without its beginning, too."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from messages.triage.reading.both import DOUBTED, LET_BE
from messages.triage.vocabulary import Mention, Reading, Status

_CLAUSE_END = re.compile(
    r"[,.;!\n]+|\s[-–—]\s|\b(?:but|just|only|except(?: for| that)?|apart from|although|though|however)\b", re.IGNORECASE
)
_GOOD = re.compile(
    r"\b(?:good|great|fine|better|brilliant|grand|ok|okay|lovely|well|easier|happy|perfect|excellent|amazing|fab|normal"
    r"|improv\w+|gone|no (?:more )?pain|pain.?free|thanks|thank you|cheers)\b",
    re.IGNORECASE,
)
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
