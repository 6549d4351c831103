"""Something new under an open warning, in words nobody understood: asked about at once and aloud, never waved away."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.asking.typed import names_another, speaks_of_self
from messages.dialogue.escalation.asking.which import named_in
from messages.dialogue.escalation.words import reasons
from messages.dialogue.scene import Scene
from messages.memory import Alert, AlertReason
from messages.reviewed import load
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Action, Case, Finding, Level, Matter, Occasion, Question, Status, Verdict

_LONGEST = 120
_NEWS = re.compile(
    r"^(?:and |but |so |oh )?(?:now|noo|also|plus)\b|\b(?:started|starting|suddenly|as well|too now|new)\b"
)
_THEIRS = re.compile(
    r"\b(?:mum|mam|mom|dad|da|nan|gran|wife|husband|son|daughter|sister|brother|partner|friend|mate)'?s\b"
)
_CALM = re.compile(
    r"\b(?:no|not|never|none|nothing|fine|ok|okay|good|better|normal|gone|easier|calmer|stopped|usual|always|n't|nae)\b|n't\b"
)


@lru_cache(maxsize=1)
def _flags() -> dict[str, str]:
    listed = load(files("messages.dialogue.escalation.asking").joinpath("news.yaml"))
    return {thing: str(flag) for thing, flag in listed.items()}


_GOES_ON = re.compile(
    r"^(?:(?:oh|yes|no|well|wait|sorry|hang on|i think|i mean|correction)\b[, ]*)*"
    r"(?:and|also|plus|now|actually|(?:it's|its|it is|it has|it)(?: now| gone| spread| moved| going)*|in|into|down|up"
    r"|going|spread(?:ing)?|mov(?:ed|ing)|both|not (?:just|only)"
    r"|(?:my |the )?(?:other|left|right|legs?|arms?|feet|foot|hands?|bum|[a-z]+ (?:too|as well|also)))\b"
)
_MORE = re.compile(
    r"\b(?:and|also|plus|too|as well|both|other|spread(?:ing|s)?|mov(?:ed|ing)|now|not (?:just|only)|going)\b"
)
_MORE_OF_THE_BODY = re.compile(r"\b(?:jaws?|shoulders?|hips?|ribs?|sides?|elbows?|wrists?|throat|teeth|my back)\b")
_OTHER_SIDE = re.compile(
    r"\b(?:both|(?:my |the )?other (?:one|side|leg|foot)|legs|feet"
    r"|(?:left|right)(?: one| side| leg| foot)? (?:too|as well|also)"
    r"|not (?:just|only) (?:in |on )?(?:my |the )?(?:left|right|one))\b"
)
_DENIED = re.compile(
    r"\b(?:never|none|nothing|fine|ok|okay|good|better|normal|easier|usual|gone away|no longer|not(?! just| only))\b"
    r"|n't\b|\b(?:exercis\w+|stretch\w*|cat|dog|shoes?|socks?|massage|rub\w*|bath|tea)\b"
)
_BOTH_LEGS = "ces_bilateral_leg"
_A_FEW_WORDS = 7


def goes_on(scene: Scene, alert: Alert, text: str) -> list[AlertReason]:
    """Return what a few words add to the sign that was warned of: "actually both legs", "and down my arm".

    They are read after the words of the warning, as if said in one breath. Where that makes a sign of its own it is
    returned as one; where the words only name more of the body, as more of the gravest sign.
    """
    plain = _plain(text)
    if not _adds(plain):
        return []
    told = {each.flag for each in alert.reasons if each.flag not in alert.disputed}
    spoken = [each.words for each in alert.reasons if each.words]
    found = [each for words in spoken for each in _heard_after(scene, words, text) if each.flag not in told]
    if found:
        return [AlertReason.of(replace(max(found, key=lambda each: each.level), words=text))]
    row = reasons.row(_BOTH_LEGS)
    if row is not None and _OTHER_SIDE.search(plain) and named_in(" ".join(spoken)) & {"leg", "foot"}:
        rule, source = f"row:{row.id}", ", ".join(row.sources)
        return [AlertReason(flag=row.id, words=text, rule=rule, source=source, level=row.level, channel=row.channel)]
    lead = next((each for each in alert.reasons if each.flag in told), None)
    more = named_in(plain) or _MORE_OF_THE_BODY.search(plain)
    if lead is None or not (_MORE.search(plain) and more) or named_in(plain) & set(_flags()):
        return []  # what has a sign of its own is asked about
    return [lead.model_copy(update={"words": text})]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def _adds(plain: str) -> bool:
    """Are these a few words that go on with what was said before?"""
    few = len(plain.split()) <= _A_FEW_WORDS
    return few and _may_add(plain) and bool(_GOES_ON.match(plain)) and not _DENIED.search(plain)


def _heard_after(scene: Scene, words: str, text: str) -> list[Finding]:
    of_them = Case(zone=scene.case.zone, country=scene.case.country)
    said = verdict_on(Matter(Occasion.TEXT, of_them, scene.now, text=f"{words}, {text}"))
    return [
        each
        for each in said.findings
        if each.level >= Level.SAME_DAY and each.fresh and each.status is not Status.OTHER_PERSON
    ]


def _may_add(plain: str) -> bool:
    if len(plain) > _LONGEST or "?" in plain or _THEIRS.search(plain):
        return False
    return not names_another(plain) or speaks_of_self(plain)


def asked(scene: Scene, alert: Alert, text: str) -> bool:
    """Ask plainly, and in their own words, about a thing that the warning is not about. False when none is named."""
    plain = _plain(text)
    if not _may_add(plain) or not (_NEWS.search(plain) or _adds(plain)) or _CALM.search(plain):
        return False
    told = {each.flag for each in alert.reasons}
    spoken = " ".join(f"{each.words} {reasons.short_of(scene, each.flag)}" for each in alert.reasons)
    new = named_in(plain) - named_in(spoken)
    flag = next((flag for thing, flag in _flags().items() if thing in new and flag not in told), "")
    if reasons.row(flag) is None:
        return False
    asking = Question(flag, reasons.question_of(scene, flag), text)
    question.ask(scene, Verdict(Level.NONE, Action.ASK, question=asking))
    return True
