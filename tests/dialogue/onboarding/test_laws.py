"""Laws of the talks about a person's wishes: whatever happens, nothing raises and every message is sound."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from messages.buttons import Button, decode
from messages.catalogue.entries import load_catalogue
from messages.dialogue.onboarding.questions import BY_NAME
from messages.effects import Plan
from messages.events import Media
from messages.memory import Person
from messages.triage.vocabulary import Level
from tests.dialogue.host import Talk, highest

EMERGENCY = "I can't feel anything between my legs and I can't pee"
WORDS = [
    "London", "half seven", "UTC+5:30", "10 to 7", "stop", "yes", "no", "skip", "16", "54", "Friday", "Spain", "none",
    "I'm in Spain", "delete me", "pause for a week", "banana", "walked to the shop today", "is this serious?", "\x00",
    "٣",
]  # fmt: skip
STEPS = ["r", "rp", "rq", "rw", "skip", "welcome", "consent", "young", "redo", "menu", "moved", "trip", "cap", *BY_NAME]
FILES = ("onboarding", "settings", "rights", "wishes")

presses = st.tuples(st.just("press"), st.integers(0, 30))
typed = st.tuples(st.just("say"), st.sampled_from(WORDS) | st.text(max_size=30))
commands = st.tuples(
    st.just("command"), st.sampled_from(["start", "settings", "privacy", "about", "help", "stop", "pause"])
)
forged = st.tuples(
    st.just("forge"),
    st.builds(
        Button,
        st.sampled_from(["on", "st", "pr"]),
        st.sampled_from(["", "1", "2", "3"]),
        st.sampled_from(STEPS) | st.text("abc#.", max_size=6),
        st.sampled_from(
            ["", "top", "#top", "yes", "go", "rf_diabetes.y", "rf_spinal_surgery_date.a", "you.none", "#r.europe.99"]
        )
        | st.text("abc#.:0123456789-", max_size=12),
    ),
)  # fmt: skip
places = st.tuples(st.just("place"), st.sampled_from(["Europe/Madrid", "Asia/Tokyo", "Nowhere/Else", None]))
waits = st.tuples(st.just("wait"), st.integers(1, 80))
media = st.tuples(st.just("media"), st.sampled_from(list(Media)))
happenings = st.lists(st.one_of(presses, presses, presses, typed, commands, forged, places, waits, media), max_size=14)


def happen(talk: Talk, kind: str, what: object) -> None:
    """Let one thing happen. The host fails on any message that Telegram or the catalogue would refuse."""
    match kind, what:
        case "press", int(index):
            buttons = [each for shown in talk.screen for row in shown.rows for each in row if each.data]
            if buttons:
                talk.presses(decode(buttons[index % len(buttons)].data))
                assert talk.toasts or talk.heard or talk.fresh, "a press was answered by nothing"
        case "say", str(text):
            talk.says(text)
        case "command", str(name):
            talk.commands(name)
        case "forge", Button() as button:
            talk.presses(button)
            assert talk.toasts or talk.heard, "a forged button was answered by nothing"
        case "place", zone:
            talk.shares_location(1, 1, zone if isinstance(zone, str) else None)
        case "wait", int(hours):
            talk.travel(hours=hours)
        case _:
            talk.sends(Media(str(what)))
    Person.model_validate(talk.person.model_dump())


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.booleans(), happenings)
def test_nothing_that_happens_breaks_a_talk(known: bool, events: list[tuple[str, object]]) -> None:
    talk = Talk.with_() if known else Talk.stranger().commands("start").presses("I am 18").presses("I agree")

    for kind, what in events:
        happen(talk, kind, what)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(happenings)
def test_an_emergency_is_heard_in_the_same_turn_from_every_state(events: list[tuple[str, object]]) -> None:
    talk = Talk.stranger().commands("start").presses("I am 18").presses("I agree")
    for kind, what in events:
        happen(talk, kind, what)

    talk.says(EMERGENCY)

    assert highest(talk) is Level.EMERGENCY_NOW
    assert talk.heard and talk.heard[0].lane.name == "URGENT"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(happenings)
def test_without_consent_nothing_is_planned_and_no_words_are_kept(events: list[tuple[str, object]]) -> None:
    talk = Talk.stranger().commands("start")
    for kind, what in events:
        happen(talk, kind, what)
        if talk.person.consent_version is not None or talk.alerts:
            return
        planned = {each.topic for each in talk.fresh if isinstance(each, Plan)}
        assert not planned & {"checkin", "nudge", "recheck", "trip"}
        assert not [each for each in talk.records if each.question == "note"]


@pytest.mark.parametrize("hours", [1, 30, 24 * 40])
def test_an_open_question_survives_a_silence(hours: int) -> None:
    talk = Talk.stranger().commands("start").presses("I am 18").presses("I agree").presses("France")
    zone = talk.button("Paris")

    talk.now += timedelta(hours=hours)
    talk.presses(zone)

    assert talk.person.zone == "Europe/Paris"


def test_messages_stay_short() -> None:
    for key, entry in load_catalogue("en").items():
        if key.split(".")[0] in (*FILES, "ask", "risks"):
            assert len(entry.text.split()) <= 90, key


@pytest.mark.parametrize("phrase", ["you are fine", "don't worry", "nothing serious", "all clear", "no need to worry"])
def test_nothing_here_reassures_falsely(phrase: str) -> None:
    for key, entry in load_catalogue("en").items():
        if key.split(".")[0] in (*FILES, "ask", "risks"):
            assert phrase not in entry.text.lower(), key
