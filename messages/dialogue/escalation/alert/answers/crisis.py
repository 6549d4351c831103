"""Suicide and self-harm: asked directly and calmly, at most three more questions, the number in each (reference 2.8).

No scale, no score, no methods, no promises. "Prefer not to say" is never a no.
"""

from __future__ import annotations

from datetime import timedelta

from messages.dialogue.escalation.alert import opening, show
from messages.dialogue.escalation.alert.answers import checked
from messages.dialogue.escalation.alert.answers.heard import Heard, says
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.learning import learn
from messages.dialogue.escalation.talk import CLOSING, NOW, About, Pending, keep, talk
from messages.dialogue.escalation.words import lines
from messages.dialogue.escalation.words.kinds import OF_DYING, Kind
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.scene import Scene
from messages.effects import Lane, Say
from messages.memory import Alert
from messages.triage.vocabulary import Action, Answer, Channel, Level

DIRECT = "direct"
FOLLOW_UPS = ("acting", "plan", "alone")
"""Acting now or already done something; a plan or the means near; alone. Three, never more."""
ACTIVE = "mh_suicide_active"
THOUGHTS = "mh_suicide_thoughts"
SELF_HARM = "mh_self_harm"
TAKEN = "crisis:taken"
"""Rule of the dialogue: they took what the open warning about dying is about."""
_JUST_ASKED = timedelta(minutes=10)
_ASKED_LATELY = timedelta(days=3)
_MOST_KEPT = 200
"""Characters of what they said that go into the record."""


def begin(scene: Scene, alert: Alert) -> None:
    """Ask the first direct question of an alert about suicide or self-harm, once."""
    if alert.id in talk(scene).crisis or kind_for(alert.reasons) is Kind.TAKEN:
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
    """After too many tablets, ask kindly whether it was on purpose (reference 1.5, L19a); who said so is not asked."""
    if kind_for(alert.reasons) is Kind.TAKEN:
        return
    pending = Pending(run=scene.new_id(), about=About.INTENT, flag="mh_self_harm", asked_at=scene.now, alert=alert.id)
    question.put(scene, pending, "escalation.intent", lines.first_line(scene, Kind.POISON), lane=Lane.URGENT)


def took(scene: Scene, text: str) -> Action:
    """Hear that they took something to die: a poisoning now, in whatever words. What may mean it is asked at once.

    "I took them" says nothing by itself; under a warning about dying, or below the direct question, it says all.
    """
    alert, asked = _about_dying(scene)
    if alert is None and not asked:
        return Action.NONE
    taken = alert is not None and kind_for(alert.reasons) is Kind.TAKEN
    if says(Heard.TAKEN, text):
        if alert is None or not taken:
            _poisoned(scene, text, alert.id if alert is not None else "")
        else:
            opening.hear_despair(scene, alert)
        return Action.ESCALATE
    if alert is None or taken or not says(Heard.PERHAPS_TAKEN, text):
        return Action.NONE
    _ask(scene, alert.id, FOLLOW_UPS[0])
    return Action.ASK


def has_taken(scene: Scene, text: str) -> bool:
    """Say whether ``text`` plainly tells, under a warning about dying or its question, that they took something."""
    alert, asked = _about_dying(scene)
    return (alert is not None or asked) and says(Heard.TAKEN, text)


def _about_dying(scene: Scene) -> tuple[Alert | None, bool]:
    """Return the open warning about dying, and whether the direct question waits for its answer."""
    alerts = [each for each in scene.alerts if each.is_open and _speaks_of_dying(each)]
    asked = any(
        each.flag in question.DIRECT_FLAGS and not each.about_other and scene.now - each.last_said <= _ASKED_LATELY
        for each in talk(scene).pending
    )
    return (alerts[0] if alerts else None), asked


def _speaks_of_dying(alert: Alert) -> bool:
    return any(each.channel is Channel.CRISIS or each.flag in OF_DYING for each in alert.reasons)


def _poisoned(scene: Scene, text: str, alert: str) -> None:
    for each in [one for one in talk(scene).pending if one.alert == alert and one.about is About.CRISIS]:
        question.close(scene, each, Answer.YES)
    words = " ".join(text.split())[:_MOST_KEPT]
    learn(scene, SELF_HARM, Answer.YES, words)
    opening.raise_flag(scene, SELF_HARM, words, TAKEN, Level.EMERGENCY_NOW, Channel.POISON)
