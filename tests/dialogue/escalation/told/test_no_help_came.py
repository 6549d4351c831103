"""Words that tell of no help are answered aloud with the next step; they never count as a check, and close nothing."""

from __future__ import annotations

import pytest

from messages.effects import Lane
from messages.memory import AlertState
from tests.dialogue.escalation.warned import NUMB, TODAY, warned
from tests.dialogue.host import Talk, at

HEART = "my chest is tight and my left arm hurts since an hour"


def heart() -> Talk:
    return Talk.with_().says(HEART).travel(minutes=2)


@pytest.mark.parametrize(
    "text",
    [
        "no ambulance came yet",
        "still no ambulance",
        "ambulance never came",
        "the ambulance is not here yet",
        "ambulance hasnt turned up",
        "nobody comes",
        "nobody rang",
        "they never called back",
        "no one came. i cant drive",
        "the gp surgery is closed",
        "surgery is shut",
        "no appointments left",
        "i got nowhere",
        "they dont pick up",
        "my husband wont take me",
    ],
)
def test_no_help_yet_brings_the_other_roads(text: str) -> None:
    for talk in (heart(), warned()):
        talk.says(text)

        assert talk.heard[0].key == "escalation.stuck"
        assert talk.heard[0].loud
        assert talk.alerts[0].state is AlertState.OPEN
        assert [each.key for each in talk.travel(minutes=16).heard] == ["escalation.alert"]


def test_who_waits_for_the_ambulance_calls_again() -> None:
    assert "1. Call 999 again." in heart().says("no ambulance came yet").last.text


def test_no_ambulance_needed_is_something_else() -> None:
    assert heart().says("no ambulance needed, my son is driving me").heard[0].key == "escalation.wait_now"


@pytest.mark.parametrize(
    "text",
    ["rang again, they said 4 hours", "ambulance is 3 hours", "6 hour wait", "they said about two hours"],
)
def test_a_long_wait_is_no_check_and_is_answered_with_when_to_call_again(text: str) -> None:
    talk = heart().says(text)

    assert talk.heard[0].key == "escalation.wait_slow"
    assert "Call 999 again at once if it gets worse" in talk.last.text
    assert talk.alerts[0].state is AlertState.ACTING
    assert [each.key for each in talk.travel(minutes=61).heard] == ["escalation.waiting_question"]


def test_still_waiting_is_not_called_good() -> None:
    talk = heart().presses("I have called").travel(minutes=61).presses("Still waiting")

    assert talk.last.key == "escalation.wait_slow"


@pytest.mark.parametrize("text", ["they said 2 tablets every 4 hours", "how long is the wait?"])
def test_other_hours_are_no_wait(text: str) -> None:
    assert heart().says(text).heard[0].key != "escalation.wait_slow"


@pytest.mark.parametrize(
    "text",
    [
        "they said its not an emergency",
        "111 said its not urgent",
        "they said go to the doctor in the week",
        "they said come tomorrow",
        "gp says ring back in the afternoon",
        "they told me to see my gp",
        "receptionist said come in on monday",
        "they turned me away",
        "they wont send an ambulance",
        "nobody examined me",
        "gp gave me painkillers over the phone",
        "the nurse on the phone said rest",
        "i left a&e before being seen",
        "i left, the wait was too long",
    ],
)
def test_a_word_on_the_phone_is_no_check_where_somebody_must_examine_them(text: str) -> None:
    for talk in (heart(), warned()):
        talk.says(text)

        said = talk.heard[0]
        assert said.key == "escalation.not_seen"
        assert said.loud and said.lane is Lane.URGENT
        assert "examine" in said.text and "999" in said.text.splitlines()[0]
        assert talk.alerts[0].state is AlertState.OPEN
        assert [each.key for each in talk.travel(minutes=16).heard] == ["escalation.alert"]


