from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from messages.buttons import Button
from messages.effects import Choice, Lane, Remove, Say, Strip, Unpin
from storage import outbox
from storage.engine.database import Database
from storage.outbox import slots
from storage.outgoing import Delivered, Kind, Later, Outcome, Outgoing
from storage.schema import tables
from tests.storage.acts import ADA, KEY, after, claim, deliver, put, texts, turn

BUTTONS = {"rows": [[{"text": "Go", "data": "1|ci|||"}]]}


def settle(tx: Connection, message: Outgoing, outcome: Outcome, **passed: float) -> None:
    outbox.settle(tx, message, outcome, after(**passed))


def stored(tx: Connection) -> list[Any]:
    return list(tx.execute(select(tables.outbox).order_by(tables.outbox.c.id)))


async def test_a_slot_on_screen_is_edited_in_place(database: Database) -> None:
    def work(tx: Connection) -> list[tuple[str, int | None]]:
        turn(tx)
        put(tx, "one", slot="s")
        deliver(tx, first_id=70)
        put(tx, "two", slot="s")
        put(tx, "other", slot="t")
        return [(each.text, each.message_id) for each in deliver(tx)]

    assert await database.run(work) == [("two", 70), ("other", None)]


async def test_a_fresh_message_takes_the_buttons_off_the_one_before(database: Database) -> None:
    def work(tx: Connection) -> list[tuple[Kind, int | None]]:
        turn(tx)
        put(tx, "one", slot="s", body=BUTTONS)
        deliver(tx, first_id=70)
        put(tx, "two", slot="s", body=BUTTONS | {"fresh": True})
        done = deliver(tx, first_id=80)
        put(tx, "three", slot="s")
        return [(each.kind, each.message_id) for each in done + deliver(tx)]

    assert await database.run(work) == [(Kind.TEXT, None), (Kind.STRIP, 70), (Kind.TEXT, 80)]


async def test_a_text_cannot_become_a_picture_so_the_old_message_makes_room(database: Database) -> None:
    def work(tx: Connection) -> list[tuple[Kind, int | None]]:
        turn(tx)
        put(tx, "words", slot="s")
        deliver(tx, first_id=70)
        put(tx, "drawing", slot="s", kind=Kind.PICTURE, body={"picture": "a.png"})
        done = deliver(tx, first_id=80)
        put(tx, "same drawing", slot="s", kind=Kind.PICTURE, body={"picture": "a.png"})
        return [(each.kind, each.message_id) for each in done + deliver(tx)]

    assert await database.run(work) == [(Kind.PICTURE, None), (Kind.REMOVE, 70), (Kind.PICTURE, 80)]


async def test_a_message_with_a_reply_keyboard_is_never_edited(database: Database) -> None:
    def work(tx: Connection) -> list[int | None]:
        turn(tx, Say(KEY, slot="s", ask_location=True))
        deliver(tx, first_id=70)
        turn(tx, Say(KEY, slot="s"))
        return [each.message_id for each in deliver(tx) if each.kind is Kind.TEXT]

    assert await database.run(work) == [None]


async def test_a_pinned_message_is_pinned_after_it_arrived_and_can_be_unpinned(database: Database) -> None:
    def work(tx: Connection) -> list[tuple[Kind, int | None]]:
        turn(tx, Say(KEY, slot="s", pin=True))
        done = deliver(tx, first_id=70)
        turn(tx, Unpin("s"))
        return [(each.kind, each.message_id) for each in done + deliver(tx)]

    assert await database.run(work) == [(Kind.TEXT, None), (Kind.PIN, 70), (Kind.UNPIN, 70)]


async def test_taking_off_buttons_that_are_not_there_costs_no_call(database: Database) -> None:
    def work(tx: Connection) -> list[Kind]:
        turn(tx, Say(KEY, slot="s"), Strip("s"), Strip("nowhere"), Remove("nowhere"), Unpin("nowhere"))
        turn(tx, Say(KEY))
        return [each.kind for each in deliver(tx)]

    assert await database.run(work) == [Kind.TEXT, Kind.TEXT]
    assert {row.state for row in await database.run(stored)} == {"sent"}


