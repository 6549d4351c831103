"""What people ask of the bot itself is answered: sources, meaning, medicines, the clock."""

from __future__ import annotations

import pytest

from messages.triage.flags import table
from tests.dialogue.host import Talk


@pytest.mark.parametrize(
    "words",
    [
        "where does your advice come from?",
        "who says?",
        "Says who",
        "source?",
        "how do you know that",
        "whos your source",
        "prove it",
    ],
)
def test_whoever_asks_where_advice_comes_from_hears_the_main_sources(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "rights.sources_short"
    assert "https://www.nhs.uk/conditions/back-pain/" in talk.last.text
    talk.presses("My sources")
    assert talk.last.key == "rights.sources"


def test_sources_are_named_before_consent_too() -> None:
    assert Talk.stranger().says("where does your advice come from?").last.key == "rights.sources_short"


def test_no_source_leads_to_a_trial_copy_of_a_website() -> None:
    assert not [each for each in table().sources.values() if "staging" in each.address]


@pytest.mark.parametrize("words", ["what do you mean", "why do you ask?", "I don't understand", "huh?", "later", "hi"])
def test_an_open_safety_question_is_explained_and_stays_open(words: str) -> None:
    talk = Talk.with_().says("got a numb saddle feeling maybe")
    talk.travel(minutes=1)

    talk.says(words)

    assert talk.last.key == "wishes.explained"
    assert table().flags["ces_saddle_numb"].because in talk.last.text
    assert table().flags["ces_saddle_numb"].question in talk.last.text
    talk.presses("Yes")
    assert talk.alerts


def test_the_question_about_dying_is_asked_again_with_the_same_care() -> None:
    talk = Talk.with_().says("i cannot cope any more")
    assert talk.last.key == "escalation.direct"
    talk.travel(minutes=1)

    assert talk.says("what do you mean").last.key == "escalation.direct_again"


def test_whoever_does_not_understand_a_question_of_the_check_in_hears_it_again() -> None:
    talk = Talk.with_().commands("/checkin").says("4").says("what do you mean")

    assert talk.last.key == "checkin.change"


def test_with_nothing_open_whoever_does_not_understand_gets_help() -> None:
    assert Talk.with_().says("I don't understand").last.key == "rights.help"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("what exercises can i do", "habits.main"),
        ("what time is it for you?", "wishes.clock"),
        ("how was i last week", "journal.progress"),
    ],
)
def test_a_question_about_the_bot_is_not_taken_for_one_about_the_body(words: str, key: str) -> None:
    assert Talk.with_().says(words).last.key == key


@pytest.mark.parametrize(
    "words",
    [
        "is it ok to take ibuprofen with my blood pressure tablets",
        "can i take paracetamol with codeine?",
        "how many ibuprofen can i take a day",
        "can i stop my antidepressants",
    ],
)
def test_a_question_about_a_medicine_goes_to_a_pharmacist_before_it_is_taken(words: str) -> None:
    talk = Talk.with_().says(words)

    assert [each.key for each in talk.heard] == ["wishes.medicine"]
    assert "pharmacist" in talk.last.text and "before you take" in talk.last.text


def test_a_medicine_that_was_taken_is_no_question() -> None:
    assert Talk.with_().says("i took 2 ibuprofen today").last.key != "wishes.medicine"


def test_danger_beside_a_question_about_a_medicine_comes_first() -> None:
    talk = Talk.with_().says("is it ok to take ibuprofen, i have chest pain")

    assert talk.last.key in ("escalation.ask", "escalation.alert")


@pytest.mark.parametrize("words", ["thanks for nothing lol", "you're useless"])
def test_a_grumble_is_answered_with_regret_and_kept_out_of_the_log(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "wishes.grumble"
    assert not talk.memory.notes


def test_kind_words_are_answered_kindly() -> None:
    assert Talk.with_().says("thank you your very kind").last.key == "wishes.thanks"


def test_a_hard_day_is_answered_with_a_kind_word() -> None:
    talk = Talk.with_().says("kids are all down with a vomiting bug and im wrecked")

    assert talk.last.key == "wishes.noted" and "sounds hard" in talk.last.text


def test_whoever_is_frightened_hears_a_kind_word_and_gets_the_check() -> None:
    talk = Talk.with_().says("am i dying")

    assert [each.key for each in talk.heard] == ["wishes.scared", "serious.step"]


def test_advice_for_an_ordinary_visit_promises_only_what_is_kept() -> None:
    talk = Talk.with_().says("stiff every morning for over 3 months, better when i move")

    assert talk.last.key == "escalation.routine" and "in your log" in talk.last.text
    talk.commands("/log")
    assert "stiff every morning" in talk.last.text


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("who are you anyway", "rights.about"),
        ("can you ask me in the evening instead", "ask.hour"),
        ("can you tell my wife if something happens", "wishes.question"),
    ],
)
def test_a_question_about_the_bot_is_not_answered_with_a_word_about_the_body(words: str, key: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == key
    assert "your body" not in talk.last.text
