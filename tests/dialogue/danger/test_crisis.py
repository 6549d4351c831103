"""Suicide and self-harm: asked directly, the number in every message, at most three more questions, no methods."""

from __future__ import annotations

import re
from typing import Any

import pytest

from messages.catalogue import load_catalogue
from messages.effects import Say
from messages.triage.vocabulary import Answer, Level
from tests.dialogue.host import Talk, highest

DARK = "I want to die"
QUESTION = re.compile(r"escalation\.crisis_(direct|acting|plan|alone)")


def spoken(**fields: Any) -> Talk:
    return Talk.with_(**fields).says(DARK).travel(minutes=1)


def questions(talk: Talk) -> list[str]:
    says = [each for each in talk.effects if isinstance(each, Say)]
    return [each.key.removeprefix("escalation.crisis_") for each in says if QUESTION.fullmatch(each.key)]


def test_the_number_and_the_direct_question_come_in_the_same_reply() -> None:
    talk = Talk.with_().says(DARK)

    assert [each.key for each in talk.heard] == ["escalation.alert", "escalation.crisis_direct"]
    assert "116 123" in talk.heard[0].text
    assert "116 123" in talk.heard[1].text
    assert "Are you thinking about killing yourself?" in talk.heard[1].text


def test_without_a_known_country_the_pages_that_list_lines_are_named() -> None:
    talk = Talk.with_(country=None).says(DARK)

    assert "findahelpline.com" in talk.heard[0].text
    assert "112 EU" in talk.heard[0].text[:60]


def test_at_most_three_more_questions_follow() -> None:
    talk = spoken().presses("Yes").presses("No").presses("No").presses("No")

    assert questions(talk) == ["direct", "acting", "plan", "alone"]
    assert talk.last.key == "escalation.crisis_close"


def test_every_question_carries_the_number() -> None:
    talk = spoken().presses("Yes").presses("No").presses("No").presses("No")

    for shown in talk.screen:
        assert "999" in shown.text


@pytest.mark.parametrize("answer", ["Yes", "Not sure"])
def test_having_done_something_calls_the_ambulance_first(answer: str) -> None:
    talk = spoken().presses("Yes").presses(answer)

    assert talk.heard[0].text.startswith("Call 999 now. Ask for an ambulance.")
    assert highest(talk) is Level.EMERGENCY_NOW


@pytest.mark.parametrize("noes", [1, 2])
def test_a_plan_or_being_alone_makes_it_an_emergency(noes: int) -> None:
    talk = spoken().presses("Yes")
    for _ in range(noes):
        talk.presses("No")

    talk.presses("Yes")

    assert highest(talk) is Level.EMERGENCY_NOW
    assert talk.heard[0].text.startswith("Call 999 now")
    assert questions(talk).count("direct") == 1


def test_prefer_not_to_say_is_never_a_no() -> None:
    talk = spoken().presses("Prefer not to say")

    assert questions(talk) == ["direct", "acting"]
    assert talk.case.facts[-1].answer is Answer.DECLINED
    assert talk.alerts[0].is_open


def test_a_no_to_the_direct_question_leaves_the_warning_open() -> None:
    talk = spoken().presses("No")

    assert talk.alerts[0].is_open
    assert talk.last.key == "escalation.crisis_close"


def test_it_asks_again_gently_after_an_hour_and_in_the_following_mornings() -> None:
    talk = spoken().presses("Yes").presses("No").presses("No").presses("No")

    talk.travel(minutes=61)
    hour = [each.text for each in talk.heard]
    talk.travel(days=1)
    day = len(talk.heard)
    talk.travel(days=2)

    assert len(hour) == 1
    assert "Might you hurt yourself right now?" in hour[0]
    assert "want to die" not in hour[0]
    assert day >= 1
    assert any("How are you?" in each.text for each in talk.heard)


def test_pain_that_cannot_be_borne_leads_to_the_direct_question() -> None:
    talk = Talk.with_().commands("serious")
    for _ in range(9):
        talk.presses("None of these")

    talk.presses("I cannot cope any more")

    assert "Are you thinking about killing yourself?" in talk.last.text
    assert talk.last.text.startswith("Talk to someone today: 116 123")


def test_yes_to_the_direct_question_goes_on_without_asking_it_twice() -> None:
    talk = Talk.with_().commands("serious")
    for _ in range(9):
        talk.presses("None of these")
    talk.travel(minutes=1).presses("I cannot cope any more").travel(minutes=1).presses("Yes")

    assert questions(talk) == ["acting"]


def test_too_many_tablets_are_asked_about_kindly() -> None:
    talk = Talk.with_().says("I took 20 paracetamol today").travel(minutes=1)

    assert any("did you take them to hurt yourself?" in shown.text for shown in talk.screen)
    talk.presses("Yes")
    assert talk.heard[0].text.startswith("Call 999 now. Ask for an ambulance.")


def test_too_many_tablets_by_accident_stay_an_emergency() -> None:
    talk = Talk.with_().says("I took 20 paracetamol today").travel(minutes=1).presses("No")

    assert highest(talk) is Level.EMERGENCY_NOW
    assert "My warning stands" in talk.last.text


def test_no_text_names_a_method_a_dose_or_blame() -> None:
    forbidden = re.compile(
        r"\b(rope|hang|bridge|jump|knife|blade|gun|lethal|safe amount|low risk|think of your|how could you|selfish)\b"
    )
    texts = {key: entry.text for key, entry in load_catalogue("en").items() if "crisis" in key or "direct" in key}

    assert texts
    assert [key for key, text in texts.items() if forbidden.search(text.casefold())] == []


def test_a_warning_about_suicide_says_that_nobody_reads_here() -> None:
    text = Talk.with_().says(DARK).heard[0].text

    assert "not a crisis service" in text
    assert "nobody watches this chat" in text


def first_lines(talk: Talk) -> list[str]:
    """Return the first lines of all that was said under the warning, in order."""
    names = ("escalation.alert", "escalation.crisis", "escalation.hear", "escalation.stay", "escalation.reminder")
    return [each.text.splitlines()[0] for each in talk.screen if each.key.startswith(names)]


@pytest.mark.parametrize("words", [DARK, "i want to kill myself", "i am a burden, they would be better off without me"])
@pytest.mark.parametrize("later", ["just so tired of it all. want it to stop", "leave me alone", "i want to die"])
def test_the_first_line_never_falls_to_a_weaker_one_while_the_warning_is_open(words: str, later: str) -> None:
    talk = Talk.with_().commands("/start").says(words)
    for _ in range(4):
        talk.presses("No") if talk.sees("No") and "?" in talk.last.text else talk.travel(minutes=1)
    talk.travel(minutes=5).says(later).travel(hours=1, minutes=10)

    said = first_lines(talk)
    grave = next(at for at, line in enumerate(said) if line.startswith("Call 999 now"))
    assert len(said) > grave + 1
    assert all(line.startswith("Call 999 now") for line in said[grave:]), said
