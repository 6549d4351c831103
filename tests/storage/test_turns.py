from __future__ import annotations

import asyncio
import json
from datetime import date, timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import Connection, select

from messages.buttons import Button
from messages.catalogue import CatalogueError
from messages.dialogue import Turn
from messages.effects import (
    Choice,
    Consented,
    Export,
    Forget,
    Judged,
    KeepAlert,
    KeepCheckIn,
    KeepNudge,
    Lane,
    Learn,
    Plan,
    Record,
    Say,
    Strip,
    Toast,
    Unplan,
)
from messages.events import Due, Event, Pressed, Refused, Said
from messages.memory import Alert, AlertReason, AlertState, CheckIn, Memory, NudgeRecord
from messages.triage.reading import by_network, by_rules, read_by_both
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
from storage import outbox
from storage import outgoing as out
from storage.engine.database import Database
from storage.person import people
from storage.person.memory import load
from storage.schema import tables
from storage.turn.turns import refused_turn, rescue_turn, take_turn
from tests.storage.acts import ADA, BEN, KEY, START, after, claim, counts, deciding, deliver, put, turn, turning

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


async def test_forgetting_leaves_nothing_but_nameless_receipts(database: Database) -> None:
    def forget(tx: Connection) -> list[out.Outgoing]:
        turn(tx, *ALL_KINDS, update_id=1)
        deliver(tx)
        turn(tx, *ALL_KINDS, update_id=2)
        turn(tx, Strip("checkin:1"), Say(KEY, {}, slot="bye"), Forget(), update_id=3)
        return deliver(tx)

    farewell = await database.run(forget)

    assert [each.kind for each in farewell] == [out.Kind.STRIP, out.Kind.TEXT]
    assert farewell[0].message_id is not None
    assert await database.run(counts) == {"receipts": 3}
    whose = await database.run(lambda tx: tx.execute(select(tables.receipts.c.chat_id)).scalars().all())
    assert whose == [None, None, None]


async def test_forgetting_leaves_no_words_in_the_memory_of_the_process(database: Database) -> None:
    read_by_both("my back is a bit stiff this morning")

    await database.run(lambda tx: turn(tx, Forget()))

    assert [each.cache_info().currsize for each in (by_rules, by_network)] == [0, 0]


async def test_forgetting_one_person_leaves_the_other_whole(database: Database) -> None:
    def forget(tx: Connection) -> tuple[dict[str, int], dict[str, int]]:
        turn(tx, *ALL_KINDS, chat_id=BEN)
        before = counts(tx)
        turn(tx, *ALL_KINDS)
        turn(tx, Forget())
        return before, counts(tx)

    before, afterwards = await database.run(forget)
    assert before == afterwards


@pytest.mark.parametrize("outcome", [out.Refused("blocked"), out.Maybe("silence"), out.Delivered(5)])
async def test_nothing_is_left_of_a_farewell_whatever_becomes_of_it(database: Database, outcome: out.Outcome) -> None:
    def forget(tx: Connection) -> None:
        turn(tx, Say(KEY, lane=Lane.NUDGE), Forget())
        (message,) = claim(tx)
        if isinstance(outcome, out.Refused):
            refused_turn(tx, message, outcome, START)
        else:
            outbox.settle(tx, message, outcome, START)

    await database.run(forget)
    assert await database.run(counts) == {}


async def test_a_farewell_nobody_can_take_is_gone_after_a_day(database: Database) -> None:
    await database.run(lambda tx: turn(tx, Say(KEY), Forget()))

    assert await database.run(lambda tx: claim(tx, after(hours=25))) == []
    assert await database.run(counts) == {}


async def test_a_message_in_flight_when_its_person_is_forgotten_leaves_no_trace(database: Database) -> None:
    def forget(tx: Connection) -> None:
        turn(tx, Say(KEY, slot="s", pin=True))
        (message,) = claim(tx)
        turn(tx, Forget())
        outbox.settle(tx, message, out.Delivered(77), START)

    await database.run(forget)
    assert await database.run(counts) == {}


async def test_the_export_holds_everything_that_is_stored(database: Database) -> None:
    def export(tx: Connection) -> out.Outgoing:
        turn(tx, *ALL_KINDS, update_id=4, age=50)
        deliver(tx)
        turn(tx, Export(), Record("note", "said in the turn of the export", DAY, "typed"))
        turn(tx, Record("note", "of somebody else", DAY, "typed"), chat_id=BEN)
        (message,) = deliver(tx)
        return message

    message = await database.run(export)
    told = json.loads(message.content)

    assert (message.kind, message.filename) == (out.Kind.DOCUMENT, "backcheck-2026-03-01.json")
    assert "Your data" in message.text
    assert told["person"]["age"] == 50
    for section in ("consents", "answers", "facts", "measures", "judgements", "checkins", "alerts", "nudges", "agenda"):
        assert len(told[section]) == 1, section
    assert told["answers"][0]["value"] == "it hurts"
    assert told["facts"][0]["words"] == "numb down there"
    assert told["alerts"][0]["body"]["reasons"][0]["flag"] == "ces_saddle"
    assert len(told["slots"]) == len(told["receipts"]) == 1
    assert "somebody else" not in message.content


