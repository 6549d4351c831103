"""Scaled mode: Telegram posts updates here, and hears 200 only after they took effect."""

from __future__ import annotations

import hmac
import json
import logging
from urllib.parse import urlsplit

from aiohttp import web

from bot.receiving.intake import Intake
from bot.watching.health import Health
from storage.engine.database import Unavailable

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
MAX_UPDATE_BYTES = 1024 * 1024


def application(
    intake: Intake, health: Health, webhook_url: str, secret: str, *, health_elsewhere: bool = False
) -> web.Application:
    """Return the web application: the webhook at the path of ``webhook_url``, and the health pages.

    ``health_elsewhere``: of those only ``/livez``, which tells a stranger nothing; the rest is served on another port.
    """

    async def receive(request: web.Request) -> web.Response:
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(errors="surrogateescape"), secret.encode()):
            return web.Response(status=403)
        body = await request.read()
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return web.Response(status=400, text="not JSON")
        if not isinstance(update, dict):
            return web.Response(status=400, text="not an update")
        try:
            await intake.accept(update)
        except Unavailable:
            log.warning("the database cannot be reached; Telegram will deliver the update again")
            return web.Response(status=503)
        return web.Response()

    app = web.Application(client_max_size=MAX_UPDATE_BYTES)
    app.router.add_post(urlsplit(webhook_url).path or "/", receive)
    if health_elsewhere:
        health.add_livez_to(app)
    else:
        health.add_to(app)
    return app
