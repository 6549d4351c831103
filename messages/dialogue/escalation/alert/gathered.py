"""What is told of one other person over several messages is judged together; nothing of it becomes the writer's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from messages.dialogue.escalation.alert import theirs
from messages.dialogue.escalation.asking.typed import speaks_of_self
from messages.dialogue.escalation.talk import Sign, keep, talk
from messages.dialogue.escalation.words import reasons
from messages.dialogue.scene import Scene
from messages.memory import AlertReason
from messages.triage.vocabulary import Action, Answer, Channel, Fact, Finding, Level, Origin, Question, Verdict

KEPT = timedelta(hours=6)
"""So long what was told of somebody else is known; then it is forgotten."""
_MOST_KEPT = 20
_A_BACK = "back"
"""Kept in place of a flag: it was said that their back hurts, so that other signs mean more."""
_BACK = re.compile(
    r"\b(?:(?:bad|sore|lower|upper|her|his|their) back|back (?:pain|ache|is|hurts?|trouble|problems?|injury|has gone)"
    r"|backache|spine|spinal|sciatica|(?:slipped )?discs?)\b"
)
_WHO = tuple(
    re.compile(rf"\b(?:{each})\b")
    for each in (
        "mum|mam|mom|mother|mummy", "dad|da|father|daddy", "wife|missus", "husband|hubby", "sister", "brother", "son",
        "gran|granny|nan|nana|grandma", "grandad|granda|grandpa", "daughter", "aunt|auntie", "uncle", "niece", "nephew",
        "friend|mate", "partner", "boyfriend", "girlfriend", "neighbou?r", "colleague", "flatmate|housemate|roommate",
    )
)  # fmt: skip
"""One line names one person: whoever is named in another line is somebody else."""
_SHE = re.compile(
    r"\b(?:she|her|hers|herself|shes|mum|mam|mom|mother|mummy|wife|missus|gran|granny|nan|nana|grandma|sister|daughter|"
    r"aunt|auntie|niece|girlfriend)\b"
)
_HE = re.compile(
    r"\b(?:he|him|his|himself|hes|dad|da|father|daddy|husband|hubby|grandad|granda|grandpa|brother|son|uncle|nephew|"
    r"boyfriend)\b"
)


def remember(scene: Scene, text: str) -> Verdict | None:
    """Keep for some hours which signs ``text`` tells of another, and return them judged with those told before.

    None where it tells of nobody else. Of somebody new everything before is forgotten. The words are kept only
    with consent, for the warning to quote.
    """
    _forget_the_old(scene)
    if not theirs.tells_of_them(text) or speaks_of_self(text):
        return None
    before = told_before(scene, text)
    signs = (each for each in before if each.flag != _A_BACK)
    known = tuple(Fact(each.flag, Answer.YES, each.at, Origin.TEXT, each.words) for each in signs)
    verdict = theirs.read_like_own(scene, text, known)
    words = " ".join(text.split()) if scene.person.consent_version is not None else ""
    told = [each.flag for each in verdict.facts if each.answer is Answer.YES]
    told += [_A_BACK] if speaks_of_a_back(text) else []
    new = tuple(Sign(flag=each, at=scene.now, words=words) for each in dict.fromkeys(told))
    if talk(scene).theirs_who and not _the_same(talk(scene).theirs_who, theirs.plain_of(text)):
        keep(scene, theirs_new_at=scene.now)
    if new or before != talk(scene).theirs:
        keep(scene, theirs=(*before, *new)[-_MOST_KEPT:], theirs_who=_named(scene, text, before))
    return verdict


def speaks_of_a_back(text: str) -> bool:
    """Say whether ``text`` speaks of a back that hurts, or of something in it."""
    return bool(_BACK.search(theirs.plain_of(text)))


def told_before(scene: Scene, text: str = "") -> tuple[Sign, ...]:
    """Return what was told lately of the person that ``text`` is about; nothing where that is somebody else."""
    if text and not _the_same(talk(scene).theirs_who, theirs.plain_of(text)):
        return ()
    return tuple(each for each in talk(scene).theirs if each.at < scene.now)


def _forget_the_old(scene: Scene) -> None:
    lately = tuple(each for each in talk(scene).theirs if scene.now - each.at <= KEPT)
    if lately != talk(scene).theirs:
        keep(scene, theirs=lately, theirs_who=talk(scene).theirs_who if lately else "")


def forget(scene: Scene, flag: str) -> None:
    """Drop a sign that they do not have after all."""
    keep(scene, theirs=tuple(each for each in talk(scene).theirs if each.flag != flag))


def is_somebody_new(scene: Scene) -> bool:
    """Do the words being read name another person than the one spoken of before?"""
    return talk(scene).theirs_new_at == scene.now


def grave(scene: Scene, text: str, verdict: Verdict) -> list[AlertReason]:
    """Return what to warn of for them, where several messages together make it plain: two signs, or one raised.

    One sign alone is asked about as always, and so returns nothing.
    """
    before, back = told_before(scene, text), _has_a_back(scene)
    now = [each for each in verdict.findings if each.fresh and each.level >= Level.EMERGENCY_NOW]
    now = [each for each in now if _counts(each.flag, back=back)]
    if verdict.action is not Action.ESCALATE or not before or not now:
        return []
    flags = {each.flag for each in now}
    earlier = [each for each in before if each.flag not in flags and _counts(each.flag, back=back)]
    alone = theirs.read_like_own(scene, text)
    raised = flags - {each.flag for each in alone.findings if each.level >= Level.EMERGENCY_NOW}
    if not earlier and not raised:
        return []
    return [*reasons.as_told(scene, now), *_reasons(earlier)]


def may_be_asked(scene: Scene, text: str, verdict: Verdict) -> Verdict | None:
    """Return the question about a sign that says nothing by itself and much of somebody whose back hurts; else None."""
    found = [each for each in verdict.findings if each.fresh and each.level >= Level.SAME_DAY]
    if verdict.action is not Action.ESCALATE or not _has_a_back(scene) or not found:
        return None
    lead: Finding = max(found, key=lambda each: each.level)
    asked = Question(lead.flag, reasons.question_about_another(scene, lead.flag), text)
    return replace(verdict, action=Action.ASK, question=asked)


def swallowed(scene: Scene, text: str) -> list[AlertReason]:
    """Return what they swallowed, where that was told before of the person that ``text`` is about."""
    same = _the_same(talk(scene).theirs_who, theirs.plain_of(text))
    return [each for each in _reasons(talk(scene).theirs) if each.channel is Channel.POISON] if same else []


def _has_a_back(scene: Scene) -> bool:
    return any(each.flag == _A_BACK for each in talk(scene).theirs)


def _counts(flag: str, *, back: bool) -> bool:
    """Is it a sign that calls for help today? Somebody else's fever is no matter of backs unless one was spoken of."""
    row = reasons.row(flag)
    return row is not None and row.level >= Level.SAME_DAY and (back or not row.with_back_pain)


