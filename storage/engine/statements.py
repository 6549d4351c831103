"""Statements that run in every turn are put into words once and handed straight to the driver, many at a time.

SQLAlchemy takes several times longer to prepare a statement than SQLite takes to run it, and each
that is handed to PostgreSQL alone waits for a way there and back (docs/decisions/0016).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from psycopg import RawCursor
from sqlalchemy import BindParameter, Connection, Dialect, Executable, Float, Insert, Select, Table, literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.sql import ClauseElement, visitors

Values = Mapping[str, Any]
Rows = list[tuple[Any, ...]]
_Convert = Callable[[Any], Any]
_FLOAT = 701
"""How PostgreSQL numbers the type of a float in its answers; its drivers make something else of a NUMERIC."""


class Prepared:
    """A statement in SQLAlchemy's words; its constants become part of the text, what is bound stays open."""

    __slots__ = ("_made", "_texts", "names")

    def __init__(self, made: Executable | Callable[[str], Executable], names: Iterable[str] = ()) -> None:
        """``made`` may depend on the name of the dialect; ``names`` are the columns that an insert fills."""
        self._made = made
        self.names = tuple(names)
        self._texts: dict[str, _Text] = {}

    def on(self, dialect: Dialect) -> _Text:
        """Return the statement as this database reads it."""
        found = self._texts.get(dialect.name)
        if found is None:
            found = self._texts[dialect.name] = _text(self.made(dialect.name), self.names, dialect)
        return found

    def made(self, dialect: str) -> Executable:
        """Return the statement in SQLAlchemy's words."""
        return self._made(dialect) if callable(self._made) else self._made

    def __call__(self, **values: Any) -> Ask:
        """Return the statement with what is to be bound."""
        return self, values


Ask = tuple[Prepared, Values]
"""A statement and what is bound to it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """A statement as one driver takes it."""

    sql: str
    binds: tuple[tuple[str, _Convert | None], ...]
    """Names in the order of the text, with what makes of a value what the driver stores."""
    again: tuple[int, ...] | None
    """Where each place of the text finds its value among those of ``binds``, if some stand there more than once."""
    returns: bool
    """Whether it has rows to tell."""
    reads: tuple[tuple[int, _Convert], ...]
    """Columns of these rows that the driver does not give as values, with what makes values of them."""

    def bound(self, values: Values) -> list[Any]:
        """Return ``values`` as the driver takes them."""
        made = [values[name] if make is None else make(values[name]) for name, make in self.binds]
        return made if self.again is None else [made[place] for place in self.again]

    def read(self, rows: Rows) -> Rows:
        """Return the rows as values."""
        if not rows or not self.reads:
            return rows
        columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for column, make in self.reads:
            columns[column] = [None if value is None else make(value) for value in columns[column]]
        return list(zip(*columns, strict=True))


def ask(tx: Connection, asked: Ask) -> Rows:
    """Run one statement; return its rows, none if it has none to tell."""
    return ask_all(tx, (asked,))[0]


def ask_all(tx: Connection, asks: Sequence[Ask]) -> list[Rows]:
    """Run statements in their order, handed over together; return the rows of each.

    Each sees what those before it did. If one fails, those after it are not run. What is
    raised is what SQLAlchemy would raise: StatementError for a value that cannot be stored,
    else DBAPIError.
    """
    return _run(tx, _told(tx, asks))


def send_all(tx: Connection, asks: Sequence[Ask]) -> Callable[[], list[Rows]]:
    """Hand statements to PostgreSQL while its connection is a pipeline; return what waits for their rows.

    What it raises, and what waiting raises, may be about statements that were handed over before.
    """
    told = _told(tx, asks)
    _hear(tx, told)
    with as_told_by_sqlalchemy(tx, told):
        under_way = _under_way(tx.connection.dbapi_connection, told)

    def wait() -> list[Rows]:
        with as_told_by_sqlalchemy(tx, told):
            return _fetched(under_way)

    return wait


def ask_rows(tx: Connection, prepared: Prepared, rows: Iterable[Sequence[Any]]) -> None:
    """Run one statement on SQLite for rows that stand in its order already, as the driver takes them."""
    text = prepared.on(tx.dialect)
    connection: Any = tx.connection.dbapi_connection
    every = list(rows)
    _hear(tx, [(text, row) for row in every[:1]])
    with as_told_by_sqlalchemy(tx, [(text, ())]):
        connection.executemany(text.sql, every)


def tell(tx: Connection, sql: str) -> None:
    """Run a statement that binds nothing and has nothing to tell."""
    _run(tx, [(_Text(sql, (), None, returns=False, reads=()), [])])


def _run(tx: Connection, told: Sequence[_Told]) -> list[Rows]:
    _hear(tx, told)
    run = _one_by_one if tx.dialect.name == "sqlite" else _in_a_pipeline
    with as_told_by_sqlalchemy(tx, told):
        return run(tx.connection.dbapi_connection, told)


def _hear(tx: Connection, told: Sequence[_Told]) -> None:
    """Let whoever listens to the engine hear these statements, too."""
    for listen in tx.engine.dispatch.before_cursor_execute:
        for text, values in told:
            listen(tx, None, text.sql, values, None, False)


def first(statement: Select[Any], most: int | BindParameter[int]) -> Select[Any]:
    """Limit a statement without an offset, which SQLAlchemy would bind for SQLite at the last moment."""
    limit = literal_column(str(most)) if isinstance(most, int) else most
    return statement.limit(limit).offset(literal_column("0"))


def put_once(table: Table, *names: str) -> Prepared:
    """Insert a row unless one with the same key is there; tells the key if it was inserted."""
    return _put_once(table, names)


def put_in_place(table: Table, *names: str) -> Prepared:
    """Insert a row, or change everything but its key if it is there."""
    return _put_in_place(table, names)


def put(table: Table, *names: str) -> Prepared:
    """Insert a row; whoever wants to know its number asks with RETURNING."""
    return Prepared(table.insert().inline(), names)


@cache
def _put_once(table: Table, names: tuple[str, ...]) -> Prepared:
    # RETURNING tells; the drivers do not agree on how many rows an insert that did nothing has touched.
    return Prepared(lambda name: _insert(name, table).on_conflict_do_nothing().returning(*table.primary_key), names)


@cache
def _put_in_place(table: Table, names: tuple[str, ...]) -> Prepared:
    keys = [column.name for column in table.primary_key]

    def made(name: str) -> Insert:
        statement = _insert(name, table)
        changes = {each: statement.excluded[each] for each in names if each not in keys}
        done: Insert = statement.on_conflict_do_update(index_elements=keys, set_=changes)
        return done

    return Prepared(made, names)


def _insert(dialect: str, table: Table) -> Any:
    return (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table).inline()


_Told = tuple[_Text, Sequence[Any]]


def _told(tx: Connection, asks: Sequence[Ask]) -> list[_Told]:
    dialect = tx.dialect
    return [(text := prepared.on(dialect), _bound(text, values)) for prepared, values in asks]


def _bound(text: _Text, values: Values) -> list[Any]:
    try:
        return text.bound(values)
    except (TypeError, ValueError) as error:
        raise unstorable(error, text.sql) from error


def unstorable(error: Exception, sql: str) -> StatementError:
    """Return what SQLAlchemy would raise for a value that cannot be stored, without the value."""
    return StatementError(str(error), sql, None, error, hide_parameters=True)


def _one_by_one(connection: Any, told: Sequence[_Told]) -> list[Rows]:
    cursor = connection.cursor()
    found: list[Rows] = []
    for text, some in groupby(told, lambda each: each[0]):
        values = [each for _, each in some]
        if len(values) > 1 and not text.returns:
            cursor.executemany(text.sql, values)
            found.extend([] for _ in values)
            continue
        for each in values:
            cursor.execute(text.sql, each)
            found.append(text.read(cursor.fetchall()) if text.returns else [])
    cursor.close()
    return found


def _in_a_pipeline(connection: Any, told: Sequence[_Told]) -> list[Rows]:
    with connection.pipeline() if len(told) > 1 else nullcontext():
        under_way = _under_way(connection, told)
    return _fetched(under_way)


def _under_way(connection: Any, told: Sequence[_Told]) -> list[tuple[_Text, Any]]:
    silent = RawCursor(connection)
    cursors = [(text, RawCursor(connection) if text.returns else silent) for text, _ in told]
    for (text, cursor), (_, values) in zip(cursors, told, strict=True):
        cursor.execute(text.sql, values)
    return cursors


def _fetched(under_way: Sequence[tuple[_Text, Any]]) -> list[Rows]:
    return [text.read(cursor.fetchall()) if text.returns else [] for text, cursor in under_way]


@contextmanager
def as_told_by_sqlalchemy(tx: Connection, told: Sequence[_Told] = ()) -> Iterator[None]:
    """Let what the driver raises be what SQLAlchemy would raise."""
    try:
        yield
    except tx.dialect.loaded_dbapi.Error as error:
        raise _as_told_by_sqlalchemy(tx, error, "; ".join(text.sql for text, _ in told)) from error


def _as_told_by_sqlalchemy(tx: Connection, error: Exception, sql: str) -> BaseException:
    """Return the error without what was bound, which is about people's health; drop a connection that is lost."""
    raw: Any = tx.connection.dbapi_connection
    lost = tx.dialect.is_disconnect(error, raw, None)  # type: ignore[arg-type]
    if lost:
        tx.invalidate(error)
    kind = tx.dialect.loaded_dbapi.Error
    told: BaseException = DBAPIError.instance(
        sql, None, error, kind, hide_parameters=True, connection_invalidated=lost, dialect=tx.dialect
    )
    return told


