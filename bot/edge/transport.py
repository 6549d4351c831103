"""How python-telegram-bot reaches the network: its ``BaseRequest`` seam, filled with aiohttp.

Stock python-telegram-bot uses httpx, whose pool becomes the bottleneck with many requests in
flight (measured: 12 times fewer messages a second). The errors also say one thing more:
whether a request surely never left us, because only then it may be repeated blindly.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

KEEPALIVE_SECONDS = 15
"""Shorter than any server's: a request on a connection that is just being closed may be lost, and nobody could tell."""

URL_ENCODED = {"Content-Type": "application/x-www-form-urlencoded"}


class NeverSent(NetworkError):
    """No connection could be made: Telegram has not seen the request."""


class ConnectionLost(NetworkError):
    """The request left us and no answer came: Telegram may have taken it."""


class AiohttpRequest(BaseRequest):
    """One pool of connections to one Bot API server. Times are in seconds."""

    def __init__(self, connections: int = 100, read_timeout: float = 10.0, connect_timeout: float = 5.0) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer unless a call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEEPALIVE_SECONDS)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the pool; requests in flight are cut."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; raise NeverSent or ConnectionLost, neither of which names the address."""
        if self._session is None:
            raise RuntimeError("the transport is used before initialize()")
        timeout = aiohttp.ClientTimeout(
            sock_connect=_seconds(connect_timeout, self._connect_timeout),
            sock_read=_seconds(read_timeout, self._read_timeout),
        )
        try:
            body, headers = _body(request_data)
            async with self._session.request(method, url, data=body, headers=headers, timeout=timeout) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError):
            raise NeverSent("no connection to the Bot API server") from None
        except (TimeoutError, aiohttp.ServerTimeoutError):
            raise ConnectionLost("no answer in time") from None
        except aiohttp.ClientError as error:
            # The original message may hold the address and with it the token.
            raise ConnectionLost(f"connection lost: {type(error).__name__}") from None


def _seconds(given: Any, default: float) -> float | None:
    if given is None:
        return None
    return float(given) if isinstance(given, (int, float)) else default


def _body(request_data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str] | None]:
    """What is sent, and headers to say what it is. Written by hand for the usual case: aiohttp's forms cost twice."""
    if request_data is None:
        return None, None
    if not request_data.contains_files:
        return urlencode(request_data.json_parameters).encode(), URL_ENCODED
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, None
