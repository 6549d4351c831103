"""Who we talk to: one row per person, which is also the lock that puts their turns in order."""

from __future__ import annotations

from datetime import datetime

from pydantic_core import PydanticSerializationError
from sqlalchemy import JSON, BigInteger, Connection, Text, bindparam, cast, select, update

from messages.memory import Frozen, Person
from storage.engine.columns import Spelt, holdable, to_json
from storage.engine.database import insert_once
from storage.engine.statements import Ask, Prepared, Rows, ask
from storage.schema.tables import people


def lock(tx: Connection, chat_id: int) -> Person | None:
    """Return the person, locked until the transaction ends; None for a stranger.

    Everything that is decided about a person is decided under this lock, and every
    transaction takes it before any other row of theirs, so that no two wait for each other.
    """
    return read(ask(tx, locked(chat_id)))


def locked(chat_id: int) -> Ask:
    """Return what locks the person, see :func:`lock`, and tells what :func:`read` understands."""
    return _LOCKED(me=chat_id)


def read(rows: Rows) -> Person | None:
    """Return the person whose row this is; None where there is none."""
    return Person.model_validate_json(rows[0][0]) if rows else None


def lock_or_create(tx: Connection, chat_id: int, now: datetime) -> Person:
    """Return the person, locked; a stranger becomes a person nothing is known of."""
    person = lock(tx, chat_id)
    if person is not None:
        return person
    fresh = Person(chat_id=chat_id, created_at=now)
    insert_once(tx, people, chat_id=chat_id, created_at=now, body=spelt(fresh))
    person = lock(tx, chat_id)
    assert person is not None  # noqa: S101 - it was just written, or somebody else wrote it before us
    return person


def save(tx: Connection, person: Person) -> None:
    """Store the person as they are now. The caller holds the lock."""
    ask(tx, saved(person))


def saved(person: Person) -> Ask:
    """Return what stores the person as they are now."""
    return _SAVED(me=person.chat_id, document=spelt(person))


def spelt(document: Frozen) -> Spelt:
    """Return a document as it is stored; raise ValidationError if it could not be read again.

    Documents are changed by copying, which checks nothing. A mistake there must fail the
    turn that makes it, not every later one.
    """
    try:
        text = document.model_dump_json(warnings=False)
    except PydanticSerializationError:  # half of a surrogate pair, for which JSON has no bytes
        text = ""
    if not text or not holdable(text):
        text = to_json(document.model_dump(mode="json", warnings=False))
    type(document).model_validate_json(text)
    return Spelt(text)


_ME = people.c.chat_id == bindparam("me", type_=BigInteger())
# As text: the model reads it faster than a driver would.
_LOCKED = Prepared(select(cast(people.c.body, Text)).where(_ME).with_for_update(key_share=True))
_SAVED = Prepared(update(people).where(_ME).values(body=bindparam("document", type_=JSON())))
