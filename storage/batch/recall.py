"""What is remembered of many people is read by one statement, under their locks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Column, ColumnElement, CompoundSelect, Connection, Integer, bindparam, union_all

from storage.batch.lists import one_of
from storage.engine.statements import Prepared, Rows, ask, ask_all
from storage.person import memory
from storage.person.remembered import MOST, remembered, windows


def seen(tx: Connection, chats: Collection[int], now: datetime) -> dict[int, Rows]:
    """Return for each of these people what :func:`storage.person.memory.recalled` understands."""
    if len(chats) == 1:
        return dict(zip(chats, ask_all(tx, [memory.asked(chat_id, now) for chat_id in chats]), strict=True))
    rows = ask(tx, _EVERYTHING(chats=list(chats), most=MOST * len(chats) + 1, **windows(now)))
    found: dict[int, Rows] = {chat_id: [] for chat_id in chats}
    for row in rows:
        found[row[-1]].append(row)
    if len(rows) > MOST:
        _ask_alone(tx, found, now)
    return found


def _ask_alone(tx: Connection, found: dict[int, Rows], now: datetime) -> None:
    """Ask again for whoever has more rows of a kind than a turn reads: the newest count."""
    most = Counter[int]()
    for chat_id, rows in found.items():
        most[chat_id] = max(Counter(row[0] for row in rows).values(), default=0)
    # Where so many were found that some may be missing, nobody knows whose.
    overfull = sum(map(len, found.values())) > MOST * len(found)
    asked = [chat_id for chat_id in found if overfull or most[chat_id] > MOST]
    found.update(zip(asked, ask_all(tx, [memory.asked(chat_id, now) for chat_id in asked]), strict=True))


def _of_all(dialect: str) -> CompoundSelect[tuple[object, ...]]:
    def theirs(chat: Column[int]) -> ColumnElement[bool]:
        return one_of(chat, "chats", dialect)

    return union_all(*remembered(theirs, many=bindparam("most", type_=Integer())))


_EVERYTHING = Prepared(_of_all)
