"""Reports become notes: taken out, written anew, edited, and never begun twice; questions are helped."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk


@pytest.mark.parametrize(
    "words",
    [
        "walked to the shop and back, quite sore after",
        "slept badly",
        "pain after the walk today",
        "Better",
        "feeling a bit low today",
    ],
)
def test_a_report_becomes_a_note_with_a_short_thanks(words: str) -> None:
    talk = Talk.with_().says(words)

    assert [(each.question, each.value) for each in talk.records] == [("note", words)]
    assert talk.last.key == "wishes.noted"


def test_a_note_can_be_taken_out_of_the_log_and_the_record_keeps_both() -> None:
    talk = Talk.with_().says("walked to the shop and back")
    undo = talk.button("Undo")
    talk.presses(undo)

    assert [(each.question, each.value) for each in talk.records] == [
        ("note", "walked to the shop and back"),
        ("note_out", "walked to the shop and back"),
    ]
    assert talk.last.key == "wishes.undone"
    assert "walked to the shop" not in talk.commands("log").last.text
    talk.presses(undo)
    assert len(talk.records) == 2 and talk.toasts


def test_a_note_that_was_a_question_gets_help() -> None:
    talk = Talk.with_().says("tell me about yoga and backs").presses("It was a question")

    assert talk.last.key == "wishes.question"
    assert talk.sees("Is this serious?")


@pytest.mark.parametrize("words", ["what should I do about my aunt?", "can reiki help my back", "why does it hurt"])
def test_a_question_gets_one_helpful_question_back(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "wishes.question"
    assert talk.records == []
    assert talk.presses("Write it in my log").records[0].value == words


def test_what_is_not_understood_gets_one_question_with_ways_to_go_on() -> None:
    talk = Talk.with_().says("banana")

    assert talk.last.key == "wishes.unclear"
    assert {"Check in", "Is this serious?", "Write it in my log", "Help"} <= set(talk.last.labels)


def test_write_it_in_my_log_pressed_twice_writes_once() -> None:
    talk = Talk.with_().says("banana")
    write = talk.button("Write it")

    talk.presses(write).presses(write)

    assert len(talk.records) == 1
    assert talk.toasts


def test_an_edited_message_is_noted_anew_and_never_a_command() -> None:
    talk = Talk.with_().says("stop", edited=True)

    assert not talk.person.stopped
    assert talk.last.key == "wishes.noted_edit"


def test_editing_a_message_changes_its_note_and_keeps_the_first_words_on_record() -> None:
    talk = Talk.with_().says("walked the dog for ten minutes")

    talk.says("walked the dog for twenty minutes", edited=True)

    assert talk.last.key == "wishes.noted_instead"
    talk.commands("/log")
    assert "twenty" in talk.last.text and "ten minutes" not in talk.last.text
    assert [each.origin for each in talk.records] == ["typed", "edited"]


def test_a_note_edited_twice_is_still_one_note() -> None:
    talk = Talk.with_().says("walked the dog for ten minutes")

    talk.says("walked the dog for twenty minutes", edited=True).says("walked for thirty minutes", edited=True)

    talk.commands("/log").presses("Tue 10")
    assert talk.last.text.count("Note:") == 1 and "thirty" in talk.last.text


def test_editing_the_note_of_a_check_in_changes_that_note() -> None:
    talk = Talk.with_().commands("/checkin")
    for label in ("3", "Same", "None of these", "7", "2", "OK"):
        talk.presses(label)
    talk.presses("Add a note").says("long drive to my mum")

    talk.says("long drive to my aunt", edited=True)

    talk.commands("/log")
    assert "aunt" in talk.last.text and "mum" not in talk.last.text


def test_a_number_of_pain_out_of_the_blue_begins_the_check_in_and_does_so_once() -> None:
    talk = Talk.with_().says("pain 6, slept 5h")

    assert talk.checkins[0].answers == {"pain": 6, "sleep_hours": 5}
    assert talk.last.key == "checkin.change"


def test_after_the_check_in_a_number_of_pain_is_a_note() -> None:
    talk = Talk.with_().commands("/checkin")
    for label in ("3", "Same", "None of these", "7", "2", "OK"):
        talk.presses(label)

    talk.says("pain 6 after the walk")

    assert talk.checkins[0].answers["pain"] == 3
    assert talk.last.key == "wishes.noted"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("i need an ambulance", "escalation.card"), ("999", "escalation.card"), ("emergency", "serious.step"),
        ("I need help", "serious.step"), ("remind me to take my tablets at 8", "wishes.no_reminders"),
        ("turn off nudges", "changed.all_off"), ("change my check-in to 8pm", "changed.hour"),
        ("we just moved to Spain", "settings.offer_country"), ("undo", "journal.week"),
    ],
)  # fmt: skip
def test_everyday_wishes_are_not_filed_away_as_notes(words: str, key: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == key
    assert not [each for each in talk.records if each.question == "note"]
