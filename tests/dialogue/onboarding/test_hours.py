"""Every hour of the day can be chosen, and quiet hours are never taken for the hour of the check-in."""

from __future__ import annotations

import pytest

from messages.moments import hours_of
from tests.dialogue.host import Talk
from tests.dialogue.onboarding.arrived import arrived

EVERY_HOUR = [f"{hour:02}:00" for hour in range(24)]


@pytest.mark.parametrize("hour", EVERY_HOUR)
def test_every_hour_that_is_typed_can_be_had(hour: str) -> None:
    talk = arrived(at="hour").says(hour)
    if talk.last.key == "ask.hour_which":
        talk.presses(hour)

    assert talk.person.checkin_at == hour and talk.last.key == "ask.quiet"


@pytest.mark.parametrize(("words", "hour"), [("10am", "10:00"), ("11 am", "11:00"), ("10:30pm", "22:30")])
def test_an_hour_said_with_its_half_of_the_day_is_taken_at_once(words: str, hour: str) -> None:
    assert arrived(at="hour").says(words).person.checkin_at == hour


@pytest.mark.parametrize("hour", ["10:00", "11:00"])
def test_ten_and_eleven_have_buttons(hour: str) -> None:
    assert arrived(at="hour").presses(hour).person.checkin_at == hour


@pytest.mark.parametrize("words", ["10pm to 7am", "10pm - 7am", "from 10pm until 7", "quiet from 10pm to 7am please"])
def test_quiet_hours_are_never_the_hour_of_the_check_in(words: str) -> None:
    before = arrived(at="hour")
    talk = arrived(at="hour").says(words)

    assert talk.person.checkin_at == before.person.checkin_at
    assert hours_of(words) == ()


def test_quiet_hours_may_end_at_ten() -> None:
    talk = arrived(at="quiet").says("11pm to 10am")

    assert (talk.person.quiet_from, talk.person.quiet_to) == ("23:00", "10:00")


def test_the_hour_can_be_changed_to_ten_later() -> None:
    talk = Talk.with_().says("change my check-in to 10am").says("10am")

    assert talk.person.checkin_at == "10:00"
