"""The texts of one person that wait in slots: what a newer text takes the place of.

They are read once, with everything else that is remembered, under the person's lock; nothing
comes to wait for a slot meanwhile. One may be sent, which is why the statements look again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from messages.effects import Lane


@dataclass(frozen=True, slots=True)
class UnsentText:
    """One of them."""

    id: int | None
    """None for one that was queued in this turn."""
    slot: str
    topic: str
    lane: Lane
    leased: bool
    """Somebody is, or was, sending it."""
    body: dict[str, Any]


class Unsent:
    """All of one person; kept up to date as their turn goes on."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Iterable[UnsentText] = ()) -> None:
        self._texts = list(texts)

    def holding(self, slot: str) -> list[UnsentText]:
        """Return those in a slot, the oldest first."""
        return [each for each in self._texts if each.slot == slot]

    def add(self, text: UnsentText) -> None:
        """Note that one more waits."""
        self._texts.append(text)

    def replaced(self, slot: str) -> None:
        """Note that those in a slot wait no more, save what is being sent."""
        self._texts = [each for each in self._texts if each.slot != slot or each.leased]

    def withdrawn(self, topic: str) -> None:
        """Note that those of a topic wait no more, save what is being sent."""
        self._texts = [each for each in self._texts if each.topic != topic or each.leased]
