"""Runs migrations on the connection that :mod:`storage.schema.migrate` hands over, in its transaction."""

from __future__ import annotations

from typing import Any

from alembic import context

from storage.points import Point, reached
from storage.schema.tables import metadata


def applied(*_: Any, **__: Any) -> None:
    """Say that one revision is applied."""
    reached(Point.MIGRATED)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a table; batch mode makes a new one and moves the rows
    compare_type=True,
    transaction_per_migration=False,
    on_version_apply=applied,
)
context.run_migrations()
