"""Calls the sandbox as a careless program would: no client library in between to catch mistakes."""

from __future__ import annotations

import json
from typing import Any

import aiohttp

from bot.sandbox import Sandbox


async def call(sandbox: Sandbox, method: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Send ``body`` as JSON and return the answer."""
    url = f"{sandbox.api_url}{sandbox.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=body or {}) as response:
        answer: dict[str, Any] = await response.json()
        return answer


async def call_form(sandbox: Sandbox, method: str, body: dict[str, Any]) -> dict[str, Any]:
    """Send ``body`` as a form, as most libraries do: objects as JSON text."""
    fields = {key: value if isinstance(value, str) else json.dumps(value) for key, value in body.items()}
    url = f"{sandbox.api_url}{sandbox.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, data=fields) as response:
        answer: dict[str, Any] = await response.json()
        return answer
