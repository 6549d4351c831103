"""Who leaves check-ins unanswered day after day is asked less often, until they do anything again.

Never while a warning is open, and never of whom anything is known that could be serious: there
each day's questions are what watches over them.
"""

from __future__ import annotations

from datetime import date, timedelta

from messages.dialogue.scene import Scene
from messages.memory import CheckIn, CheckInState
from messages.profile import COUNTS

DAYS_BETWEEN = ((7, 7), (3, 2))
"""Unanswered check-ins in a row, and the days from one to the next from then on; the most first."""


def may_rest(scene: Scene, day: date) -> bool:
    """Return whether the check-in of ``day`` may be left out."""
    ignored = [each.day for each in scene.checkins if _ignored(scene, each) and each.day < day]
    between = next((days for count, days in DAYS_BETWEEN if len(ignored) >= count), 1)
    return bool(ignored) and day - max(ignored) < timedelta(days=between) and not _watched(scene)


def _ignored(scene: Scene, checkin: CheckIn) -> bool:
    """Whether a planned check-in came after the last thing the person did, and has no answer."""
    since = scene.person.active_at or scene.person.created_at
    asked = checkin.planned_at is not None and checkin.planned_at > since and not checkin.backfill
    return asked and checkin.started_at is None and not checkin.answers and checkin.state is not CheckInState.DONE


def _watched(scene: Scene) -> bool:
    case = scene.case
    known = bool(case.profile.risk_factors) or any(fact.answer in COUNTS for fact in case.facts)
    return known or scene.open_alert is not None
