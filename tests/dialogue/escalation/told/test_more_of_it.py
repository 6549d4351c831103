"""A few words that add to a warning, or take a refusal back, are heard aloud; nobody has to say it all again."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk

LEG = "my left leg has gone weak over the last two days"
BOTTOM = "i cant feel my bum"
CHEST = "crushing chest pain"


def flags(talk: Talk) -> set[str]:
    return {each.flag for each in talk.alerts[0].reasons}


@pytest.mark.parametrize(
    "text",
    [
        "actually both legs",
        "its both legs",
        "both of them",
        "not just the left, right too",
        "in the right one as well",
        "also my other leg",
        "legs too",
    ],
)
def test_the_other_leg_is_a_sign_of_its_own_and_warns_anew(text: str) -> None:
    talk = Talk.with_().says(LEG).travel(minutes=3).says(text)

    assert talk.heard[0].key == "escalation.alert"
    assert talk.heard[0].loud
    assert text in talk.heard[0].text
    assert "ces_bilateral_leg" in flags(talk)
    assert any(each.flag == "ces_bilateral_leg" for each in talk.case.facts)
    assert talk.memory.notes[0][1] == text


@pytest.mark.parametrize(
    ("sign", "text"),
    [(BOTTOM, "and my legs"), (BOTTOM, "also my wee"), (BOTTOM, "legs too")],
)
def test_a_part_that_has_a_sign_of_its_own_warns_anew(sign: str, text: str) -> None:
    talk = Talk.with_().says(sign).travel(minutes=3)
    before = flags(talk)

    talk.says(text)

    assert talk.heard[0].key == "escalation.alert" and talk.heard[0].loud
    assert flags(talk) > before


@pytest.mark.parametrize(
    ("sign", "text"),
    [
        (LEG, "and my arm"),
        (BOTTOM, "and my foot"),
        (CHEST, "and down my arm"),
        (CHEST, "and my jaw"),
        (CHEST, "sweaty too"),
        (CHEST, "going to my neck"),
        (CHEST, "and my back"),
    ],
)
def test_more_of_the_same_rings_and_is_named(sign: str, text: str) -> None:
    talk = Talk.with_().says(sign).travel(minutes=3).says(text)

    assert talk.heard[0].key == "escalation.reminder_new"
    assert talk.heard[0].loud
    assert text in talk.heard[0].text


@pytest.mark.parametrize(("sign", "text"), [(LEG, "and my bum"), (CHEST, "and dizzy")])
def test_what_may_be_another_sign_is_asked_about(sign: str, text: str) -> None:
    assert Talk.with_().says(sign).travel(minutes=3).says(text).heard[0].key == "escalation.ask"


@pytest.mark.parametrize(
    "text",
    [
        "both legs are fine",
        "not in both legs",
        "now i have tea",
        "also did my leg exercises",
        "and my cat sat on my foot",
        "its raining",
        "and my mum has a bad leg",
        "my wife's arm too",
        "is it both legs?",
    ],
)
def test_other_words_add_nothing(text: str) -> None:
    talk = Talk.with_().says(LEG).travel(minutes=3)
    before = talk.alerts[0].reasons

    talk.says(text)

    assert talk.alerts[0].reasons == before


@pytest.mark.parametrize("text", ["yes it is numb", "actually yes", "yes", "ok yes there is", "yes i cant feel it"])
def test_a_yes_soon_after_a_refusal_counts(text: str) -> None:
    for answer in ("Prefer not", "No"):
        talk = Talk.with_().says("maybe sex feels different").travel(minutes=1).presses(answer).travel(minutes=3)
        assert not talk.alerts

        talk.says(text)

        assert talk.heard[0].key == "escalation.alert" and talk.heard[0].loud
        assert [each.flag for each in talk.alerts[0].reasons] == ["ces_sexual_change"]


@pytest.mark.parametrize("text", ["its numb", "it is numb after all"])
def test_the_bare_thing_is_asked_about_again(text: str) -> None:
    talk = Talk.with_().says("funny feeling down below").travel(minutes=1).presses("No").travel(minutes=3).says(text)

    assert [each.key for each in talk.heard] == ["escalation.ask"]
    assert talk.heard[0].loud
    assert "private parts" in talk.heard[0].text


@pytest.mark.parametrize("text", ["it is not numb", "my bottom feels normal", "pain 4", "my son is 9", "is it numb?"])
def test_words_that_take_nothing_back_ask_nothing(text: str) -> None:
    talk = Talk.with_().says("funny feeling down below").travel(minutes=1).presses("No").travel(minutes=3).says(text)

    assert not any(each.key in ("escalation.ask", "escalation.alert") for each in talk.heard)


def test_a_bare_yes_to_another_talk_is_for_that_talk() -> None:
    talk = Talk.with_().says("funny feeling down below").travel(minutes=1).presses("No").commands("/checkin")

    assert talk.says("yes").alerts == ()


def test_hours_later_a_bare_yes_is_no_answer() -> None:
    talk = Talk.with_().says("funny feeling down below").travel(minutes=1).presses("No").travel(hours=5)

    assert talk.says("yes").alerts == ()
