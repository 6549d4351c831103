"""The learned reader adds questions and settles them, warns alone only of what could hardly sound more urgent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import screen, weigh_reading
from messages.triage.reading import read
from messages.triage.reading.both import BACKED, LEARNED, joined
from messages.triage.vocabulary import Action, Case, Level, Mention, Reading, Status
from tests.triage.reading.learned.impressions import ALARMED, CALM, DENIED, PLAIN, TEXT, UNCLEAR, judged


def test_of_few_words_only_what_could_hardly_sound_more_urgent_is_asked_about() -> None:
    walked, long = "walked to the shop and back", "walked to the shop and back and then home again"

    for urgent, text, asked in ((0.9, walked, False), (0.9, long, True), (0.99, walked, True)):
        reading = joined(Reading(), replace(CALM, urgent=urgent, emergency=0.7), text)
        assert (weigh_reading(reading, text, Case(), DAY_ZERO).action is Action.ASK) is asked


def test_a_question_of_the_rules_is_settled_by_words_that_sound_urgent() -> None:
    verdict = judged(Reading((UNCLEAR,)), ALARMED)

    assert verdict.action is Action.ESCALATE
    assert [fact.rule for fact in verdict.facts] == ["x" + BACKED]


def test_what_is_supposed_past_or_of_others_is_not_settled_by_the_sound_of_it() -> None:
    for status in (Status.HYPOTHETICAL, Status.RESOLVED, Status.OTHER_PERSON):
        first = Reading((replace(UNCLEAR, flag="ces_saddle_numb", status=status),))

        assert judged(first, ALARMED).action is Action.ASK


def test_danger_that_only_it_hears_is_asked_about_and_not_stored() -> None:
    verdict = judged(Reading((DENIED,)), replace(ALARMED, flag="ces_saddle_numb"))

    assert verdict.action is Action.ASK
    assert [fact.flag for fact in verdict.facts] == ["cv_chest_pain"]
    assert any(f.rule.startswith(LEARNED) and f.source == "LEARNED" for f in verdict.findings)


def test_danger_that_only_it_hears_for_sure_escalates() -> None:
    verdict = judged(Reading(), ALARMED)

    assert verdict.action is Action.ESCALATE
    assert verdict.findings[0].words == TEXT


def test_suicide_that_only_it_hears_is_asked_about_and_never_taken_for_said() -> None:
    heard = replace(ALARMED, flag="mh_suicide_active", likeliest="mh_suicide_active")
    verdict = judged(Reading(), heard)

    assert verdict.action is Action.ASK
    assert verdict.question is not None
    assert verdict.question.flag == "mh_suicide_active"


def test_something_urgent_without_a_name_gets_the_general_safety_question() -> None:
    verdict = judged(Reading(), replace(ALARMED, emergency=0.7))

    assert verdict.action is Action.ASK
    assert verdict.question is not None
    assert "numb bottom" in verdict.question.text
    assert verdict.question.words == TEXT


def test_what_should_be_seen_within_days_is_advised_on_and_not_stored() -> None:
    verdict = judged(Reading(), replace(CALM, soon=0.99))

    assert (verdict.action, verdict.level) == (Action.ADVISE, Level.SOON)
    assert verdict.facts == ()
    assert [f.flag for f in verdict.findings] == ["ca_night_pain"]


def test_of_few_words_it_advises_nobody() -> None:
    told = "tea all went cold"
    reading = joined(Reading(), replace(CALM, soon=0.99), told)

    assert weigh_reading(reading, told, Case(), DAY_ZERO).action is Action.NONE


def test_calm_words_without_a_rule_stay_calm() -> None:
    assert judged(Reading(), CALM).action is Action.NONE


def test_what_it_hears_about_another_person_is_not_the_writers_own() -> None:
    told = Mention("rf_diabetes", "sugar", 0, 5, Status.OTHER_PERSON, certain=True, rule="x")
    heard = replace(ALARMED, emergency=0.5, flag="cv_chest_pain")
    verdict = judged(Reading((told,), about_other=True), heard)

    assert verdict.action is Action.ASK
    assert verdict.facts == ()
    assert verdict.about_other


@pytest.mark.parametrize(
    "said",
    [
        "back been bad since sunday",
        "my back has been killing me since sunday",
        "doctor i am having back pain since 1 week, due to cooking standing",
        "back ache since yesterday, sat too long at desk",
        "back ache since yesterday",
        "since 3 days back pain",
    ],
)
def test_ordinary_pain_since_a_day_is_not_asked_about(said: str) -> None:
    assert screen(said, Case(), DAY_ZERO).action is Action.NONE


def test_what_it_hears_of_another_is_asked_about_although_a_year_stands_nearby() -> None:
    told = "51M, stopped his tablets last year. Sudden ripping between the shoulder blades, now in the loin"
    reading = joined(read(told), replace(ALARMED, flag="cv_tearing", likeliest="cv_tearing", emergency=0.7), told)

    assert weigh_reading(reading, told, Case(), DAY_ZERO).action is Action.ASK


def test_a_no_in_the_very_words_it_takes_for_danger_is_asked_about() -> None:
    told = "not a prednisolone vomited up today yet weak as a kitten, dizzy getting up"
    reading = joined(read(told), replace(ALARMED, flag="adr_crisis", likeliest="adr_crisis"), told)
    verdict = weigh_reading(reading, told, Case(), DAY_ZERO)

    assert any(mention.status is Status.DENIED and mention.flag == "adr_crisis" for mention in reading.mentions)
    assert verdict.action is Action.ASK
    assert verdict.question is not None
    assert verdict.question.flag == "adr_crisis"


def test_what_kills_within_minutes_is_warned_of_for_another_too() -> None:
    told = "my flatmate has gone a funny colour and makes odd noises"
    of_another = replace(PLAIN, flag="neuro_unsteady", status=Status.OTHER_PERSON, certain=False)
    heard = replace(ALARMED, flag="gen_unresponsive", likeliest="gen_unresponsive", emergency=0.97)
    reading = joined(Reading((of_another,), about_other=True), heard, told)

    assert weigh_reading(reading, told, Case(), DAY_ZERO).action is Action.ESCALATE
