from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import Connection

from messages.catalogue import CatalogueError
from messages.effects import (
    KeepAlert,
    Lane,
    Learn,
    Plan,
    Record,
    Say,
    Toast,
    Unplan,
)
from messages.events import Due, Said
from messages.memory import AlertState, CheckIn, Memory
from messages.triage.vocabulary import (
    Answer,
    Fact,
    Measure,
    MeasureKind,
    Origin,
)
from storage.engine.database import Database
from storage.person import people
from storage.person.memory import load
from storage.turn.turns import rescue_turn, take_turn
from tests.storage.acts import ADA, BEN, KEY, START, after, counts, deciding, turn, turning
from tests.storage.turn.everything import ALERT, ALL_KINDS, DAY, FACT


async def test_five_deliveries_of_one_update_have_one_effect(database: Database) -> None:
    results = await asyncio.gather(
        *(database.run(lambda tx: turn(tx, Say(KEY), Record("q", "v", DAY, "tap"), update_id=9)) for _ in range(5))
    )

    assert sum(each.applied is not None for each in results) == 1
    found = await database.run(counts)
    assert found == {"people": 1, "receipts": 1, "answers": 1, "outbox": 1}


async def test_an_update_that_was_rescued_is_not_taken_again(database: Database) -> None:
    def rescue(tx: Connection) -> bool:
        return rescue_turn(tx, ADA, Said("hm"), START, update_id=9).applied is not None

    assert await database.run(rescue)
    assert not await database.run(rescue)
    assert (await database.run(lambda tx: turn(tx, update_id=9))).applied is None


async def test_a_text_that_cannot_be_rendered_undoes_the_whole_turn(database: Database) -> None:
    with pytest.raises(CatalogueError):
        await database.run(lambda tx: turn(tx, *ALL_KINDS, Say("no.such.key"), update_id=9, age=40))

    assert await database.run(counts) == {}


async def test_a_person_who_could_not_be_read_again_is_never_stored(database: Database) -> None:
    await database.run(lambda tx: turn(tx, age=40))

    with pytest.raises(ValidationError):
        await database.run(lambda tx: turn(tx, age="forty"))

    person = await database.run(lambda tx: people.lock(tx, ADA))
    assert person is not None
    assert person.age == 40


async def test_everything_a_turn_keeps_is_remembered_by_the_next(database: Database) -> None:
    await database.run(lambda tx: turn(tx, *ALL_KINDS, zone="Europe/Berlin", country="DE", age=50))

    memory = await database.run(lambda tx: load(tx, ADA, after(hours=1)))

    assert (memory.person.zone, memory.case.zone, memory.case.country) == ("Europe/Berlin", "Europe/Berlin", "DE")
    assert memory.case.profile.age == 50
    assert memory.case.facts == (FACT,)
    assert memory.case.measures == (Measure(MeasureKind.PAIN_0_10, 7.0, START),)
    assert memory.checkins == (CheckIn(run="1", day=DAY, answers={"pain": 7}),)
    assert memory.alerts == (ALERT,)
    assert [each.run for each in memory.nudges] == ["2"]
    assert memory.notes == ((START, "it hurts"),)
    assert memory.agenda == {("ladder", "a1"): after(minutes=5)}


async def test_a_second_version_replaces_the_first_but_answers_only_add(database: Database) -> None:
    solved = ALERT.model_copy(update={"state": AlertState.RESOLVED})
    await database.run(lambda tx: turn(tx, *ALL_KINDS))
    await database.run(
        lambda tx: turn(tx, KeepAlert(solved), Record("note", "less", DAY, "edited"), now=after(hours=1))
    )

    memory = await database.run(lambda tx: load(tx, ADA, after(hours=2)))

    assert memory.alerts == (solved,)
    assert [words for _, words in memory.notes] == ["less", "it hurts"]


async def test_nobody_sees_what_belongs_to_somebody_else(database: Database) -> None:
    await database.run(lambda tx: turn(tx, *ALL_KINDS))

    memory = await database.run(lambda tx: load(tx, BEN, after(hours=1)))

    assert memory == Memory(memory.person, memory.case)
    assert memory.case.facts == ()
    assert memory.case.measures == ()


