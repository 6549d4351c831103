"""Where to go and which number: asked under a warning, a question or with nothing open, it is answered at once."""

from __future__ import annotations

import pytest

from tests.dialogue.escalation.warned import TODAY, warned
from tests.dialogue.host import Talk

WHERE = [
    "which hospital?", "where do i go", "where should I go now", "what hospital do i go to", "nearest a&e", "where to?",
    "Where is the nearest hospital", "how do i get there", "wich hospital", "what is A&E?", "ok but where", "which one",
    "is there a hospital near me", "where is it", "sorry where am i supposed to go", "WHERE IS THE ER",
]  # fmt: skip
NUMBER = [
    "whats the number again", "what was the number", "which number do i call", "is it 111 or 999", "999 or 111?",
    "what number do i ring please", "number?", "whats the emergency number", "give me the number",
    "what is number for ambulance", "remind me what the number is",
]  # fmt: skip


@pytest.mark.parametrize("words", WHERE)
def test_where_to_go_is_answered_with_the_way_to_find_it(words: str) -> None:
    talk = warned().travel(minutes=3).says(words)

    assert talk.last.text.startswith("Go to A&E now") and "map on your phone" in talk.last.text
    assert talk.sees("I have called") and not talk.last.loud and talk.alerts[0].is_open
    assert not any("hospital" in note for _, note in talk.memory.notes)


@pytest.mark.parametrize("words", NUMBER)
def test_the_number_is_said_again(words: str) -> None:
    assert "The number is 999." in warned().travel(minutes=3).says(words).last.text
    assert "The number is 111." in Talk.with_().says(TODAY).travel(minutes=3).says(words).last.text


def test_nobody_who_waits_for_an_ambulance_is_sent_to_look_for_a_hospital() -> None:
    talk = Talk.with_().says("crushing chest pain down my arm").says("which hospital?")

    assert "comes to you" in talk.last.text and "map" not in talk.last.text


def test_what_must_be_seen_today_is_asked_for_at_the_line_that_knows_who_is_open() -> None:
    assert "Call 111. They tell you" in Talk.with_().says(TODAY).says("where do i go?").last.text
    assert "urgent care" in Talk.with_(country="US").says(TODAY).says("where do i go?").last.text


def test_in_despair_the_number_is_said_again_with_somebody_to_talk_to() -> None:
    talk = Talk.with_().says("i want to kill myself").says("whats the number")

    assert "116 123" in talk.last.text and "999" in talk.last.text


def test_without_a_country_all_main_numbers_are_said() -> None:
    talk = warned(country=None).says("whats the number")

    assert all(each in talk.last.text for each in ("112", "911", "999"))


@pytest.mark.parametrize("words", ["which hospital?", "where do i go"])
def test_of_somebody_else_the_way_is_told_too(words: str) -> None:
    talk = Talk.with_().says("my dad cant feel his legs and wet himself").travel(minutes=2).says(words)

    assert "map on your phone" in talk.last.text and "999" in talk.last.text


def test_without_any_warning_the_card_has_the_number() -> None:
    assert Talk.with_().says("whats the number again").last.key == "escalation.card"


def test_under_a_question_its_own_first_line_is_said_and_it_is_asked_again() -> None:
    talk = Talk.with_().says("i feel a bit off down there").says("where do i go")
    waits = talk.heard[0]

    assert waits.key == "replied.way" and talk.last.key.startswith("escalation.ask")


@pytest.mark.parametrize("words", ["where is the pain from", "where do i put the ice", "what hospital food is like"])
def test_other_questions_with_where_are_no_such_question(words: str) -> None:
    assert warned().says(words).last.key != "replied.where_now"


@pytest.mark.parametrize("words", ["where do i go my legs just gave way", "which hospital i cant breathe"])
def test_a_danger_beside_the_question_is_heard_first(words: str) -> None:
    talk = Talk.with_().says(TODAY).travel(minutes=3).says(words)

    assert talk.last.key != "replied.where_now" and talk.heard[0].loud


def test_a_bare_no_after_it_says_that_no_help_was_got() -> None:
    assert warned().says("which hospital?").says("no").last.key != "replied.where_now"
