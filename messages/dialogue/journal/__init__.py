"""The log and the progress of one person, read back to them in plain words."""

from messages.dialogue.journal.flow import JOURNAL
from messages.dialogue.journal.progress import summary_lines

__all__ = ["JOURNAL", "summary_lines"]
