"""Stories: a file says what people do and what they should see; the player does it and tells what happened."""

from bot.sandbox.stories.format import Story, load_story
from bot.sandbox.stories.host import Host
from bot.sandbox.stories.player import play
from bot.sandbox.stories.transcript import Transcript

__all__ = ["Host", "Story", "Transcript", "load_story", "play"]
