"""Hears red flags, risk factors and numbers in free text; judges nothing."""

from messages.triage.reading.reader import read

__all__ = ["read"]
