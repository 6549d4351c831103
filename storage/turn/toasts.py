"""What a pressed button was answered over the chat, kept beside the receipt of the press.

Whoever took the press may die before Telegram hears the answer, and of five deliveries at once
any may be the first to answer: each gives the same.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Connection, bindparam, select, update

from storage.engine.statements import Ask, Prepared, ask
from storage.schema.tables import receipts
from storage.turn.effects import RenderedToast


def keep(tx: Connection, update_id: int, toast: RenderedToast) -> None:
    """Note what the press of an update is answered."""
    ask(tx, noted(update_id, toast))


def noted(update_id: int, toast: RenderedToast) -> Ask:
    """Return what notes it."""
    return _KEEP(press=update_id, said={"text": toast.text, "alert": toast.alert})


def kept(tx: Connection, update_id: int) -> RenderedToast | None:
    """Return what the press of an update was answered when it took effect."""
    said = tx.execute(_KEPT, {"press": update_id}).scalar_one_or_none()
    return None if said is None else RenderedToast(said["text"], said["alert"])


_PRESS = receipts.c.update_id == bindparam("press", type_=BigInteger())
_KEEP = Prepared(update(receipts).where(_PRESS).values(toast=bindparam("said", type_=JSON())))
_KEPT = select(receipts.c.toast).where(_PRESS)
