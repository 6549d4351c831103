"""What a pressed button was answered over the chat, so that a second delivery of the press is answered alike.

One column that may be empty: the previous release neither needs nor notices it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("receipts", sa.Column("toast", sa.JSON))


def downgrade() -> None:
    op.drop_column("receipts", "toast")
