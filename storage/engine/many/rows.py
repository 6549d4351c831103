"""A statement that is run for many rows becomes one statement for all of them, where the database gains by it.

PostgreSQL does: there each statement has its price, whatever it does. SQLite is inside the
process, and runs the same statement again and again as fast as one for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from operator import is_
from typing import Any

from sqlalchemy import BindParameter, Connection, Insert, TableValuedAlias, column, func, select
from sqlalchemy.dialects.postgresql.dml import OnConflictDoUpdate
from sqlalchemy.sql import visitors
from sqlalchemy.types import TypeEngine

from storage.engine.many.ahead import Ahead
from storage.engine.many.lists import listed
from storage.engine.statements import Ask, Prepared, Rows, Values, ask_all, ask_rows, unstorable

_Convert = Callable[[Any], Any]


def ask_in_groups(tx: Connection, groups: Sequence[tuple[Prepared, Sequence[Values]]]) -> list[Rows]:
    """Run each statement for all its rows, group after group; return the rows that each group has to tell.

    No two rows of a group may change the same row, save those that put one in place: of these the last counts.
    """
    if tx.dialect.name == "sqlite":
        return [_one_by_one(tx, prepared, rows) for prepared, rows in groups]
    parts = _in_lists(groups)
    told = iter(ask_all(tx, [each for part in parts for each in part]))
    return [[row for _ in part for row in next(told)] for part in parts]


def send_in_groups(ahead: Ahead, groups: Sequence[tuple[Prepared, Sequence[Values]]]) -> None:
    """Do the same without waiting for it, and without what the rows have to tell."""
    if ahead.tx.dialect.name == "sqlite":
        ask_in_groups(ahead.tx, groups)
        return
    ahead.send([each for part in _in_lists(groups) for each in part])


def _in_lists(groups: Sequence[tuple[Prepared, Sequence[Values]]]) -> list[list[Ask]]:
    return [
        [_for_these(prepared, rows)] if len(rows) > 1 else [(prepared, row) for row in rows]
        for prepared, rows in groups
    ]


def put_columns(tx: Connection, prepared: Prepared, parts: Iterable[Mapping[str, Sequence[Any]]]) -> None:
    """Run an insert for many rows that stand in columns, by their names; of two with the same key the last counts.

    They come in parts: PostgreSQL works on one while the next is made. The same list may stand for several columns
    of one type: it is converted, and sent, once.
    """
    if tx.dialect.name == "postgresql":
        with Ahead(tx) as ahead:
            for columns in parts:
                ahead.send([_in_columns(prepared, columns)])
        return
    for columns in parts:
        ask_rows(tx, prepared, _converted(prepared.on(tx.dialect), columns))


def _in_columns(prepared: Prepared, columns: Mapping[str, Sequence[Any]]) -> Ask:
    stands_first: dict[int, str] = {}
    for name in prepared.names:
        stands_first.setdefault(id(columns[name]), name)
    return for_many(prepared, tuple(stands_first[id(columns[name])] for name in prepared.names)).of_columns(columns)


def _one_by_one(tx: Connection, prepared: Prepared, rows: Sequence[Values]) -> Rows:
    text = prepared.on(tx.dialect)
    if text.returns or len(rows) == 1:
        return [row for told in ask_all(tx, [(prepared, row) for row in rows]) for row in told]
    columns = {name: [row[name] for row in rows] for name, _ in text.binds}
    try:
        ask_rows(tx, prepared, _converted(text, columns))
    except (TypeError, ValueError) as error:
        raise unstorable(error, text.sql) from error
    return []


def _converted(text: Any, columns: Mapping[str, Sequence[Any]]) -> Iterable[Sequence[Any]]:
    """Return the rows as the driver takes them, made column by column; what stands in two columns is made once."""
    made: list[tuple[_Convert | None, Sequence[Any], list[Any]]] = []
    for name, convert in text.binds:
        given = columns[name]
        there = [done for how, those, done in made if how is convert and _the_same(given, those)]
        made.append((convert, given, there[0] if there else _each(convert, given)))
    places = range(len(made)) if text.again is None else text.again
    return zip(*(made[place][2] for place in places), strict=True)


def _the_same(these: Sequence[Any], those: Sequence[Any]) -> bool:
    return these is those or all(map(is_, these, those))


def _each(convert: Callable[[Any], Any] | None, given: Sequence[Any]) -> list[Any]:
    if convert is None:
        return list(given)
    if not given or not isinstance(given[0], str):
        return list(map(convert, given))
    words = {word: convert(word) for word in set(given)}  # most stand there often
    return [words[word] for word in given]


def _for_these(prepared: Prepared, rows: Sequence[Values]) -> Ask:
    """Return the statement for many with these rows; one list of moments fills all columns in which they stand."""
    if not prepared.names:
        return for_many(prepared).of_rows(rows)
    columns = {name: [row[name] for row in rows] for name in prepared.names}
    moments = [name for name, given in columns.items() if isinstance(given[0], datetime)]
    first = {name: next(each for each in moments if _the_same(columns[name], columns[each])) for name in moments}
    return for_many(prepared, tuple(first.get(name, name) for name in prepared.names)).of_columns(columns)


@cache
def for_many(prepared: Prepared, same: tuple[str, ...] = ()) -> Many:
    """Return the same statement for many rows at once, for PostgreSQL.

    ``same`` tells of each column of an insert which one's list it is filled from, where some share one.
    """
    made: Any = prepared.made("postgresql")
    if isinstance(made, Insert):
        same = same or prepared.names
        rows = _unnested({name: made.table.c[name].type for name in same}, hidden=False)
        in_place = isinstance(made._post_values_clause, OnConflictDoUpdate)
        keys = tuple(each.name for each in made.table.primary_key) if in_place else ()
        return Many(
            Prepared(made.from_select(list(prepared.names), select(*(rows.c[name] for name in same)))),
            prepared.names,
            keys,
        )
    binds = [each for each in visitors.iterate(made) if isinstance(each, BindParameter) and each.required]
    types = {each.key: each.type for each in binds}
    given = _unnested(types, hidden=True)

    def from_the_list(element: Any, **_: Any) -> Any:
        return given.c[element.key] if isinstance(element, BindParameter) and element.required else None

    return Many(Prepared(visitors.replacement_traverse(made, {}, from_the_list)), tuple(types))


@dataclass(frozen=True, slots=True)
class Many:
    """A statement that takes a list for each value that the statement for one row takes."""

    _prepared: Prepared
    _names: tuple[str, ...]
    _keys: tuple[str, ...] = ()
    """What tells rows apart that are put in place."""

    def of_rows(self, rows: Sequence[Values]) -> Ask:
        """Return it with these rows."""
        return self.of_columns({name: [row[name] for row in rows] for name in self._names})

    def of_columns(self, columns: Mapping[str, Sequence[Any]]) -> tuple[Prepared, Mapping[str, Sequence[Any]]]:
        """Return it with rows that stand in columns."""
        if self._keys:
            keys = list(zip(*(columns[name] for name in self._keys), strict=True))
            last = dict(zip(keys, range(len(keys)), strict=True))
            if len(last) < len(keys):  # PostgreSQL puts nothing in place twice with one statement
                kept = {id(given): [given[at] for at in last.values()] for given in columns.values()}
                columns = {name: kept[id(given)] for name, given in columns.items()}
        return self._prepared, columns


def _unnested(types: Mapping[str, TypeEngine[Any]], *, hidden: bool) -> TableValuedAlias:
    """Return the rows that stand in lists of these names."""
    lists = [listed(name, of, hidden=hidden) for name, of in types.items()]
    columns = [column(name, of) for name, of in types.items()]
    return func.unnest(*lists).table_valued(*columns, name="given").render_derived()
