"""How updates reach the bot: by long polling or by webhook, never both."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.sandbox.checks import links
from bot.sandbox.methods.webhook import Webhook
from bot.sandbox.refusal import Refusal, broken
from bot.sandbox.world.model import Json
from bot.sandbox.world.world import World

LONGEST_POLL_SECONDS = 50
"""Telegram answers after this long, whatever was asked for."""
_LIMIT = 100
_LOCAL = ("http://127.0.0.1", "http://localhost", "http://[::1]")
_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
_OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Delivery:
    """The one road by which the bot gets its updates at this moment."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._poll_in_progress: asyncio.Event | None = None
        self.webhook = Webhook(world)
        self.listening = asyncio.Event()
        """Set while a poll waits for updates or a webhook is there to take them."""

    def handles(self, method: str) -> bool:
        """Tell whether ``method`` is about delivery."""
        return method in ("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo")

    async def act(self, method: str, values: Json) -> Any:
        """Do what ``method`` asks and return the ``result`` of the answer."""
        match method:
            case "getUpdates":
                return await self._get_updates(values)
            case "setWebhook":
                return await self._set_webhook(values)
            case "deleteWebhook":
                await self._close_webhook()
                self._drop_if_asked(values)
                return True
            case _:
                return self._webhook_info()

    async def _get_updates(self, values: Json) -> list[Json]:
        if self.webhook.url:
            raise Refusal(409, _WEBHOOK_ACTIVE)
        updates = self._world.updates
        if "allowed_updates" in values:
            updates.listen_for(values["allowed_updates"])
        offset = values.get("offset", 0)
        if offset > 0:
            updates.confirm_below(offset)
        elif offset < 0:
            updates.keep_last(-offset)
        seconds = min(values.get("timeout", 0), LONGEST_POLL_SECONDS)
        await self._wait(seconds)
        return updates.pending[: values.get("limit", _LIMIT)]

    async def _wait(self, seconds: float) -> None:
        """Wait for an update. A second poller ends the first one's wait with an error, as Telegram does."""
        superseded = asyncio.Event()
        if self._poll_in_progress is not None:
            self._poll_in_progress.set()
        if self._world.updates.pending or seconds <= 0:
            return
        self._poll_in_progress = superseded
        self.listening.set()
        waits = [asyncio.ensure_future(event.wait()) for event in (self._world.updates.arrived, superseded)]
        try:
            await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            if self._poll_in_progress is superseded:
                self._poll_in_progress = None
                self.listening.clear()
        if superseded.is_set():
            raise Refusal(409, _OTHER_POLLER)

    async def _set_webhook(self, values: Json) -> bool:
        url = values["url"]
        if url and not url.startswith(_LOCAL) and not links.accepted(url, secure=True):
            raise broken("bad webhook: An HTTPS URL must be provided for webhook")
        await self._close_webhook()
        if "allowed_updates" in values:
            self._world.updates.listen_for(values["allowed_updates"])
        self._drop_if_asked(values)
        if url:
            self.webhook.open(url, values.get("secret_token"), values.get("max_connections", 40))
            self.listening.set()
        return True

    async def _close_webhook(self) -> None:
        if self.webhook.url:
            self.listening.clear()
        await self.webhook.close()

    def _drop_if_asked(self, values: Json) -> None:
        if values.get("drop_pending_updates"):
            self._world.updates.drop_all()

    def _webhook_info(self) -> Json:
        info: Json = {
            "url": self.webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.updates.pending),
        }
        if self.webhook.url:
            info["max_connections"] = self.webhook.max_connections
            info["allowed_updates"] = sorted(self._world.updates.allowed)
        if self.webhook.last_error is not None:
            at, message = self.webhook.last_error
            info |= {"last_error_date": int(at.timestamp()), "last_error_message": message}
        return info
