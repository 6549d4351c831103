"""A harmless thing named in the same breath as a danger makes a question of it at most, and never silence."""

from __future__ import annotations

import pytest

from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import screen
from messages.triage.vocabulary import Action, Case


def _asks_or_warns(text: str) -> bool:
    return screen(text, Case(), DAY_ZERO).action in (Action.ASK, Action.ESCALATE)


@pytest.mark.parametrize(
    "text",
    [
        "I can't pee without straining now",
        "I can't pee without a catheter",
        "so now I can't pee and I drink lots of water",
        "leaking pee in the bath",
        "wet myself on the walk with the dog",
        "wet the bed on top of the sweat",
        "picked up my grandson and wet myself",
        "leaking wee when laughing since my slipped disc",
        "running to the bath I wet myself",
        "leaking pee, not a period",
        "my landlord found me in a puddle of pee I hadn't felt",
        "I'm a plumber and I've hurt my back, now I keep wetting myself",
        "lifting my toddler I pooed myself",
        "I pooed myself out with the dog",
        "I made a mess in the car, pooed myself",
        "I did a squat and poo came out",
        "really shit myself, no control",
    ],
)
def test_what_is_at_hand_takes_nothing_from_a_bladder_or_bowel_that_fails(text: str) -> None:
    assert _asks_or_warns(text)


@pytest.mark.parametrize(
    "text",
    [
        "numb down below at my desk, wasn't fine once I got up",
        "hard chair made my bum numb days ago and it's still numb",
        "buttock ache with tingling around my anus",
        "no pins and needles, just numb around my bum hole",
        "tingling in my groin with sciatica",
        "numb from my groin to my toes",
        "numb round my bum hole, doctor said piles",
        "my same sex partner, no feeling during sex",
        "both legs numb since the gym yesterday",
        "both legs numb doing wall sits",
        "ever since leg day two days ago both my legs are numb and I can't feel my bum",
        "hen do was Saturday and now both my legs have gone numb",
        "both legs numb even with feet up",
        "numb from the waist down from 6 this morning",
    ],
)
def test_sport_a_seat_or_piles_take_nothing_from_a_numb_saddle_or_two_bad_legs(text: str) -> None:
    assert _asks_or_warns(text)


@pytest.mark.parametrize(
    "text",
    [
        "my leg is weak and does exercises no good",
        "legs buckle getting up from my desk chair",
        "doing the exercise I can't lift my leg any more",
        "dragging my foot about the house",
        "I drag my foot with each step",
        "foot drops on each step, my toe catches",
        "can't feel my foot, it's freezing",
        "unsteady after no wine",
        "staggering like after eight pints but sober",
        "unsteady on my feet, stumbling over my words",
        "my balance has gone, can't do my balance exercises",
        "my hands fumble when I play football and with buttons too",
        "hands are numb and clumsy on the phone",
        "leg cold and pale, not in the sea or snow",
        "did leg day on Monday, heard a pop, my left leg has been getting weaker since",
    ],
)
def test_stairs_cold_drink_or_exercise_take_nothing_from_a_failing_leg_or_hand(text: str) -> None:
    assert _asks_or_warns(text)


@pytest.mark.parametrize(
    "text",
    [
        "chest pain all day",
        "pain in my chest when I stretch",
        "chest pain when I do exercise",
        "it's not heartburn, crushing chest pain",
        "is it heartburn or chest pain going down my left arm",
        "ribs and chest hurt even when I laugh",
        "breathless even without exercise",
        "not been breathless like this before",
        "I've never been so short of breath",
        "can't get my breath walking uphill to the house",
        "my asthma, can't breathe, same inhaler not working",
        "COPD and more breathless than usual",
        "can't breathe, phoned in sick to work",
        "crying because I can't breathe",
        "peak flow is 150 and I can't breathe",
        "coughed up blood, not my gums",
        "coughing up blood, no nosebleed",
        "coughing blood after brushing my teeth",
        "tearing pain in my back like a muscle ripping",
        "I fainted on the sofa",
        "I collapsed in the street",
        "I collapsed into a heap, passed out",
        "passed out watching telly with belly pain",
        "my stroke was 2019 and now slurred speech and weak arm",
        "passed out at choir with chest pain",
        "my chest feels heavy, heavy heart",
    ],
)
def test_exercise_heartburn_or_a_sofa_take_nothing_from_a_heart_or_lungs_in_danger(text: str) -> None:
    assert _asks_or_warns(text)


@pytest.mark.parametrize(
    "text",
    [
        "he won't wake up, I tried early and again",
        "can't wake my baby",
        "my dad won't wake up before the ambulance",
        "she is fitting in the kitchen",
        "he's fitting in the room next door",
        "my husband hits me hard",
        "he hits me at night",
        "he kicked me out of bed and down the stairs",
        "he hurts me so much",
        "my partner hurts me very badly",
        "he beats me in front of the kids",
    ],
)
def test_a_room_or_an_hour_takes_nothing_from_somebody_who_cannot_be_woken_or_is_hurt(text: str) -> None:
    assert _asks_or_warns(text)


