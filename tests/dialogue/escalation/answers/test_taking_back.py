"""Taking a warning back in words: nothing closes by it, but the two plain questions come at once, or the way out."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from tests.dialogue.escalation.warned import TODAY, warned
from tests.dialogue.host import Talk


@pytest.mark.parametrize(
    "words",
    [
        "its just my leg, i sat on it",
        "no my bottom is fine",
        "it was nothing",
        "im fine now, it was wind",
        "it was a bad joke, im fine",
        "its normal for me since covid, doctor knows",
        "you misunderstood me",
        "thats not what i meant",
        "i was exaggerating",
        "ignore that",
        "im just unfit",
        "only pins and needles",
        "it was only a kitchen chair, i can walk fine",
        "i said its not pain",
        "wrong chat",
        "im being silly, its just a pulled muscle",
        "probably just how i slept",
        "my mistake",
        "its my period",
        "that was about last year",
        "you are wrong",
        "forget it",
    ],
)
@pytest.mark.parametrize("between", ["", "/checkin"])
def test_the_plain_question_comes_at_once(words: str, between: str) -> None:
    talk = warned()
    talk = talk.commands(between) if between else talk
    talk.says(words)

    assert talk.heard[0].key in ("escalation.mistake_heard", "escalation.mistake_first")
    assert "A&E" in talk.heard[0].text
    assert talk.sees("Not sure")
    assert talk.alerts[0].is_open
    assert ("ladder", talk.alerts[0].id) in talk.memory.agenda
    assert talk.memory.notes[0][1] == words


def test_two_noes_stop_the_repeats_and_a_third_the_next_day_closes() -> None:
    talk = warned().says("its just my leg, i sat on it").presses("No")
    assert talk.last.key == "escalation.mistake_second"
    talk.presses("No")

    assert talk.alerts[0].is_open
    assert ("ladder", talk.alerts[0].id) not in talk.memory.agenda
    assert talk.travel(hours=24).last.key == "escalation.mistake_next_day"


@pytest.mark.parametrize("answer", ["Yes", "Not sure"])
def test_a_yes_to_it_is_the_whole_warning_again(answer: str) -> None:
    talk = warned().says("it was nothing").presses(answer)

    assert talk.heard[0].key == "escalation.alert"
    assert talk.alerts[0].state is AlertState.OPEN


@pytest.mark.parametrize(
    "words",
    [
        "its fine now",
        "its fine now, i peed",
        "i can pee again",
        "it stopped",
        "feeling has come back",
        "panic over",
        "much better now thanks",
        "im fine",
        "sorted itself out",
        "no numbness",
    ],
)
def test_that_it_is_gone_is_heard_and_closes_nothing(words: str) -> None:
    talk = warned().says(words)

    assert talk.heard[0].key == "escalation.eased"
    assert "come and go" in talk.heard[0].text
    assert "A&E" in talk.heard[0].text
    assert talk.sees("A clinician already checked this")
    assert talk.sees("Pressed by mistake")
    assert talk.alerts[0].state is AlertState.OPEN
    assert ("ladder", talk.alerts[0].id) in talk.memory.agenda


@pytest.mark.parametrize(
    "words",
    [
        "its just getting worse",
        "its just numb",
        "it was nothing but now i cant pee",
        "its gone numb",
        "im fine now but my legs are weak",
        "its only one side but both now",
        "is it just my leg?",
        "its just so bad",
    ],
)
def test_words_of_danger_are_taken_for_none_of_it(words: str) -> None:
    keys = {each.key for each in warned().says(words).heard}

    assert not keys & {"escalation.mistake_heard", "escalation.mistake_first", "escalation.eased"}


def test_another_danger_in_the_same_words_comes_first() -> None:
    talk = warned().says("its just wind but i have crushing chest pain")

    assert talk.heard[0].key == "escalation.alert"
    assert "Call 999" in talk.heard[0].text


def test_a_warning_for_today_is_taken_back_in_the_same_way() -> None:
    talk = Talk.with_().says(TODAY).travel(minutes=2).says("it was nothing")

    assert talk.heard[0].key == "escalation.mistake_heard"
    assert talk.alerts[0].is_open


def test_somebody_in_help_who_feels_better_is_not_sent_there_again() -> None:
    talk = warned().presses("I have called").travel(minutes=5).says("its fine now")

    assert "escalation.eased" not in [each.key for each in talk.heard]


@pytest.mark.parametrize("words", ["im fine now", "it was nothing"])
def test_a_poisoning_is_never_taken_back_so(words: str) -> None:
    talk = (
        Talk.with_().says("I took 20 paracetamol today").travel(minutes=1).presses("No").travel(minutes=2).says(words)
    )

    assert not {"escalation.mistake_heard", "escalation.eased"} & {each.key for each in talk.heard}
