"""What must still be said: messages wait here, in lanes, until Telegram has taken them.

States of a row: ``waiting``, then one of ``sent``, ``failed`` (refused for good), ``maybe``
(handed over, no answer), ``expired``, ``withdrawn`` and ``superseded`` (a newer text for
the same slot took its place).
"""

from storage.outbox.claiming import anything_due, claim, free_leases, next_due, stirring, take
from storage.outbox.pacing.floods import flooded
from storage.outbox.pacing.mistimed import APART, set_right
from storage.outbox.pacing.pace import Pace, Purse, crowded, open_purse
from storage.outbox.queue import IN_SLOTS, MINE, PUT, UNSENT, part_from, put, queued, unsent_text, withdrawn
from storage.outbox.settling import given_up, may_have_arrived, not_reported, proven, settle
from storage.outbox.unsent import Unsent, UnsentText

__all__ = [
    "APART",
    "IN_SLOTS",
    "MINE",
    "PUT",
    "UNSENT",
    "Pace",
    "Purse",
    "Unsent",
    "UnsentText",
    "anything_due",
    "claim",
    "crowded",
    "flooded",
    "free_leases",
    "given_up",
    "may_have_arrived",
    "next_due",
    "not_reported",
    "open_purse",
    "part_from",
    "proven",
    "put",
    "queued",
    "set_right",
    "settle",
    "stirring",
    "take",
    "unsent_text",
    "withdrawn",
]
