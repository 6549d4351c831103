"""Suicide and self-harm: asked directly and calmly, at most three more questions, the number in each (reference 2.8).

No scale, no score, no methods, no promises. "Prefer not to say" is never a no.
"""

from __future__ import annotations

from datetime import timedelta

from messages.dialogue.escalation.alert import opening, show
from messages.dialogue.escalation.alert.answers import checked
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.learning import learn
from messages.dialogue.escalation.talk import CLOSING, NOW, About, Pending, keep, talk
from messages.dialogue.escalation.words import lines
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.scene import Scene
from messages.effects import Lane, Say
from messages.memory import Alert
from messages.triage.vocabulary import Answer, Channel, Level

DIRECT = "direct"
FOLLOW_UPS = ("acting", "plan", "alone")
"""Acting now or already done something; a plan or the means near; alone. Three, never more."""
ACTIVE = "mh_suicide_active"
THOUGHTS = "mh_suicide_thoughts"
_JUST_ASKED = timedelta(minutes=10)


def begin(scene: Scene, alert: Alert) -> None:
    """Ask the first direct question of an alert about suicide or self-harm, once."""
    if alert.id in talk(scene).crisis:
        return
    asked = talk(scene).asked_directly
    known = any(each.flag == ACTIVE for each in alert.reasons)
    just_asked = asked is not None and scene.now - asked < _JUST_ASKED
    _ask(scene, alert.id, FOLLOW_UPS[0] if known or just_asked else DIRECT)


def _ask(scene: Scene, alert: str, step: str) -> None:
    steps = talk(scene).crisis.get(alert, ())
    keep(scene, crisis={**talk(scene).crisis, alert: (*steps, step)})
    pending = Pending(run=scene.new_id(), about=About.CRISIS, flag=step, asked_at=scene.now, alert=alert)
    question.put(scene, pending, f"escalation.crisis_{step}", lines.first_line(scene, Kind.CRISIS), lane=Lane.URGENT)


def answered(scene: Scene, pending: Pending, answer: Answer) -> None:
    """Take the answer to one direct question; any yes puts the emergency number first."""
    worrying = answer in (Answer.YES, Answer.NOT_SURE)
    if pending.flag == DIRECT:
        _direct(scene, pending, answer)
    elif worrying and pending.flag in ("acting", NOW, CLOSING):
        learn(scene, ACTIVE, answer)
        opening.raise_flag(scene, ACTIVE, "", f"crisis:{pending.flag}", Level.EMERGENCY_NOW, Channel.AMB)
    elif worrying:
        learn(scene, ACTIVE, answer)
        alert = scene.open_alert
        if alert is not None and any(each.flag == ACTIVE for each in alert.reasons):
            return opening.reopen(scene, alert)
        opening.raise_flag(scene, ACTIVE, "", f"crisis:{pending.flag}", Level.EMERGENCY_NOW, Channel.CRISIS)
    elif pending.flag == CLOSING:
        _close_or_stand(scene, pending, answer)
    else:
        _go_on(scene, pending)
    return None


def _close_or_stand(scene: Scene, pending: Pending, answer: Answer) -> None:
    """Asked before a warning is closed: only a plain no closes it."""
    alert = next((each for each in scene.alerts if each.id == pending.alert and each.is_open), None)
    if alert is None:
        return None
    if answer is Answer.NO:
        return checked.safe(scene, alert)
    return scene.say(Say("escalation.stands", {"first": standing_line(scene, alert)}, show.buttons(scene, alert)))


def _direct(scene: Scene, pending: Pending, answer: Answer) -> None:
    keep(scene, asked_directly=scene.now)
    learn(scene, THOUGHTS, answer)
    if answer is Answer.NO:
        _close(scene, pending.alert)
    else:
        _ask(scene, pending.alert, FOLLOW_UPS[0])


def _go_on(scene: Scene, pending: Pending) -> None:
    position = FOLLOW_UPS.index(pending.flag) if pending.flag in FOLLOW_UPS else len(FOLLOW_UPS)
    asked = talk(scene).crisis.get(pending.alert, ())
    left = [step for step in FOLLOW_UPS[position + 1 :] if step not in asked]
    if left:
        _ask(scene, pending.alert, left[0])
    else:
        _close(scene, pending.alert)


def _close(scene: Scene, alert_id: str) -> None:
    """After the last question: one small next step, the line again, and that I will ask again."""
    alert = next((each for each in scene.alerts if each.id == alert_id), None)
    first = standing_line(scene, alert) if alert is not None else lines.first_line(scene, Kind.CRISIS)
    scene.say(
        Say(
            "escalation.crisis_close",
            {"first": first, **lines.params(scene)},
            lane=Lane.URGENT,
        )
    )


def ask_intent(scene: Scene, alert: Alert) -> None:
    """After too many tablets, ask kindly whether it was on purpose (reference 1.5, L19a)."""
    pending = Pending(run=scene.new_id(), about=About.INTENT, flag="mh_self_harm", asked_at=scene.now, alert=alert.id)
    question.put(scene, pending, "escalation.intent", lines.first_line(scene, Kind.POISON), lane=Lane.URGENT)