@pytest.mark.parametrize(
    "text",
    [
        "shaking so hard I dropped my phone",
        "shaking like a leaf with fever",
        "hands shaking uncontrollably with chills, no coffee",
        "burning up in the office, back pain",
        "shivering at the thought of moving, fever",
        "had sepsis treated, wasn't ruled out, now back pain",
        "confused about where I am",
        "she is so confused",
        "getting more confused by the hour",
        "drowsy and confused on tablets for back",
        "muddled up and slurring",
        "lips blue and hands cold water feeling",
        "rash doesn't fade with a glass of water pressed on it",
        "rash has not faded with the glass",
        "nursery rang to say rash doesn't fade",
        "thunderclap headache and stiff neck, slept badly",
        "stiff neck, can't stand light, fever, slept all day",
        "headache and stiff neck and light hurts, no fever",
        "being sick all day in class can't keep anything down",
    ],
)
def test_a_cup_a_glass_or_a_pillow_takes_nothing_from_a_whole_body_that_is_ill(text: str) -> None:
    assert _asks_or_warns(text)


@pytest.mark.parametrize(
    "text",
    [
        "crashed my car in the car park",
        "was hit by a car in the car park",
        "our bus crashed on the journey",
        "coach crashed on our trip and my back is agony",
        "car crash on a trip to hospital",
        "fell out of the window",
        "fell out of a tree",
        "slipped disc when I fell off the ladder",
        "crashed my van like a mack truck",
        "fell from a height at the boat trip",
        "rain made me fall off the ladder",
        "could have died, I crashed my motorbike",
        "phone in hand I fell down the stairs",
        "I got off my bike slowly after being hit by a car",
    ],
)
def test_what_else_belongs_to_the_road_or_the_weather_takes_nothing_from_an_accident(text: str) -> None:
    assert _asks_or_warns(text)


@pytest.mark.parametrize(
    "text",
    [
        "poo is black like tar, no blood",
        "bleeding heavily from my bottom, thought piles",
        "black poo like coffee",
        "vomit looked like coffee grounds black coffee",
        "kneeling over, vomiting blood",
        "dark poo no iron tablets",
        "belly hard like a plank",
        "had pancreatitis two years ago and it's the same again",
        "am I in labour when it's 33 weeks, cramps every few minutes",
        "baby hasn't moved, I thought asleep",
        "fewer movements and back stiff, 33 weeks pregnant",
    ],
)
def test_piles_coffee_or_a_nap_take_nothing_from_a_belly_or_a_pregnancy_in_danger(text: str) -> None:
    assert _asks_or_warns(text)


@pytest.mark.parametrize(
    "text",
    [
        "took a whole packet of paracetamol with wine",
        "I swallowed a whole bottle of pills with water",
        "took all my meds today at once",
        "took lots of tablets 500 mg",
        "can I take more paracetamol, I've had 12 today",
        "I can't stop mixing oxycodone with diazepam",
        "tongue swelling up and throat closing, no cold",
    ],
)
def test_what_was_drunk_with_them_or_a_question_takes_nothing_from_too_many_tablets(text: str) -> None:
    assert _asks_or_warns(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm going to kill myself at work tomorrow",
        "standing on the bridge about to jump, traffic below",
        "jump off the roof of my house",
        "going to jump out of the window of my house",
        "got a gun behind the door ready to end it",
        "ready to go and end it",
        "counted out my tablets, prescription is enough to end it",
        "counting pills in my box, enough to die",
        "the suicide prevention line is busy and I'm going to do it",
        "I won't be here after the holiday",
        "the form asks if I'm suicidal, yes I am",
        "I can't go on any more",
        "can't go on a day longer",
        "it's hard to go on with this",
        "I don't want to go on that way",
        "I want to die since my dog died",
        "what is the point of the next day",
        "there's no hope for it",
        "I hurt myself at work on purpose",
        "I burned myself with an iron on purpose",
        "I'll probably cut myself tonight",
        "self harm again, first years ago",
        "on a cruise and going to jump off",
        "train commute and want to jump in front of it",
        "I was on the roof at church about to jump",
    ],
)
def test_a_place_a_pet_or_a_thing_takes_nothing_from_a_wish_to_die(text: str) -> None:
    assert _asks_or_warns(text)


@pytest.mark.parametrize(
    "text",
    [
        "can't move in the house, stuck",
        "I can't move off the sofa",
        "can't walk far at all, not even past the door",
        "I've lost weight and not on purpose",
        "my eyes are yellow, no bruise",
        "eye is red and painful, blurred, thought it was pollen",
    ],
)
def test_a_sofa_a_diet_or_pollen_takes_nothing_from_what_is_for_today(text: str) -> None:
    assert _asks_or_warns(text)
