"""How well messages and stories with a known answer are judged: the figures that are published."""

from messages.triage.evaluation.gold import Example, GoldMessage, GoldStory, NotAnExample, example
from messages.triage.evaluation.messages import Answer, Figure
from messages.triage.evaluation.report import Report, report
from messages.triage.evaluation.split import is_sealed, on_sealed_side
from messages.triage.evaluation.stories import Told

__all__ = [
    "Answer",
    "Example",
    "Figure",
    "GoldMessage",
    "GoldStory",
    "NotAnExample",
    "Report",
    "Told",
    "example",
    "is_sealed",
    "on_sealed_side",
    "report",
]
