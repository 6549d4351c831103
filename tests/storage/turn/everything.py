"""One of everything that a turn can keep."""

from __future__ import annotations

from datetime import date

from messages.buttons import Button
from messages.effects import (
    Choice,
    Consented,
    Judged,
    KeepAlert,
    KeepCheckIn,
    KeepNudge,
    Lane,
    Learn,
    Plan,
    Record,
    Say,
)
from messages.memory import Alert, AlertReason, CheckIn, NudgeRecord
from messages.triage.vocabulary import (
    Action,
    Answer,
    Channel,
    Fact,
    Finding,
    Level,
    Measure,
    MeasureKind,
    Origin,
    Status,
    Verdict,
)
from tests.storage.acts import KEY, START, after

DAY = date(2026, 3, 1)
FACT = Fact("ces_saddle", Answer.YES, START, Origin.TEXT, "numb down there", "r1")
FINDING = Finding("ces_saddle", "numb", "row:ces_saddle", "NICE", Status.CURRENT, Level.EMERGENCY_NOW, Channel.ED)
ALERT = Alert(id="a1", level=5, channel=Channel.ED, opened_at=START, reasons=(AlertReason.of(FINDING),), ladder=(5, 15))
ALL_KINDS = (
    Record("note", "it hurts", DAY, "typed"),
    Learn((FACT,), (Measure(MeasureKind.PAIN_0_10, 7.0, START),)),
    Judged(Verdict(Level.EMERGENCY_NOW, Action.ESCALATE, (FINDING,), rules_version="1"), "text", "numb down there"),
    KeepAlert(ALERT),
    KeepCheckIn(CheckIn(run="1", day=DAY, answers={"pain": 7})),
    KeepNudge(NudgeRecord(run="2", kind="hydration", item="w1", day=DAY, sent_at=START)),
    Plan("ladder", "a1", after(minutes=5)),
    Consented("2026-1", given=True),
    Say(KEY, slot="checkin:1", buttons=((Choice(KEY, Button("ci")),),)),
    Say(KEY, lane=Lane.URGENT),
)
