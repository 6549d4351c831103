"""A harmless reason in the very sentence is believed where both readers do; beside a danger it hides nothing."""

from __future__ import annotations

import pytest

from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import screen
from messages.triage.vocabulary import Action, Case
from tests.triage.reading.heard.test_frames import DANGERS

ALARMS = (Action.ASK, Action.ESCALATE)
HARMLESS = """
metal bench at the bus stop, frozen backside, thawed on the bus home
both legs are jelly after 100 squats with the trainer, love it
wet trousers all the way home, umbrella blew inside out, back ok
puffed after running for the bus but I caught it, getting fitter
numb bum by the end of that lovely long film, popcorn was good
legs like lead after fourteen miles over the fells yesterday, worth it
the boiler keeps leaking and the plumber cannot come before Friday
spat a bit of blood in the sink after flossing, dentist says floss more
my hands went numb building a snowman with the kids without gloves
tarry black sticky mess everywhere, we sealed the driveway today
damp patch on the sofa again, puppy is nine weeks old and not trained
taught contractions today, can't and won't and don't, year 3 english
""".strip().splitlines()
REASONS = """
leg day; squats; the gym; ski boots; tight jeans; nettles; the dentist; sitting on the loo; my cat; the dog;
a hard bench; the cinema; a long flight; the rain; spilt tea; a wet bench; the toddler; a comedy;
the gas bill; a hot bath; a jab;
iron tablets; a few pints; curry; a marathon; walking ten miles; cold water; the pub; netflix; same as ever; candy crush
""".replace("\n", " ").split(";")
SAID = ("{danger} after {reason}", "{reason} today, {danger}", "{danger} and there was {reason}")


@pytest.mark.parametrize("text", HARMLESS)
def test_a_reason_that_both_readers_hear_needs_no_question(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO).action not in ALARMS


@pytest.mark.parametrize("danger", DANGERS)
def test_no_reason_beside_a_danger_hides_it(danger: str) -> None:
    told = [each.format(danger=danger, reason=reason.strip()) for reason in REASONS for each in SAID]
    quiet = [each for each in told if screen(each, Case(), DAY_ZERO).action not in ALARMS]

    assert quiet == []


@pytest.mark.parametrize(
    "text",
    [
        "thighs burning from squats yesterday and now I can't pee at all",
        "wet trousers from the rain, and I've lost the feeling between my legs",
        "maybe it was leg day but both my legs are getting weaker by the hour",
        "peed myself at the cinema and never felt it coming, film was good",
    ],
)
def test_a_second_sign_a_guess_and_ones_own_leak_are_asked_about(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO).action in ALARMS


@pytest.mark.parametrize(
    "text",
    [
        "bought the rope, the pulley and an old tyre, the kids have a swing now",
        "stood on the platform at Crewe for an hour, train cancelled, back grumbling",
        "jumping off a bridge on Sunday, bungee for charity, physio said fine",
        "counted the tablets left, must ring the repeat line for more on Monday",
        "goodbye letter to my old career, the therapist had me write it",
        "bought the poison for the rats, gloves on and all",
        "I want out of this contract, they charge the earth",
    ],
)
def test_words_of_suicide_with_their_plain_other_meaning_are_asked_about_and_warn_nobody(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO).action is not Action.ESCALATE


@pytest.mark.parametrize(
    "text",
    [
        "bought the rope this morning, letters are written",
        "standing on the platform, I want it to be over",
        "counted the tablets, there are enough",
        "I'm ready to go, I can't do another day of this",
        "I want out, I can't live like this any more",
    ],
)
def test_meant_as_they_sound_they_warn(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO).action is Action.ESCALATE
