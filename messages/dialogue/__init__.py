"""The dialogue as one pure function: what is remembered and what happened in, decisions out."""

from messages.dialogue.scene import Scene, Turn
from messages.dialogue.step import rescue, step

__all__ = ["Scene", "Turn", "rescue", "step"]
