"""A warning about harm at home: answered without a sound, never followed up unasked, and taken off the screen on a tap.

Somebody else may read along (reference 1.3, safe_harm_other: stop push messages that could be seen).
"""

from __future__ import annotations

from datetime import datetime

from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.alert.answers.heard import Heard, says
from messages.dialogue.escalation.alert.later import followup
from messages.dialogue.escalation.talk import keep, talk
from messages.dialogue.escalation.words import lines
from messages.dialogue.escalation.words.kinds import UNSAFE_AT_HOME
from messages.dialogue.scene import Scene
from messages.effects import Remove, Say
from messages.memory import Alert

_SLOTS = ("remind", "wait", "stuck", "follow", "when")


def noted(scene: Scene, alert: Alert) -> None:
    """They got help, or are with somebody: thanked, and nobody writes of it until they do."""
    _say(scene, alert, "escalation.home_noted", "wait")


def roads(scene: Scene, alert: Alert) -> None:
    """They can reach nobody: ways that need no call overheard."""
    _say(scene, alert, "escalation.home_roads", "stuck")


def mistaken(scene: Scene, alert: Alert) -> None:
    """They called it a mistake: both answers are kept, and nobody writes of it again."""
    _say(scene, alert, "escalation.home_mistake", "wait")


def morning(scene: Scene, alert: Alert) -> None:
    """The next mornings: how are you, as on any other day."""
    scene.say(Say("escalation.home_morning", slot=f"follow:{alert.id}", fresh=True, silent=True))


def hide(scene: Scene, alert: Alert) -> None:
    """Take every message about it off the screen, and what was typed of it out of the log; the warning stays."""
    from messages.dialogue.journal import notes  # it knows this package

    newest = talk(scene).shown.get(alert.id, 0)
    slots = [show.slot_of(alert, time) for time in range(1, newest + 1)]
    for slot in (*slots, *(f"{each}:{alert.id}" for each in _SLOTS)):
        scene.add(Remove(slot))
    told = {each.at for each in scene.case.facts if each.flag == UNSAFE_AT_HOME}
    written = [
        name
        for name, words in notes.named(scene)
        if (at := datetime.fromisoformat(name.partition("#")[0])) in told
        or (at >= alert.opened_at and says(Heard.AGAIN_AT_HOME, words))
    ]
    notes.keep(scene, hidden=tuple(dict.fromkeys((*notes.log_of(scene).hidden, *written))))
    keep(scene, awaiting="")
    scene.toast("escalation.hidden")


def _say(scene: Scene, alert: Alert, key: str, slot: str) -> None:
    followup.plan_morning(scene, alert)
    rows = ((show.hiding(alert),), (show.CARD,))
    scene.say(Say(key, lines.params(scene), rows, slot=f"{slot}:{alert.id}", fresh=True, silent=True))
