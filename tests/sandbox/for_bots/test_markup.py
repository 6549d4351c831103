"""Formatted text is read as Telegram reads it."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.checks.formatting import formatted
from bot.sandbox.checks.markup import read_html, utf16


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b>b", "ab", [("bold", 0, 1)]),
        ("🙂<i>x</i>", "🙂x", [("italic", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("&lt;b&gt; &amp; &quot;&#39;&#x41;", "<b> & \"'A", []),
        ("<B>loud</B>", "loud", [("bold", 0, 4)]),
        ('<a href="https://a.org/?x=1&amp;y=2">x</a>', "x", [("text_link", 0, 1)]),
        ("<b></b>x", "x", []),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read, found = read_html(source)

    assert read == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_escaped_words_come_out_as_they_went_in(words: str) -> None:
    shown = formatted({"text": f"<b>{escape(words)}</b>", "parse_mode": "HTML"}, "text")

    assert shown.text == words.strip()
    bold = [entity for entity in shown.entities if entity["type"] == "bold"]
    assert [entity["length"] for entity in bold] == ([utf16(words.strip())] if words.strip() else [])


def test_white_space_around_a_text_goes_and_its_entities_move_along() -> None:
    shown = formatted({"text": "\n <b> a</b>  ", "parse_mode": "HTML"}, "text")

    assert (shown.text, shown.entities) == ("a", [{"type": "bold", "offset": 0, "length": 1}])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("/start now", ["bot_command"]),
        ("see https://example.org/a, please", ["url"]),
        ("call +44 20 7946 0000 today", ["phone_number"]),
        ("ask @ada_bot or a@b.org", ["email", "mention"]),
        ("3/4 of it", []),
    ],
)
def test_commands_and_addresses_are_found_as_telegram_finds_them(text: str, kinds: list[str]) -> None:
    assert sorted(entity["type"] for entity in formatted({"text": text}, "text").entities) == kinds
