"""The rules over days (reference 1.5): what single answers do not show, their dates together do."""

from __future__ import annotations

from datetime import datetime

from messages.triage.history import History
from messages.triage.vocabulary import Finding


def findings_over_days(
    history: History, rows: tuple[Finding, ...], fresh_after: datetime | None
) -> tuple[Finding, ...]:
    """Return a finding for every rule over days that holds at this moment."""
    return ()
