"""Which of the health questions somebody answers by naming the thing: "diabetes", "i had a spine operation"."""

from __future__ import annotations

import re

from messages.dialogue.onboarding.health.pages import PAGES, open_questions
from messages.dialogue.scene import Scene
from messages.triage.flags import RiskFactor
from messages.triage.vocabulary import Answer

_MOST_WORDS = 8
"""Longer texts are reports."""
_DENIED = re.compile(
    r"\b(?:no|not|never|none|without|dont|don't|didn't|didnt|haven't|havent|nor|maybe|unsure|why|what)\b"
)
_PARTS = re.compile(r"\s*(?:,|&|\+|/|\band\b|\bplus\b)\s*")
_SAID_AROUND = frozenset(
    ["i", "i'm", "im", "i've", "ive", "have", "has", "had", "got", "a", "an", "the", "my", "in", "of", "to", "on", "or",
     "from", "with", "yes", "yeah", "yep", "also", "some", "since", "now", "was", "am", "is", "been", "diagnosed",
     "past", "before", "last", "months", "years", "weeks", "for", "take", "taking", "known"]
)  # fmt: skip


def named(scene: Scene, text: str) -> list[RiskFactor]:
    """Return the open questions that ``text`` answers with yes by naming what they ask about, in their order."""
    plain = text.casefold().replace("’", "'")
    if len(plain.split()) > _MOST_WORDS or _DENIED.search(plain) or "?" in plain:
        return []
    waiting = [risk for page in PAGES for risk in open_questions(scene, page)]
    heard = {each.flag for each in scene.case.facts if each.at == scene.now and each.answer is Answer.YES}
    found = {risk.id for risk in waiting if risk.id in heard}
    for part in filter(None, _PARTS.split(plain)):
        meant = [risk.id for risk in waiting if _names(part, risk)]
        found |= set(meant) if len(meant) == 1 else set()
    return [risk for risk in waiting if risk.id in found]


def _names(part: str, risk: RiskFactor) -> bool:
    """Is ``part`` what the list on the screen calls it, or what stands there in brackets?"""
    bracketed = re.findall(r"\(([^)]*)\)", risk.label)
    names = [re.sub(r"\([^)]*\)", " ", risk.label), *bracketed]
    said = _content(part)
    return bool(said) and any(said == _content(name) for name in names)


def _content(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z']+", words.casefold())) - _SAID_AROUND