def test_the_export_looks_into_every_table_that_knows_a_person() -> None:
    from storage.person.export import SECTIONS

    with_people = {table.name for table in tables.metadata.tables.values() if "chat_id" in table.c} - {"people"}
    assert {table.name for _, table, _ in SECTIONS} == with_people


async def test_a_refusal_for_good_is_told_to_the_dialogue_once(database: Database) -> None:
    heard: list[Event] = []

    def hear(memory: Memory, event: Event, now: object) -> Turn:
        heard.append(event)
        return Turn(memory.person.model_copy(update={"reachable": False}), ())

    def refuse(tx: Connection) -> bool:
        turn(tx, Say(KEY, lane=Lane.URGENT))
        (message,) = claim(tx)
        refused_turn(tx, message, out.Refused("blocked"), START, decide=hear)
        return load(tx, ADA, START).person.reachable

    assert not await database.run(refuse)
    assert heard == [Refused("blocked", urgent=True)]
    assert await database.run(lambda tx: claim(tx, after(days=1))) == []


async def test_a_refused_change_to_a_message_does_not_make_anybody_unreachable(database: Database) -> None:
    def refuse(tx: Connection) -> bool:
        turn(tx, Say(KEY, slot="s", buttons=((Choice(KEY, Button("ci")),),)))
        deliver(tx)
        turn(tx, Strip("s"))
        (message,) = claim(tx)
        result = refused_turn(tx, message, out.Refused("message to edit not found", gone=False), START)
        return result.applied is None

    assert await database.run(refuse)


@pytest.mark.parametrize(("lane", "told"), [(Lane.URGENT, 1), (Lane.REPLY, 0)])
async def test_a_malformed_message_is_tried_plainer_before_it_is_given_up(
    database: Database, lane: Lane, told: int
) -> None:
    heard: list[Event] = []
    tried: list[out.Outgoing] = []

    def hear(memory: Memory, event: Event, now: object) -> Turn:
        heard.append(event)
        return Turn(memory.person, ())

    def refuse(tx: Connection) -> None:
        turn(tx)
        body = {"html": True, "rows": [[{"text": "Go", "data": "1|ci|||"}]]}
        put(tx, "<b>Call</b> 999 &amp; wait", lane=lane, body=body)
        while messages := claim(tx):
            tried.extend(messages)
            refused_turn(tx, messages[0], out.Refused("can't parse entities", gone=False), START, decide=hear)

    await database.run(refuse)

    assert [(each.text, each.html, len(each.rows)) for each in tried] == [
        ("<b>Call</b> 999 &amp; wait", True, 1),
        ("Call 999 & wait", False, 1),
        ("Call 999 & wait", False, 0),
    ]
    assert len(heard) == told


@pytest.mark.parametrize("gone", [True, False])
async def test_only_who_cannot_be_reached_counts_as_unreachable(database: Database, gone: bool) -> None:
    def refuse(tx: Connection) -> bool:
        turn(tx)
        put(tx, "Call 999", lane=Lane.URGENT)
        for message in claim(tx):
            refused_turn(tx, message, out.Refused("no", gone=gone), START)
        person = people.lock(tx, ADA)
        assert person is not None
        return person.reachable

    assert await database.run(refuse) is not gone


async def test_a_button_pressed_on_a_message_proves_that_it_arrived(database: Database) -> None:
    button = Button("ci", "1", "pain", "7")
    say = Say(KEY, slot="checkin:1", buttons=((Choice(KEY, button),),), lane=Lane.NUDGE)

    def press(tx: Connection) -> list[out.Outgoing]:
        turn(tx, say)
        (message,) = claim(tx)
        outbox.settle(tx, message, out.Maybe("silence"), START)
        pressed = Pressed(button, message_id=321)
        take_turn(tx, ADA, pressed, START, update_id=None, decide=deciding(Say(KEY, slot="checkin:1")))
        return claim(tx, after(minutes=5))

    (edit,) = await database.run(press)
    assert edit.message_id == 321


@pytest.mark.parametrize("message_id", [0, -5, 2**63, 10**30])
async def test_forged_message_ids_are_harmless(database: Database, message_id: int) -> None:
    pressed = Pressed(Button("ci", "\x00", "'; --"), message_id=message_id)

    await database.run(lambda tx: take_turn(tx, ADA, pressed, START, update_id=None, decide=deciding()))

    assert (await database.run(counts))["people"] == 1
