"""What people answer to a warning: getting help, not able to, and the next morning; each answer is on record."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from tests.dialogue.escalation.warned import warned


def test_i_have_called_is_thanked_with_what_to_do_while_waiting_and_a_question_in_an_hour() -> None:
    talk = warned().presses("I have called")

    waiting = talk.last
    talk.travel(minutes=61)

    assert "While you wait" in waiting.text
    assert talk.alerts[0].state is AlertState.ACTING
    assert [each.key for each in talk.heard] == ["escalation.waiting_question"]


def test_calling_can_be_said_in_words() -> None:
    assert warned().says("the ambulance is coming").alerts[0].state is AlertState.ACTING
    assert warned().says("ok, I've called").alerts[0].state is AlertState.ACTING


@pytest.mark.parametrize("text", ["I called my boss about tomorrow", "should I call an ambulance?", "7", "ok"])
def test_other_words_do_not_acknowledge(text: str) -> None:
    assert warned().says(text).alerts[0].state is not AlertState.ACTING


def test_who_cannot_get_help_gets_the_other_roads_in_order_and_is_asked_sooner() -> None:
    talk = warned().travel(minutes=70).presses("I cannot get help")

    roads = talk.last.text
    talk.travel(minutes=16)

    assert (
        roads.index("999") < roads.index("112") < roads.index("near you") < roads.index("taxi") < roads.index("Walk in")
    )
    assert [each.key for each in talk.heard] == ["escalation.alert"]


def test_who_called_and_then_cannot_get_help_is_open_again() -> None:
    talk = warned().presses("I have called").presses("I cannot get help")

    assert talk.alerts[0].is_open
    assert talk.alerts[0].state is not AlertState.ACTING
    assert ("ladder", talk.alerts[0].id) in talk.memory.agenda


def test_the_next_morning_asks_what_came_of_it() -> None:
    talk = warned().presses("I have called").travel(minutes=61).presses("Yes, I am being helped")

    talk.travel(hours=24)

    assert talk.last.key == "escalation.morning_plainly"
    assert "What were you told?" in talk.last.text


def test_not_yet_in_the_morning_opens_the_warning_again() -> None:
    talk = warned().presses("I have called").travel(hours=26).presses("Not yet")

    assert talk.heard[0].text.startswith("Go to A&E now")
    assert talk.alerts[0].state is AlertState.OPEN


def test_every_answer_of_a_warning_is_on_record() -> None:
    talk = warned().presses("I cannot get help").presses("I have called")

    replies = [(each.value, each.run) for each in talk.records if each.question == "alert.reply"]
    assert replies == [("stuck", talk.alerts[0].id), ("going", talk.alerts[0].id)]


def test_a_press_again_does_nothing_twice() -> None:
    talk = warned()
    going = talk.button("I have called")
    talk.presses(going).travel(minutes=5).presses(going)

    assert talk.heard == []
    assert talk.toasts == ["Good. I have noted that you are getting help."]


@pytest.mark.parametrize(
    "words", ["is that bad?", "what should i do", "why do i have to go there?", "can it wait til monday"]
)
def test_a_question_under_a_warning_hears_why_and_not_only_that_it_stands(words: str) -> None:
    talk = warned().says(words)

    said = talk.heard[0]
    assert said.text.startswith("Go to A&E now")
    assert "nerves" in said.text
    assert "I am sorry" in said.text
    assert not said.loud
    assert talk.alerts[0].state is AlertState.OPEN
