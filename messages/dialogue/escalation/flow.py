"""The escalation as a flow: which button, text and moment goes where."""

from __future__ import annotations

from messages.buttons import Button
from messages.dialogue.escalation import answering
from messages.dialogue.escalation.alert import opening, show
from messages.dialogue.escalation.alert.answers import checked, mistake, replies
from messages.dialogue.escalation.alert.answers.mistake import STAGE as MISTAKE
from messages.dialogue.escalation.alert.later import followup, ladder
from messages.dialogue.escalation.asking import advice, general, question
from messages.dialogue.escalation.replying import answers_warning
from messages.dialogue.escalation.talk import NAME, awaited, keep, talk
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.flow import QuietFlow
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.events import Due
from messages.memory import Alert, AlertState
from messages.triage.vocabulary import Channel, Level


class Escalation(QuietFlow):
    """Owns open warnings, their ladder and their follow-ups, and the questions asked when unsure."""

    name = NAME
    topics = frozenset({ladder.TOPIC, followup.TOPIC, question.TOPIC})

    def pressed(self, scene: Scene, button: Button, message_id: int) -> None:
        """A button of a warning, a question, a card or a piece of advice."""
        if button.step.startswith("q"):
            return answering.by_button(scene, button)
        match button.step:
            case "did" | "when" | "watch":
                _of_alert(scene, button)
            case "card":
                general.card(scene)
            case "where":
                general.ask_where(scene)
            case "country":
                _country(scene, button.choice)
            case "me" | "again":
                _is_mine(scene, button.choice, again=button.step == "again")
            case "soon":
                advice.answered(scene, button.choice)
            case "soonworse":
                _soon_worse(scene, button.choice)
            case _:
                scene.toast("common.stale_button")
        return None

    def said(self, scene: Scene, text: str, *, edited: bool) -> bool:
        """A country, what a clinician said, or an answer to an open warning in words."""
        if edited:
            return False
        watching = awaited(scene, "watch")
        if talk(scene).awaiting == "where" and general.typed_country(scene, text):
            _show_again(scene)
            return True
        if watching and checked.may_fill(scene, text):
            checked.watch(scene, watching, text)
            return True
        return answers_warning(scene, text)

    def due(self, scene: Scene, event: Due) -> None:
        """A rung of the ladder, a follow-up, or a question nobody answered."""
        if event.topic == ladder.TOPIC:
            ladder.due(scene, event)
        elif event.topic == question.TOPIC:
            question.due(scene, event)
        elif event.key == advice.KEY:
            advice.due(scene)
        else:
            _follow_up(scene, event)


def _alert(scene: Scene, alert_id: str) -> Alert | None:
    return next((each for each in scene.alerts if each.id == alert_id), None)


def _of_alert(scene: Scene, button: Button) -> None:
    alert = _alert(scene, button.run)
    if alert is None:
        scene.toast("common.stale_button")
        return general.card(scene)
    if button.step == "did":
        return replies.pressed(scene, alert, button.choice)
    if button.step == "watch":
        return _watch(scene, button)
    if not alert.is_open:
        return scene.toast("escalation.closed_already", alert=True)
    return checked.when(scene, alert, button.choice)


def _watch(scene: Scene, button: Button) -> None:
    if talk(scene).awaiting == f"watch:{button.run}":
        checked.watch(scene, button.run, button.choice)
    else:
        scene.toast("escalation.noted_already")


def _follow_up(scene: Scene, event: Due) -> None:
    alert = _alert(scene, event.key)
    if alert is None or not alert.is_open:
        return
    stage = talk(scene).stages.get(alert.id)
    if stage is not None and stage.name == MISTAKE:
        mistake.ask_next_day(scene, alert)
    else:
        followup.due(scene, alert)


def _country(scene: Scene, code: str) -> None:
    if general.take_country(scene, code):
        _show_again(scene)
    else:
        scene.toast("common.stale_button")


def _show_again(scene: Scene) -> None:
    """With the right numbers now: the open warning, or the card."""
    alert = scene.open_alert
    key = "escalation.where_noted" if lines.numbers(scene).known else "escalation.where_unlisted"
    scene.say(Say(key, {"name": general.place_name(scene), **lines.params(scene)}, slot="where"))
    if alert is not None:
        show.show(scene, alert)
    else:
        scene.focus("")


def _is_mine(scene: Scene, flag: str, *, again: bool) -> None:
    """It is about the writer after all, or new or worse since a clinician saw it: judged as their own, now."""
    row = reasons.row(flag)
    if row is None:
        return scene.toast("common.stale_button")
    if again:
        return opening.raise_flag(scene, flag, "", opening.WORSE, max(row.level, Level.SAME_DAY), row.channel)
    return question.safety_question(scene, flag)


def _soon_worse(scene: Scene, flag: str) -> None:
    """Something that should be seen soon got worse: today, then (reference 1.5, L23)."""
    if reasons.row(flag) is None:
        return scene.toast("common.stale_button")
    keep(scene, advised={key: at for key, at in talk(scene).advised.items() if key != flag})
    scene.unplan("followup", advice.KEY)
    return opening.raise_flag(scene, flag, "", "L23", Level.SAME_DAY, Channel.CLIN)


def remind_if_open(scene: Scene) -> bool:
    """Say an open, unanswered warning again, e.g. when somebody lets the bot back in. False when none is open."""
    alert = scene.open_alert
    if alert is None:
        return False
    show.repeat(scene, alert)
    return True


def still_stands(scene: Scene, *, only_unanswered: bool = False, asked: bool = False) -> bool:
    """Answer words nobody understood by the warning that is open. False when none is.

    ``asked``: they are a question.
    ``only_unanswered``: an "ok" or "thanks" is answered so only while nobody said that help is on its way.
    """
    alert = scene.open_alert
    if alert is None or (only_unanswered and alert.state is not AlertState.OPEN):
        return False
    opening.still_stands(scene, alert, asked=asked)
    return True


ESCALATION = Escalation()
