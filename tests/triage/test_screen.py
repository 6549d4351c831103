"""A text's reading becomes facts, a level and at most one question."""

from __future__ import annotations

from datetime import timedelta

import pytest

from messages.triage.flags import load_flags
from messages.triage.judging.screen import asks_whether_serious, rules_version, screen, weigh_reading
from messages.triage.vocabulary import (
    Action,
    Answer,
    Case,
    Fact,
    Level,
    Measured,
    MeasureKind,
    Mention,
    Origin,
    Profile,
    Reading,
    Status,
    Verdict,
)
from tests.triage.cases import START, case, judged, yes

GRAVE = [flag.id for flag in load_flags().values() if flag.level >= Level.SAME_DAY]


def mention(flag: str, status: Status = Status.CURRENT, *, certain: bool = True, words: str = "so it is") -> Mention:
    return Mention(flag, words, 0, len(words), status, certain, f"{flag}.test")


def heard(*mentions: Mention, of: Case | None = None, text: str = "so it is", about_other: bool = False) -> Verdict:
    return weigh_reading(Reading(mentions, about_other=about_other), text, of or Case(), START)


@pytest.mark.parametrize("flag", GRAVE)
def test_what_is_plainly_said_is_stored_and_escalated(flag: str) -> None:
    verdict = heard(mention(flag))

    assert verdict.action is Action.ESCALATE
    assert [(f.flag, f.answer, f.origin) for f in verdict.facts] == [(flag, Answer.YES, Origin.TEXT)]
    assert verdict.findings[0].words == "so it is"


@pytest.mark.parametrize("flag", GRAVE)
@pytest.mark.parametrize(("status", "certain"), [(Status.CURRENT, False), (Status.UNSURE, False)])
def test_what_is_unclearly_said_is_asked_and_is_no_yes(flag: str, status: Status, certain: bool) -> None:
    verdict = heard(mention(flag, status, certain=certain))

    assert verdict.action is Action.ASK
    assert verdict.level == Level.SELF_CARE
    assert verdict.question is not None
    assert verdict.question.flag == flag
    assert verdict.question.text.startswith("About right now. ")
    assert not any(fact.answer == Answer.YES for fact in verdict.facts)


@pytest.mark.parametrize("flag", GRAVE)
def test_what_may_come_is_asked_about_and_not_stored(flag: str) -> None:
    verdict = heard(mention(flag, Status.HYPOTHETICAL))

    assert verdict.action is Action.ASK
    assert verdict.facts == ()


@pytest.mark.parametrize("status", [Status.PAST, Status.RESOLVED])
def test_an_emergency_of_the_recent_past_is_asked_about_and_one_of_long_ago_is_not(status: Status) -> None:
    past = mention("ces_bladder_incontinence", status, words="wet myself")

    assert heard(past, text="wet myself a few weeks back").action is Action.ASK
    assert heard(past, text="wet myself years ago at school").action is Action.NONE


def test_two_unclear_things_give_one_question_about_the_deadlier() -> None:
    verdict = heard(mention("inf_fever_back", certain=False), mention("ces_saddle_numb", certain=False))

    assert verdict.question is not None
    assert verdict.question.flag == "ces_saddle_numb"


def test_beside_a_same_day_alert_an_unclear_emergency_is_still_asked_about() -> None:
    verdict = heard(mention("inf_fever_back"), mention("ces_saddle_numb", certain=False))

    assert verdict.action is Action.ESCALATE
    assert verdict.question is not None
    assert verdict.question.flag == "ces_saddle_numb"


def test_beside_an_alert_nothing_lesser_is_asked_about() -> None:
    verdict = heard(mention("inf_fever_back"), mention("kid_infection", certain=False))

    assert (verdict.action, verdict.question) == (Action.ESCALATE, None)


def test_an_unclear_word_that_would_be_grave_in_this_person_is_asked_about() -> None:
    sweats = mention("sys_night_sweats", certain=False)

    assert heard(sweats).action is Action.ADVISE
    assert heard(sweats, of=case(risks=("rf_diabetes",))).action is Action.ASK


def test_a_denial_is_stored_as_a_no() -> None:
    verdict = heard(mention("inf_fever_back", Status.DENIED))

    assert [(f.flag, f.answer) for f in verdict.facts] == [("inf_fever_back", Answer.NO)]
    assert (verdict.level, verdict.action) == (Level.SELF_CARE, Action.NONE)


@pytest.mark.parametrize(("flag", "level"), [("neuro_leg_numb_one", Level.SOON), ("per_same_6w", Level.ROUTINE)])
def test_lesser_things_are_advised_on(flag: str, level: Level) -> None:
    verdict = heard(mention(flag))

    assert (verdict.level, verdict.action) == (level, Action.ADVISE)


