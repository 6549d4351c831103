"""Who says where they will be and from when has their clock moved on that day, and can take it back."""

from __future__ import annotations

from datetime import date

import pytest

from messages.dialogue.freely.changes import wanted
from messages.dialogue.freely.changes.moving import Moving
from tests.dialogue.host import Talk

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    "words",
    ["im moving to new york on thursday", "I'm flying to New York this Thursday", "on thursday i'm moving to new york",
     "new york from thursday", "i'll be in new york from thursday", "going to new york on 12 march"],
)  # fmt: skip
def test_the_clock_moves_on_the_day_that_was_named(words: str) -> None:
    talk = Talk.with_().says(words)
    assert talk.person.zone == "Europe/London"
    assert "Thursday 12 March" in talk.last.text and "New York" in talk.last.text and not talk.records

    talk.travel(days=3)

    assert talk.person.zone == "America/New_York"
    greeted = next(each for each in talk.screen if each.key == "settings.arrived")
    assert "New York" in greeted.text and not greeted.loud


def test_the_plan_stands_in_the_settings_and_can_be_forgotten() -> None:
    talk = Talk.with_().says("im moving to new york on thursday")
    assert "From Thursday 12 March: New York" in talk.commands("/settings").last.text

    talk.presses("Forget that plan")

    assert talk.travel(days=4).person.zone == "Europe/London"


def test_whoever_did_not_leave_gets_their_clock_back_by_a_tap() -> None:
    talk = Talk.with_().says("im moving to new york on thursday").travel(days=3)

    assert talk.presses("I have not left yet").person.zone == "Europe/London"


def test_a_trip_with_its_end_comes_home_by_itself() -> None:
    talk = Talk.with_().says("i fly to paris tomorrow until sunday").travel(days=2)
    assert talk.person.zone == "Europe/Paris"

    assert talk.travel(days=5).person.zone == "Europe/London"


def test_of_several_clocks_of_a_country_one_is_chosen() -> None:
    talk = Talk.with_().says("we're moving to spain on friday")

    talk.presses("Canary Islands")

    assert talk.travel(days=4).person.zone == "Atlantic/Canary"


def test_in_the_page_of_the_clock_the_day_counts_too() -> None:
    talk = Talk.with_().commands("/settings").presses("Time zone").says("new york from thursday")

    assert talk.last.key == "settings.leaving" and talk.person.zone == "Europe/London"


def test_a_country_is_told_from_its_name_as_it_stands() -> None:
    assert wanted("im moving to spain on friday", TODAY) == Moving("spain", date(2026, 3, 13), None, "ES")


@pytest.mark.parametrize(
    "words",
    ["im in pain from thursday", "i go to hospital on thursday", "im going to bed", "going to the doctor tomorrow",
     "moving house on thursday", "the pain moved to my leg on monday", "numb in both legs from thursday",
     "i was in paris on monday and my legs went numb", "im in paris with chest pain from thursday"],
)  # fmt: skip
def test_a_report_with_a_day_in_it_is_no_move(words: str) -> None:
    assert wanted(words, TODAY) is None
