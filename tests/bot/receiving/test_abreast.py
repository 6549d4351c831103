from __future__ import annotations

import asyncio
from datetime import datetime

from sqlalchemy import select

from bot.receiving.abreast import Abreast
from messages.dialogue import Turn
from messages.effects import Say
from messages.events import Event, Said
from messages.memory import Memory
from storage.batch.abreast import Asked
from storage.engine.database import Database, Unavailable
from storage.schema.tables import outbox, people, receipts
from storage.turn.answered import Happened
from tests.storage.acts import KEY, START, turn

CROWD = range(1, 61)


class Wrong(Exception):
    """Somebody's turn fails."""


def says(memory: Memory, event: Event, now: datetime) -> Turn:
    assert isinstance(event, Said)
    return Turn(memory.person.model_copy(update={"bed": event.text}), (Say(KEY),))


def fails(memory: Memory, event: Event, now: datetime) -> Turn:
    raise Wrong


def asked(chat_id: int, number: int = 0, text: str = "", wrong: bool = False) -> Asked:
    return Asked(Happened(chat_id, Said(text), START, chat_id * 1000 + number), fails if wrong else says)


async def among_friends(database: Database) -> Abreast:
    """Everybody wrote before."""
    await database.run(lambda tx: [turn(tx, chat_id=chat_id) for chat_id in CROWD])
    return Abreast(database)


async def test_of_many_who_write_at_once_each_is_answered_once(database: Database) -> None:
    abreast = await among_friends(database)
    came = await asyncio.gather(*(abreast.take(asked(chat_id)) for chat_id in CROWD for _ in range(2)))
    assert sum(each.result.applied is not None for each in came) == len(CROWD)
    told = await database.run(lambda tx: sorted(tx.execute(select(outbox.c.chat_id)).scalars()))
    assert told == list(CROWD)


async def test_those_whose_turn_fails_hear_so_and_nobody_else(database: Database) -> None:
    abreast = await among_friends(database)
    turns = [abreast.take(asked(chat_id, wrong=chat_id % 7 == 0)) for chat_id in CROWD]
    came = await asyncio.gather(*turns, return_exceptions=True)
    assert [isinstance(each, Wrong) for each in came] == [chat_id % 7 == 0 for chat_id in CROWD]
    written = await database.run(lambda tx: set(tx.execute(select(receipts.c.chat_id)).scalars()))
    assert written == {chat_id for chat_id in CROWD if chat_id % 7}


async def test_what_one_person_does_takes_effect_in_the_order_it_came(database: Database) -> None:
    abreast = await among_friends(database)
    for first in range(0, 50, 5):
        numbers = range(first, first + 5)
        await asyncio.gather(*(abreast.take(asked(chat_id, n, str(n))) for n in numbers for chat_id in CROWD[:12]))
        last = await database.run(lambda tx: [body["bed"] for body in tx.execute(select(people.c.body)).scalars()])
        assert last.count(str(numbers[-1])) == 12
    written = await database.run(lambda tx: tx.execute(select(receipts.c.update_id)).all())
    assert len(written) == 50 * 12


async def test_somebody_who_waits_no_more_takes_nobody_with_them(database: Database) -> None:
    abreast = await among_friends(database)
    tasks = [asyncio.create_task(abreast.take(asked(chat_id))) for chat_id in CROWD]
    await asyncio.sleep(0)
    for task in tasks[10::3]:
        task.cancel()
    came = await asyncio.gather(*tasks, return_exceptions=True)
    cancelled = [isinstance(each, asyncio.CancelledError) for each in came]
    assert cancelled == [number >= 10 and (number - 10) % 3 == 0 for number in range(60)]
    assert (await abreast.take(asked(999))).result.applied is not None


async def test_strangers_among_many_are_answered_as_well(database: Database) -> None:
    abreast = await among_friends(database)
    every = [chat_id for known in CROWD for chat_id in (known, known + 1000)]
    came = await asyncio.gather(*(abreast.take(asked(chat_id)) for chat_id in every))
    assert all(each.result.applied is not None for each in came)


async def test_when_the_database_is_away_everybody_hears_it() -> None:
    away = Database("sqlite:////dev/null/nowhere.db")
    abreast = Abreast(away)
    came = await asyncio.gather(*(abreast.take(asked(chat_id)) for chat_id in CROWD), return_exceptions=True)
    assert {type(each) for each in came} == {Unavailable}
    away.dispose()
