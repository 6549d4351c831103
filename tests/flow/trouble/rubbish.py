"""Random but valid updates of every kind, for seeing that nothing Telegram may send can harm us."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\u202e\u202dright to left \u05d0\u05d1\u05d2",
    "مرحبا ظهري يؤلمني",
    "😀" * 2048,
    "x" * 4096,
    "<b>unclosed & <script>alert(1)</script>",
    "{not} {a} %s {0} {{}}",
    "7/10",
    "99999999999999999999999999",
    "-1",
    "NaN",
    "1e999",
    "/",
    "/unknown",
    "/checkin@other_bot",
    "yes",
    "no",
    "not sure",
    "stop",
    "pause until 31 February",
    "half past never",
    "\n\n\n",
    "ｆｕｌｌ ｗｉｄｔｈ",
    "z̸̢̛a̷l̵g̶o̶",
    "'; DROP TABLE people; --",
    "my back hurts",
    "slept 5h pain 3",
    "👍",
    "\ud7ff\ue000\uffff",
    "1|ci|4f|pain|7",
)
COMMANDS = (
    "start",
    "checkin",
    "serious",
    "log",
    "habits",
    "pause",
    "progress",
    "settings",
    "privacy",
    "about",
    "help",
    "stop",
)
PEOPLE = (11, 12, 13, 14, 2**52 - 1, 5_000_000_001)
FLOWS = ("ci", "se", "al", "nu", "lo", "on", "st", "pr", "xx", "")
FILE = {"file_id": "f", "file_unique_id": "u"}
MEDIA: tuple[dict[str, Any], ...] = (
    {"voice": {**FILE, "duration": 3}},
    {"audio": {**FILE, "duration": 3}},
    {"sticker": {**FILE, "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}},
    {"photo": [{**FILE, "width": 1, "height": 1}]},
    {"video": {**FILE, "width": 1, "height": 1, "duration": 1}},
    {"video_note": {**FILE, "length": 1, "duration": 1}},
    {"animation": {**FILE, "width": 1, "height": 1, "duration": 1}},
    {"document": FILE},
    {"contact": {"phone_number": "+1", "first_name": "x"}},
    {"dice": {"emoji": "🎲", "value": 1}},
    {"location": {"latitude": 91.0, "longitude": 181.0}},
    {"location": {"latitude": 51.5, "longitude": -0.12}},
    {"venue": {"location": {"latitude": 0.0, "longitude": 0.0}, "title": "t", "address": "a"}},
    {
        "poll": {
            "id": "1",
            "question": "?",
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
        }
    },
    {"new_chat_title": "t"},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    {"some_future_kind": {"deep": [1, {"er": None}]}},
    {},
)


HOSTILE: tuple[Any, ...] = (None, True, -1, 1.5, 2**70, "x", [[]], {"id": []})
"""What may stand where something else should."""
_ADA = {"id": PEOPLE[0], "is_bot": False, "first_name": "Ada", "language_code": "en"}
_PRIVATE = {"id": PEOPLE[0], "type": "private", "first_name": "Ada"}
_SHOWN = {"message_id": 7, "date": 1_700_000_000, "from": _ADA, "chat": _PRIVATE}
_COMMAND = {"text": "/log x", "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}
SOUND: tuple[dict[str, Any], ...] = (
    {"message": {**_SHOWN, "text": "my back hurts"}},
    {"message": {**_SHOWN, **_COMMAND}},
    {"message": {**_SHOWN, "location": {"latitude": 51.5, "longitude": -0.12}}},
    {"message": {**_SHOWN, "chat": {"id": -5, "type": "group", "title": "g"}, "text": "hi"}},
    {"edited_message": {**_SHOWN, "edit_date": 1_700_000_005, "caption": "my back hurts", "photo": [FILE]}},
    {"callback_query": {"id": "1", "from": _ADA, "message": _SHOWN, "chat_instance": "1", "data": "1|se|open"}},
    {
        "my_chat_member": {
            "chat": _PRIVATE,
            "from": _ADA,
            "date": 1,
            "old_chat_member": {"status": "member", "user": _ADA},
            "new_chat_member": {"status": "kicked", "user": _ADA},
        }
    },
)


def envelopes() -> Iterator[dict[str, Any]]:
    """Yield sound updates, without their ids, with each of their fields once of each hostile kind."""
    for update in SOUND:
        for path in _paths(update):
            for value in HOSTILE:
                changed: Any = copy.deepcopy(update)
                within = changed
                for step in path[:-1]:
                    within = within[step]
                within[path[-1]] = value
                yield changed


def _paths(within: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    fields = within.items() if isinstance(within, dict) else enumerate(within) if isinstance(within, list) else ()
    for name, value in fields:
        yield (*above, name)
        yield from _paths(value, (*above, name))


class Rubbish:
    """A stream of updates; the same seed gives the same stream."""

    def __init__(self, seed: int, first_update_id: int = 1) -> None:
        self._random = random.Random(seed)
        self._next_id = first_update_id

    def updates(self, count: int) -> Iterator[dict[str, Any]]:
        """Yield ``count`` updates."""
        for _ in range(count):
            yield {"update_id": self._id(), **self._body()}

    def _id(self) -> int:
        self._next_id += self._random.choice((1, 1, 1, 2))
        return self._next_id

    def _body(self) -> dict[str, Any]:
        kind = self._random.choices(
            ("message", "edited_message", "callback_query", "my_chat_member", "channel_post", "other"),
            weights=(50, 8, 30, 4, 4, 4),
        )[0]
        if kind == "callback_query":
            return {kind: self._press()}
        if kind == "my_chat_member":
            return {kind: self._membership()}
        if kind == "other":
            return self._random.choice(
                (
                    {},
                    {"inline_query": {"id": "1", "from": self._user(), "query": "x", "offset": ""}},
                    {"poll_answer": {"poll_id": "1", "user": self._user(), "option_ids": [0]}},
                    {"unknown_kind": {"x": 1}},
                    {"message": {"chat": "nonsense"}},
                )
            )
        message = self._message(channel=kind == "channel_post")
        if kind == "edited_message":
            message["edit_date"] = message["date"] + 5
        return {kind: message}

    def _user(self) -> dict[str, Any]:
        ident = self._random.choice(PEOPLE)
        return {
            "id": ident,
            "is_bot": False,
            "first_name": self._random.choice(("Ada", "\u202eevil", "x" * 64)),
            "language_code": self._random.choice(("en", "de", "xx", "zh-hans", "")),
        }

    def _chat(self, user: dict[str, Any], *, channel: bool) -> dict[str, Any]:
        if channel:
            return {"id": -1_001_234_567_890, "type": "channel", "title": "c"}
        if self._random.random() < 0.1:
            return {
                "id": -self._random.randint(1, 10**12),
                "type": self._random.choice(("group", "supergroup")),
                "title": "g",
            }
        return {"id": user["id"], "type": "private", "first_name": user["first_name"]}

    def _message(self, *, channel: bool = False) -> dict[str, Any]:
        user = self._user()
        message: dict[str, Any] = {
            "message_id": self._random.randint(1, 2**31 - 1),
            "date": self._random.choice((1, 1_700_000_000, 2**31 - 1)),
            "chat": self._chat(user, channel=channel),
        }
        if not channel:
            message["from"] = user
        roll = self._random.random()
        if roll < 0.5:
            message["text"] = self._random.choice(TEXTS)
        elif roll < 0.75:
            name = self._random.choice(COMMANDS)
            args = self._random.choice(("", "", "x" * 64, "c_forged", *TEXTS))
            message["text"] = f"/{name} {args}".strip()[:4096]
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(name) + 1}]
        else:
            message |= self._random.choice(MEDIA)
            if self._random.random() < 0.3:
                message["caption"] = self._random.choice(TEXTS)[:1024]
        return message

    def _press(self) -> dict[str, Any]:
        user = self._user()
        press: dict[str, Any] = {"id": str(self._random.getrandbits(63)), "from": user, "chat_instance": "1"}
        roll = self._random.random()
        if roll < 0.6:
            parts = ("1", self._random.choice(FLOWS), self._word(), self._word(), self._word())
            press["data"] = "|".join(parts)
        elif roll < 0.9:
            press["data"] = self._random.choice(TEXTS)[:64]
        else:
            press["game_short_name"] = "game"
        shown = self._random.random()
        if shown < 0.8:
            press["message"] = {**self._message(), "message_id": self._random.randint(1, 500)}
            if self._random.random() < 0.8:
                press["message"]["chat"] = {"id": user["id"], "type": "private", "first_name": "x"}
        elif shown < 0.9:
            press["message"] = {"chat": {"id": user["id"], "type": "private"}, "message_id": 1, "date": 0}
        else:
            press["inline_message_id"] = "inline"
        return press

    def _word(self) -> str:
        return self._random.choice(
            (
                "",
                "1",
                "4f",
                "pain",
                "7",
                "sweep",
                "none",
                "yes",
                "no",
                "not_sure",
                "card",
                "open",
                "menu",
                "back",
                "country",
                "zone",
                "🙂",
                "x" * 20,
                "done",
                "skip",
                "later",
                "edit",
                "erase",
                "0",
                "-1",
                "999999999999",
            )
        )

    def _membership(self) -> dict[str, Any]:
        user = self._user()
        bot = {"id": 1, "is_bot": True, "first_name": "b"}
        gone: dict[str, Any] = {"status": "kicked", "user": bot, "until_date": 0}
        here: dict[str, Any] = {"status": "member", "user": bot}
        new, old = self._random.choice(((gone, here), (here, gone)))
        return {
            "chat": self._chat(user, channel=False),
            "from": user,
            "date": 1,
            "old_chat_member": old,
            "new_chat_member": new,
        }
