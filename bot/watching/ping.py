"""The outside heartbeat: an address that hears from us each minute while all is well, so that silence is noticed.

Silence is the one alarm that a dead machine can still give, and every watching service
understands it. An address for failures is pinged besides, where the operator has one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

import aiohttp

log = logging.getLogger(__name__)

SECONDS = 10.0
"""How long a ping may take."""

Heard = Callable[[bool], None]
"""Told of each ping whether it arrived."""


class Ping:
    """Pings one of two addresses. Both are secrets: who knows them can fake a healthy bot."""

    def __init__(self, well: str, sick: str | None = None, heard: Heard | None = None) -> None:
        self._well = well
        self._sick = sick
        self._heard = heard

    async def __call__(self, well: bool) -> None:
        """Say that all is well; or say nothing, or that it is not. Never raises: whoever misses us will ask."""
        address = self._well if well else self._sick
        if address is None:
            log.error("the outside heartbeat is held back: something is wrong here")
            return
        arrived = await _get(address)
        if self._heard is not None:
            self._heard(arrived)


async def _get(address: str) -> bool:
    """Return whether the address answered; what went wrong is logged without it."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session,
            session.get(address) as answer,
        ):
            if answer.status < 400:
                return True
            log.warning("the outside heartbeat was refused", extra={"status": answer.status})
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        log.warning("the outside heartbeat did not arrive", extra={"error": type(error).__name__})
    return False
