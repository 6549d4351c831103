"""Who tells of harm at home is answered at once, warmly and without a sound; nothing tells what it is, or stays."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk


def told() -> Talk:
    """Return the day after somebody told of harm at home."""
    return Talk.with_().says("sometimes he hits me").travel(days=1).travel(minutes=5)


@pytest.mark.parametrize(
    "words",
    [
        "yes he did it again",
        "he did it again",
        "he hit me again",
        "it happened again",
        "hes at it again",
        "she threw a plate at me",
        "my husband came home drunk and shouted",
        "im scared of him",
        "he wont let me leave",
        "got a black eye",
        "same again last night",
        "he says he will kill me",
        "he pushed me down the stairs",
        "he found out i told you",
        "i called the police",
        "ive left him",
        "he apologised",
        "im safe now",
    ],
)
def test_it_is_answered_without_a_sound_whenever_it_is_told_again(words: str) -> None:
    talk = told().says(words)

    assert talk.heard[0].key == "escalation.home_again"
    assert not talk.heard[0].loud
    assert talk.heard[0].text.startswith("In danger now? Call 999.")
    for named in ("hit", "hurt", "husband", "black eye", "again", "Please do that first"):
        assert named not in talk.heard[0].text
    assert talk.alerts[0].is_open


@pytest.mark.parametrize("words", ["pain 6 again", "slept bad again", "i did my stretches", "my back hurts again"])
def test_other_words_under_it_are_what_they_are(words: str) -> None:
    assert "escalation.home_again" not in [each.key for each in told().says(words).heard]


@pytest.mark.parametrize("words", ["i cant do this", "nobody cares anyway", "my back hurts"])
def test_nobody_there_is_told_what_to_do_first(words: str) -> None:
    text = told().says(words).last.text

    assert text.startswith("In danger now? Call 999.")
    assert "Please do that first" not in text
    assert "warning" not in text


def test_nobody_is_written_to_without_having_written() -> None:
    assert [each.key for each in told().says("he did it again").travel(hours=12).heard if "home" in each.key] == []


def test_another_danger_in_the_same_words_is_warned_of() -> None:
    talk = told().says("he kicked me in the back and now i cant feel my legs or pee")

    assert talk.heard[0].key == "escalation.alert"
    assert talk.heard[0].loud


@pytest.mark.parametrize("words", ["he hits me", "i am scared of my boyfriend", "im not safe at home"])
def test_the_first_answer_is_quiet_not_pinned_and_can_be_taken_off_the_screen(words: str) -> None:
    talk = Talk.with_().says(words)

    said = talk.heard[0]
    assert [each.key for each in talk.heard] == ["escalation.alert"]
    assert not said.loud and not said.pinned
    assert said.text.startswith("In danger now? Call 999.")
    assert "Remove this message" in said.labels

    talk.presses("Remove this message")

    assert said.slot not in [each.slot for each in talk.screen]
    assert talk.alerts[0].is_open


def test_what_was_typed_of_it_leaves_the_log_with_it_and_is_not_lost() -> None:
    talk = Talk.with_().says("pain 4, slept ok").says("he hits me").travel(minutes=2).presses("Remove this message")

    shown = " ".join(each.text for each in talk.commands("/log").heard)
    assert "hits" not in shown
    assert any(each.flag == "safe_harm_other" for each in talk.case.facts)
    assert any(words == "he hits me" for _, words in talk.memory.notes)


@pytest.mark.parametrize("answer", ["I have called", "I cannot reach", "A clinician is", "Pressed by", "Show summary"])
def test_nothing_about_it_is_sent_unasked_or_with_a_sound(answer: str) -> None:
    talk = Talk.with_().commands("/start").says("he hits me").travel(minutes=2).presses(answer).travel(days=3)

    for shown in talk.heard:
        if shown.key.startswith("escalation."):
            assert not shown.loud
            assert shown.text == "Good morning. How are you today? You can write to me at any time."
        assert "help you" not in shown.text and "danger" not in shown.text


@pytest.mark.parametrize("answer", ["I have called", "I cannot reach"])
def test_the_answers_fit_harm_by_somebody_else(answer: str) -> None:
    said = Talk.with_().says("he hits me").travel(minutes=2).presses(answer).heard[0]

    assert not said.loud
    for other in ("hurt yourself", "speaker", "Samaritans", "taxi"):
        assert other not in said.text
    assert "999" in said.text
    assert "Remove this message" in said.labels


def test_called_a_mistake_it_is_asked_in_words_that_name_nothing() -> None:
    talk = Talk.with_().says("he hits me").travel(minutes=2).presses("Pressed by mistake")

    assert "hurt" not in talk.heard[0].text and "home" not in talk.heard[0].text
    talk.presses("No").presses("No")
    assert talk.heard[0].key == "escalation.home_mistake"
    assert talk.alerts[0].is_open


def test_a_doubt_about_it_is_asked_once_and_never_rings() -> None:
    talk = Talk.with_().says("does he ever hit me? no comment").travel(minutes=1)
    asked = [each for each in talk.screen if "hurt you" in each.text]

    assert not any(each.loud for each in asked)
    assert not any("hurt you" in each.text for each in talk.travel(hours=30).heard)


def test_another_danger_beside_it_still_rings_and_repeats() -> None:
    talk = Talk.with_().says("he hits me").travel(minutes=2).says("i cant feel my bum")

    assert talk.heard[0].loud and talk.heard[0].pinned
    assert "hits" not in talk.heard[0].text
    assert talk.travel(minutes=16).heard[0].loud
