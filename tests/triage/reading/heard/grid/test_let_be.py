"""What may be let be because it sounds harmless, and what may not, however it is wrapped."""

from __future__ import annotations

import pytest

from tests.triage.reading.heard.grid import heard


@pytest.mark.parametrize(
    "text",
    [
        "I coughed up blood after the gym",
        "I coughed up blood and a hot bath helped a bit",
        "I took a whole packet of paracetamol, put a hot water bottle on it",
        "I can't keep anything down, not even water 😂",
        "my jaw hurts when I walk uphill and goes when I stop, back is ok",
        "purple spots that don't go away under a glass, no rash",
    ],
)
def test_what_hardly_anybody_says_of_something_harmless_is_asked_about_in_any_company(text: str) -> None:
    assert heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "the pain goes down both legs now and a hot bath helped a bit",
        "I should mention that I need to hold on to the furniture to walk",
        "the nurse said to tell you I can't do up my buttons any more",
        'I told my wife: "I need my hands to lift my leg into the car"',
        "ten years of back pain, my mum won't wake up",
        "these days he's having a fit",
    ],
)
def test_what_stands_before_a_danger_or_is_joined_to_it_hides_nothing(text: str) -> None:
    assert heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "I took two paracetamol this morning and I have a cold",
        "I've had this backache for years. Took two ibuprofen",
        "1. walked 20 min 2. I took two paracetamol this morning",
    ],
)
def test_one_or_two_tablets_are_no_overdose_and_no_allergy(text: str) -> None:
    assert not heard(text)


@pytest.mark.parametrize(
    "text", ["I took two paracetamol and then twelve more", "took two ibuprofen and my lips swelled up"]
)
def test_more_than_two_or_what_came_of_them_is_asked_about(text: str) -> None:
    assert heard(text)
