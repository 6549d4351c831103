"""When words may mean a danger one plain question comes in the same reply; silence is followed up, never a no."""

from __future__ import annotations

from typing import Any

import pytest

from messages.dialogue.escalation.asking.phrases import reply_in
from messages.dialogue.escalation.asking.typed import meaning_of
from messages.effects import Lane, Say
from messages.triage.vocabulary import Answer, Level
from tests.dialogue.host import Talk, highest

UNCLEAR = "what if I get numb down there?"


def asked(**fields: Any) -> Talk:
    return Talk.with_(**fields).says(UNCLEAR).travel(minutes=1)


def test_the_question_is_plain_and_carries_the_number() -> None:
    question = Talk.with_().says(UNCLEAR).heard[0]

    assert question.lane is Lane.URGENT
    assert question.text.startswith("One question. If yes: Go to A&E now, or call 999")
    assert "numbness" in question.text
    assert question.labels == ["Yes", "No", "Not sure"]


@pytest.mark.parametrize("answer", ["Yes", "Not sure"])
def test_yes_and_not_sure_are_a_warning_at_once(answer: str) -> None:
    talk = asked().presses(answer)

    assert talk.heard[0].key == "escalation.alert"
    assert highest(talk) is Level.EMERGENCY_NOW


def test_no_is_thanked_kept_and_comes_with_a_safety_net() -> None:
    talk = asked().presses("No")

    assert talk.alerts == ()
    assert (talk.case.facts[-1].flag, talk.case.facts[-1].answer) == ("ces_saddle_numb", Answer.NO)
    assert "Tell me at once of" in talk.last.text


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("yes", Level.EMERGENCY_NOW),
        ("Yes a bit", Level.EMERGENCY_NOW),
        ("YEAH!!", Level.EMERGENCY_NOW),
        ("👍", Level.EMERGENCY_NOW),
        ("a little", Level.EMERGENCY_NOW),
        ("not sure", Level.EMERGENCY_NOW),
        ("idk", Level.EMERGENCY_NOW),
        ("maybe.", Level.EMERGENCY_NOW),
        ("I don’t know", Level.EMERGENCY_NOW),
        ("no", Level.NONE),
        ("Nope, thanks", Level.NONE),
        ("not at all", Level.NONE),
    ],
)
def test_the_answer_may_be_typed(text: str, level: Level) -> None:
    assert highest(asked().says(text)) is level


def test_not_really_is_asked_once_more_and_then_counts_as_not_sure() -> None:
    talk = asked().says("not really")
    again = talk.last

    assert again.key == "escalation.ask_plainly"
    assert talk.alerts == ()
    assert highest(talk.travel(minutes=1).says("not really")) is Level.EMERGENCY_NOW


def test_anything_longer_is_read_for_danger_and_the_question_stays_open() -> None:
    talk = asked().says("no but I have crushing chest pain")

    assert talk.heard[0].text.startswith("Call 999 now.")
    assert any("Not sure" in shown.labels for shown in talk.screen)


@pytest.mark.parametrize("text", ["yesterday", "no idea what to cook", "none of your business", "7", "", "yes " * 30])
def test_other_words_are_no_answer(text: str) -> None:
    assert meaning_of(text) == ""


def test_a_yes_with_no_question_open_means_nothing() -> None:
    assert Talk.with_().says("yes").alerts == ()


def test_a_yes_days_later_is_no_answer_any_more() -> None:
    assert asked().travel(days=3).says("yes").alerts == ()


def test_no_answer_in_15_minutes_rings_again_with_the_action() -> None:
    talk = Talk.with_().says(UNCLEAR).travel(minutes=16)

    assert talk.last.loud
    assert talk.last.lane is Lane.URGENT
    assert talk.last.text.startswith("Please answer me. If yes: Go to A&E now")


def test_an_unanswered_question_comes_four_times_and_then_rests() -> None:
    talk = Talk.with_(stopped=True).says(UNCLEAR).travel(days=10)

    again = [each for each in talk.effects if isinstance(each, Say) and each.key == "escalation.ask_again"]
    assert len(again) == 4
    assert talk.alerts == ()


def test_an_answer_ends_the_repeats() -> None:
    talk = asked().presses("No")

    assert not talk.memory.agenda
    assert talk.travel(days=2).heard == []


def test_the_interrupted_talk_gets_its_question_back_after_a_no() -> None:
    talk = Talk.with_().commands("serious").travel(minutes=1).says(UNCLEAR).presses("No")

    assert [each.key for each in talk.heard] == ["escalation.thanks_no", "serious.step"]


def test_an_old_yes_still_counts_and_an_old_no_changes_nothing() -> None:
    talk = asked()
    yes, no = talk.button("Yes"), talk.button("No")
    talk.presses(no).travel(days=5)

    talk.presses(yes)
    raised = highest(talk)
    talk.presses(no)

    assert raised is Level.EMERGENCY_NOW
    assert talk.alerts[0].is_open
    assert talk.toasts == ["Noted. I keep both answers."]


def test_the_same_answer_twice_does_nothing_twice() -> None:
    talk = asked()
    yes = talk.button("Yes")
    talk.presses(yes).travel(minutes=1).presses(yes)

    assert talk.heard == []
    assert len(talk.alerts) == 1


def test_two_open_questions_are_both_followed_up() -> None:
    talk = asked().says("could I be getting sepsis? what if I get chest pain?").travel(minutes=1)

    open_ones = [key for key in talk.memory.agenda if key[0] == "ask"]
    assert len(open_ones) >= 1
    assert ("ask", "1") in talk.memory.agenda


def test_the_question_about_an_open_warning_only_reminds() -> None:
    talk = Talk.with_().says("my bum and private parts are numb").travel(minutes=1).says(UNCLEAR)

    assert not any(key[0] == "ask" for key in talk.memory.agenda)


def test_saying_nothing_about_a_sensitive_thing_is_all_right() -> None:
    talk = Talk.with_().says("I can't go on like this").travel(minutes=1)

    if talk.sees("Prefer not to say"):
        talk.presses("Prefer not to say")
        assert talk.case.facts[-1].answer is Answer.DECLINED


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("I've called", "going"),
        ("called an ambulance", ""),
        ("I have called 999", "going"),
        ("ambulance on its way", "going"),
        ("my wife is calling an ambulance", "going"),
        ("im at the hospital", "going"),
        ("on my way to A&E", "going"),
        ("nobody answers", "stuck"),
        ("can't get through to 111", "stuck"),
        ("I called but no answer", "stuck"),
        ("I have no car", "stuck"),
        ("I called my mother", ""),
        ("thanks", ""),
    ],
)
def test_what_people_type_under_a_warning(text: str, choice: str) -> None:
    assert reply_in(text) == choice
