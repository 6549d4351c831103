"""Told in many words that somebody examined or treated them: asked when, by buttons; nothing is closed by the words."""

from __future__ import annotations

import pytest

from tests.dialogue.escalation.warned import NUMB, warned
from tests.dialogue.host import Talk

HEART = "crushing chest pain going down my left arm"
EXAMINED = [
    "ambulance crew checked me over, heart is fine",
    "ambulance people looked me over and left",
    "999 crew gave me a once over",
    "two medics checked my heart",
    "crew came out and looked at me",
    "paramedics came and said it was a pulled muscle",
    "paramedic ruled out a heart attack",
    "they ruled out a clot",
    "had the scan, they ruled it out",
    "ruled out cauda equina",
    "scan clear",
    "mri done its not cauda equina",
    "mri back, nothing there",
    "no fracture on the x ray",
    "rectal exam was normal",
    "troponin normal",
    "spinal team examined me",
    "was scanned last night",
]
TREATED = [
    "they decompressed my spine overnight",
    "operated on last night",
    "i got operated on this morning",
    "had emergency decompression",
    "had my spine op last night",
    "the neurosurgeon did a discectomy",
    "they took the disc out this morning",
    "surgeon took my disc out on friday",
    "they fixed my disc",
    "they drained the abscess",
    "they gave me a stent",
    "i was in theatre last night",
    "came out of theatre an hour ago",
    "woke up from surgery, feeling is coming back",
    "ive had the op",
]


@pytest.mark.parametrize("sign", [NUMB, HEART])
@pytest.mark.parametrize("text", [*EXAMINED, *TREATED])
def test_it_is_asked_when_and_nothing_is_closed_or_added(sign: str, text: str) -> None:
    talk = Talk.with_().says(sign).travel(minutes=3)
    flags = [each.flag for each in talk.alerts[0].reasons]

    talk.says(text)

    assert [each.key for each in talk.heard] == ["escalation.when"]
    assert talk.alerts[0].is_open
    assert [each.flag for each in talk.alerts[0].reasons] == flags
    assert talk.memory.notes[0][1] == text


@pytest.mark.parametrize("text", ["been on iv antibiotics since last night", "they put me on a drip", "im on iv now"])
def test_on_a_drip_is_help(text: str) -> None:
    assert [each.key for each in warned().says(text).heard] == ["escalation.helped"]


def test_two_answers_close_it_after_such_words() -> None:
    talk = warned().travel(hours=20).says("they decompressed my spine overnight").travel(minutes=1)

    talk.presses("After this warning")

    assert not talk.alerts[0].is_open


@pytest.mark.parametrize(
    "text",
    [
        "they havent ruled it out",
        "they cant rule out a heart attack",
        "nobody ruled it out",
        "not ruled out",
        "i googled it, ruled out a heart attack",
        "my wife checked me over, heart is fine",
        "i checked my pulse",
        "waiting for theatre",
        "my op is booked for friday",
        "had surgery booked",
        "i need surgery",
        "they should decompress my spine",
        "scan tomorrow, hope its clear",
        "is my scan clear?",
        "i had surgery last year",
        "had my op years ago",
        "they fixed my car",
        "they took my bag",
        "the crew took my mum",
    ],
)
def test_other_words_are_no_check(text: str) -> None:
    assert "escalation.when" not in [each.key for each in warned().says(text).heard]


@pytest.mark.parametrize(
    "text",
    [
        "they decompressed my spine but now i cant pee",
        "ambulance crew checked me over, now both my legs are numb",
        "had my op last night and i cant move my foot",
    ],
)
def test_a_new_sign_beside_it_rings(text: str) -> None:
    talk = warned().says(text)

    assert talk.heard[0].loud
    assert talk.heard[0].key in ("escalation.alert", "escalation.ask", "escalation.reminder_new")
