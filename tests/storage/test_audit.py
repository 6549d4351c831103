"""What must never be true is found when it is, in time, and never when it is not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from messages.catalogue import CatalogueError
from messages.effects import Lane, Plan, Say
from messages.events import Said
from storage import agenda
from storage.engine.database import Database
from storage.schema import tables
from storage.turn.turns import broken_turn, rescue_turn
from storage.watch import alarms, high_water
from storage.watch.audit import CODES, SOFT, Trouble, troubles
from tests.storage.acts import ADA, BEN, START, after, claim, counts, put, turn, turning


def codes(tx: Connection, **passed: float) -> list[str]:
    return [each.code for each in troubles(tx, after(**passed))]


@pytest.mark.parametrize("topic", ["ladder", "followup", "ask", "checkin_silence"])
async def test_a_step_of_an_escalation_has_no_grace(database: Database, topic: str) -> None:
    def work(tx: Connection) -> tuple[list[str], list[str]]:
        turn(tx, Plan(topic, "k", START))
        return codes(tx, minutes=2), codes(tx, minutes=2, seconds=1)

    assert await database.run(work) == ([], ["escalation-step-overdue"])


@pytest.mark.parametrize("topic", ["nudge", "checkin", "checkin_close", "trip"])
async def test_anything_else_is_found_before_its_grace_is_over(database: Database, topic: str) -> None:
    def work(tx: Connection) -> tuple[list[str], list[str]]:
        turn(tx, Plan(topic, "k", START))
        return codes(tx, minutes=10), codes(tx, minutes=11)

    assert await database.run(work) == ([], ["planned-moment-overdue"])


async def test_a_step_of_an_escalation_that_fails_is_found_although_it_rests_before_it_is_tried_again(
    database: Database,
) -> None:
    def work(tx: Connection) -> list[list[str]]:
        turn(tx, Plan("ladder", "k", START))
        turn(tx, Plan("nudge", "k", START), chat_id=BEN)
        found = []
        now = START
        for _ in range(2):
            for row in agenda.claim(tx, 2, now):
                agenda.push(tx, row, now)
            now = agenda.next_due(tx) or now
            found.append([each.code for each in troubles(tx, now)])
        return found

    assert await database.run(work) == [[], ["escalation-step-overdue"]]


async def test_an_answer_is_found_when_it_waits_for_over_ten_minutes_and_a_nudge_is_not(database: Database) -> None:
    def work(tx: Connection) -> tuple[list[str], list[Trouble]]:
        put(tx, "nudge", lane=Lane.NUDGE, chat_id=BEN)
        put(tx, "answer")
        return codes(tx, minutes=10), troubles(tx, after(minutes=11))

    early, (late,) = await database.run(work)
    assert early == []
    assert (late.code, late.count, len(late.ids)) == ("answer-unsent", 1, 1)


async def test_a_lease_nobody_takes_over_is_found(database: Database) -> None:
    def work(tx: Connection) -> tuple[list[str], list[str]]:
        put(tx, "nudge", lane=Lane.NUDGE)
        assert len(claim(tx)) == 1
        return codes(tx, minutes=5), codes(tx, minutes=7)

    assert await database.run(work) == ([], ["lease-left-behind"])


async def test_a_receipt_cannot_be_without_its_effects(database: Database) -> None:
    with pytest.raises(CatalogueError):
        await database.run(turning(Say("no.such.text"), update_id=7))

    assert await database.run(counts) == {}


@pytest.mark.parametrize("rescue", [True, False])
async def test_an_update_whose_turn_failed_is_found_for_ten_minutes(database: Database, rescue: bool) -> None:
    def work(tx: Connection) -> tuple[list[Trouble], list[str]]:
        turn(tx, update_id=6)
        if rescue:
            rescue_turn(tx, ADA, Said("hello"), START, update_id=7)
        else:
            broken_turn(tx, ADA, "call 112", START, update_id=7)
        found = [each for each in troubles(tx, after(minutes=9)) if each.code.startswith("update")]
        return found, [code for code in codes(tx, minutes=11) if code.startswith("update")]

    assert await database.run(work) == ([Trouble("update-only-read-for-danger", 1, (7,))], [])


async def test_troubles_name_rows_but_nobody(database: Database) -> None:
    def work(tx: Connection) -> tuple[list[Trouble], set[int]]:
        for person in range(900_000, 900_010):
            put(tx, "alarm", lane=Lane.URGENT, chat_id=person)
        return troubles(tx, after(minutes=2)), set(tx.execute(select(tables.outbox.c.id)).scalars())

    (trouble,), rows = await database.run(work)
    assert trouble.count == 10
    assert len(trouble.ids) == 5
    assert set(trouble.ids) <= rows


def test_a_person_who_blocked_us_or_a_clock_put_right_does_not_make_the_machine_sick() -> None:
    soft = {"urgent-message-refused-in-every-form", "clock-set-back"}
    assert {code for code in CODES if not Trouble(code, 1).sick} == SOFT == soft


async def test_a_clock_that_was_set_back_is_told_for_ten_minutes(database: Database) -> None:
    def work(tx: Connection) -> list[list[str]]:
        for minutes in (60, 0):
            high_water.note(tx, after(minutes=minutes), fell=True)
        return [codes(tx, minutes=minutes) for minutes in (0, 9, 10, 61)]

    assert await database.run(work) == [["clock-set-back"], ["clock-set-back"], [], []]


def told(tx: Connection, now: datetime, *found: str) -> bool | None:
    """What the operator hears at ``now``, who always can be reached."""
    tell = alarms.must_tell(tx, found, now)
    if tell is not None:
        alarms.told(tx, found if tell else (), now)
    return tell


async def test_a_trouble_is_told_once_then_every_six_hours_and_its_end_once(database: Database) -> None:
    def work(tx: Connection) -> list[tuple[int, bool]]:
        said = []
        for minutes in range(0, 800, 1):
            now = after(minutes=minutes)
            news = told(tx, now, "a") if minutes < 400 else told(tx, now)
            if news is not None:
                said.append((minutes, news))
        return said

    assert await database.run(work) == [(0, True), (360, True), (404, False)]


async def test_a_trouble_that_comes_and_goes_is_told_once(database: Database) -> None:
    def work(tx: Connection) -> list[bool | None]:
        return [told(tx, after(minutes=minutes), *(("a",) if minutes % 4 == 0 else ())) for minutes in range(40)]

    assert await database.run(work) == [True] + 39 * [None]


async def test_a_second_trouble_is_told_although_the_first_one_stands(database: Database) -> None:
    def work(tx: Connection) -> list[bool | None]:
        first = [told(tx, START, "a"), told(tx, after(minutes=1), "a", "b"), told(tx, after(minutes=2), "a", "b")]
        over = [told(tx, after(minutes=10), "a"), told(tx, after(minutes=20), "a", "b"), told(tx, after(minutes=30))]
        return first + over

    assert await database.run(work) == [True, True, None, None, True, False]


async def test_what_could_not_be_told_is_told_with_the_next_look(database: Database) -> None:
    def work(tx: Connection) -> list[bool | None]:
        first = alarms.must_tell(tx, ["a"], START)
        alarms.not_told(tx)
        return [first, told(tx, after(seconds=5), "a"), told(tx, after(seconds=10), "a")]

    assert await database.run(work) == [True, True, None]


async def test_an_all_clear_that_could_not_be_told_is_told_with_the_next_look(database: Database) -> None:
    def work(tx: Connection) -> list[bool | None]:
        said = [told(tx, START, "a"), alarms.must_tell(tx, [], after(minutes=6))]
        alarms.not_told(tx)
        return [*said, told(tx, after(minutes=7)), told(tx, after(minutes=8))]

    assert await database.run(work) == [True, False, False, None]


@pytest.mark.parametrize("found", [["a"], []])
async def test_what_somebody_died_over_telling_is_told_by_another_after_a_minute(
    database: Database, found: list[str]
) -> None:
    def work(tx: Connection) -> list[bool | None]:
        if not found:
            told(tx, after(minutes=-10), "a")
        return [alarms.must_tell(tx, found, after(seconds=seconds)) for seconds in (0, 5, 59, 60, 65)]

    tell = bool(found)
    assert await database.run(work) == [tell, None, None, tell, None]


async def test_a_trouble_that_comes_back_before_its_end_was_told_is_not_told_as_new(database: Database) -> None:
    def work(tx: Connection) -> list[bool | None]:
        said = [told(tx, START, "a"), alarms.must_tell(tx, [], after(minutes=6))]
        alarms.not_told(tx)
        return [*said, told(tx, after(minutes=7), "a"), told(tx, after(minutes=8), "a"), told(tx, after(minutes=14))]

    assert await database.run(work) == [True, False, None, None, False]


async def test_a_healthy_day_writes_nothing_down(database: Database) -> None:
    assert await database.run(lambda tx: [told(tx, START + timedelta(hours=n)) for n in range(24)]) == 24 * [None]
    assert await database.run(counts) == {}
