"""Judgements keep what they rested on, so that later rules can judge the same again.

A new column that may be empty: the previous release writes beside it and never reads it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("judgements", sa.Column("given", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("judgements", "given")
