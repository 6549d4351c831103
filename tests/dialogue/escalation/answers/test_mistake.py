"""An emergency can't be argued away: a mistake is asked again, both answers stay, the warning too."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from messages.triage.vocabulary import Answer, Level
from tests.dialogue.host import Talk, highest


def mistaken() -> Talk:
    """Return a talk in which a dangerous box was ticked in /serious and called a mistake."""
    talk = Talk.with_().commands("serious").presses("None of these").travel(minutes=1).presses("Leaking pee")
    return talk.travel(minutes=1).presses("Pressed by mistake")


def answers(talk: Talk) -> list[Answer]:
    return [fact.answer for fact in talk.case.facts if fact.flag == "ces_bladder_incontinence"]


def test_it_asks_the_dangerous_item_again_with_the_number() -> None:
    talk = mistaken()

    assert "Go to A&E now, or call 999" in talk.last.text
    assert "leaked pee" in talk.last.text
    assert talk.alerts[0].is_open


@pytest.mark.parametrize("answer", ["Yes", "Not sure"])
def test_yes_and_not_sure_open_the_warning_again(answer: str) -> None:
    talk = mistaken().presses(answer)

    assert talk.heard[0].key == "escalation.alert"
    assert talk.alerts[0].state is AlertState.OPEN
    assert ("ladder", talk.alerts[0].id) in talk.memory.agenda


def test_one_no_does_not_even_stop_the_repeats() -> None:
    talk = mistaken().presses("No")

    assert talk.last.key == "escalation.mistake_second"
    assert ("ladder", talk.alerts[0].id) in talk.memory.agenda
    assert talk.alerts[0].is_open


def test_the_second_no_stops_the_repeats_but_not_the_warning() -> None:
    talk = mistaken().presses("No").presses("No")

    alert = talk.alerts[0]
    assert alert.is_open
    assert alert.disputed == ("ces_bladder_incontinence",)
    assert ("ladder", alert.id) not in talk.memory.agenda
    assert "It comes back at once if you tell me of: leaking pee" in talk.last.text


def test_both_answers_stay_on_record() -> None:
    talk = mistaken().presses("No").presses("No")

    assert answers(talk) == [Answer.YES, Answer.NO, Answer.NO]


def test_it_is_asked_once_more_in_the_morning_and_only_then_closed() -> None:
    talk = mistaken().presses("No").presses("No").travel(hours=24)

    assert talk.last.key == "escalation.mistake_next_day"
    talk.presses("No")
    assert talk.alerts[0].state is AlertState.RESOLVED
    assert talk.alerts[0].resolution == "mistake"
    assert not talk.memory.agenda


def test_nothing_closes_by_itself() -> None:
    talk = mistaken().presses("No").presses("No").travel(days=40)

    assert talk.alerts[0].is_open


def test_true_after_all_opens_it_again() -> None:
    talk = mistaken().presses("No").presses("No").presses("It is true after all")

    assert talk.alerts[0].state is AlertState.OPEN
    assert talk.alerts[0].disputed == ()
    assert talk.heard[0].text.startswith("Go to A&E now")


def test_saying_it_again_after_a_mistake_opens_it_again() -> None:
    talk = mistaken().presses("No").presses("No").travel(minutes=5).says("I keep leaking pee without noticing")

    assert talk.heard[0].key == "escalation.alert"
    assert talk.alerts[0].state is AlertState.OPEN
    assert ("ladder", talk.alerts[0].id) in talk.memory.agenda


def test_a_mistake_about_one_danger_leaves_the_others() -> None:
    talk = Talk.with_().says("crushing chest pain").travel(minutes=1).says("my bum and private parts are numb")
    talk.travel(minutes=1).presses("Pressed by mistake").presses("No").presses("No")

    alert = talk.alerts[0]
    assert len(alert.disputed) == 1
    assert ("ladder", alert.id) in talk.memory.agenda
    assert "My warning still stands for" in talk.last.text


def test_exercise_stays_on_hold_until_it_is_closed() -> None:
    talk = mistaken().presses("No").presses("No")

    assert highest(talk) is Level.EMERGENCY_NOW


def test_a_mistake_closed_once_is_no_clinicians_check() -> None:
    talk = mistaken().presses("No").presses("No").travel(hours=24).presses("No").travel(hours=1)

    talk.says("I keep leaking pee without noticing")

    assert talk.heard[0].key == "escalation.alert"
    assert highest(talk) is Level.EMERGENCY_NOW


def test_true_the_next_morning_opens_it_again_in_full() -> None:
    talk = mistaken().presses("No").presses("No").travel(hours=24).presses("Yes")

    assert talk.alerts[0].state is AlertState.OPEN
    assert talk.alerts[0].disputed == ()


def test_another_danger_later_does_not_dig_up_the_mistake() -> None:
    talk = mistaken().presses("No").presses("No").travel(hours=24).presses("No").travel(hours=1)

    talk.says("I have crushing chest pain")

    assert "ces_bladder_incontinence" not in {each.flag for each in talk.alerts[0].reasons}
