"""One message on its way out, as the sender gets it, and what can become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from messages.catalogue import Rendered, RenderedButton
from messages.effects import Lane, Say


class Kind(StrEnum):
    """What the sender is to do.

    Mostly one call to Telegram. Up to four where a text cannot be edited any more and is said anew,
    with a passing message that takes a keyboard away; the pace counts one.
    """

    TEXT = "text"
    PICTURE = "picture"
    DOCUMENT = "document"
    STRIP = "strip"
    """Take the buttons off ``message_id``."""
    REMOVE = "remove"
    """Delete ``message_id``."""
    PIN = "pin"
    UNPIN = "unpin"

    @property
    def speaks(self) -> bool:
        """A message of its own, not a change to one that is there."""
        return self in (Kind.TEXT, Kind.PICTURE, Kind.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One leased row of the outbox."""

    id: int
    chat_id: int
    lane: Lane
    kind: Kind
    key: str
    """Catalogue key, for logs."""
    attempts: int
    """How often it was claimed, this time included."""
    message_id: int | None = None
    """The message to edit, strip, delete, pin or unpin; None means: send a new one."""
    text: str = ""
    """The words, or the caption of a picture or document."""
    html: bool = False
    rows: tuple[tuple[RenderedButton, ...], ...] = ()
    slot: str = ""
    topic: str = ""
    fresh: bool = False
    silent: bool = False
    picture: str = ""
    """Name of a file under ``messages/pictures``."""
    ask_location: bool = False
    drop_keyboard: bool = False
    protect: bool = False
    filename: str = ""
    content: str = ""
    """Of a document."""
    pin: bool = False
    """Pinned by a row of its own once this is delivered; the sender need not look at it."""
    farewell: bool = False
    created_at: datetime | None = None
    """When it was decided, UTC, for measuring how long it took."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """Telegram took it."""

    message_id: int | None = None
    """Of the message as it now stands; None where there is none (deleted, pinned)."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now; nothing arrived."""

    reason: str
    after: timedelta | None = None
    """Set when Telegram asks for a pause (429): the lane rests that long. None: the network; only this row waits."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Never; nothing arrived."""

    reason: str
    gone: bool = True
    """The person cannot be reached at all (blocked us, deleted the account). False: this one message
    is malformed; it is tried again in a simpler form."""


@dataclass(frozen=True, slots=True)
class Maybe:
    """Handed over, but no answer came: it may have arrived."""

    reason: str


Outcome = Delivered | Later | Refused | Maybe


def body_of(say: Say, rendered: Rendered) -> dict[str, Any]:
    """Return what is stored of a rendered message; what is not said is left out."""
    body: dict[str, Any] = {"text": rendered.text}
    if rendered.rows:
        body["rows"] = [[_button(each) for each in row] for row in rendered.rows]
    flags = {
        "html": rendered.html,
        "fresh": say.fresh or say.ask_location or say.drop_keyboard,
        "silent": say.silent,
        "pin": say.pin,
        "picture": say.picture,
        "ask_location": say.ask_location,
        "drop_keyboard": say.drop_keyboard,
        "protect": say.protect,
    }
    return body | {name: value for name, value in flags.items() if value}


def _button(button: RenderedButton) -> dict[str, str]:
    told = {"text": button.text, "data": button.data, "url": button.url, "copy": button.copy, "style": button.style}
    return {name: value for name, value in told.items() if value}


def buttons_of(body: dict[str, Any]) -> tuple[tuple[RenderedButton, ...], ...]:
    """Return the buttons stored in a body."""
    return tuple(tuple(RenderedButton(**each) for each in row) for row in body.get("rows", ()))