async def test_memory_reaches_as_far_as_the_rules_look_and_no_further(database: Database) -> None:
    def fact(flag: str, answer: Answer, days: int) -> Fact:
        return Fact(flag, answer, START - timedelta(days=days), Origin.BUTTON)

    old_yes, later_no, oldest = fact("a", Answer.YES, 400), fact("a", Answer.NO, 300), fact("b", Answer.YES, 800)
    old_no, recent_no = fact("c", Answer.NO, 200), fact("c", Answer.NO, 90)
    weight = Measure(MeasureKind.WEIGHT_KG, 80.0, START - timedelta(days=170))
    old_pain = Measure(MeasureKind.PAIN_0_10, 8.0, START - timedelta(days=170))
    gone = ALERT.model_copy(update={"id": "old", "state": AlertState.RESOLVED, "opened_at": START - timedelta(days=61)})
    still_open = ALERT.model_copy(update={"id": "open", "opened_at": START - timedelta(days=300)})
    learn = Learn((recent_no, old_no, old_yes, later_no, oldest), (old_pain, weight))
    await database.run(lambda tx: turn(tx, learn, KeepAlert(gone), KeepAlert(still_open)))

    memory = await database.run(lambda tx: load(tx, ADA, START))

    assert memory.case.facts == (old_yes, later_no, recent_no)
    assert memory.case.measures == (weight,)
    assert [each.id for each in memory.alerts] == ["open"]


async def test_uses_of_serious_are_known_for_the_rule_of_repeated_contact(database: Database) -> None:
    for days in (0, 1, 70):
        at = START - timedelta(days=days)
        record = Record("serious.started", "", at.date(), "tap")
        await database.run(turning(record, now=at))

    memory = await database.run(lambda tx: load(tx, ADA, START))

    assert memory.case.serious_checks == (START - timedelta(days=1), START)
    assert memory.notes == ()


async def test_what_is_due_happens_once_and_only_if_it_was_not_moved(database: Database) -> None:
    due = Due("ladder", "a1", after(minutes=5))
    await database.run(lambda tx: turn(tx, Plan("ladder", "a1", after(minutes=5))))

    def take(tx: Connection) -> bool:
        result = take_turn(tx, ADA, due, after(minutes=6), update_id=None, decide=deciding(Say(KEY)))
        return result.applied is not None

    assert await database.run(take)
    assert not await database.run(take)
    await database.run(lambda tx: turn(tx, Plan("ladder", "a1", after(minutes=30))))
    assert not await database.run(take)
    assert (await database.run(counts))["agenda"] == 1


async def test_a_due_turn_may_plan_the_same_thing_again(database: Database) -> None:
    await database.run(lambda tx: turn(tx, Plan("t", "k", START)))
    again = deciding(Plan("t", "k", after(days=1)))

    await database.run(lambda tx: take_turn(tx, ADA, Due("t", "k", START), START, update_id=None, decide=again))

    memory = await database.run(lambda tx: load(tx, ADA, START))
    assert memory.agenda == {("t", "k"): after(days=1)}


async def test_unplanning_a_topic_forgets_all_its_keys_and_nothing_else(database: Database) -> None:
    plans = [Plan(topic, key, START) for topic, key in (("a", "1"), ("a", "2"), ("b", "1"), ("b", "2"))]
    await database.run(lambda tx: turn(tx, *plans, Unplan("a"), Unplan("b", "2")))

    memory = await database.run(lambda tx: load(tx, ADA, START))
    assert list(memory.agenda) == [("b", "1")]


async def test_something_due_does_not_bring_back_a_person_who_is_forgotten(database: Database) -> None:
    result = await database.run(lambda tx: take_turn(tx, ADA, Due("t", "k", START), START, update_id=None))

    assert result.applied is None
    assert await database.run(counts) == {}


async def test_of_several_toasts_the_one_that_must_be_read_is_shown(database: Database) -> None:
    result = await database.run(lambda tx: turn(tx, Toast(KEY), Toast(KEY, alert=True)))

    assert result.toast is not None
    assert result.toast.alert
    assert (await database.run(lambda tx: turn(tx))).toast is None


async def test_the_edge_hears_when_something_is_urgent(database: Database) -> None:
    calm = await database.run(lambda tx: turn(tx, Say(KEY)))
    urgent = await database.run(lambda tx: turn(tx, Say(KEY), Say(KEY, lane=Lane.URGENT)))

    assert calm.applied is not None
    assert urgent.applied is not None
    assert (calm.applied.urgent, urgent.applied.urgent) == (False, True)
