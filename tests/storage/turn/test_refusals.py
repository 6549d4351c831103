from __future__ import annotations

import pytest
from sqlalchemy import Connection

from messages.buttons import Button
from messages.dialogue import Turn
from messages.effects import (
    Choice,
    Lane,
    Say,
    Strip,
)
from messages.events import Event, Pressed, Refused
from messages.memory import Memory
from storage import outbox
from storage import outgoing as out
from storage.engine.database import Database
from storage.person import people
from storage.person.memory import load
from storage.turn.turns import refused_turn, take_turn
from tests.storage.acts import ADA, KEY, START, after, claim, counts, deciding, deliver, put, turn


async def test_a_refusal_for_good_is_told_to_the_dialogue_once(database: Database) -> None:
    heard: list[Event] = []

    def hear(memory: Memory, event: Event, now: object) -> Turn:
        heard.append(event)
        return Turn(memory.person.model_copy(update={"reachable": False}), ())

    def refuse(tx: Connection) -> bool:
        turn(tx, Say(KEY, lane=Lane.URGENT, slot="alert:a.1", topic="repeat:a"))
        (message,) = claim(tx)
        refused_turn(tx, message, out.Refused("blocked"), START, decide=hear)
        return load(tx, ADA, START).person.reachable

    assert not await database.run(refuse)
    assert heard == [Refused("blocked", urgent=True, slot="alert:a.1", topic="repeat:a")]
    assert await database.run(lambda tx: claim(tx, after(days=1))) == []


async def test_a_refused_change_to_a_message_does_not_make_anybody_unreachable(database: Database) -> None:
    def refuse(tx: Connection) -> bool:
        turn(tx, Say(KEY, slot="s", buttons=((Choice(KEY, Button("ci")),),)))
        deliver(tx)
        turn(tx, Strip("s"))
        (message,) = claim(tx)
        result = refused_turn(tx, message, out.Refused("message to edit not found", gone=False), START)
        return result.applied is None

    assert await database.run(refuse)


@pytest.mark.parametrize(("lane", "told"), [(Lane.URGENT, 1), (Lane.REPLY, 0)])
async def test_a_malformed_message_is_tried_plainer_before_it_is_given_up(
    database: Database, lane: Lane, told: int
) -> None:
    heard: list[Event] = []
    tried: list[out.Outgoing] = []

    def hear(memory: Memory, event: Event, now: object) -> Turn:
        heard.append(event)
        return Turn(memory.person, ())

    def refuse(tx: Connection) -> None:
        turn(tx)
        body = {"html": True, "rows": [[{"text": "Go", "data": "1|ci|||"}]]}
        put(tx, "<b>Call</b> 999 &amp; wait", lane=lane, body=body)
        while messages := claim(tx):
            tried.extend(messages)
            refused_turn(tx, messages[0], out.Refused("can't parse entities", gone=False), START, decide=hear)

    await database.run(refuse)

    assert [(each.text, each.html, len(each.rows)) for each in tried] == [
        ("<b>Call</b> 999 &amp; wait", True, 1),
        ("Call 999 & wait", False, 1),
        ("Call 999 & wait", False, 0),
    ]
    assert len(heard) == told


@pytest.mark.parametrize("gone", [True, False])
async def test_only_who_cannot_be_reached_counts_as_unreachable(database: Database, gone: bool) -> None:
    def refuse(tx: Connection) -> bool:
        turn(tx)
        put(tx, "Call 999", lane=Lane.URGENT)
        for message in claim(tx):
            refused_turn(tx, message, out.Refused("no", gone=gone), START)
        person = people.lock(tx, ADA)
        assert person is not None
        return person.reachable

    assert await database.run(refuse) is not gone


async def test_a_button_pressed_on_a_message_proves_that_it_arrived(database: Database) -> None:
    button = Button("ci", "1", "pain", "7")
    say = Say(KEY, slot="checkin:1", buttons=((Choice(KEY, button),),), lane=Lane.NUDGE)

    def press(tx: Connection) -> list[out.Outgoing]:
        turn(tx, say)
        (message,) = claim(tx)
        outbox.settle(tx, message, out.Maybe("silence"), START)
        pressed = Pressed(button, message_id=321)
        take_turn(tx, ADA, pressed, START, update_id=None, decide=deciding(Say(KEY, slot="checkin:1")))
        return claim(tx, after(minutes=5))

    (edit,) = await database.run(press)
    assert edit.message_id == 321


@pytest.mark.parametrize("message_id", [0, -5, 2**63, 10**30])
async def test_forged_message_ids_are_harmless(database: Database, message_id: int) -> None:
    pressed = Pressed(Button("ci", "\x00", "'; --"), message_id=message_id)

    await database.run(lambda tx: take_turn(tx, ADA, pressed, START, update_id=None, decide=deciding()))

    assert (await database.run(counts))["people"] == 1
