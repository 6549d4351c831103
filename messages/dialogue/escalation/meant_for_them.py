"""Under a question to the writer they say that they wrote of somebody else: the question becomes one about them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.asking.typed import speaks_of_self
from messages.dialogue.escalation.talk import About, Pending, keep, talk
from messages.dialogue.escalation.talk import latest as last_said
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.kinds import UNSAFE_AT_HOME
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.memory import AlertReason
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Action, Answer, Level, Matter, Occasion, Verdict

_LONGEST = 120
_OF_THEM = "my mum: "
"""Put before words that did not say whom they were about, to read them as somebody else's."""
_WHO = (
    r"(?:my |me |our )?(?:mum|mam|mom|mother|dad|da|father|wife|husband|hubby|partner|missus|gran|nan|granny|grandad|"
    r"sister|brother|son|daughter|friend|mate|neighbour|boss|aunt|auntie|uncle)\b"
)
_THEIRS = re.compile(
    rf"\b(?:i )?(?:meant|mean|was (?:talking|writing|asking) about|am (?:talking|asking) about|was on about) {_WHO}"
    rf"|^(?:no |nah |nope )?(?:(?:im|i'm|i am) not\W*)?(?:no |nah )?"
    rf"(?:it's|its|it is|it was|this is|that's|thats|that is|that was)"
    rf"(?: about| for)? {_WHO}(?! who (?:drives|told|says|said|hit|hurt)\b)"
    rf"|\bnot (?:about |for )?me\W+(?:but |it's |its |it is |that's |about )?{_WHO}"
)
"""Nothing else: "mum made tea" or "my mum drives me mad" say nothing of whom the question was about."""


_NOT_ME = re.compile(
    r"^(?:no |nah |nope |sorry )?(?:it's |its |it is |that's |thats |this is )?not (?:about |for )?me$"
)
LATELY = timedelta(hours=24)
"""So long "it's about my father" goes back to what was told of somebody else."""


def was_about_them(scene: Scene, text: str) -> bool:
    """Take ``text`` as "I wrote of somebody else" under an open question. False when it says no such thing.

    Without a question it goes back to what was told of somebody else lately: nothing of that is the writer's.
    Nothing is settled by it: the same is asked about them, and comes again until somebody answers. Who
    names a danger of their own in the same words is heard as always.
    """
    pending = last_said(scene)
    if pending is None and not _spoke_of_them(scene):
        return False
    if pending is not None and (pending.about is not About.UNSURE or pending.flag == UNSAFE_AT_HOME):
        return False
    plain = " ".join(text.casefold().replace("’", "'").replace(",", " ").replace("!", " ").split())
    said_so = _THEIRS.search(plain) or (pending is None and _NOT_ME.search(plain)) or None
    if said_so is None or len(plain) > _LONGEST or speaks_of_self(plain.replace(said_so.group(), " ")):
        return False
    verdict = verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text))
    if verdict.action is not Action.NONE and (pending is None or not verdict.about_other):
        return False
    if pending is None:
        _nothing_is_kept(scene, text)
    else:
        keep(scene, about_them=scene.now)
        _ask_about_them(scene, pending, verdict)
    return True


def _spoke_of_them(scene: Scene) -> bool:
    """Was the talk about somebody else lately, with nothing asked and no warning of the writer's own open?"""
    at = talk(scene).about_them
    return at is not None and scene.now - at <= LATELY and scene.open_alert is None


def _nothing_is_kept(scene: Scene, text: str) -> None:
    from messages.dialogue.freely import wishes  # it knows this package

    keep(scene, about_them=scene.now)
    wishes.thank_for_another(scene, text, Say("escalation.about_them", lines.params(scene)))


def _ask_about_them(scene: Scene, pending: Pending, verdict: Verdict) -> None:
    if _told(scene, pending, verdict):
        return
    if pending.about_other or pending.flag not in question.DIRECT_FLAGS:
        theirs = pending.model_copy(update={"about_other": True})
        question.put(scene, theirs, "escalation.about_them_asked", question.first_of(scene, pending.flag))
        return
    again = _read_as_theirs(scene, pending)
    if again is not None and _told(scene, pending, again):
        return
    if not _perhaps_own(pending):  # else they are asked on: wanting to die is easily pushed away
        question.close(scene, pending, Answer.DECLINED)
    show.show_for_another(scene, _reason(pending))  # asking about dying is a carer's to do, face to face


def _perhaps_own(pending: Pending) -> bool:
    return not pending.words or speaks_of_self(pending.words)


def _read_as_theirs(scene: Scene, pending: Pending) -> Verdict | None:
    """Return what the words that led to the question mean of somebody else; None when it is dying again."""
    if _perhaps_own(pending):
        return None
    verdict = verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=f"{_OF_THEM}{pending.words}"))
    asked = verdict.question
    flags = {each.flag for each in verdict.findings} | ({asked.flag} if asked is not None else set())
    if flags & question.DIRECT_FLAGS:
        return None
    return replace(
        verdict,
        question=asked and replace(asked, words=asked.words.removeprefix(_OF_THEM)),
        findings=tuple(replace(each, words=each.words.removeprefix(_OF_THEM)) for each in verdict.findings),
    )


def _told(scene: Scene, pending: Pending, verdict: Verdict) -> bool:
    """Warn or ask about them by what was heard in words of theirs. False when that was nothing urgent."""
    asked = verdict.question is not None and bool(verdict.question.flag)
    if verdict.action is Action.ESCALATE:
        question.close(scene, pending, Answer.DECLINED)
        found = [each for each in verdict.findings if each.level >= Level.SAME_DAY]
        show.show_for_another(scene, reasons.as_told(scene, found))
    elif verdict.action is Action.ASK and asked:
        question.close(scene, pending, Answer.DECLINED)
        question.ask_of_another(scene, verdict)
    return verdict.action is Action.ESCALATE or (verdict.action is Action.ASK and asked)


def _reason(pending: Pending) -> list[AlertReason]:
    row = reasons.row(pending.flag)
    if row is None:
        return []
    return [
        AlertReason(
            flag=row.id, words=pending.words, rule=f"row:{row.id}", source="", level=row.level, channel=row.channel
        )
    ]
