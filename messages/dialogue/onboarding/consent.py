"""Consent: asked in plain words, kept with the version of those words, undone as easily as given."""

from __future__ import annotations

from messages.dialogue.scene import Scene
from messages.effects import Consented, Withdraw

VERSION = "2"
"""Version of the text ``onboarding.consent``. Change the text, and this must change with it."""

PLANNED = ("checkin", "checkin_close", "nudge", "nudge_replan", "trip", "recheck")
"""Agenda topics of everything that comes unasked; an open alert is no such thing and goes on."""
_QUEUED = ("checkin", "recheck", "nudge", "nudge:stretching", "nudge:sleep", "nudge:breathing", "nudge:hydration")


def given(scene: Scene) -> bool:
    """Return whether the person agreed to the text as it stands now."""
    return scene.person.consent_version == VERSION


def give(scene: Scene) -> None:
    """Store that the person agreed."""
    scene.change(consent_version=VERSION)
    scene.add(Consented(VERSION, given=True))


def decline(scene: Scene) -> None:
    """Store that the person does not agree; nothing planned is sent any more."""
    scene.change(consent_version=None)
    scene.add(Consented(VERSION, given=False))
    be_silent(scene)


def be_silent(scene: Scene) -> None:
    """Forget all that would come unasked. Warnings that are open go on: they are about safety."""
    for topic in PLANNED:
        if any(each == topic for each, _ in scene.agenda):
            scene.unplan(topic)
    scene.add(*(Withdraw(topic) for topic in _QUEUED))
