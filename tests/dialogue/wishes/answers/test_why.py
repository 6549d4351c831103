"""Why we ask and who says so is answered of the very thing, and the open question comes again."""

from __future__ import annotations

import pytest

from messages.content import item_of
from messages.dialogue.escalation.words import reasons
from messages.triage.flags import table
from tests.dialogue.host import Talk
from tests.dialogue.onboarding.arrived import arrived


def titles(flag: str) -> list[str]:
    row = reasons.row(flag)
    assert row is not None
    return [table().sources[each].title for each in row.sources]


@pytest.mark.parametrize(
    "words",
    ["why did you ask me that", "why do you want to know that?", "why do you need to know", "but why do you ask",
     "what has that got to do with my back", "why should I tell you that", "why is that important",
     "why u asking me this", "how come you need that"],
)  # fmt: skip
def test_whoever_asks_why_hears_the_reason_of_the_open_question_and_then_the_question(words: str) -> None:
    talk = Talk.with_().commands("/checkin").says(words)

    assert [each.key for each in talk.heard] == ["why.asked", "checkin.pain"]
    assert "one number a day" in talk.heard[0].text.lower() and "From:" in talk.heard[0].text
    assert not talk.records


@pytest.mark.parametrize(
    ("words", "said"),
    [("why do you want to know my sleep", "nights"), ("why do you need my age", "older"),
     ("why do you ask about my mood", "Pain and mood"), ("what does my bladder have to do with it", "Nerves"),
     ("why do you need to know my country", "emergency number")],
)  # fmt: skip
def test_a_thing_that_is_named_is_answered_of_that_thing(words: str, said: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key.startswith("why.asked") and said in talk.last.text


@pytest.mark.parametrize("words", ["why did you ask me that", "who says that", "source?"])
def test_of_a_safety_question_its_own_sources_are_named_and_it_stays_open(words: str) -> None:
    talk = Talk.with_().says("what if I wet myself").travel(minutes=1).says(words)

    assert any(titles("ces_bladder_incontinence")[0] in each.text for each in talk.heard)
    assert reasons.row("ces_bladder_incontinence").question in talk.last.text  # type: ignore[union-attr]
    talk.says("yes")
    assert talk.alerts


@pytest.mark.parametrize("words", ["who says that", "source?", "how do you know"])
def test_of_a_warning_its_own_sources_are_named_and_it_stands(words: str) -> None:
    talk = Talk.with_().says("my foot drops and slaps when I walk, it won't lift").travel(minutes=5).says(words)

    assert talk.heard[0].key == "why.rests_on" and titles("neuro_foot_drop")[0] in talk.heard[0].text
    assert talk.last.key == "escalation.stands_open" and talk.alerts[0].is_open


@pytest.mark.parametrize(
    "words",
    [
        "who says that rolling knees helps?",
        "what is your evidence for rolling my knees",
        "is there proof that knee rolls help",
    ],
)
def test_of_a_tip_that_is_named_the_library_names_its_source(words: str) -> None:
    item = item_of("st_knee_rolls")
    talk = Talk.with_().says(words)

    assert item is not None and item.why in talk.last.text and "From:" in talk.last.text
    assert not talk.records


def test_evidence_for_a_kind_of_nudge_is_told_without_a_question_mark() -> None:
    talk = Talk.with_().says("what is your evidence for breathing exercises")

    assert talk.last.key == "wishes.from_library" and not talk.records


def test_why_is_answered_in_the_set_up_too() -> None:
    talk = arrived(at="country").says("why do you want to know")

    assert talk.heard[0].key.startswith("why.asked") and talk.last.key.startswith("ask.country")


@pytest.mark.parametrize(
    "words",
    ["are you a real doctor", "are you an actual doctor?", "is this a real person", "are you medically trained",
     "am i talking to a real doctor", "is there a doctor behind this", "are you an actual human or a bot"],
)  # fmt: skip
def test_whoever_asks_for_a_doctor_hears_that_we_are_none(words: str) -> None:
    assert "not a doctor" in Talk.with_().says(words).last.text


@pytest.mark.parametrize("words", ["why does my leg go numb when you ask me to stretch", "why do my legs feel numb"])
def test_why_something_hurts_is_no_question_about_us(words: str) -> None:
    assert not any(each.key.startswith("why.") for each in Talk.with_().says(words).heard)
