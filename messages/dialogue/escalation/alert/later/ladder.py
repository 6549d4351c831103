"""The ladder: a warning nobody answers is said again at fixed moments (reference 1.5, L22).

The moments are frozen into the alert when it opens, so that an escalation under way
never changes its course. The rungs ignore quiet hours, pauses, caps and a stop.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from messages.cadence import next_occurrence
from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.alert.later import followup
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.scene import Scene
from messages.events import Due, Refused
from messages.memory import Alert, AlertState

TOPIC = "ladder"
EMERGENCY_MINUTES = (15, 60, 420, 780, 1140, 1500)
"""At 15 and 60 minutes, then every six hours for a day (L22)."""
TODAY_MINUTES = 240
"""A same-day warning comes again after four hours, then in the morning (L22)."""
CRISIS_TODAY_MINUTES = 60
"""After a talk about suicide, gently after one hour (reference 2.8, point 7)."""
MORNING = "09:00"
APART_MINUTES = 30
"""The morning's repeat comes at least so long after the one before it."""
SOON = timedelta(minutes=15)
"""How soon the next rung comes when nobody can be reached, or help not."""


def frozen(opened_at: datetime, since: datetime, kind: Kind, zone: str) -> tuple[int, ...]:
    """Return the rungs, in minutes after ``opened_at``, of a warning shown at ``since``."""
    shift = int((since - opened_at) // timedelta(minutes=1))
    if kind is Kind.HARM:
        return ()
    if kind.emergency:
        return tuple(shift + minutes for minutes in EMERGENCY_MINUTES)
    first = CRISIS_TODAY_MINUTES if kind.crisis else TODAY_MINUTES
    morning = next_occurrence(since + timedelta(minutes=first), MORNING, zone)
    minutes = max(int((morning - since) // timedelta(minutes=1)), first + APART_MINUTES)
    return shift + first, shift + minutes


def raised_at(alert: Alert) -> datetime:
    """Return when ``alert`` was last said anew (UTC): opened, made graver, opened again; its rungs count from then."""
    kind = kind_for(alert.reasons)
    if not alert.ladder or kind is Kind.HARM:
        return alert.opened_at
    first = EMERGENCY_MINUTES[0] if kind.emergency else CRISIS_TODAY_MINUTES if kind.crisis else TODAY_MINUTES
    return alert.opened_at + timedelta(minutes=max(alert.ladder[0] - first, 0))


def climb(scene: Scene, alert: Alert) -> None:
    """Plan the next rung; after the last one the follow-ups take over, so that no open alert is forgotten."""
    if alert.rung < len(alert.ladder):
        due_at = alert.opened_at + timedelta(minutes=alert.ladder[alert.rung])
        scene.plan(TOPIC, alert.id, max(due_at, scene.now))
    else:
        scene.unplan(TOPIC, alert.id)
        followup.plan_morning(scene, alert)


def stop(scene: Scene, alert: Alert) -> None:
    """No more repeats: it was answered."""
    scene.unplan(TOPIC, alert.id)


def sooner(scene: Scene, alert: Alert) -> None:
    """Bring the next rung forward: help could not be reached, or the message not delivered."""
    planned = scene.agenda.get((TOPIC, alert.id))
    soon = scene.now + SOON
    if planned is None or planned > soon:
        scene.plan(TOPIC, alert.id, soon)


def due(scene: Scene, event: Due) -> None:
    """A rung has come: say it again unless it was answered meanwhile."""
    alert = next((each for each in scene.alerts if each.id == event.key), None)
    if alert is None or not alert.is_open or alert.state is AlertState.ACTING:
        return
    show.repeat(scene, alert)
    raised = alert.model_copy(update={"rung": _rung_after(alert, scene.now)})
    scene.keep_alert(raised)
    climb(scene, raised)


def _rung_after(alert: Alert, now: datetime) -> int:
    """Return the next rung; after an outage the missed ones count as one, so that nobody gets three at once."""
    passed = sum(alert.opened_at + timedelta(minutes=minutes) <= now for minutes in alert.ladder)
    return max(alert.rung + 1, passed)


def could_not_deliver(scene: Scene, refused: Refused) -> None:
    """Move the ladder of the warning that was refused for good on; of the gravest, if it was another urgent message.

    A warning whose words alone were refused is said in other words at once; it costs no rung. When these are
    refused too, or nobody is there to read them, the next rung comes early, as often as the ladder has rungs:
    at once it would be refused again, and all rungs be spent within a minute. A rung that tells a person the
    patient named will stand here.
    """
    own = next((each for each in scene.alerts if show.says(each, refused.slot)), None)
    alert = scene.open_alert if own is None else own
    if alert is None or not alert.is_open or alert.state is AlertState.ACTING:
        return
    if own is not None and not refused.gone and refused.topic != show.repeats(own):
        show.repeat(scene, own)
        return
    sooner(scene, alert) if alert.rung < len(alert.ladder) else climb(scene, alert)


def restart(alert: Alert, now: datetime, zone: str) -> Alert:
    """Return ``alert`` open again, unanswered, with a new ladder from ``now``."""
    return alert.model_copy(
        update={
            "state": AlertState.OPEN,
            "acknowledged_at": None,
            "resolved_at": None,
            "resolution": "",
            "rung": 0,
            "ladder": frozen(alert.opened_at, now, kind_for(alert.reasons), zone),
        }
    )
