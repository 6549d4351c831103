"""To learn something lasting about a person is to judge again: history and a new risk factor count together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, assert_never

from messages.dialogue import escalation, judging
from messages.dialogue.scene import Scene
from messages.profile import profile_of
from messages.triage.vocabulary import Action, Case, Matter, Occasion


def learn(scene: Scene, words: str, **fields: Any) -> bool:
    """Change ``fields`` of the person and judge everything known anew; True when that raised an alert or a question.

    Only what now weighs more than before is acted upon: a new risk factor must not
    bring up an old alert again. ``words`` is what the person chose, for the record.
    The caller says nothing of its own after an alert, and waits after a safety question.
    """
    before = scene.case
    scene.change(**fields)
    scene.case = _case_of(scene)
    verdict = judging.weighed(scene, Matter(Occasion.PROFILE, scene.case, scene.now, before=before), words)
    match verdict.action:
        case Action.ESCALATE:
            escalation.raise_alert(scene, verdict)
        case Action.ASK:
            escalation.ask(scene, verdict)
        case Action.ADVISE:
            escalation.advise(scene, verdict, again=False)
        case Action.NONE:
            pass
        case _:
            assert_never(verdict.action)
    return verdict.action in (Action.ESCALATE, Action.ASK)


def _case_of(scene: Scene) -> Case:
    person = scene.person
    profile = profile_of(person, scene.today)
    return replace(scene.case, profile=profile, zone=person.zone, country=person.country)


def forget_risk(scene: Scene, risk: str) -> None:
    """Take a risk factor out of what is being judged, so that storing it next is seen as news."""
    scene.change(risks={name: given for name, given in scene.person.risks.items() if name != risk})
    scene.case = _case_of(scene)
