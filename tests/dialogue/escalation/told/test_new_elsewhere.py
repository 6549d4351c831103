"""What was checked is only reminded of; the same sign elsewhere, or begun anew, is another one."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk

CALF = "my left calf is swollen and sore"


def checked(words: str = CALF) -> Talk:
    talk = Talk.with_().says(words).travel(minutes=2).presses("A clinician already").presses("After this")
    return talk.presses("Nothing special")


@pytest.mark.parametrize(
    "words",
    ["right calf now hot and swollen", "my other calf is swollen and sore", "calf swollen and hot since this morning",
     "my right calf is swollen", "woke up with a swollen calf, sore as well", "new swelling in my calf, it is hot"],
)  # fmt: skip
def test_a_swollen_calf_that_is_new_or_the_other_warns_again(words: str) -> None:
    talk = checked().travel(days=5).says(words)

    assert talk.heard[0].key in ("escalation.alert", "escalation.ask") and talk.heard[0].loud


@pytest.mark.parametrize(
    "words",
    ["new pain in my calf since yesterday", "my calf hurts again", "my other calf is sore", "calf ache started today",
     "pain in the right calf", "sudden cramp in my calf", "woke with a tight calf"],
)  # fmt: skip
def test_calf_pain_that_is_new_after_a_clot_was_looked_for_is_asked_about(words: str) -> None:
    talk = checked().travel(days=5).says(words)
    assert talk.heard[0].key == "escalation.ask" and "calf" in talk.heard[0].text

    talk.says("yes")
    assert talk.alerts[0].is_open


@pytest.mark.parametrize(
    "words", ["calf still swollen", "my calf is swollen, same as before", "left calf swollen and sore"]
)
def test_the_same_again_is_only_reminded_of(words: str) -> None:
    assert checked().travel(days=5).says(words).heard[0].key != "escalation.alert"


@pytest.mark.parametrize(
    "words",
    ["my calf no longer hurts", "calf is fine now", "new shoes today", "calf stretches went well", "calf still aches",
     "mums calf hurts again", "new pain in my shoulder since yesterday"],
)  # fmt: skip
def test_other_words_of_calves_are_not_asked_about(words: str) -> None:
    assert not [each for each in checked().travel(days=5).says(words).heard if each.key == "escalation.ask"]


BREATH = "breathless for months since covid"
AS_IT_WAS = "still breathless since covid, same as always"


def test_what_was_examined_denied_since_and_is_as_it_was_is_not_asked_about_each_day() -> None:
    talk = checked(BREATH).travel(days=1).says(AS_IT_WAS).says("no").travel(days=1).says(AS_IT_WAS)
    assert talk.heard[0].key == "escalation.checked_before" and "999" in talk.heard[0].text

    assert talk.presses("It is new or worse").alerts[0].is_open


def test_without_a_check_or_without_a_no_it_is_asked_each_time() -> None:
    unchecked = Talk.with_().says(AS_IT_WAS).says("no").travel(days=1)
    assert unchecked.says(AS_IT_WAS).heard[0].key == "escalation.ask"
    assert checked(BREATH).travel(days=1).says(AS_IT_WAS).heard[0].key == "escalation.ask"


@pytest.mark.parametrize(
    "words", ["still breathless and worse today", "suddenly breathless again", "breathless since covid, new today"]
)
def test_new_or_worse_breathlessness_is_never_only_reminded_of(words: str) -> None:
    talk = checked(BREATH).travel(days=1).says(AS_IT_WAS).says("no").travel(days=1).says(words)

    assert talk.heard[0].key in ("escalation.alert", "escalation.ask") and talk.heard[0].loud
