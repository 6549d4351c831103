""" "A clinician already checked this": when, and what to watch for. The only road that resolves a warning."""

from __future__ import annotations

from messages.buttons import Button
from messages.dialogue.escalation.alert import followup, ladder, show
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.talk import NAME, About, Pending, forget_alert, keep, waits_for_answer
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Record, Say, Strip
from messages.memory import Alert, AlertState
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Action, Answer, Matter, Occasion

CLINICIAN = "clinician"


def asked(scene: Scene, alert: Alert) -> None:
    """They say a clinician checked it: ask when."""
    rows = tuple(
        (Choice(f"escalation.when_{when}", Button(NAME, alert.id, "when", when)),)
        for when in ("since", "before", "long")
    )
    scene.say(Say("escalation.when", {}, rows, slot=f"when:{alert.id}", fresh=True))


def when(scene: Scene, alert: Alert, choice: str) -> None:
    """Take when it was checked. Only a check of what is there now counts."""
    scene.add(Strip(f"when:{alert.id}"))
    if choice == "since":
        resolve(scene, alert, CLINICIAN)
    elif choice == "before" and not _never_lowered(alert):
        pending = Pending(
            run=scene.new_id(), about=About.NEWER, flag=alert.reasons[0].flag, asked_at=scene.now, alert=alert.id
        )
        question.put(scene, pending, "escalation.newer", standing_line(scene, alert))
    else:
        first = standing_line(scene, alert)
        rows = show.buttons(scene, alert)
        scene.say(Say("escalation.check_too_old", {"first": first}, rows, lane=Lane.URGENT))


def _never_lowered(alert: Alert) -> bool:
    rows = [reasons.row(each.flag) for each in alert.reasons]
    return any(row is None or row.never_lowered for row in rows)


def newer(scene: Scene, alert: Alert, answer: Answer) -> None:
    """Take whether it is new or worse since the check; only a plain no resolves."""
    if answer is Answer.NO:
        return resolve(scene, alert, CLINICIAN)
    first = standing_line(scene, alert)
    return scene.say(Say("escalation.check_too_old", {"first": first}, show.buttons(scene, alert), lane=Lane.URGENT))


def resolve(scene: Scene, alert: Alert, resolution: str) -> None:
    """Close a warning and say what would bring it back."""
    closed = alert.model_copy(update={"state": AlertState.RESOLVED, "resolved_at": scene.now, "resolution": resolution})
    scene.keep_alert(closed)
    ladder.stop(scene, alert)
    followup.forget(scene, alert)
    show.take_down(scene, alert)
    scene.add(Strip(f"follow:{alert.id}"))
    forget_alert(scene, alert.id)
    if resolution == "other":
        return scene.focus("")
    if resolution != CLINICIAN:
        scene.focus("")
        return scene.say(Say("escalation.mistake_closed", lines.params(scene), ((show.CARD,),)))
    keep(scene, awaiting=f"watch:{alert.id}")
    scene.focus(NAME)
    rows = (
        (Choice("escalation.watch_same", Button(NAME, alert.id, "watch", "same")),),
        (Choice("escalation.watch_nothing", Button(NAME, alert.id, "watch", "none")),),
    )
    return scene.say(Say("escalation.watch", {}, rows, slot=f"watch:{alert.id}", fresh=True))


def may_fill(scene: Scene, text: str) -> bool:
    """Say whether ``text`` may be what they were told to watch for: never while a question about a danger waits."""
    if waits_for_answer(scene):
        return False
    return verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text)).action is Action.NONE


def watch(scene: Scene, alert_id: str, said: str) -> None:
    """Keep what they were told to watch for, and say what still needs help at once."""
    if scene.person.consent_version is not None:
        scene.add(Record("alert.watch_for", said, scene.today, "typed", run=alert_id))
    keep(scene, awaiting="")
    scene.focus("")
    scene.add(Strip(f"watch:{alert_id}"))
    scene.say(Say("escalation.resolved", lines.params(scene), ((show.CARD,),)))
