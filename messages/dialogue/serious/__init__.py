"""``/serious``: the deadliest questions first, judged after every answer, never an all-clear."""

from __future__ import annotations

from messages.dialogue.serious.flow import SERIOUS

__all__ = ["SERIOUS"]
