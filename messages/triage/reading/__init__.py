"""Hears red flags, risk factors and numbers in free text; judges nothing."""

from messages.triage.reading.reader import prepare, read

__all__ = ["prepare", "read"]
