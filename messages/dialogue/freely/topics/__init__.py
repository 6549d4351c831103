"""Everyday questions about backs that the reviewed answers speak of: rest, pillows, naps, running, stress."""

from messages.dialogue.freely.topics.asking import is_asked, soothes, told

__all__ = ["is_asked", "soothes", "told"]
