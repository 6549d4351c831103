"""Whole turns a second: an update in, judged, committed with the disk waited for, the reply queued."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import cycle, permutations
from time import perf_counter
from typing import Any

from benchmarks.peers import conversation
from benchmarks.peers.raw_rows import Overheard, RawRows
from benchmarks.setting import people, places
from benchmarks.setting.figures import Goal, Table, median, times
from benchmarks.setting.running import Size, alone, settle_memory
from bot.edge.translate import translate
from bot.receiving.abreast import Abreast
from bot.receiving.ahead import Ahead
from messages.dialogue import step
from messages.triage.reading import prepare
from storage.batch.abreast import Asked
from storage.turn.answered import Happened

KINDS = ("sqlite", "postgresql")
LINES = (1, 50)
"""How many people write at once."""

BREAKFAST = ("tea", "toast", "eggs", "porridge", "coffee", "milk", "soup", "rice", "bread", "jam", "fruit")
_BREAKFASTS = cycle(permutations(BREAKFAST, 3))
"""Nearly ten times the texts whose reading is remembered (messages.triage.reading.both)."""

Talk = Sequence[Any]
Take = Callable[[Any], Awaitable[None]]


async def measure(size: Size) -> list[Table]:
    """Ours, the bare driver and PTB, in turns."""
    prepare()
    settle_memory()  # as the program does before it lets anybody in
    rounds = size.pick(smoke=1, default=3, full=7)
    found = {}
    for kind in KINDS:
        for line in LINES:
            found[kind, line] = await _beside_the_driver(kind, line, rounds, size)
    peer = {line: await _conversation(line, size) for line in LINES}
    return [_table(found, peer)]


async def _beside_the_driver(kind: str, line: int, rounds: int, size: Size) -> tuple[float, float, float]:
    """Turns a second of ours, of the driver, and the median of their ratios, taken round by round."""
    each = size.pick(smoke=2, default=10, full=50) if line == 1 else size.pick(smoke=2, default=50, full=200)
    ours, raw = [], []
    ahead = Ahead()
    with places.migrated(kind) as database, places.migrated(kind) as other:
        chats = database.run_sync(lambda tx: people.settle(tx, each * (rounds + 1)))
        other.run_sync(lambda tx: people.settle(tx, each * (rounds + 1)))
        day = people.day(database)
        driver, abreast = RawRows(other), Abreast(database)
        for number in range(rounds + 1):
            mine = chats[number * each : (number + 1) * each]
            talks = [list(_in_own_words(day.updates(chat, chat * 100))) for chat in mine]
            if number == 0:  # warms both up, and tells what the driver hears
                with Overheard(database) as heard:
                    await _rate([_one_after_the_other(talks)], 1, lambda raw: _turn(abreast, ahead, raw))
                await _rate(_again(heard, mine, mine, day), line, driver.turn)
                continue
            ours.append(await _rate(talks, line, lambda raw: _turn(abreast, ahead, raw)))
            raw.append(await _rate(_again(heard, chats[:each], mine, day), line, driver.turn))
        driver.close()
    return median(ours), median(raw), median([a / b for a, b in zip(ours, raw, strict=True)])


def _in_own_words(updates: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Nobody's text is another's: what was read once must not be there already for the next."""
    for update in updates:
        text = update.get("message", {}).get("text", "/")
        if not text.startswith("/"):
            update["message"]["text"] = f"{text}, then {' and '.join(next(_BREAKFASTS))}"
        yield update


def _one_after_the_other(talks: Sequence[Talk]) -> Talk:
    return [update for talk in talks for update in talk]


def _again(heard: Overheard, first: range, chats: range, day: people.Day) -> list[Talk]:
    """What the driver heard of the first people, about these people."""
    shift, length = chats.start - first.start, len(day.parts)
    turns = [[(sql, _moved(values, first, shift), many) for sql, values, many in turn] for turn in heard.turns]
    return [turns[at : at + length] for at in range(0, len(turns), length)]


def _moved(values: Any, first: range, shift: int) -> Any:
    """Chat ids and update ids (a hundred times the chat id) belong to other people now; the rest stays."""
    match values:
        case int() if not isinstance(values, bool) and first.start <= values < first.stop:
            return values + shift
        case int() if not isinstance(values, bool) and first.start * 100 <= values < first.stop * 100:
            return values + shift * 100
        case dict():
            return {name: _moved(each, first, shift) for name, each in values.items()}
        case tuple() | list():
            return type(values)(_moved(each, first, shift) for each in values)
        case _:
            return values


async def _turn(abreast: Abreast, ahead: Ahead, raw: dict[str, Any]) -> None:
    incoming = translate(raw["update_id"], raw)
    chat, event = incoming.chat_id, incoming.event
    assert chat is not None
    assert event is not None
    came = await abreast.take(Asked(Happened(chat, event, people.START, incoming.update_id), ahead.of(event, step)))
    assert came.result.applied is not None


async def _rate(talks: Sequence[Talk], line: int, take: Take) -> float:
    """Turns a second with ``line`` people writing at once, each waiting for their own turn to end."""
    waiting = list(reversed(talks))

    async def writer() -> None:
        while waiting:
            for update in waiting.pop():
                await take(update)

    begun = perf_counter()
    await asyncio.gather(*(writer() for _ in range(line)))
    return sum(map(len, talks)) / (perf_counter() - begun)


async def _conversation(line: int, size: Size) -> float:
    each = size.pick(smoke=1, default=3, full=20) if line == 1 else size.pick(smoke=2, default=5, full=50)
    chats = range(people.FIRST, people.FIRST + each)
    with places.migrated("sqlite") as database:
        database.run_sync(lambda tx: people.settle(tx, 1))
        day = people.day(database)
    talks = [list(day.updates(chat, chat * 100)) for chat in chats]
    with places.folder() as folder:
        app = await conversation.application(folder, chats, len(day.parts))
        rate = await _rate(talks, line, lambda raw: conversation.turn(app, raw))
        assert all(len(app.user_data[chat]["answers"]) == len(day.parts) for chat in chats)
        await app.shutdown()
    return rate


def _table(found: dict[tuple[str, int], tuple[float, float, float]], peer: dict[int, float]) -> Table:
    rows, goals = [], []
    for (kind, line), (ours, raw, share) in found.items():
        more = ours / peer[line]
        rows.append((kind, str(line), f"{ours:,.0f}", f"{raw:,.0f}", times(share), f"{peer[line]:,.1f}", times(more)))
        reached = f"{times(share)} and {times(more)}"
        wanted = f"{kind}, {line} at a time: 0.33x of the bare driver, 30x PTB"
        goals.append(Goal(wanted, reached, share >= 1 / 3 and more >= 30))
    columns = ("database", "at a time", "ours /s", "driver /s", "ours of driver", "PTB /s", "ours to PTB")
    notes = (
        "Ours: receipt, lock, memory read, triage, dialogue, every row, fsync. The driver writes the same rows with "
        "sqlite3 or psycopg and reads, judges and decides nothing. PTB: ConversationHandler, PicklePersistence written "
        f"after each update with {conversation.POPULATION:,} people in its file, without fsync.",
    )
    return Table("Whole turns a second", columns, rows, goals, notes)


if __name__ == "__main__":
    alone(measure)
