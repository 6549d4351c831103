"""Answers at the start in the words people use in passing: a city for a country, "done", "tokyo now", "no"."""

from __future__ import annotations

import pytest

from tests.dialogue.onboarding.arrived import arrived


@pytest.mark.parametrize("words", ["london", "London", "Manchester"])
def test_a_city_typed_for_the_country_finds_its_country(words: str) -> None:
    talk = arrived(at="country").says(words)
    assert talk.last.key == "ask.country_found"

    talk.presses("United Kingdom")
    assert talk.person.country == "GB" and talk.last.key == "ask.zone"


@pytest.mark.parametrize("words", ["my back hurts", "Atlantis", "no idea"])
def test_what_is_no_place_finds_no_country(words: str) -> None:
    talk = arrived(at="country").says(words)

    assert talk.person.country is None and talk.last.key != "ask.country_found"


@pytest.mark.parametrize("words", ["tokyo now", "Tokyo at the moment", "in tokyo right now", "tokyo"])
def test_a_city_is_found_with_now_behind_it(words: str) -> None:
    assert arrived(at="zone").says(words).person.zone == "Asia/Tokyo"


@pytest.mark.parametrize("words", ["done", "Done.", "ok", "that's it"])
def test_done_typed_at_the_nudges_is_the_button_done(words: str) -> None:
    talk = arrived(at="nudges").says(words)

    assert talk.last.key == "onboarding.finished" and talk.person.onboarded


@pytest.mark.parametrize("words", ["no", "No.", "prefer not to say", "no thanks"])
def test_a_no_to_sex_at_birth_is_taken_as_not_said(words: str) -> None:
    talk = arrived(at="sex").says(words)

    assert talk.person.sex is None and talk.last.key == "ask.hour"
