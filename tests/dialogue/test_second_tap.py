"""Two taps on one button have one effect and one message, whichever button it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from messages.catalogue import text_of
from tests.dialogue.host import Talk
from tests.dialogue.host.chat import Shown
from tests.dialogue.onboarding.arrived import set_up


def warned() -> Talk:
    return Talk.with_().says("I cannot pee and my bottom is numb")


def asked() -> Talk:
    return Talk.with_().says("my bottom is numb maybe")


STARTS: dict[str, Callable[[], Talk]] = {
    "set up": set_up,
    "warned": warned,
    "asked": asked,
    "settings": lambda: Talk.with_().commands("settings"),
    "habits": lambda: Talk.with_().commands("habits"),
    "check-in": lambda: Talk.with_().commands("checkin"),
    "serious": lambda: Talk.with_().commands("serious"),
    "log": lambda: Talk.with_().commands("log"),
    "help": lambda: Talk.with_().commands("help"),
    "about": lambda: Talk.with_().commands("about"),
    "privacy": lambda: Talk.with_().commands("privacy"),
    "progress": lambda: Talk.with_().commands("progress"),
    "note": lambda: Talk.with_().says("my back is a bit stiff after gardening"),
    "question": lambda: Talk.with_().says("what does my MRI mean?"),
}


@pytest.mark.parametrize("start", STARTS)
def test_a_second_tap_sends_nothing_and_changes_nothing_more(start: str) -> None:
    for place in range(len(STARTS[start]().last.labels)):
        talk = STARTS[start]()
        label, message = talk.last.labels[place], talk.last
        talk.presses(label, message)
        if message.labels and label not in message.labels:
            continue
        before = (len(talk.screen), talk.exports, len(talk.documents), len(talk.alerts), len(talk.checkins))
        again = _press_again(talk.travel(seconds=2), label, message)

        after = (len(again.screen), again.exports, len(again.documents), len(again.alerts), len(again.checkins))
        assert after == before, label
        assert all(each.edited for each in again.heard), label


def _press_again(talk: Talk, label: str, message: Shown) -> Talk:
    return talk.presses(label, message) if label in message.labels else talk


def test_pressed_by_mistake_twice_asks_once() -> None:
    talk = warned()
    warning = talk.last
    talk.presses("Pressed by mistake", warning)
    asked_once = len(talk.screen)
    talk.travel(seconds=1).presses("Pressed by mistake", warning)

    assert len(talk.screen) == asked_once and talk.heard == []
    assert talk.toasts == [text_of("en", "common.done_already")]


def test_the_same_button_works_again_when_something_else_was_done_in_between() -> None:
    talk = Talk.with_().commands("settings")
    menu = talk.last
    talk.presses("Health", menu)
    talk.travel(seconds=2).says("later").travel(seconds=2).presses("Health", menu)

    assert talk.heard and not talk.toasts


def test_the_same_button_works_again_after_a_while() -> None:
    talk = warned()
    warning = talk.last
    talk.presses("Pressed by mistake", warning).travel(minutes=2)

    assert talk.presses("Pressed by mistake", warning).heard
