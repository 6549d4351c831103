""" "Pressed by mistake": the dangerous item is asked again, both answers stay, the warning too.

The first "no" marks the answer as disputed and asks once more. The second stops the
repeats, not the warning: it stays on record, holds exercise back, and the question comes
once more in the morning. Only a third "no", a night later, closes it. Any "yes" or
"not sure" on the way opens it again with a new ladder.
"""

from __future__ import annotations

from messages.dialogue.escalation.alert import home, opening, show
from messages.dialogue.escalation.alert.answers import checked
from messages.dialogue.escalation.alert.later import followup, ladder
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.learning import learn
from messages.dialogue.escalation.talk import About, Pending
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.kinds import UNSAFE_AT_HOME, Kind
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Say
from messages.memory import Alert, AlertReason, AlertState
from messages.triage.vocabulary import Answer

STAGE = "mistake"


def pressed(scene: Scene, alert: Alert) -> None:
    """They say it was a mistake: ask the gravest answer that stands again."""
    standing = undisputed(alert)
    if standing:
        _ask(scene, alert, standing[0], About.MISTAKE)
    else:
        _say_closed_for_now(scene, alert)


def heard(scene: Scene, alert: Alert) -> None:
    """They take it back in words: no words close it, but the two plain questions that may come at once."""
    standing = undisputed(alert)
    if not standing:
        return _say_closed_for_now(scene, alert)
    if alert.state is AlertState.OPEN:
        alert = alert.model_copy(update={"state": AlertState.SEEN})
        scene.keep_alert(alert)
    return _ask(scene, alert, standing[0], About.MISTAKE, "escalation.mistake_heard")


def eased(scene: Scene, alert: Alert) -> None:
    """It is gone, they say: such signs come and go, so the warning stands (reference 1.5, L29), with the ways out."""
    values = {"first": standing_line(scene, alert)}
    slot = f"remind:{alert.id}"
    scene.say(Say("escalation.eased", values, show.buttons(scene, alert), slot=slot, fresh=True))


def undisputed(alert: Alert) -> list[AlertReason]:
    """Return the reasons nobody called a mistake, the gravest first."""
    standing = [each for each in alert.reasons if each.flag not in alert.disputed]
    return sorted(standing, key=lambda each: -each.level)


def _ask(scene: Scene, alert: Alert, reason: AlertReason, about: About, said: str = "", heard: str = "") -> None:
    pending = Pending(
        run=scene.new_id(), about=about, flag=reason.flag, asked_at=scene.now, alert=alert.id, words=reason.words
    )
    first = lines.first_line(scene, kind_for([reason]))
    key = said or {
        About.MISTAKE: "escalation.mistake_first",
        About.MISTAKE_TWICE: "escalation.mistake_second",
    }.get(about, "escalation.mistake_next_day")
    asked = lines.words(scene, "escalation.home_true") if reason.flag == UNSAFE_AT_HOME else ""
    question.put(scene, pending, key, first, lane=Lane.URGENT, asked=asked, heard=heard)


def answered(scene: Scene, pending: Pending, alert: Alert, answer: Answer) -> None:
    """Take the answer to a dangerous item that was asked again."""
    learn(scene, pending.flag, answer)
    match answer:
        case Answer.YES | Answer.NOT_SURE:
            back = tuple(flag for flag in alert.disputed if flag != pending.flag)
            opening.reopen(scene, alert.model_copy(update={"disputed": back}))
        case Answer.NO:
            _no(scene, pending, alert)
        case Answer.DECLINED:
            scene.say(Say("escalation.stands", {"first": standing_line(scene, alert)}))


def _no(scene: Scene, pending: Pending, alert: Alert) -> None:
    disputed = tuple(dict.fromkeys((*alert.disputed, pending.flag)))
    if pending.about is About.MISTAKE:
        scene.keep_alert(alert.model_copy(update={"state": AlertState.SEEN}))
        reason = next((each for each in alert.reasons if each.flag == pending.flag), alert.reasons[0])
        return _ask(scene, alert, reason, About.MISTAKE_TWICE)
    denied = alert.model_copy(update={"disputed": disputed, "state": AlertState.SEEN})
    scene.keep_alert(denied)
    standing = undisputed(denied)
    if pending.about is About.MISTAKE_NEXT_DAY and not standing:
        return checked.resolve(scene, denied, "mistake")
    if standing:
        left = lines.words(scene, "escalation.stands_for", reason=reasons.named(scene, standing))
        return _ask(scene, denied, standing[0], About.MISTAKE, "escalation.mistake_next", left)
    return rest_until_morning(scene, denied)


def rest_until_morning(scene: Scene, alert: Alert) -> None:
    """No more repeats of a warning of which nothing stands; it stays open, and is asked about in the morning."""
    every = tuple(dict.fromkeys((*alert.disputed, *(each.flag for each in alert.reasons))))
    denied = alert.model_copy(update={"disputed": every, "state": AlertState.SEEN})
    scene.keep_alert(denied)
    ladder.stop(scene, denied)
    followup.plan_morning(scene, denied, STAGE)
    _say_closed_for_now(scene, denied)


def _say_closed_for_now(scene: Scene, alert: Alert) -> None:
    if kind_for(alert.reasons) is Kind.HARM:
        return home.mistaken(scene, alert)
    return scene.say(
        Say(
            "escalation.mistake_noted",
            {"reason": reasons.named(scene, alert.reasons), **lines.params(scene)},
            (
                (Choice("escalation.true_after_all", show.does(alert, "true"), style="danger"),),
                (Choice("escalation.alert_checked", show.does(alert, "checked")),),
            ),
            lane=Lane.URGENT,
        )
    )


def ask_next_day(scene: Scene, alert: Alert) -> None:
    """The morning after: ask once more what they called a mistake, then every morning until it is answered."""
    flag = alert.disputed[-1] if alert.disputed else alert.reasons[0].flag
    reason = next((each for each in alert.reasons if each.flag == flag), alert.reasons[0])
    if scene.person.reachable and kind_for(alert.reasons) is not Kind.HARM:
        _ask(scene, alert, reason, About.MISTAKE_NEXT_DAY)
    followup.plan_morning(scene, alert, STAGE)
