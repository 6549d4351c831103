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


GOOD_NEWS_FIRST = [
    "pain is much better today but I can't feel my bum",
    "feeling great, back is fine, just cannot pee",
    "all good now, just wet myself a bit",
    "brilliant day, pain gone, chest is tight and arm aches",
    "no pain now but legs feel weak",
    "slept great, no pain, numb between the legs",
    "pain free at last! cant move my left foot",
    "back to normal apart from peeing myself",
    "better thanks, chest a bit tight",
]


@pytest.mark.parametrize("text", GOOD_NEWS_FIRST)
def test_good_news_before_it_does_not_weaken_a_sign(text: str) -> None:
    for talk in (Talk.with_(), Talk.with_().commands("/checkin"), Talk.with_().says(BOTTOM).travel(minutes=3)):
        talk.says(text)

        assert talk.heard[0].loud
        assert talk.heard[0].key in ("escalation.alert", "escalation.reminder_new", "escalation.reminder")


@pytest.mark.parametrize("text", ["better thanks, chest a bit tight", "all good, only my chest still feels tight"])
def test_under_its_own_warning_it_is_not_taken_for_eased(text: str) -> None:
    talk = Talk.with_().says(CHEST).travel(minutes=40).says(text)

    assert "escalation.eased" not in [each.key for each in talk.heard]
    assert talk.heard[0].loud


@pytest.mark.parametrize("text", ["all good now, laughed so hard i nearly wet myself", "great day, walked the dog"])
def test_good_news_alone_is_good_news(text: str) -> None:
    assert not Talk.with_().says(text).alerts


def test_ones_own_emergency_is_asked_about_beside_that_of_another() -> None:
    talk = Talk.with_().says("maybe my bum is numb and my dad has collapsed")

    assert talk.heard[0].key == "escalation.alert" and len(talk.heard) == 2
    assert any("someone else" in each.text for each in talk.heard)
    assert any("private parts" in each.text or "Numbness there" in each.text for each in talk.heard)
