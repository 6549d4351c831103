"""What the player must be able to do with the bot, whichever way it runs."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Host(Protocol):
    """Starts and stops the bot under test. The bot talks to the sandbox over HTTP and to nothing else."""

    async def start(self) -> None:
        """Start the bot, or start it again after ``kill``; return when it is listening."""
        ...

    async def stop(self) -> None:
        """Stop the bot in good order; does nothing when it isn't running."""
        ...

    async def kill(self) -> None:
        """End the bot without a goodbye, as a power cut would."""
        ...

    async def tick(self, now: datetime) -> None:
        """Do what is due at ``now``: the clock has just been moved there."""
        ...

    async def next_due(self) -> datetime | None:
        """Return when the bot has something to do next (aware, UTC); None when nothing is planned."""
        ...

    async def settle(self) -> None:
        """Return when the bot has nothing in hand: every update worked off, every message handed over."""
        ...
