"""What a clinician examined: as it was it is not asked about each day, and in another place it is new."""

from __future__ import annotations

from messages.buttons import Button
from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.asking.phrases import says_anew, says_as_it_was, says_calf_hurts
from messages.dialogue.escalation.asking.question import DIRECT_FLAGS
from messages.dialogue.escalation.talk import NAME
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.kinds import UNSAFE_AT_HOME, kind_of
from messages.dialogue.escalation.words.quoting import cut, trimmed
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Say
from messages.memory import Alert
from messages.triage.vocabulary import Answer, Question

_CLOT = "cv_leg_swollen"
_DAYS = 14
"""As long as a clinician's check counts for the same, unchanged (reference 1.4)."""


def reminded(scene: Scene, asked: Question) -> bool:
    """Remind of the check in place of the question, with the way to say that it is new. False where it must be asked.

    Three things together: a clinician examined it in the last two weeks, they said no to the question since, and
    their words say that it is as it was.
    """
    row = reasons.row(asked.flag)
    if row is None or asked.flag in DIRECT_FLAGS or asked.flag == UNSAFE_AT_HOME or not says_as_it_was(scene.text):
        return False
    checks = [
        alert.resolved_at
        for alert in scene.alerts
        if alert.resolution == "clinician"
        and alert.resolved_at is not None
        and (scene.now - alert.resolved_at).days < _DAYS
        and any(each.flag == asked.flag for each in alert.reasons)
    ]
    if not checks or not any(
        each.flag == asked.flag and each.answer is Answer.NO and each.at > min(checks) for each in scene.case.facts
    ):
        return False
    values = {
        "first": lines.first_line(scene, kind_of(row.id, row.level, row.channel)),
        "reason": f"“{cut(trimmed(asked.words or scene.text))}”",
    }
    again = Choice("escalation.new_or_worse", Button(NAME, "", "again", asked.flag), style="danger")
    scene.say(Say("escalation.checked_before", values, ((again,), (show.CARD,)), lane=Lane.URGENT))
    return True


def new_in_a_calf(alert: Alert, text: str) -> bool:
    """After a clot was looked for, pain in a calf that is new or in the other one is asked about."""
    looked_for = any(each.flag == _CLOT for each in alert.reasons)
    again = "again" in text.casefold() or says_anew(text, [each.words for each in alert.reasons])
    return looked_for and again and says_calf_hurts(text)
