"""Laws: a danger is answered in the same turn, from every state of every talk, whatever came before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from messages.buttons import Button, decode
from messages.effects import Lane, Say
from messages.events import Media
from messages.triage.flags import table
from messages.triage.vocabulary import Level
from tests.dialogue.host import Talk, highest

EMERGENCIES = ("I can't pee at all and my bum is numb", "I have crushing chest pain", "I can't feel my legs")
COMMANDS = (
    "start", "checkin", "serious", "log", "habits", "pause", "progress", "settings", "privacy", "about", "help",
)  # fmt: skip
SMALL_TALK = (
    "7",
    "hello",
    "slept 5h",
    "no",
    "yes",
    "stop",
    "what if I get numb?",
    "Germany",
    "none",
    "my mum fell",
    "🙂",
)

deeds = st.one_of(
    st.tuples(st.just("command"), st.sampled_from(COMMANDS)),
    st.tuples(st.just("say"), st.sampled_from(SMALL_TALK)),
    st.tuples(st.just("press"), st.integers(0, 40)),
    st.tuples(st.just("travel"), st.sampled_from([1, 20, 90, 700, 2000])),
    st.tuples(st.just("send"), st.sampled_from(list(Media))),
)
people = st.sampled_from(
    [
        {},
        {"country": None},
        {"stopped": True},
        {"country": "US", "zone": "America/New_York"},
        {"consent_version": None, "onboarded": False},
    ]
)
law = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def lived(person: dict[str, Any], life: list[tuple[str, object]]) -> Talk:
    """Return a talk after a life of random deeds; every message was rendered on the way."""
    talk = Talk.with_(**person)
    for kind, what in life:
        if kind == "command":
            talk.commands(str(what))
        elif kind == "say":
            talk.says(str(what))
        elif kind == "travel":
            talk.travel(minutes=float(str(what)))
        elif kind == "send":
            talk.sends(Media(str(what)))
        else:
            _press(talk, int(str(what)))
        talk.now += timedelta(seconds=7)
    return talk


def _press(talk: Talk, number: int) -> None:
    pressable = [(shown, each) for shown in talk.screen for row in shown.rows for each in row if each.data]
    if pressable:
        shown, button = pressable[-1 - number % len(pressable)]
        talk.presses(decode(button.data), shown)


@law
@given(people, st.lists(deeds, max_size=8), st.sampled_from(EMERGENCIES), st.booleans())
def test_an_emergency_in_words_is_answered_in_the_same_turn_from_every_state(
    person: dict[str, Any], life: list[tuple[str, object]], words: str, edited: bool
) -> None:
    talk = lived(person, life)
    talk.now += timedelta(minutes=31)

    talk.says(words, edited=edited)

    assert talk.heard[0].lane is Lane.URGENT
    warned = highest(talk) is Level.EMERGENCY_NOW
    reminded = talk.heard[0].key == "escalation.checked_before"
    assert warned or (reminded and any(alert.resolution == "clinician" for alert in talk.alerts))


@law
@given(people, st.lists(deeds, max_size=8))
def test_an_emergency_by_button_is_answered_in_the_same_turn_from_every_state(
    person: dict[str, Any], life: list[tuple[str, object]]
) -> None:
    talk = Talk.with_(**person).commands("serious")
    danger = talk.button("Suddenly short of breath")
    for kind, what in life:
        if kind == "command":
            talk.commands(str(what))
        elif kind == "travel":
            talk.travel(minutes=float(str(what)))
        talk.now += timedelta(seconds=7)

    talk.presses(danger)

    assert highest(talk) is Level.EMERGENCY_NOW
    assert any(isinstance(each, Say) and each.lane is Lane.URGENT for each in talk.fresh)


@law
@given(people, st.lists(deeds, max_size=10), st.sampled_from(EMERGENCIES))
def test_no_life_after_a_warning_closes_it_without_a_clinician_or_three_noes(
    person: dict[str, Any], life: list[tuple[str, object]], words: str
) -> None:
    talk = Talk.with_(**person).says(words)
    start = [each.id for each in talk.alerts]
    talk.now += timedelta(minutes=1)
    after = lived({}, [])
    after.memory, after.screen, after.now = talk.memory, talk.screen, talk.now
    for kind, what in life:
        if kind == "press":
            _press(after, int(str(what)))
        elif kind == "travel":
            after.travel(minutes=float(str(what)))
        elif kind == "say":
            after.says(str(what))
        after.now += timedelta(seconds=7)

    for alert in after.alerts:
        if alert.id in start and not alert.is_open:
            assert alert.resolution in ("clinician", "mistake", "other")
        if alert.is_open:
            due = {key for topic, key in after.memory.agenda if topic in ("ladder", "followup")}
            assert alert.id in due


@law
@given(people, st.lists(deeds, max_size=12))
def test_no_life_breaks_a_message(person: dict[str, Any], life: list[tuple[str, object]]) -> None:
    lived(person, life)


FLAGS = sorted(table().flags)
CHOICES = ("yes", "no", "not_sure", "declined", "going", "stuck", "since", "card", "zz", "", "GB")
STEPS = ("did", "when", "watch", "card", "where", "country", "me", "again", "soon", "soonworse", "", "life")
choices = st.sampled_from([*CHOICES, *FLAGS[:5]])
steps = st.one_of(
    st.sampled_from(STEPS),
    st.builds("q{}.{}".format, st.sampled_from("umnocigwx"), st.sampled_from([*FLAGS, "acting", "general", ""])),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["al", "se"]), st.sampled_from(["", "1", "2", "zz"]), steps, choices)
def test_a_forged_button_never_breaks_anything(flow: str, run: str, step: str, choice: str) -> None:
    talk = Talk.with_().says("I can't feel when I wipe")
    talk.now += timedelta(minutes=1)

    talk.presses(Button(flow, run, step, choice))

    assert talk.alerts


@pytest.mark.parametrize("flag", FLAGS)
def test_every_dangerous_flag_answered_yes_to_a_direct_question_is_a_warning(flag: str) -> None:
    row = table().flags[flag]
    talk = Talk.with_(country="US").presses(Button("al", "zz", f"qu.{flag}", "yes"))

    assert highest(talk) >= row.level or row.level < Level.SAME_DAY
