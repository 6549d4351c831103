"""An update becomes an event; what means nothing to us is passed over, never an error."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.edge.translate import Incoming, translate, zone_at
from messages.buttons import Button
from messages.events import Commanded, Located, Media, Pressed, Reachable, Said, Sent

ADA = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "en"}
WORDS = (
    "id",
    "from",
    "chat",
    "type",
    "message",
    "message_id",
    "text",
    "caption",
    "entities",
    "offset",
    "location",
    "latitude",
    "longitude",
    "date",
    "edit_date",
    "data",
    "new_chat_member",
    "status",
    "private",
    "bot_command",
)
PRIVATE = {"id": 7, "type": "private", "first_name": "Ada"}


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1_700_000_000, "chat": PRIVATE, "from": ADA, **fields}


def read(**fields: Any) -> Incoming:
    return translate(1, {"update_id": 1, **fields})


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
    found = read(message=message(**fields))

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
    found = read(message=command(text))

    assert found.event == Commanded(name, args, 5, hint="en")


def test_an_edited_message_says_that_it_is_one() -> None:
    found = read(edited_message=message(text="now I can't pee", edit_date=1_700_000_600))

    assert isinstance(found.event, Said)
    assert found.event.edited
    assert found.event.sent_at is not None
    assert found.event.sent_at.timestamp() == 1_700_000_600


def pressed(data: str, chat: dict[str, Any]) -> Incoming:
    shown = {"message_id": 9, "date": 1_700_000_000, "chat": chat, "text": "?"}
    return read(callback_query={"id": "q", "from": ADA, "chat_instance": "c", "data": data, "message": shown})


def test_a_button_names_its_message_and_its_spinner() -> None:
    found = pressed("1|ci|4f|pain|7", PRIVATE)

    assert found.event == Pressed(Button("ci", "4f", "pain", "7"), 9, "en")
    assert found.callback_id == "q"


@pytest.mark.parametrize("data", ["", "x", "2|ci|4f|pain|7", "1|ci|4f|pain|7|8", "1||||", "1|" + "ä" * 40 + "|||"])
def test_forged_data_is_a_press_of_nothing(data: str) -> None:
    assert (pressed(data, PRIVATE)).event == Pressed(None, 9, "en")


def test_a_button_in_somebody_elses_chat_is_nobodys_answer() -> None:
    found = pressed("1|ci|4f|pain|7", {"id": 8, "type": "private", "first_name": "Eve"})

    assert found.event is None
    assert found.callback_id == "q"


def test_our_own_pin_is_not_something_the_person_sent() -> None:
    bot = {"id": 1, "is_bot": True, "first_name": "b"}
    pinned = {"message_id": 9, "date": 1, "chat": PRIVATE, "text": "x"}

    assert read(message={**message(pinned_message=pinned), "from": bot}).event is None
    assert read(message=message(pinned_message=pinned)).event is None


@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_groups_hear_only_that_we_talk_in_private(kind: str) -> None:
    found = read(message=message(text="my back", chat={"id": -5, "type": kind, "title": "family"}))

    assert found.chat_id is None
    assert found.group_id == -5


def test_channel_posts_and_unknown_kinds_mean_nothing() -> None:
    post = {"message_id": 1, "date": 1, "chat": {"id": -1001, "type": "channel", "title": "news"}, "text": "hi"}

    assert (read(channel_post=post)).event is None
    assert (read()).event is None


def test_a_shape_nobody_knows_beside_a_button_does_not_cost_the_button() -> None:
    shown = {"message_id": 9, "date": 1, "chat": PRIVATE, "poll": {"id": 5, "from": "the future"}, "text": ["?"]}

    found = read(callback_query={"id": "q", "from": ADA, "data": "1|ci|4f|pain|7", "message": shown})

    assert found.event == Pressed(Button("ci", "4f", "pain", "7"), 9, "en")


def anything(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner) | st.dictionaries(st.sampled_from(WORDS), inner)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), anything))
def test_any_json_at_all_is_read_without_a_stumble(value: Any) -> None:
    for name in ("message", "edited_message", "callback_query", "my_chat_member", "channel_post"):
        read(**{name: value})


def test_blocking_and_coming_back() -> None:
    def change(status: str) -> Incoming:
        bot = {"id": 1, "is_bot": True, "first_name": "b"}
        new: dict[str, Any] = {"status": status, "user": bot}
        if status == "kicked":
            new["until_date"] = 0
        old = {"status": "member", "user": bot}
        return read(
            my_chat_member={"chat": PRIVATE, "from": ADA, "date": 1, "old_chat_member": old, "new_chat_member": new}
        )

    assert change("kicked").event == Reachable(False)
    assert change("member").event == Reachable(True)


def test_a_location_knows_its_zone() -> None:
    found = read(message=message(location={"latitude": 52.5, "longitude": 13.4}))

    assert found.event == Located(52.5, 13.4, "Europe/Berlin")
    assert zone_at(0.0, -30.0) is None
    assert zone_at(float("nan"), 0.0) is None
