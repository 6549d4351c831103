"""Coming back again and again is itself a danger sign (L18)."""

from __future__ import annotations

from datetime import timedelta

from messages.triage.evidence.history import History
from messages.triage.over_days.hits import Hit
from messages.triage.over_days.trends import pain_rose
from messages.triage.vocabulary import Finding, Level

CONTACTS, CONTACT_DAYS = 3, 14
"""L18: three or more contacts, OR 4.02 for a missed serious outcome (MARIN)."""
QUICK_CONTACTS, QUICK = 2, timedelta(hours=72)
"""L18: two within 72 hours while the pain rises (MARIN: two contacts, OR 1.77)."""

_NEXT = {
    Level.NONE: Level.SOON,
    Level.SELF_CARE: Level.SOON,
    Level.ROUTINE: Level.SOON,
    Level.SOON: Level.SAME_DAY,
    Level.SAME_DAY: Level.EMERGENCY_NOW,
}


def repeated_contact(history: History, findings: tuple[Finding, ...]) -> Hit | None:
    """Return L18 one level above ``findings`` when the person keeps asking; None otherwise."""
    lately = (at for at in history.case.serious_checks if history.days_ago(at) <= CONTACT_DAYS)
    checks = tuple(dict.fromkeys(lately))  # asked in words and begun by them: one contact
    quick = [at for at in checks if history.now - at <= QUICK]
    rising = len(quick) >= QUICK_CONTACTS and pain_rose(history, days=3)
    if len(checks) < CONTACTS and not rising:
        return None
    lead = max(findings, key=lambda finding: finding.level, default=None)
    level = _NEXT.get(lead.level if lead else Level.SELF_CARE)
    if level is None:
        return None
    return Hit("L18", level, lead.flag if lead else "chg_different", contacts=checks)
