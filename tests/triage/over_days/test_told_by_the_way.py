"""What is told by the way adds up over days: a fall played down, tablets dose by dose, the number on the scales."""

from __future__ import annotations

import json

import pytest

from messages.triage.assess import assess_line
from messages.triage.reading import read
from messages.triage.vocabulary import MeasureKind


def told(*texts: tuple[int, str], pains: dict[int, int] | None = None, **profile: object) -> list[str]:
    """Return what is done on each day on which something is told."""
    days = [{"day": at, "text": text, "checkin": {"pain": (pains or {}).get(at)}} for at, text in texts]
    judged = assess_line(json.dumps({"id": "x", "profile": profile, "days": days}))
    return [each["action"] for each in judged["days"]]


NUMB_LATER = (9, "my left foot has gone all tingly and numb since this morning")


@pytest.mark.parametrize(
    "fall",
    [
        "I sat down unexpectedly on the ice outside the chemist. Dignity bruised, nothing in the back.",
        "had a tumble in the hall, no harm done",
        "missed the bottom stair, more embarrassed than hurt",
        "my feet went from under me on the wet decking. right as rain",
        "took a purler on the path, laughed it off",
        "came off the third rung painting the ceiling. winded, ok now",
        "stepladder slid and down I came, all fine",
    ],
)
def test_a_fall_told_lightly_makes_a_numb_leg_of_the_week_after_an_emergency(fall: str) -> None:
    assert told((1, fall), NUMB_LATER)[-1] == "escalate"


@pytest.mark.parametrize(
    "no_fall",
    [
        "nearly fell off my chair laughing",
        "fell asleep on the sofa again",
        "fell off a horse in 2010",
        "had a bad fall when I was 12",
        "knocked off work early",
        "my phone fell off the table",
        "came over in the car with the kids",
    ],
)
def test_what_is_no_fall_of_these_days_leaves_a_numb_leg_what_it_is(no_fall: str) -> None:
    assert told((1, no_fall), NUMB_LATER)[-1] == "advise"


def test_a_fall_is_forgotten_after_its_fortnight() -> None:
    assert told((1, "had a tumble in the hall, no harm done"), (20, NUMB_LATER[1]))[-1] == "advise"


def test_pain_that_rises_after_a_fall_told_lightly_is_asked_about() -> None:
    days = ((1, "had a tumble in the hall, no harm done"), (4, "bit stiffer"), (6, "hm"))

    assert told(*days, pains={1: 3, 4: 4, 6: 6}) == ["none", "none", "ask"]


@pytest.mark.parametrize(
    ("text", "tablets"),
    [
        ("took 2 paracetamol at 8, 2 at 11, 2 at 2 and 2 at 5", 8),
        ("two cocodamol at 6, two at 9, two at noon, two at 3, two at 6, two at 9", 12),
        ("2 panadol at breakfast, 2 at lunch, 2 at tea and 2 more at bedtime", 8),
        ("2 paracetamol at 8, 2 ibuprofen at 10, 2 paracetamol at 12 and 2 ibuprofen at 2", 4),
        ("2 paracetamol at 8, 2 at 12, 2 at 4, 2 at 8 and 2 at 8 this morning", 8),
        ("had 2 paracetamol at 7 and pain is 6 at 8", 2),
    ],
)
def test_tablets_told_dose_by_dose_are_counted_for_a_day(text: str, tablets: float) -> None:
    found = {each.kind: each.value for each in read(text).measures}

    assert found[MeasureKind.PARACETAMOL_TABLETS] == tablets


def test_doses_without_a_name_are_of_what_was_named_the_day_before() -> None:
    first, later = "took 2 paracetamol at 8", "2 more at midnight, 2 at 3, 2 at 6, 2 at 8 and 2 at 10"

    assert told((1, first), (2, later))[-1] == "escalate"
    assert told((1, "two ibuprofen at 8"), (2, later))[-1] != "escalate"
    assert told((2, later))[-1] != "escalate"


def test_a_weight_that_stands_for_itself_counts_on_the_scales() -> None:
    weights = ((1, "weighed 68.0 kg at the chemist"), (8, "66.2 kg today, odd"), (10, "64.6 kg. eating as always"))

    assert told(*weights) == ["none", "none", "escalate"]


@pytest.mark.parametrize(
    "plan", ["started slimming club, 101.4 kg", "101.4 kg, off the biscuits", "new diet. weighed 101.4 kg"]
)
def test_weight_lost_on_purpose_is_no_sign(plan: str) -> None:
    assert told((1, plan), (8, "99.8 kg today"), (15, "98.1 kg today"), (22, "97.2kg")) == ["none"] * 4


@pytest.mark.parametrize(
    "no_plan", ["101.4 kg today, not on a diet", "my wife is on a diet. I weigh 101.4 kg", "101.4 kg, no idea why"]
)
def test_a_diet_that_is_not_the_writers_excuses_nothing(no_plan: str) -> None:
    assert told((1, no_plan), (8, "99.8 kg today"), (22, "96.2kg"))[-1] == "escalate"


