"""The methods for what people see of the bot before and beside the chat: commands, descriptions, menu."""

from __future__ import annotations

from typing import Any

from bot.sandbox.checks import links
from bot.sandbox.methods.call import Action, Call
from bot.sandbox.refusal import bad, broken
from bot.sandbox.world.profile import scope_key


def _key(call: Call) -> tuple[str, str]:
    return scope_key(call.values.get("scope")), call.values.get("language_code", "")


def _set_commands(call: Call) -> Any:
    commands = call.values["commands"]
    names = [command["command"] for command in commands]
    if len(set(names)) != len(names):
        raise broken("a command stands in the list twice")
    scope = call.values.get("scope") or {}
    if "chat_id" in scope:
        call.world.chat_to_read(scope["chat_id"])
    call.world.commands[_key(call)] = commands
    call.world.tell("commands")
    return True


def _get_commands(call: Call) -> Any:
    return call.world.commands.get(_key(call), [])


def _delete_commands(call: Call) -> Any:
    call.world.commands.pop(_key(call), None)
    call.world.tell("commands")
    return True


def _set_description(call: Call) -> Any:
    language = call.values.get("language_code", "")
    call.world.descriptions[language] = call.values.get("description", "")
    call.world.tell("commands")
    return True


def _set_short_description(call: Call) -> Any:
    language = call.values.get("language_code", "")
    call.world.short_descriptions[language] = call.values.get("short_description", "")
    return True


def _set_menu_button(call: Call) -> Any:
    button = call.values.get("menu_button", {"type": "default"})
    if "web_app" in button and not links.accepted(button["web_app"]["url"], secure=True):
        raise broken("BUTTON_URL_INVALID: a web app needs https")
    if "chat_id" in call.values:
        chat = call.world.chat_to_read(call.values["chat_id"])
        if chat.kind != "private":
            raise bad("the menu button can be changed in private chats only")
        chat.menu_button = button
    else:
        call.world.menu_button = button
    call.world.tell("commands")
    return True


ACTIONS: dict[str, Action] = {
    "setMyCommands": _set_commands,
    "getMyCommands": _get_commands,
    "deleteMyCommands": _delete_commands,
    "setMyDescription": _set_description,
    "setMyShortDescription": _set_short_description,
    "setChatMenuButton": _set_menu_button,
}
