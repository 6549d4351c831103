"""What is told under a warning and must ring at once, before any talk takes the words as its own answer."""

from __future__ import annotations

from messages.dialogue.escalation.alert.answers import crisis, kindly
from messages.dialogue.escalation.alert.answers.heard import Heard, says
from messages.dialogue.escalation.asking.typed import names_another, speaks_of_self
from messages.dialogue.escalation.words.kinds import UNSAFE_AT_HOME, Kind
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.scene import Scene
from messages.triage.vocabulary import Action, Verdict


def heard_beside(scene: Scene, text: str, verdict: Verdict) -> Action:
    """Hear in ``text`` what only the open warning gives its meaning: "I took them", "I am sleepy", "he did it again".

    Return what was done about it. It stands in the place of a question; a warning of ``verdict`` comes, too.
    """
    done = crisis.took(scene, text)
    if done is not Action.NONE or verdict.action is Action.ESCALATE:
        return done
    if _unwell_after_taking(scene, text):
        return Action.ESCALATE
    asked = verdict.question.flag if verdict.action is Action.ASK and verdict.question is not None else UNSAFE_AT_HOME
    return Action.ESCALATE if asked == UNSAFE_AT_HOME and _again_at_home(scene, text) else Action.NONE


def comes_first(scene: Scene, text: str) -> bool:
    """Do the words tell that they took something to die? Then they are no answer to whatever was asked."""
    return crisis.has_taken(scene, text)


def _unwell_after_taking(scene: Scene, text: str) -> bool:
    alert = next((each for each in scene.alerts if each.is_open and kind_for(each.reasons) in _POISONED), None)
    of_another = names_another(text) and not speaks_of_self(text)
    if alert is None or of_another or not (says(Heard.UNWELL, text) or says(Heard.TAKEN, text)):
        return False
    kindly.after_taking(scene, alert)
    return True


_POISONED = (Kind.TAKEN, Kind.POISON)


def _again_at_home(scene: Scene, text: str) -> bool:
    told = (each for each in scene.alerts if each.is_open and UNSAFE_AT_HOME in {one.flag for one in each.reasons})
    alert = next(told, None)
    if alert is None or not says(Heard.AGAIN_AT_HOME, text):
        return False
    kindly.again_at_home(scene, alert)
    return True
