"""How the sandbox says no: in Telegram's words, and with a note whether the bot is at fault."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """The request gets an error answer; nothing was changed.

    A ``violation`` is a request that no correct bot sends (a wrong type, 65 bytes of
    callback data); everything else happens to correct bots too (the person blocked us).
    """

    def __init__(
        self, code: int, description: str, *, violation: bool = False, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.violation = violation
        self.parameters = parameters or {}


def broken(description: str) -> Refusal:
    """Return the refusal of a request that no correct bot sends."""
    return Refusal(400, f"Bad Request: {description}", violation=True)


def bad(description: str) -> Refusal:
    """Return the refusal of a request that came too late or hit something that is gone."""
    return Refusal(400, f"Bad Request: {description}")


def forbidden(description: str) -> Refusal:
    """Return the refusal of a request to somebody who does not want to hear from us."""
    return Refusal(403, f"Forbidden: {description}")
