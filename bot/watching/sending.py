"""The sender, with a stopwatch."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.watching.metrics import Metrics
from scheduler.sending.dispatch import Sender
from storage.clock import Clock, monotonic
from storage.outgoing import Maybe, Outcome, Outgoing


class WatchedSender:
    """Sends through another sender and counts what became of each message."""

    def __init__(
        self, sender: Sender, metrics: Metrics, clock: Clock, seconds: Callable[[], float] = monotonic
    ) -> None:
        self._sender = sender
        self._metrics = metrics
        self._clock = clock
        self._seconds = seconds

    async def send(self, message: Outgoing) -> Outcome:
        """Send ``message`` and say what became of it."""
        began = self._seconds()
        try:
            outcome = await self._sender.send(message)
        except asyncio.CancelledError:  # it took too long for the dispatcher
            self._metrics.sent(message, Maybe("cut off"), self._seconds() - began, self._clock.now())
            raise
        self._metrics.sent(message, outcome, self._seconds() - began, self._clock.now())
        return outcome
