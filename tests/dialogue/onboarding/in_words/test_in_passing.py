"""Answers at the start in the words people use in passing: a city for a country, "done", "tokyo now", "no"."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk
from tests.dialogue.onboarding.arrived import arrived


@pytest.mark.parametrize("words", ["london", "London", "Manchester"])
def test_a_city_typed_for_the_country_finds_its_country(words: str) -> None:
    talk = arrived(at="country").says(words)
    assert "Is that in <b>United Kingdom</b>?" in talk.last.text

    talk.presses("United Kingdom")
    assert talk.person.country == "GB" and talk.last.key == "ask.zone"


@pytest.mark.parametrize("words", ["yes", "Yes!", "yep", "yeah"])
def test_yes_to_the_one_country_found_takes_it(words: str) -> None:
    talk = arrived(at="country").says("Lagos").says(words)

    assert talk.person.country == "NG" and talk.last.key == "ask.zone"


@pytest.mark.parametrize(("words", "code"), [("no", None), ("Ireland", "IE")])
def test_anything_else_than_yes_takes_another_country_or_none(words: str, code: str | None) -> None:
    assert arrived(at="country").says("Manchester").says(words).person.country == code


@pytest.mark.parametrize(
    ("words", "code"), [("Doncaster, UK", "GB"), ("manchester england", "GB"), ("paris france", "FR")]
)
def test_a_city_with_its_country_is_the_country(words: str, code: str) -> None:
    assert arrived(at="country").says(words).person.country == code


@pytest.mark.parametrize("words", ["Atlanta, Georgia", "new england", "little italy"])
def test_a_country_whose_name_stands_beside_a_city_elsewhere_is_not_taken(words: str) -> None:
    assert arrived(at="country").says(words).person.country is None


def test_yes_means_nothing_where_no_country_was_found() -> None:
    assert arrived(at="country").says("yes").person.country is None


def test_in_the_settings_yes_takes_the_one_country_found_too() -> None:
    talk = Talk.with_(country="US").commands("settings").presses("Country").says("Leeds").says("yes")

    assert talk.person.country == "GB"


@pytest.mark.parametrize("words", ["my back hurts", "Atlantis", "no idea"])
def test_what_is_no_place_finds_no_country(words: str) -> None:
    talk = arrived(at="country").says(words)

    assert talk.person.country is None and talk.last.key not in ("ask.country_found", "ask.country_sure")


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
