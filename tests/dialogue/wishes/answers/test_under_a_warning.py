"""Under a warning "what now" is answered by what it asks for; "is it serious?" by the questions, for others too."""

from __future__ import annotations

import pytest

from tests.dialogue.escalation.warned import TODAY, warned
from tests.dialogue.host import Talk


@pytest.mark.parametrize(
    "words", ["what do i do now", "so what now?", "should i go to hospital", "do i really have to go", "who do i call"]
)
def test_what_now_says_again_what_to_do_with_the_ways_to_answer(words: str) -> None:
    talk = Talk.with_().says(TODAY).travel(minutes=5).says(words)

    assert talk.last.text.startswith("Speak to a doctor or nurse today") and "urgent visit" in talk.last.text
    assert talk.sees("I have called") and not talk.last.loud and talk.alerts[0].is_open


def test_a_medicine_under_a_warning_waits_for_those_who_help() -> None:
    talk = warned().says("can i take ibuprofen for it")

    assert "no extra painkillers" in talk.heard[0].text and talk.last.text.startswith("Go to A&E now")


@pytest.mark.parametrize("words", ["should i drink more", "can i eat something"])
def test_before_the_hospital_food_and_drink_are_asked_about_there(words: str) -> None:
    assert "before you eat or drink" in warned().says(words).heard[0].text


def test_whoever_is_frightened_under_a_warning_is_not_led_through_twelve_pages() -> None:
    talk = warned().says("im scared")

    assert [each.key for each in talk.heard] == ["wishes.scared_beside", "escalation.stands_open"]


@pytest.mark.parametrize(
    "words",
    ["my mum has had back pain for a week, she is 82. is it serious?", "should my dad see a doctor? his back aches",
     "my wife has had a sore back for days, is that serious"],
)  # fmt: skip
def test_is_it_serious_about_somebody_else_is_answered_by_the_signs(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "serious.for_another" and "night" in talk.last.text and "cancer" in talk.last.text
    assert not talk.memory.notes
    assert talk.travel(minutes=2).says("what should i do?").last.key == "serious.for_another"


@pytest.mark.parametrize(
    "words", ["hi my back pain 3 week. doktor say muscle. is serius?", "my back aches since monday, should i worry?"]
)
def test_is_it_serious_behind_a_report_opens_the_questions_and_keeps_the_report(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "serious.step"
    assert [each.value for each in talk.records if each.question == "note"] == [words]


def test_danger_beside_is_it_serious_comes_first() -> None:
    assert Talk.with_().says("i cannot feel when i wipe. is it serious?").alerts


def test_questions_about_them_are_not_counted_as_the_writers_own_check() -> None:
    talk = Talk.with_().says("my mum has a sore back. should she see a doctor")

    assert not any(each.question == "serious.started" for each in talk.records)
