"""To learn something lasting about a person is to judge again: history and a new risk factor count together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, assert_never

from messages.dialogue import escalation
from messages.dialogue.scene import Scene
from messages.effects import Judged
from messages.profile import profile_of
from messages.triage.judge import judge
from messages.triage.vocabulary import Action, Case, Finding, Level, Question, Verdict


def learn(scene: Scene, words: str, **fields: Any) -> bool:
    """Change ``fields`` of the person and judge everything known anew; True when that raised an alert or a question.

    Only what now weighs more than before is acted upon: a new risk factor must not
    bring up an old alert again. ``words`` is what the person chose, for the record.
    The caller says nothing of its own after an alert, and waits after a safety question.
    """
    before = judge(scene.case, scene.now)
    scene.change(**fields)
    scene.case = _case_of(scene)
    verdict = _only_new(judge(scene.case, scene.now), before)
    if any(finding.fresh for finding in verdict.findings):
        scene.add(Judged(verdict, "button", words))
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


def _only_new(after: Verdict, before: Verdict) -> Verdict:
    """Mark as fresh only the findings that are new, or graver than they were."""
    stood: dict[tuple[str, str], int] = {}
    for each in before.findings:
        stood[each.flag, each.rule[:3]] = max(each.level, stood.get((each.flag, each.rule[:3]), 0))

    def is_new(finding: Finding) -> bool:
        level = max((known for (flag, _), known in stood.items() if flag == finding.flag), default=0)
        return finding.level > level

    findings = tuple(replace(each, fresh=is_new(each)) for each in after.findings)
    fresh = max((each.level for each in findings if each.fresh), default=Level.NONE)
    asked = {before.question.flag} if before.question is not None else set()
    question = after.question if after.question is not None and after.question.flag not in asked else None
    return replace(after, findings=findings, action=_action(fresh, question), question=question)


def _action(fresh: Level, question: Question | None) -> Action:
    if fresh >= Level.SAME_DAY:
        return Action.ESCALATE
    if question is not None:
        return Action.ASK
    return Action.ADVISE if fresh >= Level.ROUTINE else Action.NONE


def forget_risk(scene: Scene, risk: str) -> None:
    """Take a risk factor out of what is being judged, so that storing it next is seen as news."""
    scene.change(risks={name: given for name, given in scene.person.risks.items() if name != risk})
    scene.case = _case_of(scene)
