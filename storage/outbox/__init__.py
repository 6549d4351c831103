"""What must still be said: messages wait here, in lanes, until Telegram has taken them.

States of a row: ``waiting``, then one of ``sent``, ``failed`` (refused for good), ``maybe``
(handed over, no answer), ``expired``, ``withdrawn`` and ``superseded`` (a newer text for
the same slot took its place).
"""

from storage.outbox.claiming import anything_due, claim, free_leases, next_due, stirring, take
from storage.outbox.floods import flooded
from storage.outbox.mistimed import APART, set_right
from storage.outbox.pace import Pace, Purse, crowded, open_purse
from storage.outbox.queue import part_from, put, withdraw
from storage.outbox.settling import given_up, proven, settle

__all__ = [
    "APART",
    "Pace",
    "Purse",
    "anything_due",
    "claim",
    "crowded",
    "flooded",
    "free_leases",
    "given_up",
    "next_due",
    "open_purse",
    "part_from",
    "proven",
    "put",
    "set_right",
    "settle",
    "stirring",
    "take",
    "withdraw",
]
