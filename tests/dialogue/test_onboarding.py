"""The first talk: who it is for, consent before anything, every step skippable, nothing lost by a restart."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from messages.catalogue.entries import load_catalogue
from messages.dialogue.onboarding import consent
from messages.effects import Consented, Plan, Withdraw
from tests.dialogue.host import START, Talk

FINGERPRINT = "8053668a5d26"


def arrived(*, at: str = "country") -> Talk:
    """Return somebody who agreed and now looks at the question ``at``."""
    talk = Talk.stranger().commands("start").presses("I am 18").presses("I agree")
    order = ["country", "zone", "age", "sex", "hour", "quiet", "nudges"]
    for _ in range(order.index(at)):
        talk.presses("Skip")
    return talk


def set_up() -> Talk:
    return (
        arrived()
        .presses("United Kingdom")
        .presses("London")
        .presses("50-59")
        .presses("Female")
        .presses("08:00")
        .presses("22:00 to 07:00")
        .presses("Done")
    )


def test_the_first_message_says_that_nobody_watches_and_whom_to_call() -> None:
    talk = Talk.stranger().commands("start")

    assert "Nobody watches this live" in talk.last.text
    assert all(number in talk.last.text for number in ("112", "911", "999"))


def test_a_whole_set_up_takes_nine_taps_in_one_message() -> None:
    talk = set_up()

    person = talk.person
    assert (person.country, person.zone, person.age, person.sex) == ("GB", "Europe/London", 59, "female")
    assert (person.checkin_at, person.quiet_from, person.quiet_to) == ("08:00", "22:00", "07:00")
    assert person.onboarded
    assert len(talk.screen) == 1
    assert "08:00" in talk.last.text


def test_nothing_is_planned_before_consent_and_set_up_are_done() -> None:
    talk = arrived()

    assert not [each for each in talk.effects if isinstance(each, Plan)]
    assert set_up().memory.agenda


def test_consent_is_stored_with_the_version_that_was_shown() -> None:
    talk = arrived()

    given = [each for each in talk.effects if isinstance(each, Consented)]
    assert given == [Consented(consent.VERSION, given=True)]
    assert talk.person.consent_version == consent.VERSION


def test_the_consent_text_belongs_to_its_version() -> None:
    """Whoever changes the text must give it a new version, and then this fingerprint."""
    catalogue = load_catalogue("en")
    shown = catalogue["onboarding.consent"].text + catalogue["onboarding.consent_more"].text
    fingerprint = hashlib.sha256(shown.encode()).hexdigest()[:12]

    assert (consent.VERSION, fingerprint) == ("2", FINGERPRINT)


def test_a_new_version_of_the_text_asks_for_consent_again() -> None:
    talk = Talk.with_(consent_version="0").commands("start")

    assert talk.last.key == "onboarding.consent"
    talk.presses("I agree")
    assert talk.person.consent_version == consent.VERSION


def test_declining_stores_no_consent_and_can_be_undone() -> None:
    talk = Talk.stranger().commands("start").presses("I am 18").presses("No, thank you")

    assert talk.person.consent_version is None
    talk.travel(days=30)
    assert talk.heard == []
    talk.presses("I changed my mind").presses("I agree")
    assert talk.person.consent_version == consent.VERSION


def test_after_declining_words_are_answered_without_being_stored() -> None:
    talk = Talk.stranger().commands("start").presses("I am 18").presses("No, thank you")

    talk.says("my back is a bit stiff today")

    assert talk.last.key == "onboarding.still_declined"
    assert talk.records == []


def test_danger_is_heard_before_consent() -> None:
    talk = Talk.stranger().says("I can't feel anything between my legs and I can't pee")

    assert talk.alerts


def test_danger_behind_start_is_heard() -> None:
    talk = Talk.stranger().commands("start", "I can't feel anything between my legs and I can't pee")

    assert talk.alerts


@pytest.mark.parametrize("payload", ["c_abc", "j_clinic-7", "x" * 64, "not a code", "!!"])
def test_an_unknown_link_code_begins_the_first_talk_kindly(payload: str) -> None:
    talk = Talk.stranger().commands("start", payload)

    assert talk.last.key == "onboarding.welcome"


@pytest.mark.parametrize("age", ["I'm 16", "17", "I am 12 years old", "age 9"])
def test_who_is_under_18_is_turned_away_kindly_with_help(age: str) -> None:
    talk = Talk.stranger().commands("start").says(age)

    assert talk.last.key == "onboarding.young"
    assert "parent" in talk.last.text and "findahelpline" in talk.last.text
    assert talk.person.consent_version is None


def test_the_button_under_18_can_be_a_slip() -> None:
    talk = Talk.stranger().commands("start").presses("I am under 18").presses("I pressed that by mistake")

    assert talk.last.key == "onboarding.welcome"


def test_an_old_under_18_button_pressed_later_ends_what_was_planned() -> None:
    talk = Talk.stranger().commands("start")
    young = talk.button("I am under 18")
    talk.presses("I am 18").presses("I agree")
    for _ in range(7):
        talk.presses("Skip")
    assert talk.memory.agenda

    talk.presses(young)

    assert talk.last.key == "onboarding.young"
    assert talk.person.consent_version is None
    assert not talk.memory.agenda


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


def test_start_after_stop_plans_everything_again() -> None:
    talk = set_up().commands("stop")
    assert not talk.memory.agenda

    talk.commands("start")

    assert not talk.person.stopped
    assert {topic for topic, _ in talk.memory.agenda} >= {"checkin", "nudge", "recheck"}


def test_somebody_known_is_greeted_without_questions() -> None:
    assert Talk.with_().commands("start").last.key == "onboarding.hello_again"


def test_taking_consent_back_withdraws_what_was_queued() -> None:
    talk = set_up().commands("privacy").presses("Take back my consent").presses("Yes, take it back")

    assert talk.person.consent_version is None
    assert any(isinstance(each, Withdraw) for each in talk.fresh)
    assert talk.travel(to=START + timedelta(days=40)).heard == []


@pytest.mark.parametrize("words", ["ok", "yes", "I agree", "sure", "OK!"])
def test_consent_can_be_given_in_words(words: str) -> None:
    assert Talk.stranger().commands("start").presses("I am 18").says(words).person.consent_version


def test_where_i_am_answers_the_open_question_about_the_country() -> None:
    assert arrived().says("I'm in Spain").person.country == "ES"


def test_asking_all_again_moves_what_waits_with_each_answer() -> None:
    talk = set_up().commands("settings").presses("Ask me all again").presses("Skip").says("Tokyo")

    due = talk.memory.agenda["checkin", "daily"].astimezone(ZoneInfo("Asia/Tokyo"))
    assert due.strftime("%H") == "08"
