"""A place said in a sentence is understood where a country or a clock is asked for."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk
from tests.dialogue.onboarding.arrived import arrived


def test_where_somebody_works_is_offered_as_their_country() -> None:
    talk = arrived(at="country").says("working in new york till friday")

    assert talk.last.key == "ask.country_sure" and "United States" in talk.last.labels
    assert not talk.records
    assert talk.presses("United States").person.country == "US"


def test_a_country_said_in_a_sentence_is_offered() -> None:
    talk = Talk.with_().commands("country").says("I am staying in Spain for the next two weeks")

    assert "Spain" in talk.last.labels and talk.person.country == "GB"


@pytest.mark.parametrize("words", ["male", "Male"])
def test_male_is_no_city_for_somebody_in_britain(words: str) -> None:
    talk = Talk.with_().commands("timezone").says(words)

    assert talk.person.zone == "Europe/London" and talk.last.key == "ask.zone_unknown"


def test_male_is_a_city_where_people_live_by_its_clock() -> None:
    assert Talk.with_(country="MV").commands("timezone").says("male").person.zone == "Indian/Maldives"
    assert Talk.with_().commands("timezone").says("Malé").person.zone == "Indian/Maldives"
