"""The questions of the first talk: each skippable, typed or tapped, carried on after days, nothing guessed."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.dialogue.onboarding.arrived import arrived, set_up


def test_a_whole_set_up_takes_nine_taps_in_one_message() -> None:
    talk = set_up()

    person = talk.person
    assert (person.country, person.zone, person.age, person.sex) == ("GB", "Europe/London", 59, "female")
    assert (person.checkin_at, person.quiet_from, person.quiet_to) == ("08:00", "22:00", "07:00")
    assert person.onboarded
    assert len(talk.screen) == 1
    assert "08:00" in talk.last.text


def test_an_age_below_18_typed_at_the_age_question_turns_away_too() -> None:
    talk = arrived(at="age").says("15")

    assert talk.last.key == "onboarding.young"
    assert talk.person.age is None


def test_every_step_after_consent_can_be_skipped() -> None:
    talk = arrived()

    for _ in range(7):
        talk.presses("Skip")

    assert talk.person.onboarded
    assert talk.person.country is None
    assert talk.last.key == "onboarding.finished"


def test_the_country_is_never_guessed_from_zone_or_language() -> None:
    talk = arrived().presses("Skip").says("Berlin")

    assert talk.person.zone == "Europe/Berlin"
    assert talk.person.country is None


def test_a_skipped_zone_in_a_country_with_one_clock_goes_by_that_clock() -> None:
    talk = arrived().presses("India")
    for _ in range(6):
        talk.presses("Skip")

    assert talk.person.zone == "Asia/Kolkata"
    assert not talk.person.zone_given


def test_the_talk_goes_on_after_days_where_it_stopped() -> None:
    talk = arrived(at="hour")

    talk.now += timedelta(days=3)
    talk.commands("start")

    assert [shown.key for shown in talk.heard] == ["onboarding.where_were_we", "ask.hour"]
    assert talk.slot("start:1") is talk.screen[-1]


def test_a_button_pressed_twice_moves_one_step() -> None:
    talk = arrived()
    country = talk.button("Ireland")

    talk.presses(country).presses(country)

    assert talk.person.country == "IE"
    assert talk.last.key == "ask.zone" or talk.toasts


def test_an_old_button_of_an_earlier_round_changes_nothing() -> None:
    talk = arrived()
    old = talk.button("Ireland")
    talk.presses("France").commands("settings").presses("Ask me all again")

    talk.presses(old)

    assert talk.person.country == "FR"
    assert talk.toasts


def test_a_location_gives_the_zone_and_takes_the_keyboard_away() -> None:
    talk = arrived(at="zone").presses("Share my location")
    assert talk.last.ask_location

    talk.shares_location(40.4, -3.7, "Europe/Madrid")

    assert talk.person.zone == "Europe/Madrid" and talk.person.zone_given
    assert [shown.key for shown in talk.heard] == ["ask.zone_set", "ask.age"]


def test_a_location_on_the_high_seas_offers_other_ways() -> None:
    talk = arrived(at="zone").shares_location(0, 0, None)

    assert talk.last.key == "ask.zone_sea"
    assert not talk.person.zone_given


def test_choosing_from_the_list_always_leaves_a_way_back() -> None:
    talk = arrived(at="zone").presses("Choose from a list").presses("Europe")
    first_page = talk.last.labels

    talk.presses("More")
    assert talk.last.labels != first_page
    assert talk.sees("Back")
    talk.presses("Back").presses("Back")
    assert talk.last.key == "ask.zone"


def test_several_zones_are_offered_to_choose_from() -> None:
    talk = arrived(at="zone").says("UTC+5:30")

    assert talk.sees("India") and talk.sees("Colombo")
    talk.presses("Colombo")
    assert talk.person.zone == "Asia/Colombo"


def test_a_place_nobody_knows_is_asked_again() -> None:
    talk = arrived(at="zone").says("Atlantis")

    assert talk.last.key == "ask.zone_unknown"


def test_half_seven_asks_which_half_of_the_day() -> None:
    talk = arrived(at="hour").says("half seven")
    assert talk.last.labels[:2] == ["07:30", "19:30"]

    talk.presses("19:30")

    assert talk.person.checkin_at == "19:30"


def test_a_night_worker_has_quiet_hours_in_the_day() -> None:
    talk = arrived(at="quiet").says("9am to 5pm")

    person = talk.person
    assert (person.quiet_from, person.quiet_to) == ("09:00", "17:00")
    assert (person.wake, person.bed) == ("17:00", "09:00")


def test_nudges_can_be_chosen_one_by_one_and_a_second_tap_changes_nothing() -> None:
    talk = arrived(at="nudges")
    off = talk.button("Drinks: on")

    talk.presses(off).presses(off).presses("Done")

    assert not talk.person.nudges["hydration"].on
    assert talk.person.nudges["stretching"].on


def test_stop_typed_in_the_middle_of_the_questions_stops() -> None:
    talk = arrived(at="hour").says("stop")

    assert talk.person.stopped


def test_a_report_in_the_middle_of_the_questions_is_kept_as_a_note() -> None:
    talk = arrived(at="hour").says("my back has been sore since I moved the sofa")

    assert [each.question for each in talk.records] == ["note"]


def test_where_i_am_answers_the_open_question_about_the_country() -> None:
    assert arrived().says("I'm in Spain").person.country == "ES"


def test_asking_all_again_moves_what_waits_with_each_answer() -> None:
    talk = set_up().commands("settings").presses("Ask me all again").presses("Skip").says("Tokyo")

    due = talk.memory.agenda["checkin", "daily"].astimezone(ZoneInfo("Asia/Tokyo"))
    assert due.strftime("%H") == "08"


@pytest.mark.parametrize("between", ["i cant feel it when i wipe", "my back is bad today, the stairs were too much"])
def test_a_set_up_that_was_interrupted_goes_on_and_ends_below_what_came_between(between: str) -> None:
    talk = arrived(at="quiet").says(between).travel(minutes=1)
    below = max(each.id for each in talk.screen if not each.key.startswith("ask."))

    talk.presses("22:00 to 07:00")
    assert talk.last.key == "ask.nudges"
    assert talk.last.id > below

    talk.presses("Done")
    assert talk.last.key == "onboarding.finished"
    assert talk.last.id > below
    assert len([each for each in talk.screen if "Done" in each.labels]) == 0


@pytest.mark.parametrize(("typed", "hour"), [("9.30am", "09:30"), ("half nine at night", "21:30"), ("21.30", "21:30")])
def test_an_hour_is_taken_as_people_type_it(typed: str, hour: str) -> None:
    assert arrived(at="hour").says(typed).person.checkin_at == hour


def test_an_hour_that_may_be_morning_or_evening_is_asked_about() -> None:
    talk = arrived(at="hour").says("9.30")

    assert talk.last.key == "ask.hour_which"
    assert talk.presses("21:30").person.checkin_at == "21:30"


@pytest.mark.parametrize("typed", ["10pm-7am", "22:00 till 7", "10pm til 7am", "10pm 'til seven", "10p-7a"])
def test_quiet_hours_are_taken_as_people_type_them(typed: str) -> None:
    person = arrived(at="quiet").says(typed).person

    assert (person.quiet_from, person.quiet_to) == ("22:00", "07:00")
