"""``/serious``: the deadliest questions first, judged after every answer."""

from __future__ import annotations

from messages.dialogue.flow import QuietFlow


class _Serious(QuietFlow):
    """Walks the safety script."""

    name = "se"
    commands = frozenset({"serious"})


SERIOUS = _Serious()
