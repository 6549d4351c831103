"""What reading a message must and must not hear, whoever it is about and however it is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.triage.reading import read
from messages.triage.reading.reader import LONGEST
from messages.triage.vocabulary import MeasureKind, Status
from tests.triage.reading.score import action

ROOT = Path(__file__).resolve().parents[3]


def flags(text: str, *statuses: Status) -> set[str]:
    """Return the flags heard in ``text`` with one of ``statuses``."""
    return {mention.flag for mention in read(text).mentions if mention.status in statuses}


EXPLICIT = """
I cannot urinate
unable to pass urine since morning
urine is not coming out
im not able to pass urine
my pee wont come out
haven't had a wee since yesterday morning
cant go toilet at all, pee wont start
I have to strain to pee now
my urine flow has become very weak
bladder feels full but I can't empty it
I am leaking urine
I lost control of my bladder
I peed my pants at work
i keep peeing myself
urine is coming without my knowledge
I'm having urinary incontinence
I wet the bed last night
I pooped my pants
lost bowel control
stool is coming out without control
I have no control over my bowel
I have bowel incontinence
I soiled myself
I can't feel when I need to poo
no feeling when I poop
numbness in my groin
my groin is numb
numbness around my anus
saddle anaesthesia
saddle area numb
my genitals feel numb
I can't feel my penis
numb between the legs
my inner thighs are numb
tingling in my private parts
pins and needles in my bum
I can't feel my bum
can't feel toilet paper
I can't get an erection any more
no sensation during sex
I cant orgasm since my back went
both legs weak
both legs have pins and needles
weakness in both my legs
my legs are paralysed
I can't move my legs
numbness in both feet
I think I have cauda equina
i have cauda equina syndrome
is this cauda equina? numb down there
pain in both legs
sciatica in both legs
chest pain
I have pain in my chest
tightness in chest
my chest feels heavy
pressure on my chest
chest hurts when I breathe
my chest is killing me
pain in chest and arm
left arm pain and sweating
I think I'm having a heart attack
my heart hurts
can't breathe
short of breath
struggling to breathe
difficulty breathing
I think I have sepsis
could this be sepsis
I'm confused and shivering
my skin is mottled
slurred speech and fever
rash that doesn't fade
I'm shaking uncontrollably with a high temperature
I took an overdose
I overdosed
I've taken too many tablets
I swallowed all my pills
took 30 paracetamol
took a whole box of co-codamol
I have taken too many painkillers
ive had 14 panadol today
I took all my tramadol
took too many gabapentin
I want to die
I want to kill myself
I'm going to kill myself
I don't want to live anymore
i dont want to be here anymore
thinking about suicide
I feel suicidal
thoughts of ending my life
I wish I was dead
better off dead
I want to end it all
life isn't worth living
I am planning to end my life
I have been thinking of hanging myself
I'm going to jump off a bridge
kms
i wanna die
I want to hurt myself
I've been cutting myself
everyone would be better off without me
my leg is paralysed
I can't lift my foot
foot drop
my leg gives way
I have a fever and back pain
fever and chills
101 fever
I coughed up blood
vomiting blood
black tarry stools
I fainted
I collapsed
I fell off a ladder
car accident yesterday, back hurts
pulsating lump in tummy
tearing pain in my back
I'm pregnant and bleeding
my waters broke at 30 weeks
baby not moving
face drooping
my speech is slurred
stiff neck and fever
he hit me
my husband beats me
my throat is closing
peshab nahi ho raha, numb down there
I no fit piss since yesterday
I no fit waka, my two leg don die
my body dey hot and I dey shake
I can not control my toilet
my toilet is coming without my knowing
unable to control motion
I lost sensation in private area
my lower body is numb
numb from waist down
can't feel anything below the waist
my wee has stopped
I've gone numb downstairs
""".strip().splitlines()

PLAIN = [
    "cant pee since last night",
    "I can't feel when I wipe",
    "numb bum and numb between my legs",
    "I've wet myself twice today",
    "lost control of my bowels",
    "both my legs are going numb",
    "CANT FEEL MY LEGS",
    "my balls are numb",
    "crushing chest pain down my left arm",
    "i have chest pain",
    "i cant breathe",
    "I passed out in the kitchen just now",
    "I think I have sepsis, shaking hard and confused",
    "I took 20 paracetamol an hour ago",
    "ive taken an overdose",
    "I want to kill myself",
    "im suicidal",
    "I want to end my life tonight",
    "been sweating and shivering, temp 39.2, back killing me",
    "temperature of 101.5 and my back hurts",
]


@pytest.mark.parametrize("text", EXPLICIT)
def test_no_explicit_wording_of_danger_ends_in_silence(text: str) -> None:
    assert action(read(text)) in ("escalate", "ask")


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_for_an_emergency_escalate(text: str) -> None:
    assert action(read(text)) == "escalate"


@pytest.mark.parametrize(
    "text",
    [
        "no numbness, weakness or fever",
        "bladder and bowels fine, no chest pain",
        "not breathless at all",
        "this pain is killing me",
        "dying for a coffee",
        "nearly peed myself laughing at that film",
        "hug your knees to your chest",
        "38 degrees outside today, too hot to stretch",
        "pain 3, slept 7 hours, did the stretches",
        "hello",
        "hay fever season again",
        "in 2015 I couldn't pee after an operation",
        "I felt suicidal in 2011, all well for years",
        "my bike saddle is too low",
    ],
)
def test_harmless_words_raise_no_alarm(text: str) -> None:
    assert action(read(text)) in ("none", "advise")


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


def test_every_mention_quotes_the_very_words() -> None:
    text = "Hi, since Monday I can’t pee 😢 and my bum is NUMB!!"

    for mention in read(text).mentions:
        assert text[mention.start : mention.end] == mention.words


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
    ("text", "kind", "value"),
    [
        ("temp 38.9", MeasureKind.TEMPERATURE_C, 38.9),
        ("my temperature is 101.3F", MeasureKind.TEMPERATURE_C, 38.5),
        ("temp is 38,4 today", MeasureKind.TEMPERATURE_C, 38.4),
        ("thermometer says thirty nine point five", MeasureKind.TEMPERATURE_C, 39.5),
        ("pain 7/10", MeasureKind.PAIN_0_10, 7),
        ("slept 5 hours", MeasureKind.SLEEP_HOURS, 5),
        ("I weigh 11 stone 4 now", MeasureKind.WEIGHT_KG, 71.7),
        ("I weigh 154 lbs", MeasureKind.WEIGHT_KG, 69.9),
        ("took ten paracetamol", MeasureKind.PARACETAMOL_TABLETS, 10),
        ("had 2 ibuprofen", MeasureKind.NSAID_TABLETS, 2),
        ("sats 91%", MeasureKind.OXYGEN_PERCENT, 91),
    ],
)
def test_numbers_come_in_our_units(text: str, kind: MeasureKind, value: float) -> None:
    found = {one.kind: one.value for one in read(text).measures}

    assert found[kind] == pytest.approx(value, abs=0.06)


@pytest.mark.parametrize(
    "text", ["38 degrees outside", "baked it at 180 degrees", "heat pad on 40 degrees", "raise the leg 40 degrees"]
)
def test_weather_and_ovens_have_no_fever(text: str) -> None:
    assert not read(text).measures


@pytest.mark.parametrize("value", ["38.0", "38.1", "39.5", "100.4F", "103 F"])
def test_a_measured_fever_is_a_mention_too(value: str) -> None:
    assert "inf_fever_back" in flags(f"my temperature is {value}", Status.CURRENT)


def test_just_under_the_threshold_is_no_measured_fever() -> None:
    assert "inf_fever_back" not in flags("my temperature is 37.9", Status.CURRENT)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("me duele mucho la espalda desde ayer", "es"),
        ("ich habe seit gestern starke Schmerzen im Rücken", "de"),
        ("j'ai très mal au dos depuis hier soir", "fr"),
        ("у меня сильно болит спина", "ru"),
        ("मेरी पीठ में बहुत दर्द है", "hi"),
        ("mujhe kamar mein bahut dard ho raha hai", "hi"),
        ("我的背很痛", "zh"),
    ],
)
def test_a_language_nobody_here_reads_is_named(text: str, language: str) -> None:
    assert read(text).language == language


@pytest.mark.parametrize(
    "text", ["hello", "hi there", "ta mate", "grand so", "me back is killin me today lads", "did me stretchs 2day"]
)
def test_english_however_spelt_stays_english(text: str) -> None:
    assert read(text).language is None


def test_danger_is_heard_before_the_language_is_asked() -> None:
    reading = read("me duele la espalda, cauda equina, temp 39.5")

    assert reading.language is None
    assert reading.mentions


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_can_be_read(text: str) -> None:
    reading = read(text)

    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.words


def test_readings_are_the_same_under_any_hash_seed() -> None:
    code = (
        "import hashlib; from messages.triage.reading import read;"
        "from tests.triage.reading.corpus import messages;"
        "print(hashlib.sha256(repr([read(m.text) for m in messages()[:150]]).encode()).hexdigest())"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(outcomes) == 1


def test_the_longest_message_is_read_to_its_end() -> None:
    calm = "walked to the shop and back, nothing to tell, the cat is fine. "
    danger = "I cannot pee at all since this morning."
    text = (calm * 80)[: LONGEST - len(danger)] + danger

    assert any(mention.flag == "ces_bladder_retention" for mention in read(text).mentions)


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
