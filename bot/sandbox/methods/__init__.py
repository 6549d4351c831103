"""What each method of the Bot API does to the make-believe Telegram."""

from __future__ import annotations

from bot.sandbox.methods import chatting, editing, profile, sending
from bot.sandbox.methods.call import Action

ACTIONS: dict[str, Action] = {
    **sending.ACTIONS,
    **editing.ACTIONS,
    **chatting.ACTIONS,
    **profile.ACTIONS,
}
"""By method name. The methods that deliver updates live in ``methods.delivery``: they wait."""
