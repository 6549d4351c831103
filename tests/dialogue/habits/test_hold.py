"""What holds nudges back: an open warning, an emergency not long ago, a crisis until the person chooses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from messages.content import Kind, item_of
from messages.memory import AlertState, Rhythm
from messages.triage.vocabulary import Answer, Case, Channel, Fact, Level, Origin
from tests.dialogue.habits.planned import alert, only, talk_with, with_case


def test_in_a_hold_only_what_may_is_sent() -> None:
    talk = talk_with(nudges={kind.value: Rhythm(spread=2) for kind in Kind})
    opened = talk.now - timedelta(days=1)
    with_case(talk, alerts=(alert(Level.SAME_DAY, opened, Channel.CLIN),)).travel(days=4)
    items = [item_of(each.item) for each in talk.nudges]
    assert items
    assert all(item is not None and item.allowed_in_hold and not item.is_body_work for item in items)


@pytest.mark.parametrize("state", [AlertState.OPEN, AlertState.SEEN, AlertState.ACTING])
def test_an_alert_holds_until_it_is_resolved_not_just_seen(state: AlertState) -> None:
    talk = talk_with(nudges=only("stretching", "09:00"))
    held = alert(Level.SAME_DAY, talk.now, Channel.CLIN, state=state)
    assert not with_case(talk, alerts=(held,)).travel(days=2).nudges
    free = held.model_copy(update={"state": AlertState.RESOLVED})
    assert with_case(talk, alerts=(free,)).travel(days=1).nudges


@pytest.mark.parametrize(
    ("hours", "comes"), [(0.1, False), (1.9, False), (2.1, True)], ids=["at once", "before 2 h", "after 2 h"]
)
def test_nothing_at_all_comes_within_two_hours_of_an_emergency(hours: float, comes: bool) -> None:
    talk = talk_with(nudges=only("breathing", "09:00"))
    due = talk.memory.agenda["nudge", "breathing"]
    opened = due - timedelta(hours=hours)
    answered = alert(Level.EMERGENCY_NOW, opened, state=AlertState.ACTING)
    talk = with_case(talk, alerts=(answered,)).travel(to=due + timedelta(minutes=1))
    assert bool(talk.nudges) is comes


def test_no_small_talk_while_an_emergency_is_unanswered() -> None:
    talk = talk_with(nudges=only("breathing", "09:00"))
    unanswered = alert(Level.EMERGENCY_NOW, talk.now, state=AlertState.OPEN)
    assert not with_case(talk, alerts=(unanswered,)).travel(days=2).nudges


def test_an_alert_that_got_graver_counts_from_then() -> None:
    talk = talk_with(nudges=only("breathing", "09:00"))
    due = talk.memory.agenda["nudge", "breathing"]
    said = Fact("ces_saddle_numb", Answer.YES, due - timedelta(minutes=30), Origin.TEXT)
    graver = alert(Level.EMERGENCY_NOW, due - timedelta(days=2), flag="ces_saddle_numb")
    talk = with_case(talk, alerts=(graver,), case=Case(facts=(said,)))
    assert not talk.travel(to=due + timedelta(minutes=1)).nudges
    by_ladder = talk_with(nudges=only("breathing", "09:00"))
    restarted = alert(Level.EMERGENCY_NOW, due - timedelta(days=2), ladder=(2 * 1440 - 30 + 15, 2 * 1440))
    assert not with_case(by_ladder, alerts=(restarted,)).travel(to=due + timedelta(minutes=1)).nudges


def test_nobody_is_told_to_drink_while_an_emergency_is_open() -> None:
    talk = talk_with(nudges=only("hydration", "12:00", "18:30"))
    opened = talk.now - timedelta(days=1)
    with_case(talk, alerts=(alert(Level.EMERGENCY_NOW, opened),)).travel(days=5)
    assert {each.item for each in talk.nudges} <= {"hy_evening_taper"}


def test_after_a_crisis_nothing_comes_until_the_person_chooses() -> None:
    talk = talk_with(nudges={kind.value: Rhythm(spread=1) for kind in Kind})
    crisis = alert(Level.SAME_DAY, talk.now, Channel.CRISIS, flag="mh_suicide_thoughts")
    with_case(talk, alerts=(crisis,)).travel(days=3)
    assert not talk.screen, "silence while it is open"
    done = crisis.model_copy(update={"state": AlertState.RESOLVED, "resolved_at": talk.now})
    with_case(talk, alerts=(done,)).travel(days=2)
    assert [each.key for each in talk.screen] == ["habits.again"], "asked once, and only asked"
    with_case(talk, alerts=()).travel(days=70)
    assert not talk.nudges, "also when the alert is long forgotten"
    talk.presses("Yes").travel(days=1)
    assert talk.nudges


def test_not_yet_is_an_answer_and_the_menu_keeps_the_way_back() -> None:
    talk = talk_with(nudges=only("breathing", "09:00"))
    crisis = alert(Level.SAME_DAY, talk.now, Channel.CRISIS, flag="mh_self_harm", state=AlertState.RESOLVED)
    with_case(talk, alerts=(crisis,)).travel(days=3).presses("Not yet").travel(days=3)
    assert not talk.nudges
    talk.commands("/habits")
    assert "rest" in talk.last.text
    talk.presses("Yes, send them again").travel(days=1)
    assert talk.nudges
