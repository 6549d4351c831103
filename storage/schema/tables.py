"""The schema: what is remembered, table by table. Only storage may import this.

Everything about a person hangs on ``people`` and goes with them (ON DELETE CASCADE), with
two exceptions that must outlive them for a moment: receipts, and a farewell in the outbox.
Indexes that say "waiting" or "due" hold only such rows, so that their cost follows
what is due and not what was ever sent.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    text,
)

from storage.engine.columns import UtcDateTime, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

_BIG = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only for a column of exactly this type."""


def _id() -> Column[int]:
    return Column("id", _BIG, primary_key=True, autoincrement=True)


def _owner(*, primary_key: bool = False) -> Column[int]:
    target = ForeignKey("people.chat_id", ondelete="CASCADE")
    return Column("chat_id", BigInteger, target, primary_key=primary_key, nullable=False, autoincrement=False)


people = Table(
    "people",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("body", JSON, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    _id(),
    _owner(),
    Column("at", UtcDateTime, nullable=False),
    Column("version", Words, nullable=False),
    Column("given", Boolean, nullable=False),
    Index("ix_consents_chat_id", "chat_id"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger),
    Column("at", UtcDateTime, nullable=False),
    Column("outcome", Words, nullable=False),
    # What a press was answered over the chat: a repeated delivery may be the one that answers it.
    Column("toast", JSON(none_as_null=True)),
    Index("ix_receipts_at", "at"),
)

answers = Table(
    "answers",
    metadata,
    _id(),
    _owner(),
    Column("at", UtcDateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("question", Words, nullable=False),
    Column("value", Words, nullable=False),
    Column("origin", Words, nullable=False),
    Column("run", Words, nullable=False),
    Column("late", Boolean, nullable=False),
    Index("ix_answers_chat_id_question_at", "chat_id", "question", "at"),
    Index("ix_answers_at", "at"),
)

facts = Table(
    "facts",
    metadata,
    _id(),
    _owner(),
    Column("at", UtcDateTime, nullable=False),
    Column("flag", Words, nullable=False),
    Column("answer", Words, nullable=False),
    Column("origin", Words, nullable=False),
    Column("words", Words, nullable=False),
    Column("rule", Words, nullable=False),
    Column("unchanged_and_checked", Boolean, nullable=False),
    Index("ix_facts_chat_id_at", "chat_id", "at"),
    Index("ix_facts_chat_id_flag_at", "chat_id", "flag", "at"),
    Index("ix_facts_at", "at"),
)

measures = Table(
    "measures",
    metadata,
    _id(),
    _owner(),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", Words, nullable=False),
    Column("value", Float, nullable=False),
    Column("origin", Words, nullable=False),
    Index("ix_measures_chat_id_kind_at", "chat_id", "kind", "at"),
    Index("ix_measures_at", "at"),
)

judgements = Table(
    "judgements",
    metadata,
    _id(),
    _owner(),
    Column("at", UtcDateTime, nullable=False),
    Column("source", Words, nullable=False),
    Column("input_hash", Words, nullable=False),
    Column("level", SmallInteger, nullable=False),
    Column("action", Words, nullable=False),
    Column("rules", JSON, nullable=False),
    Column("rules_version", Words, nullable=False),
    Column("words", Words, nullable=False),
    # What it rested on, see storage.turn.judgements; empty where that must not be kept.
    Column("given", JSON(none_as_null=True), nullable=True),
    Index("ix_judgements_chat_id_at", "chat_id", "at"),
    Index("ix_judgements_at", "at"),
)

checkins = Table(
    "checkins",
    metadata,
    _owner(primary_key=True),
    Column("day", Date, primary_key=True),
    Column("state", Words, nullable=False),
    Column("body", JSON, nullable=False),
    Index("ix_checkins_day", "day"),
)

alerts = Table(
    "alerts",
    metadata,
    _owner(primary_key=True),
    Column("id", Words, primary_key=True),
    Column("level", SmallInteger, nullable=False),
    Column("state", Words, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("body", JSON, nullable=False),
    Index("ix_alerts_chat_id_opened_at", "chat_id", "opened_at"),
    Index(
        "ix_alerts_open",
        "opened_at",
        sqlite_where=text("state != 'resolved'"),
        postgresql_where=text("state != 'resolved'"),
    ),
)

nudges = Table(
    "nudges",
    metadata,
    _owner(primary_key=True),
    Column("run", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("body", JSON, nullable=False),
    Index("ix_nudges_chat_id_sent_at", "chat_id", "sent_at"),
    Index("ix_nudges_sent_at", "sent_at"),
)

agenda = Table(
    "agenda",
    metadata,
    _owner(primary_key=True),
    Column("topic", Words, primary_key=True),
    Column("key", Words, primary_key=True),
    Column("due_at", UtcDateTime, nullable=False),
    # When it is tried next: due_at, or later after a failed try, so that lateness stays visible.
    Column("next_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Index("ix_agenda_next_at", "next_at"),
    Index("ix_agenda_failing", "next_at", sqlite_where=text("attempts > 0"), postgresql_where=text("attempts > 0")),
)

_waiting = text("state = 'waiting'")
_expiring = text("state = 'waiting' AND expires_at IS NOT NULL")
_leased = text("state = 'waiting' AND leased_until IS NOT NULL")
_settled = text("settled_at IS NOT NULL")

outbox = Table(
    "outbox",
    metadata,
    _id(),
    # No foreign key: a farewell outlives the person it is for.
    Column("chat_id", BigInteger, nullable=False),
    Column("lane", SmallInteger, nullable=False),
    Column("kind", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("topic", Words, nullable=False),
    Column("slot", Words, nullable=False),
    Column("body", JSON, nullable=False),
    Column("state", Words, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("leased_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("farewell", Boolean, nullable=False),
    Column("settled_at", UtcDateTime),
    Column("message_id", BigInteger),
    Column("failure", Words, nullable=False),
    Index("ix_outbox_due", "lane", "due_at", "id", sqlite_where=_waiting, postgresql_where=_waiting),
    Index("ix_outbox_chat", "chat_id", "lane", "id", sqlite_where=_waiting, postgresql_where=_waiting),
    Index("ix_outbox_expiry", "expires_at", sqlite_where=_expiring, postgresql_where=_expiring),
    Index("ix_outbox_leases", "leased_until", sqlite_where=_leased, postgresql_where=_leased),
    Index("ix_outbox_chat_id", "chat_id"),
    Index("ix_outbox_settled_at", "settled_at", sqlite_where=_settled, postgresql_where=_settled),
)

slots = Table(
    "slots",
    metadata,
    _owner(primary_key=True),
    Column("slot", Words, primary_key=True),
    Column("message_id", BigInteger, nullable=False),
    Column("has_buttons", Boolean, nullable=False),
    Column("picture", Words, nullable=False),
    # False for a message that carries a reply keyboard: Telegram does not let those be edited.
    Column("editable", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_slots_at", "at"),
)

meta = Table(
    "meta",
    metadata,
    Column("key", Words, primary_key=True),
    Column("value", Words, nullable=False),
)
