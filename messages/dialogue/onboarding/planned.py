"""What comes unasked is planned here, and moves at once when hours, zone or wishes change."""

from __future__ import annotations

from datetime import timedelta

from messages.cadence import next_occurrence
from messages.dialogue import checkin, habits
from messages.dialogue.scene import Scene

RECHECK = "recheck"
MONTH = timedelta(days=30)
"""How often risk factors and the country are asked about again (reference 1.2 and 3.4)."""


def replan(scene: Scene) -> None:
    """Plan check-in and nudges anew for somebody who agreed and was set up; nothing for anybody else."""
    person = scene.person
    if person.consent_version is None or person.stopped or not person.onboarded:
        return
    checkin.plan_next(scene)
    habits.replan(scene)
    if (RECHECK, "") not in scene.agenda:
        plan_recheck(scene)


def plan_recheck(scene: Scene) -> None:
    """Plan the monthly look at health answers and country, shortly after a check-in hour."""
    person = scene.person
    scene.plan(RECHECK, "", next_occurrence(scene.now + MONTH, person.checkin_at, person.zone) + timedelta(minutes=15))
