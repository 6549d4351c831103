"""An index of planned moments whose turn failed, so that looking for them costs what fails, not what waits.

Only an index: the previous release neither needs nor notices it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_FAILING = sa.text("attempts > 0")


def upgrade() -> None:
    op.create_index("ix_agenda_failing", "agenda", ["next_at"], sqlite_where=_FAILING, postgresql_where=_FAILING)


def downgrade() -> None:
    op.drop_index("ix_agenda_failing", "agenda")
