"""An update becomes an event; what means nothing to us is passed over, never an error."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, Update

from bot.translate import translate, zone_at
from messages.buttons import Button
from messages.events import Commanded, Located, Media, Pressed, Reachable, Said, Sent

ADA = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "en"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ada"}
BOT = Bot("1:fake-token-for-parsing")


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1_700_000_000, "chat": PRIVATE, "from": ADA, **fields}


def update(**fields: Any) -> Update:
    return Update.de_json({"update_id": 1, **fields}, BOT)


def command(text: str) -> dict[str, Any]:
    length = len(text.split()[0])
    return message(text=text, entities=[{"type": "bot_command", "offset": 0, "length": length}])


@pytest.mark.parametrize(
    ("fields", "event"),
    [
        ({"text": "my back hurts"}, Said("my back hurts", 5, hint="en")),
        ({"caption": "look", "photo": []}, Said("look", 5, caption=True, hint="en")),
        ({"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}}, Sent(Media.VOICE)),
        ({"dice": {"emoji": "🎲", "value": 3}}, Sent(Media.OTHER)),
    ],
    ids=["text", "caption", "voice", "something new"],
)
def test_messages(fields: dict[str, Any], event: Said | Sent) -> None:
    found = translate(update(message=message(**fields)))

    assert found.chat_id == 7
    if isinstance(event, Said):
        assert isinstance(found.event, Said)
        assert (found.event.text, found.event.caption, found.event.hint) == (event.text, event.caption, event.hint)
        assert found.event.sent_at is not None
    else:
        assert found.event == event


@pytest.mark.parametrize(
    ("text", "name", "args"),
    [
        ("/serious can't pee", "serious", "can't pee"),
        ("/start@backcheck_bot c_abc", "start", "c_abc"),
        ("/help", "help", ""),
    ],
)
def test_commands_keep_what_stands_behind_them(text: str, name: str, args: str) -> None:
    found = translate(update(message=command(text)))

    assert found.event == Commanded(name, args, 5, hint="en")


def test_an_edited_message_says_that_it_is_one() -> None:
    found = translate(update(edited_message=message(text="now I can't pee", edit_date=1_700_000_600)))

    assert isinstance(found.event, Said)
    assert found.event.edited
    assert found.event.sent_at is not None
    assert found.event.sent_at.timestamp() == 1_700_000_600


def pressed(data: str, chat: dict[str, Any]) -> Update:
    shown = {"message_id": 9, "date": 1_700_000_000, "chat": chat, "text": "?"}
    return update(callback_query={"id": "q", "from": ADA, "chat_instance": "c", "data": data, "message": shown})


def test_a_button_names_its_message_and_its_spinner() -> None:
    found = translate(pressed("1|ci|4f|pain|7", PRIVATE))

    assert found.event == Pressed(Button("ci", "4f", "pain", "7"), 9, "en")
    assert found.callback_id == "q"


@pytest.mark.parametrize("data", ["", "x", "2|ci|4f|pain|7", "1|ci|4f|pain|7|8", "1||||", "1|" + "ä" * 40 + "|||"])
def test_forged_data_is_a_press_of_nothing(data: str) -> None:
    assert translate(pressed(data, PRIVATE)).event == Pressed(None, 9, "en")


def test_a_button_in_somebody_elses_chat_is_nobodys_answer() -> None:
    found = translate(pressed("1|ci|4f|pain|7", {"id": 8, "type": "private", "first_name": "Eve"}))

    assert found.event is None
    assert found.callback_id == "q"


@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_groups_hear_only_that_we_talk_in_private(kind: str) -> None:
    found = translate(update(message=message(text="my back", chat={"id": -5, "type": kind, "title": "family"})))

    assert found.chat_id is None
    assert found.group_id == -5


def test_channel_posts_and_unknown_kinds_mean_nothing() -> None:
    post = {"message_id": 1, "date": 1, "chat": {"id": -1001, "type": "channel", "title": "news"}, "text": "hi"}

    assert translate(update(channel_post=post)).event is None
    assert translate(update()).event is None


def test_blocking_and_coming_back() -> None:
    def change(status: str) -> Update:
        bot = {"id": 1, "is_bot": True, "first_name": "b"}
        new: dict[str, Any] = {"status": status, "user": bot}
        if status == "kicked":
            new["until_date"] = 0
        old = {"status": "member", "user": bot}
        return update(
            my_chat_member={"chat": PRIVATE, "from": ADA, "date": 1, "old_chat_member": old, "new_chat_member": new}
        )

    assert translate(change("kicked")).event == Reachable(False)
    assert translate(change("member")).event == Reachable(True)


def test_a_location_knows_its_zone() -> None:
    found = translate(update(message=message(location={"latitude": 52.5, "longitude": 13.4})))

    assert found.event == Located(52.5, 13.4, "Europe/Berlin")
    assert zone_at(0.0, -30.0) is None
    assert zone_at(float("nan"), 0.0) is None
