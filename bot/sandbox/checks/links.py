"""Which addresses Telegram accepts behind a button or a linked word."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE)
_WEB = ("http", "https")
_OWN = ("tg", "ton", "tonsite")


def accepted(url: str, *, secure: bool = False) -> bool:
    """Tell whether Telegram opens ``url``: web addresses and its own schemes, never ``tel:`` or ``mailto:``."""
    if url != url.strip() or any(character.isspace() for character in url):
        return False
    try:
        parts = urlsplit(url if "://" in url or ":" in url else f"http://{url}")
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if secure:
        return parts.scheme == "https" and _known(host)
    if parts.scheme in _OWN:
        return "://" in url and bool(host)
    return parts.scheme in _WEB and "://" in (url if ":" in url else "://") and _known(host)


def _known(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return _HOST.fullmatch(_ascii(host)) is not None
    return True


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ""
