"""What happens when an answer is dangerous: the alert, its ladder, and the question asked when unsure."""

from __future__ import annotations

from messages.dialogue.flow import QuietFlow
from messages.dialogue.scene import Scene
from messages.effects import Lane, Say
from messages.triage.vocabulary import Verdict


class _Escalation(QuietFlow):
    """Owns open alerts, their ladder and their follow-ups."""

    name = "al"
    topics = frozenset({"ladder", "followup", "ask"})


ESCALATION = _Escalation()


def raise_alert(scene: Scene, verdict: Verdict) -> None:
    """Say at once what to do about ``verdict``, louder than anything else."""
    scene.say(Say("escalation.card", lane=Lane.URGENT, fresh=True))


def ask(scene: Scene, verdict: Verdict) -> None:
    """Ask the one clarifying question of ``verdict``."""
    scene.say(Say("escalation.card", lane=Lane.URGENT, fresh=True))


def advise(scene: Scene, verdict: Verdict) -> None:
    """Say what a SOON or ROUTINE finding asks for."""
    scene.say(Say("escalation.card"))


def general_question(scene: Scene, key: str) -> None:
    """Say ``key`` and show the emergency card: something went wrong on our side."""
    scene.say(Say(key))


def answered_in_words(scene: Scene, text: str) -> bool:
    """Take ``text`` as the answer to the open clarifying question; False when it is none."""
    return False


def could_not_deliver(scene: Scene) -> None:
    """An urgent message was refused for good: go on to the next rung."""


def safety_question(scene: Scene, flag: str) -> None:
    """Ask directly about one flag."""
    scene.say(Say("escalation.card"))
