"""After a question or a warning about somebody else, words about "her" or "him" go on about them, and are not kept."""

from __future__ import annotations

import re
from datetime import timedelta

from messages.dialogue.escalation.alert import gathered, show, theirs
from messages.dialogue.escalation.alert.answers.heard import Heard, says
from messages.dialogue.escalation.alert.theirs import Told
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.asking.phrases import reply_in, says_what_was_found
from messages.dialogue.escalation.asking.typed import (
    PLAINLY_PLEASE,
    first_words_of,
    names_another,
    passed_on,
    speaks_of_self,
)
from messages.dialogue.escalation.talk import Pending, keep, latest, still_open, talk
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.freely.plain_words import wish_of
from messages.dialogue.scene import Scene
from messages.effects import Lane, Say
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Action, Answer, Level, Matter, Occasion, Verdict

STILL_ABOUT_THEM = timedelta(hours=1)
"""So long after the last word about somebody else the talk goes on about them."""
NEWS_OF_THEM = timedelta(hours=24)
"""So long a plain word of how it went on is heard as that: worse, helped, died."""
_THEY = re.compile(r"\b(?:they|they're|theyre|they've|them|their|theirs)\b")
"""May also be the writer's own legs, so danger told this way is taken for the writer's."""


def told_bit_by_bit(scene: Scene, text: str) -> bool:
    """Hear ``text`` together with what was told before of the same other person. False when it adds nothing to that.

    Two plain signs of theirs are a warning, though told one by one; so is one that another raises. A sign that
    says nothing without their back is asked about.
    """
    verdict = gathered.remember(scene, text)
    if verdict is None or "?" in text or wish_of(text, scene.today) or first_words_of(passed_on(text)) in _NO_YES:
        return False
    if theirs.told(text) in _SETTLED:
        return False
    found = gathered.grave(scene, text, verdict)
    if found:
        _close_all_about_them(scene)
        show.show_for_another(scene, found)
        return True
    if _after_swallowing(scene, text):
        return True
    asked = gathered.may_be_asked(scene, text, verdict)
    alone = verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text))
    if alone.action in (Action.ESCALATE, Action.ASK):
        return False
    if asked is not None and _may_be_asked(asked):
        question.ask_of_another(scene, asked)
        return True
    return gathered.speaks_of_a_back(text) and scene.open_alert is None and _kept_for_nobody(scene, text)


def _kept_for_nobody(scene: Scene, text: str) -> bool:
    """ "My mum has bad back pain" is nothing for the writer's own log."""
    from messages.dialogue.freely import wishes  # it knows this package

    if _ASKS.search(text.casefold()):
        return False
    wishes.about_another(scene, text)
    return True


_ASKS = re.compile(
    r"\b(?:is (?:that|it|this)|serious|dangerous|normal|should|what|how|why|when|which|who|can|could|do (?:you|we))\b"
)
"""What asks something has an answer of its own."""


_NO_YES = frozenset({"no", "hedged", PLAINLY_PLEASE})
_SETTLED = frozenset({Told.DIED, Told.GONE, Told.HELPED, Told.UNHELPED, Told.REFUSING})


def _after_swallowing(scene: Scene, text: str) -> bool:
    """Whoever has swallowed something and now feels ill, or well, is told on to the ambulance, or as before."""
    taken = gathered.swallowed(scene, text)
    if not taken or verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text)).action is Action.ESCALATE:
        return False
    if _FEELS_WELL.search(text.casefold()):
        show.show_for_another(scene, taken)
    elif says(Heard.UNWELL, text):
        _say_of_them(scene, Told.WORSE)
    else:
        return False
    return True


_FEELS_WELL = re.compile(r"\b(?:fine|ok|okay|alright|all right|well|good|normal|better|nothing|no symptoms)\b")


def _close_all_about_them(scene: Scene) -> None:
    for each in [one for one in still_open(scene) if one.about_other]:
        question.close(scene, each, Answer.YES)


