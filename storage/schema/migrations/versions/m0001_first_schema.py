"""The first schema: people and what hangs on them, receipts, the agenda, the outbox.

Spelled out, not made from the tables of today's code: what a migration does must not
change when the code does.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def only(condition: str) -> dict[str, Any]:
    """Arguments of an index that holds only some rows."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("leased_until", INSTANT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("farewell", sa.Boolean(), nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_chat", "outbox", ["chat_id", "lane", "id"], **only("state = 'waiting'"))
    op.create_index("ix_outbox_chat_id", "outbox", ["chat_id"])
    op.create_index("ix_outbox_due", "outbox", ["lane", "due_at", "id"], **only("state = 'waiting'"))
    op.create_index(
        "ix_outbox_expiry", "outbox", ["expires_at"], **only("state = 'waiting' AND expires_at IS NOT NULL")
    )
    op.create_index(
        "ix_outbox_leases", "outbox", ["leased_until"], **only("state = 'waiting' AND leased_until IS NOT NULL")
    )
    op.create_index("ix_outbox_settled_at", "outbox", ["settled_at"], **only("settled_at IS NOT NULL"))
    op.create_table(
        "people",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_people"),
    )
    op.create_table(
        "receipts",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_receipts"),
    )
    op.create_index("ix_receipts_at", "receipts", ["at"])
    op.create_table(
        "agenda",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["people.chat_id"], name="fk_agenda_chat_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "topic", "key", name="pk_agenda"),
    )
    op.create_index("ix_agenda_next_at", "agenda", ["next_at"])
    op.create_table(
        "alerts",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["people.chat_id"], name="fk_alerts_chat_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "id", name="pk_alerts"),
    )
    op.create_index("ix_alerts_chat_id_opened_at", "alerts", ["chat_id", "opened_at"])
    op.create_index("ix_alerts_open", "alerts", ["opened_at"], **only("state != 'resolved'"))
    op.create_table(
        "answers",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["people.chat_id"], name="fk_answers_chat_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
    op.create_index("ix_answers_at", "answers", ["at"])
    op.create_index("ix_answers_chat_id_question_at", "answers", ["chat_id", "question", "at"])
    op.create_table(
        "checkins",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["people.chat_id"], name="fk_checkins_chat_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "day", name="pk_checkins"),
    )
    op.create_index("ix_checkins_day", "checkins", ["day"])
    op.create_table(
        "consents",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["people.chat_id"], name="fk_consents_chat_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_chat_id", "consents", ["chat_id"])
    op.create_table(
        "facts",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("flag", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("unchanged_and_checked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["people.chat_id"], name="fk_facts_chat_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_facts"),
    )
    op.create_index("ix_facts_at", "facts", ["at"])
    op.create_index("ix_facts_chat_id_at", "facts", ["chat_id", "at"])
    op.create_index("ix_facts_chat_id_flag_at", "facts", ["chat_id", "flag", "at"])
    op.create_table(
        "judgements",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("input_hash", sa.Text(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("rules_version", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["people.chat_id"], name="fk_judgements_chat_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_judgements"),
    )
    op.create_index("ix_judgements_at", "judgements", ["at"])
    op.create_index("ix_judgements_chat_id_at", "judgements", ["chat_id", "at"])
    op.create_table(
        "measures",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["people.chat_id"], name="fk_measures_chat_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_measures"),
    )
    op.create_index("ix_measures_at", "measures", ["at"])
    op.create_index("ix_measures_chat_id_kind_at", "measures", ["chat_id", "kind", "at"])
    op.create_table(
        "nudges",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["people.chat_id"], name="fk_nudges_chat_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "run", name="pk_nudges"),
    )
    op.create_index("ix_nudges_chat_id_sent_at", "nudges", ["chat_id", "sent_at"])
    op.create_index("ix_nudges_sent_at", "nudges", ["sent_at"])
    op.create_table(
        "slots",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("has_buttons", sa.Boolean(), nullable=False),
        sa.Column("picture", sa.Text(), nullable=False),
        sa.Column("editable", sa.Boolean(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["people.chat_id"], name="fk_slots_chat_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "slot", name="pk_slots"),
    )
    op.create_index("ix_slots_at", "slots", ["at"])


def downgrade() -> None:
    for table in (
        "slots",
        "nudges",
        "measures",
        "judgements",
        "facts",
        "consents",
        "checkins",
        "answers",
        "alerts",
        "agenda",
        "receipts",
        "people",
        "outbox",
        "meta",
    ):
        op.drop_table(table)
