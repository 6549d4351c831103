"""Names are nobody's symptoms, family is family in any language, and a flare is no emergency."""

from __future__ import annotations

import pytest

from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import screen
from messages.triage.reading import read
from messages.triage.vocabulary import Action, Case, Status
from tests.triage.reading.heard.flags import flags


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Toes tingly, doc in Porto knows about it", "rf_dialysis_line"),
        ("came off at Stafford for a coffee", "fx_major_trauma"),
        ("Larry and I fell out, he hit me with a bill", "fx_major_trauma"),
    ],
)
def test_a_name_is_not_taken_for_the_word_it_resembles(text: str, flag: str) -> None:
    assert flag not in {each.flag for each in read(text).mentions}


@pytest.mark.parametrize(
    "who", ["Minha mãe", "mi madre", "meine Mutter", "ma mère", "my nonna", "mi abuela", "our lola"]
)
def test_somebodys_mother_is_another_person_in_any_language(who: str) -> None:
    assert "gen_stroke" in flags(f"{who} had a stroke on Monday, face dropped on one side", Status.OTHER_PERSON)


@pytest.mark.parametrize(
    "text",
    ["pain between the shoulders walking uphill, goes when I stop", "ache between shoulders when I climb up stairs"],
)
def test_between_the_shoulders_is_the_upper_back(text: str) -> None:
    assert "cv_exertion_back" in {each.flag for each in read(text).mentions}


@pytest.mark.parametrize(
    "text",
    [
        "Up at 2 with it. Tried left side, right side, on the rug, no difference at all.",
        "up half the night with the back, whichever way I lie",
        "third night this week, no way of lying helps",
    ],
)
def test_nights_without_a_position_are_heard(text: str) -> None:
    assert "ca_night_pain" in {each.flag for each in read(text).mentions}


@pytest.mark.parametrize(
    "text",
    [
        "both legs a bit stiff this morning",
        "both knees hurt on the stairs",
        "both legs ache after the shift",
        "legs feel heavy, period due",
        "quads still heavy, better after a bath",
        "less puffed than last week",
        "Dropped two screws. Butterfingers.",
        "cant tie my laces without swearing",
        "stiff as a plank, walking like frankenstein",
        "chest sore from coughing",
        "Fever gone. She ate three bananas.",
        "neighbour had a stroke, poor man",
    ],
)
def test_what_a_flare_a_shift_or_a_cough_does_is_asked_about_at_most(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO).action in (Action.ASK, Action.NONE, Action.ADVISE)


@pytest.mark.parametrize(
    "text",
    [
        "both legs stiff and numb since last night",
        "both legs heavy since last night",
        "dropped everything I picked up today",
        "keep dropping my keys, can't do my buttons",
        "walking like I've had a few",
        "dad just had a stroke",
        "breathless sitting still, worse than last week",
        "fever gone up to 39.5",
    ],
)
def test_what_no_flare_does_is_warned_of(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO).action is Action.ESCALATE
