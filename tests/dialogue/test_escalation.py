"""A danger is answered at once, in any state, and the warning stays until somebody looked at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from messages.buttons import Button
from messages.effects import Lane, Say, Unpin, Withdraw
from messages.events import Media, Sent
from messages.memory import AlertState
from messages.triage.flags import table
from messages.triage.vocabulary import Answer, Fact, Level, Origin
from tests.dialogue.host import Talk, highest

NUMB = "I can't feel anything when I wipe"


def warned(**fields: Any) -> Talk:
    """Return a talk in which a warning has just gone out."""
    talk = Talk.with_(**fields).says(NUMB)
    return talk.travel(minutes=1)


def alert_messages(talk: Talk) -> list[Say]:
    return [each for each in talk.effects if isinstance(each, Say) and each.key == "escalation.alert"]


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


def test_where_the_country_is_unknown_the_main_numbers_come_first_and_the_question_after() -> None:
    talk = Talk.with_(country=None).says("I have crushing chest pain")

    assert talk.heard[0].text.startswith("Call your emergency number now (112 EU, 911 US/CA, 999 UK).")
    assert talk.heard[1].key == "escalation.where"


def test_saying_the_country_shows_the_warning_again_with_its_number() -> None:
    talk = Talk.with_(country=None).says("I have crushing chest pain").travel(minutes=1)

    talk.says("Germany")

    assert talk.person.country == "DE"
    assert talk.heard[0].text.startswith("Call 112 now.")


@pytest.mark.parametrize(("typed", "code"), [("uk", "GB"), ("  new   zealand ", "NZ"), ("Croatia", "HR")])
def test_the_country_may_be_typed(typed: str, code: str) -> None:
    talk = Talk.with_(country=None).says("I have crushing chest pain").travel(minutes=1).says(typed)

    assert talk.person.country == code


def test_a_word_that_is_nearly_a_country_is_none() -> None:
    talk = Talk.with_(country=None).says("I have crushing chest pain").travel(minutes=1).says("pain")

    assert talk.person.country is None


def test_a_country_without_numbers_is_not_asked_for_again() -> None:
    talk = Talk.with_(country="HR").says("I have crushing chest pain")

    assert [each.key for each in talk.heard] == ["escalation.alert"]
    assert "112 EU, 911 US/CA, 999 UK" in talk.last.text[:60]


def test_somebody_abroad_can_say_so_under_the_warning() -> None:
    talk = warned().presses("Not in United Kingdom?").presses("United States")

    assert talk.heard[0].text.startswith("Go to the ER now, or call 911")


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


def test_i_have_called_is_thanked_with_what_to_do_while_waiting_and_a_question_in_an_hour() -> None:
    talk = warned().presses("I have called")

    waiting = talk.last
    talk.travel(minutes=61)

    assert "While you wait" in waiting.text
    assert talk.alerts[0].state is AlertState.ACTING
    assert [each.key for each in talk.heard] == ["escalation.waiting_question"]


def test_calling_can_be_said_in_words() -> None:
    assert warned().says("the ambulance is coming").alerts[0].state is AlertState.ACTING
    assert warned().says("ok, I've called").alerts[0].state is AlertState.ACTING


@pytest.mark.parametrize("text", ["I called my boss about tomorrow", "should I call an ambulance?", "7", "ok"])
def test_other_words_do_not_acknowledge(text: str) -> None:
    assert warned().says(text).alerts[0].state is not AlertState.ACTING


def test_who_cannot_get_help_gets_the_other_roads_in_order_and_is_asked_sooner() -> None:
    talk = warned().travel(minutes=70).presses("I cannot get help")

    roads = talk.last.text
    talk.travel(minutes=16)

    assert (
        roads.index("999") < roads.index("112") < roads.index("near you") < roads.index("taxi") < roads.index("Walk in")
    )
    assert [each.key for each in talk.heard] == ["escalation.alert"]


def test_who_called_and_then_cannot_get_help_is_open_again() -> None:
    talk = warned().presses("I have called").presses("I cannot get help")

    assert talk.alerts[0].is_open
    assert talk.alerts[0].state is not AlertState.ACTING
    assert ("ladder", talk.alerts[0].id) in talk.memory.agenda


def test_the_next_morning_asks_what_came_of_it() -> None:
    talk = warned().presses("I have called").travel(minutes=61).presses("Yes, I am being helped")

    talk.travel(hours=24)

    assert talk.last.key == "escalation.morning_plainly"
    assert "What were you told?" in talk.last.text


def test_not_yet_in_the_morning_opens_the_warning_again() -> None:
    talk = warned().presses("I have called").travel(hours=26).presses("Not yet")

    assert talk.heard[0].text.startswith("Go to A&E now")
    assert talk.alerts[0].state is AlertState.OPEN


def test_only_a_clinician_resolves_a_warning() -> None:
    talk = warned().presses("A clinician already checked this").presses("After this warning")

    assert talk.alerts[0].state is AlertState.RESOLVED
    assert talk.alerts[0].resolution == "clinician"
    assert not talk.memory.agenda
    assert not any(shown.pinned for shown in talk.screen)


def test_what_they_were_told_to_watch_for_is_kept() -> None:
    talk = warned().presses("A clinician already").presses("After this").travel(minutes=1).says("more pain in the foot")

    kept = [each for each in talk.records if each.question == "alert.watch_for"]
    assert [each.value for each in kept] == ["more pain in the foot"]
    assert "call 999 at once" in talk.last.text


def test_only_the_newest_message_of_a_warning_is_pinned_and_has_buttons() -> None:
    talk = Talk.with_().says(NUMB).travel(hours=8)

    shown = [each for each in talk.screen if each.key == "escalation.alert"]
    unpinned = [each.slot for each in talk.effects if isinstance(each, Unpin)]
    slots = [each.slot for each in alert_messages(talk)]
    assert len(shown) == 4
    assert [bool(each.rows) for each in shown] == [False, False, False, True]
    assert unpinned == slots[:-1], "each repeat unpins the message before it, by its own name"


def test_a_symptom_that_is_gone_does_not_close_the_warning() -> None:
    talk = warned().says("the feeling is back to normal now, no numbness any more")

    assert talk.alerts[0].is_open


def test_an_old_check_never_covers_what_nothing_lowers() -> None:
    talk = Talk.with_().says("I have crushing chest pain").travel(minutes=1)

    talk.presses("A clinician already").presses("Before it")

    assert talk.alerts[0].is_open
    assert "does not cover it" in talk.last.text


@pytest.mark.parametrize(("answer", "closes"), [("Yes", False), ("Not sure", False), ("No", True)])
def test_an_earlier_check_counts_only_if_nothing_is_new_or_worse(answer: str, closes: bool) -> None:
    talk = warned().presses("A clinician already").presses("Before it").presses(answer)

    assert talk.alerts[0].is_open is not closes


def test_a_check_longer_ago_does_not_count() -> None:
    assert warned().presses("A clinician already").presses("Longer ago").alerts[0].is_open


def checked() -> Talk:
    return warned().presses("A clinician already").presses("After this").presses("Nothing special").travel(hours=1)


def test_the_same_after_a_check_is_only_a_reminder_for_two_weeks() -> None:
    talk = checked()

    talk.travel(days=13).says(NUMB)
    reminded = [each.key for each in talk.heard]
    talk.travel(days=2).says(NUMB)

    assert reminded == ["escalation.checked_before"]
    assert talk.heard[0].key == "escalation.alert"
    assert highest(talk) is Level.EMERGENCY_NOW


def test_new_or_worse_after_a_check_is_a_warning_at_once() -> None:
    talk = checked().says(NUMB).presses("It is new or worse")

    assert talk.heard[0].key == "escalation.alert"
    assert highest(talk) is Level.EMERGENCY_NOW


def test_another_danger_after_a_check_is_a_warning_at_once() -> None:
    talk = checked().says("I have crushing chest pain")

    assert talk.heard[0].text.startswith("Call 999 now.")


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


def test_a_button_of_a_closed_warning_says_so_and_worse_still_counts() -> None:
    talk = warned()
    going, stuck = talk.button("I have called"), talk.button("I cannot get help")
    talk.presses("A clinician already").presses("After this").presses("Nothing special").travel(days=1)

    talk.presses(going)
    closed = talk.toasts
    talk.presses(stuck)

    assert closed == ["That warning is closed. New or worse? Send /serious."]
    assert talk.alerts[0].is_open


def test_a_button_of_a_warning_long_forgotten_shows_the_card() -> None:
    talk = Talk.with_().presses(Button("al", "zz", "did", "going"))

    assert talk.toasts
    assert talk.last.key == "escalation.card"


def test_the_card_is_there_for_anyone_at_any_time() -> None:
    known = Talk.with_().presses(Button("al", "", "card", ""))
    unknown = Talk.stranger().presses(Button("al", "", "card", ""))

    assert known.last.text.startswith("Call 999 now")
    assert unknown.last.text.startswith("Call your emergency number now (112 EU, 911 US/CA, 999 UK)")


def test_a_stumble_of_ours_asks_the_core_five() -> None:
    talk = Talk.with_().stumbles(Sent(Media.OTHER))

    assert talk.last.text.startswith("Call 999 now if this is an emergency.")
    assert "trouble peeing" in talk.last.text
    talk.presses("Yes")
    assert [each.key for each in talk.heard] == ["escalation.card", "serious.step"]


def test_every_answer_of_a_warning_is_on_record() -> None:
    talk = warned().presses("I cannot get help").presses("I have called")

    replies = [(each.value, each.run) for each in talk.records if each.question == "alert.reply"]
    assert replies == [("stuck", talk.alerts[0].id), ("going", talk.alerts[0].id)]


def test_a_press_again_does_nothing_twice() -> None:
    talk = warned()
    going = talk.button("I have called")
    talk.presses(going).travel(minutes=5).presses(going)

    assert talk.heard == []
    assert talk.toasts == ["Good. I have noted that you are getting help."]


def test_the_desk_card_names_what_when_and_how_bad_in_local_time() -> None:
    talk = Talk.with_(age=52, sex="female", zone="Europe/Berlin").says(NUMB).travel(minutes=1).presses("Show summary")

    card = talk.last
    assert "Please see this person NOW." in card.text
    assert "50-59, female" in card.text
    assert "10 Mar, 10:00" in card.text
    assert "when I wipe" in card.text
    assert not card.protect


def test_the_desk_card_keeps_mood_and_drugs_to_itself() -> None:
    talk = Talk.with_()
    private = [
        Fact(flag, Answer.YES, talk.now, Origin.BUTTON)
        for flag in ("mh_not_coping", "med_opioid_depend", "safe_harm_other")
    ]
    talk.memory = replace(talk.memory, case=replace(talk.memory.case, facts=tuple(private)))
    talk.travel(minutes=1).says(NUMB).presses("Show summary")

    assert "wipe" in talk.last.text
    assert not any(table().flags[fact.flag].short in talk.last.text for fact in private)


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
