"""A pure host for the dialogue: keeps the memory, shows the chat, and lets time pass.

It stands where storage and Telegram stand in the product, with the same promises: effects
are applied in order, the most urgent message is delivered first, a named slot is edited in
place, and what was planned comes at its own moment. Memory passes through JSON between any
two events, so that every test is also a test of a restart.
"""

from tests.dialogue.host.moments import START, at
from tests.dialogue.host.talk import Talk, highest

__all__ = ["START", "Talk", "at", "highest"]
