"""Many values are bound as one: a list, in the way that each database takes apart again.

Drivers look at each element of a list they are given; here its type is known, and a text is joined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    Integer,
    Text,
    bindparam,
    cast,
    func,
    select,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.engine.columns import UtcDateTime, Words, clean, to_json


class Listed(TypeDecorator[Sequence[Any]]):
    """A list of values of one type, as PostgreSQL reads it from a text: ``{1,2,NULL}``."""

    impl = Text
    cache_ok = True

    def __init__(self, of: TypeEngine[Any]) -> None:
        super().__init__()
        self.of = of

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return what makes a text of a list."""
        spell = _spelling(self.of)

        def text(values: Sequence[Any]) -> str:
            return "{" + ",".join(["NULL" if each is None else spell(each) for each in values]) + "}"

        def words(values: Sequence[Any]) -> str:
            spelt = {each: "NULL" if each is None else spell(each) for each in set(values)}  # most stand there often
            return "{" + ",".join([spelt[each] for each in values]) + "}"

        return words if spell is _words else text


class ListedNumbers(TypeDecorator[Sequence[int]]):
    """A list of whole numbers, as SQLite's ``json_each`` reads it: ``[1,2]``."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return what makes a text of a list."""
        return _bracketed


def one_of(column: Column[int], name: str, dialect: str) -> ColumnElement[bool]:
    """Return the condition that ``column`` is one of the whole numbers bound under ``name``."""
    if dialect == "sqlite":
        numbers = func.json_each(bindparam(name, type_=ListedNumbers())).table_valued("value")
        return column.in_(select(numbers.c.value))
    return column == func.any(listed(name, BigInteger()))


def listed(name: str, of: TypeEngine[Any], *, hidden: bool = False) -> ColumnElement[Any]:
    """Return, for PostgreSQL, the list that is bound under ``name``.

    ``hidden`` where it stands in what rows are taken from to change others: SQLAlchemy does not find it there
    when it asks for what is to be bound.
    """
    bound: BindParameter[Any] = bindparam(name, None, type_=Listed(of), required=not hidden)
    return cast(bound, ARRAY(of))


def _bracketed(values: Sequence[int]) -> str:
    return "[" + ",".join(map(str, values)) + "]"


def _spelling(of: TypeEngine[Any]) -> Callable[[Any], str]:
    match of:
        case UtcDateTime():
            return _instant
        case JSON():
            return _document
        case Boolean():
            return _truth
        case Integer():
            return _number
        case Words() | Text():
            return _words
        case _:
            return _plain


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _instant(value: Any) -> str:
    if value.tzinfo is None:
        raise ValueError("an instant without a zone cannot be stored")
    text: str = value.isoformat()
    return text


def _document(value: Any) -> str:
    return _quoted(to_json(value))


def _truth(value: Any) -> str:
    return "t" if value else "f"


def _number(value: Any) -> str:
    return str(int(value))


def _words(value: Any) -> str:
    return _quoted(clean(value))


def _plain(value: Any) -> str:
    return _quoted(str(value))