def test_asked_when_it_was_checked_such_a_word_closes_nothing_either() -> None:
    talk = warned().says("they sent me home").says("they said go to the doctor in the week")

    assert talk.last.key == "escalation.not_seen"
    assert talk.alerts[0].state is AlertState.OPEN


@pytest.mark.parametrize("answer", ["[Nobody examined me]", "nobody", "only on the phone", "not yet"])
def test_whoever_was_not_examined_can_say_so_and_the_warning_stands(answer: str) -> None:
    talk = warned().presses("A clinician already").travel(minutes=1)
    assert "not a phone call" in talk.screen[-1].text
    if answer.startswith("["):
        talk.presses(answer.strip("[]"))
    else:
        talk.says(answer)

    assert talk.last.key == "escalation.not_seen"
    assert talk.alerts[0].state is AlertState.OPEN


def test_whoever_wrote_back_is_not_told_that_they_did_not_answer() -> None:
    talk = warned().says("they said its not an emergency").travel(minutes=16)

    assert "STILL OPEN" in talk.heard[0].text
    assert "You have not answered me" not in talk.heard[0].text
    assert "You have not answered me" in warned().travel(minutes=16).heard[0].text


def test_for_what_can_wait_until_today_the_phone_is_a_way() -> None:
    talk = Talk.with_().says(TODAY).travel(minutes=2).says("they said its not urgent")

    assert talk.heard[0].key == "escalation.when"
    assert "Nobody examined me" not in talk.last.labels


@pytest.mark.parametrize(
    "text",
    [
        "i phoned my gp",
        "i rang the surgery",
        "left a message with my gp",
        "gp will call me back",
        "i have a gp appointment tomorrow",
    ],
)
def test_the_own_doctor_is_no_help_in_an_emergency(text: str) -> None:
    talk = warned().says(text)

    assert talk.heard[0].key == "escalation.own_doctor"
    assert talk.heard[0].loud
    assert talk.alerts[0].state is AlertState.OPEN


@pytest.mark.parametrize("text", ["my gp rang 999 for me", "i phoned my gp and they sent me to a&e"])
def test_a_doctor_who_sends_them_to_hospital_is_another_matter(text: str) -> None:
    assert warned().says(text).heard[0].key != "escalation.own_doctor"


def test_the_own_doctor_is_help_for_what_can_wait_until_today() -> None:
    talk = Talk.with_().says(TODAY).travel(minutes=2).says("i phoned my gp")

    assert talk.alerts[0].state is AlertState.ACTING


@pytest.mark.parametrize(
    "text",
    [
        "i call 111",
        "i call 111, they book me tomorow doctor",
        "my neighbour is taking me",
        "sister called 999",
        "gp tomorrow",
        "they book me tomorow doctor",
        "my son drives me",
    ],
)
def test_help_on_its_way_in_other_words(text: str) -> None:
    assert Talk.with_().says(TODAY).travel(minutes=2).says(text).alerts[0].state is AlertState.ACTING


@pytest.mark.parametrize("text", ["nobody is taking me", "should i call 111?", "i never called 999"])
def test_no_help_on_its_way(text: str) -> None:
    assert warned().says(text).alerts[0].state is not AlertState.ACTING


@pytest.mark.parametrize(
    "text",
    [
        "not going to bother them",
        "no one listens, i just go home",
        "will call monday",
        "ill wait and see",
        "im not going",
        "too tired to go",
    ],
)
def test_who_does_not_go_is_asked_kindly_to_go_all_the_same(text: str) -> None:
    talk = warned().says(text)

    assert talk.heard[0].key == "escalation.please_go"
    assert talk.heard[0].loud
    assert talk.heard[0].text.startswith("Go to A&E now")
    assert talk.alerts[0].state is AlertState.OPEN


