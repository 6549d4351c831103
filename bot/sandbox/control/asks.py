"""What the chat page may ask for, checked at the door."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name!r} is not a time zone")
    return name


def _decoded(text: str) -> str:
    try:
        base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("the file is not sound base64") from error
    return text


Zone = Annotated[str, AfterValidator(_known_zone)]
Base64 = Annotated[str, AfterValidator(_decoded)]


class _Ask(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Says(_Ask):
    """Type something."""

    act: Literal["says"]
    text: str = Field(min_length=1, max_length=4096)
    reply_to: int | None = None


class Command(_Ask):
    """Tap a command, or open a deep link."""

    act: Literal["command"]
    command: str = Field(pattern=r"^/?[a-zA-Z0-9_]{1,32}$")
    payload: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,64}$")


class Presses(_Ask):
    """Press a button."""

    act: Literal["presses"]
    label: str | None = None
    data: str | None = None
    message_id: int | None = None


class SharesLocation(_Ask):
    """Share a place, in degrees."""

    act: Literal["shares_location"]
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Sends(_Ask):
    """Send something that is not words."""

    act: Literal["sends"]
    kind: Literal["voice", "sticker", "photo", "document", "video", "video_note", "audio", "animation", "contact"]
    caption: str = Field(default="", max_length=1024)
    name: str | None = Field(default=None, max_length=120)
    mime: str | None = Field(default=None, max_length=120)
    content: Base64 | None = None
    """The file; a small sample is sent when there is none."""


class Edits(_Ask):
    """Change the words of an own message."""

    act: Literal["edits"]
    message_id: int
    text: str = Field(min_length=1, max_length=4096)


class Deletes(_Ask):
    """Remove a message for both sides."""

    act: Literal["deletes"]
    message_id: int


class Blocks(_Ask):
    """Block the bot, or let it write again."""

    act: Literal["blocks", "unblocks"]


Act = Annotated[
    Says | Command | Presses | SharesLocation | Sends | Edits | Deletes | Blocks, Field(discriminator="act")
]
ACT: TypeAdapter[Act] = TypeAdapter(Act)


class Travel(_Ask):
    """Move the clock: by seconds, or to the next moment the bot has something due."""

    advance_seconds: int = Field(default=0, ge=0, le=400 * 86_400)
    to_next: bool = False
    jump: bool = False


class MovesIn(_Ask):
    """One more person."""

    name: str = Field(min_length=1, max_length=40)
    language: str = Field(default="en", pattern=r"^[a-z]{2}(-[A-Za-z]{2,8})?$")
    zone: Zone = "UTC"


class Phone(_Ask):
    """Settings of somebody's phone."""

    language: str | None = Field(default=None, pattern=r"^[a-z]{2}(-[A-Za-z]{2,8})?$")
    zone: Zone | None = None


class Trouble(_Ask):
    """One failure to switch on."""

    kind: Literal["slow", "too_many", "server_error", "down", "cut_after", "forbidden"]
    seconds: float = Field(default=3, gt=0, le=120)
    retry_after: int = Field(default=5, ge=1, le=86_400)
    status: Literal[500, 502, 504] = 502
    after: bool = False
    person: int | None = None
    methods: list[str] | None = None
    calls: int | None = Field(default=None, ge=1)
    share: float = Field(default=1.0, gt=0, le=1)


class Calm(_Ask):
    """End failures: of one kind, or all."""

    kind: str | None = None


class Injection(_Ask):
    """A raw update."""

    update: dict[str, Any]
