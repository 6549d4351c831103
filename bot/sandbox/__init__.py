"""A strict local Telegram to try the bot in: a Bot API server, a chat page, people, a clock that travels.

It knows nothing of the bot. The bot talks to it over HTTP like to the real one.
"""

from bot.sandbox.person import CannotDoThatError, Person
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world.world import SandboxClock

__all__ = ["CannotDoThatError", "Person", "Sandbox", "SandboxClock"]
