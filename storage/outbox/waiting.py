"""How waiting rows are named in SQL, so that the small indexes that hold only them are used."""

from __future__ import annotations

from sqlalchemy import ColumnElement, literal_column

from storage.schema.tables import outbox

WAITING: ColumnElement[bool] = outbox.c.state == literal_column("'waiting'")
"""Spelled out in the SQL, not bound: only then do both databases use the indexes of waiting rows."""
