"""The updates that wait for the bot, and who is listening for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from telegram.constants import UpdateType

from bot.sandbox.world.model import Json

_ON_REQUEST_ONLY = frozenset({UpdateType.CHAT_MEMBER, UpdateType.MESSAGE_REACTION, UpdateType.MESSAGE_REACTION_COUNT})
BY_DEFAULT = frozenset(UpdateType) - _ON_REQUEST_ONLY
FIRST_UPDATE_ID = 870_000_001


@dataclass(slots=True)
class Updates:
    """The queue. An update stays until the bot confirms it, so that a crash of the bot loses nothing."""

    pending: list[Json] = field(default_factory=list)
    next_id: int = FIRST_UPDATE_ID
    allowed: frozenset[str] = BY_DEFAULT
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    """Set as long as something is pending."""
    listeners: list[Callable[[], None]] = field(default_factory=list)
    """Called whenever the queue grew or shrank."""

    def put(self, kind: str, payload: Json) -> int | None:
        """Queue an update of ``kind`` and return its id; None when the bot asked not to get this kind."""
        if kind not in self.allowed:
            return None
        update_id = self.next_id
        self.put_raw({"update_id": update_id, kind: payload})
        return update_id

    def put_raw(self, update: Json) -> None:
        """Queue ``update`` as it stands; its id must not lie below those already queued."""
        self.next_id = max(self.next_id, update["update_id"] + 1)
        self._become([*self.pending, update])

    def confirm_below(self, offset: int) -> None:
        """Forget all updates whose id is lower than ``offset``."""
        self._become([update for update in self.pending if update["update_id"] >= offset])

    def confirm(self, update_id: int) -> None:
        """Forget one update: a webhook took it."""
        self._become([update for update in self.pending if update["update_id"] != update_id])

    def keep_last(self, count: int) -> None:
        """Forget all but the newest ``count`` updates (a negative offset in getUpdates)."""
        self._become(self.pending[-count:])

    def drop_all(self) -> None:
        """Forget everything that waits."""
        self._become([])

    def _become(self, pending: list[Json]) -> None:
        changed = len(pending) != len(self.pending)
        self.pending = pending
        if pending:
            self.arrived.set()
        else:
            self.arrived.clear()
        if changed:
            for listener in tuple(self.listeners):
                listener()

    def listen_for(self, kinds: Iterable[str]) -> None:
        """From now on queue only ``kinds``; an empty list stands for Telegram's default set."""
        self.allowed = frozenset(kinds) or BY_DEFAULT
