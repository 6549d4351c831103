"""The health questions: one a tap, stored and judged at once, stopped and taken up again at any time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from messages.buttons import Button
from messages.memory import Person, RiskAnswer
from messages.profile import profile_of
from messages.triage.flags import table
from messages.triage.vocabulary import Answer, Case, Fact, Level, Origin
from tests.dialogue.host import START, Talk, highest

TODAY = date(2026, 3, 10)


def sitting(**fields: Any) -> Talk:
    """Return somebody in front of the first page of the health questions."""
    return Talk.with_(**fields).presses(Button("on", "", "r", "go"))


def asked(talk: Talk, risk: str) -> Talk:
    """Go on until the question ``risk`` is on the screen."""
    question = table().risk_factors[risk].question
    for _ in range(80):
        if question in talk.last.text:
            return talk
        talk.presses("Ask me" if talk.sees("Ask me") else "Skip")
    raise AssertionError(f"{risk} was never asked")


def test_none_of_these_stands_under_a_list_that_names_them_all() -> None:
    talk = sitting(sex="female")

    labels = [each.label for each in table().risk_factors.values() if each.asked and each.page == "you"]
    assert all(label in talk.last.text for label in labels)
    talk.presses("None of these")
    assert talk.person.risks["rf_pregnant"].answer is Answer.NO


def test_no_screen_lists_more_than_eight_and_together_they_keep_the_order_of_the_table() -> None:
    talk = sitting(sex="female")

    seen: list[str] = []
    while talk.sees("None of these"):
        lines = [line.removeprefix("- ") for line in talk.last.text.splitlines() if line.startswith("- ")]
        assert 2 <= len(lines) <= 8
        seen += lines
        talk.presses("None of these")

    rows = [each for each in table().risk_factors.values() if each.asked]
    for page in dict.fromkeys(each.page for each in rows):
        labels = [each.label for each in rows if each.page == page]
        assert [each for each in seen if each in labels] == labels


def test_one_part_can_be_skipped_and_the_next_one_still_comes() -> None:
    talk = sitting(sex="male")
    while "diabetes" not in talk.last.text:
        talk.presses("None of these")

    talk.presses("Skip")

    assert "sickle" in talk.last.text
    assert "rf_diabetes" not in talk.person.risks
    assert talk.person.risks["rf_cancer_history"].answer is Answer.NO


def test_none_of_these_everywhere_answers_all_questions_in_a_few_taps() -> None:
    talk = sitting(sex="female")

    taps = 0
    while talk.sees("None of these"):
        talk.presses("None of these")
        taps += 1

    assert taps <= 11
    assert talk.last.key == "risks.over"
    assert set(talk.person.risks) == {each.id for each in table().risk_factors.values() if each.asked}


@pytest.mark.parametrize(
    ("button", "answer"),
    [("Yes", Answer.YES), ("No", Answer.NO), ("Not sure", Answer.NOT_SURE), ("Prefer not", Answer.DECLINED)],
)
def test_each_answer_is_stored_as_it_was_given(button: str, answer: Answer) -> None:
    talk = asked(sitting(), "rf_diabetes").presses(button)

    assert talk.person.risks["rf_diabetes"].answer is answer
    assert (talk.records[-1].question, talk.records[-1].value) == ("risk.rf_diabetes", answer.value)


@pytest.mark.parametrize(("words", "answer"), [("yes", Answer.YES), ("Nope", Answer.NO), ("not sure", Answer.NOT_SURE)])
def test_answers_can_be_typed(words: str, answer: Answer) -> None:
    talk = asked(sitting(), "rf_diabetes").says(words)

    assert talk.person.risks["rf_diabetes"].answer is answer


def test_skipping_leaves_a_question_open_and_it_comes_again_next_time() -> None:
    talk = asked(sitting(), "rf_diabetes").presses("Skip")
    assert "rf_diabetes" not in talk.person.risks

    talk.presses("Stop here")
    talk.presses("Carry on")

    assert talk.last.slot.startswith("risks:")
    assert talk.person.focus == "on"


def test_men_are_not_asked_about_pregnancy() -> None:
    assert "pregnan" not in sitting(sex="male").last.text


def test_personal_questions_are_asked_kindly() -> None:
    talk = asked(sitting(), "rf_past_self_harm")

    assert "Skip it if you like" in talk.last.text


def test_a_spine_operation_asks_when_and_a_recent_one_counts() -> None:
    talk = asked(sitting(), "rf_spinal_surgery_date").presses("Yes")
    assert talk.last.key == "risks.when"

    talk.presses("In the last 6 weeks")

    assert "rf_spinal_surgery_90d" in profile_of(talk.person, TODAY).risk_factors
    assert "rf_spinal_surgery_90d" not in profile_of(talk.person, TODAY + timedelta(days=91)).risk_factors


def test_an_old_spine_operation_is_no_recent_one() -> None:
    talk = asked(sitting(), "rf_spinal_surgery_date").presses("Yes").presses("Longer ago")

    held = profile_of(talk.person, TODAY).risk_factors
    assert "rf_spinal_surgery_90d" not in held
    assert "rf_spinal_surgery_date" in held


def test_a_yes_left_without_its_date_counts_as_recent() -> None:
    talk = asked(sitting(), "rf_spinal_surgery_date").presses("Yes").presses("Stop here")

    assert "rf_spinal_surgery_90d" in profile_of(talk.person, TODAY).risk_factors


def with_story(talk: Talk, *flags: str) -> Talk:
    """Let the person have said something dangerous-looking, but not alarming, two hours ago."""
    facts = tuple(Fact(flag, Answer.YES, START - timedelta(hours=2), Origin.BUTTON) for flag in flags)
    object.__setattr__(talk, "memory", talk.memory.__class__(talk.memory.person, Case(facts=facts)))
    return talk


def test_a_risk_factor_and_an_older_answer_are_judged_together_at_once() -> None:
    talk = asked(
        with_story(Talk.with_(), "neuro_leg_numb_one").presses(Button("on", "", "r", "go")), "rf_cancer_history"
    )
    assert highest(talk) < Level.SAME_DAY

    talk.presses("Yes")

    assert highest(talk) >= Level.SAME_DAY
    assert talk.last.lane.name == "URGENT"


def test_after_an_alert_the_sitting_says_nothing_more_and_can_be_resumed() -> None:
    talk = asked(
        with_story(Talk.with_(), "neuro_leg_numb_one").presses(Button("on", "", "r", "go")), "rf_cancer_history"
    )

    talk.presses("Yes")
    assert not any(shown.slot.startswith("risks:") for shown in talk.heard)

    talk.presses(Button("on", "", "r", "go"))
    assert talk.last.slot.startswith("risks:")
    assert table().risk_factors["rf_cancer_history"].question not in talk.last.text


def test_a_slip_taken_back_no_longer_weighs() -> None:
    talk = asked(sitting(), "rf_diabetes").presses("Yes")
    run = talk.last.slot.removeprefix("risks:")

    talk.presses(Button("on", run, "rq", "rf_diabetes.n"))

    assert "rf_diabetes" not in profile_of(talk.person, TODAY).risk_factors


def test_an_old_answer_button_still_counts_and_twice_is_once() -> None:
    talk = asked(sitting(), "rf_diabetes")
    yes = talk.button("Yes")
    talk.presses("Stop here").commands("settings")

    talk.presses(yes)
    assert talk.person.risks["rf_diabetes"].answer is Answer.YES
    recorded = len(talk.records)
    talk.presses(yes)
    assert len(talk.records) == recorded
    assert talk.toasts


def test_reviewing_shows_the_answers_and_lets_them_change() -> None:
    talk = asked(sitting(), "rf_diabetes").presses("Yes").presses("Stop here")

    talk.commands("settings").presses("Health answers")
    assert "diabetes" in talk.last.text
    talk.presses("Illnesses: organs")
    assert "diabetes: yes" in talk.last.text


def test_not_sure_counts_and_a_declined_answer_does_not() -> None:
    person = Talk.with_().person

    def held(answer: Answer) -> frozenset[str]:
        risk = RiskAnswer(answer=answer, at=START)
        return profile_of(Person(**(dict(person) | {"risks": {"rf_diabetes": risk}})), TODAY).risk_factors

    assert held(Answer.YES) == held(Answer.NOT_SURE) == {"rf_diabetes"}
    assert held(Answer.NO) == held(Answer.DECLINED) == set()


def test_with_metal_in_the_spine_an_operation_counts_for_a_year() -> None:
    ago = TODAY - timedelta(days=200)
    operation = RiskAnswer(answer=Answer.YES, at=START, since=ago)
    metal = RiskAnswer(answer=Answer.YES, at=START)
    person = Talk.with_(risks={"rf_spinal_surgery_date": operation}).person

    without = profile_of(person, TODAY).risk_factors
    with_metal = profile_of(person.model_copy(update={"risks": {**person.risks, "rf_spinal_metalwork": metal}}), TODAY)

    assert "rf_spinal_surgery_90d" not in without
    assert "rf_spinal_surgery_90d" in with_metal.risk_factors


def test_an_infection_stops_counting_after_six_weeks() -> None:
    person = Talk.with_(risks={"rf_recent_uti": RiskAnswer(answer=Answer.YES, at=START)}).person

    assert "rf_recent_uti" in profile_of(person, TODAY + timedelta(days=42)).risk_factors
    assert "rf_recent_uti" not in profile_of(person, TODAY + timedelta(days=43)).risk_factors


@pytest.mark.parametrize(
    ("words", "risks"),
    [
        ("i have diabetes", {"rf_diabetes"}),
        ("osteoporosis", {"rf_osteoporosis"}),
        ("arthritis of the spine", {"rf_axspa"}),
        ("kidney disease", {"rf_ckd"}),
        ("diabetes and kidney disease", {"rf_diabetes", "rf_ckd"}),
        ("high blood pressure", {"rf_hypertension"}),
        ("long covid", {"rf_long_covid"}),
    ],
)
def test_naming_a_thing_at_a_page_of_questions_is_a_yes(words: str, risks: set[str]) -> None:
    talk = sitting(sex="male")
    page = talk.last.text
    talk.says(words)

    assert {name for name, given in talk.person.risks.items() if given.answer is Answer.YES} == risks
    assert [each.key for each in talk.heard if not each.edited] == ["risks.heard", "risks.page"]
    assert talk.last.text == page
    assert talk.memory.notes == ()


def test_what_was_named_leaves_the_list() -> None:
    talk = sitting(sex="male").presses("None of these").says("cancer now")

    assert "- cancer now or in the past" not in talk.last.text
    assert "radiotherapy" in talk.last.text


def test_a_spine_operation_that_is_named_is_asked_for_its_date() -> None:
    talk = sitting(sex="male").says("spine operation")

    assert talk.last.key == "risks.when"


@pytest.mark.parametrize(
    "words", ["no diabetes", "is it diabetes?", "the walk did my back in", "never had a spine operation"]
)
def test_what_names_nothing_is_no_yes(words: str) -> None:
    talk = sitting(sex="male").says(words)

    assert not [name for name, given in talk.person.risks.items() if given.answer is Answer.YES]
