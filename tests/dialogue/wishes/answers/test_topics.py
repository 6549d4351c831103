"""Everyday questions get the reviewed answer; one word of the person's own body more, and a clinician is named."""

from __future__ import annotations

import pytest

from messages.dialogue.freely.topics import is_asked
from messages.triage.flags import table
from tests.dialogue.host import Talk


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("should i rest or exercise", "resting"), ("how long should i rest", "resting"), ("is it ok to run", "running"),
        ("can i go to the gym", "running"), ("is swimming good for my back?", "running"), ("is it bad to nap", "nap"),
        ("what pillow should i use", "pillow"), ("which mattress is best", "mattress"),
        ("does stress cause back pain", "stress"), ("what helps me sleep with back pain", "sleeping"),
        ("heat or ice?", "warmth"), ("should i see a chiropractor", "hands_on"), ("does turmeric help", "supplements"),
        ("how long does back pain last", "lasting"), ("do i need an mri", "scans"), ("should i drink more", "drinking"),
        ("should i wear a back brace", "belts"), ("can i go to work with back pain", "working"),
        ("how should i sit at my desk", "posture"), ("is coffee bad for my back", "coffee"),
        ("should i keep stretching", "resting"), ("is it ok to walk with sciatica", "resting"),
        ("can i carry on with the stretches", "resting"), ("how long does sciatica last", "lasting"),
        ("what can i do for the pain", "easing"), ("what is good for sleep", "sleeping"),
        ("bad sleep makes my back worse, what helps?", "sleeping"), ("sleep is awful, help", "sleeping"),
        ("i sleep badly because of my back, any tips?", "sleeping"), ("what helps after covid", "covid"),
        ("stress makes my back tight, what can i do", "stress"), ("why does my back hurt when i am sick?", "ill"),
        ("my back hurts since i have the flu, what can i do", "ill"), ("can covid cause back pain?", "covid"),
    ],
)  # fmt: skip
def test_an_everyday_question_is_answered_with_its_source(words: str, topic: str) -> None:
    talk = Talk.with_().says(words)

    assert is_asked(words) == topic
    assert talk.last.key in ("replied.about", "wishes.from_library") and "From:" in talk.last.text
    assert any(each.title in talk.last.text for each in table().sources.values())
    assert not talk.records


@pytest.mark.parametrize(
    "words",
    ["is it ok to run with osteoporosis", "can i run after my surgery", "should i rest my numb leg",
     "is it safe to exercise with long covid", "can i go to the gym pregnant", "what helps my slipped disc",
     "i should rest more", "i went for a run", "my pillow is bad", "is my sleep bad because of the tumour"],
)  # fmt: skip
def test_a_question_about_the_own_body_or_a_report_is_none_of_them(words: str) -> None:
    assert not is_asked(words)


@pytest.mark.parametrize(
    "words",
    ["which signs should i watch for", "what should i watch out for", "what are the red flags", "when should i worry",
     "when should i go to hospital", "is sciatica dangerous", "is it cancer", "how do i know if its serious",
     "what are the warning signs", "when do i need to see a doctor"],
)  # fmt: skip
def test_whoever_asks_what_to_watch_for_is_told_the_signs_with_their_source(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "replied.about" and is_asked(words) == "signs"
    assert "numb bottom" in talk.last.text and "From:" in talk.last.text
    assert talk.last.labels == ["Emergency card", "Is this serious?"]


@pytest.mark.parametrize(
    "words",
    ["should i be worried about my numb leg", "is my leaking dangerous", "when i pee it burns, is that an emergency"],
)
def test_a_sign_of_their_own_in_the_question_is_heard_and_gets_no_general_answer(words: str) -> None:
    assert not is_asked(words)
    assert Talk.with_().says(words).last.key != "replied.about"


def test_while_a_warning_is_open_moves_and_warmth_wait() -> None:
    talk = Talk.with_().says("my foot drops and slaps when I walk, it won't lift").travel(minutes=5)

    talk.says("is it ok to run")

    assert "wait" in talk.heard[0].text and talk.last.key == "escalation.stands_open"


def test_the_open_question_comes_again_after_an_answer() -> None:
    talk = Talk.with_().commands("/checkin").says("what pillow should i use")

    assert [each.key for each in talk.heard] == ["replied.about", "checkin.pain"]


@pytest.mark.parametrize(
    "words", ["did you see the match", "what's the weather", "tell me a joke", "what is your name?"]
)
def test_a_question_about_the_world_is_not_sent_to_a_pharmacist(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "replied.aside" and "pharmacist" not in talk.last.text


def test_a_match_that_hurt_is_no_question_about_the_world() -> None:
    assert Talk.with_().says("did you know the football match hurt my back?").last.key != "replied.aside"


@pytest.mark.parametrize("words", ["what do you have on me", "yeah but who reads it?", "does my doctor see this"])
def test_who_reads_what_is_stored_is_told(words: str) -> None:
    assert Talk.with_().says(words).last.key == "rights.privacy"


@pytest.mark.parametrize("words", ["am i going to be paralysed??", "will i end up in a wheelchair"])
def test_a_frightened_question_gets_a_kind_word_and_the_check(words: str) -> None:
    assert [each.key for each in Talk.with_().says(words).heard] == ["wishes.scared", "serious.step"]


@pytest.mark.parametrize(
    "words",
    [
        "since the flu i cant pee, any tips",
        "my back hurts since covid and my legs are numb, what can i do",
        "i cant sleep because i want to die, help",
    ],
)
def test_a_danger_before_the_question_is_warned_of(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.alerts and "replied.about" not in [each.key for each in talk.heard]


@pytest.mark.parametrize(
    "words",
    [
        "If I ever couldn't pee who would I ring? It hasn't happened, I like to know",
        "what should I do if my bum ever went numb? all fine so far, it's for the list on the fridge",
    ],
)
def test_a_danger_that_is_only_supposed_is_answered_with_what_to_do_then(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "replied.about" and "Get emergency help at once" in talk.last.text
    assert not talk.records
