"""What it takes back: at most an alarm becomes a question, and a question nothing where nothing bears on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import screen, weigh_reading
from messages.triage.reading import read
from messages.triage.reading.both import joined
from messages.triage.vocabulary import Action, Answer, Case, Fact, Mention, Origin, Profile, Reading, Status
from tests.triage.reading.corpus import messages
from tests.triage.reading.learned.impressions import ALARMED, CALM, DENIED, PLAIN, TOLD, UNCLEAR, judged

OPEN = [message for message in messages() if not message.sealed]


def test_nothing_a_rule_is_sure_of_goes_unasked_where_there_is_danger() -> None:
    """Silence is for harmless words: of the dangers in the open corpus none that the rules are sure of is lost."""
    sure = 0
    for message in OPEN[::12]:
        if message.level not in ("EMERGENCY_NOW", "SAME_DAY"):
            continue
        if weigh_reading(read(message.text), message.text, Case(), DAY_ZERO).action is Action.ESCALATE:
            sure += 1
            assert screen(message.text, Case(), DAY_ZERO).action in (Action.ASK, Action.ESCALATE), message.id
    assert sure > 100


def test_an_alarm_of_the_rules_stays_one_where_the_words_sound_urgent() -> None:
    for heard in (ALARMED, replace(CALM, urgent=0.5)):
        assert judged(Reading((PLAIN,)), heard).action is Action.ESCALATE


def test_an_alarm_in_words_that_sound_harmless_becomes_a_question() -> None:
    verdict = judged(Reading((PLAIN,)), CALM)

    assert verdict.action is Action.ASK
    assert verdict.question is not None
    assert verdict.question.flag == "ces_saddle_numb"
    assert verdict.facts == ()


def test_an_alarm_in_words_that_could_not_sound_more_harmless_is_let_be() -> None:
    serene = replace(CALM, soon=0.02)

    assert judged(Reading((PLAIN,)), serene, TOLD).action is Action.NONE
    assert judged(Reading((replace(PLAIN, flag="med_paracetamol_over"),)), serene, TOLD).action is Action.ASK
    for flag in ("safe_harm_other", "mh_suicide_active"):
        assert judged(Reading((replace(PLAIN, flag=flag),)), serene, TOLD).action is Action.ESCALATE


def test_over_few_words_nothing_is_let_be_that_a_rule_was_sure_of() -> None:
    serene = replace(CALM, soon=0.02)

    assert judged(Reading((PLAIN,)), serene).action is Action.ASK
    assert judged(Reading((replace(PLAIN, certain=False, rule="x.c1"),)), serene).action is Action.ASK


def test_nothing_is_let_be_where_something_known_of_the_person_bears_on_it() -> None:
    serene = replace(CALM, soon=0.02)
    operated = Case(profile=Profile(risk_factors=frozenset({"rf_prev_ces"})))
    ill = Case(profile=Profile(risk_factors=frozenset({"rf_diabetes"})))
    numb = Case(facts=(Fact("neuro_leg_numb_one", Answer.YES, DAY_ZERO, Origin.BUTTON),))

    for case, mention in ((operated, PLAIN), (ill, UNCLEAR), (numb, PLAIN), (numb, UNCLEAR)):
        reading = joined(Reading((mention,)), serene, TOLD)
        assert weigh_reading(reading, TOLD, case, DAY_ZERO).action is not Action.NONE
    reading = joined(Reading((PLAIN,)), serene, TOLD)
    assert weigh_reading(reading, TOLD, ill, DAY_ZERO).action is Action.NONE


def test_two_alarms_in_words_that_sound_harmless_are_one_question() -> None:
    verdict = judged(Reading((PLAIN, replace(PLAIN, flag="ces_bladder_retention"))), CALM)

    assert verdict.action is Action.ASK


def test_a_doubt_of_the_rules_in_words_that_sound_harmless_is_not_asked_about() -> None:
    assert judged(Reading((UNCLEAR,)), CALM).action is Action.NONE
    assert judged(Reading((UNCLEAR,)), replace(CALM, soon=0.3)).action is Action.ASK


def test_a_doubt_about_suicide_is_asked_about_however_harmless_it_sounds() -> None:
    hint = replace(UNCLEAR, flag="mh_suicide_thoughts")

    assert judged(Reading((hint,)), CALM).action is Action.ASK


def test_tears_in_words_that_sound_harmless_lead_to_no_question_about_suicide() -> None:
    tears = replace(PLAIN, flag="mh_not_coping")

    assert judged(Reading((tears,)), CALM).question is None
    assert judged(Reading((tears,)), replace(CALM, soon=0.6)).facts != ()


def test_a_no_to_one_thing_does_not_silence_a_doubt_about_another() -> None:
    assert judged(Reading((DENIED, UNCLEAR)), replace(CALM, soon=0.3)).action is Action.ASK


def test_what_if_what_has_just_gone_and_others_are_answered_however_harmless_it_sounds() -> None:
    for status in (Status.HYPOTHETICAL, Status.RESOLVED, Status.OTHER_PERSON):
        first = Reading((replace(UNCLEAR, flag="ces_saddle_numb", status=status),))
        assert judged(first, CALM).action is Action.ASK


def test_what_is_over_or_anothers_is_let_be_where_nothing_could_sound_more_harmless() -> None:
    serene = replace(CALM, soon=0.02)

    for status in (Status.RESOLVED, Status.OTHER_PERSON):
        numb = replace(UNCLEAR, flag="ces_saddle_numb", status=status)
        suicide = replace(numb, flag="mh_suicide_active")
        assert judged(Reading((numb,)), serene).action is Action.NONE
        assert judged(Reading((suicide,)), serene).action is not Action.NONE
    supposed = replace(UNCLEAR, flag="ces_saddle_numb", status=Status.HYPOTHETICAL)
    assert judged(Reading((supposed,)), serene).action is Action.ASK


def test_a_hint_at_the_nerves_of_bladder_and_bowel_is_asked_about_even_when_somebody_laughs() -> None:
    verdict = screen("peed myself laughing", Case(), DAY_ZERO)

    assert verdict.action is Action.ASK
    assert verdict.question is not None
    assert verdict.question.flag == "ces_bladder_incontinence"


def test_danger_to_somebody_else_is_never_taken_back() -> None:
    assert screen("my wife hung herself can't wake her", Case(), DAY_ZERO).action is Action.ESCALATE


def test_violence_at_home_is_never_turned_into_a_question() -> None:
    assert screen("my husband beats me", Case(), DAY_ZERO).action is Action.ESCALATE


def test_of_few_words_it_takes_nothing_back() -> None:
    told = "bladder's been a bit lazy"
    reading = joined(read(told), replace(CALM, soon=0.01), told)

    assert weigh_reading(reading, told, Case(), DAY_ZERO).action is Action.ASK


@pytest.mark.parametrize(
    "said",
    [
        "crushing chest pain haha",
        "numb between my legs since this morning haha, getting old",
        "both legs went numb today haha",
        "havent been able to wee all day lol",
        "I can't feel my bum, google says go to hospital",
        "got a numb saddle feeling maybe",
    ],
)
def test_a_laugh_or_a_search_engine_beside_it_does_not_make_a_danger_unasked(said: str) -> None:
    assert screen(said, Case(), DAY_ZERO).action in (Action.ASK, Action.ESCALATE)


def test_a_fever_that_is_named_and_measured_is_not_doubted() -> None:
    assert screen("sorry, I DO have a fever, 39.2", Case(), DAY_ZERO).action is Action.ESCALATE


def test_an_alarm_is_let_be_only_where_its_own_clause_sounds_harmless_too() -> None:
    text = "I can't feel my bum at all, the leaflet was interesting"
    heard = Mention("ces_saddle_numb", "can't feel my bum", 2, 19, Status.CURRENT, certain=True, rule="x")

    reading = joined(Reading((heard,)), replace(CALM, soon=0.02), text)

    assert weigh_reading(reading, text, Case(), DAY_ZERO).action is Action.ASK


@pytest.mark.parametrize(
    "said", ["my son isn't waking up", "My father came back from Kenya with a fever, chills and rigors last night."]
)
def test_who_does_not_wake_or_shakes_with_fever_is_never_let_be(said: str) -> None:
    assert screen(said, Case(), DAY_ZERO).action is not Action.NONE


def test_what_another_is_said_not_to_have_is_nobodys() -> None:
    verdict = screen("A 45-year-old woman has a cough. She has no fever and no chest pain.", Case(), DAY_ZERO)

    assert verdict.action is Action.NONE
    assert verdict.facts == ()


def test_words_of_dying_are_warned_of_however_harmless_they_sound() -> None:
    for flag in ("mh_suicide_active", "mh_suicide_thoughts", "mh_self_harm"):
        heard = Reading((replace(PLAIN, flag=flag),))
        assert judged(heard, replace(CALM, urgent=0.02, soon=0.02)).action is Action.ESCALATE
