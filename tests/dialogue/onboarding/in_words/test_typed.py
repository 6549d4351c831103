"""What people type for hours, days, zones and countries, as tables."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.moments import day_of, hours_of, windows_of
from messages.numbers import countries as countries_with_numbers
from messages.places import common_countries, countries, countries_named, regions, zone_label, zones_matching, zones_of

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)
TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("half seven", ("07:30", "19:30")), ("7.30am", ("07:30",)), ("19:30", ("19:30",)), ("7", ("07:00", "19:00")),
        ("07:30", ("07:30",)), ("noon", ("12:00",)), ("midnight", ("00:00",)), ("quarter to nine", ("08:45", "20:45")),
        ("half past 8 in the evening", ("20:30",)), ("9 o'clock", ("09:00", "21:00")), ("9pm", ("21:00",)),
        ("0730", ("07:30",)), ("1930", ("19:30",)), ("seven thirty", ("07:30", "19:30")), ("20h", ("20:00",)),
        ("8ish", ("08:00", "20:00")), ("12am", ("00:00",)), ("12pm", ("12:00",)), ("at 8 am please", ("08:00",)),
        ("21.15", ("21:15",)), ("ten past six", ("06:10", "18:10")), ("nine in the morning", ("09:00",)),
        ("9.30", ("09:30", "21:30")), ("9 30", ("09:30", "21:30")), ("9,30", ("09:30", "21:30")), ("10p", ("22:00",)),
        ("half nine", ("09:30", "21:30")), ("ten to seven", ("06:50", "18:50")), ("9 30pm", ("21:30",)), ("9 3", ()),
        ("24:00", ()), ("25", ()), ("7:75", ()), ("my back hurts", ()), ("half", ()), ("", ()), ("-3", ()),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_say_them(text: str, hours: tuple[str, ...]) -> None:
    assert hours_of(text) == hours


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("10pm to 7am", (("22:00", "07:00"),)), ("22-7", (("22:00", "07:00"),)), ("22:00-07:00", (("22:00", "07:00"),)),
        ("between 8 and 16", (("08:00", "16:00"),)), ("8am-4pm", (("08:00", "16:00"),)),
        ("11pm until half six", (("23:00", "06:30"),)), ("10 to 7", (("22:00", "07:00"), ("10:00", "19:00"))),
        ("10 til 7", (("22:00", "07:00"), ("10:00", "19:00"))), ("10pm-7am", (("22:00", "07:00"),)),
        ("22:00 till 7", (("22:00", "07:00"),)), ("10 'til 7am", (("22:00", "07:00"),)),
        ("10p-7a", (("22:00", "07:00"),)),
        ("ten to seven", (("22:00", "07:00"), ("10:00", "19:00"))), ("10pm 7am", (("22:00", "07:00"),)),
        ("half nine til ten to seven", (("21:30", "06:50"), ("09:30", "18:50"))),
        ("11pm → 6.30am", (("23:00", "06:30"),)),
        ("quiet hours: from 10pm through 7am", (("22:00", "07:00"),)), ("9.30pm to 6.45", (("21:30", "06:45"),)),
        ("ten to ten to seven", (("22:00", "06:50"), ("21:50", "07:00"), ("10:00", "18:50"), ("09:50", "19:00"))),
        ("7", ()), ("pain 7 to 8", ()), ("10pm to 10pm", ()),
    ],
)  # fmt: skip
def test_windows_may_cross_midnight_or_lie_in_the_day(text: str, windows: tuple[tuple[str, str], ...]) -> None:
    assert windows_of(text) == windows


def test_two_exact_times_need_no_word_between_them() -> None:
    assert windows_of("23:00 06:30") == (("23:00", "06:30"),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("friday", date(2026, 3, 13)), ("until Fri", date(2026, 3, 13)), ("tuesday", date(2026, 3, 17)),
        ("for a week", date(2026, 3, 17)), ("two weeks", date(2026, 3, 24)), ("3 days", date(2026, 3, 13)),
        ("tomorrow", date(2026, 3, 11)), ("3 May", date(2026, 5, 3)), ("5th of april", date(2026, 4, 5)),
        ("march 12", date(2026, 3, 12)), ("2026-04-01", date(2026, 4, 1)), ("1/4", date(2026, 4, 1)),
        ("32 may", None), ("29 february", None), ("yesterday", None), ("10 march 2026", None), ("march", None),
        ("in 10 days", date(2026, 3, 20)), ("the 5th", date(2026, 4, 5)), ("next month", date(2026, 4, 1)),
        ("in a couple of days", date(2026, 3, 12)), ("the 35th", None),
        ("2031-01-01", None), ("0 days", None), ("999 days", None), ("banana", None),
    ],
)  # fmt: skip
def test_days_are_read_as_people_say_them(text: str, day: date | None) -> None:
    assert day_of(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Leeds", "Europe/London"), ("Berlin", "Europe/Berlin"), ("münchen", "Europe/Berlin"),
        ("NYC", "America/New_York"),
        ("new york", "America/New_York"), ("Manchestr", "Europe/London"), ("Mumbai", "Asia/Kolkata"),
        ("Sao Paulo", "America/Sao_Paulo"), ("Lagos", "Africa/Lagos"), ("Europe/Paris", "Europe/Paris"),
        ("I live in Cork", "Europe/Dublin"), ("st. john's", "America/St_Johns"), ("california", "America/Los_Angeles"),
        ("Japan", "Asia/Tokyo"), ("Cork, Ireland", "Europe/Dublin"), ("sydney australia", "Australia/Sydney"),
        ("it's London time", "Europe/London"), ("EST", "America/New_York"), ("BST", "Europe/London"),
        ("gmt", "UTC"), ("UTC-3:30", "America/St_Johns"), ("utc+5:45", "Asia/Kathmandu"),
    ],
)  # fmt: skip
def test_a_city_a_country_or_an_offset_becomes_a_zone(text: str, zone: str) -> None:
    assert zones_matching(text, WINTER) == (zone,)


@pytest.mark.parametrize("text", ["UTC+5:30", "+5.30", "GMT +5:30", "utc5:30"])
def test_an_offset_finds_the_zones_whose_clocks_stand_there(text: str) -> None:
    assert zones_matching(text, WINTER) == ("Asia/Kolkata", "Asia/Colombo")


def test_gmt_said_in_britain_is_the_clock_on_the_wall_there() -> None:
    assert zones_matching("GMT", SUMMER, "GB") == ("Europe/London",)
    assert zones_matching("GMT", SUMMER, "IN") == ("UTC",)
    assert zones_matching("IST", SUMMER, "IE")[0] == "Europe/Dublin"


def test_an_offset_means_what_the_clocks_show_now() -> None:
    assert "Europe/London" in zones_matching("UTC+1", SUMMER)
    assert "Europe/London" not in zones_matching("UTC+1", WINTER)


def test_the_zones_of_the_stated_country_come_first() -> None:
    assert zones_matching("UTC+1", WINTER, "NG")[0] == "Africa/Lagos"


def test_a_country_with_several_clocks_offers_them_all() -> None:
    assert set(zones_matching("Australia", WINTER)) == set(zones_of("AU"))


@pytest.mark.parametrize("text", ["Atlantis", "my back hurts", "hello", "UTC+15", "8:30", "", "5", "😀", "a" * 4000])
def test_what_is_no_place_finds_nothing(text: str) -> None:
    assert zones_matching(text, WINTER) == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("UK", ["GB"]), ("England", ["GB"]), ("the netherlands", ["NL"]), ("Holland", ["NL"]), ("germny", ["DE"]),
        ("Niger", ["NE"]), ("Nigeria", ["NG"]), ("iran", ["IR"]), ("Iraq", ["IQ"]), ("Congo", ["CG", "CD"]),
        ("usa", ["US"]), ("U.S.A.", ["US"]), ("Türkiye", ["TR"]), ("turkey", ["TR"]), ("Deutschland", ["DE"]),
        ("Atlantis", []), ("in", []), ("", []), ("no", []),
    ],
)  # fmt: skip
def test_countries_are_found_by_the_names_people_use(text: str, codes: list[str]) -> None:
    assert [each.code for each in countries_named(text)] == codes


def test_every_country_is_found_by_its_own_name() -> None:
    for code, country in countries().items():
        assert code in {each.code for each in countries_named(country.name)}, country.name


def test_every_zone_in_the_lists_exists_and_has_words() -> None:
    zones = {zone.zone for region in regions() for zone in region.zones}
    zones |= {zone for country in countries().values() for zone in country.zones}

    assert zones <= available_timezones()
    assert all(zone_label(zone) for zone in zones)


def test_every_country_we_have_numbers_for_can_be_chosen() -> None:
    assert set(countries_with_numbers()) <= set(countries())
    assert {each.code for each in common_countries()} <= set(countries_with_numbers())


def test_every_label_of_a_zone_finds_that_zone_when_typed() -> None:
    for region in regions():
        for zone in region.zones:
            for word in zone.label.split("(")[0].split(","):
                assert zone.zone in zones_matching(word.strip(), WINTER), (zone.label, word)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_readers(text: str) -> None:
    assert all(len(each) == 5 for each in hours_of(text))
    assert all(start != end for start, end in windows_of(text))
    found = day_of(text, TODAY)
    assert found is None or found > TODAY
    assert set(zones_matching(text, WINTER)) <= available_timezones()
    countries_named(text)
