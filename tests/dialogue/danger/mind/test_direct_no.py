"""A plain no to the question about killing oneself is taken in many words, and so is no stray "yes" later."""

from __future__ import annotations

import pytest

from messages.triage.vocabulary import Answer
from tests.dialogue.host import Talk

UNSURE = "i have no idea how to cope with all this"


def asked() -> Talk:
    talk = Talk.with_().says(UNSURE).travel(minutes=2)
    assert "Are you thinking about killing yourself?" in talk.last.text
    return talk


def answers(talk: Talk) -> list[Answer]:
    return [each.answer for each in talk.case.facts if each.flag == "mh_suicide_thoughts"]


@pytest.mark.parametrize(
    "words",
    [
        "no of course not",
        "no, of course not!",
        "course not",
        "absolutely not",
        "no i would never",
        "no im just tired from looking after mum",
        "no just stressed",
        "no dont be silly",
        "no dont worry",
        "god no",
        "no i wouldnt do that",
        "no nothing like that, just worn out",
    ],
)
def test_a_no_is_a_no_the_next_day_too(words: str) -> None:
    talk = asked().travel(hours=20).says(words)

    assert talk.heard[0].key == "escalation.thanks_direct_no"
    assert answers(talk) == [Answer.NO]
    assert talk.travel(hours=9).says("yes").alerts == ()


@pytest.mark.parametrize(
    "words",
    [
        "no idea",
        "not now",
        "not any more",
        "not today",
        "sometimes at night",
        "no just tired of it all",
        "no im just so tired of living",
        "no but i think about it",
        "no i just want it to stop",
        "not really",
        "no just fed up with being alive",
    ],
)
def test_what_may_take_it_back_is_no_plain_no(words: str) -> None:
    talk = asked().says(words)

    assert Answer.NO not in answers(talk)
    assert talk.heard[0].loud


@pytest.mark.parametrize(
    "words", ["no way would i", "i would never do that to my family", "not like that", "sometimes"]
)
def test_hours_later_what_sounds_like_an_answer_is_asked_about_and_not_only_filed(words: str) -> None:
    talk = asked().travel(hours=4).says(words)

    assert {"escalation.direct_plainly", "escalation.thanks_direct_no", "escalation.alert"} & {
        each.key for each in talk.heard
    }


def test_hours_later_other_news_is_only_filed() -> None:
    keys = {each.key for each in asked().travel(hours=4).says("went to the shop and back").heard}

    assert "escalation.direct_plainly" not in keys


def test_a_plain_answer_is_asked_for_in_kind_words() -> None:
    talk = asked().says("not really")

    assert talk.heard[0].text.startswith("Talk to someone today: 116 123.")
    assert "Are you thinking about killing yourself?" in talk.heard[0].text
    assert "Even a little" not in talk.heard[0].text


def test_the_questions_after_it_never_send_anybody_to_the_emergency_room() -> None:
    talk = asked().presses("Yes").travel(minutes=2).says("not really")

    assert talk.heard[0].key == "escalation.crisis_acting"
    assert "A&E" not in talk.heard[0].text
    assert talk.heard[0].text.startswith("Call 999 now")


@pytest.mark.parametrize("answer", ["Prefer not to say", "Yes", "Not sure"])
def test_nobody_is_thanked_for_a_candour_they_did_not_show(answer: str) -> None:
    talk = Talk.with_().says("i want to die").travel(minutes=1).presses(answer)

    assert "Have you already done something to hurt yourself" in talk.last.text
    assert "honest" not in talk.last.text
