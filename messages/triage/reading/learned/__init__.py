"""A learned reader to stand beside the rules, not switched on yet: numpy and a file of weights (`make model`)."""

from messages.triage.reading.learned.listener import RULE, UNNAMED, second

__all__ = ["RULE", "UNNAMED", "second"]
