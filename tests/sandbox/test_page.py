"""A person with a browser can do everything on the chat page, and sees and hears what the bot does."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
from telegram import (
    Bot,
    BotCommand,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest

from bot.sandbox import Person, Sandbox
from bot.sandbox.samples import picture, sample

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

playwright = pytest.importorskip(
    "playwright.async_api", reason="the browser test needs playwright: pip install playwright"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="the browser test needs chromium: apt-get install chromium"),
]
expect = playwright.expect
expect.set_options(timeout=20_000)  # the browser shares two cores with everything else


@pytest.fixture
async def page(sandbox: Sandbox, ada: Person) -> AsyncIterator[Page]:
    sandbox.person("Ben", zone="Europe/London")
    async with playwright.async_playwright() as tool:
        browser = await tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = await browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
        await context.grant_permissions(["clipboard-read", "clipboard-write"], origin=sandbox.base_url)
        page = await context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
        inside = (sandbox.base_url, "data:", "blob:")
        page.on("request", lambda call: None if call.url.startswith(inside) else problems.append(call.url))
        await page.goto(sandbox.base_url)
        await expect(page.get_by_text("Two phones, one bot, no internet")).to_be_visible()
        yield page
        await browser.close()
        assert problems == []


def _phone(page: Page, name: str = "Ada") -> Locator:
    return page.get_by_role("region", name=f"{name}'s phone")


def _bubble(page: Page, words: str | re.Pattern[str], name: str = "Ada") -> Locator:
    return _phone(page, name).locator("li.message").filter(has_text=words)


async def test_a_conversation_from_start_to_a_pressed_button(
    page: Page, bot: Bot, sandbox: Sandbox, ada: Person
) -> None:
    await bot.set_my_commands([BotCommand("help", "What I can do")])
    await bot.set_my_description("I ask how your back is.")
    phone = _phone(page)
    await expect(phone.get_by_text("I ask how your back is.")).to_be_visible()

    await phone.get_by_role("button", name="Start").click()
    await expect(_bubble(page, "/start")).to_be_visible()
    keyboard = InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("Yes", callback_data="yes", style="success")],
            [InlineKeyboardButton("Copy the number", copy_text=CopyTextButton("112"))],
        ]
    )
    sent = await bot.send_message(ada.id, "<b>Hello</b> &lt;Ada&gt;", parse_mode="HTML", reply_markup=keyboard)
    await expect(_bubble(page, "Hello <Ada>").locator("strong")).to_have_text("Hello")
    await expect(_bubble(page, "Hello").get_by_role("img", name="Made the phone ring")).to_have_count(1)
    await phone.get_by_role("button", name="Copy the number").click()
    await expect(phone.get_by_text("Copied: 112")).to_be_visible()

    await phone.get_by_role("button", name="Yes").click()
    await expect(phone.locator(".key.waiting")).to_have_count(1)
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    await query.answer("This cannot be undone.", show_alert=True)
    await bot.edit_message_text("Good.", ada.id, sent.message_id)

    alert = phone.get_by_role("alertdialog")
    await expect(alert).to_contain_text("This cannot be undone.")
    await alert.get_by_role("button", name="OK").click()
    await expect(_bubble(page, "Good.")).to_contain_text("edited")
    await expect(_bubble(page, "Hello")).to_have_count(0)
    await phone.get_by_role("button", name="Menu", exact=True).click()
    await phone.get_by_role("menuitem", name="/help").click()
    await expect(_bubble(page, "/help")).to_be_visible()
    assert [shown.text for shown in ada.chat.messages] == ["/start", "Good.", "/help"]


async def test_words_are_typed_edited_replied_to_and_deleted(page: Page, bot: Bot, ada: Person) -> None:
    await ada.says("/start")
    phone = _phone(page)
    box = phone.get_by_role("textbox", name="Message")

    await box.fill("seven and it burns")
    await box.press("Enter")
    await _bubble(page, "it burns").hover()
    await _bubble(page, "it burns").get_by_role("button", name="Message menu").click()
    await phone.get_by_role("menuitem", name="Edit").click()
    await box.fill("eight and it burns")
    await box.press("Enter")
    await expect(_bubble(page, "eight and it burns")).to_contain_text("edited")

    sent = await bot.send_message(ada.id, "Since when?")
    await _bubble(page, "Since when?").hover()
    await _bubble(page, "Since when?").get_by_role("button", name="Message menu").click()
    await phone.get_by_role("menuitem", name="Reply").click()
    await box.fill("since Monday")
    await phone.get_by_role("button", name="Send").click()
    await expect(_bubble(page, "since Monday").locator(".quote")).to_contain_text("Since when?")
    assert ada.chat.messages[-1].reply_to == sent.message_id

    await _bubble(page, "eight and").hover()
    await _bubble(page, "eight and").get_by_role("button", name="Message menu").click()
    await phone.get_by_role("menuitem", name="Delete").click()
    await expect(_bubble(page, "eight and")).to_have_count(0)


async def test_loud_silent_and_pinned_messages_look_different(page: Page, bot: Bot, ada: Person) -> None:
    await ada.says("/start")

    await bot.send_message(ada.id, "a quiet nudge", disable_notification=True)
    loud = await bot.send_message(ada.id, "Call 112 now.")
    await bot.pin_chat_message(ada.id, loud.message_id)

    await expect(_bubble(page, "a quiet nudge")).to_have_class(re.compile(r"\bsilent\b"))
    await expect(_bubble(page, "a quiet nudge").get_by_role("img", name="Came silently")).to_have_count(1)
    await expect(_bubble(page, "Call 112 now.")).to_have_class(re.compile(r"\bloud\b"))
    await expect(page.locator("#announcer")).to_have_text("Ada's phone rings: Call 112 now.")
    await expect(_phone(page).locator(".pinned")).to_contain_text("Call 112 now.")
    await bot.unpin_all_chat_messages(ada.id)
    await expect(_phone(page).locator(".pinned")).to_be_hidden()


async def test_a_reply_keyboard_asks_where_one_is(page: Page, bot: Bot, ada: Person) -> None:
    await ada.says("/start")
    markup = ReplyKeyboardMarkup(
        [[KeyboardButton("Share where I am", request_location=True)], ["Berlin"]], input_field_placeholder="Your town"
    )
    await bot.send_message(ada.id, "Where are you?", reply_markup=markup)
    phone = _phone(page)
    await expect(phone.get_by_placeholder("Your town")).to_be_visible()

    await phone.get_by_role("button", name="Share where I am").click()
    await page.get_by_role("button", name="Tokyo").click()
    await page.get_by_role("button", name="Share location").click()
    await expect(_bubble(page, "Location 35.677, 139.650")).to_be_visible()
    await phone.get_by_role("button", name="Berlin").click()
    await expect(_bubble(page, re.compile("^Berlin"))).to_be_visible()

    location = (await bot.get_updates())[-2].message
    assert location is not None
    assert location.location is not None
    assert location.location.latitude == pytest.approx(35.677)


async def test_pictures_films_papers_and_voices_are_shown(page: Page, bot: Bot, ada: Person) -> None:
    await ada.says("/start")
    phone = _phone(page)

    await bot.send_photo(ada.id, picture(320, 200), caption="Two minutes of walking")
    await bot.send_animation(ada.id, sample("animation")[2], filename="stretch.gif")
    await bot.send_document(ada.id, b"%PDF-1.4", filename="card.pdf")
    await phone.get_by_role("button", name="Attach").click()
    await phone.get_by_role("menuitem", name="Voice").click()

    photo = phone.get_by_role("img", name="photo: Two minutes of walking")
    await expect(photo).to_be_visible()
    assert await photo.evaluate("image => image.naturalWidth") == 320
    await expect(phone.get_by_role("img", name="A animation")).to_be_visible()
    await expect(phone.get_by_role("link", name="card.pdf")).to_have_attribute("download", "card.pdf")
    await expect(phone.get_by_role("button", name="Play")).to_be_visible()
    await phone.get_by_role("button", name="Attach").click()
    await phone.get_by_role("menuitem", name="Photo").click()
    picker = page.get_by_label("File (none: a small sample is sent)")
    await picker.set_input_files({"name": "scan.png", "mimeType": "image/png", "buffer": picture(64, 48)})
    await page.get_by_label("Caption").fill("my scan")
    await page.get_by_role("button", name="Send", exact=True).last.click()
    await expect(_bubble(page, "my scan")).to_be_visible()


async def test_blocking_and_unblocking_the_bot(page: Page, sandbox: Sandbox, ada: Person) -> None:
    await ada.says("/start")
    phone = _phone(page)

    await phone.get_by_role("button", name="Chat menu").click()
    await phone.get_by_role("menuitem", name="Block the bot").click()
    await expect(phone.get_by_role("button", name="Unblock")).to_be_visible()
    assert ada.chat.blocked

    await phone.get_by_role("button", name="Unblock").click()
    await expect(phone.get_by_role("textbox", name="Message")).to_be_visible()
    assert not ada.chat.blocked


async def test_the_clock_travels_and_each_phone_shows_its_own_time(page: Page, sandbox: Sandbox, ada: Person) -> None:
    await ada.says("/start")
    await expect(_phone(page).locator(".phone-time")).to_have_text("13:00")
    await expect(_phone(page, "Ben").locator(".phone-time")).to_have_text("12:00")

    await page.get_by_role("button", name="+1 day").click()

    await expect(page.locator("#now")).to_have_text(re.compile(r"29 Mar 2026, 12:00 UTC"))
    await expect(_phone(page).locator(".phone-time")).to_have_text("14:00")
    await _phone(page).get_by_label("Time zone").select_option("Asia/Tokyo")
    await expect(_phone(page).locator(".phone-time")).to_have_text("21:00")
    await expect(_bubble(page, "/start").locator("time")).to_have_text("21:00")
    await page.get_by_role("button", name="To the next nudge").click()
    await expect(page.get_by_role("button", name="Nothing is planned")).to_be_visible()


async def test_faults_and_violations_can_be_seen_and_switched(
    page: Page, sandbox: Sandbox, bot: Bot, ada: Person
) -> None:
    await page.get_by_role("button", name="Faults").click()
    await page.get_by_label("seconds to wait").fill("9")
    await page.get_by_role("switch", name="Too many requests (429)").click()
    await expect(page.get_by_role("button", name="Telegram: 429")).to_be_visible()
    assert [fault.retry_after for fault in sandbox.faults.active] == [9]
    await page.get_by_role("button", name="All well again").click()
    await expect(page.get_by_role("button", name="Faults")).to_be_visible()

    await ada.says("/start")
    with pytest.raises(BadRequest, match=r"(?i)too long"):
        await bot.send_message(ada.id, "x" * 4097)
    await page.get_by_role("button", name="1 violations").click()
    await expect(page.get_by_role("region", name="Violations")).to_contain_text("sendMessage")


async def test_a_narrow_screen_shows_one_phone_at_a_time(page: Page, sandbox: Sandbox, ada: Person) -> None:
    await page.set_viewport_size({"width": 390, "height": 780})
    await expect(_phone(page)).to_be_visible()
    await expect(_phone(page, "Ben")).to_be_hidden()

    await page.get_by_role("tab", name="Ben").click()

    await expect(_phone(page, "Ben")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390


async def test_a_person_who_moves_in_gets_a_phone(page: Page, sandbox: Sandbox) -> None:
    await page.get_by_role("button", name="Add a person").click()
    await page.get_by_label("First name").fill("Cleo")
    await page.get_by_role("button", name="Add", exact=True).click()

    await expect(_phone(page, "Cleo")).to_be_visible()
    assert [person.name for person in sandbox.people] == ["Ada", "Ben", "Cleo"]
