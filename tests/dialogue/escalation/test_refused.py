"""A warning that Telegram refused for good: its own ladder moves on, and words that were refused are said otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from messages.dialogue.escalation.alert.show import repeats as topic_of_repeats
from messages.memory import AlertState
from messages.triage.vocabulary import Level
from tests.dialogue.escalation.warned import NUMB, repeats, warned
from tests.dialogue.host import Talk


def twice_warned() -> Talk:
    """Return a talk with two open warnings, the graver first, both said an hour ago and then left alone for six."""
    talk = Talk.with_().says(NUMB)
    (first,) = talk.alerts
    rest = {"rung": 2, "ladder": (15, 60, 420)}
    both = first.model_copy(update=rest), first.model_copy(update=rest | {"id": "other", "level": Level.SAME_DAY})
    late = talk.now + timedelta(hours=7)
    agenda = {**talk.memory.agenda} | {("ladder", each.id): late for each in both}
    talk.memory = replace(talk.memory, alerts=both, agenda=agenda)
    return talk


def test_a_refused_warning_moves_its_own_ladder_on_and_no_other() -> None:
    talk = twice_warned()
    before = dict(talk.memory.agenda)

    talk.refuses(urgent=True, slot="alert:other.1")

    assert talk.memory.agenda["ladder", "other"] == talk.now + timedelta(minutes=15)
    assert talk.memory.agenda["ladder", talk.alerts[0].id] == before["ladder", talk.alerts[0].id]


def test_another_refused_message_that_was_urgent_moves_the_gravest_on() -> None:
    talk = twice_warned()

    talk.refuses(urgent=True, slot="ask:5")

    assert talk.memory.agenda["ladder", talk.alerts[0].id] == talk.now + timedelta(minutes=15)


def test_a_refused_warning_that_was_answered_meanwhile_moves_nothing() -> None:
    talk = twice_warned()
    first, other = talk.alerts
    talk.memory = replace(
        talk.memory, alerts=(first, other.model_copy(update={"resolved_at": talk.now, "state": AlertState.RESOLVED}))
    )
    before = dict(talk.memory.agenda)

    talk.refuses(urgent=True, slot="alert:other.1")

    assert talk.memory.agenda == before


def test_a_warning_refused_for_its_words_is_said_in_others_at_once_and_costs_no_rung() -> None:
    talk = warned()
    (alert,) = talk.alerts
    planned = talk.memory.agenda["ladder", alert.id]

    talk.refuses("bad request", urgent=True, gone=False, slot=f"alert:{alert.id}.1")

    assert len(repeats(talk)) == 1
    assert talk.memory.agenda["ladder", alert.id] == planned
    assert talk.alerts[0].rung == alert.rung


def test_a_repeat_that_is_refused_too_waits_for_the_next_rung() -> None:
    talk = warned()
    (alert,) = talk.alerts
    for topic in ("", topic_of_repeats(alert), topic_of_repeats(alert)):
        talk.refuses("bad request", urgent=True, gone=False, slot=f"alert:{alert.id}.1", topic=topic)

    assert len(repeats(talk)) == 1
    assert talk.memory.agenda["ladder", alert.id] <= talk.now + timedelta(minutes=15)
