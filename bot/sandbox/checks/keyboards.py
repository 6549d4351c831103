"""The rules for buttons that types alone can't tell."""

from __future__ import annotations

from typing import Any

from bot.sandbox.checks import links
from bot.sandbox.refusal import broken
from bot.sandbox.table.methods import INLINE_BUTTONS, INLINE_BUTTONS_PER_ROW, REPLY_BUTTONS, REPLY_BUTTONS_PER_ROW

_INLINE_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "copy_text",
    }
)
_REPLY_ACTIONS = frozenset({"request_users", "request_contact", "request_location", "web_app"})


def check_markup(markup: dict[str, Any]) -> None:
    """Raise ``Refusal`` unless ``markup``, whose types are sound, is one that Telegram would show."""
    if "inline_keyboard" in markup:
        _sizes(markup["inline_keyboard"], INLINE_BUTTONS, INLINE_BUTTONS_PER_ROW)
        for button in _buttons(markup["inline_keyboard"]):
            _inline(button)
    elif "keyboard" in markup:
        if not any(markup["keyboard"]):
            raise broken("reply keyboard must have at least one button")
        _sizes(markup["keyboard"], REPLY_BUTTONS, REPLY_BUTTONS_PER_ROW)
        for button in _buttons(markup["keyboard"]):
            _reply(button)
    elif not (markup.get("remove_keyboard") or markup.get("force_reply")):
        raise broken("remove_keyboard and force_reply can only be true")


def _buttons(rows: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [button for row in rows for button in row]


def _sizes(rows: list[list[dict[str, Any]]], total: int, per_row: int) -> None:
    if any(not row for row in rows) and len(rows) > 1:
        raise broken("a row of the keyboard has no button")
    if any(len(row) > per_row for row in rows) or sum(map(len, rows)) > total:
        raise broken(f"reply markup is too long: {total} buttons and {per_row} in a row are allowed")


def _inline(button: dict[str, Any]) -> None:
    label = button["text"]
    if not label.strip():
        raise broken("inline keyboard button text must be non-empty")
    actions = _INLINE_ACTIONS & button.keys()
    if not actions:
        raise broken(f"text buttons are unallowed in the inline keyboard: {label!r}")
    if len(actions) > 1:
        raise broken(f"button {label!r} must do exactly one thing, not {sorted(actions)}")
    if "url" in button and not links.accepted(button["url"]):
        raise broken(f"BUTTON_URL_INVALID: {button['url']!r} behind {label!r}")
    if "web_app" in button and not links.accepted(button["web_app"]["url"], secure=True):
        raise broken(f"BUTTON_URL_INVALID: a web app needs https, behind {label!r}")


def _reply(button: dict[str, Any]) -> None:
    label = button["text"]
    if not label.strip():
        raise broken("keyboard button text must be non-empty")
    if len(_REPLY_ACTIONS & button.keys()) > 1:
        raise broken(f"button {label!r} must do exactly one thing")
    if "web_app" in button and not links.accepted(button["web_app"]["url"], secure=True):
        raise broken(f"BUTTON_URL_INVALID: a web app needs https, behind {label!r}")
