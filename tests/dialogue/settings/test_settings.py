"""The settings: everything chosen at the start can change, and everything waiting moves at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from messages.buttons import Button
from messages.triage.vocabulary import Answer, Case, Fact, Level, Origin
from tests.dialogue.host import START, Talk, at, highest


def known(**fields: Any) -> Talk:
    """Return somebody set up long ago, with everything planned."""
    talk = Talk.with_(**fields).commands("stop").commands("start")
    assert talk.memory.agenda
    return talk


def local(talk: Talk, topic: str, key: str, zone: str) -> str:
    """Return the local clock time at which something is planned."""
    return talk.memory.agenda[topic, key].astimezone(ZoneInfo(zone)).strftime("%H:%M")


def in_trip(*, until: str = "in 7 days") -> Talk:
    return known().commands("settings").presses("Time zone").says("New York").presses("Only for a trip").presses(until)


def test_the_menu_shows_what_is_chosen_and_stays_one_message() -> None:
    talk = known().commands("settings")
    shown = len(talk.screen)
    assert "09:00" in talk.last.text and "United Kingdom" in talk.last.text

    talk.presses("Check-in hour").presses("20:00").presses("Age").presses("Back")

    assert len(talk.screen) == shown
    assert talk.person.checkin_at == "20:00"
    assert "20:00" in talk.last.text


@pytest.mark.parametrize(
    "page",
    ["Country", "Time zone", "Age", "Sex at birth", "Check-in hour", "Quiet hours", "Most nudges"],
)
def test_every_page_has_a_way_back(page: str) -> None:
    talk = known().commands("settings").presses(page).presses("Back")

    assert talk.last.key == "settings.menu"


def test_a_new_check_in_hour_moves_the_waiting_check_in() -> None:
    talk = known().commands("settings").presses("Check-in hour").says("8.30pm")

    assert local(talk, "checkin", "daily", "Europe/London").startswith("20:3")


def test_the_check_in_can_come_without_sound() -> None:
    talk = known().commands("settings").presses("Check-in: no sound")
    assert talk.person.checkin_silent

    talk.presses("Check-in: sound")
    assert not talk.person.checkin_silent


def test_the_daily_cap_is_stored() -> None:
    assert known().commands("settings").presses("Most nudges").presses("2").person.daily_cap == 2


def test_another_zone_moves_everything_that_waits_at_once() -> None:
    talk = known()
    before = dict(talk.memory.agenda)

    talk.commands("settings").presses("Time zone").says("New York")

    moved = {name for name, due in talk.memory.agenda.items() if before.get(name) != due}
    assert {topic for topic, _ in moved} >= {"checkin", "nudge"}
    assert local(talk, "checkin", "daily", "America/New_York").startswith("09:0")


def test_a_change_of_zone_asks_whether_it_is_a_trip_and_then_for_the_country() -> None:
    talk = known().commands("settings").presses("Time zone").says("Madrid")
    assert talk.last.key == "settings.trip"

    talk.presses("For good")
    assert talk.last.key == "ask.country"
    talk.presses("Spain")

    assert talk.person.country == "ES"
    assert talk.last.key == "settings.menu"


def test_still_in_the_same_country_is_one_tap() -> None:
    talk = in_trip().presses("Still United Kingdom")

    assert talk.person.country == "GB"
    assert talk.last.key == "settings.menu"
    assert "Trip: home to London" in talk.last.text


def test_after_a_trip_home_hours_count_again_and_the_country_is_asked() -> None:
    talk = in_trip().presses("United States")
    assert talk.person.zone == "America/New_York"

    talk.travel(days=7, hours=1)

    assert talk.person.zone == "Europe/London"
    home = [shown for shown in talk.heard if shown.key == "settings.home_again"]
    assert len(home) == 1 and not home[0].loud
    talk.presses("Choose my country").presses("Still United States")
    assert talk.person.country == "US"


def test_the_message_about_coming_home_waits_for_quiet_hours_to_end() -> None:
    talk = in_trip().presses("United States").travel(days=9)

    said = next(shown for shown in talk.screen if shown.key == "settings.home_again")
    assert "07:00" <= said.at.astimezone(talk.person.tz).strftime("%H:%M") < "22:00"


def test_still_away_goes_back_to_the_other_zone() -> None:
    talk = in_trip().presses("United States").travel(days=8)

    talk.presses("I am still away")
    assert talk.person.zone == "America/New_York"
    talk.says("Friday")
    assert talk.memory.agenda["trip", "home"] > talk.now


def test_a_trip_to_a_third_zone_still_ends_at_home() -> None:
    talk = in_trip().presses("United States").commands("settings").presses("Time zone").says("Tokyo")
    talk.presses("Only for a trip").presses("In 3 days").presses("Still")

    talk.travel(days=4)

    assert talk.person.zone == "Europe/London"


def test_coming_home_early_ends_the_trip() -> None:
    talk = in_trip().presses("United States").commands("settings").presses("Time zone").says("London")

    assert ("trip", "home") not in talk.memory.agenda
    assert talk.person.zone == "Europe/London"


def test_a_day_in_the_past_is_asked_again() -> None:
    talk = known().commands("settings").presses("Time zone").says("Tokyo").presses("Only for a trip").says("1 banana")

    assert talk.last.key == "settings.until_unknown"


def test_a_new_country_on_another_clock_asks_for_the_zone() -> None:
    talk = known().commands("settings").presses("Country").presses("India")

    assert talk.last.key == "ask.zone"
    assert talk.sees("India")


def test_a_location_out_of_the_blue_offers_to_move_the_hours() -> None:
    talk = known().shares_location(40.7, -74.0, "America/New_York")
    assert talk.last.key == "settings.moved"
    assert talk.person.zone == "Europe/London"

    talk.presses("Only for a trip").presses("In 3 days")

    assert talk.person.zone == "America/New_York"
    assert ("trip", "home") in talk.memory.agenda


def test_a_location_in_the_same_zone_changes_nothing() -> None:
    assert known().shares_location(51.5, 0, "Europe/London").last.key == "settings.same_zone"


def test_a_shared_location_answers_the_zone_question_of_the_settings() -> None:
    talk = known().commands("settings").presses("Time zone").presses("Share my location")

    talk.shares_location(48.9, 2.4, "Europe/Paris")

    assert talk.person.zone == "Europe/Paris"
    assert talk.last.key == "settings.trip"


def test_the_clock_change_keeps_the_check_in_at_its_local_hour() -> None:
    talk = known(now=at("2026-03-27", "12:00"))

    talk.travel(to=at("2026-03-30", "23:00"))

    prompts = [shown for shown in talk.heard if shown.slot.startswith("checkin:") and shown.loud]
    hours = {shown.at.astimezone(talk.person.tz).strftime("%H") for shown in prompts}
    assert hours == {"09"}


def test_asking_all_again_keeps_the_consent() -> None:
    talk = known().commands("settings").presses("Ask me all again")

    assert talk.last.key == "ask.country"
    assert talk.person.consent_version is not None


def test_an_old_settings_button_still_does_what_it_says() -> None:
    talk = known().commands("settings").presses("Check-in hour")
    old = talk.button("20:00")
    talk.presses("Back").presses("Close").commands("help")

    talk.presses(old)

    assert talk.person.checkin_at == "20:00"


@pytest.mark.parametrize(
    "data", ["cap.0", "cap.99999", "cap.x", "trip.good", "moved.x.trip", "menu.nowhere", "zone.#p.x"]
)
def test_a_forged_settings_button_changes_nothing(data: str) -> None:
    talk = known()
    before = talk.person.model_copy(update={"active_at": None})
    step, _, choice = data.partition(".")

    talk.presses(Button("st", "", step, choice))

    assert talk.toasts
    assert talk.person.model_copy(update={"active_at": None}) == before


def test_an_age_below_18_typed_in_the_settings_ends_what_was_planned() -> None:
    talk = known().commands("settings").presses("Age").says("15")

    assert talk.last.key == "onboarding.young"
    assert not talk.memory.agenda


def test_a_stated_country_can_raise_an_older_answer_at_once() -> None:
    """In Britain the public page files night pain under "see somebody today" (reference 1.4)."""
    said = Fact("ca_night_pain", Answer.YES, START - timedelta(hours=3), Origin.BUTTON)
    talk = Talk.with_(country=None)
    talk.memory = talk.memory.__class__(talk.memory.person, Case(facts=(said,)))

    talk.commands("settings").presses("Country").presses("United Kingdom")

    assert highest(talk) >= Level.SAME_DAY


def test_once_a_month_health_and_country_are_asked_about_quietly() -> None:
    talk = known().travel(days=31)

    asked = [shown for shown in talk.heard if shown.key == "settings.recheck"]
    assert len(asked) == 1 and not asked[0].loud
    talk.presses("Nothing new")
    assert talk.last.key == "settings.recheck_same"
    assert ("recheck", "") in talk.memory.agenda


def test_a_stop_ends_the_monthly_question_too() -> None:
    talk = known().commands("stop").travel(days=65)

    assert not [shown for shown in talk.heard if shown.key == "settings.recheck"]


def test_stop_typed_on_an_open_page_stops() -> None:
    assert known().commands("settings").presses("Country").says("stop").person.stopped


def test_the_open_page_comes_back_after_an_interruption() -> None:
    talk = known().commands("settings").presses("Check-in hour").says("I can't feel my legs and I wet myself")
    assert talk.alerts

    talk.presses(Button("st", "", "hour", "21:00"))

    assert talk.person.checkin_at == "21:00"


def test_a_trip_ends_silently_once_another_home_was_chosen() -> None:
    talk = (
        in_trip()
        .presses("United States")
        .commands("settings")
        .presses("Ask me all again")
        .presses("Skip")
        .says("Tokyo")
    )

    talk.travel(days=10)

    assert talk.person.zone == "Asia/Tokyo"
    assert not [shown for shown in talk.screen if shown.key == "settings.home_again"]
