"""Which commands a person finds in the menu, by scope and language."""

from __future__ import annotations

import json

from bot.sandbox.world.model import Json, User
from bot.sandbox.world.world import World

_DEFAULT: Json = {"type": "default"}


def scope_key(scope: Json | None) -> str:
    """Return a name for ``scope`` under which commands are kept."""
    return json.dumps(scope or _DEFAULT, sort_keys=True)


def commands_for(world: World, user: User) -> list[Json]:
    """Return the commands ``user`` sees in their private chat: the narrowest scope that has any."""
    scopes: tuple[Json, ...] = ({"type": "chat", "chat_id": user.id}, {"type": "all_private_chats"}, _DEFAULT)
    for scope in scopes:
        for language in (user.language_code[:2], ""):
            found = world.commands.get((scope_key(scope), language))
            if found:
                return found
    return []


def in_language(texts: dict[str, str], user: User) -> str:
    """Return the description ``user`` reads: in their language, or the one for everybody."""
    return texts.get(user.language_code[:2]) or texts.get("", "")
