"""An illness or a medicine told at any question of the set-up, or any day later, is kept and counts."""

from __future__ import annotations

import pytest

from messages.content import Condition, Kind
from messages.dialogue.habits.planning.conditions import conditions
from messages.dialogue.scene import Scene
from messages.triage.vocabulary import Answer
from tests.dialogue.host import Talk
from tests.dialogue.onboarding.arrived import arrived, set_up


def held(talk: Talk) -> set[str]:
    return {name for name, given in talk.person.risks.items() if given.answer is Answer.YES}


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("heart failure and diabetus, warfarin", {"rf_heart_failure", "rf_diabetes", "rf_anticoagulant"}),
        ("i have heart failure", {"rf_heart_failure"}), ("a weak heart", {"rf_heart_failure"}),
        ("heart failiure", {"rf_heart_failure"}),
        ("i have kidney failure and take apixaban", {"rf_ckd", "rf_anticoagulant"}),
        ("Osteoporosis, type 2 diabetes", {"rf_osteoporosis", "rf_diabetes"}), ("i'm diabetic", {"rf_diabetes"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("at", ["country", "quiet"])
def test_what_is_named_at_a_question_of_the_set_up_is_kept_and_the_question_comes_again(
    words: str, kept: set[str], at: str
) -> None:
    talk = arrived(at=at).says(words)

    assert held(talk) == kept
    assert talk.heard[0].key == "risks.heard" and talk.last.key == f"ask.{at}"


def test_with_heart_failure_told_in_words_no_drink_is_nudged() -> None:
    talk = set_up().says("i have heart failure")

    assert Condition.FLUID_LIMIT in conditions(Scene(talk.memory, talk.now))
    assert not any(each.kind == Kind.HYDRATION for each in talk.travel(days=5).nudges)


def test_what_is_named_beside_a_danger_is_kept_too() -> None:
    talk = Talk.with_().says("i have heart failure, and i cannot feel when i wipe")

    assert talk.alerts and "rf_heart_failure" in held(talk)


@pytest.mark.parametrize(
    "words",
    ["my mum has heart failure", "no heart failure", "is heart failure bad?", "i dont have diabetes", "heart",
     "my heart is full", "the failure of my back"],
)  # fmt: skip
def test_what_somebody_else_has_or_nobody_has_is_not_kept(words: str) -> None:
    assert not held(set_up().says(words))


def test_a_longer_report_that_only_mentions_an_illness_is_not_kept() -> None:
    assert not held(set_up().says("walked past the heart failure clinic today"))


@pytest.mark.parametrize("words", ["whenever", "half ten", "dunno mate", "late"])
def test_quiet_hours_that_were_not_understood_are_asked_for_again(words: str) -> None:
    talk = arrived(at="quiet").says(words)

    assert talk.last.key in ("ask.quiet_unknown", "ask.quiet_until") and talk.last.rows


def test_who_names_when_the_quiet_begins_taps_its_end() -> None:
    talk = arrived(at="quiet").says("half ten").presses("07:00")

    assert (talk.person.quiet_from, talk.person.quiet_to) == ("22:30", "07:00")
    assert talk.last.key == "ask.nudges"


@pytest.mark.parametrize("words", ["my back hurts", "sore and stiff today"])
def test_a_report_in_the_set_up_is_kept_and_the_question_comes_again(words: str) -> None:
    talk = arrived(at="quiet").says(words)

    assert [each.key for each in talk.heard] == ["wishes.noted", "ask.quiet"]
    assert not talk.last.loud
