"""Which of the health questions somebody answers by naming the thing: "diabetes", "i had a spine operation"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from messages.dialogue.onboarding.health.pages import PAGES, open_questions
from messages.dialogue.scene import Scene
from messages.reviewed import ReviewedDataError, load
from messages.triage.flags import RiskFactor, table
from messages.triage.vocabulary import Answer

_MOST_WORDS = 8
"""In a longer text only a whole part of it names something: "I have heart failure, and ..."."""
_LONG_WORD = 6
"""A shorter word must be spelt right."""
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
    if "?" in plain:
        return []
    waiting = [risk for page in PAGES for risk in open_questions(scene, page)]
    heard = {each.flag for each in scene.case.facts if each.at == scene.now and each.answer is Answer.YES}
    short = len(plain.split()) <= _MOST_WORDS and not _DENIED.search(plain)
    found = {risk.id for risk in waiting if short and risk.id in heard}
    for part in filter(None, _PARTS.split(plain)):
        meant = [risk.id for risk in waiting if not _DENIED.search(plain) and _names(part, risk)]
        found |= set(meant) if len(meant) == 1 else set()
    return [risk for risk in waiting if risk.id in found]


def is_only_a_list(text: str, found: Sequence[RiskFactor]) -> bool:
    """Is every part of ``text`` the name of one of ``found``, so that nothing else is told in it?"""
    parts = [each for each in _PARTS.split(text.casefold().replace("’", "'").strip(" .!")) if each]
    return bool(parts) and all(any(_names(part, risk) for risk in found) for part in parts)


def _names(part: str, risk: RiskFactor) -> bool:
    """Is ``part`` what the list on the screen or people call it, or what stands there in brackets?"""
    said = _content(part)
    return bool(said) and any(_alike(said, name) for name in _called(risk.id, risk.label))


@lru_cache(maxsize=512)
def _called(risk: str, label: str) -> tuple[frozenset[str], ...]:
    """Return the words of every name of ``risk``: they follow from reviewed data and are made once."""
    bracketed = re.findall(r"\(([^)]*)\)", label)
    names = (re.sub(r"\([^)]*\)", " ", label), *bracketed, *_also().get(risk, ()))
    return tuple(_content(name) for name in names)


@lru_cache(maxsize=1)
def _also() -> dict[str, tuple[str, ...]]:
    listed = load(files("messages.dialogue.onboarding.health") / "named.yaml")
    if unknown := sorted(set(listed) - set(table().risk_factors)):
        raise ReviewedDataError(f"named.yaml: unknown risk factors {', '.join(unknown)}")
    return {name: tuple(names) for name, names in listed.items()}


def _alike(said: frozenset[str], name: frozenset[str]) -> bool:
    """Are these the same words, long ones perhaps with one slip each?"""
    if len(said) != len(name) or said == name:
        return said == name
    odd, missing = said - name, name - said
    return all(any(_slip(one, other) for other in missing) for one in odd)


def _slip(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LONG_WORD and OSA.distance(one, other, score_cutoff=1) <= 1


@lru_cache(maxsize=8)
def _content(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z']+", words.casefold())) - _SAID_AROUND
