"""A danger is answered at once, in any state, and the warning stays until somebody looked at it."""

from __future__ import annotations

from datetime import timedelta

from messages.effects import Lane, Unpin, Withdraw
from messages.memory import AlertState
from messages.triage.vocabulary import Answer, Level
from tests.dialogue.escalation.warned import NUMB, alert_messages, warned
from tests.dialogue.host import Talk, highest


def test_a_danger_in_words_is_answered_at_once_loud_fresh_and_pinned() -> None:
    talk = Talk.with_().says(NUMB)

    first = talk.heard[0]
    assert first.lane is Lane.URGENT
    assert first.loud
    assert first.pinned
    assert first.text.startswith("Go to A&E now, or call 999")
    assert "when I wipe" in first.text
    assert highest(talk) is Level.EMERGENCY_NOW


def test_an_edited_message_and_a_caption_count_like_any_other() -> None:
    assert highest(Talk.with_().says(NUMB, edited=True)) is Level.EMERGENCY_NOW
    assert highest(Talk.with_().says(NUMB, caption=True)) is Level.EMERGENCY_NOW


def test_words_behind_any_command_count_too() -> None:
    assert highest(Talk.with_().commands("log", NUMB)) is Level.EMERGENCY_NOW


def test_a_stranger_is_warned_too_and_their_words_are_not_kept() -> None:
    talk = Talk.stranger().says(NUMB)

    assert "when I wipe" in talk.heard[0].text
    assert talk.alerts[0].reasons[0].words == ""
    assert all(fact.words == "" for fact in talk.case.facts)
    assert talk.records == []


def test_the_same_again_only_reminds_and_does_not_ring() -> None:
    talk = warned()

    for _ in range(5):
        talk.travel(minutes=1).says(NUMB)
        assert [each.key for each in talk.heard] == ["escalation.reminder"]
        assert not talk.last.loud

    assert len(talk.alerts) == 1
    assert len(alert_messages(talk)) == 1


def test_the_same_again_after_half_an_hour_rings_once() -> None:
    talk = warned().presses("I have called").travel(minutes=31)

    talk.says(NUMB)
    rang = talk.last.loud
    talk.travel(minutes=1).says(NUMB)

    assert rang
    assert not talk.last.loud


def test_a_new_danger_opens_the_warning_again_and_clears_the_acknowledgement() -> None:
    talk = warned().presses("I have called").travel(minutes=5)

    talk.says("and now I have crushing chest pain")

    alert = talk.alerts[0]
    assert len(talk.alerts) == 1
    assert talk.heard[0].key == "escalation.alert"
    assert talk.heard[0].loud
    assert alert.state is AlertState.OPEN
    assert alert.acknowledged_at is None
    assert {each.flag for each in alert.reasons} >= {"ces_wipe_feel", "cv_chest_pain"}


def test_queued_nudges_are_taken_back() -> None:
    talk = Talk.with_().says(NUMB)

    assert Withdraw("nudge:stretching") in talk.fresh


def test_only_the_newest_message_of_a_warning_is_pinned_and_has_buttons() -> None:
    talk = Talk.with_().says(NUMB).travel(hours=8)

    shown = [each for each in talk.screen if each.key == "escalation.alert"]
    unpinned = [each.slot for each in talk.effects if isinstance(each, Unpin)]
    slots = [each.slot for each in alert_messages(talk)]
    assert len(shown) == 4
    assert [bool(each.rows) for each in shown] == [False, False, False, True]
    assert unpinned == slots[:-1], "each repeat unpins the message before it, by its own name"


def test_a_danger_of_somebody_else_is_answered_and_nothing_of_it_is_kept() -> None:
    talk = Talk.with_().says("my mum has chest pain and cannot breathe")

    assert talk.heard[0].text.startswith("Call 999 now.")
    assert "someone else" in talk.heard[0].text
    assert talk.alerts == ()
    assert talk.case.facts == ()


def test_it_is_about_me_after_all_is_asked_and_then_counts() -> None:
    talk = Talk.with_().says("my mum has chest pain and cannot breathe").travel(minutes=1)

    talk.presses("It is about me").presses("Yes")

    assert highest(talk) is Level.EMERGENCY_NOW


def test_harm_at_home_is_never_named_pinned_or_repeated() -> None:
    talk = Talk.with_().says("my husband beats me").travel(minutes=1)

    talk.travel(days=3)

    for shown in talk.screen:
        assert not shown.pinned
        assert not any(
            word in shown.text.casefold() for word in ("beats", "husband", "unsafe at home", "someone hurting")
        )
    assert len(alert_messages(talk)) == 1


def test_worse_today_becomes_an_emergency() -> None:
    talk = Talk.with_().says("my foot drops and slaps when I walk, it won't lift").travel(minutes=1)
    assert highest(talk) is Level.SAME_DAY

    talk.travel(minutes=40).says("my foot drops and slaps when I walk, it won't lift").presses("It is worse")

    assert highest(talk) is Level.EMERGENCY_NOW
    assert talk.heard[0].text.startswith("Go to A&E now")


def test_facts_of_the_question_are_kept_as_not_sure() -> None:
    talk = Talk.with_().says("what if I get numb down there?").travel(minutes=1).says("maybe")

    assert talk.case.facts[-1].answer is Answer.NOT_SURE
    assert highest(talk) is Level.EMERGENCY_NOW


def test_blocking_the_bot_does_not_lose_the_warning() -> None:
    talk = warned().blocks().travel(hours=1)

    assert talk.alerts[0].is_open
    assert ("ladder", talk.alerts[0].id) in talk.memory.agenda


def test_an_undelivered_warning_is_tried_again_soon() -> None:
    talk = warned().travel(minutes=70)
    talk.refuses(urgent=True)

    due = talk.memory.agenda["ladder", talk.alerts[0].id]
    assert due - talk.now <= timedelta(minutes=15)
