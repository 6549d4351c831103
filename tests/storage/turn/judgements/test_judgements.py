"""Judgements are kept with what they rested on, once, and only as long as everything else of a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, delete, select, update

from messages.dialogue import step
from messages.effects import Consented, Effect, Judged, Learn, Record
from messages.events import Said
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import (
    Answer,
    Case,
    Fact,
    Level,
    Matter,
    Measure,
    MeasureKind,
    Occasion,
    Origin,
    Profile,
)
from storage.engine.database import Database
from storage.person.memory import load
from storage.schema import tables
from storage.turn.forget import forget
from storage.turn.judgements import Gone, Stored, people_judged, stored_of
from storage.turn.turns import take_turn
from tests.storage.acts import ADA, BEN, START, after, counts, turn

DANGER = "I can't pee since last night"
FEVER = Fact("inf_fever_back", Answer.YES, START, Origin.BUTTON)
PAIN = Measure(MeasureKind.PAIN_0_10, 7.0, START)


def says(
    text: str, *, chat_id: int = ADA, now: datetime = START, consented: bool = True
) -> Callable[[Connection], None]:
    """Let the real dialogue hear ``text``."""

    def work(tx: Connection) -> None:
        version = "2026-1" if consented else None
        turn(tx, chat_id=chat_id, now=now, consent_version=version, age=44, country="GB", zone="Europe/London")
        take_turn(tx, chat_id, Said(text), now, update_id=None, decide=step)

    return work


def judged(matter: Matter, words: str = "") -> Judged:
    return Judged(verdict_on(matter), matter.occasion.value, words or matter.text, matter)


async def kept(database: Database, chat_id: int = ADA) -> tuple[Stored, ...]:
    return await database.run(lambda tx: stored_of(tx, chat_id))


def rows(tx: Connection) -> list[tuple[str, str]]:
    return [(row.words, row.input_hash) for row in tx.execute(select(tables.judgements))]


async def test_a_text_is_judged_again_from_what_is_stored_as_it_was_judged(database: Database) -> None:
    await database.run(says(DANGER))
    (stored,) = await kept(database)

    assert isinstance(stored.matter, Matter)
    assert (stored.words, stored.matter.text) == (DANGER, DANGER)
    assert (stored.matter.case.profile.age, stored.matter.case.country) == (44, "GB")
    again = verdict_on(stored.matter)
    assert (again.level, again.action) == (stored.level, stored.action) == (Level.EMERGENCY_NOW, stored.action)
    assert {(each.rule, each.flag) for each in again.findings} == stored.rules
    assert again.rules_version == stored.rules_version


async def test_a_text_in_which_nothing_was_heard_is_kept_too_for_that_is_where_a_miss_would_be(
    database: Database,
) -> None:
    await database.run(says("walked to the shop and back today"))
    (stored,) = await kept(database)

    assert (stored.level, stored.rules) == (Level.NONE, frozenset())
    assert isinstance(stored.matter, Matter)
    assert stored.matter.text == "walked to the shop and back today"


async def test_a_text_that_became_a_note_is_stored_once(database: Database) -> None:
    await database.run(says("walked to the shop and back today"))

    def everywhere(tx: Connection) -> int:
        notes = list(tx.execute(select(tables.answers.c.value)).scalars())
        return [*notes, *(words for words, _ in rows(tx))].count("walked to the shop and back today")

    assert await database.run(everywhere) == 1


async def test_nothing_but_the_warning_signs_is_kept_before_consent(database: Database) -> None:
    await database.run(says(DANGER, consented=False))
    await database.run(says("walked to the shop today", consented=False, chat_id=BEN))
    stored = await kept(database)

    assert [(each.matter, each.words) for each in stored] == [(Gone.NEVER_KEPT, "")]
    assert ("row:ces_bladder_retention", "ces_bladder_retention") in stored[0].rules
    assert await kept(database, BEN) == ()
    assert await database.run(rows) == [("", "")]


async def test_of_somebody_elses_danger_no_words_and_no_trace_of_them_are_kept(database: Database) -> None:
    await database.run(says("my wife can't pee since last night and her legs are weak"))
    (stored,) = await kept(database)

    assert (stored.matter, stored.words) == (Gone.NEVER_KEPT, "")
    assert await database.run(rows) == [("", "")]


async def test_the_same_words_twice_leave_no_fingerprint_that_shows_it(database: Database) -> None:
    await database.run(says(DANGER))
    await database.run(says(DANGER, chat_id=BEN))
    prints = [found for _, found in await database.run(rows)]

    assert len(prints) == len(set(prints)) == 2
    assert all(len(each) == 32 + 1 + 64 for each in prints)


async def test_what_was_learnt_later_does_not_enter_an_earlier_judgement(database: Database) -> None:
    matter = Matter(Occasion.ANSWER, Case(facts=(FEVER,), measures=(PAIN,)), after(hours=1), fresh_after=START)
    # A day that is filled in later: learnt afterwards, about before.
    late = (replace(FEVER, flag="sys_night_sweats", at=after(minutes=5)),)

    def work(tx: Connection) -> None:
        turn(tx, Learn((FEVER,), (PAIN,)), judged(matter), now=after(hours=1))
        turn(tx, Learn(late, (replace(PAIN, at=after(minutes=5), value=9.0),)), now=after(hours=2))

    await database.run(work)
    (stored,) = await kept(database)

    assert stored.matter == matter


async def test_old_history_is_seen_through_the_window_of_its_time(database: Database) -> None:
    old = Fact("sys_cancer_back", Answer.NOT_SURE, after(days=-400), Origin.BUTTON)
    settled = replace(old, at=after(days=-300), answer=Answer.NO)
    unseen = Fact("cv_chest_pain", Answer.NO, after(days=-300), Origin.BUTTON)
    weight = Measure(MeasureKind.WEIGHT_KG, 70.0, after(days=-200))

    def work(tx: Connection) -> Case:
        turn(tx, Learn((old, settled, unseen, FEVER), (weight, replace(PAIN, at=after(days=-200)), PAIN)))
        case = load(tx, ADA, after(hours=1)).case
        turn(tx, judged(Matter(Occasion.CHECK_IN, case, after(hours=1), fresh_after=START)), now=after(hours=1))
        return case

    case = await database.run(work)
    (stored,) = await kept(database)

    assert {each.flag for each in case.facts} == {"sys_cancer_back", "inf_fever_back"}
    assert isinstance(stored.matter, Matter)
    assert stored.matter.case == case


async def test_what_is_no_longer_whole_is_not_judged_again(database: Database) -> None:
    matter = Matter(Occasion.ANSWER, Case(facts=(FEVER,)), START, fresh_after=START)
    changed = update(tables.facts).values(answer=Answer.NO.value)

    await database.run(lambda tx: turn(tx, Learn((FEVER,)), judged(matter)))
    await database.run(lambda tx: tx.execute(changed))
    assert [each.matter for each in await kept(database)] == [Gone.NOT_WHOLE]

    await database.run(lambda tx: tx.execute(delete(tables.facts)))
    assert [each.matter for each in await kept(database)] == [Gone.NOT_WHOLE]


async def test_a_new_risk_factor_is_judged_again_against_what_stood_before(database: Database) -> None:
    before = Case(profile=Profile(age=44), facts=(FEVER,))
    now = replace(before, profile=Profile(age=44, risk_factors=frozenset({"rf_immunosuppressed"})))
    matter = Matter(Occasion.PROFILE, now, START, before=before)

    await database.run(lambda tx: turn(tx, Learn((FEVER,)), judged(matter, "weak immune system")))
    (stored,) = await kept(database)

    assert stored.matter == matter
    assert stored.words == "weak immune system"


async def test_whatever_people_type_is_found_again(database: Database) -> None:
    text = "can't pee \ud800 \U0001f914 ünd so weiter" + "x" * 3000
    matter = Matter(Occasion.TEXT, Case(), START, text=text)

    await database.run(lambda tx: turn(tx, judged(matter)))
    await database.run(lambda tx: turn(tx, judged(matter), Record("note", text, date(2026, 3, 1), "typed"), now=START))

    assert all(isinstance(each.matter, Matter) for each in await kept(database))


async def test_judgements_are_found_by_person_and_time_and_go_with_the_person(database: Database) -> None:
    matter = Matter(Occasion.TEXT, Case(), START, text="hello")
    effects: tuple[Effect, ...] = (Consented("1", given=True), judged(matter))

    def work(tx: Connection) -> list[tuple[int, ...]]:
        turn(tx, *effects)
        turn(tx, *effects, chat_id=BEN, now=after(days=3))
        found = [people_judged(tx), people_judged(tx, after(days=1))]
        found.append(tuple(each.chat_id for each in stored_of(tx, ADA, after(days=1))))
        forget(tx, ADA, START)
        return [*found, people_judged(tx)]

    assert await database.run(work) == [(ADA, BEN), (BEN,), (), (BEN,)]
    assert (await database.run(counts))["judgements"] == 1
