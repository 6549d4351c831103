"""Everything a person chose at the start, open to change at any time."""

from __future__ import annotations

from messages.dialogue.flow import QuietFlow


class Settings(QuietFlow):
    """/settings: one message, edited in place."""

    name = "st"
    commands = frozenset({"settings"})
    topics = frozenset({"trip"})


SETTINGS = Settings()
