"""Whom to call: the numbers of the country they are in, asked for where it is unknown, on the card at any time."""

from __future__ import annotations

import pytest

from messages.buttons import Button
from messages.events import Media, Sent
from tests.dialogue.escalation.warned import warned
from tests.dialogue.host import Talk


def test_where_the_country_is_unknown_the_main_numbers_come_first_and_the_question_after() -> None:
    talk = Talk.with_(country=None).says("I have crushing chest pain")

    assert talk.heard[0].text.startswith("Call your emergency number now (112 EU, 911 US/CA, 999 UK).")
    assert talk.heard[1].key == "escalation.where"


def test_saying_the_country_shows_the_warning_again_with_its_number() -> None:
    talk = Talk.with_(country=None).says("I have crushing chest pain").travel(minutes=1)

    talk.says("Germany")

    assert talk.person.country == "DE"
    assert talk.heard[0].text.startswith("Call 112 now.")


@pytest.mark.parametrize(("typed", "code"), [("uk", "GB"), ("  new   zealand ", "NZ"), ("Croatia", "HR")])
def test_the_country_may_be_typed(typed: str, code: str) -> None:
    talk = Talk.with_(country=None).says("I have crushing chest pain").travel(minutes=1).says(typed)

    assert talk.person.country == code


def test_a_word_that_is_nearly_a_country_is_none() -> None:
    talk = Talk.with_(country=None).says("I have crushing chest pain").travel(minutes=1).says("pain")

    assert talk.person.country is None


def test_a_country_without_numbers_is_not_asked_for_again() -> None:
    talk = Talk.with_(country="HR").says("I have crushing chest pain")

    assert [each.key for each in talk.heard] == ["escalation.alert"]
    assert "112 EU, 911 US/CA, 999 UK" in talk.last.text[:60]


def test_somebody_abroad_can_say_so_under_the_warning() -> None:
    talk = warned().presses("Not in United Kingdom?").presses("United States")

    assert talk.heard[0].text.startswith("Go to the ER now, or call 911")


def test_a_button_of_a_warning_long_forgotten_shows_the_card() -> None:
    talk = Talk.with_().presses(Button("al", "zz", "did", "going"))

    assert talk.toasts
    assert talk.last.key == "escalation.card"


def test_the_card_is_there_for_anyone_at_any_time() -> None:
    known = Talk.with_().presses(Button("al", "", "card", ""))
    unknown = Talk.stranger().presses(Button("al", "", "card", ""))

    assert known.last.text.startswith("Call 999 now")
    assert unknown.last.text.startswith("Call your emergency number now (112 EU, 911 US/CA, 999 UK)")


def test_a_stumble_of_ours_asks_the_core_five() -> None:
    talk = Talk.with_().stumbles(Sent(Media.OTHER))

    assert talk.last.text.startswith("Call 999 now if this is an emergency.")
    assert "trouble peeing" in talk.last.text
    talk.presses("Yes")
    assert [each.key for each in talk.heard] == ["escalation.card", "serious.step"]
