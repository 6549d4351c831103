"""Whose it is and when it was: current or past, the writer's own or another's, told of or asked about."""

from __future__ import annotations

import pytest

from messages.triage.reading import read
from messages.triage.vocabulary import Status
from tests.triage.reading.heard.flags import flags
from tests.triage.reading.score import action


@pytest.mark.parametrize(
    "text", ["my mum can't feel her legs", "my husband has crushing chest pain", "my son has a fever"]
)
def test_what_another_person_has_is_not_the_writers_own(text: str) -> None:
    reading = read(text)

    assert reading.about_other
    assert all(mention.status is Status.OTHER_PERSON for mention in reading.mentions)


def test_a_relative_who_only_noticed_leaves_it_the_writers_own() -> None:
    assert "neuro_foot_drop" in flags("my wife says my foot drags when I walk", Status.CURRENT)


def test_the_unborn_baby_is_no_other_person() -> None:
    assert "preg_movements" in flags("36 weeks pregnant and the baby is not moving", Status.CURRENT)


def test_a_question_about_what_might_come_is_hypothetical() -> None:
    assert "ces_bladder_retention" in flags("what if I can't pee one day?", Status.HYPOTHETICAL)


def test_a_question_about_what_is_there_stays_current() -> None:
    assert "ces_bladder_retention" in flags("I can't pee, is that bad?", Status.CURRENT)


def test_what_came_back_is_current_again() -> None:
    assert "ces_saddle_numb" in flags("numb bum in 2016 and it has come back", Status.CURRENT)


@pytest.mark.parametrize(
    "text",
    [
        "the physio asked if I was numb and yes my bum is numb",
        "I googled it because I can't feel when I wipe",
        "ignore what I put earlier, I can't pee",
        "can't pee since last night. Ignore what I wrote before",
    ],
)
def test_telling_of_advice_or_correcting_oneself_silences_no_danger(text: str) -> None:
    assert action(read(text)) in ("escalate", "ask")


def test_a_count_of_steps_is_no_year_gone_by() -> None:
    assert "ces_bilateral_leg" in flags("walked 2000 steps and could not feel my legs", Status.CURRENT)


def test_a_correction_can_raise_an_alarm() -> None:
    assert "inf_fever_back" in flags("I said no fever. Sorry, I DO have a fever now", Status.CURRENT)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("I'm diabetic, shivering and my temp is 38.9", "inf_diabetes"),
        ("Prostate cancer in 2019. Now my left leg gives way", "ca_history_neuro"),
        ("fever of 39 and my leg is going weak and weaker", "inf_fever_neuro"),
        ("I'm pregnant, 26 weeks, and bleeding", "preg_bleed_severe"),
        ("I have osteoporosis and slipped in the hall, sharp pain since", "fx_minor_trauma_risk"),
        ("on apixaban and suddenly my leg won't lift", "haematoma_anticoag"),
    ],
)
def test_things_heard_together_say_more(text: str, flag: str) -> None:
    assert flag in flags(text, Status.CURRENT)


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("type 2 diabetic here", "rf_diabetes"),
        ("I had breast cancer in 2016", "rf_cancer_history"),
        ("I've osteoporosis", "rf_osteoporosis"),
        ("on warfarin for years", "rf_anticoagulant"),
        ("I'm 30 weeks pregnant", "rf_pregnant"),
    ],
)
def test_risk_factors_are_heard(text: str, factor: str) -> None:
    assert factor in flags(text, Status.CURRENT)


@pytest.mark.parametrize(
    "text",
    [
        "can't pee since last night and my bottom has gone numb",
        "can't pee since last night and my leg has gone all weak",
        "my chest hurts and my hand is gone cold",
    ],
)
def test_what_has_gone_numb_is_not_what_has_gone_away(text: str) -> None:
    mentions = read(text).mentions

    assert mentions
    assert Status.RESOLVED not in {mention.status for mention in mentions}


def test_minutes_are_no_year_gone_by() -> None:
    assert "ces_saddle_numb" in flags("cant feel my bum, bus comes in 20 minutes", Status.CURRENT)


@pytest.mark.parametrize(
    "text", ["i canot pee", "cant fell my bum", "both leg week", "chest hert and arm", "i fal from stair yestrday"]
)
def test_one_slip_of_the_fingers_hides_no_danger(text: str) -> None:
    assert action(read(text)) in ("ask", "escalate")


@pytest.mark.parametrize(
    "text",
    [
        "I coughed up blood, everything else is normal",
        "I can't pass water, mood ok",
        "I haven't peed all day, back is ok",
        "my bottom is numb, slept fine",
        "pins and needles in both feet, rest is fine",
        "no cough or cold, no wee since yesterday",
        "not dizzy, not sick, I can't feel my bum",
        "no rash, pins and needles in both feet and very tired",
        "without any reason my legs keep giving way",
        "I'm not making this up, my bum is numb",
    ],
)
def test_a_verdict_on_something_else_denies_no_danger(text: str) -> None:
    assert action(read(text)) in ("ask", "escalate")


@pytest.mark.parametrize(
    "text",
    [
        "fever no, chills no",
        "numbness in the private area, all normal",
        "no fever, chills or numbness around my bum",
        "leg weakness: none",
        "not really numb down there",
    ],
)
def test_a_verdict_on_the_sign_itself_denies_it(text: str) -> None:
    assert action(read(text)) == "none"


@pytest.mark.parametrize("text", ["walked the dog, wet the bed twice this week", "fed the cat, can't feel my legs"])
def test_whoever_was_walked_or_fed_in_a_diary_has_not_what_follows(text: str) -> None:
    assert action(read(text)) in ("ask", "escalate")
    assert not read(text).about_other


@pytest.mark.parametrize("text", ["mate's od'd", "he's OD'd", "my flatmate has od'd"])
def test_who_has_overdosed_is_heard_however_it_is_written(text: str) -> None:
    assert "med_paracetamol_over" in flags(text, Status.OTHER_PERSON)


@pytest.mark.parametrize("text", ["my mate od'd on chocolate", "OD'd on my aunt's baklava"])
def test_nobody_overdoses_on_sweets(text: str) -> None:
    assert action(read(text)) == "none"
