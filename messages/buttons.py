"""Callback data in and out: short, versioned, and able to say which question it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "1"
MAX_BYTES = 64
"""Telegram's limit for callback data, in bytes (Bot API, InlineKeyboardButton)."""
_BARS = 4
"""Between the five parts."""


class ForgedButton(ValueError):
    """Callback data we never wrote. Say kindly that the button no longer works."""


@dataclass(frozen=True, slots=True)
class Button:
    """What a button means: flow, run of that flow, step within it, choice made there."""

    flow: str
    run: str = ""
    step: str = ""
    choice: str = ""

    def encode(self) -> str:
        """Return the callback data; raise ValueError if a part holds a bar or it is over 64 bytes."""
        data = f"{VERSION}|{self.flow}|{self.run}|{self.step}|{self.choice}"
        if data.count("|") != _BARS or len(data.encode()) > MAX_BYTES:
            raise ValueError(f"callback data does not fit: {data!r}")
        return data


def decode(data: str) -> Button:
    """Return the button that ``data`` names; raise :class:`ForgedButton` for anything else."""
    parts = data.split("|")
    if len(parts) != 5 or parts[0] != VERSION or not parts[1] or len(data.encode()) > MAX_BYTES:
        raise ForgedButton("not one of our buttons")
    return Button(*parts[1:])
