"""The first line of a warning that is open: what it once said about wanting to die never becomes a weaker line."""

from __future__ import annotations

from messages.dialogue.escalation.talk import talk
from messages.dialogue.escalation.words import lines
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.scene import Scene
from messages.memory import Alert


def standing_line(scene: Scene, alert: Alert) -> str:
    """Return the first line with which ``alert`` is spoken of from now on."""
    kind = kind_for(alert.reasons)
    if kind is Kind.DAY_CRISIS and talk(scene).crisis.get(alert.id):
        kind = Kind.CRISIS  # its direct questions began with that line
    return lines.first_line(scene, kind)


def no_weaker(scene: Scene, kind: Kind) -> Kind:
    """Return ``kind``, or the graver one that an open warning about wanting to die has spoken with."""
    alert = scene.open_alert
    if kind is not Kind.DAY_CRISIS or alert is None or not kind_for(alert.reasons).mind:
        return kind
    grave = kind_for(alert.reasons) is not Kind.DAY_CRISIS or bool(talk(scene).crisis.get(alert.id))
    return Kind.CRISIS if grave else kind
