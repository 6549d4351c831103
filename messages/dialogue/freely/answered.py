"""Questions that have an answer of their own, at any moment: why, who says so, is it serious, what now, and topics."""

from __future__ import annotations

import re

from messages.dialogue.escalation.about_them import STILL_ABOUT_THEM
from messages.dialogue.escalation.asking.typed import names_another, speaks_of_self
from messages.dialogue.escalation.talk import keep, talk
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.freely import asked, own_advice, topics, why, wishes
from messages.dialogue.freely.changes.again import put_again
from messages.dialogue.freely.granting import do
from messages.dialogue.freely.plain_words import simple, wish_of
from messages.dialogue.freely.shortcuts import open_command
from messages.dialogue.freely.why import under_warning
from messages.dialogue.scene import Scene
from messages.dialogue.serious import SERIOUS
from messages.effects import Say
from messages.triage.vocabulary import Action, Verdict

_BAD = r"(?:serious|serius|seriuos|seroius|serous|sirious|seriouse|dangerous|dangerus|urgent|bad|normal|an emergency)"
_IT = r"(?:it|this|that|these|she|he|they|something|her \w+|his \w+|my \w+(?: pain)?|the \w+)"
_SERIOUS = re.compile(
    r"^(?:(?:so|and|but|please|pls|doctor|tell me|do you think|you think|what do you think|i wonder|if|whether)[, ]+)*"
    rf"(?:(?:is|are|could|can|might|may|will) (?:{_IT} )?(?:be )?(?:something |anything |very |really |too )?{_BAD}"
    rf"|how {_BAD} is {_IT}|{_IT}(?:'s| is)? {_BAD}|{_BAD}"
    r"|should (?:i|we|she|he|they|my \w+) (?:be )?(?:worried|worry|concerned)|do (?:i|we) (?:need|have) to worry"
    r"|(?:should|do|does|must) (?:i|we|she|he|they|my \w+)(?: need to| have to)? (?:see|go to|call|ring|phone)"
    r" (?:a |the |my |her |his )?(?:doctor|doctors|gp|hospital|a&e|er|nurse|111|999|ambulance))"
    r"(?: (?:please|or not|or what|for (?:him|her|them|me|us)|now|then|or no))*$"
)
_PARTS = re.compile(r"[.!?;\n]+|,\s")
_ASIDE = re.compile(
    r"\b(?:weather|match|football|soccer|cricket|rugby|score|news|joke|president|prime minister|election|movie|film|"
    r"netflix|song|music|recipe|cook|bitcoin|horoscope|lottery|holiday|christmas|favourite|favorite|birthday|married|"
    r"girlfriend|boyfriend|hobbies|capital of|world cup|love me)\b|^(?:what(?:'s| is) your name|how old are you|"
    r"where (?:do you live|are you from)|do you like\b|did you see\b|who won\b|tell me a\b|sing\b)"
)
_BODILY = re.compile(
    r"\b(?:pain|back|leg|legs|numb|hurt|hurts|hurting|sick|pee|bladder|chest|neck|bleed\w*|fever|ache|aches|injur\w*|fell|"
    r"fall|kicked|hit|medicine|tablets?)\b"
)


def answered(scene: Scene, text: str, verdict: Verdict) -> bool:
    """Answer ``text`` if it is a question that we know an answer to. The open question comes again after it.

    Before consent only what an open warning asks for is said again.
    """
    if scene.person.consent_version is None:
        return scene.open_alert is not None and under_warning.answered(scene, scene.open_alert, text)
    if why.why(scene, text) or why.sources(scene, text):
        return True
    alert = scene.open_alert
    if alert is not None and under_warning.answered(scene, alert, text):
        return True
    if alert is not None and kind_for(alert.reasons).crisis:
        return False
    if alert is None and verdict.action is Action.NONE and under_warning.way_told(scene, text):
        return True
    if _seriousness(scene, text, verdict):
        return True
    before = scene.person.focus
    if verdict.action is not Action.NONE or verdict.about_other or wish_of(text, scene.today) is not None:
        return False
    if alert is not None and topics.soothes(scene, text):
        return False
    if not (topics.told(scene, text) or _aside(scene, text)):
        return False
    put_again(scene, before)
    return True


def _seriousness(scene: Scene, text: str, verdict: Verdict) -> bool:
    """Answer "is it serious?", with more around it or about somebody else, by the questions; False when unasked."""
    parts = [simple(each) for each in _PARTS.split(text) if each.strip()]
    at = talk(scene).about_them
    of_them = len(parts) == 1 and at is not None and scene.now - at <= STILL_ABOUT_THEM
    asks = any(_SERIOUS.match(each) for each in parts) or (of_them and under_warning.asks("what_now", parts[0]))
    if verdict.action is Action.ADVISE or not asks:
        return False
    if of_them or verdict.about_other or (names_another(text) and not speaks_of_self(text)):
        keep(scene, about_them=scene.now)
        SERIOUS.open_for_another(scene)
        return True
    if wish_of(text, scene.today) is not None:
        return False
    if len(parts) > 1:
        wishes.note(scene, text)
    if not asked.explain_danger(scene):
        open_command(scene, "serious")
    return True


def _aside(scene: Scene, text: str) -> bool:
    """Say kindly that a question about the world is none for us. False when it may be about a body."""
    plain = simple(text)
    asks = own_advice.is_question(text) or plain.startswith(("tell me ", "sing "))
    if not asks or not _ASIDE.search(plain) or _BODILY.search(plain):
        return False
    scene.say(Say("replied.aside", buttons=((do("checkin"), do("help")),), fresh=True))
    return True
