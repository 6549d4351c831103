"""Words that tell of no help while a warning about wanting to die is open: heard warmly and aloud, never sent away."""

from __future__ import annotations

from datetime import timedelta

from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.alert.later import anew
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.asking.question import DIRECT_FLAGS
from messages.dialogue.escalation.asking.typed import names_another, speaks_of_self
from messages.dialogue.escalation.talk import NOW, keep, talk
from messages.dialogue.escalation.words import lines
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.freely.plain_words import simple, wish_of
from messages.dialogue.scene import Scene
from messages.effects import Lane, Say
from messages.memory import Alert
from messages.triage.vocabulary import Answer, Origin

_RING_AGAIN = timedelta(minutes=1)
_FEWEST = 3
"""So many words are more than "ok" or "thanks"."""
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
    if wish_of(text, scene.today) is not None or len(plain.split()) < _FEWEST:
        return False
    if _said_no(scene, alert) and names_another(text) and not speaks_of_self(text):
        return False
    hear(scene, alert)
    _note(scene, text)
    return True


def hear(scene: Scene, alert: Alert) -> None:
    """Answer despair warmly, and ask whether they might hurt themselves now."""
    show.ask_now(scene, alert)
    _say(scene, alert, "escalation.hear_you")


def safe(scene: Scene, alert: Alert) -> None:
    """They say that they are safe: heard and thanked, with fewer repeats, and no warning closed."""
    for each in [one for one in talk(scene).pending if one.flag == NOW and one.alert == alert.id]:
        question.close(scene, each, Answer.NO)
    seen = anew.safe_for_now(scene, alert)
    values = {"first": standing_line(scene, seen), **lines.params(scene)}
    scene.say(Say("escalation.safe_heard", values, show.buttons(scene, seen), slot=f"remind:{seen.id}", fresh=True))


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
    rings = last is None or scene.now - last >= _RING_AGAIN
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
