"""A request that no correct bot sends is refused in Telegram's words and remembered as a violation."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from aiohttp import FormData
from telegram import Bot
from telegram.error import BadRequest

from bot.sandbox import Person, Sandbox
from bot.sandbox.samples import picture
from tests.sandbox.for_bots.raw import call, call_form

CHAT = 5_000_000_001


def _key(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Press", **button}]]}


def _text(**more: Any) -> dict[str, Any]:
    return {"chat_id": CHAT, "text": "hello", **more}


ONLY_JSON_CAN_TELL = ("String expected", "Integer or String expected")
"""In a form everything is text, so a number can't be told from a text that looks like one."""
EVERY_TAG = (
    "<b>a</b><i>b</i><u>c</u><s>d</s><code>e</code><pre><code class='language-py'>f</code></pre>"
    "<tg-spoiler>g</tg-spoiler><blockquote expandable>h</blockquote>"
)

REFUSED: list[tuple[str, str, dict[str, Any], str]] = [
    ("an unknown parameter", "sendMessage", _text(colour="red"), 'unknown parameter "colour"'),
    ("a missing parameter", "sendMessage", {"chat_id": CHAT}, 'parameter "text" is required'),
    ("a number as text", "sendMessage", _text(text=5), "String expected"),
    ("a truth value as text", "sendMessage", _text(disable_notification="yes"), "Boolean expected"),
    ("a truth value as id", "sendMessage", _text(chat_id=True), "Integer or String expected"),
    ("an id beyond 64 bits", "sendMessage", _text(chat_id=2**70), "Integer or String expected"),
    ("an empty text", "sendMessage", _text(text=""), "message text is empty"),
    ("only white space", "sendMessage", _text(text=" \n "), "text must be non-empty"),
    ("only empty tags", "sendMessage", _text(text="<b></b>", parse_mode="HTML"), "text must be non-empty"),
    ("4,097 characters", "sendMessage", _text(text="x" * 4097), "message is too long"),
    ("Markdown", "sendMessage", _text(text="*x*", parse_mode="MarkdownV2"), "unsupported parse_mode"),
    ("an unknown tag", "sendMessage", _text(text="<h1>x</h1>", parse_mode="HTML"), 'unsupported start tag "h1"'),
    ("an open tag", "sendMessage", _text(text="<b>x", parse_mode="HTML"), "can't find end tag"),
    ("crossed tags", "sendMessage", _text(text="<b><i>x</b></i>", parse_mode="HTML"), "unmatched end tag"),
    ("a stray end tag", "sendMessage", _text(text="x</b>", parse_mode="HTML"), "unexpected end tag"),
    ("a bare <", "sendMessage", _text(text="3 < 4", parse_mode="HTML"), "can't parse entities"),
    ("a bare &", "sendMessage", _text(text="R&D", parse_mode="HTML"), 'character "&" must be escaped'),
    ("an unknown entity", "sendMessage", _text(text="&nbsp;", parse_mode="HTML"), "is not supported"),
    ("a tel: link", "sendMessage", _text(text='<a href="tel:112">x</a>', parse_mode="HTML"), "drops the link"),
    ("bold in code", "sendMessage", _text(text="<code><b>x</b></code>", parse_mode="HTML"), "inside code"),
    ("an entity too long", "sendMessage", _text(entities=[{"type": "bold", "offset": 0, "length": 9}]), "beyond"),
    ("65 bytes of data", "sendMessage", _text(reply_markup=_key(callback_data="x" * 65)), "BUTTON_DATA_INVALID"),
    ("33 letters of 2 bytes", "sendMessage", _text(reply_markup=_key(callback_data="é" * 33)), "BUTTON_DATA_INVALID"),
    ("empty data", "sendMessage", _text(reply_markup=_key(callback_data="")), "BUTTON_DATA_INVALID"),
    ("a button without use", "sendMessage", _text(reply_markup=_key()), "text buttons are unallowed"),
    (
        "a button with two uses",
        "sendMessage",
        _text(reply_markup=_key(url="https://a.org", callback_data="x")),
        "one thing",
    ),
    ("a tel: button", "sendMessage", _text(reply_markup=_key(url="tel:112")), "BUTTON_URL_INVALID"),
    ("a button to a bare host", "sendMessage", _text(reply_markup=_key(url="http://nowhere")), "BUTTON_URL_INVALID"),
    (
        "a purple button",
        "sendMessage",
        _text(reply_markup=_key(callback_data="x", style="purple")),
        "documented values",
    ),
    ("257 characters to copy", "sendMessage", _text(reply_markup=_key(copy_text={"text": "x" * 257})), "1 to 256"),
    (
        "an unknown field in a button",
        "sendMessage",
        _text(reply_markup=_key(callback_data="x", size=3)),
        'unknown field "size"',
    ),
    (
        "9 buttons in a row",
        "sendMessage",
        _text(reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}),
        "too long",
    ),
    (
        "101 buttons",
        "sendMessage",
        _text(reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}),
        "too long",
    ),
    ("a markup of no kind", "sendMessage", _text(reply_markup={"buttons": []}), "is none of"),
    ("a reply keyboard without buttons", "sendMessage", _text(reply_markup={"keyboard": []}), "at least one button"),
    (
        "a placeholder of 65",
        "sendMessage",
        _text(reply_markup={"keyboard": [["x"]], "input_field_placeholder": "x" * 65}),
        "expected",
    ),
    (
        "a reply keyboard in an edit",
        "editMessageText",
        _text(message_id=1, reply_markup={"keyboard": [[{"text": "x"}]]}),
        "InlineKeyboardMarkup",
    ),
    ("an edit of nothing named", "editMessageText", {"text": "x"}, 'parameter "chat_id" is required'),
    (
        "a caption of 1,025",
        "editMessageCaption",
        {"chat_id": CHAT, "message_id": 1, "caption": "x" * 1025},
        "caption is too long",
    ),
    ("an answer of 201", "answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "0 to 200"),
    ("101 ids to delete", "deleteMessages", {"chat_id": CHAT, "message_ids": [1] * 101}, "1 to 100"),
    ("a command in capitals", "setMyCommands", {"commands": [{"command": "Help", "description": "x"}]}, "not allowed"),
    (
        "a command with a slash",
        "setMyCommands",
        {"commands": [{"command": "/help", "description": "x"}]},
        "not allowed",
    ),
    ("a command of 33", "setMyCommands", {"commands": [{"command": "x" * 33, "description": "x"}]}, "1 to 32"),
    ("a description of 257", "setMyCommands", {"commands": [{"command": "x", "description": "x" * 257}]}, "1 to 256"),
    (
        "101 commands",
        "setMyCommands",
        {"commands": [{"command": f"c{n}", "description": "x"} for n in range(101)]},
        "0 to 100",
    ),
    ("a command twice", "setMyCommands", {"commands": [{"command": "x", "description": "x"}] * 2}, "twice"),
    ("a language of three letters", "setMyCommands", {"commands": [], "language_code": "deu"}, "not allowed"),
    ("an unknown scope", "setMyCommands", {"commands": [], "scope": {"type": "moon"}}, "not supported"),
    ("a bot description of 513", "setMyDescription", {"description": "x" * 513}, "0 to 512"),
    ("a short description of 121", "setMyShortDescription", {"short_description": "x" * 121}, "0 to 120"),
    ("an unknown action", "sendChatAction", {"chat_id": CHAT, "action": "dancing"}, "documented values"),
    (
        "an unknown reaction",
        "setMessageReaction",
        {"chat_id": CHAT, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "🥦"}]},
        "documented",
    ),
    (
        "two reactions",
        "setMessageReaction",
        {"chat_id": CHAT, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
        "0 to 1",
    ),
    ("an unknown kind of update", "getUpdates", {"allowed_updates": ["gossip"]}, "documented values"),
    ("101 updates at once", "getUpdates", {"limit": 101}, "between 1 and 100"),
    ("a webhook without TLS", "setWebhook", {"url": "http://example.org/hook"}, "HTTPS"),
    ("a secret with a space", "setWebhook", {"url": "https://example.org/x", "secret_token": "a b"}, "not allowed"),
    ("a file that was never sent", "sendPhoto", {"chat_id": CHAT, "photo": "photo-123"}, "wrong file identifier"),
    ("a file that is not attached", "sendPhoto", {"chat_id": CHAT, "photo": "attach://x"}, "attached"),
]


