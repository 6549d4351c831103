"""Later: did help come, and what was said? Comes as long as nobody looked at an open warning."""

from __future__ import annotations

from datetime import timedelta

from messages.cadence import next_occurrence
from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.alert.later import ladder
from messages.dialogue.escalation.talk import Stage, keep, talk
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Rows, Say
from messages.memory import Alert, AlertState

TOPIC = "followup"
WAIT = timedelta(minutes=60)
"""After "I have called" (reference 2.5)."""
STILL = timedelta(hours=6)
"""Nobody who called for an emergency and then fell silent is left until the morning (reference 1.5, L22)."""
APART = timedelta(minutes=60)
"""A morning question comes at least so long after whatever was said before it."""
_HOURLY = 2
"""So often it is asked each hour; later every six hours, until a morning is near."""
_MORNING_IS_NEAR = timedelta(hours=8)
WAITING = "wait"
"""The stage in which help is on its way; later ones are mornings."""
MORNING = "09:00"
_DAYS_AFTER = {0: 1, 1: 1, 2: 1, 3: 4}
"""Days from one morning question to the next: three mornings, then a week after the start, then weekly."""
_WEEK = 7
_EVEN_WHEN_STOPPED = 3
"""Mornings on which somebody who said stop is still asked."""


def plan_wait(scene: Scene, alert: Alert, number: int = 0) -> None:
    """Ask again in an hour whether help has come; while nobody answers, then every six hours until the morning."""
    _stage(scene, alert, Stage(name=WAITING, number=number))
    scene.plan(TOPIC, alert.id, scene.now + (WAIT if number < _HOURLY else STILL))


def _asks_on(scene: Scene, alert: Alert, number: int) -> bool:
    """Is it asked once more before the morning, whether help has come? Who is in despair may sleep (reference 2.8)."""
    if number < _HOURLY:
        return True
    morning, kind = next_occurrence(scene.now, MORNING, scene.person.zone), kind_for(alert.reasons)
    return kind.emergency and not kind.crisis and morning - scene.now > _MORNING_IS_NEAR


def plan_morning(scene: Scene, alert: Alert, name: str = "day") -> None:
    """Ask in the morning what came of it."""
    stage = talk(scene).stages.get(alert.id)
    number = stage.number if stage is not None and stage.name == name else 0
    days = _DAYS_AFTER.get(number, _WEEK)
    _stage(scene, alert, Stage(name=name, number=number + 1))
    after = scene.now + timedelta(days=days - 1)
    morning = next_occurrence(after, MORNING, scene.person.zone)
    scene.plan(TOPIC, alert.id, max(morning, scene.now + APART))


def waits_for_help(scene: Scene) -> bool:
    """Is an emergency open of which nobody knows yet that help has come? What was called a mistake does not count."""
    return any(_unhelped(scene, each) for each in scene.alerts if each.is_open and kind_for(each.reasons).emergency)


def _unhelped(scene: Scene, alert: Alert) -> bool:
    stage = talk(scene).stages.get(alert.id)
    if alert.state is AlertState.ACTING:
        return stage is not None and stage.name == WAITING
    return any(each.flag not in alert.disputed for each in alert.reasons)


def forget(scene: Scene, alert: Alert) -> None:
    """Drop what was planned for ``alert`` here."""
    scene.unplan(TOPIC, alert.id)
    keep(scene, stages={key: value for key, value in talk(scene).stages.items() if key != alert.id})


def _stage(scene: Scene, alert: Alert, stage: Stage) -> None:
    keep(scene, stages={**talk(scene).stages, alert.id: stage})


def due(scene: Scene, alert: Alert) -> None:
    """A follow-up has come; always plans the next one, until somebody looked at it."""
    from messages.dialogue.escalation.alert import home  # it plans its mornings here

    stage = talk(scene).stages.get(alert.id) or Stage(name="day")
    if kind_for(alert.reasons) is Kind.HARM:
        if scene.person.reachable and not scene.person.stopped and stage.number <= _EVEN_WHEN_STOPPED:
            home.morning(scene, alert)
        plan_morning(scene, alert)
        return
    if stage.name == WAITING:
        _ask_waiting(scene, alert, stage.number)
        if _asks_on(scene, alert, stage.number + 1):
            plan_wait(scene, alert, stage.number + 1)
        else:
            plan_morning(scene, alert)
        return
    quiet = scene.person.stopped and stage.number > _EVEN_WHEN_STOPPED
    if scene.person.reachable and not quiet:
        _ask_morning(scene, alert, stage.number)
    plan_morning(scene, alert)


def _checked(alert: Alert) -> str:
    return f"escalation.{show.tone_of(alert)}_checked"


def _still_waiting(alert: Alert, number: int) -> str:
    kind = kind_for(alert.reasons)
    if kind is Kind.TAKEN:
        return "escalation.waiting_taken"
    if kind.private:
        return "escalation.waiting_gently"
    return "escalation.waiting_still" if number else "escalation.waiting_question"


def _ask_waiting(scene: Scene, alert: Alert, number: int) -> None:
    keep(scene, help_asked=scene.now)
    rows: Rows = (
        (Choice("escalation.being_helped", show.does(alert, "helped"), style="success"),),
        (Choice("escalation.still_waiting", show.does(alert, "waiting")),),
        (Choice(f"escalation.{show.tone_of(alert)}_stuck", show.does(alert, "stuck"), style="danger"),),
        (Choice(_checked(alert), show.does(alert, "checked")),),
    )
    scene.say(
        Say(
            _still_waiting(alert, number),
            {"first": standing_line(scene, alert), "line": lines.crisis_line(scene)},
            rows,
            lane=Lane.URGENT,
            slot=f"follow:{alert.id}",
            fresh=True,
        )
    )


def _ask_morning(scene: Scene, alert: Alert, number: int) -> None:
    kind = kind_for(alert.reasons)
    private = kind.private
    keep(scene, help_asked=scene.now)
    tone = "taken" if kind is Kind.TAKEN else "gently" if private else "plainly"
    rows: Rows = (
        (Choice(_checked(alert), show.does(alert, "checked"), style="success"),),
        (Choice("escalation.not_yet", show.does(alert, "notyet")),),
        (Choice(f"escalation.{show.tone_of(alert)}_stuck", show.does(alert, "stuck"), style="danger"),),
        (Choice("escalation.worse", show.does(alert, "worse"), style="danger"),),
        (Choice("escalation.desk", show.does(alert, "desk")), show.CARD),
    )
    scene.say(
        Say(
            f"escalation.morning_{tone}",
            {
                "reason": lines.words(scene, "escalation.what_you_told")
                if private
                else reasons.named(scene, alert.reasons),
                "day": f"{ladder.raised_at(alert).astimezone(scene.person.tz):%d %b}",
                **lines.params(scene),
            },
            rows,
            lane=Lane.URGENT if number <= _EVEN_WHEN_STOPPED else Lane.REPLY,
            slot=f"follow:{alert.id}",
            fresh=True,
        )
    )
