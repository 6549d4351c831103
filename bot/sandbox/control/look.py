"""What the chat page is told: people, chats and messages as plain JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.faults import Fault
from bot.sandbox.person import Person
from bot.sandbox.views import Bubble, bubble
from bot.sandbox.world.model import Json, Message
from bot.sandbox.world.profile import commands_for, in_language
from bot.sandbox.world.world import World

if TYPE_CHECKING:
    from bot.sandbox.sandbox import Sandbox

NEWEST = 400
"""Messages of a chat the page gets when it opens; a year of check-ins is longer than anyone scrolls."""


def state(sandbox: Sandbox) -> Json:
    """Return everything the page shows when it opens."""
    return {
        "now": sandbox.clock.now().isoformat(),
        "bot": {"name": sandbox.world.bot.first_name, "username": sandbox.world.bot.username},
        "people": [person_view(person) for person in sandbox.people],
        "faults": [fault_view(fault) for fault in sandbox.faults.active],
        "violations": violations(sandbox),
        "can_travel_to_next": sandbox.next_due is not None,
    }


def person_view(person: Person) -> Json:
    """Return one person with their chat and its newest messages."""
    world = person.chat.world
    messages = [
        message_view(world, message)
        for message in list(person.chat.chat.messages.values())[-NEWEST:]
        if not message.deleted
    ]
    return {**chat_view(person), "messages": messages}


def chat_view(person: Person) -> Json:
    """Return what stands around the messages of a person's chat."""
    world, chat = person.chat.world, person.chat.chat
    pinned = person.chat.pinned
    return {
        "id": person.id,
        "name": person.name,
        "language": person.user.language_code,
        "zone": person.user.zone,
        "started": chat.started,
        "blocked": chat.blocked,
        "keyboard": chat.keyboard,
        "pinned": None if pinned is None else _short(pinned),
        "commands": commands_for(world, person.user),
        "description": in_language(world.descriptions, person.user),
    }


def message_view(world: World, message: Message) -> Json:
    """Return one message as the page draws it."""
    shown = bubble(world, message)
    content = message.content
    answered = world.chats[message.chat_id].messages.get(shown.reply_to or 0)
    return {
        "id": shown.message_id,
        "from_bot": shown.from_bot,
        "text": shown.text,
        "entities": list(shown.entities),
        "at": shown.sent_at.isoformat(),
        "edited_at": shown.edited_at.isoformat() if shown.edited_at else None,
        "silent": shown.silent,
        "loud": shown.loud,
        "pinned": shown.pinned,
        "protected": shown.protected,
        "deleted": shown.deleted,
        "service": shown.service,
        "reaction": shown.reaction,
        "caption_above": content.get("show_caption_above_media", False),
        "spoiler": content.get("has_media_spoiler", False),
        "reply_to": None if answered is None else _short(bubble(world, answered)),
        "keyboard": (message.markup or {}).get("inline_keyboard", []),
        "media": _media(shown, content),
    }


def fault_view(fault: Fault) -> Json:
    """Return one failure in force."""
    return {
        "kind": fault.kind.value,
        "methods": sorted(fault.methods) if fault.methods is not None else None,
        "calls": fault.calls,
        "share": fault.share,
        "seconds": fault.seconds,
        "retry_after": fault.retry_after,
        "status": fault.status,
        "person": fault.person,
        "hits": fault.hits,
    }


def violations(sandbox: Sandbox) -> list[Json]:
    """Return the calls no correct bot makes, newest first, as many as a person reads."""
    return [
        {"method": violation.method, "description": violation.description, "at": violation.at.isoformat()}
        for violation in reversed(sandbox.violations[-50:])
    ]


def _short(shown: Bubble) -> Json:
    words = shown.text or (shown.media or "message").replace("_", " ").capitalize()
    return {"id": shown.message_id, "from_bot": shown.from_bot, "text": words[:120]}


def _media(shown: Bubble, content: Json) -> Json | None:
    if shown.media is None:
        return None
    body: Any = content[shown.media]
    if shown.media in ("location", "venue"):
        place = body.get("location", body)
        return {"kind": "location", "latitude": place["latitude"], "longitude": place["longitude"]}
    if shown.media == "contact":
        return {"kind": "contact", "name": body["first_name"], "phone": body["phone_number"]}
    file = body[-1] if shown.media == "photo" else body
    return {
        "kind": shown.media,
        "file_id": shown.file_id,
        "name": shown.file_name,
        "mime": file.get("mime_type"),
        "size": file.get("file_size"),
        "width": file.get("width"),
        "height": file.get("height"),
        "seconds": file.get("duration"),
        "emoji": file.get("emoji"),
    }
