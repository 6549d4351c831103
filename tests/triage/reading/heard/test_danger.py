"""No explicit wording of danger ends in silence, and harmless words raise no alarm."""

from __future__ import annotations

import pytest

from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import screen
from messages.triage.reading import read
from messages.triage.vocabulary import Action, Case, Level
from tests.triage.reading.score import action

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
    "text",
    [
        "is it ok to nap with a numb bum",
        "is a hot bath ok with numb privates",
        "how much water should i drink if i cant pee",
        "how should i lie down when my chest hurts",
    ],
)
def test_a_sign_inside_a_question_about_something_else_is_asked_about(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO).action in (Action.ASK, Action.ESCALATE)


@pytest.mark.parametrize(
    "text",
    ["numb bum and numb left foot", "i cant feel my bum or my left foot", "cant feel my privates and my right leg"],
)
def test_a_leg_beside_it_does_not_hide_the_saddle(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO).level is Level.EMERGENCY_NOW


@pytest.mark.parametrize(
    "text",
    [
        "crushing pain in my chest and the baby is crying",
        "i vomited something like coffee grounds into the sink",
        "stiff neck and a headache so bad i dropped my phone",
    ],
)
def test_a_harmless_thing_in_the_same_sentence_takes_nothing_from_a_danger(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO, reader=read).action is Action.ESCALATE
    assert screen(text, Case(), DAY_ZERO).action in (Action.ASK, Action.ESCALATE)


def test_a_walk_before_it_is_no_harmless_cause_of_two_dead_legs() -> None:
    told = "after my walk both legs went dead"

    assert screen(told, Case(), DAY_ZERO, reader=read).action is Action.ESCALATE
    assert screen(told, Case(), DAY_ZERO).action is Action.ESCALATE


@pytest.mark.parametrize(
    "text",
    [
        "numb bum but no pain",
        "i have chest pain but no sweating",
        "can't pee, no pain though",
        "cant pee no pain",
        "numb down below and no pain at all",
        "chest pain but ok otherwise",
    ],
)
def test_a_denial_that_follows_a_danger_denies_something_else(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO, reader=read).level is Level.EMERGENCY_NOW
    assert screen(text, Case(), DAY_ZERO).action in (Action.ASK, Action.ESCALATE)


@pytest.mark.parametrize("text", ["fever no, chills no, chest pain no", "chest pain: nope", "leg weakness nil so far"])
def test_a_no_behind_it_denies_it(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO).action is Action.NONE


@pytest.mark.parametrize(
    "text", ["chest pain ok now", "numbness between legs is fine now", "saddle numbness normal again"]
)
def test_what_is_fine_now_was_there_and_is_asked_about(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO).action is Action.ASK


@pytest.mark.parametrize(
    "text",
    [
        "my poo is black as tar and i have piles, asparagus for tea",
        "black tarry poo but no blood",
        "dropped the coffee on the kitchen floor, then brought up what looked like coffee grounds",
    ],
)
def test_a_harmless_thing_in_another_clause_does_not_silence_a_danger(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO, reader=read).action in (Action.ASK, Action.ESCALATE)


@pytest.mark.parametrize(
    "text",
    [
        "wet myself in the ward while on a drip",
        "took 30 paracetamol and two packets of crisps",
        "took all my antibiotics tablets at once with vodka",
        "he is not breathing, the reminder came",
    ],
)
def test_a_set_phrase_takes_its_own_words_and_leaves_the_danger_beside_it(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO, reader=read).action in (Action.ASK, Action.ESCALATE)
    assert screen(text, Case(), DAY_ZERO).action in (Action.ASK, Action.ESCALATE)
