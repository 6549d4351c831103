"""Questions about our own nudges are answered from the library with its source; others are sent where they belong."""

from __future__ import annotations

import pytest

from messages.content import Kind, items_of
from messages.dialogue.freely.own_advice import AMOUNT, is_question
from messages.events import Said
from messages.triage.vocabulary import Answer
from tests.dialogue.habits.planned import risks
from tests.dialogue.host import Talk

SENT_ELSEWHERE = ("what does my MRI mean, it says mild disc bulge L4 L5", "is it normal that my period is late",
                  "is it safe to exercise with long covid", "is long covid making my back hurt")  # fmt: skip

LIMITS = ("rf_heart_failure", "rf_ckd", "rf_dialysis_line")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("why do i have to do the breathing", Kind.BREATHING), ("what is the water for", Kind.HYDRATION),
        ("does stretching help", Kind.STRETCHING), ("what's the point of the water?", Kind.HYDRATION),
        ("is there proof for the breathing?", Kind.BREATHING), ("why should I stretch?", Kind.STRETCHING),
    ],
)  # fmt: skip
def test_why_a_nudge_comes_is_told_as_it_stands_in_the_library(words: str, kind: Kind) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "wishes.from_library" and "From:" in talk.last.text
    assert any(item.why in talk.last.text for item in items_of(kind))
    assert not talk.records


def test_the_source_of_that_is_the_one_of_what_was_told_last() -> None:
    talk = Talk.with_().says("what is the water for")
    told = talk.last.text
    talk.says("whats the source for that")

    assert talk.last.key == "wishes.from_library" and talk.last.text.splitlines()[-1] == told.splitlines()[-1]


def test_how_much_to_drink_is_not_named_to_whom_it_may_harm() -> None:
    talk = Talk.with_().says("how much water should i drink")

    assert talk.last.key == "wishes.no_amount" and "6 to 8" not in talk.last.text


def test_how_much_to_drink_is_named_to_who_has_no_limit() -> None:
    dose = next(item.dose for item in items_of(Kind.HYDRATION) if item.id == AMOUNT)
    talk = Talk.with_(risks=risks(**dict.fromkeys(LIMITS, Answer.NO))).says("how much water should i drink")

    assert dose in talk.last.text and "doctor set you a limit" in talk.last.text


@pytest.mark.parametrize(
    "words", ["how much water should i drink with kidney disease", "why does drinking make my feet swell?"]
)
def test_a_question_about_the_own_body_is_never_answered_from_the_library(words: str) -> None:
    assert Talk.with_().says(words).last.key == "wishes.question"


def test_what_cannot_be_answered_is_said_shorter_and_in_other_words_each_time() -> None:
    talk = Talk.with_()
    told = [talk.says(words).last.text for words in SENT_ELSEWHERE[:3]]

    assert len(set(told)) == 3 and len(told[0]) > len(told[1]) > len(told[2])
    assert all("serious" in each and "pharmacist" in each for each in told)
    assert talk.travel(hours=25).says(SENT_ELSEWHERE[3]).last.text == told[0]


def test_a_greeting_that_sounds_like_a_question_hides_no_report() -> None:
    words = "how far, my back dey pain me small since i carry generator yesterday"
    talk = Talk.with_().says(words)

    assert not is_question(words) and is_question("how far can I walk?")
    assert [each.value for each in talk.records if each.question == "note"] == [words]


def test_a_no_to_are_you_in_danger_gives_the_check_in_back() -> None:
    talk = Talk.with_().commands("/checkin").stumbles(Said("hm", 900)).presses("No")

    assert [each.key for each in talk.heard][-2:] == ["common.then_on", "checkin.pain"]
