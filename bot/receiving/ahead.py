"""What somebody typed is read by both readers side by side, while their turn still waits for the database."""

from __future__ import annotations

import contextlib
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from messages.dialogue import Turn
from messages.events import Event, words_of
from messages.memory import Memory
from messages.triage.reading import Impression, by_network, by_rules
from storage.turn.turns import Decide


class Ahead:
    """Has texts read on a thread of its own, for the learned reader needs time but neither turn nor interpreter.

    Only when a text is read differs, never what is heard in it: what is not ready, or fails here, the
    turn reads for itself.
    """

    def __init__(self) -> None:
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="reader")

    def of(self, event: Event, decide: Decide) -> Decide:
        """Begin to read ``event``; return ``decide``, which then finds it read."""
        text = words_of(event)
        if not text:
            return decide
        try:
            heard = self._reader.submit(by_network, text)
        except RuntimeError:  # the interpreter is going down
            return decide

        def decide_when_read(memory: Memory, event: Event, now: datetime) -> Turn:
            _finish(text, heard)
            return decide(memory, event, now)

        return decide_when_read


def _finish(text: str, heard: Future[Impression | None]) -> None:
    if heard.cancel():  # not begun yet: the turn is sooner
        return
    with contextlib.suppress(Exception):  # it fails again where it is answered: in the turn
        by_rules(text)
    heard.exception()