@pytest.mark.parametrize("load", ["60kg today, new squat pb", "20 kg of compost", "carried 25 kg bags all day"])
def test_what_was_lifted_is_no_weight_of_the_body(load: str) -> None:
    assert MeasureKind.WEIGHT_KG not in {each.kind for each in read(load).measures}


@pytest.mark.parametrize("words", ["Had my microdiscectomy in 2011", "my spinal fusion was twelve years ago"])
def test_an_operation_without_a_date_is_as_old_as_the_words_say(words: str) -> None:
    risks, numb = ["rf_spinal_surgery_date"], (3, "Left little toe has gone numb")

    assert told((1, words), numb, risk_factors=risks)[-1] == "advise"
    assert told((1, "hello"), numb, risk_factors=risks)[-1] == "escalate"


@pytest.mark.parametrize(
    "words",
    [
        "Temperature normal as always, feeling fine, went for a swim!",
        "thermometer is broken, says 41 for me and the cat",
        "no fever, must have typed it wrong",
        "typo, meant 36.9",
    ],
)
def test_a_typed_fever_that_the_words_take_back_is_asked_about(words: str) -> None:
    assert _with_temperature(39.0, words) == ["ask", "none"]


@pytest.mark.parametrize(
    "words", ["burning up and shivering, the thermometer is broken", "bad night", "temperature normal until last night"]
)
def test_a_typed_fever_that_nothing_takes_back_is_a_fever(words: str) -> None:
    assert _with_temperature(39.0, words)[0] == "escalate"


def _with_temperature(celsius: float, words: str) -> list[str]:
    days = [{"day": 1, "text": words, "checkin": {"temperature_c": celsius}}, {"day": 2, "text": "good day"}]
    return [each["action"] for each in assess_line(json.dumps({"id": "x", "days": days}))["days"]]


@pytest.mark.parametrize(
    "words",
    [
        "L5 S1 bulge they said last year. Bad flare since Friday, sitting is murder.",
        "L5 thing again after the five-a-side. left bum cheek and hamstring pain, had this in 2022",
    ],
)
def test_a_known_disc_that_hurts_again_is_asked_about_and_no_alarm(words: str) -> None:
    assert told((1, words)) == ["ask"]


def test_legs_of_a_run_and_a_bottom_of_a_seat_do_not_add_up_to_squeezed_nerves() -> None:
    assert told((1, "bottom numb from the stadium seat"), (5, "legs tired from the allotment")) == ["ask", "ask"]


def test_legs_and_a_bottom_without_such_a_cause_do() -> None:
    assert told((1, "bottom feels a bit odd"), (5, "legs a bit weird"))[-1] == "escalate"


PREGNANT = ("rf_pregnant",)


@pytest.mark.parametrize(
    "text",
    [
        "ache comes in waves, every quarter of an hour or so",
        "damp all morning, it isn't wee, and the waves are closer",
        "spotting since lunch, bright red",
        "pressure low down like a bowling ball",
        "pain under my right ribs and sparkles in my eyes",
        "my face is puffy and I see stars",
        "water running down my leg, clear",
        "quiet baby today",
    ],
)
def test_whoever_is_known_to_be_pregnant_need_not_say_so_again(text: str) -> None:
    assert told((1, text), risk_factors=PREGNANT)[-1] in ("ask", "escalate")
    assert "preg_" not in str(assess_line(json.dumps({"id": "x", "text": text}))["findings"]) or text in (
        "quiet baby today",
        "spotting since lunch, bright red",
    )


def test_two_hints_at_waves_in_two_days_are_labour() -> None:
    days = (1, "ache comes in waves"), (2, "the waves are closer now")

    assert told(*days, risk_factors=PREGNANT) == ["ask", "escalate"]


@pytest.mark.parametrize(
    "text",
    ["back aches by evening, gone by morning", "up five times to pee, joys of it", "hips sore from lying on my side"],
)
def test_an_ordinary_day_of_a_pregnancy_is_one(text: str) -> None:
    assert told((1, text), risk_factors=PREGNANT) == ["none"]


@pytest.mark.parametrize(
    ("risk", "text", "ordinary"),
    [
        ("rf_anticoagulant", "sudden terrible back pain, no reason", "walked the dog, back 3"),
        ("rf_spinal_injection_90d", "hot and the spot is sore", "hip a bit sore from lying on it"),
        ("rf_spinal_cord_injury", "catheter blocked and face flushed", "catheter clinic went fine"),
        ("rf_opioid", "so sleepy I keep nodding off", "tired today, back ok"),
    ],
)
def test_what_is_known_of_somebody_is_read_with_their_words(risk: str, text: str, ordinary: str) -> None:
    assert told((1, text), risk_factors=[risk]) == ["ask"]
    assert told((1, ordinary), risk_factors=[risk]) == ["none"]


def test_only_the_persons_own_words_are_quoted() -> None:
    days = [{"day": 1, "text": "so sleepy I keep nodding off"}]
    judged = assess_line(json.dumps({"id": "x", "profile": {"risk_factors": ["rf_opioid"]}, "days": days}))

    assert "morphine" not in str([each["words"] for each in judged["findings"]])
