"""Who tells of harm at home once more is answered aloud and warmly, and nothing on the screen tells what it is."""

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
def test_it_is_heard_aloud_whenever_it_is_told_again(words: str) -> None:
    talk = told().says(words)

    assert talk.heard[0].key == "escalation.home_again"
    assert talk.heard[0].loud
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