@pytest.mark.parametrize(("method", "body", "complaint"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
async def test_what_no_correct_bot_sends_is_refused_and_remembered(
    sandbox: Sandbox, ada: Person, method: str, body: dict[str, Any], complaint: str
) -> None:
    await ada.says("hi")

    for how in (call, call_form):
        if how is call_form and complaint in ONLY_JSON_CAN_TELL:
            continue
        sandbox.violations.clear()
        answer = await how(sandbox, method, body)

        assert (answer["ok"], answer["error_code"]) == (False, 400)
        assert answer["description"].startswith("Bad Request: ")
        assert complaint in answer["description"]
        assert [violation.method for violation in sandbox.violations] == [method]
    assert len(ada.chat.messages) == 1


ACCEPTED: list[tuple[str, dict[str, Any]]] = [
    ("4,096 characters", _text(text="x" * 4096)),
    ("4,096 characters after formatting", _text(text="<b>" + "x" * 4096 + "</b>", parse_mode="HTML")),
    ("64 bytes of data", _text(reply_markup=_key(callback_data="é" * 32))),
    ("256 characters to copy", _text(reply_markup=_key(copy_text={"text": "x" * 256}))),
    ("a web address", _text(reply_markup=_key(url="https://www.nice.org.uk/guidance/ng59?a=1#b"))),
    ("a tg: address", _text(reply_markup=_key(url="tg://user?id=1"))),
    ("100 buttons", _text(reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 5] * 20})),
    ("an empty inline keyboard", _text(reply_markup={"inline_keyboard": []})),
    ("every tag", _text(text=EVERY_TAG, parse_mode="HTML")),
]


