"""What is typed under a danger question: the first words answer it, all of them are read, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from messages.triage.vocabulary import Answer, Level
from tests.dialogue.host import Talk, highest

UNCLEAR = "what if I get numb down there?"
OF_MUM = "my mum can't feel her legs"


def asked(text: str = UNCLEAR) -> Talk:
    talk = Talk.with_().says(text).travel(minutes=1)
    assert talk.screen[-1].key == "escalation.ask"
    return talk


@pytest.mark.parametrize(
    "text",
    [
        "yeah both of them",
        "yes both legs went",
        "Yes, since this morning and it is getting no better",
        "aye both sides",
        "both of them",
        "oh yeah it has been like that all day",
        "yep, when I sit",
        "sort of, when I sit down",
        "ok yes it did",
    ],
)
def test_an_answer_that_begins_with_yes_is_a_warning_at_once(text: str) -> None:
    talk = asked().says(text)

    assert highest(talk) is Level.EMERGENCY_NOW
    assert [each.key for each in talk.heard] == ["escalation.alert"]
    assert talk.heard[0].loud
    assert talk.memory.notes[0][1] == text


def test_a_yes_counts_hours_later_while_the_question_is_open() -> None:
    talk = asked().travel(minutes=20).says("yes both of them went")

    assert highest(talk) is Level.EMERGENCY_NOW


def test_a_yes_that_tells_of_more_is_one_warning_with_all_of_it() -> None:
    talk = asked().says("yes and I have crushing chest pain")

    warnings = [each for each in talk.heard if each.loud]
    assert len(warnings) == 1
    assert warnings[0].text.startswith("Call 999 now.")
    assert {"ces_saddle_numb", "cv_chest_pain"} <= {each.flag for each in talk.alerts[0].reasons}


@pytest.mark.parametrize(
    "text", ["no im grand now they came back", "nah it was nothing like that", "no, it's fine thanks"]
)
def test_a_longer_no_is_a_no_and_is_kept(text: str) -> None:
    talk = asked().says(text)

    assert talk.alerts == ()
    assert talk.case.facts[-1].answer is Answer.NO
    assert talk.memory.notes[0][1] == text
    assert talk.travel(hours=2).heard == []


@pytest.mark.parametrize(
    "text",
    [
        "no but it comes and goes",
        "no i can't say",
        "no not much, only a bit",
        "nope, not sure though",
        "yeah no",
        "yeah grand",
    ],
)
def test_a_no_that_may_be_none_is_asked_once_more(text: str) -> None:
    talk = asked().says(text)

    assert talk.heard[0].key == "escalation.ask_plainly"
    assert talk.heard[0].labels == ["Yes", "No", "Not sure"]
    assert not any(each.answer is Answer.NO for each in talk.case.facts)


@pytest.mark.parametrize(
    "text", ["no feeling at all down there", "no control when I pee", "no but I have crushing chest pain"]
)
def test_a_no_that_speaks_of_danger_is_no_no(text: str) -> None:
    talk = asked().says(text)

    assert not any(each.answer is Answer.NO for each in talk.case.facts)
    assert talk.alerts or talk.heard[0].key == "escalation.ask"


@pytest.mark.parametrize(
    "text", ["what do you mean", "i don't know what you mean", "no more messages", "nobody is home"]
)
def test_other_words_leave_the_question_open(text: str) -> None:
    talk = asked().says(text)

    assert talk.alerts == ()
    assert "escalation.ask_again" in [each.key for each in talk.travel(minutes=16).heard]


@pytest.mark.parametrize(
    "text",
    ["yes both, since this morning", "both legs, they are numb", "yes she can't pee", "yeah i think both"],
)
def test_the_answer_about_somebody_else_stays_about_them(text: str) -> None:
    talk = asked(OF_MUM).says(text)

    assert talk.alerts == ()
    assert talk.case.facts == ()
    assert talk.memory.notes == ()
    assert "about someone else" in talk.heard[0].text
    assert "It is about me" in talk.heard[0].labels
    assert talk.heard[0].loud
    assert talk.travel(hours=25).heard == []


def test_whoever_names_themselves_under_such_a_question_is_warned_too() -> None:
    talk = asked(OF_MUM).says("yes and I have crushing chest pain")

    assert any("about someone else" in each.text for each in talk.heard)
    assert talk.alerts[0].reasons[0].flag.startswith("cv_")


def test_hours_later_a_danger_with_no_name_is_the_writers_own_again() -> None:
    talk = asked(OF_MUM)
    talk.now += timedelta(hours=3)

    assert highest(talk.says("can't pee since this morning")) is Level.EMERGENCY_NOW
