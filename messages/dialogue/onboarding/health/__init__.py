"""The second sitting: health questions, one a tap, that make later warnings earlier and truer."""

from __future__ import annotations

from messages.dialogue.onboarding.health.answers import begin, pressed, stop, typed
from messages.dialogue.onboarding.health.pages import PAGES
from messages.dialogue.onboarding.health.passing import heard_in_passing, keep_named
from messages.dialogue.onboarding.health.screens import show

__all__ = ["PAGES", "begin", "heard_in_passing", "keep_named", "pressed", "show", "stop", "typed"]
