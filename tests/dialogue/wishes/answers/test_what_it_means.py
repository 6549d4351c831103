"""What does that mean, why do you ask, who says: answered of the very thing, whatever was said last."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.dialogue.host import Talk

MEANS = ["what does that mean", "what do you mean?", "I don't understand", "explain that please", "huh?"]
START = ("/start", "[I am 18 or over]", "[I agree]")
SAID_LAST = [
    (("/checkin",), "One number a day", "checkin.pain"),
    (("/checkin", "[3]", "[Same]"), "danger signs of back pain", "checkin.sweep"),
    (("/settings", "[Quiet hours]"), "In your quiet hours no nudge comes", "ask.quiet"),
    (("/settings", "[Health answers]"), "make the same sign more urgent", "risks.page"),
    (("/serious",), "danger signs of back pain", "serious.step"),
    (("i feel a bit off down there",), "Numbness there can mean", "wishes.explained"),
    (("I cant pee and my bum is numb",), "squeezed nerves at the bottom of your spine", "replied.do_now"),
    (("my calf is swollen and sore",), "can mean a blood clot", "replied.do_now"),
    (("my calf is swollen and sore", "[A clinician"), "can mean a blood clot", "replied.do_now"),
    (("no energy in my legs",), "sign of an infection", "why.rests_on"),
    (("my dad cant feel his legs and wet himself",), "spinal nerves are being squeezed", "why.rests_on"),
]


def after(steps: Sequence[str], talk: Talk) -> Talk:
    """Return ``talk`` after what was tapped, commanded or typed."""
    for step in steps:
        if step.startswith("/"):
            talk.commands(step)
        elif step.startswith("["):
            talk.presses(step[1:].removesuffix("]"))
        else:
            talk.says(step)
    return talk.travel(minutes=1)


@pytest.mark.parametrize("words", MEANS)
@pytest.mark.parametrize(("steps", "answer", "last"), SAID_LAST)
def test_what_was_said_last_is_explained_and_asked_again(
    words: str, steps: Sequence[str], answer: str, last: str
) -> None:
    talk = after(steps, Talk.with_())
    notes = len(talk.memory.notes)
    talk.says(words)

    assert any(answer in each.text for each in talk.heard) and talk.last.key == last
    assert len(talk.memory.notes) == notes


@pytest.mark.parametrize("words", ["who says", "who says that?", "why are you asking"])
@pytest.mark.parametrize(
    "steps", [("/serious",), ("my dad cant feel his legs and wet himself",), ("no energy in my legs",), ("/checkin",)]
)
def test_who_says_and_why_name_the_sources_of_that_thing(words: str, steps: Sequence[str]) -> None:
    text = after(steps, Talk.with_()).says(words).heard[0].text

    assert "From:" in text or "rests on:" in text


def test_before_anything_was_agreed_to_it_is_explained_why_it_is_asked() -> None:
    talk = after(START[:1], Talk.stranger()).says("why are you asking")
    assert "made for adults" in talk.heard[0].text and talk.last.key == "onboarding.welcome"

    talk = after(START[:2], Talk.stranger()).says("what does that mean")
    assert "need your OK" in talk.heard[0].text


def test_how_we_work_is_told_without_a_list_of_sources_nobody_opened() -> None:
    talk = after(START, Talk.stranger()).says("why are you asking")

    assert "emergency number" in talk.heard[0].text and "source" not in talk.heard[0].text.lower()
    assert talk.last.key == "ask.country"


@pytest.mark.parametrize("words", ["what does that mean my legs are numb", "who says i can't pee"])
def test_a_danger_beside_the_question_is_heard(words: str) -> None:
    assert after(("/checkin",), Talk.with_()).says(words).heard[0].loud
