"""Plain words: wishes are done, reports are kept, questions are helped, and a report is never taken for a wish."""

from __future__ import annotations

from datetime import date

import pytest

from messages.catalogue import text_of
from messages.dialogue.plain_words import phrases, wish_of
from messages.events import Media
from messages.languages import languages
from messages.numbers import numbers_for
from tests.dialogue.host import Talk

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


def test_no_phrase_stands_for_two_wishes() -> None:
    assert len(phrases()) > 300


def test_stop_in_words_stops() -> None:
    assert Talk.with_().says("please stop").person.stopped


def test_a_pause_in_words_pauses_and_says_until_when() -> None:
    talk = Talk.with_().says("pause for a week")

    assert talk.person.paused_until == date(2026, 3, 17)
    assert "17" in talk.last.text


def test_resume_ends_a_pause() -> None:
    assert Talk.with_(paused_until=date(2026, 3, 20)).says("resume").person.paused_until is None


def test_delete_me_asks_before_it_erases() -> None:
    talk = Talk.with_().says("delete me")

    assert not talk.forgotten
    assert talk.presses("Yes, erase everything").forgotten


def test_a_named_country_is_offered_and_set_by_a_tap() -> None:
    talk = Talk.with_().says("I'm in Spain")
    assert talk.person.country == "GB"

    assert talk.presses("Yes").person.country == "ES"


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


@pytest.mark.parametrize("words", ["what should I do about my chair?", "can yoga help my back", "why does it hurt"])
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


def test_an_album_is_answered_once_and_the_next_picture_again() -> None:
    talk = Talk.with_()
    answers = 0
    for _ in range(5):
        talk.sends(Media.PHOTO)
        answers += len([each for each in talk.heard if each.key == "wishes.cannot_photo"])
    assert answers == 1

    talk.travel(minutes=5).sends(Media.PHOTO)
    assert talk.last.key == "wishes.cannot_photo"


def test_a_caption_is_read_and_the_picture_owned_up_to() -> None:
    talk = Talk.with_().says("this is my sore back after gardening", caption=True)

    assert [each.key for each in talk.heard] == ["wishes.only_caption", "wishes.noted"]
    talk.sends(Media.PHOTO)
    assert not [each for each in talk.heard if each.key == "wishes.cannot_photo"]


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
        ("turn off nudges", "habits.main"), ("change my check-in to 8pm", "ask.hour"),
        ("we just moved to Spain", "settings.offer_country"), ("undo", "journal.week"),
    ],
)  # fmt: skip
def test_everyday_wishes_are_not_filed_away_as_notes(words: str, key: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == key
    assert not [each for each in talk.records if each.question == "note"]


def test_a_slip_in_a_command_is_understood_but_never_as_stop() -> None:
    assert Talk.with_().commands("serius").last.key.startswith("serious")
    assert not Talk.with_().commands("stopp").person.stopped


def test_resume_ends_a_pause_and_says_so() -> None:
    talk = Talk.with_().says("pause for a week").says("resume")

    assert talk.person.paused_until is None
    assert talk.last.key == "habits.resumed"


def test_an_unknown_command_is_answered_kindly() -> None:
    talk = Talk.with_().commands("frobnicate")

    assert talk.last.key == "wishes.unknown_command"


@pytest.mark.parametrize(
    ("command", "key"), [("timezone", "ask.zone"), ("country", "ask.country"), ("export", "rights.exporting")]
)
def test_a_wish_with_a_slash_is_done(command: str, key: str) -> None:
    assert Talk.with_().commands(command).last.key == key


@pytest.mark.parametrize("media", list(Media))
def test_what_cannot_be_read_is_answered_with_the_emergency_card(media: Media) -> None:
    for talk in (Talk.with_(), Talk.stranger()):
        talk.sends(media)

        assert talk.last.key == f"wishes.cannot_{media.value}"
        assert talk.sees("Emergency card")


@pytest.mark.parametrize("code", sorted(languages()))
def test_every_language_line_names_the_number_and_fits_its_buttons(code: str) -> None:
    line = languages()[code]

    assert line.line.count("{n}") == 1
    assert "112" in line.line.format(n="112")
    assert max(len(line.card), len(line.serious)) <= 30


def test_a_language_we_cannot_read_is_answered_in_that_language_with_the_number_of_the_country() -> None:
    talk = Talk.with_(country="DE").says("Ich habe seit gestern wieder Schmerzen im Kreuz und konnte kaum schlafen")

    assert talk.last.key == "wishes.their_words_line"
    assert numbers_for("DE").ambulance in talk.last.text
    assert talk.last.labels == ["Notfallkarte", "Ist es ernst?"]


def test_a_language_without_a_country_gets_all_three_numbers() -> None:
    talk = Talk.with_(country=None).says("Tengo mucho dolor de espalda desde ayer y no puedo dormir por la noche")

    assert all(number in talk.last.text for number in ("112", "911", "999"))


def test_letting_the_bot_back_in_plans_everything_again_without_a_sound() -> None:
    talk = Talk.with_().blocks().unblocks()

    assert not talk.last.loud
    assert {"checkin", "nudge"} <= {topic for topic, _ in talk.memory.agenda}


def test_letting_the_bot_back_in_after_stop_stays_silent() -> None:
    assert Talk.with_(stopped=True).blocks().unblocks().heard == []


@pytest.mark.parametrize("words", ["stop", "help", "delete me", "is this serious?", "privacy", "emergency number"])
def test_a_stranger_may_wish_for_what_needs_no_consent(words: str) -> None:
    talk = Talk.stranger().says(words)

    assert talk.last.key != "onboarding.welcome"
    assert talk.person.consent_version is None


@pytest.mark.parametrize("words", ["settings", "check in", "my back hurts a bit", "pause for a week", "hello"])
def test_everything_else_leads_a_stranger_to_the_first_talk(words: str) -> None:
    assert Talk.stranger().says(words).last.key == "onboarding.welcome"


def test_every_wish_has_an_answer() -> None:
    for name, phrase in {name: phrase for phrase, name in phrases().items()}.items():
        talk = Talk.with_().says(phrase)

        assert talk.heard, name
        assert not any(each.question == "note" for each in talk.records)


def test_labels_are_short_enough_for_a_phone() -> None:
    from messages.catalogue.entries import load_catalogue

    labels = [key for key in load_catalogue("en") if key.startswith(("do.", "topic.", "risks.page_", "places."))]

    assert labels and all(len(text_of("en", key)) <= 22 for key in labels if key != "risks.page")
