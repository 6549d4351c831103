"""The first talk: who this is for, consent, and how each person wants to be reached."""

from __future__ import annotations

from messages.dialogue.flow import QuietFlow


class Onboarding(QuietFlow):
    """/start and everything until the first check-in is planned."""

    name = "on"
    commands = frozenset({"start"})


ONBOARDING = Onboarding()
