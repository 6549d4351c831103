"""The learned reader adds questions, settles them, and turns a rule's alarm into a question at most."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import screen, weigh_reading
from messages.triage.reading import read
from messages.triage.reading.both import BACKED, LEARNED, joined, read_by_both
from messages.triage.reading.learned import UNNAMED, Impression, listen, settings
from messages.triage.reading.learned.encoder import WEIGHTS, encoder
from messages.triage.vocabulary import (
    Action,
    Answer,
    Case,
    Fact,
    Level,
    Mention,
    Origin,
    Profile,
    Reading,
    Status,
    Verdict,
)
from tests.triage.reading.corpus import messages

ROOT = Path(__file__).parents[3]
NETWORK = files("messages.triage.reading.learned").joinpath(WEIGHTS)
OPEN = [message for message in messages() if not message.sealed]
TEXT = "tea all went cold this morning while we talked"
TOLD = TEXT + ", about the garden mostly, and then the rain came"
CALM = Impression(0.03, 0.01, 0.09, UNNAMED, "ces_saddle_numb", "ca_night_pain")
ALARMED = replace(CALM, urgent=0.99, emergency=0.99, soon=0.99)
DENIED = Mention("cv_chest_pain", "no chest pain", 0, 6, Status.DENIED, certain=True, rule="x")
PLAIN = Mention("ces_saddle_numb", "all went cold", 4, 17, Status.CURRENT, certain=True, rule="x")
UNCLEAR = replace(PLAIN, flag="kid_infection", status=Status.UNSURE, certain=False)


def judged(first: Reading, heard: Impression, text: str = TEXT) -> Verdict:
    return weigh_reading(joined(first, heard, text), text, Case(), DAY_ZERO)


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


def test_of_few_words_only_what_could_hardly_sound_more_urgent_is_asked_about() -> None:
    walked, long = "walked to the shop and back", "walked to the shop and back and then home again"

    for urgent, text, asked in ((0.9, walked, False), (0.9, long, True), (0.99, walked, True)):
        reading = joined(Reading(), replace(CALM, urgent=urgent, emergency=0.7), text)
        assert (weigh_reading(reading, text, Case(), DAY_ZERO).action is Action.ASK) is asked


def test_a_hint_at_the_nerves_of_bladder_and_bowel_is_asked_about_even_when_somebody_laughs() -> None:
    verdict = screen("peed myself laughing", Case(), DAY_ZERO)

    assert verdict.action is Action.ASK
    assert verdict.question is not None
    assert verdict.question.flag == "ces_bladder_incontinence"


def test_danger_to_somebody_else_is_never_taken_back() -> None:
    assert screen("my wife hung herself can't wake her", Case(), DAY_ZERO).action is Action.ESCALATE


def test_violence_at_home_is_never_turned_into_a_question() -> None:
    assert screen("my husband beats me", Case(), DAY_ZERO).action is Action.ESCALATE


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


def test_of_few_words_it_takes_nothing_back() -> None:
    told = "bladder's been a bit lazy"
    reading = joined(read(told), replace(CALM, soon=0.01), told)

    assert weigh_reading(reading, told, Case(), DAY_ZERO).action is Action.ASK


def test_calm_words_without_a_rule_stay_calm() -> None:
    assert judged(Reading(), CALM).action is Action.NONE


def test_what_it_hears_about_another_person_is_not_the_writers_own() -> None:
    told = Mention("rf_diabetes", "sugar", 0, 5, Status.OTHER_PERSON, certain=True, rule="x")
    heard = replace(ALARMED, emergency=0.5, flag="cv_chest_pain")
    verdict = judged(Reading((told,), about_other=True), heard)

    assert verdict.action is Action.ASK
    assert verdict.facts == ()
    assert verdict.about_other


def test_it_keeps_out_of_languages_that_nobody_here_reads() -> None:
    text = "mir ist ganz taub zwischen den beinen und ich kann nicht pinkeln"

    assert read_by_both(text) == read(text)


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_said_is_nothing_heard(text: str) -> None:
    assert listen(text) is None


def test_unknown_signs_and_endless_words_are_read_without_stumbling() -> None:
    for text in ("☃☃☃", "x" * 4000, "\ud83d\ude00 ok", "नमस्ते", "a" * 59 + " b", "_ _ _", "word " * 900):
        heard = listen(text)

        assert heard is not None
        assert 0 <= heard.urgent <= heard.soon + 0.01


def test_it_is_as_sure_of_a_text_every_time() -> None:
    assert listen("the pain is different today") == listen("the pain is different today")


def test_the_network_is_the_one_the_thresholds_were_chosen_for_and_small() -> None:
    data = NETWORK.read_bytes()
    digest = hashlib.sha256(data).hexdigest()

    assert len(data) < 25_000_000
    assert digest == settings().network
    assert digest in (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")


def test_it_knows_only_flags_that_have_a_rule() -> None:
    from messages.triage.flags import table

    known = set(table().flags)
    heard = encoder().judge(encoder().pieces.cut("numb"))

    assert set(heard.flags) <= known


def test_reading_needs_no_training_code() -> None:
    code = (
        "import sys; from messages.triage.reading.both import read_by_both;"
        "read_by_both('my back is odd today');"
        "print(sorted({'torch', 'onnx', 'transformers', 'training'} & sys.modules.keys()))"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert said.strip() == "[]"


def test_thresholds_stand_in_their_order() -> None:
    chosen = settings()

    assert chosen.silences_below < chosen.overrules_below < chosen.doubts_below < chosen.asks_from < chosen.backs_from
    assert chosen.asks_from < chosen.escalates_from


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
