"""python-telegram-bot itself, unchanged, gets on with every method of the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    MenuButtonCommands,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode, ReactionEmoji
from telegram.error import BadRequest, Forbidden
from telegram.request import HTTPXRequest

from bot.edge.transport import AiohttpRequest
from bot.sandbox import CannotDoThatError, Person, Sandbox
from bot.sandbox.samples import picture, sample


@pytest.fixture(params=[HTTPXRequest, AiohttpRequest], ids=["stock transport", "our transport"])
async def bot(sandbox: Sandbox, request: pytest.FixtureRequest) -> AsyncIterator[Bot]:
    async with Bot(
        sandbox.token,
        base_url=sandbox.api_url,
        base_file_url=sandbox.file_url,
        request=request.param(),
        get_updates_request=request.param(),
    ) as bot:
        yield bot


KEYBOARD = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Call now", url="https://example.org/call", style="danger"),
            InlineKeyboardButton("Copy", copy_text=CopyTextButton("112")),
        ],
        [InlineKeyboardButton("I am safe", callback_data="safe", style="success")],
    ]
)


async def test_a_message_arrives_with_its_formatting_and_buttons(bot: Bot, sandbox: Sandbox, ada: Person) -> None:
    await ada.says("/start")

    sent = await bot.send_message(
        ada.id,
        "  <b>Hello</b> &amp; welcome 🙂 <i>Ada</i> ",
        parse_mode=ParseMode.HTML,
        reply_markup=KEYBOARD,
        disable_notification=True,
        protect_content=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )

    shown = ada.chat.last
    assert shown.text == "Hello & welcome 🙂 Ada"
    assert [sent.parse_entity(entity) for entity in sent.entities] == ["Hello", "Ada"]
    assert shown.buttons == ("Call now", "Copy", "I am safe")
    assert (shown.silent, shown.loud, shown.protected) == (True, False, True)
    assert sandbox.violations == []


async def test_a_person_who_never_wrote_cannot_be_written_to(bot: Bot, ada: Person) -> None:
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(ada.id, "Hello?")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4711, "Hello?")


async def test_what_is_unexpected_but_nobodys_fault_is_no_violation(bot: Bot, sandbox: Sandbox, ada: Person) -> None:
    await ada.says("hi")
    await ada.blocks()

    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(ada.id, "Hello")

    assert sandbox.violations == []
    assert [(request.method, request.status) for request in sandbox.requests][-1] == ("sendMessage", 403)


async def test_an_edit_changes_the_bubble_in_place_and_an_equal_one_is_refused(
    bot: Bot, ada: Person, sandbox: Sandbox
) -> None:
    await ada.says("hi")
    sent = await bot.send_message(ada.id, "one", reply_markup=KEYBOARD)

    await sandbox.travel(timedelta(minutes=5))
    await bot.edit_message_text("two", ada.id, sent.message_id)

    assert [shown.text for shown in ada.chat.messages] == ["hi", "two"]
    assert ada.chat.last.edited_at == sandbox.clock.now()
    assert ada.chat.last.buttons == ()
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("two", ada.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("two", ada.id, 99_999)
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("two", ada.id, 101)


async def test_a_keyboard_changes_alone_and_does_not_mark_the_message_as_edited(bot: Bot, ada: Person) -> None:
    await ada.says("hi")
    sent = await bot.send_message(ada.id, "one")

    await bot.edit_message_reply_markup(ada.id, sent.message_id, reply_markup=KEYBOARD)

    assert ada.chat.last.buttons == ("Call now", "Copy", "I am safe")
    assert ada.chat.last.edited_at is None


async def test_a_pressed_button_is_answered_once(bot: Bot, ada: Person) -> None:
    await ada.says("hi")
    await bot.send_message(ada.id, "Well?", reply_markup=KEYBOARD)
    await ada.presses("I am safe")

    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.data == "safe"
    await bot.answer_callback_query(query.id, "Noted", show_alert=True)

    assert [(toast["text"], toast["alert"]) for toast in ada.chat.toasts] == [("Noted", True)]
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query.id)


async def test_a_button_pressed_long_ago_can_no_longer_be_answered(bot: Bot, sandbox: Sandbox, ada: Person) -> None:
    await ada.says("hi")
    await bot.send_message(ada.id, "Well?", reply_markup=KEYBOARD)
    query_id = await ada.presses(data="safe")

    await sandbox.travel(timedelta(hours=1))

    assert query_id is not None
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query_id)


async def test_a_slow_phone_may_press_a_button_that_an_edit_removed(bot: Bot, ada: Person) -> None:
    await ada.says("hi")
    sent = await bot.send_message(ada.id, "Well?", reply_markup=KEYBOARD)
    await bot.edit_message_text("Done.", ada.id, sent.message_id)

    with pytest.raises(CannotDoThatError):
        await ada.presses("I am safe")

    assert await ada.presses("I am safe", stale=True)


async def test_a_reply_keyboard_comes_and_goes_and_its_message_stays_as_it_is(bot: Bot, ada: Person) -> None:
    await ada.says("hi")
    keyboard = ReplyKeyboardMarkup(
        [[KeyboardButton("Share where I am", request_location=True), KeyboardButton("Berlin")]],
        one_time_keyboard=True,
        resize_keyboard=True,
        input_field_placeholder="Your town",
    )
    sent = await bot.send_message(ada.id, "Where?", reply_markup=keyboard)
    assert list(ada.chat.keyboard) == ["Share where I am", "Berlin"]
    with pytest.raises(CannotDoThatError, match="shares_location"):
        await ada.presses("Share where I am")

    await ada.presses("Berlin")

    assert ada.chat.messages[-1].text == "Berlin"
    assert list(ada.chat.keyboard) == []
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("Where now?", ada.id, sent.message_id)
    await bot.send_message(ada.id, "Thanks", reply_markup=ReplyKeyboardRemove())


async def test_pictures_films_and_papers_are_sent_by_upload_and_again_by_id(
    bot: Bot, ada: Person, sandbox: Sandbox
) -> None:
    await ada.says("hi")

    photo = await bot.send_photo(ada.id, picture(), caption="<b>Move</b>", parse_mode="HTML")
    film = await bot.send_animation(ada.id, sample("animation")[2], filename="cat.gif")
    paper = await bot.send_document(ada.id, b"%PDF-1.4", filename="card.pdf", caption="Card")
    await bot.send_video(ada.id, sample("video")[2], width=320, height=240, duration=5)
    await bot.send_voice(ada.id, sample("voice")[2], duration=2)
    again = await bot.send_photo(ada.id, photo.photo[-1].file_id)

    assert [shown.media for shown in ada.heard()] == ["photo", "animation", "document", "video", "voice", "photo"]
    assert again.photo[-1].file_unique_id == photo.photo[-1].file_unique_id
    assert film.animation is not None
    assert paper.document is not None
    file = await bot.get_file(paper.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF-1.4"
    assert sandbox.violations == []


async def test_media_and_captions_are_edited(bot: Bot, ada: Person) -> None:
    await ada.says("hi")
    sent = await bot.send_photo(ada.id, picture(), caption="one")

    await bot.edit_message_caption(ada.id, sent.message_id, caption="two")
    assert ada.chat.last.text == "two"
    await bot.edit_message_media(InputMediaPhoto(picture(32, 32), caption="three"), ada.id, sent.message_id)

    assert ada.chat.last.text == "three"
    assert ada.chat.last.file_id != sent.photo[-1].file_id
    with pytest.raises(BadRequest, match="no text in the message"):
        await bot.edit_message_text("four", ada.id, sent.message_id)


async def test_what_a_person_sends_can_be_downloaded(bot: Bot, ada: Person) -> None:
    await ada.sends("voice", caption="listen", content=b"OggS-my-voice")

    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.voice is not None
    file = await bot.get_file(message.voice.file_id)
    assert bytes(await file.download_as_bytearray()) == b"OggS-my-voice"


@pytest.mark.parametrize(
    "kind", ["voice", "sticker", "photo", "document", "video", "video_note", "audio", "animation", "contact"]
)
async def test_every_kind_of_thing_a_person_sends_is_understood(bot: Bot, ada: Person, kind: str) -> None:
    await ada.sends(kind)

    message = (await bot.get_updates())[0].message
    assert message is not None
    assert getattr(message, kind)
    assert ada.chat.messages[-1].media == kind


async def test_messages_are_deleted_for_two_days_and_then_stay(bot: Bot, sandbox: Sandbox, ada: Person) -> None:
    await ada.says("hi")
    old = await bot.send_message(ada.id, "old")
    await sandbox.travel(timedelta(hours=49))
    new = await bot.send_message(ada.id, "new")

    assert await bot.delete_message(ada.id, new.message_id)
    with pytest.raises(BadRequest, match="can't be deleted"):
        await bot.delete_message(ada.id, old.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ada.id, new.message_id)
    assert await bot.delete_messages(ada.id, [old.message_id, new.message_id])

    assert [shown.text for shown in ada.chat.messages] == ["hi", "old"]


async def test_the_newest_pin_is_on_top_and_never_rings(bot: Bot, ada: Person) -> None:
    await ada.says("hi")
    first = await bot.send_message(ada.id, "first")
    second = await bot.send_message(ada.id, "second")
    loud_before = len(ada.loud())

    await bot.pin_chat_message(ada.id, first.message_id)
    await bot.pin_chat_message(ada.id, second.message_id)
    assert _pinned(ada) == "second"
    await bot.unpin_chat_message(ada.id)
    assert _pinned(ada) == "first"
    await bot.unpin_all_chat_messages(ada.id)

    assert _pinned(ada) is None
    assert len(ada.loud()) == loud_before
    with pytest.raises(BadRequest, match="Message to unpin not found"):
        await bot.unpin_chat_message(ada.id)


async def test_the_commands_menu_follows_scope_and_language(bot: Bot, sandbox: Sandbox) -> None:
    ada, luz = sandbox.person("Ada"), sandbox.person("Luz", language_code="es")
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands([BotCommand("ayuda", "Ayuda")], language_code="es")
    assert (ada.chat.commands, luz.chat.commands) == (("help",), ("ayuda",))

    everybody = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("checkin", "Check in")], scope=everybody)

    assert (ada.chat.commands, luz.chat.commands) == (("checkin",), ("checkin",))
    assert [c.command for c in await bot.get_my_commands(language_code="es")] == ["ayuda"]
    await bot.delete_my_commands(scope=everybody)
    assert ada.chat.commands == ("help",)


async def test_the_small_methods_answer(bot: Bot, ada: Person) -> None:
    message_id = await ada.says("hi")

    assert (await bot.get_me()).is_bot
    assert await bot.send_chat_action(ada.id, ChatAction.TYPING)
    assert await bot.set_message_reaction(ada.id, message_id, ReactionTypeEmoji(ReactionEmoji.THUMBS_UP))
    assert ada.chat.messages[0].reaction == "👍"
    assert await bot.set_my_description("Who this is for")
    assert await bot.set_my_short_description("Back pain, one minute a day", language_code="en")
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat(ada.id)).first_name == "Ada"
    assert (await bot.get_webhook_info()).url == ""
    reply = await bot.send_message(ada.id, "so", reply_parameters=ReplyParameters(message_id))
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.text == "hi"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ada.id, "so", reply_parameters=ReplyParameters(9_999))


def _pinned(person: Person) -> str | None:
    return person.chat.pinned.text if person.chat.pinned else None
