"""A good step under a warning about dying is heard as one; despair beside it is asked about, and nothing closes."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from tests.dialogue.host import Talk

NOW = "Might you hurt yourself right now?"


def despairing() -> Talk:
    """Return a talk some minutes after words of dying and a no to the plain question."""
    return Talk.with_().says("i want to end it all").presses("No").travel(minutes=5)


@pytest.mark.parametrize(
    "words",
    [
        "she took the tablets away",
        "my sister has hidden the pills",
        "i gave them to my mum",
        "i gave my tablets back to the pharmacy",
        "flushed the pills",
        "i talked to my mum",
        "told my wife everything",
        "i spoke to my gp",
        "gp changed my tablets, feeling calmer",
        "just my gp appointment next week",
        "got counselling on monday",
        "crisis team are coming",
        "slept better last night",
        "feeling a bit brighter",
    ],
)
def test_a_good_step_is_thanked_for_without_asking_whether_they_act_now(words: str) -> None:
    talk = despairing().says(words)

    assert [each.key for each in talk.heard] == ["escalation.good_news"]
    assert NOW not in talk.heard[0].text
    assert not talk.heard[0].text.startswith("Call 999")
    assert "999" in talk.heard[0].text
    assert "116 123" in talk.heard[0].text
    assert talk.memory.notes[0][1] == words


@pytest.mark.parametrize("words", ["i was silly, sorry", "sorry for worrying you", "i was being dramatic"])
def test_shame_is_answered_without_blame(words: str) -> None:
    talk = despairing().says(words)

    assert talk.heard[0].key == "escalation.no_need_for_shame"
    assert NOW not in talk.heard[0].text


@pytest.mark.parametrize("words", ["i talked to my mum", "i was silly, sorry", "she took the tablets away"])
def test_it_closes_nothing_and_stops_no_repeat(words: str) -> None:
    before = despairing()
    planned = dict(before.memory.agenda)

    talk = before.says(words)

    assert talk.alerts[0].state is AlertState.OPEN
    assert {key: at for key, at in talk.memory.agenda.items() if key[0] == "ladder"} == {
        key: at for key, at in planned.items() if key[0] == "ladder"
    }


@pytest.mark.parametrize(
    "words",
    [
        "i talked to my mum but she doesnt care",
        "i gave my dog away",
        "i gave my guitar to my brother",
        "said goodbye to my mum",
        "i talked to my mum for the last time",
        "the tablets are all i have",
        "im calm now, i decided",
        "my gp never called back",
        "nobody talks to me",
        "sorry for everything",
        "its just too much",
        "goodbye",
        "please help me",
        "so alone",
        "i threw them up",
    ],
)
def test_despair_beside_it_is_asked_about_aloud(words: str) -> None:
    talk = despairing().says(words)

    assert talk.heard[0].loud
    assert not {"escalation.good_news", "escalation.no_need_for_shame"} & {each.key for each in talk.heard}
    assert "999" in talk.heard[0].text


@pytest.mark.parametrize("words", ["im feeling better today", "im ok", "im fine thanks", "its fine now"])
def test_nobody_is_called_safe_who_did_not_say_so(words: str) -> None:
    talk = despairing().says(words)

    assert "safe" not in talk.heard[0].text
    assert talk.alerts[0].state is AlertState.OPEN
    assert talk.travel(minutes=12).heard[0].key == "escalation.alert"  # no repeat is spared


@pytest.mark.parametrize(
    "words", ["it was a bad joke, im fine", "just a joke", "it was nothing", "that was autocorrect", "wrong chat sorry"]
)
def test_that_it_was_a_joke_leads_to_the_two_plain_questions(words: str) -> None:
    talk = despairing().says(words)

    assert talk.heard[0].key in ("escalation.mistake_heard", "escalation.mistake_first")
    assert talk.sees("Not sure")
    for _ in range(4):  # two plain questions to each of the two things heard
        assert talk.last.key.startswith("escalation.mistake_")
        talk.presses("No")
    assert talk.alerts[0].is_open
    assert talk.travel(days=1).last.key == "escalation.mistake_next_day"


def test_a_visit_next_week_does_not_count_as_help_today() -> None:
    assert despairing().says("just my gp appointment next week").alerts[0].state is AlertState.OPEN