async def test_buttons_are_taken_off_once(database: Database) -> None:
    say = Say(KEY, slot="s", buttons=((Choice(KEY, Button("ci")),),))

    def work(tx: Connection) -> list[tuple[Kind, int | None]]:
        turn(tx, say)
        deliver(tx, first_id=70)
        turn(tx, Strip("s"))
        done = deliver(tx)
        turn(tx, Strip("s"))
        return [(each.kind, each.message_id) for each in done + deliver(tx)]

    assert await database.run(work) == [(Kind.STRIP, 70)]


async def test_a_removed_message_is_not_edited_any_more(database: Database) -> None:
    def work(tx: Connection) -> list[tuple[Kind, int | None]]:
        turn(tx, Say(KEY, slot="s"))
        deliver(tx, first_id=70)
        turn(tx, Remove("s"), Say(KEY, slot="s"))
        return [(each.kind, each.message_id) for each in deliver(tx)]

    assert await database.run(work) == [(Kind.REMOVE, 70), (Kind.TEXT, None)]


async def test_an_older_text_never_overwrites_a_newer_one_in_its_slot(database: Database) -> None:
    def work(tx: Connection) -> list[Outgoing]:
        turn(tx)
        put(tx, "prompt", slot="s", lane=Lane.NUDGE, body={"pin": True})
        put(tx, "question 1", slot="s", body={"silent": True})
        return deliver(tx)

    told = await database.run(work)
    assert [(each.kind, each.text, each.silent) for each in told] == [
        (Kind.TEXT, "question 1", False),  # as loud and as pinned as what it replaces
        (Kind.PIN, "", False),
    ]


async def test_something_urgent_is_never_replaced_by_what_comes_after_it(database: Database) -> None:
    def work(tx: Connection) -> list[str]:
        turn(tx)
        put(tx, "alarm", slot="s", lane=Lane.URGENT)
        put(tx, "thanks", slot="s")
        return texts(deliver(tx))

    assert await database.run(work) == ["alarm", "thanks"]


async def test_an_edit_waits_for_the_message_it_edits(database: Database) -> None:
    def work(tx: Connection) -> tuple[list[str], list[tuple[str, int | None]]]:
        turn(tx)
        put(tx, "prompt", slot="s", lane=Lane.NUDGE)
        (flying,) = claim(tx)
        put(tx, "question", slot="s")
        meanwhile = texts(claim(tx))
        settle(tx, flying, Delivered(70))
        return meanwhile, [(each.text, each.message_id) for each in claim(tx)]

    assert await database.run(work) == ([], [("question", 70)])


async def test_an_edit_does_not_wait_for_ever_for_a_message_that_failed(database: Database) -> None:
    def work(tx: Connection) -> list[tuple[str, int | None]]:
        turn(tx)
        put(tx, "prompt", slot="s", lane=Lane.NUDGE)
        (flying,) = claim(tx)
        put(tx, "question", slot="s")
        settle(tx, flying, Later("no connection"))
        return [(each.text, each.message_id) for each in deliver(tx, after(minutes=5))]

    assert await database.run(work) == [("question", None)]


async def test_buttons_taken_off_before_the_message_went_out_never_appear(database: Database) -> None:
    def work(tx: Connection) -> list[Outgoing]:
        turn(tx, Say(KEY, slot="s", lane=Lane.NUDGE, buttons=((Choice(KEY, Button("ci")),),)))
        turn(tx, Strip("s"))
        return deliver(tx)

    (message,) = await database.run(work)
    assert message.rows == ()


async def test_a_message_sent_anew_because_it_could_not_be_edited_holds_the_slot(database: Database) -> None:
    def work(tx: Connection) -> tuple[int, list[tuple[Kind, int | None]]]:
        turn(tx)
        put(tx, "one", slot="s")
        deliver(tx, first_id=70)
        put(tx, "two", slot="s")
        (edit,) = claim(tx)
        settle(tx, edit, Delivered(90))  # the sender could only send a new one
        follow_ups = [(each.kind, each.message_id) for each in deliver(tx)]
        return slots.find(tx, {(ADA, "s")})[ADA, "s"].message_id, follow_ups

    assert await database.run(work) == (90, [(Kind.REMOVE, 70)])
