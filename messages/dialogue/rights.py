"""What people may ask of us: what is stored, take it along, have it erased, stop."""

from __future__ import annotations

from messages.dialogue.flow import QuietFlow


class Rights(QuietFlow):
    """/privacy, /about, /help and /stop."""

    name = "pr"
    commands = frozenset({"privacy", "about", "help", "stop"})


RIGHTS = Rights()
