"""The judge: everything known of a person in, the level with its reasons out.

Pure and monotone: a further yes, risk factor or day of symptoms never lowers the level.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from messages.triage.history import History
from messages.triage.over_days import findings_over_days
from messages.triage.rows import gravity, row_findings
from messages.triage.vocabulary import Action, Case, Channel, Finding, Level, Verdict


def judge(case: Case, now: datetime, fresh_after: datetime | None = None) -> Verdict:
    """Return the level of ``case`` at ``now`` with every finding behind it, the gravest first.

    A finding is fresh when it rests on something said at or after ``fresh_after``; without
    it everything is fresh. Only fresh findings call for an action (reference 1.5).
    """
    history = History(case, now)
    before = None if fresh_after is None else History(_until(case, fresh_after), now)
    rows = row_findings(history, before, fresh_after)
    ordered = tuple(sorted(rows + findings_over_days(history, rows, fresh_after), key=gravity))
    said_anything = bool(case.facts or case.measures)
    level = max((f.level for f in ordered), default=Level.SELF_CARE if said_anything else Level.NONE)
    return Verdict(
        level=level,
        action=action_for(ordered, uncertain=False),
        findings=ordered,
        channel=ordered[0].channel if ordered else Channel.CLIN,
    )


def action_for(findings: tuple[Finding, ...], *, uncertain: bool) -> Action:
    """Return what to do at once: escalate what is certain, ask what is not, advise on the rest."""
    fresh = max((f.level for f in findings if f.fresh), default=Level.NONE)
    if fresh >= Level.SAME_DAY:
        return Action.ESCALATE
    if uncertain:
        return Action.ASK
    return Action.ADVISE if fresh >= Level.ROUTINE else Action.NONE


def _until(case: Case, instant: datetime) -> Case:
    """Return the case as it was known before ``instant``."""
    return replace(
        case,
        facts=tuple(f for f in case.facts if f.at < instant),
        measures=tuple(m for m in case.measures if m.at < instant),
    )
