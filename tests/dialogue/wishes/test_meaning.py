"""A wish is understood in many words, and a report is never taken for one."""

from __future__ import annotations

from datetime import date

import pytest

from messages.dialogue.freely.plain_words import Wish, phrases, wish_of

TODAY = date(2026, 3, 10)
"""A Tuesday."""


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("stop", "stop"), ("STOP!!!", "stop"), ("Please stop", "stop"), ("stop messaging me please", "stop"),
        ("can you stop sending me messages", "stop"), ("unsubscribe", "stop"), ("leave me alone", "stop"),
        ("Help", "help"), ("help me", "help"), ("what can you do?", "help"), ("How does this work?", "help"),
        ("delete me", "erase"), ("Please delete all my data", "erase"), ("forget everything about me", "erase"),
        ("export my data", "export"), ("can I download my data", "export"), ("send me my data pls", "export"),
        ("settings", "settings"), ("change my settings", "settings"), ("open settings please", "settings"),
        ("check in", "checkin"), ("Check-in!", "checkin"), ("I'd like to check in", "checkin"),
        ("is this serious?", "serious"), ("Is it serious", "serious"), ("should I see a doctor?", "serious"),
        ("pause", "pause"), ("take a break", "pause"), ("resume", "resume"), ("I'm back", "resume"),
        ("show me my log", "log"), ("how am I doing?", "progress"), ("too many messages", "habits"),
        ("is anyone there?", "about"), ("are you a real person?", "about"), ("who can see this?", "privacy"),
        ("I'm travelling", "zone"), ("wrong time", "zone"), ("I work nights", "quiet"),
        ("good morning", "hello"), ("thanks!", "thanks"), ("👍", "thanks"), ("ok thank you", "thanks"),
        ("emergency number", "card"), ("who do I call?", "card"),
    ],
)  # fmt: skip
def test_a_wish_is_understood_in_many_words(words: str, wish: str) -> None:
    found = wish_of(words, TODAY)

    assert found is not None and found.name == wish


@pytest.mark.parametrize(
    "words",
    [
        "the pain won't stop", "it won't stop", "I can't stop shaking", "stop the pain", "stop, it hurts",
        "I stopped taking ibuprofen", "I had to stop walking", "pain stops me sleeping", "no", "yes",
        "help with the stairs was needed", "nothing helps", "my neighbour had to help me up",
        "I want to delete this week from my life", "serious pain today", "it is serious now",
        "I'm in pain", "I'm in bed", "I am in agony", "I'm in the garden", "we are in trouble",
        "I check in the mirror and my back is crooked", "pause between stretches was good",
        "thanks to the stretch I slept", "ok today but sore", "good day, less pain", "I'm ready to give up",
        "log fell on my foot", "end of the day is worst", "the settings on my chair were wrong", "",
    ],
)  # fmt: skip
def test_a_report_is_never_taken_for_a_wish(words: str) -> None:
    assert wish_of(words, TODAY) is None


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("pause for a week", date(2026, 3, 17)), ("Pause until Friday", date(2026, 3, 13)),
        ("can you pause everything for 3 days please?", date(2026, 3, 13)), ("stop until 3 May", date(2026, 5, 3)),
        ("no messages for two weeks", date(2026, 3, 24)), ("leave me alone until tomorrow", date(2026, 3, 11)),
        ("I'm on holiday until 1 April", date(2026, 4, 1)), ("pause 2 days", date(2026, 3, 12)),
    ],
)  # fmt: skip
def test_a_pause_knows_its_end(words: str, until: date) -> None:
    found = wish_of(words, TODAY)

    assert found is not None and (found.name, found.until) == ("pause", until)


@pytest.mark.parametrize(
    ("words", "code"), [("I'm in Spain", "ES"), ("we are in india now", "IN"), ("I am in the UK", "GB")]
)
def test_a_country_said_by_the_way_is_understood(words: str, code: str) -> None:
    found = wish_of(words, TODAY)

    assert found is not None and (found.name, found.country) == ("country", code)


@pytest.mark.parametrize(
    "words", ["working in New York till Friday", "I'm staying in New York for a week", "we are based in New York now"]
)
def test_a_city_somebody_works_in_is_where_their_clock_is(words: str) -> None:
    found = wish_of(words, TODAY)

    assert found is not None and (found.name, found.place) == ("zone", "new york")


@pytest.mark.parametrize(
    "words", ["working in pain till Friday", "staying in bed for a week", "working in the garden", "away to bed now"]
)
def test_work_and_rest_at_home_are_no_journey(words: str) -> None:
    assert wish_of(words, TODAY) is None


@pytest.mark.parametrize(
    "words",
    ["what was my pain last week", "how was my sleep last night?", "what were my scores last month",
     "what did I say my pain was yesterday", "how bad was my pain on Monday"],
)  # fmt: skip
def test_what_was_told_before_is_looked_up_in_the_log(words: str) -> None:
    found = wish_of(words, TODAY)

    assert found is not None and found.name == "log"


@pytest.mark.parametrize("words", ["what is this pain", "how is my pain so bad today", "what was that pain last night"])
def test_a_question_about_the_pain_itself_is_not_looked_up(words: str) -> None:
    assert wish_of(words, TODAY) is None


def test_no_phrase_stands_for_two_wishes() -> None:
    assert len(phrases()) > 300


@pytest.mark.parametrize(
    "words",
    ["pause for the weekend", "going away, pause please", "im going on holiday, please pause",
     "off on holiday so pause everything", "i'm away next week, can you pause",
     "travelling tomorrow so no messages please"],
)  # fmt: skip
def test_a_pause_for_being_away_asks_until_when(words: str) -> None:
    assert wish_of(words, TODAY) == Wish("pause")


@pytest.mark.parametrize(
    "words", ["im going away", "going away, my back is numb, pause", "i go off my legs, pause", "going numb, hold on"]
)
def test_going_away_with_anything_else_said_is_no_wish(words: str) -> None:
    assert wish_of(words, TODAY) is None


@pytest.mark.parametrize(
    ("words", "page"),
    [("when will you ask me next", "hour"), ("when is my next check-in", "hour"), ("whens the next question", "hour"),
     ("more stretching please", "habits"), ("less exercise please", "habits")],
)  # fmt: skip
def test_when_the_next_one_comes_and_more_or_less_of_a_kind_open_their_page(words: str, page: str) -> None:
    assert wish_of(words, TODAY) == Wish(page)


@pytest.mark.parametrize(
    "words", ["when i write my foot is numb", "less exercise, more pain", "when i walk next to you"]
)
def test_a_report_in_such_words_is_none(words: str) -> None:
    assert wish_of(words, TODAY) is None


@pytest.mark.parametrize(
    ("words", "alike"),
    [("what did you note", "what did i tell you"), ("what have you written down", "what did i tell you"),
     ("i not understand", "i don't understand"), ("i dont understand this", "i don't understand"),
     ("what is this message", "what is this")],
)  # fmt: skip
def test_what_was_noted_and_what_this_is_are_asked_in_more_words(words: str, alike: str) -> None:
    found = wish_of(words, TODAY)

    assert found is not None and found == wish_of(alike, TODAY)
