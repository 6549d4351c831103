"""Runs migrations on the connection that :mod:`storage.migrate` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a table; batch mode makes a new one and moves the rows
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