def test_a_risk_factor_in_the_text_raises_what_was_known_and_is_remembered() -> None:
    known = case(yes("inf_fever_back", -1))

    verdict = heard(mention("rf_diabetes"), of=known)

    assert (verdict.level, verdict.action) == (Level.EMERGENCY_NOW, Action.ESCALATE)
    assert [(f.flag, f.answer) for f in verdict.facts] == [("rf_diabetes", Answer.YES)]


@pytest.mark.parametrize(
    ("risk", "status", "counts"),
    [
        ("rf_cancer_history", Status.PAST, True),
        ("rf_cancer_history", Status.RESOLVED, True),
        ("rf_pregnant", Status.PAST, False),
        ("rf_recent_skin_inf", Status.PAST, False),
        ("rf_recent_skin_inf", Status.RESOLVED, True),
        ("rf_cancer_history", Status.OTHER_PERSON, False),
        ("rf_cancer_history", Status.HYPOTHETICAL, False),
    ],
)
def test_a_past_risk_factor_counts_where_having_had_it_counts(risk: str, status: Status, counts: bool) -> None:
    assert bool(heard(mention(risk, status)).facts) is counts


def test_a_small_fall_is_clear_in_somebody_with_weak_bones_and_asked_about_in_others() -> None:
    fall = mention("fx_minor_trauma_risk", certain=False)

    assert heard(fall, of=case(risks=("rf_osteoporosis",))).action is Action.ESCALATE
    assert heard(fall, of=Case(profile=Profile(age=74))).action is Action.ESCALATE
    assert heard(fall, of=Case(profile=Profile(age=34))).action is Action.ASK


def test_what_kills_somebody_else_is_escalated_for_them_and_not_stored() -> None:
    verdict = heard(mention("gen_unresponsive", Status.OTHER_PERSON), about_other=True)

    assert (verdict.action, verdict.about_other, verdict.facts) == (Action.ESCALATE, True, ())
    assert verdict.findings[0].status is Status.OTHER_PERSON


def test_other_dangers_of_somebody_else_are_asked_about_and_not_stored() -> None:
    verdict = heard(mention("ces_bilateral_leg", Status.OTHER_PERSON), about_other=True)

    assert (verdict.action, verdict.about_other, verdict.facts) == (Action.ASK, True, ())
    assert verdict.question is not None
    assert "other person" in verdict.question.text


def test_the_writers_own_risks_do_not_raise_what_somebody_else_has() -> None:
    fever = mention("inf_fever_back", Status.OTHER_PERSON)

    assert heard(fever, of=case(risks=("rf_diabetes",)), about_other=True).level < Level.SAME_DAY


def test_somebody_else_who_does_not_wake_comes_before_an_own_doubt() -> None:
    verdict = heard(mention("neuro_foot_drop", certain=False), mention("gen_unresponsive", Status.OTHER_PERSON))

    assert (verdict.action, verdict.about_other) == (Action.ESCALATE, True)
    assert all(fact.answer != Answer.YES for fact in verdict.facts)


def test_the_writers_own_alarm_comes_before_that_of_others() -> None:
    verdict = heard(mention("ces_saddle_numb"), mention("ces_bilateral_leg", Status.OTHER_PERSON))

    assert verdict.action is Action.ESCALATE
    assert not verdict.about_other
    assert [f.flag for f in verdict.facts] == ["ces_saddle_numb"]


def test_a_current_number_is_remembered_and_judged() -> None:
    told = Reading(measures=(Measured(MeasureKind.PARACETAMOL_TABLETS, 10, "10 tablets", Status.CURRENT),))

    verdict = weigh_reading(told, "10 tablets", Case(), START)

    assert verdict.action is Action.ESCALATE
    assert [m.value for m in verdict.measures] == [10]


def test_a_number_of_somebody_else_is_not_stored() -> None:
    told = Reading(measures=(Measured(MeasureKind.TEMPERATURE_C, 39, "39", Status.CURRENT),), about_other=True)

    assert weigh_reading(told, "39", Case(), START).measures == ()


def test_without_back_pain_a_fever_is_asked_about() -> None:
    fever = Reading((mention("inf_fever_back"),))

    assert weigh_reading(fever, "so it is", Case(), START, back_pain=False).action is Action.ASK


def test_the_side_of_a_leg_is_kept_with_the_words() -> None:
    text = "Since this morning my left foot is tingling"
    tingling = Mention("neuro_leg_numb_one", "tingling", 35, 43, Status.CURRENT, True, "test")

    verdict = weigh_reading(Reading((tingling,)), text, Case(), START)

    assert verdict.facts[0].words == "left foot is tingling"