def _text(statement: Any, names: Sequence[str], dialect: Dialect) -> _Text:
    # PostgreSQL's own placeholders: psycopg looks through a text for those of Python, with every call if it is long.
    kind: Any = type(dialect)
    worded = dialect if dialect.name == "sqlite" else kind(paramstyle="numeric_dollar")
    if names:
        compiled = statement.compile(dialect=worded, column_keys=list(names))
    else:
        settled: ClauseElement = visitors.replacement_traverse(statement, {}, _settled)
        compiled = settled.compile(dialect=worded, compile_kwargs={"render_postcompile": True})
    places = compiled.positiontup or []
    names = list(dict.fromkeys(places))
    binds = tuple((name, _into(compiled.binds[name].type, dialect)) for name in names)
    again = None if len(names) == len(places) else tuple(map(names.index, places))
    columns = [_out_of(column.type, dialect) for column in statement.exported_columns]
    reads = tuple((number, make) for number, make in enumerate(columns) if make is not None)
    return _Text(str(compiled), binds, again, bool(columns), reads)


def _settled(element: Any, **_: Any) -> Any:
    """Spell constants out in the text; leave open what is bound, and let SQLAlchemy not ask for its value now."""
    if not isinstance(element, BindParameter):
        return None
    if element.required:
        return BindParameter(element.key, None, type_=element.type, required=False)
    return element.render_literal_execute()


def _into(shape: Any, dialect: Dialect) -> _Convert | None:
    make: _Convert | None = shape.dialect_impl(dialect).bind_processor(dialect)
    return make


def _out_of(shape: Any, dialect: Dialect) -> _Convert | None:
    coltype = _FLOAT if isinstance(shape, Float) else None
    make: _Convert | None = shape.dialect_impl(dialect).result_processor(dialect, coltype)
    return make
