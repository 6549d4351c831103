"""Help that is told of in words counts as its button; no words close a warning, and nobody in despair is sent away."""

from __future__ import annotations

from itertools import pairwise

import pytest

from messages.memory import AlertState
from tests.dialogue.escalation.warned import warned
from tests.dialogue.host import Talk


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("sister is driving me in now", "escalation.wait_now"),
        ("on my way", "escalation.wait_now"),
        ("still waiting 3 hours in the queue", "escalation.wait_slow"),
        ("im in hospital now", "escalation.helped"),
        ("they kept me in", "escalation.helped"),
        ("i don call dem", "escalation.wait_now"),
        ("am away tae the hospital noo", "escalation.wait_now"),
        ("i dey go hospital", "escalation.wait_now"),
    ],
)
def test_help_on_its_way_counts_as_its_button(text: str, key: str) -> None:
    talk = warned().says(text)

    assert talk.heard[0].key == key
    assert talk.alerts[0].state is AlertState.ACTING
    assert talk.alerts[0].is_open
    assert talk.memory.notes[0][1] == text
    assert "escalation.alert" not in [each.key for each in talk.travel(minutes=30).heard]


@pytest.mark.parametrize(
    "text",
    [
        "ambulance was here they say all ok",
        "doctor says its just a bruise no clot",
        "they said it is a slipped disc",
        "they sent me home",
        "went to a&e last neet, they scanned us, nowt wrong, sent yem",
        "feeling fine now, they did an ecg at hospital, all clear",
        "been to the doctors this morning",
        "got the all clear",
        "had a scan and an x-ray",
        "doctor don check me, e say na infection, e give me drug",
        "done, been seen, all clear",
        "all clear",
    ],
)
def test_what_would_close_a_warning_only_brings_up_the_closing_question(text: str) -> None:
    talk = warned().says(text)

    assert talk.heard[0].key == "escalation.when"
    assert talk.alerts[0].is_open
    assert talk.presses("After this warning").alerts[0].state is AlertState.RESOLVED


@pytest.mark.parametrize("text", ["i cant leave the kids", "i cant go anywhere today, no car"])
def test_who_cannot_leave_cannot_get_help(text: str) -> None:
    talk = warned().says(text)

    assert talk.heard[0].key == "escalation.stuck"
    assert "again" not in talk.heard[0].text


def test_who_called_before_is_told_to_call_again() -> None:
    talk = warned().presses("I have called").presses("I cannot get help")

    assert "Call 999 again." in talk.last.text


def test_danger_in_the_same_words_is_heard_before_the_help() -> None:
    talk = warned().says("doctor says its a bruise but now I have crushing chest pain")

    assert talk.heard[0].text.startswith("Call 999 now.")
    assert talk.alerts[0].state is AlertState.OPEN


@pytest.mark.parametrize(
    "text",
    [
        "i told my boss i am off tomorrow",
        "my back is stiff today",
        "they are on the telly",
        "i havent had a scan yet",
        "didnt get my bloods done",
        "they never scanned anything",
        "im not going to hospital",
        "i wont be going to hospital",
        "not been seen yet",
    ],
)
def test_other_words_are_no_help(text: str) -> None:
    assert warned().says(text).alerts[0].state is AlertState.OPEN


def despairing() -> Talk:
    return Talk.with_().says("i want to die").presses("No").travel(minutes=2)


def test_being_with_somebody_counts_under_a_suicide_warning() -> None:
    talk = despairing().says("thanks im with my mum now")

    assert talk.heard[0].key == "escalation.wait_gently"
    assert talk.alerts[0].state is AlertState.ACTING
    assert [each.key for each in talk.travel(minutes=58).heard] == []


def test_being_with_somebody_is_no_help_for_the_body() -> None:
    assert warned().says("im with my mum now").alerts[0].state is AlertState.OPEN


@pytest.mark.parametrize("text", ["just tired of it all. want it to stop", "nobody would even notice really"])
def test_despair_under_a_suicide_warning_is_answered_warmly_and_aloud(text: str) -> None:
    talk = despairing().says(text)

    first = talk.heard[0]
    assert first.loud
    assert "My warning above still stands" not in first.text
    assert "999" in first.text.splitlines()[0]
    assert talk.alerts[0].is_open


def test_two_messages_within_a_minute_ring_once() -> None:
    talk = despairing().says("just so worn out by everything").says("just so tired of everything today")

    assert not talk.heard[0].loud