def test_legs_told_on_two_days_with_two_sides_are_an_emergency() -> None:
    first = Mention("neuro_leg_numb_one", "tingling", 11, 19, Status.CURRENT, True, "test")
    day_one = weigh_reading(Reading((first,)), "right calf tingling", Case(), START)
    later = START + timedelta(days=8)
    second = Mention("neuro_leg_numb_one", "numb", 10, 14, Status.CURRENT, True, "test")

    verdict = weigh_reading(Reading((second,)), "left foot numb", Case(facts=day_one.facts), later)

    assert day_one.action is Action.ADVISE
    assert verdict.level == Level.EMERGENCY_NOW


def test_two_unclear_hints_on_two_days_are_an_emergency() -> None:
    first = heard(mention("ces_saddle_numb", certain=False))
    later = START + timedelta(days=2)
    hint = mention("ces_bladder_incontinence", certain=False)

    verdict = weigh_reading(Reading((hint,)), "so it is", Case(facts=first.facts), later)

    assert (verdict.level, verdict.action) == (Level.EMERGENCY_NOW, Action.ESCALATE)


def test_hopeless_words_are_asked_about_again_although_the_question_was_answered_before() -> None:
    answered = Fact("mh_suicide_thoughts", Answer.NO, START - timedelta(hours=3), Origin.BUTTON)

    assert heard(mention("mh_not_coping"), of=Case(facts=(answered,))).action is Action.ASK


def test_what_the_same_text_plainly_denies_is_not_asked_about() -> None:
    verdict = heard(mention("mh_not_coping"), mention("mh_suicide_thoughts", Status.DENIED))

    assert verdict.action is Action.ADVISE


def test_an_unclear_word_is_asked_about_although_it_was_plainly_said_days_ago() -> None:
    told = case(yes("ces_saddle_numb", -3))

    assert heard(mention("ces_saddle_numb", certain=False), of=told).action is Action.ASK


def test_nothing_said_has_no_level() -> None:
    verdict = heard()

    assert (verdict.level, verdict.action, verdict.findings) == (Level.NONE, Action.NONE, ())


def test_old_alerts_are_not_raised_again_by_a_harmless_text() -> None:
    verdict = heard(of=case(yes("ces_saddle_numb", -1)))

    assert (verdict.level, verdict.action) == (Level.EMERGENCY_NOW, Action.NONE)


def test_a_failure_while_reading_is_not_swallowed() -> None:
    def broken(text: str) -> Reading:
        raise RuntimeError("the reader broke")

    with pytest.raises(RuntimeError):
        screen("anything", Case(), START, reader=broken)


def test_the_version_of_the_rules_stands_beside_every_judgement() -> None:
    assert len(rules_version()) == 12
    assert heard(mention("cv_chest_pain")).rules_version == rules_version()
    assert judged(case(yes("cv_chest_pain")), 0).rules_version == rules_version()


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Is my back pain serious?", True),
        ("could this be something serious ?", True),
        ("/serious", True),
        ("I am serious about my stretches", False),
        ("no serious pain today", False),
    ],
)
def test_asking_whether_it_is_serious_is_recognised(text: str, asks: bool) -> None:
    assert asks_whether_serious(text) is asks


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("Dad's stroke was in 2012, but one side of his face has slid", True),
        ("dad had a stroke years ago. His face has slid just now", True),
        ("my nan had a stroke in 2015, her face drooped and she couldn't talk, lovely woman", False),
    ],
)
def test_a_year_before_a_but_dates_what_came_before_it(text: str, *, warned: bool) -> None:
    assert (screen(text, Case(), START).action is Action.ESCALATE) is warned


def test_a_word_of_not_that_belongs_to_the_danger_is_no_denial_of_it() -> None:
    told = "took the wrong patch and so did I, can't wake properly, my breaths have gaps"

    assert screen(told, Case(), START).action is Action.ESCALATE


@pytest.mark.parametrize(
    ("told", "warned"),
    [
        ("L5/S1 discectomy in 2013, brilliant result. I've had a numb little toe ever since the op", False),
        ("L5/S1 discectomy in 2013, brilliant result. My toe is numb since the op last week", True),
        ("discectomy 2013, fusion in October. My foot is numb", True),
    ],
)
def test_an_operation_dated_once_in_a_text_is_dated_wherever_it_is_named(told: str, *, warned: bool) -> None:
    assert (screen(told, Case(), START).action is Action.ESCALATE) is warned


def test_what_two_sentences_say_together_of_another_is_asked_about() -> None:
    told = "My husband has had fever and rigors for five days. He had been travelling in Uganda until June."

    verdict = screen(told, Case(), START)

    assert verdict.action in (Action.ASK, Action.ESCALATE)
    assert verdict.about_other
