"""Buttons whose day is over: what is dangerous still counts, the rest is past and answered kindly."""

from __future__ import annotations

from messages.buttons import Button
from messages.dialogue import danger, escalation
from messages.dialogue.checkin import course
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing.picks import ROW, answer_of, pick
from messages.dialogue.checkin.hearing.taking import TAP, record
from messages.dialogue.checkin.hours import open_day
from messages.dialogue.checkin.progress import progress_of, put
from messages.dialogue.scene import Scene
from messages.memory import CheckIn, CheckInState
from messages.triage.flags import table
from messages.triage.sweep import SweepItem, screens
from messages.triage.vocabulary import Action, Answer, Fact, Origin


def press_of_the_past(scene: Scene, button: Button, checkin: CheckIn | None) -> None:
    """Answer a button of a closed day; without ``checkin``, of somebody who has not consented or of long ago."""
    if _dangerous(scene, button, checkin):
        return
    if checkin is None:
        scene.toast("common.stale_button")
        return
    today = scene.checkin_of(open_day(scene))
    if today is not None and today.state is CheckInState.DONE:
        scene.toast("checkin.toast_closed_today_done")
        return
    scene.toast("checkin.toast_closed")
    course.open_today(scene)


def _dangerous(scene: Scene, button: Button, checkin: CheckIn | None) -> bool:
    """Judge what an old button says if it can be dangerous; return whether it was."""
    if button.step == q.SWEEP and (item := screens().sweep.item(button.choice)) is not None:
        _picked(scene, item, checkin)
        return True
    flag, answer = _fact_of(button)
    if flag not in table().flags or answer not in (Answer.YES, Answer.NOT_SURE):
        return False
    words = table().flags[flag].short
    if checkin is not None:
        record(scene, checkin, flag, answer, TAP)
    verdict = danger.answer(scene, (Fact(flag, answer, scene.now, Origin.BUTTON, words),), words=words)
    if verdict.action in (Action.ESCALATE, Action.ASK):
        return True
    if button.step == q.MOOD:
        escalation.safety_question(scene, "mh_suicide_thoughts")
    elif verdict.action is Action.ADVISE:
        escalation.advise(scene, verdict)
    else:
        scene.toast("checkin.toast_noted")
    return True


def _fact_of(button: Button) -> tuple[str, Answer | None]:
    if button.step.startswith(ROW):
        return button.step.removeprefix(ROW), answer_of(button.choice)
    if button.step == q.CHANGE and button.choice in q.UNUSUAL:
        return "chg_different", Answer.YES
    if button.step == q.MOOD and button.choice == q.TALK:
        return "mh_not_coping", Answer.YES
    return "", None


def _picked(scene: Scene, item: SweepItem, checkin: CheckIn | None) -> None:
    """A danger picked on an old keyboard is asked about today."""
    if checkin is None:
        escalation.safety_question(scene, item.opens[0])
        return
    day = open_day(scene)
    today = scene.checkin_of(day)
    if today is None or today.state is not CheckInState.DONE:
        today = course.begin(scene, day)
    progress = progress_of(scene, today.run)
    if item.id in progress.ticked:
        escalation.safety_question(scene, item.opens[0])
        return
    progress = put(scene, progress, editing=q.SWEEP if today.state is CheckInState.DONE else "")
    pick(scene, today, progress, item, fresh=True)
