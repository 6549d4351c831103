"""Named points on the road of every event, where tests pull the plug.

In production nobody listens and passing a point costs one comparison. There is no
switch outside the program: only code that imports this module can listen.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Point(StrEnum):
    """A moment at which a power cut leaves something different behind."""

    POLLED = "polled"
    """Telegram has handed over updates, and heard "received" for all earlier ones."""
    ACCEPTED = "accepted"
    """The updates in hand have taken effect; Telegram does not know it yet."""
    RECEIVED = "received"
    """The receipt is written, nothing else of the turn."""
    DECIDED = "decided"
    """The turn is decided, nothing of it is written."""
    APPLIED = "applied"
    """Everything the turn decided is written, not committed."""
    COMMITTING = "committing"
    """Any transaction, just before its commit."""
    COMMITTED = "committed"
    """Any transaction, just after its commit."""
    CLAIMED = "claimed"
    """Messages are leased, none of them is on its way."""
    SENDING = "sending"
    """One message is about to be handed to Telegram."""
    SENT = "sent"
    """Telegram has answered; the outcome is not written down."""
    SETTLED = "settled"
    """The outcome is written down."""
    DUE_CLAIMED = "due claimed"
    """A tick knows what is due; no turn is taken yet."""
    DUE_TAKEN = "due taken"
    """One due turn is taken, not committed; further ones follow in the same transaction."""
    TICKED = "ticked"
    """A tick has committed; what it decided is not on its way yet."""
    MIGRATED = "migrated"
    """One revision of the schema is applied, not committed; the next may follow."""
    SWEPT = "swept"
    """Housekeeping is between two bites."""


Hook = Callable[[Point, str], None]

_hook: Hook | None = None


def reached(point: Point, detail: str = "") -> None:
    """Say that this process is at ``point``; ``detail`` tells which of several, never whose."""
    if _hook is not None:
        _hook(point, detail)


def listen(hook: Hook | None) -> None:
    """Call ``hook`` at every point from now on, on whatever thread passes it; None ends that."""
    global _hook  # noqa: PLW0603 - one per process, like the plug it stands for
    _hook = hook
