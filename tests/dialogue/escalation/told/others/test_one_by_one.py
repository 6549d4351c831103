"""What is told of one other person over several messages is judged together, and is never the writer's own."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk


def told(*texts: str, apart: int = 2) -> Talk:
    """Return a talk in which these were typed one after the other, so many minutes apart."""
    talk = Talk.with_()
    for text in texts:
        talk.travel(minutes=apart).says(text)
    return talk


def keys(talk: Talk) -> list[str]:
    return [each.key for each in talk.heard]


@pytest.mark.parametrize(
    "text",
    [
        "my mum isnt able to stand up",
        "my mum cant get out of bed",
        "he cant walk to the toilet",
        "my wife can't stand up today",
    ],
)
def test_who_cannot_stand_or_move_is_asked_about(text: str) -> None:
    talk = told(text)

    assert keys(talk) == ["escalation.ask"]
    assert "Please answer for the other person" in talk.heard[0].text
    assert talk.heard[0].loud
    assert talk.case.facts == () and talk.memory.notes == ()


@pytest.mark.parametrize(
    "texts",
    [
        ("my mum has bad back pain", "she isnt able to stand up today", "she cant pee either"),
        ("my dad cant walk today", "he has wet himself"),
        ("my dad has back pain", "he has a fever", "he had a spinal injection last week"),
        ("my mum had cancer", "she is wobbly on her legs"),
        ("my wife can't stand up", "yes and she cant feel her bottom"),
    ],
)
def test_plain_signs_told_one_by_one_are_a_warning(texts: tuple[str, ...]) -> None:
    talk = told(*texts)

    assert keys(talk) == ["escalation.alert"]
    assert "about someone else" in talk.heard[0].text
    assert talk.heard[0].loud
    assert talk.alerts == () and talk.case.facts == ()
    assert [each.key for each in talk.travel(hours=20).heard if each.key.startswith("escalation.ask")] == []


def test_the_warning_names_what_was_told_before() -> None:
    text = told("my mum isnt able to stand up", "she cant pee either").heard[0].text

    assert "she cant pee either" in text and "isnt able to stand up" in text


def test_once_their_back_was_told_of_a_fever_is_asked_about() -> None:
    assert keys(told("my dad has a bad back", "he has a fever")) == ["escalation.ask"]
    assert keys(told("my dad has a cold", "he has a fever")) == ["wishes.about_another"]
    assert keys(told("my dad has a fever", "he is shivering")) == ["wishes.about_another"]


@pytest.mark.parametrize(
    "texts",
    [
        ("my mum cant stand up", "my dad cant pee"),
        ("my mum cant stand up", "he cant pee"),
        ("my mum cant stand up", "no she can stand", "she cant pee"),
    ],
)
def test_signs_of_two_people_or_one_denied_are_not_put_together(texts: tuple[str, ...]) -> None:
    assert keys(told(*texts)) == ["escalation.ask"]


def test_some_hours_later_it_is_forgotten() -> None:
    assert keys(told("my mum cant stand up", "she cant pee", apart=420)) == ["escalation.ask"]


def test_nothing_of_theirs_weighs_for_the_writer_nor_the_writers_for_them() -> None:
    theirs_first = told("my dad has cancer", "he had a spinal injection", "i have a bit of back ache")
    assert theirs_first.alerts == ()
    assert theirs_first.case.facts == told("i have a bit of back ache").case.facts
    assert told("i had breast cancer", "my mum cant stand up").case.facts == told("i had breast cancer").case.facts


@pytest.mark.parametrize("text", ["she made a cake", "she is on holiday", "she can stand fine"])
def test_everyday_words_of_them_ask_nothing(text: str) -> None:
    assert not any(each.startswith("escalation.a") for each in keys(told("my mum has bad back pain", text)))


@pytest.mark.parametrize("text", ["she is really sleepy now", "she threw up", "hes shaking", "she cant stay awake"])
def test_whoever_feels_ill_after_swallowing_something_needs_the_ambulance(text: str) -> None:
    talk = told("my flatmate has taken loads of pills", text)

    assert talk.heard[0].text.startswith("Call 999 now.")
    assert talk.heard[0].loud


def test_whoever_feels_well_after_it_needs_help_all_the_same() -> None:
    talk = told("my flatmate has taken loads of pills", "she says she feels fine")

    assert keys(talk) == ["escalation.alert"]
    assert "even if well" in talk.heard[0].text


def test_the_poisoning_of_one_is_no_answer_about_another() -> None:
    talk = told("my mum can't feel her legs", "and my dad drank weedkiller")

    assert "legs" not in talk.heard[0].text
    assert "what they took, how much and when" in talk.heard[0].text


@pytest.mark.parametrize("text", ["my mum has bad back pain", "my dad's back is bad again", "her back is very sore"])
def test_their_back_is_nothing_for_the_writers_log(text: str) -> None:
    talk = told(text)

    assert keys(talk) == ["wishes.about_another"]
    assert talk.memory.notes == () and talk.sees("Write it in my log")


@pytest.mark.parametrize(
    "text",
    ["my son is back at school", "mum came back from town", "my wife rubbed my back", "i have mums back"],
)
def test_other_words_of_backs_are_the_writers_own(text: str) -> None:
    assert told(text).memory.notes[0][1] == text
