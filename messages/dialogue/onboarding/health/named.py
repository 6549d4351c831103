"""Which of the health questions somebody answers by naming the thing: "diabetes", "i had a spine operation"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

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
    for part in () if _DENIED.search(plain) else filter(None, _PARTS.split(plain)):
        meant = [risk.id for risk in waiting if risk.id in _named_by(_content(part))]
        found |= set(meant) if len(meant) == 1 else set()
    return [risk for risk in waiting if risk.id in found]


def is_only_a_list(text: str, found: Sequence[RiskFactor]) -> bool:
    """Is every part of ``text`` the name of one of ``found``, so that nothing else is told in it?"""
    parts = [each for each in _PARTS.split(text.casefold().replace("’", "'").strip(" .!")) if each]
    return bool(parts) and all(any(risk.id in _named_by(_content(part)) for risk in found) for part in parts)


@lru_cache(maxsize=32)
def _named_by(said: frozenset[str]) -> frozenset[str]:
    """Return the risk factors that the list on the screen or people call so, or whose brackets say it."""
    names = _names().get(len(said), ()) if said else ()
    return frozenset(risk for name, risk in names if _alike(said, name))


@lru_cache(maxsize=1)
def _names() -> Mapping[int, tuple[tuple[frozenset[str], str], ...]]:
    """Return the words of every name with its risk factor, by how many words they are."""
    held: dict[int, list[tuple[frozenset[str], str]]] = {}
    for risk in table().risk_factors.values():
        bracketed = re.findall(r"\(([^)]*)\)", risk.label)
        for called in (re.sub(r"\([^)]*\)", " ", risk.label), *bracketed, *_also().get(risk.id, ())):
            name = _content(called)
            held.setdefault(len(name), []).append((name, risk.id))
    return MappingProxyType({count: tuple(names) for count, names in held.items()})


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
