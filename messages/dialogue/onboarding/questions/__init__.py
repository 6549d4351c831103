"""The questions about how a person wants to be reached, asked at the start and open to change later."""

from __future__ import annotations

from messages.catalogue.entries import locales
from messages.dialogue.onboarding.questions.about_you import AgeQuestion, SexQuestion
from messages.dialogue.onboarding.questions.country import CountryQuestion
from messages.dialogue.onboarding.questions.hours import HourQuestion, QuietQuestion
from messages.dialogue.onboarding.questions.language import LanguageQuestion
from messages.dialogue.onboarding.questions.model import (
    TOP,
    Answered,
    Here,
    Look,
    Outcome,
    Question,
    Screen,
    ShareLocation,
    TooYoung,
)
from messages.dialogue.onboarding.questions.nudges import NudgesQuestion
from messages.dialogue.onboarding.questions.zone import ZoneQuestion

ZONE = ZoneQuestion()
ORDER: tuple[Question, ...] = (
    LanguageQuestion(),
    CountryQuestion(),
    ZONE,
    AgeQuestion(),
    SexQuestion(),
    HourQuestion(),
    QuietQuestion(),
    NudgesQuestion(),
)
BY_NAME = {question.name: question for question in ORDER}


def asked() -> tuple[Question, ...]:
    """Return the questions in order, without the language where there is only one."""
    return ORDER if len(locales()) > 1 else ORDER[1:]


__all__ = [
    "BY_NAME",
    "ORDER",
    "TOP",
    "ZONE",
    "Answered",
    "Here",
    "Look",
    "Outcome",
    "Question",
    "Screen",
    "ShareLocation",
    "TooYoung",
    "asked",
]
