"""While a danger question waits for its answer nothing calm stands in its place, and it comes again in the morning."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from messages.effects import Say
from tests.dialogue.host import Talk

UNCLEAR = "what if I get numb down there?"
EVENING = datetime(2026, 3, 10, 22, 27, tzinfo=UTC)


def asked(now: datetime | None = None) -> Talk:
    talk = (Talk.with_(now) if now else Talk.with_()).says(UNCLEAR)
    assert talk.last.key == "escalation.ask"
    return talk.travel(minutes=1)


def test_stopping_the_check_repeats_the_open_question_and_says_nothing_calm() -> None:
    talk = asked().commands("serious").presses("Stop here")

    keys = [each.key for each in talk.heard]
    assert "escalation.ask_again" in keys
    assert "serious.end_nothing" not in keys
    assert talk.presses("Yes").heard[0].key == "escalation.alert"


def test_nor_does_the_whole_check_with_nothing_ticked() -> None:
    talk = asked().commands("serious")
    for _ in range(20):
        if not any("None of these" in each.labels for each in talk.screen):
            break
        talk.presses("None of these")

    keys = [each.key for each in talk.effects if isinstance(each, Say)]
    assert "serious.end_nothing" not in keys


def test_who_stops_before_the_first_answer_hears_that_nothing_is_known() -> None:
    talk = Talk.with_().commands("serious").presses("Stop here")

    assert talk.last.key == "escalation.check_stopped"
    assert "Nothing you tapped" not in talk.last.text
    assert "999" in talk.last.text


def test_an_open_suicide_question_is_repeated_in_its_own_words() -> None:
    talk = Talk.with_().says("i feel so low i cannot cope any more").travel(minutes=1)
    if not any("killing yourself" in each.text for each in talk.screen):
        raise AssertionError([each.text for each in talk.screen])
    talk.commands("serious").presses("Stop here")

    assert any("Are you thinking about killing yourself?" in each.text for each in talk.heard)


def test_an_unanswered_question_comes_again_in_the_mornings() -> None:
    talk = asked(EVENING).travel(datetime(2026, 3, 11, 8, 30, tzinfo=UTC))

    morning = [each.key for each in talk.travel(datetime(2026, 3, 11, 9, 30, tzinfo=UTC)).heard]
    next_one = [each.key for each in talk.travel(datetime(2026, 3, 12, 9, 30, tzinfo=UTC)).heard]

    assert morning.count("escalation.ask_again") == 1
    assert "escalation.ask_again" in next_one
    assert "escalation.ask_again" not in [each.key for each in talk.travel(hours=72).heard]


def test_no_move_is_offered_while_the_question_is_open_and_moves_come_back_after_a_no() -> None:
    from messages.content import Kind, items_of
    from messages.dialogue.habits.planning.choose import allowed
    from messages.dialogue.scene import Scene

    talk = asked()
    moves = items_of(Kind.STRETCHING)

    assert not any(allowed(Scene(talk.memory, talk.now), item) for item in moves)
    talk.presses("No")
    assert any(allowed(Scene(talk.memory, talk.now), item) for item in moves)


def test_only_the_first_page_of_the_check_names_the_emergency_in_a_whole_sentence() -> None:
    talk = Talk.with_().commands("serious")
    first = talk.last.text
    second = talk.presses("None of these").last.text

    assert first.startswith("Call 999 now if this is an emergency.")
    assert second.startswith("Emergency: 999\n")
    assert "Call 999 now" not in second


def test_the_daily_prompt_waits_for_the_answer_and_comes_after_it() -> None:
    evening: dict[str, Any] = {"checkin_at": "22:30", "quiet_from": "23:45", "quiet_to": "07:00"}
    talk = Talk.with_(EVENING, **evening).says(UNCLEAR).travel(minutes=1)
    talk.comes_due("checkin", "daily")

    assert "checkin.prompt" not in [each.key for each in talk.heard]
    assert not [each for each in talk.travel(minutes=30).heard if each.key.startswith("checkin.")]
    talk.presses("No")
    assert [each for each in talk.travel(minutes=30).heard if each.key.startswith("checkin.")]
