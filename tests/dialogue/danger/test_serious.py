"""/serious: two taps to the first answer, judged after each, never an all-clear, and the check-in given back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from messages.dialogue.serious.run import script
from messages.triage.vocabulary import Answer, Fact, Level, Origin
from tests.dialogue.host import Talk, highest


def none_until(talk: Talk, label: str) -> Talk:
    while not talk.sees(label):
        talk.presses("None of these")
    return talk


def through(talk: Talk) -> int:
    """Tap "none of these" to the end; return the number of taps."""
    taps = 0
    while talk.sees("None of these"):
        talk.presses("None of these")
        taps += 1
    return taps


def test_a_danger_is_answered_two_taps_after_the_start() -> None:
    talk = Talk.with_().commands("serious").presses("Chest pain or pressure")

    assert talk.heard[0].text.startswith("Call 999 now. Ask for an ambulance.")
    assert highest(talk) is Level.EMERGENCY_NOW


def test_words_behind_the_command_are_judged_like_a_message() -> None:
    talk = Talk.with_().commands("serious", "can't feel my legs")

    assert talk.heard[0].key == "escalation.alert"
    assert "can't feel my legs" in talk.heard[0].text


def test_words_with_nothing_in_them_begin_the_questions() -> None:
    talk = Talk.with_().commands("serious", "my shoulder aches a little after gardening")

    assert talk.last.key == "serious.step"


def test_the_deadliest_come_first_and_the_number_stands_on_each_screen() -> None:
    talk = Talk.with_().commands("serious")

    assert "Chest pain or pressure" in talk.last.labels
    while talk.sees("None of these"):
        assert "999" in talk.last.text.splitlines()[0]
        talk.presses("None of these")


def test_it_takes_at_most_fourteen_taps_in_one_message() -> None:
    talk = Talk.with_().commands("serious")
    messages = len(talk.screen)

    taps = through(talk)

    assert taps <= 14
    assert len(talk.screen) == messages + 1, "the questions are edited in place; the end is sent anew"


def test_nothing_is_ticked_beforehand() -> None:
    talk = Talk.with_().commands("serious")
    while talk.sees("None of these"):
        assert not any(label.startswith(("✓", "?")) for label in talk.last.labels)
        talk.presses("None of these")


def test_the_end_is_never_an_all_clear() -> None:
    talk = Talk.with_().commands("serious")
    through(talk)

    end = talk.last.text
    assert "I can miss things" in end
    assert "trouble peeing or pooing" in end
    assert "Coming back is always right" in end
    assert "Show summary" in talk.last.labels


def test_something_that_should_be_seen_soon_ends_with_when_and_why() -> None:
    talk = none_until(Talk.with_(country="US").commands("serious"), "Much worse when I cough")
    talk.presses("Much worse when I cough").presses("Next")
    through(talk)

    assert talk.last.text.startswith("Book a visit with your doctor this week")
    assert "much worse when you cough" in talk.last.text


def test_something_for_an_ordinary_visit_says_so() -> None:
    talk = none_until(Talk.with_().commands("serious"), "Six weeks or more, the same")
    talk.presses("Six weeks or more, the same").presses("Next")

    assert talk.last.text.startswith("Bring this up at your next ordinary visit")


def test_several_can_be_ticked_on_one_screen() -> None:
    talk = none_until(Talk.with_(country="US").commands("serious"), "Much worse when I cough")
    talk.presses("Much worse when I cough").presses("Very different from my usual pain")

    assert talk.sees("✓ Much worse when I cough") or talk.alerts


def test_the_rest_comes_only_by_choice_after_a_warning() -> None:
    talk = Talk.with_().commands("serious").presses("Chest pain or pressure")

    assert talk.heard[-1].key == "serious.paused"
    assert talk.heard[-1].edited
    talk.travel(minutes=1).presses("Go on with the rest")
    assert talk.last.key == "serious.step"
    assert talk.sees("✓ Chest pain or pressure")


def test_the_end_after_a_warning_names_what_led_to_it() -> None:
    talk = Talk.with_().commands("serious").presses("Chest pain or pressure").travel(minutes=1).presses("Finish here")

    assert talk.last.text.startswith("Call 999 now.")
    assert "It came from: chest pain" in talk.last.text
    assert talk.alerts[0].is_open


def test_not_sure_counts() -> None:
    talk = Talk.with_().commands("serious").presses("Not sure").presses("Chest pain or pressure")

    assert highest(talk) is Level.EMERGENCY_NOW
    assert talk.case.facts[-1].answer is Answer.NOT_SURE


def test_not_sure_on_something_for_today_counts_too() -> None:
    talk = none_until(Talk.with_().commands("serious"), "A foot that drops").presses("Not sure")

    talk.presses("A foot that drops")

    assert highest(talk) >= Level.SAME_DAY


def test_none_of_these_is_kept_as_a_no_to_each() -> None:
    talk = Talk.with_().commands("serious").presses("None of these")

    first = {option.flag for option in script().steps[0].options}
    assert {fact.flag for fact in talk.case.facts if fact.answer is Answer.NO} == first


def test_what_somebody_would_rather_not_say_is_never_a_no() -> None:
    talk = none_until(Talk.with_().commands("serious"), "I may end my life").presses("Prefer not to say")

    assert {fact.answer for fact in talk.case.facts if fact.flag.startswith("mh_")} == {Answer.DECLINED}


def test_it_goes_on_where_it_stopped() -> None:
    talk = Talk.with_().commands("serious").presses("None of these").presses("None of these").travel(minutes=5)
    shown = talk.last.text

    talk.commands("serious")

    assert talk.last.text == shown


def test_asking_for_someone_else_is_one_button_and_stores_nothing() -> None:
    talk = Talk.with_().commands("serious").presses("It is for someone else")

    assert "Stay with them" in talk.last.text
    assert "999" in talk.last.text[:60]
    assert talk.case.facts == ()


def test_each_new_run_is_counted() -> None:
    talk = Talk.with_()
    for _ in range(3):
        talk.commands("serious")
        through(talk)
        talk.travel(days=1)

    assert len(talk.serious_checks) == 3


def test_coming_back_again_and_again_raises_the_level() -> None:
    talk = Talk.with_()
    for _ in range(3):
        talk.commands("serious")
        through(talk)
        talk.travel(days=2)

    ends = [say.text for say in talk.screen if say.key.startswith("serious.end")]
    assert ends[0].startswith("Nothing you tapped today")
    assert not ends[-1].startswith("Nothing you tapped today") or talk.alerts


def test_an_old_danger_still_counts() -> None:
    talk = Talk.with_().commands("serious")
    old = talk.button("Chest pain or pressure")
    through(talk)

    talk.travel(days=3).presses(old)

    assert highest(talk) is Level.EMERGENCY_NOW


def test_an_old_none_of_these_changes_nothing() -> None:
    talk = Talk.with_().commands("serious")
    old = talk.button("None of these")
    talk.presses(old).presses("None of these")
    shown = talk.last.text

    talk.presses(old)

    assert talk.toasts
    assert talk.screen[-1].text == shown


def test_pressing_the_same_danger_again_is_no_second_warning() -> None:
    talk = Talk.with_().commands("serious")
    danger = talk.button("Chest pain or pressure")
    talk.presses(danger).travel(minutes=1).presses(danger)

    assert len(talk.alerts) == 1
    assert not any(each.key == "escalation.alert" for each in talk.heard)


def test_typed_none_is_none_of_these() -> None:
    talk = Talk.with_().commands("serious").says("none of these")

    assert "(2 of" in talk.last.text


def test_danger_typed_in_the_middle_is_heard_and_the_run_can_go_on() -> None:
    talk = Talk.with_().commands("serious").presses("None of these").travel(minutes=1).says("I can't pee at all")

    assert talk.heard[0].key == "escalation.alert"
    talk.travel(minutes=1).commands("serious")
    assert talk.last.key == "serious.step"
    assert "(2 of" in talk.last.text


def test_it_works_before_consent_and_keeps_no_words() -> None:
    talk = Talk.stranger().commands("serious").presses("Chest pain or pressure")

    assert talk.heard[0].text.startswith("Call your emergency number now")
    assert all(fact.words == "" for fact in talk.case.facts)


@pytest.mark.parametrize(("sex", "age", "asked"), [("male", 40, False), ("female", 40, True), (None, None, True)])
def test_pregnancy_is_asked_only_where_it_can_be(sex: str | None, age: int | None, asked: bool) -> None:
    talk = Talk.with_(sex=sex, age=age).commands("serious")

    seen = False
    while talk.sees("None of these"):
        seen = seen or talk.sees("My baby moves less")
        talk.presses("None of these")

    assert seen is asked


def test_an_interrupted_check_in_is_given_back() -> None:
    talk = Talk.with_().commands("checkin")
    if talk.person.focus != "ci":
        pytest.fail("the check-in did not open")
    talk.travel(minutes=1).commands("serious")
    through(talk)

    assert talk.person.focus == "ci"
    assert any(each.key.startswith("serious.end") for each in talk.heard)
    assert any(each.slot.startswith("checkin:") for each in talk.heard)


def test_the_end_after_a_clinicians_check_is_neither_a_warning_nor_an_all_clear() -> None:
    talk = Talk.with_().commands("serious").presses("None of these").travel(minutes=1).presses("Leaking pee")
    talk.presses("A clinician already").presses("After this").presses("Nothing special").travel(minutes=1)

    talk.presses("Finish here")

    assert talk.last.text.startswith("You said that a clinician looked at: leaking pee")
    assert not any(alert.is_open for alert in talk.alerts)


def test_a_danger_of_this_run_that_nobody_checked_is_never_let_go_at_the_end() -> None:
    talk = Talk.with_().commands("serious").travel(minutes=1)
    fact = Fact("cv_chest_pain", Answer.YES, talk.now, Origin.BUTTON)
    talk.memory = replace(talk.memory, case=replace(talk.memory.case, facts=(fact,)))

    talk.presses("Stop here")

    assert talk.heard[0].text.startswith("Call 999 now.")


def test_stopping_while_only_a_question_is_open_speaks_of_the_question_and_of_no_warning() -> None:
    talk = Talk.with_().says("what if I wet myself").travel(minutes=1).commands("serious").presses("Stop here")

    paused = next(each for each in talk.heard if each.key.startswith("serious.paused"))
    assert not talk.alerts
    assert "answer my question" in paused.text and "warning" not in paused.text
    assert any("leaked pee" in each.text and not each.edited for each in talk.heard)
