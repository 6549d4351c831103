"""Asked about oneself, whoever says that it was about somebody else is talked to as their carer from then on."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk

NUMB = "what if I get numb down there?"


def asked(text: str) -> Talk:
    talk = Talk.with_().says(text).travel(minutes=1)
    assert "Not sure" in talk.screen[-1].labels
    return talk


def test_a_question_about_another_says_so_each_time_it_is_asked() -> None:
    talk = Talk.with_().says("my mum's legs feel heavy today, maybe numb?")
    first = talk.last.text
    again = talk.says("what do you mean").last.text
    later = next(each.text for each in talk.travel(hours=2).heard if each.key == "escalation.ask_again")

    assert all("Please answer for the other person" in each for each in (first, again, later))


@pytest.mark.parametrize(
    "text", ["i meant mum", "not me, my mum", "no its my mum who is numb", "that was about my dad"]
)
def test_the_question_becomes_one_about_them(text: str) -> None:
    talk = asked(NUMB).says(text)

    told = talk.heard[0].text
    assert "them" in told or "the other person" in told or "someone else" in told
    assert text not in [words for _, words in talk.memory.notes]
    assert talk.case.facts == ()
    assert talk.alerts == ()


def test_a_yes_to_it_is_then_a_warning_about_them() -> None:
    talk = asked(NUMB).says("i meant mum").travel(minutes=1).says("yes")

    assert "about someone else" in talk.heard[0].text
    assert "It is about me" in talk.heard[0].labels
    assert talk.alerts == ()


def test_it_is_not_lost_when_nobody_answers() -> None:
    talk = asked(NUMB).says("i meant mum").travel(minutes=20)

    assert [each.key for each in talk.heard] == ["escalation.ask_again"]


def test_after_it_words_about_her_stay_hers() -> None:
    talk = asked(NUMB).says("i meant mum").travel(minutes=1).says("she has not eaten all day")

    assert [words for _, words in talk.memory.notes] == [NUMB]


def test_whoever_was_asked_about_dying_for_anothers_sake_is_told_what_to_do_for_them() -> None:
    talk = Talk.with_().says("im not coping any more").travel(minutes=1)
    assert talk.screen[-1].key == "escalation.direct"
    talk.says("i meant my husband")

    assert "if they might act" in talk.heard[0].text
    assert "It is about me" in talk.heard[0].labels


def test_whoever_wrote_of_themselves_is_asked_on_about_dying() -> None:
    talk = Talk.with_().says("im not coping any more").travel(minutes=1).says("i meant my husband")

    assert [each.key for each in talk.travel(minutes=20).heard] == ["escalation.direct_again"]


@pytest.mark.parametrize(
    "text",
    [
        "my mum is driving me to bits",
        "mum made tea",
        "its my mum who noticed i limp and dribble",
        "its my mum who drives me to work and i cant feel my legs",
    ],
)
def test_other_words_with_her_in_them_do_not_turn_it(text: str) -> None:
    talk = asked(NUMB).says(text)

    assert not [each for each in talk.heard if each.key == "escalation.about_them_asked"]
    still = [each for each in talk.travel(minutes=20).heard if each.key == "escalation.ask_again"]
    assert still or talk.alerts


def test_no_it_is_my_mum_is_no_no_about_her() -> None:
    talk = asked(NUMB).says("i meant mum").travel(minutes=1).says("no im not!! its my mum who is numb")

    assert "escalation.thanks_other" not in [each.key for each in talk.heard]
    again = [each.key for each in talk.travel(minutes=20).heard]
    assert "escalation.ask_again" in again


NOT_ME = [
    "it's about my father not me", "no not me, him", "not me", "its not me its my dad", "i meant my dad",
    "it is my dad im asking about", "no, its my dad",
]  # fmt: skip


def warned_for_dad() -> Talk:
    talk = Talk.with_().says("my dad cant pee since last night").travel(minutes=5).says("yes").travel(minutes=1)
    assert "about someone else" in talk.last.text
    return talk


@pytest.mark.parametrize("text", NOT_ME)
def test_whoever_says_once_more_that_it_is_another_hears_that_nothing_is_kept(text: str) -> None:
    talk = warned_for_dad().says(text)

    assert [each.key for each in talk.heard] == ["escalation.about_them"]
    assert talk.memory.notes == ()


@pytest.mark.parametrize("text", ["my own back is killing me", "not me, but i wet myself too", "it's about my knee"])
def test_words_of_their_own_after_it_are_their_own(text: str) -> None:
    assert "escalation.about_them" not in [each.key for each in warned_for_dad().says(text).heard]


@pytest.mark.parametrize("text", ["it's about my father not me", "not me"])
def test_without_talk_of_another_it_goes_back_to_nothing(text: str) -> None:
    assert "escalation.about_them" not in [each.key for each in Talk.with_().says(text).heard]


def test_a_warning_of_their_own_is_not_taken_away_by_it() -> None:
    talk = warned_for_dad().says("i cant feel my bum either").travel(minutes=1)
    assert talk.alerts[0].is_open

    assert talk.says("not me").alerts[0].is_open