@pytest.mark.parametrize("body", [row[1] for row in ACCEPTED], ids=[row[0] for row in ACCEPTED])
async def test_what_stays_within_the_limits_is_taken(sandbox: Sandbox, ada: Person, body: dict[str, Any]) -> None:
    await ada.says("hi")

    for how in (call, call_form):
        assert (await how(sandbox, "sendMessage", body))["ok"]

    assert sandbox.violations == []


async def test_an_unknown_method_is_not_found(sandbox: Sandbox) -> None:
    answer = await call(sandbox, "sendTelepathy", {})

    assert answer == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert [violation.method for violation in sandbox.violations] == ["sendTelepathy"]


async def test_a_wrong_token_is_unauthorized(sandbox: Sandbox) -> None:
    url = f"{sandbox.api_url}1:wrong/getMe"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}

    assert sandbox.requests[-1].status == 401


@pytest.mark.parametrize(
    ("method", "field", "content", "complaint"),
    [
        ("sendPhoto", "photo", b"not a picture", "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", "photo", b"", "file must be non-empty"),
        ("sendPhoto", "photo", picture(300, 2), "PHOTO_INVALID_DIMENSIONS"),
        ("sendAnimation", "animation", b"not moving", "GIF or an MP4"),
        ("sendVideo", "video", b"not a film", "MP4"),
        ("sendVoice", "voice", b"not a sound", "OGG"),
    ],
)
async def test_a_file_that_is_not_what_it_was_sent_as_is_refused(
    sandbox: Sandbox, ada: Person, method: str, field: str, content: bytes, complaint: str
) -> None:
    await ada.says("hi")
    form = FormData()
    form.add_field("chat_id", str(ada.id))
    form.add_field(field, content, filename="x.bin", content_type="application/octet-stream")

    url = f"{sandbox.api_url}{sandbox.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as response:
        answer = await response.json()

    assert complaint in answer["description"]
    assert len(sandbox.violations) == 1


async def test_a_photo_cannot_come_back_as_a_document(bot: Bot, ada: Person) -> None:
    await ada.says("hi")
    photo = await bot.send_photo(ada.id, picture())

    with pytest.raises(BadRequest, match=r"(?i)can't use file of type photo as document"):
        await bot.send_document(ada.id, photo.photo[-1].file_id)
