"""A learned reader beside the rules: a small network run from a file in the project (`make model` writes it)."""

from messages.triage.reading.learned.listener import UNNAMED, Impression, listen, most_urgent_words, settings
from messages.triage.reading.learned.windows import clause_around, core_around

__all__ = ["UNNAMED", "Impression", "clause_around", "core_around", "listen", "most_urgent_words", "settings"]
