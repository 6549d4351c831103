"""Where a message plays: what is said of things, animals, dreams and plays is nobody's illness; of the writer it is."""

from __future__ import annotations

import pytest

from messages.triage.reading import read
from messages.triage.vocabulary import MeasureKind, Status

OPEN = (Status.CURRENT, Status.UNSURE)


def heard(text: str, *statuses: Status) -> set[str]:
    """Return the flags heard in ``text`` with one of ``statuses``."""
    return {mention.flag for mention in read(text).mentions if mention.status in statuses}


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("the laptop is burning up again", "inf_fever_back"),
        ("our hamster collapsed in the wheel", "cv_collapse"),
        ("I dreamt that I couldn't move both legs", "ces_bilateral_leg"),
        ("in the film the man couldn't feel his legs", "ces_bilateral_leg"),
        ("Fever? Nope.", "inf_fever_back"),
        ("bum went numb on the church pew, normal again after a walk", "ces_saddle_numb"),
        ("I don't want to die, I only want a better chair", "mh_suicide_thoughts"),
    ],
)
def test_what_is_no_illness_is_not_heard_as_one(text: str, flag: str) -> None:
    assert flag not in heard(text, *OPEN)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("the horse went over on top of me and my legs have gone numb", "ces_bilateral_leg"),
        ("I dreamt of the sea and woke and I still can't feel my legs", "ces_bilateral_leg"),
        ("my bum is numb like after the dentist since yesterday", "ces_saddle_numb"),
        ("Fever? Yes, and shivers", "inf_fever_back"),
        ("I found a home for the dog. I want to die", "mh_suicide_thoughts"),
    ],
)
def test_what_befalls_the_writer_is_heard_in_spite_of_things_and_dreams(text: str, flag: str) -> None:
    assert flag in heard(text, *OPEN)


@pytest.mark.parametrize("text", ["38.4", "Sweaty, 39.2, and my left leg is a dead weight", "fvr 102 since last night"])
def test_a_fever_is_read_from_a_number_alone(text: str) -> None:
    kinds = {measure.kind for measure in read(text).measures}

    assert MeasureKind.TEMPERATURE_C in kinds


@pytest.mark.parametrize(
    "text",
    ["bath at 39 degrees, bliss", "39 degrees in the shade", "104 F in Phoenix today", "I'm 38.5 weeks pregnant"],
)
def test_other_degrees_and_numbers_are_no_fever(text: str) -> None:
    assert not any(measure.kind is MeasureKind.TEMPERATURE_C for measure in read(text).measures)


def test_a_cool_bath_does_not_hide_a_fever() -> None:
    assert [measure.value for measure in read("had a cool bath, temp 38.9 still").measures] == [38.9]


def test_milligrams_are_not_taken_for_tablets() -> None:
    assert read("Took 1000 mg paracetamol in the morning").measures == ()
