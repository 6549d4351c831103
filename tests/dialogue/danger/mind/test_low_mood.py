"""Low mood and worry get somebody to talk to as their safety net, and no list of signs of the spine."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk


@pytest.mark.parametrize("words", ["panic attacks every day", "i am anxious and worried all day, cant stop worrying"])
def test_advice_on_the_mind_carries_a_line_and_whom_to_tell(words: str) -> None:
    text = Talk.with_().says(words).last.text

    assert "116 123" in text
    assert "999" in text
    assert "Thoughts of dying" in text
    assert "peeing" not in text
    assert "numb" not in text


def test_beside_the_body_both_safety_nets_stand() -> None:
    talk = Talk.with_().says("panic attacks every day and my leg tingles for two weeks")

    assert "116 123" in talk.last.text
    assert "trouble peeing" in talk.last.text


def test_without_a_known_country_the_pages_that_list_lines_are_named() -> None:
    assert "findahelpline.com" in Talk.with_(country=None).says("panic attacks every day").last.text


def test_advice_on_the_body_alone_is_as_it_was() -> None:
    talk = Talk.with_().says("my leg tingles down to the foot for two weeks")

    assert "116 123" not in talk.last.text
