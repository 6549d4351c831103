"""The daily prompt beside a warning that is still open: it says so first, kindly, and never rings next to it."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from tests.dialogue.escalation.warned import NUMB, TODAY, repeats
from tests.dialogue.host import Talk, at
from tests.dialogue.host.chat import Shown

EVENING = at("2026-03-10", "22:27")
SAD = "i want to kill myself"


def prompts(talk: Talk) -> list[Shown]:
    return [each for each in talk.heard if each.key.startswith("checkin.prompt")]


def next_morning(words: str) -> Talk:
    """Return the morning after a warning that nobody answered."""
    return Talk.with_(EVENING).commands("/start").says(words).travel(at("2026-03-11", "09:40"))


def test_the_morning_after_an_unanswered_warning_it_is_named_first() -> None:
    talk = next_morning(NUMB)

    first_line = prompts(talk)[0].text.splitlines()[0]
    assert first_line == "Yesterday I asked you to go to A&E. Did you get help?"
    assert "Good morning" not in prompts(talk)[0].text


def test_it_does_not_ring_beside_the_warning() -> None:
    assert not prompts(next_morning(NUMB))[0].loud
    assert prompts(next_morning("my back is a bit stiff today"))[0].loud


def test_its_answers_are_those_of_the_warning() -> None:
    checked, not_yet = next_morning(NUMB), next_morning(NUMB)

    assert checked.presses("A clinician already", prompts(checked)[0]).last.key == "escalation.when"
    not_yet.presses("Not yet", prompts(not_yet)[0])
    assert not_yet.last.key == "escalation.alert"
    assert not_yet.last.loud


def test_the_number_for_today_can_be_given_all_the_same() -> None:
    tapped, typed = next_morning(NUMB), next_morning(NUMB)

    tapped.presses("My daily minute", prompts(tapped)[0]).presses("4")
    assert tapped.checkins[0].answers["pain"] == 4
    assert typed.says("pain 4").checkins[0].answers["pain"] == 4


def test_the_answers_to_the_warning_do_not_stand_among_numbers() -> None:
    talk = next_morning(NUMB)

    labels = prompts(talk)[0].labels
    assert len(labels) == 6 and not any(each[:1].isdecimal() for each in labels)


def test_one_message_rings_in_the_morning_also_where_help_is_on_its_way() -> None:
    talk = Talk.with_(EVENING).commands("/start").says(NUMB).presses("I have called")
    talk.travel(at("2026-03-11", "09:40"))

    rang = [each.key for each in talk.heard if each.loud and each.at >= at("2026-03-11", "08:30")]
    assert rang == ["escalation.morning_plainly"]


def test_a_same_day_warning_is_asked_about_by_its_own_repeat_and_only_once_aloud() -> None:
    talk = next_morning(TODAY)

    rang = [each.key for each in talk.heard if each.loud and each.at >= at("2026-03-11", "08:30")]
    assert rang == ["escalation.alert"]
    assert "Yesterday I asked you to speak to a doctor or nurse." in prompts(talk)[0].text
    assert repeats(talk)


def test_who_is_getting_help_is_not_asked_twice() -> None:
    talk = Talk.with_(EVENING).commands("/start").says(NUMB).presses("I have called")
    talk.travel(at("2026-03-11", "09:40"))

    assert talk.alerts[0].state is AlertState.ACTING
    assert "Did you get help" not in prompts(talk)[0].text
    assert "getting help" in prompts(talk)[0].text.splitlines()[0]
    assert [each for each in talk.heard if each.key == "escalation.morning_plainly"]


def test_nobody_reads_over_a_shoulder_what_a_warning_about_dying_was_for() -> None:
    talk = Talk.with_(EVENING).commands("/start").says(SAD).travel(at("2026-03-12", "09:40"))

    first_line = prompts(talk)[-1].text.splitlines()[0]
    assert first_line == "I said I would ask how you are. Did someone help you?"
    assert not prompts(talk)[-1].loud


@pytest.mark.parametrize("days", [5, 20])
def test_after_some_days_only_the_warnings_own_questions_speak_of_it(days: int) -> None:
    talk = next_morning(NUMB)
    talk.travel(days=days)

    assert "Did you get help" not in prompts(talk)[-1].text
    assert talk.alerts[0].is_open
