"""Laws of the check-in: no sequence of presses, words and hours wedges it, loses an answer or hides a danger."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from messages.buttons import Button
from messages.dialogue.checkin import questions as q
from messages.memory import CheckInState
from messages.triage.flags import table
from messages.triage.sweep import screens
from messages.triage.vocabulary import Level
from tests.dialogue.host import Talk, highest

FLAGS = [flag for item in screens().sweep.items for flag in item.opens]
RED = [flag for flag in FLAGS if table().flags[flag].level == Level.EMERGENCY_NOW]
ROW_STEPS = [f"f.{flag}" for flag in FLAGS[:6]]
OTHER_STEPS = ["same", "undo", "edit", "back", "go", "leave", "fill", "serious"]
STEPS = [*q.CORE, q.HOURS, q.NOTE, *OTHER_STEPS, *ROW_STEPS]
ANSWERS = ["", "0", "5", "7", "10", "11", "same", "worse", "worst", "different", "none", "done", "talk"]
ASIDES = ["yes", "no", "not_sure", "declined", "open", "new", "skip", "pain", "sweep", "meds", "mood", "rubbish"]
THINGS = ["paracetamol.4", "nsaid.2", "open.opioid", "opioid.9", "fever", "legs", "chest", "2026-03-09", "2026-01-01"]
CHOICES = [*ANSWERS, *ASIDES, *THINGS]
REPLIES = ["7", "pain 11", "same", "none of these", "slept 5h", "ok", "yes", "no", "not sure", "2 paracetamol", "skip"]
WISHES = ["stop", "help", "I had a nice walk", "pain 6, slept 5h, no numbness", "what if I get numb down there?"]
TEXTS = st.sampled_from([*REPLIES, *WISHES, "🙂", "\u202eabc", "\x00"]) | st.text(max_size=40)
VISIBLE = st.integers(0, 40).map(lambda n: ("visible", n))
ANY_PRESS = st.tuples(
    st.just("press"), st.sampled_from(["1", "2", "3", "q"]), st.sampled_from(STEPS), st.sampled_from(CHOICES)
)
EVENTS = st.lists(
    VISIBLE
    | ANY_PRESS
    | st.tuples(st.just("say"), TEXTS)
    | st.tuples(st.just("edit"), TEXTS)
    | st.tuples(st.just("command"), st.sampled_from(["checkin", "log", "progress"]))
    | st.tuples(st.just("travel"), st.sampled_from([0.1, 1, 5, 16, 30])),
    max_size=14,
)
LAW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def play(talk: Talk, events: list[tuple[object, ...]]) -> Talk:
    for event in events:
        match event:
            case ("visible", int(n)):
                seen = [
                    each for shown in talk.screen for row in shown.rows for each in row if each.data.startswith("1|")
                ]
                if seen:
                    talk.presses(Button(*seen[n % len(seen)].data.split("|")[1:]))
            case ("press", str(run), str(step), str(choice)):
                talk.presses(Button("ci", run, step, choice))
            case ("say", str(text)):
                talk.says(text)
            case ("edit", str(text)):
                talk.says(text, edited=True)
            case ("command", str(name)):
                talk.commands(name)
            case ("travel", float() | int() as hours):
                talk.travel(hours=hours)
    return talk


@LAW
@given(EVENTS)
def test_nothing_wedges_it_and_every_message_can_be_sent(events: list[tuple[object, ...]]) -> None:
    talk = play(Talk.with_().commands("/checkin"), events)

    days = [each.day for each in talk.checkins]
    assert len(days) == len(set(days))
    assert sum(each.state is CheckInState.OPEN for each in talk.checkins) <= 3


@LAW
@given(EVENTS)
def test_every_answer_that_stands_is_in_the_record(events: list[tuple[object, ...]]) -> None:
    talk = play(Talk.with_().commands("/checkin"), events)

    recorded = {(each.run, each.question.removeprefix("checkin.")) for each in talk.records}
    for checkin in talk.checkins:
        for question in set(checkin.answers) - {q.NOTE}:
            assert (checkin.run, question) in recorded


@LAW
@given(EVENTS, st.sampled_from(RED), st.sampled_from(["yes", "not_sure"]), st.sampled_from(["1", "2", "zz"]))
def test_a_red_button_counts_in_every_state(events: list[tuple[object, ...]], flag: str, answer: str, run: str) -> None:
    talk = play(Talk.with_().commands("/checkin"), events)
    known = {r.flag for a in talk.alerts if a.is_open for r in a.reasons}
    repeated = any(f.flag == flag for f in talk.memory.case.facts)

    talk.presses(Button("ci", run, f"f.{flag}", answer))

    assert highest(talk) == Level.EMERGENCY_NOW
    if flag not in known and not repeated:
        assert flag in {r.flag for a in talk.alerts for r in a.reasons}


@LAW
@given(EVENTS)
def test_a_red_flag_in_words_is_heard_in_every_state(events: list[tuple[object, ...]]) -> None:
    talk = play(Talk.with_().commands("/checkin"), events)

    talk.says("I can't pee and my bottom is numb")

    assert highest(talk) == Level.EMERGENCY_NOW


@LAW
@given(st.lists(st.integers(0, 60), min_size=6, max_size=25))
def test_pressing_what_is_on_the_screen_always_leads_somewhere(presses: list[int]) -> None:
    talk = Talk.with_().commands("/checkin")

    for n in presses:
        shown = next(each for each in reversed(talk.screen) if each.rows)
        buttons = [each for row in shown.rows for each in row if each.data.startswith("1|ci")]
        if not buttons:
            break
        talk.presses(Button(*buttons[n % len(buttons)].data.split("|")[1:]))
        assert talk.heard or talk.toasts
