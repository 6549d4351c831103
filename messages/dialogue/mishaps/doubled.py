"""Two taps on one button: the first does it all, the second is answered over the chat and does nothing.

A slow line makes people tap again. Most buttons edit the message they stand under, and every
flow knows its own second tap; what sends something new must not send it twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from messages.dialogue.scene import Scene
from messages.effects import Document, Export, Say
from messages.events import Pressed
from messages.memory import Frozen

NAME = "taps"
IMPATIENT = timedelta(seconds=15)
"""The same button, with nothing said or pressed in between, means the same tap for so long."""


class Tap(Frozen):
    """The last press that sent something."""

    data: str = ""
    message: int = 0
    at: datetime | None = None
    """When it was pressed (UTC)."""


def once(after: Scene, before: Scene, event: Pressed) -> Scene:
    """Return the scene ``after`` the press, or the one ``before`` it with a word that it was done already.

    A second tap that only edits what stands there, or that its flow answers by itself, is let through.
    """
    if event.button is None or not event.message_id or not _sent(after, before):
        return after
    if _repeats(before, event.button.encode(), event.message_id):
        before.toast("common.done_already")
        return before
    after.keep(NAME, Tap(data=event.button.encode(), message=event.message_id, at=after.now))
    return after


def _repeats(scene: Scene, data: str, message: int) -> bool:
    last = scene.state(NAME, Tap)
    if last is None or last.at is None or (last.data, last.message) != (data, message):
        return False
    return last.at == scene.person.active_at and timedelta() <= scene.now - last.at <= IMPATIENT


def _sent(after: Scene, before: Scene) -> bool:
    """Return whether something new was sent; what stands under a name given just now may be."""
    named = after.person.counter > before.person.counter
    return any(
        isinstance(each, (Document, Export)) or (isinstance(each, Say) and (each.fresh or not each.slot or named))
        for each in after.effects
    )
