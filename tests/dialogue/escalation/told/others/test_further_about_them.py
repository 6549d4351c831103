"""After somebody else's danger it is heard how it went on with them: worse, refusing, helped, died."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk

LEGS = "my mum can't feel her legs since this morning"


def asked() -> Talk:
    """Return a talk in which a question about somebody else waits."""
    talk = Talk.with_().says(LEGS).travel(minutes=2)
    assert "Please answer for the other person" in talk.screen[-1].text
    return talk


def told() -> Talk:
    """Return a talk in which it was said what to do for somebody else."""
    return asked().says("yes").travel(minutes=2)


def rang(talk: Talk) -> list[str]:
    return [each.key for each in talk.travel(hours=20).heard if each.key.startswith("escalation.ask")]


@pytest.mark.parametrize(
    "text", ["my wife cannot feel her bottom and has wet the bed", "my dad cant pee and both his legs are numb"]
)
def test_two_plain_emergencies_of_another_are_a_warning_and_no_question(text: str) -> None:
    talk = Talk.with_().says(text)

    assert "about someone else" in talk.heard[0].text
    assert talk.heard[0].loud
    assert talk.alerts == () and talk.case.facts == ()


@pytest.mark.parametrize("text", [LEGS, "my son 8 has back pain and fever", "my husband can't pee since last night"])
def test_one_is_asked_about(text: str) -> None:
    assert "Please answer for the other person" in Talk.with_().says(text).heard[0].text


@pytest.mark.parametrize(
    "text", ["she cant stand now", "she can't get up off the chair today", "her lips are blue", "she cant breathe"]
)
def test_a_new_sign_of_theirs_is_heard_like_ones_own(text: str) -> None:
    talk = told().says(text)

    assert talk.heard[0].loud
    assert talk.heard[0].key in ("escalation.alert", "escalation.ask")
    assert "about_them" not in talk.heard[0].key
    assert talk.case.facts == ()


@pytest.mark.parametrize(
    "text", ["she is worse", "mum is getting worse", "shes gone grey", "he is not waking up", "she collapsed"]
)
def test_worse_is_an_ambulance(text: str) -> None:
    for talk in (told(), asked()):
        talk.says(text)

        assert talk.heard[0].loud
        assert talk.heard[0].text.startswith("Call 999 now")


@pytest.mark.parametrize("text", ["she is no worse", "my back is worse", "should i worry if she gets worse"])
def test_other_words_of_worse_are_none(text: str) -> None:
    assert "escalation.them_worse" not in [each.key for each in told().says(text).heard]


@pytest.mark.parametrize(
    "text",
    [
        "she is refusing to go",
        "she said no to hospital",
        "he doesnt want an ambulance",
        "she doesnt want to go",
        "he wont go to hospital",
        "mum refuses",
    ],
)
def test_who_refuses_needs_words_for_it_and_not_the_same_question(text: str) -> None:
    talk = asked().says(text)

    assert talk.heard[0].key == "escalation.them_refusing"
    assert talk.heard[0].text.startswith("Go to A&E now")
    assert rang(talk) == []


@pytest.mark.parametrize(
    "text",
    [
        "they took her to surgery, she is ok",
        "ambulance has taken her",
        "i called 999 for her",
        "she is in hospital now",
        "paramedics are here",
    ],
)
def test_help_for_them_settles_the_question_about_them(text: str) -> None:
    talk = asked().says(text)

    assert talk.heard[0].key == "escalation.them_helped"
    assert rang(talk) == []
    assert talk.memory.notes == ()


def test_it_is_heard_the_next_day_too() -> None:
    talk = asked().travel(hours=20).says("they took her to surgery, she is ok")

    assert talk.heard[0].key == "escalation.them_helped"


@pytest.mark.parametrize(
    "text",
    ["no ambulance came for her", "should i call 999 for her?", "i havent called 999 for her", "they wont take her"],
)
def test_help_that_did_not_come_settles_nothing(text: str) -> None:
    talk = asked().says(text)

    assert "escalation.them_helped" not in [each.key for each in talk.heard]


def test_somebody_else_again_is_not_read_with_the_danger_of_the_one_before() -> None:
    talk = told().says("my son has a temperature of 38")

    assert "about somebody else" in talk.heard[0].text


def test_a_death_is_answered_as_that() -> None:
    talk = told().says("she died")

    assert talk.heard[0].key == "escalation.them_died"
    assert "sorry" in talk.heard[0].text and "999" in talk.heard[0].text


def test_a_loss_of_yesterday_is_not_told_to_come_back_when_it_gets_worse() -> None:
    talk = Talk.with_().says("my mate is having a stroke").travel(minutes=2).says("my gran died yesterday")

    assert talk.heard[0].key == "escalation.them_gone"
    assert "worse" not in talk.heard[0].text and "999" not in talk.heard[0].text


@pytest.mark.parametrize("text", ["had a fall out with my sister", "i nearly died laughing at the film"])
def test_everyday_words_after_it_are_everyday_words(text: str) -> None:
    talk = told().says(text)

    assert talk.memory.notes[0][1] == text
    assert not talk.heard[0].key.startswith("escalation.")


@pytest.mark.parametrize("text", ["no ambulance came", "no ambulance for her yet", "nobody answers", "they wont come"])
def test_no_help_for_them_yet_is_call_again(text: str) -> None:
    for talk in (told(), asked()):
        talk.says(text)

        assert talk.heard[0].key == "escalation.them_unhelped"
        assert talk.heard[0].text.startswith("Call 999 again now.")


@pytest.mark.parametrize("text", ["they say it was a mini stroke", "doctor said its sciatica"])
def test_what_was_found_with_them_is_no_alarm_about_the_writer(text: str) -> None:
    talk = Talk.with_().says("my mate is having a stroke").travel(minutes=5).says(text)

    assert talk.heard[0].key == "escalation.about_them"
    assert talk.alerts == ()
    assert asked().says(text).alerts == ()


@pytest.mark.parametrize("text", ["they say i had a mini stroke", "my legs are numb"])
def test_what_the_writer_has_themselves_is_theirs(text: str) -> None:
    talk = Talk.with_().says("my mate is having a stroke").travel(minutes=5).says(text)

    assert "escalation.them_helped" not in [each.key for each in talk.heard]
    assert talk.alerts


@pytest.mark.parametrize(
    "text", ["he refuses to pay", "he got worse at chess", "they took him off the team", "her phone died"]
)
def test_words_that_only_sound_like_it(text: str) -> None:
    talk = Talk.with_().says("my mate is having a stroke").travel(minutes=5).says(text)

    assert talk.heard[0].key == "escalation.about_them"


@pytest.mark.parametrize("text", ["he didnt make it", "she passed", "we lost him"])
def test_a_death_is_heard_in_softer_words(text: str) -> None:
    assert told().says(text).heard[0].key == "escalation.them_died"
