"""A typed answer goes to the question that it names, else to the one said last; what could be either stays open."""

from __future__ import annotations

import pytest

from messages.triage.vocabulary import Answer
from tests.dialogue.host import Talk

LEAK = "what if I wet myself"
FOOT = "my foot drops sometimes maybe?"
ASKED = ("escalation.ask_plainly", "escalation.ask", "escalation.general", "escalation.direct")
"""Any question; which one depends on what the readers hear in the words."""
LEAKED = "ces_bladder_incontinence"
DROPS = "neuro_foot_drop"
CHECKED = ("my left calf is hot and twice the size", "A clinician already checked this", "After this warning")


def two_questions(first: str = LEAK, then: str = FOOT) -> Talk:
    talk = Talk.with_().says(first).travel(minutes=1).says(then).travel(minutes=1)
    assert len([key for key in talk.memory.agenda if key[0] == "ask"]) == 2
    return talk


def noes(talk: Talk) -> set[str]:
    return {each.flag for each in talk.case.facts if each.answer is Answer.NO}


def said_again(talk: Talk) -> str:
    return " ".join(each.text for each in talk.heard if each.key == "escalation.ask_again")


def just_closed() -> Talk:
    """Return a talk in which a warning was just closed, and what to watch for may be typed."""
    text, checked, when = CHECKED
    talk = Talk.with_().says(text).travel(minutes=1).presses(checked).presses(when).travel(minutes=1)
    assert talk.screen[-1].key == "escalation.watch"
    return talk


def test_a_no_that_names_the_older_question_settles_that_one() -> None:
    talk = two_questions().says("no i havent leaked, i was laughing")

    assert noes(talk) == {LEAKED}
    assert "lift the front" in said_again(talk)
    assert talk.heard[-1].key == "escalation.ask_again"


def test_a_no_that_names_the_newer_question_settles_that_one() -> None:
    talk = two_questions().says("no my foot is fine")

    assert noes(talk) == {DROPS}
    assert "leaked pee" in said_again(talk)


def test_a_bare_no_goes_to_the_question_said_last_and_the_other_is_said_again() -> None:
    talk = two_questions().says("no")

    assert noes(talk) == {DROPS}
    assert "leaked pee" in said_again(talk)
    assert noes(talk.says("no")) == {LEAKED, DROPS}


def test_a_question_said_again_is_the_one_that_a_bare_no_answers() -> None:
    talk = Talk.with_().says(LEAK).travel(minutes=14).says(FOOT).travel(minutes=2).says("no")

    assert noes(talk) == {LEAKED}


def test_a_no_the_morning_after_answers_the_question_that_was_said_again() -> None:
    talk = Talk.with_().says(LEAK).travel(hours=25).says("no")

    assert noes(talk) == {LEAKED}
    assert not [each for each in talk.travel(days=3).heard if each.key.startswith("escalation.ask")]


@pytest.mark.parametrize("text", ["no to all that", "no to both", "neither", "none of them"])
def test_a_no_to_all_of_it_settles_every_question(text: str) -> None:
    talk = two_questions().says(text)

    assert noes(talk) == {LEAKED, DROPS}
    assert [each.key for each in talk.heard] == ["escalation.thanks_no"]
    assert talk.travel(days=3).heard == []


def test_a_no_to_all_with_a_danger_in_it_settles_nothing() -> None:
    talk = two_questions().says("no to both, but I have crushing chest pain")

    assert noes(talk) == set()
    assert talk.alerts


def test_a_yes_that_names_the_older_question_warns_of_that_one() -> None:
    talk = two_questions().says("yes leaked a bit")

    assert talk.alerts[0].reasons[0].flag == LEAKED


def test_words_under_a_danger_question_never_fill_what_to_watch_for() -> None:
    talk = just_closed().says("what if i cough up blood").travel(minutes=1).says("pinkish, on the tissue")

    assert not [each for each in talk.records if each.question == "alert.watch_for"]
    assert "escalation.resolved" not in [each.key for each in talk.heard]
    assert "escalation.ask_again" in [each.key for each in talk.travel(minutes=20).heard]


@pytest.mark.parametrize(
    "text",
    [
        "only a tiny bit, pinkish, on the tissue",
        "just a bit when i cough",
        "a tiny bit this morning",
        "now and then",
        "just the once",
        "i did",
    ],
)
def test_a_little_of_it_is_a_yes(text: str) -> None:
    talk = just_closed().says("what if i cough up blood").travel(minutes=1).says(text)

    assert talk.heard[0].key == "escalation.alert"
    assert "cv_cough_blood" in {each.flag for each in talk.alerts[0].reasons}


def test_what_should_be_seen_soon_is_advised_on_and_fills_no_blank() -> None:
    talk = just_closed().says("my right foot tingles now")

    assert not [each for each in talk.records if each.question == "alert.watch_for"]
    assert "escalation.resolved" not in [each.key for each in talk.heard]


def test_what_they_were_told_to_watch_for_can_still_be_typed() -> None:
    talk = just_closed().says("the same things you said, come back on monday")

    assert [each.key for each in talk.heard] == ["escalation.resolved"]


@pytest.mark.parametrize(
    "text",
    [
        "no, same as its been for weeks, doc knows, nothing new",
        "no same as always, the gp knows about it",
        "no god no, nothing like that",
        "god no",
        "no to all that",
    ],
)
def test_a_no_in_many_words_is_the_no_of_the_button(text: str) -> None:
    talk = Talk.with_().says(LEAK).travel(minutes=1).says(text)

    assert noes(talk) == {LEAKED}
    assert talk.travel(days=3).heard == []


