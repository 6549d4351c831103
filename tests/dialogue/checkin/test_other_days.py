"""Yesterday in the check-in: copied, filled in afterwards, and its old buttons pressed today."""

from __future__ import annotations

from datetime import date

from messages.memory import CheckInState
from tests.dialogue.checkin.taken import done
from tests.dialogue.host import START, Talk, at

# Same as yesterday


def test_same_as_yesterday_copies_everything_but_the_safety_sweep() -> None:
    talk = done(Talk.with_(), "6", "Worse", "None of these", "5", "4", "OK").travel(days=1)

    talk.commands("/checkin").presses("Same as yesterday")

    assert talk.last.key == "checkin.sweep"
    assert not any("✓" in label for label in talk.last.labels)
    talk.presses("None of these")
    today, yesterday = talk.checkins[:2]
    assert today.state is CheckInState.DONE
    assert today.answers == yesterday.answers


def test_same_as_yesterday_is_offered_only_after_a_finished_yesterday() -> None:
    talk = Talk.with_().commands("/checkin")
    assert "Same as yesterday" not in talk.last.labels
    talk.presses("6").travel(days=1)

    talk.commands("/checkin")

    assert "Same as yesterday" not in talk.last.labels


def test_same_as_yesterday_does_not_copy_the_wish_to_talk() -> None:
    talk = done(Talk.with_(), "6", "Same", "None of these", "5", "4", "Not good").travel(days=1)

    talk.commands("/checkin").presses("Same as yesterday").presses("None of these")

    assert talk.last.key == "checkin.mood"


def test_undo_after_same_as_yesterday_takes_all_of_it_back() -> None:
    talk = done(Talk.with_()).travel(days=1).commands("/checkin").presses("Same as yesterday")

    talk.presses("Undo")

    assert talk.last.key == "checkin.pain"
    assert talk.checkins[0].answers == {}


def test_same_as_yesterday_counts_for_rules_over_days() -> None:
    talk = done(Talk.with_(), "7", "No", "Same", "None of these", "5", "4", "OK")
    talk.travel(days=1).commands("/checkin").presses("Same as yesterday").presses("No").presses("None of these")
    assert not talk.alerts

    talk.travel(days=1).commands("/checkin").presses("Same as yesterday")

    assert "L12" in {reason.rule for alert in talk.alerts for reason in alert.reasons}


# Yesterday and old days


def test_yesterday_can_be_filled_in_and_is_marked() -> None:
    talk = done(Talk.with_()).presses("Fill in yesterday")
    assert "Mon 9 March" in talk.last.text

    for each in ("3", "Same", "None of these", "7", "2", "Good"):
        talk.presses(each)

    filled = next(each for each in talk.checkins if each.day == date(2026, 3, 9))
    assert filled.backfill and filled.state is CheckInState.DONE and not filled.late
    assert {each.origin for each in talk.records if each.day == filled.day} == {"backfill"}
    assert "Filled in afterwards" in talk.last.text


def test_what_is_filled_in_counts_for_its_own_day() -> None:
    talk = done(Talk.with_()).presses("Fill in yesterday").presses("3")

    days = {talk.person.today(m.at) for m in talk.memory.case.measures if m.value == 3}
    assert date(2026, 3, 9) in days


def test_a_day_too_far_back_is_refused_kindly() -> None:
    talk = done(Talk.with_())
    fill = talk.button("Fill in yesterday")
    talk.travel(days=3)

    talk.presses(fill)

    assert talk.toasts == ["That day is too far back to fill in now."]
    assert len(talk.checkins) == 1


def test_a_day_before_we_met_cannot_be_filled_in() -> None:
    talk = done(Talk.with_(created_at=START))

    assert "Fill in yesterday" not in talk.last.labels


def test_yesterday_is_not_offered_once_it_is_done() -> None:
    talk = done(Talk.with_()).travel(days=1)

    done(talk)

    assert "Fill in yesterday" not in talk.last.labels


def test_an_old_button_says_that_its_day_is_closed_and_brings_todays() -> None:
    talk = Talk.with_().commands("/checkin").presses("6")
    worse = talk.button("Worse")
    talk.travel(to=at("2026-03-11", "09:30"))

    talk.presses(worse)

    assert talk.toasts == ["That day is closed. Today's check-in is here."]
    assert talk.last.key == "checkin.pain"
    assert [each.day for each in talk.checkins] == [date(2026, 3, 11), date(2026, 3, 10)]


def test_an_old_button_after_todays_check_in_only_says_so() -> None:
    talk = Talk.with_().commands("/checkin").presses("6")
    worse = talk.button("Worse")
    talk.travel(to=at("2026-03-11", "09:30"))
    done(talk)

    talk.presses(worse)

    assert talk.toasts == ["That day is closed. Today's check-in is done."]
    assert not talk.heard
