"""What is remembered of many people is read in one go, under their locks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import Column, ColumnElement, CompoundSelect, Connection, Integer, Select, bindparam, union_all

from storage.engine.many.ahead import Ahead
from storage.engine.many.lists import one_of
from storage.engine.statements import Ask, Prepared, Rows, ask_all
from storage.person import memory
from storage.person.memory import Seen, by_kind
from storage.person.remembered import MOST, planned, remembered, windows


def seen(tx: Connection, chats: Collection[int], now: datetime) -> dict[int, Seen]:
    """Return for each of these people what :func:`storage.person.memory.recalled` understands."""
    return _seen(tx, chats, now, ask_all(tx, _asked(chats, now)))


def seen_ahead(ahead: Ahead, chats: Collection[int], now: datetime) -> Callable[[], dict[int, Seen]]:
    """Let the database look already; return what waits for it, and then returns the same."""
    answers = ahead.send(_asked(chats, now))
    return lambda: _seen(ahead.tx, chats, now, answers())


def _asked(chats: Collection[int], now: datetime) -> list[Ask]:
    whose = list(chats)
    if len(whose) == 1:
        return [memory.asked(whose[0], now)]
    return [_PLANS(chats=whose), _REST(chats=whose, most=MOST * len(whose) + 1, **windows(now))]


def _seen(tx: Connection, chats: Collection[int], now: datetime, answers: list[Rows]) -> dict[int, Seen]:
    if len(chats) == 1:
        return dict(zip(chats, map(by_kind, answers), strict=True))
    plans, rows = answers
    found: dict[int, Seen] = {chat_id: {"plan": []} for chat_id in chats}
    for row in plans:
        found[row[0]]["plan"].append(row[1:])
    for row in rows:
        found[row[-1]].setdefault(row[0], []).append(row)
    if len(rows) > MOST:
        found.update(_alone(tx, _overfull(found), now))
    return found


def _alone(tx: Connection, chats: Collection[int], now: datetime) -> dict[int, Seen]:
    answers = ask_all(tx, [memory.asked(chat_id, now) for chat_id in chats])
    return dict(zip(chats, map(by_kind, answers), strict=True))


def _overfull(found: dict[int, Seen]) -> list[int]:
    """Return who may have more rows of a kind than a turn reads, and is asked again: the newest count."""
    most: dict[int, list[int]] = {}
    for chat_id, kinds in found.items():
        most[chat_id] = [len(rows) for kind, rows in kinds.items() if kind != "plan"]
    # Where so many were found that some may be missing, nobody knows whose.
    if sum(map(sum, most.values())) > MOST * len(found):
        return list(found)
    return [chat_id for chat_id, counts in most.items() if max(counts, default=0) > MOST]


def _theirs(dialect: str, chat: Column[int]) -> ColumnElement[bool]:
    return one_of(chat, "chats", dialect)


def _planned(dialect: str) -> Select[tuple[object, ...]]:
    return planned(lambda chat: _theirs(dialect, chat))


def _rest(dialect: str) -> CompoundSelect[tuple[object, ...]]:
    return union_all(*remembered(lambda chat: _theirs(dialect, chat), many=bindparam("most", type_=Integer())))


_PLANS = Prepared(_planned)
_REST = Prepared(_rest)