@pytest.mark.parametrize(
    "text", ["no, same numbness as its been for weeks", "no same as before", "no the same", "no change"]
)
def test_the_same_as_before_is_no_plain_no_unless_a_clinician_knows(text: str) -> None:
    talk = Talk.with_().says("what if I get numb down there?").travel(minutes=1).says(text)

    assert noes(talk) == set()
    assert talk.heard[0].key == "escalation.ask_plainly"


MUMS_LEGS = "my mum can't feel her legs"


@pytest.mark.parametrize(
    "text",
    [
        "she says yes both but shes always saying that",
        "mum says yes",
        "yes she says both of them",
        "she said aye, both",
        "shes saying yes",
    ],
)
def test_a_yes_passed_on_is_a_yes(text: str) -> None:
    talk = Talk.with_().says(MUMS_LEGS).travel(minutes=1).says(text)

    assert "about someone else" in talk.heard[0].text
    assert talk.heard[0].loud
    assert talk.alerts == ()
    assert talk.memory.notes == ()
    assert talk.travel(hours=25).heard == []


def test_a_no_passed_on_about_oneself_is_no_answer_of_ones_own() -> None:
    talk = Talk.with_().says(LEAK).travel(minutes=1).says("my wife says no")

    assert noes(talk) == set()


@pytest.mark.parametrize(
    "text",
    [
        "no god no it just wont come out",
        "god no, it just goes numb",
        "no i'd never, only a bit",
        "no to be honest its odd",
        "no god its gone dead",
        "nah only when i sit",
        "no, doc knows its numb",
        "no, its fine, doc knows about the numbness",
    ],
)
def test_a_heartfelt_no_that_makes_little_of_a_sign_is_no_plain_no(text: str) -> None:
    talk = Talk.with_().says("what if I get numb down there?").travel(minutes=1).says(text)

    assert noes(talk) == set()
    assert talk.alerts or talk.heard[0].key in ASKED


@pytest.mark.parametrize(
    "text", ["since monday", "no feelings about that really", "pinkish, on the tissue", "pink, like i said before"]
)
def test_what_may_have_been_an_answer_is_asked_about_plainly_and_once(text: str) -> None:
    talk = Talk.with_().says(LEAK).travel(minutes=1).says(text)
    first = [each.key for each in talk.heard]
    talk.travel(minutes=1).says("my boss is on holiday this week")

    assert set(first) & set(ASKED) or talk.alerts
    assert "escalation.ask_plainly" not in [each.key for each in talk.heard]


def test_a_plain_no_after_that_settles_it() -> None:
    talk = Talk.with_().says(LEAK).travel(minutes=1).says("pinkish, on the tissue").travel(minutes=1).says("no")

    assert noes(talk) == {LEAKED}
    assert talk.travel(days=3).heard == []


def test_long_after_the_question_a_note_is_a_note() -> None:
    talk = Talk.with_().says(LEAK).travel(minutes=14).says("the lads were laughing at my jokes")

    assert [each.key for each in talk.heard] == ["wishes.noted"]


def two_asked() -> Talk:
    """Return a talk with a question about a leg, then one about leaking."""
    talk = Talk.with_().says("my foot feels a bit floppy maybe").travel(minutes=1)
    return talk.says("i leaked a bit when i sneezed").travel(minutes=1)


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("no to the second one", "ces_bladder_incontinence"),
        ("No to the last question", "ces_bladder_incontinence"),
        ("no to the first", "neuro_leg_weak_progressive"),
    ],
)
def test_a_no_to_the_first_or_second_is_for_that_one(words: str, flag: str) -> None:
    assert noes(two_asked().says(words)) == {flag}


def test_a_warning_before_it_counts_as_the_first() -> None:
    talk = Talk.with_().says("my foot drops and slaps when I walk, it won't lift").travel(minutes=1)
    talk.says("leaked a little when i sneezed").travel(minutes=1).says("no to the second one")

    assert noes(talk) == {"ces_bladder_incontinence"}


def anxious() -> Talk:
    """Return a talk with an open question about chest pain."""
    asked = "i feel dizzy, is this anxiety or a heart attack?"
    return Talk.with_().says(asked).travel(minutes=1)


def test_a_no_with_the_one_thing_it_is_instead_is_a_no_to_what_was_asked() -> None:
    talk = anxious().says("no just palpitations")

    assert noes(talk) == {"cv_chest_pain"}
    assert "heart racing" in talk.heard[0].text
    assert talk.heard[0].loud


def test_a_no_with_the_thing_itself_is_none() -> None:
    assert noes(anxious().says("no just a bit of tightness in my chest")) == set()


def test_two_questions_nobody_answered_do_not_ring_in_pairs() -> None:
    talk = two_asked().travel(minutes=20)
    rang = [each.text for each in talk.heard if each.loud]
    talk.travel(days=2)

    assert len(rang) == 1
    assert len([each for each in talk.heard if each.loud and each.key == "escalation.ask_again"]) == 3


def test_the_question_that_did_not_ring_is_asked_once_the_other_is_answered() -> None:
    talk = two_asked().travel(minutes=20)
    first = talk.heard[0].text
    talk.says("no")

    assert talk.heard[-1].key == "escalation.ask_again"
    assert talk.heard[-1].text != first