@pytest.mark.parametrize("text", ["i still cant feel it though", "no better", "still the same", "hasnt gone"])
def test_what_is_still_there_is_heard_as_that(text: str) -> None:
    talk = warned().says("they did a scan all fine sent me home").travel(minutes=1).says(text)

    assert talk.heard[0].loud
    assert talk.heard[0].text.startswith("Go to A&E now")
    assert "still there" in talk.heard[0].text
    assert talk.alerts[0].is_open


@pytest.mark.parametrize(
    "text",
    [
        "i live alone and cant walk to the door",
        "i cant get to the door",
        "cant get off the floor",
        "im on my own and cant move",
    ],
)
def test_who_cannot_get_to_the_door_is_sent_an_ambulance_and_no_taxi(text: str) -> None:
    talk = warned().says(text)

    assert talk.heard[0].text.startswith("Call 999 now. Ask for an ambulance.")
    assert "taxi" not in talk.heard[0].text
    assert talk.heard[0].loud
    assert talk.travel(minutes=16).heard[0].text.startswith("Call 999 now. Ask for an ambulance.")


def test_in_the_morning_no_is_the_answer_to_the_warning_and_not_to_the_pain() -> None:
    talk = Talk.with_(at("2026-03-10", "22:27")).commands("/start").says(NUMB).travel(at("2026-03-11", "09:40"))
    talk.says("no")

    assert talk.heard[0].key == "escalation.alert"
    assert not talk.checkins[0].answers


@pytest.mark.parametrize(
    "text", ["111 told me to go to a&e", "gp told me to go to a&e", "the nurse said go to hospital"]
)
def test_who_was_told_to_go_is_asked_to_go_now_and_has_not_gone_yet(text: str) -> None:
    talk = warned().says(text)

    assert talk.heard[0].key == "escalation.sent_there"
    assert talk.alerts[0].state is AlertState.OPEN


@pytest.mark.parametrize(
    "text", ["gp is sending an ambulance", "at the hospital now", "in a&e", "my lift is here", "got here"]
)
def test_being_there_or_on_the_way_stops_the_repeats(text: str) -> None:
    talk = warned().says(text)

    assert talk.alerts[0].state is AlertState.ACTING
    assert [each.key for each in talk.travel(minutes=61).heard] == ["escalation.waiting_question"]


@pytest.mark.parametrize("text", ["they took bloods waiting for results", "waiting for mri", "triage nurse said wait"])
def test_a_wait_inside_is_no_check_yet(text: str) -> None:
    assert warned().presses("I have called").says(text).heard[0].key == "escalation.wait_slow"


@pytest.mark.parametrize(
    "text",
    [
        "waiting for an mri",
        "im waiting for test results",
        "waiting for a call back",
        "gp has referred me to the hospital",
        "they want to operate next month",
        "im getting treated for sciatica",
        "im being seen by the doctor tomorrow",
    ],
)
def test_a_wait_outside_quietens_nothing(text: str) -> None:
    assert warned().says(text).alerts[0].state is AlertState.OPEN


def test_waiting_counts_once_somebody_was_called_and_before_that_quietens_nothing() -> None:
    called = heart().presses("I have called").travel(minutes=61).says("waiting")

    assert called.heard[0].key == "escalation.wait_slow"
    assert heart().says("waiting").alerts[0].state is AlertState.OPEN


def test_they_are_here_is_help_only_once_somebody_was_called() -> None:
    called = heart().presses("I have called").travel(minutes=10).says("they are here")

    assert called.heard[0].key == "escalation.helped"
    assert heart().says("they are here").alerts[0].state is AlertState.OPEN


@pytest.mark.parametrize(
    "text",
    [
        "they are treating me like rubbish",
        "im being looked after by my mum",
        "no better at football",
        "what did they say?",
        "my husband said its not an emergency",
        "i checked my bottom in the mirror",
    ],
)
def test_other_words_leave_the_warning_as_it_is(text: str) -> None:
    talk = warned().says(text)

    assert talk.alerts[0].state is AlertState.OPEN
    assert talk.heard[0].key in ("escalation.stands_open", "escalation.stands_asked")
