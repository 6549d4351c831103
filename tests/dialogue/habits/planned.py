"""Somebody whose nudges are planned, and what has come of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from messages.dialogue.scene import Scene
from messages.memory import Alert, AlertReason, NudgeRecord, Rhythm, RiskAnswer
from messages.triage.vocabulary import Answer, Channel, Level
from tests.dialogue.host import Talk, at

MORNING = at("2026-03-10", "06:00")
NEVER_QUIET: dict[str, Any] = {"quiet_from": "00:00", "quiet_to": "00:00"}


def only(kind: str, *times: str, **rhythm: Any) -> dict[str, Rhythm]:
    """Return habits with one kind on."""
    return {kind: Rhythm(times=times, **rhythm)}


def talk_with(now: datetime = MORNING, **fields: Any) -> Talk:
    """Return a talk whose nudges are planned and nothing else is."""
    return Talk.with_(now, **fields).comes_due("nudge_replan", "")


def sent(talk: Talk) -> list[NudgeRecord]:
    return sorted(talk.nudges, key=lambda each: each.sent_at)


def local_times(talk: Talk) -> list[str]:
    return [f"{each.sent_at.astimezone(talk.person.tz):%m-%d %H:%M}" for each in sent(talk)]


def alert(level: Level, opened_at: datetime, channel: Channel = Channel.ED, **fields: Any) -> Alert:
    reason = AlertReason(
        flag=fields.pop("flag", "neuro_foot_drop"), words="", rule="row", source="K", level=int(level), channel=channel
    )
    return Alert(id="z1", level=int(level), channel=channel, opened_at=opened_at, reasons=(reason,), **fields)


def with_case(talk: Talk, **fields: Any) -> Talk:
    talk.memory = replace(talk.memory, **fields)
    return talk


def risks(**answers: Answer) -> dict[str, RiskAnswer]:
    return {name: RiskAnswer(answer=answer, at=MORNING) for name, answer in answers.items()}


def scene_of(talk: Talk) -> Scene:
    return Scene(replace(talk.memory, case=talk.case), talk.now)
