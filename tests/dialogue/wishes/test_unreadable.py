"""What cannot be read, a picture or a language, is answered with whom to call."""

from __future__ import annotations

import pytest

from messages.events import Media
from messages.languages import languages
from messages.numbers import numbers_for
from tests.dialogue.host import Talk


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


@pytest.mark.parametrize(
    ("words", "line"),
    [("no hablo ingles", "solo inglés"), ("No hablo inglés!", "solo inglés"), ("je ne parle pas anglais", "français"),
     ("Não falo inglês", "português"), ("kein Englisch", "Deutsch"), ("nie mówię po angielsku", "polsku")],
)  # fmt: skip
def test_whoever_says_that_they_speak_no_english_is_answered_in_their_language(words: str, line: str) -> None:
    talk = Talk.with_().says(words)

    assert line in talk.last.text and "999" in talk.last.text
    assert not talk.records
