"""The repeats of a warning begin anew: soon where no help could be reached, gently where somebody is safe."""

from __future__ import annotations

from datetime import timedelta

from messages.dialogue.escalation.alert.later import followup, ladder
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.scene import Scene
from messages.memory import Alert, AlertState

SOON = timedelta(minutes=15)
"""How soon a warning comes again when help could not be reached."""
GENTLY = timedelta(minutes=60)
"""Somebody in despair who is safe is asked once more after an hour, then in the mornings (reference 2.8, point 7)."""
_MINUTE = timedelta(minutes=1)


def unhelped(scene: Scene, alert: Alert) -> Alert:
    """Open ``alert`` again with repeats of its own from now on, the first one soon; they cannot get help."""
    again = ladder.restart(alert, scene.now, scene.person.zone)
    if kind_for(alert.reasons) is not Kind.HARM:
        soon = (scene.now + SOON - alert.opened_at) // _MINUTE
        again = again.model_copy(update={"ladder": (soon, *(each for each in again.ladder if each > soon))})
    scene.keep_alert(again)
    followup.forget(scene, again)
    ladder.climb(scene, again)
    return again


def safe_for_now(scene: Scene, alert: Alert) -> Alert:
    """They say that they are safe: of the repeats that are left one comes after an hour; the warning stays open."""
    if alert.state is AlertState.ACTING:
        return alert
    rungs = alert.ladder
    if alert.rung < len(alert.ladder):
        rungs = ((scene.now + GENTLY - alert.opened_at) // _MINUTE,)
    seen = alert.model_copy(
        update={"state": AlertState.SEEN, "ladder": rungs, "rung": 0 if rungs != alert.ladder else alert.rung}
    )
    scene.keep_alert(seen)
    if rungs != alert.ladder:
        ladder.climb(scene, seen)
    return seen
