from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from messages.effects import KeepAlert, Lane, Plan, Record, Say
from messages.memory import AlertState
from storage import agenda, outbox
from storage.engine.database import Database
from storage.engine.statements import ask
from storage.outgoing import Maybe, Refused
from storage.schema import tables
from storage.watch.audit import troubles
from storage.watch.housekeeping import BATCH, KINDS, sweep
from tests.storage.acts import ADA, KEY, START, after, claim, counts, deliver, put, turn
from tests.storage.turn.everything import ALERT, ALL_KINDS, DAY


def swept(tx: Connection, now: datetime) -> int:
    """Throw away one bite of everything."""
    return sum(sweep(tx, kind, now) for kind in KINDS)


def codes(tx: Connection, **passed: float) -> list[str]:
    return [each.code for each in troubles(tx, after(**passed))]


async def test_an_audit_of_a_healthy_day_finds_nothing(database: Database) -> None:
    def work(tx: Connection) -> list[str]:
        turn(tx, KeepAlert(ALERT), Plan("ladder", ALERT.id, after(minutes=5)), Say(KEY, lane=Lane.URGENT), Say(KEY))
        deliver(tx)
        return codes(tx, minutes=6)

    assert await database.run(work) == []


async def test_an_open_alert_that_nothing_will_remind_of_is_found(database: Database) -> None:
    def work(tx: Connection) -> tuple[list[str], list[str], list[str]]:
        turn(tx, KeepAlert(ALERT), Plan("checkin", "daily", after(days=1)))
        found = codes(tx)
        turn(tx, Plan("ladder", ALERT.id, after(minutes=5)))
        planned = codes(tx)
        ask(tx, agenda.unplanned(ADA, "ladder"))
        turn(tx, KeepAlert(ALERT.model_copy(update={"state": AlertState.RESOLVED})))
        return found, planned, codes(tx)

    assert await database.run(work) == (["open-alert-with-nothing-due"], [], [])


async def test_an_urgent_message_is_found_when_it_waits_for_over_a_minute(database: Database) -> None:
    def work(tx: Connection) -> tuple[list[str], list[str]]:
        put(tx, "alarm", lane=Lane.URGENT)
        put(tx, "reply")
        return codes(tx, seconds=60), codes(tx, seconds=61)

    assert await database.run(work) == ([], ["urgent-message-unsent"])


async def test_an_urgent_message_that_nobody_would_take_is_found(database: Database) -> None:
    def work(tx: Connection) -> list[str]:
        put(tx, "alarm", lane=Lane.URGENT)
        (message,) = claim(tx)
        outbox.settle(tx, message, Refused("blocked"), START)
        return codes(tx)

    assert await database.run(work) == ["urgent-message-refused-in-every-form"]


async def test_a_planned_moment_that_nobody_takes_is_found(database: Database) -> None:
    def work(tx: Connection) -> tuple[list[str], list[str]]:
        turn(tx, Plan("t", "k", START))
        return codes(tx, minutes=10), codes(tx, minutes=11)

    assert await database.run(work) == ([], ["planned-moment-overdue"])


async def test_a_planned_moment_that_keeps_failing_is_found(database: Database) -> None:
    def work(tx: Connection) -> list[str]:
        turn(tx, Plan("t", "k", START))
        now = START
        for _ in range(3):
            (row,) = agenda.claim(tx, 1, now)
            agenda.push(tx, row, now)
            now = agenda.next_due(tx) or now
        return [each.code for each in troubles(tx, now)]

    assert await database.run(work) == ["planned-moment-keeps-failing"]


async def test_what_is_recent_is_never_swept_away(database: Database) -> None:
    def work(tx: Connection) -> tuple[dict[str, int], dict[str, int]]:
        turn(tx, *ALL_KINDS, update_id=1)
        deliver(tx)
        turn(tx, Say(KEY))
        before = counts(tx)
        swept(tx, after(days=6))
        return before, counts(tx)

    before, afterwards = await database.run(work)
    assert before == afterwards


async def test_what_is_past_its_time_goes_and_the_person_stays(database: Database) -> None:
    def work(tx: Connection) -> dict[str, int]:
        turn(tx, *ALL_KINDS, update_id=1)
        deliver(tx)
        while swept(tx, after(days=731)):
            pass
        return counts(tx)

    # An alert that nobody resolved and what is planned for it stay, and so does the consent.
    assert await database.run(work) == {"people": 1, "consents": 1, "alerts": 1, "agenda": 1}


async def test_a_message_that_still_waits_is_not_swept_away(database: Database) -> None:
    def work(tx: Connection) -> int:
        put(tx, "hello")
        swept(tx, after(days=400))
        return len(claim(tx, after(days=400)))

    assert await database.run(work) == 1


async def test_words_of_a_message_that_may_have_arrived_go_after_a_day(database: Database) -> None:
    def work(tx: Connection) -> list[object]:
        number = put(tx, "words", lane=Lane.NUDGE)
        (message,) = claim(tx)
        outbox.settle(tx, message, Maybe("silence"), START)
        swept(tx, START + timedelta(hours=25))
        return [row.body for row in tx.execute(tables.outbox.select().where(tables.outbox.c.id == number))]

    assert await database.run(work) == [{}]


async def test_sweeping_goes_on_in_small_bites_until_nothing_is_left(database: Database) -> None:
    def work(tx: Connection) -> list[int]:
        for _ in range(3):
            turn(tx, Record("note", "old", DAY, "typed"))
        return [swept(tx, after(days=800)), swept(tx, after(days=800))]

    assert await database.run(work) == [3, 0]


async def test_a_bite_is_of_one_kind_and_so_small_that_nobody_waits_long_for_it(database: Database) -> None:
    def fill(tx: Connection) -> None:
        rows = [{"update_id": n, "chat_id": ADA, "at": START, "outcome": "turn"} for n in range(BATCH + 50)]
        tx.execute(tables.receipts.insert(), rows)
        turn(tx, Record("note", "old", DAY, "typed"))

    await database.run(fill)
    bites = [
        await database.run(lambda tx: (sweep(tx, "receipts", after(days=800)), counts(tx).get("receipts", 0)))
        for _ in range(2)
    ]

    assert BATCH <= 200
    assert bites[0] == (BATCH, 50)
    assert await database.run(lambda tx: counts(tx)["answers"]) == 1
