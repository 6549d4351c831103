"""Why a finding matters, in one reviewed plain sentence."""

from __future__ import annotations

from messages.triage.flags import table
from messages.triage.over_days.hits import rule_texts
from messages.triage.vocabulary import Finding


def because_of(finding: Finding) -> str:
    """Return the one plain sentence that says why ``finding`` matters."""
    text = rule_texts().get(finding.rule)
    return text.because if text is not None else table().flags[finding.flag].because


def short_of(finding: Finding) -> str:
    """Return the thing itself in plain words, fitting after "You told me:"."""
    text = rule_texts().get(finding.rule)
    return text.short if text is not None else table().flags[finding.flag].short
