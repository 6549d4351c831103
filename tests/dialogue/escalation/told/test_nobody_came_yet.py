"""Where nobody has come, or somebody judged on the phone or at a desk, that is heard as no help, and as no check."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from tests.dialogue.escalation.warned import TODAY, warned
from tests.dialogue.host import Talk

HEART = "my chest is tight and my left arm hurts since an hour"


def called() -> Talk:
    return Talk.with_().says(HEART).presses("I have called").travel(minutes=20)


@pytest.mark.parametrize(
    "text",
    [
        "where are they",
        "where are they?",
        "phoned 999, they put me in a queue",
        "the ambulance got cancelled",
        "they cancelled the ambulance",
        "still no sign of them",
        "no crew yet",
        "van never showed",
        "paramedics never showed",
        "nobody here yet",
        "whats taking them so long?",
        "been an hour and nothing",
    ],
)
def test_who_waits_in_vain_gets_the_other_roads(text: str) -> None:
    talk = called().says(text)

    assert talk.heard[0].key == "escalation.stuck"
    assert talk.heard[0].loud
    assert "1. Call 999 again." in talk.heard[0].text
    assert talk.alerts[0].state is AlertState.OPEN


@pytest.mark.parametrize(
    "text",
    [
        "the lady said it sounds like indigestion",
        "the dispatcher thinks its my back",
        "999 said its probably a pulled muscle",
        "rang 111 and the lady said its nothing to worry about",
        "pharmacist told me not to worry",
        "the triage nurse only asked questions",
        "the hospital reception told me to go home",
        "my physio did a video call and isnt worried",
        "the chemist says its fine",
        "gp isnt worried",
    ],
)
def test_a_judgement_from_afar_is_no_check(text: str) -> None:
    for talk in (called(), warned()):
        talk.says(text)

        assert talk.heard[0].key == "escalation.not_seen"
        assert talk.heard[0].loud
        assert talk.alerts[0].state is AlertState.OPEN


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("they are here", "escalation.helped"),
        ("999 said go to a&e", "escalation.sent_there"),
        ("doctor examined me and isnt worried", "escalation.when"),
        ("the doctor scanned me, she isnt worried", "escalation.when"),
        ("i cancelled the ambulance", "escalation.please_go"),
        ("paramedics came", "escalation.when"),
    ],
)
def test_other_words_about_helpers_are_what_they_were(text: str, key: str) -> None:
    assert called().says(text).heard[0].key == key


def test_for_what_can_wait_until_today_a_call_may_be_a_check() -> None:
    talk = Talk.with_().says(TODAY).travel(minutes=2).says("my physio did a video call and isnt worried")

    assert talk.heard[0].key == "escalation.when"
