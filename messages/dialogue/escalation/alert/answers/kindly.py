"""Words that tell of no help while a warning about dying or about home is open: heard warmly, never sent away."""

from __future__ import annotations

import re
from datetime import timedelta

from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.alert.answers import mistake
from messages.dialogue.escalation.alert.answers.heard import Heard, says
from messages.dialogue.escalation.alert.later import anew
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.asking.question import DIRECT_FLAGS
from messages.dialogue.escalation.asking.typed import names_another, speaks_of_self
from messages.dialogue.escalation.talk import NOW, keep, talk
from messages.dialogue.escalation.words import lines
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.freely.plain_words import simple, wish_of
from messages.dialogue.scene import Scene
from messages.effects import Lane, Say
from messages.memory import Alert, AlertState
from messages.triage.vocabulary import Answer, Origin

_SAFE = re.compile(r"\bsafer?\b|\b(?:hurt|harm|kill) myself\b")
_NOTHING = re.compile(r"(?:it|that|this) was nothing(?: really| serious| at all)?$")
_RING_AGAIN = timedelta(minutes=1)
_FEWEST = 2
"""So many words are more than "ok" or "thanks"."""
_SAYS_ALL = frozenset(
    {"goodbye", "bye", "farewell", "hopeless", "alone", "scared", "tired", "exhausted", "drunk", "empty", "worthless",
     "useless", "help", "done", "enough", "finished", "sorry", "why", "crying", "lost", "trapped", "numb", "pointless"}
)  # fmt: skip
"""One word, and enough said."""
_CALLS_OUT = frozenset({"help", "scared"})
"""Elsewhere a wish for the page of help; here a cry for it."""
_PUSHED_AWAY = frozenset(
    {"leave me alone", "go away", "shut up", "get lost", "be quiet", "piss off", "fuck off", "f off", "stop asking",
     "stop asking me", "stop it", "stop bothering me", "stop bugging me"}
)  # fmt: skip
"""Said in pain rather than to end the service; "stop" and /stop still do."""


def answered(scene: Scene, alert: Alert, text: str) -> bool:
    """Answer what somebody writes under such a warning; False for a wish or a nod."""
    plain = simple(text)
    if plain in _PUSHED_AWAY:
        _say(scene, alert, "escalation.stay_near")
        return True
    taken = kind_for(alert.reasons) is Kind.TAKEN
    wish = wish_of(text, scene.today)
    little = len(plain.split()) < _FEWEST and not taken
    if plain not in _SAYS_ALL and (little or (wish is not None and wish.name not in _CALLS_OUT)):
        return False
    if taken:
        after_taking(scene, alert)
        _note(scene, text)
        return True
    if _told_of_better(scene, alert, text):
        _note(scene, text)
        return True
    if _said_no(scene, alert) and names_another(text) and not speaks_of_self(text):
        return False
    hear(scene, alert)
    _note(scene, text)
    return True


def _told_of_better(scene: Scene, alert: Alert, text: str) -> bool:
    """Hear a good step, shame or a slip as what it is: nobody is asked for it whether they might hurt themselves now.

    Nothing of it closes the warning, or stops a repeat: that it was all a joke is asked about by two plain questions.
    """
    if says(Heard.MISREAD, text) or _NOTHING.match(simple(text)):
        mistake.heard(scene, alert)
        return True
    key = {
        Heard.GOOD_NEWS: "escalation.good_news",
        Heard.ASHAMED: "escalation.no_need_for_shame",
        Heard.FINE: "escalation.ok_heard",
    }
    heard = next((each for each in key if says(each, text)), None)
    if heard is None:
        return False
    _softly(scene, alert, key[heard])
    return True


def after_taking(scene: Scene, alert: Alert) -> None:
    """Whatever they write after they took something: told on to the ambulance, unless they are with one already."""
    if alert.state is AlertState.ACTING and kind_for(alert.reasons) is Kind.TAKEN:
        return _say(scene, alert, "escalation.taken_with_help")
    return _say(scene, alert, "escalation.taken_heard")


def again_at_home(scene: Scene, alert: Alert) -> None:
    """It happened again at home: answered at once and warmly, without a sound, and nothing on the screen tells what."""
    _say(scene, alert, "escalation.home_again")


def hear(scene: Scene, alert: Alert) -> None:
    """Answer despair warmly, and ask whether they might hurt themselves now; of an overdose, tell it on."""
    if kind_for(alert.reasons) is Kind.TAKEN:
        return after_taking(scene, alert)
    show.ask_now(scene, alert)
    return _say(scene, alert, "escalation.hear_you")


def safe(scene: Scene, alert: Alert) -> None:
    """They say that they are safe: heard and thanked, with fewer repeats, and no warning closed.

    "I am ok" is thanked for, too, but it stops nothing: nobody said that they are safe.
    """
    if not _SAFE.search(scene.text.casefold()):
        return _softly(scene, alert, "escalation.ok_heard")
    for each in [one for one in talk(scene).pending if one.flag == NOW and one.alert == alert.id]:
        question.close(scene, each, Answer.NO)
    return _softly(scene, anew.safe_for_now(scene, alert), "escalation.safe_heard")


def _softly(scene: Scene, alert: Alert, key: str) -> None:
    values = {"first": standing_line(scene, alert), **lines.params(scene)}
    scene.say(Say(key, values, show.buttons(scene, alert), slot=f"remind:{alert.id}", fresh=True))


def not_helped(scene: Scene, alert: Alert) -> None:
    """Nobody helped them yet: the numbers again, and whether they might hurt themselves now."""
    show.ask_now(scene, alert)
    _say(scene, alert, "escalation.no_help_yet")


def _said_no(scene: Scene, alert: Alert) -> bool:
    """Asked plainly under this warning, they said no: then news of somebody else is no despair."""
    asked = [each for each in scene.case.facts if each.flag in DIRECT_FLAGS and each.at >= alert.opened_at]
    given = [each for each in asked if each.origin is Origin.BUTTON]
    return bool(given) and max(given, key=lambda each: each.at).answer is Answer.NO


def _say(scene: Scene, alert: Alert, key: str) -> None:
    last = talk(scene).reminded.get(alert.id)
    rings = (last is None or scene.now - last >= _RING_AGAIN) and kind_for(alert.reasons) is not Kind.HARM
    if rings:
        keep(scene, reminded={**talk(scene).reminded, alert.id: scene.now})
    scene.say(
        Say(
            key,
            {"first": standing_line(scene, alert), **lines.params(scene)},
            show.buttons(scene, alert),
            lane=Lane.URGENT,
            slot=f"remind:{alert.id}",
            fresh=True,
            silent=not rings,
        )
    )


def _note(scene: Scene, text: str) -> None:
    from messages.dialogue.freely import wishes  # it knows this package

    if scene.person.consent_version is not None:
        wishes.note(scene, text)
