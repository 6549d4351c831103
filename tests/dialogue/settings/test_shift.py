"""Somebody who works nights says when they sleep: one tap moves their hours, and one brings them back."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk, at

NIGHTS = [
    "im on nights this week, i sleep 8 to 4", "I'm working nights so I sleep from 8am to 4pm",
    "on nights, asleep 8 till 4", "working nights now. i sleep 8-4", "i sleep 8 to 4 because i work nights",
    "night shifts till friday, bed at 8am", "Hi, I'm on night shift for 2 weeks. I sleep between 8am and 4pm.",
    "i do nights and im in bed 8am to 4pm", "got nights this week i'm asleep 8am-4pm",
]  # fmt: skip


@pytest.mark.parametrize("words", NIGHTS[:-1])
def test_the_hours_of_a_night_worker_are_moved_by_one_tap(words: str) -> None:
    talk = Talk.with_().says(words)
    assert (talk.person.quiet_from, talk.person.checkin_at) == ("22:00", "09:00") and "17:00" in talk.last.text

    talk.presses("Yes, do that")
    assert (talk.person.quiet_from, talk.person.quiet_to, talk.person.checkin_at) == ("08:00", "16:00", "17:00")
    assert words in [note for _, note in talk.memory.notes]


def test_no_leaves_all_hours_as_they_are() -> None:
    talk = Talk.with_().says(NIGHTS[0]).presses("No, leave it")

    assert (talk.person.quiet_from, talk.person.checkin_at) == ("22:00", "09:00")


def test_a_check_in_outside_their_sleep_keeps_its_hour() -> None:
    talk = Talk.with_(checkin_at="19:00").says(NIGHTS[0])
    assert "still ask you at 19:00" in talk.last.text

    assert talk.presses("Yes, do that").person.checkin_at == "19:00"


def test_when_the_nights_should_be_over_it_is_asked_once_without_a_sound() -> None:
    talk = Talk.with_().says(NIGHTS[0]).presses("Yes, do that").travel(to=at("2026-03-16", "17:05"))
    asked = [each for each in talk.heard if each.key == "settings.shift_over"]

    assert len(asked) == 1 and asked[0].silent
    talk.presses("Yes, back to days")
    assert (talk.person.quiet_from, talk.person.quiet_to, talk.person.checkin_at) == ("22:00", "07:00", "09:00")
    assert not [each for each in talk.travel(days=8).heard if each.key == "settings.shift_over"]


@pytest.mark.parametrize("words", ["back on days", "im back to days now", "finished nights", "off nights"])
def test_back_on_days_brings_the_hours_of_before_back_by_one_tap(words: str) -> None:
    talk = Talk.with_().says(NIGHTS[2]).presses("Yes, do that").travel(hours=9).says(words)

    assert talk.presses("Yes, back to days").person.checkin_at == "09:00"


def test_days_from_next_week_on_are_asked_about_then() -> None:
    talk = Talk.with_().says(NIGHTS[2]).presses("Yes, do that").says("back on days next week")
    assert talk.person.quiet_from == "08:00"

    heard = talk.travel(to=at("2026-03-16", "17:30")).heard
    assert "settings.shift_over" in [each.key for each in heard]


@pytest.mark.parametrize(
    "words",
    ["i sleep 8 to 4", "slept 8 to 4 last night", "i work nights and my back is killing me, i sleep 8 to 4",
     "pain woke me three nights this week, i sleep 2 to 4", "should i sleep 8 to 4 on nights?", "back on days of pain",
     "nights are worse, i sleep 11 to 3", "back to day one"],
)  # fmt: skip
def test_what_tells_of_pain_or_of_no_shift_moves_nothing(words: str) -> None:
    assert not [each for each in Talk.with_().says(words).heard if each.key.startswith("settings.shift")]


def test_an_open_check_in_stands_below_the_offer() -> None:
    talk = Talk.with_().commands("checkin").says(NIGHTS[0])

    assert talk.heard[0].key == "settings.shift" and talk.last.key.startswith("checkin.")
    assert talk.presses("Yes, do that").presses("3").person.checkin_at == "17:00"


def test_a_danger_beside_the_shift_is_heard_first() -> None:
    talk = Talk.with_().says("im on nights this week, i sleep 8 to 4 and i cant pee and my bum is numb")

    assert talk.last.loud and talk.last.text.startswith("Go to A&E")
