"""What is told further of somebody else's danger: worse, refusing, helped, died; and words of them read like own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from messages.dialogue.escalation.asking.typed import RELATION
from messages.dialogue.scene import Scene
from messages.reviewed import load
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Action, Case, Fact, Finding, Level, Matter, Occasion, Verdict

_ONE = rf"(?:she|he|they|(?:my |our |the )?(?:old )?{RELATION})"
_TELLS_OF_THEM = re.compile(
    rf"^(?:(?:and|but|so|now|oh|no|yes|well|ok|please|help|omg|still|today|hi|also)\W+)*{_ONE}(?:'?s)?\b"
    r"|\b(?:(?:she|he|they)(?:'?(?:s|re|ll|d))?|her|him|his|them)\b"
)
_TOLD_AS_OWN = tuple(
    (re.compile(pattern), own)
    for pattern, own in (
        (rf"\b{_ONE}'?s (?=got|had|been|lost|gone|fallen|wet|started|stopped|become|collapsed|passed)", "i have "),
        (
            rf"\b(?:my |our )?{RELATION}'s "
            r"(?=(?:\w+ )?(?:legs?|feet|foot|arms?|bottom|bum|back|face|speech|chest|skin|lips)\b)",
            "my ",
        ),
        (rf"\b{_ONE}(?:'s|'re) ", "i am "),
        (r"\b(?:shes|hes|theyre) ", "i am "),
        (rf"\b{_ONE}\b", "i"),
        (r"\b(?:her|his|their)\b", "my"),
        (r"\b(?:him|them)\b", "me"),
        (r"\b(?:herself|himself|themselves|themself)\b", "myself"),
        (r"\bi has\b|(?<=and )has\b", "i have"),
        (r"\bi (?:is|are)\b", "i am"),
        (r"\bi does(?=\b|n)", "i do"),
    )
)
_NAMED_ANEW = re.compile(rf"\b(?:my|our) (?:old )?{RELATION}\b")
_LITTLE = frozenset(
    ["i", "my", "me", "am", "and", "have", "has", "had", "cannot", "can't", "cant", "the", "is", "are", "a", "in",
     "since", "now", "not", "no", "feel", "numb", "weak", "today", "to", "of", "on", "it", "at", "both"]
)  # fmt: skip
"""Words that two signs may share."""


class Told(StrEnum):
    """What somebody tells of the person they spoke of before."""

    WORSE = "worse"
    REFUSING = "refusing"
    HELPED = "helped"
    UNHELPED = "unhelped"
    """Nobody came for them, or nobody answers."""
    DIED = "died"
    GONE = "gone"
    """Died some time ago: a loss, and nobody to call an ambulance for."""


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, re.Pattern[str]]:
    listed = load(files("messages.dialogue.escalation.alert").joinpath("theirs.yaml"))
    return {name: re.compile("|".join(rf"(?<!\w)(?:{each})(?!\w)" for each in given)) for name, given in listed.items()}


_UNLESS = {
    Told.DIED: "idiom",
    Told.UNHELPED: "needed",
    Told.REFUSING: "asks",
    Told.HELPED: "no_help",
    Told.WORSE: "not_worse",
}


def plain_of(text: str) -> str:
    """Return ``text`` in lower case with straight quotes and single spaces."""
    return " ".join(text.casefold().replace("’", "'").replace("`", "'").split())


def tells_of_them(text: str) -> bool:
    """Say whether ``text`` is about another person: "she", or one named where a sentence names who does something."""
    return bool(_TELLS_OF_THEM.search(plain_of(text)))


def told(text: str) -> Told | None:
    """Return what ``text`` tells of the person spoken of before, by its plainest words; None for anything else."""
    plain, given = plain_of(text), _patterns()
    for kind, unless in _UNLESS.items():
        if given[kind].search(plain) and not given[unless].search(plain):
            return Told.GONE if kind is Told.DIED and given["long_ago"].search(plain) else kind
    return None


def names_anew(text: str) -> bool:
    """Say whether ``text`` names whom it is about ("my son"): perhaps not the person spoken of before."""
    return bool(_NAMED_ANEW.search(plain_of(text)))


def read_like_own(scene: Scene, text: str, known: tuple[Fact, ...] = ()) -> Verdict:
    """Judge ``text`` about another as if they had written it themselves: "she cant stand now" as "i cant stand now".

    The findings and the question quote what was really written. ``known`` was told of them before.
    """
    verdict = _like_own(scene, text, known)
    asked = verdict.question and replace(verdict.question, words=text)
    found = tuple(replace(each, words=text) for each in verdict.findings if each.fresh)
    return replace(verdict, findings=found, question=asked)


def _like_own(scene: Scene, text: str, known: tuple[Fact, ...] = ()) -> Verdict:
    own = plain_of(text)
    for pattern, mine in _TOLD_AS_OWN:
        own = pattern.sub(mine, own)
    of_them = Case(facts=known, zone=scene.case.zone, country=scene.case.country)
    return verdict_on(Matter(Occasion.TEXT, of_them, scene.now, text=own))


def plainly_grave(scene: Scene, text: str) -> Sequence[Finding]:
    """Return what ``text`` tells of another where it names two emergencies in words of their own: nobody is asked then.

    Two rules that heard the same words are one sign.
    """
    verdict = _like_own(scene, text)
    grave = [each for each in verdict.findings if each.fresh and each.level >= Level.EMERGENCY_NOW]
    signs = [set(plain_of(each.words).split()) - _LITTLE for each in grave]
    apart = any(one and other and not one & other for one in signs for other in signs)
    if verdict.action is not Action.ESCALATE or not apart:
        return ()
    return [replace(each, words=text) for each in grave]
