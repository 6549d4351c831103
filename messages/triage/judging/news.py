"""What is new in a judgement after something lasting was learnt about a person."""

from __future__ import annotations

from dataclasses import replace

from messages.triage.vocabulary import Action, Finding, Level, Question, Verdict


def only_new(after: Verdict, before: Verdict) -> Verdict:
    """Return ``after`` with only those findings fresh that are new, or graver than they were.

    A new risk factor must not bring up an old alert again.
    """
    stood: dict[str, int] = {}
    for each in before.findings:
        stood[each.flag] = max(each.level, stood.get(each.flag, 0))

    def is_new(finding: Finding) -> bool:
        return finding.level > stood.get(finding.flag, 0)

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
