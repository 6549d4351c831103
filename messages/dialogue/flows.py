"""All flows, and who answers which command, button, topic and text."""

from __future__ import annotations

from messages.dialogue.checkin import CHECKIN
from messages.dialogue.escalation import ESCALATION
from messages.dialogue.flow import Flow
from messages.dialogue.habits import HABITS
from messages.dialogue.journal import JOURNAL
from messages.dialogue.onboarding import ONBOARDING
from messages.dialogue.rights import RIGHTS
from messages.dialogue.serious import SERIOUS
from messages.dialogue.set_back import SET_BACK
from messages.dialogue.settings import SETTINGS

ALL: tuple[Flow, ...] = (
    ESCALATION,
    SERIOUS,
    CHECKIN,
    HABITS,
    JOURNAL,
    SETTINGS,
    ONBOARDING,
    RIGHTS,
    SET_BACK,
)

BY_NAME = {flow.name: flow for flow in ALL}
BY_BUTTON = BY_NAME
BY_COMMAND = {command: flow for flow in ALL for command in flow.commands}
BY_TOPIC = {topic: flow for flow in ALL for topic in flow.topics}

__all__ = ["ALL", "BY_BUTTON", "BY_COMMAND", "BY_NAME", "BY_TOPIC", "ONBOARDING"]
