"""Words that tell of no help while a warning about wanting to die is open: heard warmly and aloud, never sent away."""

from __future__ import annotations

from datetime import timedelta

from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.talk import keep, talk
from messages.dialogue.escalation.words import lines
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.plain_words import simple, wish_of
from messages.dialogue.scene import Scene
from messages.effects import Lane, Say
from messages.memory import Alert

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
    _say(scene, alert, "escalation.hear_you")
    _note(scene, text)
    return True


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
    from messages.dialogue import wishes  # it knows this package

    if scene.person.consent_version is not None:
        wishes.note(scene, text)
