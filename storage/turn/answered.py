"""A turn together with what the press of a button, if it was one, is answered; kept beside its receipt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from messages.events import Event, Pressed
from storage.turn import toasts
from storage.turn.turns import RenderedToast, TurnResult


@dataclass(frozen=True, slots=True)
class Happened:
    """Something a person did, as Telegram told it."""

    chat_id: int
    event: Event
    now: datetime
    update_id: int


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of it."""

    result: TurnResult
    toast: RenderedToast | None
    """What the press is answered; the same for every delivery of it."""


Turn = Callable[..., TurnResult]
"""``take_turn`` or ``rescue_turn``."""


def answered(tx: Connection, turn: Turn, happened: Happened) -> Answered:
    """Take the turn and keep, or find again, what the press is answered."""
    result = turn(tx, happened.chat_id, happened.event, happened.now, update_id=happened.update_id)
    if not isinstance(happened.event, Pressed):
        return Answered(result, None)
    if result.applied is None:  # taken before, perhaps by somebody who died before answering the press
        return Answered(result, toasts.kept(tx, happened.update_id))
    if result.toast is not None:
        toasts.keep(tx, happened.update_id, result.toast)
    return Answered(result, result.toast)
