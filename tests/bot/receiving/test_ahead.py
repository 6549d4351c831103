"""Reading ahead changes when a text is read, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.receiving.ahead import Ahead
from messages.dialogue import Turn, step
from messages.events import Commanded, Event, Pressed, Said
from messages.memory import Memory, Person
from messages.triage.reading import by_network, by_rules, read_by_both
from messages.triage.reading.both import FEWEST_WORDS, joined
from messages.triage.reading.learned import listen
from messages.triage.reading.reader import read
from messages.triage.vocabulary import Case

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
PERSON = Person(chat_id=1, created_at=NOW, consent_version="1", onboarded=True)
TEXTS = (
    "slept ok, a bit stiff this morning",
    "I can't feel it when I wipe and my legs are going weak",
    "my mum had a fever and back pain last week, should I worry",
    "je n'ai plus de force dans les jambes depuis ce matin",
    "numb down below",
    "",
)


class Odd(str):
    """A text that does something when a reader looks at it."""

    __slots__ = ("then",)
    then: Callable[[], None]

    def split(self, *_: object) -> list[str]:
        """What the learned reader asks first."""
        self.then()
        return []

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


def _odd(then: Callable[[], None]) -> Odd:
    text = Odd("one two three four")
    text.then = then
    return text


def _memory() -> Memory:
    return Memory(person=PERSON, case=Case())


def _forget_what_was_read() -> None:
    by_rules.cache_clear()
    by_network.cache_clear()


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_heard_is_what_the_two_readers_hear_one_after_the_other(text: str) -> None:
    _forget_what_was_read()
    first, heard = read(text), listen(text)
    plain = first if heard is None or first.language is not None else joined(first, heard, text)
    assert read_by_both(text) == plain
    assert read_by_both(text) == plain, "and again, from memory"


@pytest.mark.parametrize("event", [Said(text) for text in TEXTS] + [Commanded("note", text) for text in TEXTS])
def test_a_turn_read_ahead_is_the_turn(event: Event) -> None:
    _forget_what_was_read()
    plain = step(_memory(), event, NOW)
    _forget_what_was_read()
    assert Ahead().of(event, step)(_memory(), event, NOW) == plain


def test_a_turn_finds_both_readings_made() -> None:
    text = "my knee hurts when I climb the stairs at work"
    _forget_what_was_read()
    known: list[int] = []

    def decide(memory: Memory, event: Event, now: datetime) -> Turn:
        known.extend(each.cache_info().misses for each in (by_rules, by_network))
        turn = step(memory, event, now)
        known.extend(each.cache_info().misses for each in (by_rules, by_network))
        return turn

    ahead, next_begun = Ahead(), threading.Event()
    when_read = ahead.of(Said(text), decide)
    ahead.of(Said(_odd(next_begun.set)), step)
    assert next_begun.wait(10)
    when_read(_memory(), Said(text), NOW)
    assert known[:2] == known[2:]
    assert min(by_rules.cache_info().hits, by_network.cache_info().hits) >= 1


def test_a_reading_that_fails_ahead_stops_no_turn() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    event = Said("good morning to you all")
    wait = Ahead().of(Said(_odd(fail)), step)
    assert wait(_memory(), event, NOW) == step(_memory(), event, NOW)


def test_a_turn_does_not_wait_for_a_reader_who_is_busy_with_another_text() -> None:
    begun, done = threading.Event(), threading.Event()

    def take_long() -> None:
        begun.set()
        done.wait(10)

    ahead = Ahead()
    ahead.of(Said(_odd(take_long)), step)
    assert begun.wait(10)
    event = Said("I walked to the shop and back today")
    try:
        turn = ahead.of(event, step)(_memory(), event, NOW)
        assert not done.is_set()
    finally:
        done.set()
    assert turn == step(_memory(), event, NOW)


def test_what_is_not_typed_is_not_read() -> None:
    event = Pressed(None)
    assert Ahead().of(event, step) is step


def test_the_fewest_words_are_left_to_the_rules() -> None:
    words = ["numb", "down", "below", "today"]
    assert by_network(" ".join(words[: FEWEST_WORDS - 1])) is None
    assert by_network(" ".join(words[:FEWEST_WORDS])) is not None
