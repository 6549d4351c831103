"""A warning that was about somebody else: asked twice by button, then closed on the record, never by words."""

from __future__ import annotations

from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.alert.answers import checked, mistake
from messages.dialogue.escalation.learning import learn
from messages.dialogue.escalation.words import reasons
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Say, Strip
from messages.memory import Alert, AlertState
from messages.triage.vocabulary import Answer, Channel

OTHER = "other"
ONLY_THEM = "onlythem"


def only_choice(alert: Alert) -> str:
    """Return what the button stands for: all that the warning says now, and nothing told later."""
    return f"{ONLY_THEM}{len(alert.reasons)}"


def taken(scene: Scene, alert: Alert, choice: str) -> bool:
    """Take one of the two buttons by which a warning is about somebody else; False for any other."""
    if choice == only_choice(alert):
        _only_them(scene, alert)
    elif choice == OTHER or choice.startswith(ONLY_THEM):  # with another number, more was told since it was asked
        _ask(scene, alert)
    else:
        return False
    return True


def _ask(scene: Scene, alert: Alert) -> None:
    """They say it is about somebody else: ask whether any of it happens to them, too."""
    if alert.state is AlertState.OPEN:
        alert = alert.model_copy(update={"state": AlertState.SEEN})
        scene.keep_alert(alert)
    rows = (
        (Choice("escalation.only_them", show.does(alert, only_choice(alert))),),
        (Choice("escalation.me_too", show.does(alert, "true"), style="danger"),),
    )
    values = {
        "first": standing_line(scene, alert),
        "reason": reasons.named(scene, alert.reasons),
    }
    scene.say(Say("escalation.who_is_it", values, rows, lane=Lane.URGENT, slot=f"who:{alert.id}", fresh=True))


def _only_them(scene: Scene, alert: Alert) -> None:
    """Nothing of it happens to the writer: it is no symptom of theirs, and what helps the other person is said.

    Whoever was asked about wanting to die is asked again in the morning: that is easily pushed away.
    """
    scene.add(Strip(f"who:{alert.id}"))
    for flag in dict.fromkeys(each.flag for each in alert.reasons):
        learn(scene, flag, Answer.NO)
    if any(each.channel is Channel.CRISIS for each in alert.reasons):
        mistake.rest_until_morning(scene, alert)
    else:
        checked.resolve(scene, alert, OTHER)
    show.show_for_another(scene, alert.reasons)
