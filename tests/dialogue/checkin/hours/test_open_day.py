"""How long a day stays open: answers marked late, one quiet recall, carried on, and closed in the night."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from messages.memory import CheckInState
from tests.dialogue.checkin.hours.planned import planned, state_of
from tests.dialogue.checkin.taken import done
from tests.dialogue.host import Talk, at


def late(talk: Talk) -> bool:
    return talk.checkins[0].late


def test_an_answer_four_hours_after_the_hour_is_marked_late() -> None:
    talk = planned(at("2026-03-10", "07:00")).travel(to=at("2026-03-10", "12:59"))
    talk.presses("6")
    assert not late(talk)

    talk.travel(to=at("2026-03-10", "13:01")).presses("Same")

    assert late(talk)
    assert [each.late for each in talk.records] == [False, True]


def test_a_half_done_check_in_is_recalled_once_and_silently() -> None:
    talk = planned(at("2026-03-10", "07:00")).travel(to=at("2026-03-10", "09:01")).presses("6")

    talk.travel(to=at("2026-03-10", "22:00"))

    recalls = [each for each in talk.heard if each.key == "checkin.carry_on"]
    assert [each.at for each in recalls] == [at("2026-03-10", "11:01")]
    assert recalls[0].silent
    talk.presses("Carry on")
    assert talk.last.key == "checkin.change"


def test_nobody_is_recalled_in_quiet_hours() -> None:
    talk = Talk.with_(at("2026-03-10", "21:30")).commands("/checkin").presses("6")

    talk.travel(to=at("2026-03-11", "02:30"))

    assert not talk.heard


def test_advice_on_answers_left_half_done_waits_for_the_day() -> None:
    talk = Talk.with_(at("2026-03-10", "21:30"), country="DE", zone="Europe/London").commands("/checkin")
    talk.presses("6").presses("Different kind")

    talk.travel(to=at("2026-03-11", "08:59"))
    assert not [each for each in talk.heard if not each.edited]
    talk.travel(to=at("2026-03-11", "09:00"))

    assert [each.key for each in talk.heard] == ["escalation.soon"]


def test_leaving_it_keeps_the_answers_and_the_way_back() -> None:
    talk = planned(at("2026-03-10", "07:00")).travel(to=at("2026-03-10", "09:01")).presses("6")
    talk.travel(hours=3).presses("Leave it")
    assert talk.checkins[0].answers == {"pain": 6}

    talk.travel(hours=2).presses("Carry on").presses("Same")

    assert talk.checkins[0].answers == {"pain": 6, "change": "same"}


def test_nobody_is_recalled_who_answered_nothing() -> None:
    talk = planned(at("2026-03-10", "07:00")).travel(to=at("2026-03-10", "09:01"))

    talk.travel(to=at("2026-03-10", "23:00"))

    assert not talk.heard


def test_hours_later_the_open_question_is_still_open_to_words_and_taps() -> None:
    talk = Talk.with_().commands("/checkin").travel(hours=9)

    talk.says("7").travel(hours=2)

    assert talk.checkins[0].answers == {"pain": 7}


def test_checkin_carries_on_where_it_was() -> None:
    talk = Talk.with_().commands("/checkin").presses("6").travel(hours=9)

    talk.commands("/checkin")

    assert talk.last.key == "checkin.change"
    assert len(talk.checkins) == 1


def test_a_day_is_closed_at_three_in_the_night_and_its_answers_are_kept() -> None:
    talk = Talk.with_().commands("/checkin").presses("6")
    talk.travel(to=at("2026-03-11", "02:59"))
    assert state_of(talk) is CheckInState.OPEN

    talk.travel(to=at("2026-03-11", "03:00"))

    assert state_of(talk) is CheckInState.CLOSED
    assert talk.checkins[0].answers == {"pain": 6}
    assert talk.last.edited and not talk.last.rows
    assert talk.person.focus == ""


def test_a_prompt_nobody_answered_loses_its_buttons_when_its_day_is_closed() -> None:
    talk = planned(at("2026-03-10", "07:00")).travel(to=at("2026-03-11", "03:30"))

    assert not any(each.rows for each in talk.screen)
    assert state_of(talk) is CheckInState.CLOSED


def test_after_midnight_a_half_done_check_in_is_still_yesterdays() -> None:
    talk = Talk.with_(at("2026-03-10", "23:30")).commands("/checkin").presses("6")
    talk.travel(to=at("2026-03-11", "00:30"))

    talk.commands("/checkin").presses("Same")

    assert [each.day for each in talk.checkins] == [date(2026, 3, 10)]
    assert talk.checkins[0].answers == {"pain": 6, "change": "same"}
    assert {talk.person.today(each.at) for each in talk.memory.case.measures} == {date(2026, 3, 10)}


def test_an_hour_before_midnight_leaves_four_hours_to_answer() -> None:
    talk = planned(at("2026-03-10", "22:00"), checkin_at="23:45").travel(to=at("2026-03-10", "23:50"))

    talk.travel(to=at("2026-03-11", "03:30")).presses("6")

    assert talk.checkins[0].day == date(2026, 3, 10)
    assert talk.checkins[0].answers == {"pain": 6}


def test_the_day_of_the_clock_change_is_closed_in_its_own_night() -> None:
    talk = Talk.with_(at("2026-03-28", "12:00")).commands("/checkin").presses("6")

    talk.travel(to=at("2026-03-29", "03:00"))

    assert state_of(talk) is CheckInState.CLOSED


def test_there_is_one_check_in_a_day_when_somebody_flies_west_and_has_a_day_twice() -> None:
    talk = done(Talk.with_(at("2026-03-10", "09:00", "Asia/Tokyo"), zone="Asia/Tokyo"))
    talk.memory = replace(talk.memory, person=talk.person.model_copy(update={"zone": "America/Los_Angeles"}))
    talk.travel(hours=10)

    talk.commands("/checkin")

    assert len(talk.checkins) == len({each.day for each in talk.checkins})
