"""Hears red flags, risk factors and numbers in free text; judges nothing."""

from messages.triage.reading.both import prepare, read_by_both
from messages.triage.reading.reader import read

__all__ = ["prepare", "read", "read_by_both"]
