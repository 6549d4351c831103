"""Settings in words, heard at any moment: what is wanted changed, changed at once, and the open question again."""

from messages.dialogue.freely.changes.again import put_again
from messages.dialogue.freely.changes.done import granted
from messages.dialogue.freely.changes.wanted import wanted

__all__ = ["granted", "put_again", "wanted"]
