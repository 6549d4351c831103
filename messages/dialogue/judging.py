"""The one door to the judge: whatever is judged in a talk is also kept, so that it can be judged again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from messages.dialogue.scene import Scene
from messages.effects import Judged
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Action, Answer, Matter, Occasion, Status, Verdict

SAFE_WITHOUT_CONSENT = ""
"""Words are not stored before consent; the rule ids of an alert are."""


_PREGNANT = "rf_pregnant"
_A_PREGNANCY = timedelta(weeks=40)
_SAID_BEFORE = "im pregnant and "
"""Put before words of somebody who told it earlier, to hear what they mean then."""
_PUT_BEFORE = re.compile(r"^(?:(?:im )?pregnant )?and |^(?:im )?pregnant\W+")
_OF_PREGNANCY = "preg_"
_ELSEWHERE = re.compile(
    r"\b(?:nose|nosebleeds?|gums?|tooth|teeth|mouth|lips?|fingers?|thumbs?|toes?|knees?|elbows?|shins?|chin|ears?|"
    r"cuts?|graz\w*|scratch\w*|shav\w*|piles|h(?:a)?emorrhoids?|blisters?|scabs?|"
    r"bleeding (?:back|neck|leg|hips?|awful|obvious|nuisance|hell|heart|thing|bot|phone|cold|hot|typical|knackered)|"
    r"my (?:friend|sister|mum|mom|wife|daughter|dog|cat))\b",
    re.IGNORECASE,
)
"""Blood or swelling that has another place says nothing of a pregnancy."""


def weighed(scene: Scene, matter: Matter, words: str = "") -> Verdict:
    """Return the verdict on ``matter`` and keep it. ``words`` is what the person typed or chose, for the record."""
    judged, verdict = _as_pregnant(matter, verdict_on(matter))
    if judged is not matter:  # kept in the words that were judged, so that the same can be judged again
        matter, words = judged, judged.text
    kept = _kept(scene, verdict, matter, words)
    if kept is not None:
        scene.add(kept)
    return verdict


def _as_pregnant(matter: Matter, verdict: Verdict) -> tuple[Matter, Verdict]:
    """Return what bare words mean of somebody who is pregnant, and told so before: "a bit of bleeding"."""
    known = verdict.action is Action.ESCALATE or verdict.about_other or matter.occasion is not Occasion.TEXT
    if known or not _pregnant(matter) or _ELSEWHERE.search(matter.text):
        return matter, verdict
    told = replace(matter, text=f"{_SAID_BEFORE}{matter.text}")
    meant = verdict_on(told)
    heard = {each.flag for each in meant.findings if each.fresh} | ({meant.question.flag} if meant.question else set())
    graver = meant.action is Action.ESCALATE or (meant.action is Action.ASK and verdict.action is not Action.ASK)
    if not graver or not any(each.startswith(_OF_PREGNANCY) for each in heard):
        return matter, verdict
    asked = meant.question and replace(meant.question, words=_as_written(meant.question.words))
    return told, replace(
        meant,
        facts=tuple(replace(each, words=_as_written(each.words)) for each in meant.facts if each.flag != _PREGNANT),
        findings=tuple(replace(each, words=_as_written(each.words)) for each in meant.findings),
        question=asked,
    )


def _as_written(words: str) -> str:
    """Return ``words`` without what was put before them."""
    return _PUT_BEFORE.sub("", words)


def _pregnant(matter: Matter) -> bool:
    """Do they say so in their health answers, or did they in their own words lately, and have not taken it back?"""
    told = [each for each in matter.case.facts if each.flag == _PREGNANT and matter.now - each.at <= _A_PREGNANCY]
    last = max(told, key=lambda each: each.at, default=None)
    if last is not None:
        return last.answer is Answer.YES
    return _PREGNANT in matter.case.profile.risk_factors


def _kept(scene: Scene, verdict: Verdict, matter: Matter, words: str) -> Judged | None:
    """Return what is kept of a judgement.

    Before consent, and of somebody else, only which warning signs were heard: no words, nothing to
    judge again, and nothing at all where none was heard.
    """
    about_another = verdict.about_other or any(each.status is Status.OTHER_PERSON for each in verdict.findings)
    if scene.person.consent_version is not None and not about_another:
        return Judged(verdict, matter.occasion.value, words, matter)
    if not verdict.findings and verdict.question is None:
        return None
    return Judged(_without_words(verdict), matter.occasion.value, SAFE_WITHOUT_CONSENT)


def _without_words(verdict: Verdict) -> Verdict:
    findings = tuple(replace(each, words=SAFE_WITHOUT_CONSENT) for each in verdict.findings)
    return replace(verdict, findings=findings, question=None)
