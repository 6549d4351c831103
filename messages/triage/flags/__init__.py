"""The reviewed table of red flags: rows, risk factors and sources, each with its place in the reference."""

from messages.triage.flags.model import Flag, FlagGroup, Modifier, RiskFactor, Source, When
from messages.triage.flags.plainness import HIGHEST_GRADE, grade
from messages.triage.flags.table import Table, channel_at, group_files, load_flags, problems, table, unreviewed

__all__ = [
    "HIGHEST_GRADE",
    "Flag",
    "FlagGroup",
    "Modifier",
    "RiskFactor",
    "Source",
    "Table",
    "When",
    "channel_at",
    "grade",
    "group_files",
    "load_flags",
    "problems",
    "table",
    "unreviewed",
]
