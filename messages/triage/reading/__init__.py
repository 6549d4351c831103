"""Hears red flags, risk factors and numbers in free text; judges nothing."""

from messages.triage.reading.both import by_network, by_rules, prepare, read_by_both
from messages.triage.reading.learned import Impression
from messages.triage.reading.reader import read

__all__ = ["Impression", "by_network", "by_rules", "prepare", "read", "read_by_both"]
