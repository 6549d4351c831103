"""Why we ask, and who says so: answered of the very thing that was asked, warned of or suggested."""

from messages.dialogue.freely.why.answers import explained, sources, sources_of_last, why

__all__ = ["explained", "sources", "sources_of_last", "why"]
