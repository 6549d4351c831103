"""What somebody typed is quoted so that it reads as they meant it: whole words up to the end of clause or sentence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.dialogue.escalation.words.quoting import LONGEST, cut, quoted, trimmed
from tests.dialogue.host import Talk


def quote_in(text: str) -> str:
    """Return what a warning about ``text`` gives as the reason."""
    found = re.search(r"You told me: (.*?\.)(?:\s|$)", Talk.with_().says(text).heard[0].text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("they would be better off without me and know it", "“they would be better off without me and know it”."),
        (
            "i have been thinking for a long while now that everyone would be better off without me",
            "“be better off without me”.",
        ),
        ("yeah both, since this morning my legs are numb", "“yeah both, since this morning my legs are numb”."),
        ("hi there. since yesterday i cant pee at all and my back is killing me. any ideas?", None),
        ("numb down below", "“numb down below”."),
        ("i cannot breathe good since one hour", "“i cannot breathe good since one hour”."),
    ],
)
def test_a_warning_quotes_to_the_end_of_what_was_meant(text: str, quote: str | None) -> None:
    assert quote_in(text) == (quote or "“since yesterday i cant pee at all and my back is killing me”.")


def test_a_question_quotes_the_same_way() -> None:
    talk = Talk.with_().says("my mum can't feel her legs since she woke up")

    assert "You wrote: “my mum can't feel her legs since she woke up”." in talk.heard[0].text


def test_a_lone_word_torn_out_of_more_is_no_quotation() -> None:
    talk = Talk.with_().says("numb bottom, both legs")

    assert "“both" not in talk.heard[0].text


def test_what_was_said_of_dying_is_not_quoted_by_a_warning_about_the_body() -> None:
    talk = Talk.with_().says("i want to die and i cannot pee at all")
    shown = [each.text for each in talk.screen]

    assert not any("“i want to die and i cannot pee" in each for each in shown)


@given(st.text("abc ,.'-\n", max_size=150), st.integers(0, 149), st.integers(1, 30))
def test_a_quotation_holds_what_was_heard_in_whole_words(text: str, at: int, length: int) -> None:
    heard = text[at : at + length]
    shown = quoted(text, heard)

    assert shown in text
    assert len(shown) >= len(heard.strip(" \t\n,;:.-–—"))
    for part in cut(shown).rstrip("…").split():
        assert part in text


@given(st.lists(st.sampled_from(["cant", "pee", "since", "the", "numb", "both,", "legs"]), min_size=1, max_size=30))
def test_a_cut_quotation_never_ends_on_a_word_that_calls_for_the_next(words: list[str]) -> None:
    shown = cut(trimmed(" ".join(words)))

    assert len(shown) <= LONGEST + 1
    assert not shown.rstrip("…").endswith(",")
    assert len(shown.split()) == 1 or shown.rstrip("…").split()[-1] not in {"since", "the"}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("my legs are weak since today", "i have no feeling between my legs"),
        ("my left foot is weak and cold", "i cant feel my bum or my left foot"),
    ],
)
def test_words_of_two_messages_are_never_put_together_into_one_that_nobody_wrote(first: str, then: str) -> None:
    talk = Talk.with_().says(first).travel(minutes=5).says(then)

    assert f"“{then}”; “{first}”" in talk.heard[0].text