def _reasons(signs: Iterable[Sign]) -> list[AlertReason]:
    """Return the signs as reasons, each once, in the words it was told in last."""
    told = {each.flag: each for each in signs}
    rows = ((each, reasons.row(flag)) for flag, each in told.items())
    return [
        AlertReason(
            flag=row.id, words=each.words, rule=f"row:{row.id}", source="", level=row.level, channel=row.channel
        )
        for each, row in rows
        if row is not None
    ]


def _named(scene: Scene, text: str, before: Sequence[Sign]) -> str:
    """Return whom the talk is about now, as far as words have said."""
    plain = theirs.plain_of(text)
    said = " ".join(filter(None, (each.group() for who in _WHO if (each := who.search(plain)))))
    pronoun = (_SHE.search(plain) or _HE.search(plain)) if not said else None
    named = said or (pronoun.group() if pronoun else "")
    return talk(scene).theirs_who or named if before else named


def _the_same(who: str, plain: str) -> bool:
    """May ``plain`` be about ``who``? A name of another person, or only the other pronoun, says no."""
    named = {at for at, each in enumerate(_WHO) if each.search(plain)}
    known = {at for at, each in enumerate(_WHO) if each.search(who)}
    if named and known:
        return bool(named & known)
    woman, man = bool(_SHE.search(plain)), bool(_HE.search(plain))
    return not (woman != man and ((woman and _only(_HE, who, _SHE)) or (man and _only(_SHE, who, _HE))))


def _only(this: re.Pattern[str], who: str, other: re.Pattern[str]) -> bool:
    return bool(this.search(who)) and not other.search(who)
