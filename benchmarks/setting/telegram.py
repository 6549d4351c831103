"""A local Bot API server, as fast as Python allows, in a process of its own.

``python -m benchmarks.setting.telegram [--per-second 30] [--certificate cert.pem key.pem]`` prints its port. It keeps
the moment of each request and gives them out at /arrivals. With ``--per-second`` it refuses what is
over, like Telegram: 429 with a ``retry_after`` of one second.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import ssl
import subprocess
import sys
import urllib.request
from collections import deque
from collections.abc import Iterator
from time import monotonic
from typing import Any

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_CHAT = re.compile(rb"(?:^|&)chat_id=(-?\d+)")
_ME = {"id": 1, "is_bot": True, "first_name": "B", "username": "bench_bot"}


class Ledger:
    """What arrived, and whether one more fits into this second."""

    def __init__(self, per_second: int | None) -> None:
        self.arrivals: list[tuple[int, float, int, str]] = []
        self._per_second = per_second
        self._taken: deque[float] = deque()

    def take(self, chat: int, method: str) -> int:
        """Note a message and return the status it is answered with."""
        now = monotonic()
        status = 200
        if self._per_second is not None and method.startswith("send"):
            while self._taken and self._taken[0] <= now - 1.0:
                self._taken.popleft()
            status = 200 if len(self._taken) < self._per_second else 429
            if status == 200:
                self._taken.append(now)
        if self._per_second is not None:  # nobody asks where there is no limit, and a list of millions costs
            self.arrivals.append((chat, now, status, method))
        return status


class Connection(asyncio.Protocol):
    """One keep-alive connection; requests may come in pieces or several at once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._heard = b""
        self._transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while (end := self._heard.find(b"\r\n\r\n")) >= 0:
            head = self._heard[:end]
            found = _LENGTH.search(head)
            length = int(found[1]) if found else 0
            if len(self._heard) < end + 4 + length:
                return
            body = self._heard[end + 4 : end + 4 + length]
            self._heard = self._heard[end + 4 + length :]
            self._answer(head.split(b" ", 2)[1], body)

    def _answer(self, path: bytes, body: bytes) -> None:
        method = path.rsplit(b"/", 1)[-1].decode()
        status, document = 200, b""
        match method:
            case "arrivals":
                document = json.dumps(self._ledger.arrivals).encode()
            case "getMe":
                document = json.dumps({"ok": True, "result": _ME}).encode()
            case _:
                found = _CHAT.search(body)
                chat = int(found[1]) if found else 0
                status = self._ledger.take(chat, method)
                document = _taken(chat) if status == 200 else _TOO_MANY
        head = b"HTTP/1.1 %d OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
        self._transport.write(head % (status, len(document)) + document)


_TOO_MANY = json.dumps(
    {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
).encode()


def _taken(chat: int) -> bytes:
    return (
        b'{"ok":true,"result":{"message_id":7,"date":1773133200,"text":"x",'
        b'"chat":{"id":%d,"type":"private","first_name":"P"},'
        b'"from":{"id":1,"is_bot":true,"first_name":"B"}}}' % chat
    )


async def _serve(per_second: int | None, certificate: list[str] | None) -> None:
    ledger = Ledger(per_second)
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(ledger), "127.0.0.1", 0, ssl=context, backlog=1024
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextlib.contextmanager
def server(per_second: int | None = None, certificate: tuple[str, str] | None = None) -> Iterator[str]:
    """Run one; yields its base URL."""
    command = [sys.executable, "-m", "benchmarks.setting.telegram"]
    command += ["--per-second", str(per_second)] if per_second is not None else []
    command += ["--certificate", *certificate] if certificate is not None else []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline())
            yield f"{'https' if certificate else 'http'}://127.0.0.1:{port}"
        finally:
            process.terminate()


def arrivals(base: str) -> list[tuple[int, float, int, str]]:
    """What arrived at a server so far: chat, moment on the machine's monotonic clock, status, method."""
    with urllib.request.urlopen(f"{base}/arrivals") as answer:  # noqa: S310 - our own server
        return [tuple(each) for each in json.load(answer)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--per-second", type=int)
    parser.add_argument("--certificate", nargs=2)
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(given.per_second, given.certificate))
