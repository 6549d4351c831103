"""Whatever somebody does over weeks, the same rules judge what is stored as they judged it live."""

from __future__ import annotations

import json
import random
import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from messages.buttons import decode
from messages.dialogue import step
from messages.events import Commanded, Due, Event, Pressed, Said
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Matter
from storage.engine.database import Database
from storage.person import memory
from storage.schema import tables
from storage.turn.judgements import Stored, stored_of
from storage.turn.turns import take_turn
from tests.storage.acts import ADA, START, turn

PAUSES = (1, 5, 60, 600, 3600, 9 * 3600, 24 * 3600, 5 * 24 * 3600)
SAYS = (
    "I can't pee since last night",
    "no fever but shivering a bit",
    "sorry, I DO have a fever, 38.6",
    "my left foot has gone numb",
    "now both legs",
    "woke up drenched again",
    "my mum can't pee",
    "is it serious?",
    "70 kg",
    "66 kg",
    "7",
    "slept 4h",
    "took 9 paracetamol today",
    "all good, walked the dog",
    "yes",
    "no",
    "not sure",
)
BUTTON = re.compile(r'"(1\|[^"]*)"')


def next_event(tx: Connection, choose: random.Random) -> Event:
    """Press one of the latest buttons, send a command, or say something."""
    latest = select(tables.outbox.c.body).order_by(tables.outbox.c.id.desc()).limit(6)
    buttons = [each for body in tx.execute(latest).scalars() for each in BUTTON.findall(json.dumps(body))]
    kind = choose.random()
    if buttons and kind < 0.6:
        return Pressed(decode(choose.choice(buttons)))
    if kind < 0.75:
        return Commanded(choose.choice(("checkin", "serious", "settings", "log")))
    return Said(choose.choice(SAYS))


def live(tx: Connection, choose: random.Random, turns: int) -> None:
    """Let one person, who agreed long ago, live with the bot; what comes due on the way happens too."""
    now: datetime = START
    turn(tx, consent_version="2026-1", onboarded=True, age=66, zone="Europe/London", country="GB")
    for _ in range(turns):
        now += timedelta(seconds=choose.choice(PAUSES))
        for (topic, key), due_at in sorted(memory.load(tx, ADA, now).agenda.items(), key=lambda each: each[1]):
            if due_at <= now:
                take_turn(tx, ADA, Due(topic, key, due_at), now, update_id=None)
        take_turn(tx, ADA, next_event(tx, choose), now, update_id=None, decide=step)


def as_made(stored: Stored) -> bool:
    assert isinstance(stored.matter, Matter)
    again = verdict_on(stored.matter)
    rules = frozenset((each.rule, each.flag) for each in again.findings)
    return (again.level, again.action, rules) == (stored.level, stored.action, stored.rules)


@pytest.mark.parametrize("seed", range(2))
async def test_the_same_rules_judge_a_life_again_as_they_judged_it(database: Database, seed: int) -> None:
    await database.run(lambda tx: live(tx, random.Random(seed), 90))
    stored = await database.run(lambda tx: stored_of(tx, ADA))
    whole = [each for each in stored if isinstance(each.matter, Matter)]

    assert [each for each in whole if not as_made(each)] == []
    assert len({each.source for each in whole}) >= 3
    assert {str(each.matter) for each in stored if each not in whole} <= {"never kept"}
    assert len(whole) >= 20