def goes_on_about_them(scene: Scene, text: str) -> bool:
    """Take ``text`` as more about the person last spoken of. False when it is not, or may be about the writer."""
    at = talk(scene).about_them
    if at is None or scene.now - at > NEWS_OF_THEM or wish_of(text, scene.today) or not theirs.tells_of_them(text):
        return _told_of_help(scene, text)
    plain = text.casefold().replace("’", "'")
    named = names_another(plain)
    if speaks_of_self(text) or says_what_was_found(text):
        return _told_of_help(scene, text)
    if _news_of_them(scene, text, named=named):
        return True
    if scene.now - at > STILL_ABOUT_THEM:
        return False
    if not (named or _THEY.search(plain)) or (scene.open_alert is not None and reply_in(text)):
        return False
    verdict = verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text))
    grave = verdict.action in (Action.ESCALATE, Action.ASK)
    if verdict.about_other or (grave and not named):
        return False
    keep(scene, about_them=scene.now)
    if verdict.action is Action.ESCALATE:
        found = [each for each in verdict.findings if each.level >= Level.SAME_DAY]
        show.show_for_another(scene, reasons.as_told(scene, found))
    elif verdict.action is Action.ASK:
        question.ask_of_another(scene, verdict)
    else:
        _thank(scene, text)
    return True


def _about_other(scene: Scene) -> Pending | None:
    """Return the open question about somebody else that was said last."""
    asked = [each for each in still_open(scene) if each.about_other]
    return max(asked, key=lambda each: each.last_said, default=None)


def _told_of_help(scene: Scene, text: str) -> bool:
    """ "I called 999 for her", "no ambulance came", "they say it was a stroke", soon after her danger: it is of her."""
    at = talk(scene).about_them
    if at is None or scene.now - at > NEWS_OF_THEM or scene.open_alert is not None:
        return False
    hour, told = scene.now - at <= STILL_ABOUT_THEM, theirs.told(text)
    if hour and not speaks_of_self(text) and says_what_was_found(text):
        keep(scene, about_them=scene.now)
        _thank(scene, text)
        return True
    soon = hour or _about_other(scene) is not None
    if told not in (Told.HELPED, Told.UNHELPED) or not (soon or _OF_THEM.search(text.casefold())):
        return False
    if verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text)).action in (Action.ESCALATE, Action.ASK):
        return False
    _say_of_them(scene, told)
    return True


def _news_of_them(scene: Scene, text: str, *, named: bool) -> bool:
    """Hear how it went on with them: a new danger first, then worse, refusing, helped, or died. False else."""
    if not named and scene.open_alert is not None:
        return False
    verdict = verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text))
    if verdict.action in (Action.ESCALATE, Action.ASK):
        return False
    told = theirs.told(text)
    own = theirs.read_like_own(scene, text) if named and told not in _SETTLED else None
    at_least = Level.EMERGENCY_NOW if theirs.names_anew(text) else Level.SAME_DAY
    found = [each for each in own.findings if each.level >= at_least] if own is not None else []
    if own is not None and own.action is Action.ESCALATE and found:
        show.show_for_another(scene, reasons.as_told(scene, found))
    elif told is not None and (named or told in (Told.HELPED, Told.UNHELPED)):
        _say_of_them(scene, told)
    elif own is not None and at_least is Level.SAME_DAY and _may_be_asked(own):
        question.ask_of_another(scene, own)
    else:
        return False
    return True


def _may_be_asked(verdict: Verdict) -> bool:
    """Not of dying: that is a carer's to ask, face to face."""
    asked = verdict.question
    return verdict.action is Action.ASK and asked is not None and asked.flag not in question.DIRECT_FLAGS | {""}


_OF_THEM = re.compile(r"\b(?:her|him|them|she|he|they|for (?:my )?[a-z]+)\b")


def _say_of_them(scene: Scene, told: Told) -> None:
    """Say what to do now. What was asked about them is answered by it: nobody refuses, or is taken, for a no."""
    pending = _about_other(scene)
    first = question.first_of(scene, pending.flag) if pending is not None else lines.emergency_line(scene)
    if pending is not None and told is not Told.WORSE:
        worrying = told in (Told.REFUSING, Told.UNHELPED)
        question.close(scene, pending, Answer.YES if worrying else Answer.DECLINED)
    keep(scene, about_them=None if told is Told.DIED else scene.now)
    values = {"first": first, **lines.params(scene)}
    scene.say(Say(f"escalation.them_{told}", values, ((show.CARD,),), lane=Lane.URGENT, slot="unclear", fresh=True))


def _thank(scene: Scene, text: str) -> None:
    """Say that nothing of it is kept; what is still open about them is asked once more with it."""
    from messages.dialogue.freely import wishes  # it knows this package

    pending = latest(scene)
    if pending is not None and pending.about_other:
        first = question.first_of(scene, pending.flag)
        return question.put(scene, pending, "escalation.about_them_asked", first)
    return wishes.thank_for_another(scene, text, Say("escalation.about_them", lines.params(scene)))
