"""Whom to call: the hand-kept table, its fallback, and a second opinion on every number in it."""

from __future__ import annotations

import phonenumbers
import pytest
from phonenumbers import shortnumberinfo
from pydantic import ValidationError

from messages.numbers import Numbers, countries, numbers_for

KNOWN_GAPS = {"LK", "NG", "GH", "ET"}
"""Where the metadata of phonenumbers is out of date or partial; our numbers stand."""


def test_the_table_holds_the_54_countries() -> None:
    assert len(countries()) == 54


@pytest.mark.parametrize("code", sorted(countries()))
def test_every_ambulance_number_is_known_to_a_second_source_too(code: str) -> None:
    recognised = shortnumberinfo.is_emergency_number(countries()[code].ambulance, code)

    assert recognised is (code not in KNOWN_GAPS)


@pytest.mark.parametrize("code", sorted(countries()))
def test_no_country_shows_the_example_number_that_calls_the_police(code: str) -> None:
    assert code in phonenumbers.SUPPORTED_SHORT_REGIONS
    assert countries()[code].ambulance not in {"110", "100", "191", "17"}


@pytest.mark.parametrize(
    ("code", "ambulance", "urgent", "crisis"),
    [
        ("GB", "999", "111", "116 123"),
        ("US", "911", None, "988"),
        ("DE", "112", "116117", "0800 111 0 111"),
        ("NL", "112", None, "113"),
        ("NZ", "111", "0800 611 116", "1737"),
        ("JP", "119", "#7119", "0120-061-338"),
        ("FR", "15", "116 117", "3114"),
        ("AU", "000", "1800 022 222", "13 11 14"),
        ("TR", "112", None, None),
    ],
)
def test_the_numbers_of_a_country(code: str, ambulance: str, urgent: str | None, crisis: str | None) -> None:
    numbers = numbers_for(code)

    assert numbers.ambulance == ambulance
    assert (numbers.urgent.number if numbers.urgent else None) == urgent
    assert (numbers.crisis.number if numbers.crisis else None) == crisis


@pytest.mark.parametrize("country", [None, "", "XX", "ZZ"])
def test_an_unknown_country_gets_no_number_that_might_be_wrong(country: str | None) -> None:
    numbers = numbers_for(country)

    assert not numbers.known
    assert numbers.ambulance == ""


def test_every_row_says_where_it_comes_from_and_nobody_pretends_to_have_checked_it() -> None:
    for numbers in countries().values():
        assert numbers.source
        assert numbers.reviewed is None or numbers.checked is not None


def test_a_row_with_a_key_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError):
        Numbers.model_validate({"ambulance": "999", "amublance": "112"})