@pytest.mark.parametrize("text", ["leave me alone", "go away", "Shut up!"])
def test_pushing_it_away_does_not_end_the_service(text: str) -> None:
    talk = despairing().says(text)

    assert not talk.person.stopped
    assert talk.heard[0].key == "escalation.stay_near"
    assert "/stop" in talk.heard[0].text
    assert talk.travel(hours=2).heard


def test_stop_still_ends_the_service() -> None:
    assert despairing().says("stop").person.stopped
    assert despairing().commands("stop").person.stopped
    assert Talk.with_().says("leave me alone").person.stopped


def test_the_morning_after_comes_an_hour_after_the_last_question() -> None:
    talk = Talk.with_().says("i want to die").presses("No")
    talk.travel(hours=30)
    rung = [each.at for each in talk.screen if each.loud and each.text and "hurt yourself right now" in each.text]

    assert all(later.timestamp() - sooner.timestamp() >= 60 for sooner, later in pairwise(rung))


def test_a_suicide_follow_up_speaks_of_help_not_of_a_check() -> None:
    talk = despairing().presses("I have called").travel(minutes=61)

    assert "A clinician is helping me" in talk.last.labels
    assert "an hour ago" not in talk.last.text


def test_despair_asks_a_question_to_which_yes_is_danger_and_it_is_heard() -> None:
    talk = despairing().says("just so worn out by everything")

    assert "Might you hurt yourself right now?" in talk.heard[0].text

    talk.travel(minutes=1).says("yes")
    assert talk.heard[0].loud
    assert "mh_suicide_active" in {each.flag for each in talk.alerts[0].reasons}
    assert talk.heard[0].text.startswith("Call 999 now")


def test_a_no_to_it_is_a_no_and_leaves_the_warning_open() -> None:
    talk = despairing().says("just so worn out by everything").travel(minutes=1).says("no")

    assert talk.heard[-1].key in ("escalation.crisis_close", "escalation.crisis_plan")
    assert talk.alerts[0].is_open


def test_the_repeat_of_a_suicide_warning_hears_its_yes_too() -> None:
    talk = Talk.with_().says("i want it all to stop").presses("No").travel(minutes=62)
    assert "Might you hurt yourself right now?" in talk.heard[-1].text

    talk.says("not sure")
    assert "mh_suicide_active" in {each.flag for each in talk.alerts[0].reasons}


@pytest.mark.parametrize("text", ["no god no, i'd never, just tired", "god no i would never", "no, never"])
def test_a_heartfelt_no_to_the_direct_question_is_a_no(text: str) -> None:
    talk = Talk.with_().says("sometimes i wish it would all just stop").travel(minutes=1)
    assert talk.screen[-1].key == "escalation.crisis_direct"
    talk.says(text)

    assert [each.key for each in talk.heard] == ["escalation.crisis_close"]
    assert talk.alerts[0].is_open


def test_after_that_no_news_of_somebody_else_does_not_ring() -> None:
    talk = Talk.with_().says("sometimes i wish it would all just stop").travel(minutes=1).says("no")
    talk.travel(minutes=5).says("mums hip fine, she's walking")

    assert not any(each.loud and "I hear you" in each.text for each in talk.heard)
    assert talk.alerts[0].is_open
    assert talk.travel(minutes=5).says("i just feel so empty and done with it").heard[0].loud


@pytest.mark.parametrize(
    "text",
    ["only joking about the sciatica but me bits are numb", "just kidding, but i did leak a bit when i sneezed today"],
)
def test_what_follows_a_joke_is_judged(text: str) -> None:
    talk = Talk.with_().says("both legs went numb today").travel(minutes=1).says(text)

    assert "escalation.mistake_first" not in [each.key for each in talk.heard]
    assert talk.heard[0].loud
    assert talk.heard[0].key in ("escalation.alert", "escalation.ask", "escalation.general", "escalation.reminder_new")
    assert talk.alerts[0].state is AlertState.OPEN


def test_only_joking_by_itself_asks_the_dangerous_item_again() -> None:
    talk = Talk.with_().says("both legs went numb today").travel(minutes=1).says("only joking")

    assert talk.heard[0].key == "escalation.mistake_first"


def test_a_new_sign_of_what_the_warning_covers_rings_and_is_named() -> None:
    talk = Talk.with_().says("cant pee and both my legs are weak").travel(minutes=3)
    talk.says("i have to push to get my wee going")

    assert talk.heard[0].key == "escalation.reminder_new"
    assert talk.heard[0].loud
    assert "push to get my wee" in talk.heard[0].text


def test_the_same_sign_again_does_not_ring() -> None:
    talk = Talk.with_().says("cant pee and both my legs are weak").travel(minutes=3).says("cant pee")

    assert not talk.heard[0].loud
