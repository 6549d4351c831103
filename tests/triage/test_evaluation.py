"""The published figures: what is counted, and how sure it is."""

from __future__ import annotations

import json
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.triage.evaluation import (
    Answer,
    Example,
    GoldMessage,
    GoldStory,
    NotAnExample,
    Report,
    Told,
    example,
    is_sealed,
    on_sealed_side,
    report,
)
from messages.triage.evaluation.intervals import exact_interval
from messages.triage.vocabulary import Action, Level


def at_least(hits: int, of: int, share: float) -> float:
    """Return the probability of ``hits`` or more out of ``of``, term by term."""
    return sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(hits, of + 1))


def message(level: str | None = None, *actions: str, **more: object) -> GoldMessage:
    row: dict[str, object] = {"id": "m", "text": "words", "level": level, "action": list(actions), **more}
    found = example(json.dumps(row))
    assert isinstance(found, GoldMessage)
    return found


def answer(gold: GoldMessage, level: Level, action: Action) -> Answer:
    return Answer(gold, level, action)


def shares(of: Report) -> dict[str, tuple[int, int]]:
    return {each.name: (each.hits, each.of) for each in of.figures}


def story(actions: dict[int, str], level: str, due: int | None, ask_from: int | None = None) -> Told:
    gold = {"level": level, "due_day": due, "ask_ok_from_day": ask_from, "why": ""}
    row = {"id": "s", "profile": {}, "days": [{"day": day} for day in actions], "gold": gold}
    found = example(json.dumps(row))
    assert isinstance(found, GoldStory)
    return Told(found, {day: Action(each) for day, each in actions.items()})


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.3085), (10, 10, 0.6915, 1.0), (5, 10, 0.1871, 0.8129), (13, 15, 0.5954, 0.9834)],
)
def test_an_interval_is_the_one_of_the_printed_tables(hits: int, of: int, low: float, high: float) -> None:
    assert exact_interval(hits, of) == pytest.approx((low, high), abs=0.0001)


@given(st.integers(1, 150).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_ends_of_an_interval_leave_two_and_a_half_per_cent_on_either_side(counted: tuple[int, int]) -> None:
    hits, of = counted
    low, high = exact_interval(hits, of)

    assert low <= hits / of <= high
    assert hits == 0 or at_least(hits, of, low) == pytest.approx(0.025, abs=1e-6)
    assert hits == of or 1 - at_least(hits + 1, of, high) == pytest.approx(0.025, abs=1e-6)


def test_thousands_of_messages_are_no_trouble_for_an_interval() -> None:
    low, high = exact_interval(3900, 4000)

    assert 0.969 < low < 0.975 < high < 0.980
    assert exact_interval(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="3 hits out of 2"):
        exact_interval(3, 2)


def test_an_emergency_answered_by_a_question_counts_as_asked_and_not_as_escalated() -> None:
    gold = message("EMERGENCY_NOW", "escalate")
    found = shares(report([answer(gold, Level.NONE, Action.ASK), answer(gold, Level.EMERGENCY_NOW, Action.ESCALATE)]))

    assert found["emergency: escalate"] == (1, 2)
    assert found["emergency: escalate or ask"] == (2, 2)
    assert found["safe advice: never less than wanted"] == (2, 2)
    assert found["an acceptable action of the label"] == (1, 2)


def test_only_an_emergency_without_a_trap_is_plain() -> None:
    plain, trapped = message("EMERGENCY_NOW", "escalate"), message("EMERGENCY_NOW", "escalate", trap="typo")
    found = shares(report([answer(each, Level.NONE, Action.NONE) for each in (plain, trapped)]))

    assert found["emergency: escalate"] == (0, 2)
    assert found["plain emergency (no trap): escalate"] == (0, 1)
    assert found["safe advice: never less than wanted"] == (0, 2)


def test_harmless_text_is_told_apart_by_whether_it_sounds_like_danger() -> None:
    hard, everyday = message("NONE", "none", trap="idiom"), message("NONE", "none", trap="terse")
    loud = [answer(each, Level.EMERGENCY_NOW, Action.ESCALATE) for each in (hard, hard, everyday)]
    found = shares(report([*loud, answer(everyday, Level.NONE, Action.ASK)]))

    assert found["hard benign: escalate (false alarm)"] == (2, 2)
    assert found["everyday: escalate (false alarm)"] == (1, 2)
    assert found["everyday: ask (false alarm)"] == (1, 2)


def test_an_answer_that_the_label_accepts_is_no_false_alarm() -> None:
    gold = message("NONE", "none", "ask", trap="other_person")

    assert not answer(gold, Level.NONE, Action.ASK).false_alarm
    assert answer(gold, Level.SAME_DAY, Action.ESCALATE).false_alarm


@pytest.mark.parametrize(
    ("right", "judged", "off"),
    [
        ("EMERGENCY_NOW", Level.EMERGENCY_NOW, 0),
        ("EMERGENCY_NOW", Level.SAME_DAY, -1),
        ("EMERGENCY_NOW", Level.SELF_CARE, -3),
        ("SOON", Level.ROUTINE, -1),
        ("NONE", Level.ROUTINE, 0),
        ("NONE", Level.SAME_DAY, 2),
    ],
)
def test_over_and_under_triage_count_the_steps_of_the_label_policy(right: str, judged: Level, off: int) -> None:
    assert answer(message(right, "none"), judged, Action.NONE).steps_off == off


def test_a_question_is_neither_over_nor_under_triage() -> None:
    assert answer(message("EMERGENCY_NOW", "escalate"), Level.NONE, Action.ASK).steps_off is None


def test_the_matrix_holds_every_levelled_message_once_and_questions_apart() -> None:
    gold = message("SAME_DAY", "escalate")
    found = report(
        [
            answer(gold, Level.SELF_CARE, Action.NONE),
            answer(gold, Level.EMERGENCY_NOW, Action.ESCALATE),
            answer(gold, Level.SOON, Action.ASK),
        ]
    ).matrix

    assert len(found) == 5
    assert {name: count for name, count in found["SAME_DAY"].items() if count} == {
        "NONE": 1,
        "EMERGENCY_NOW": 1,
        "asked": 1,
    }
    assert sum(sum(row.values()) for row in found.values()) == 3


def test_a_message_of_which_only_the_action_is_known_is_counted_apart() -> None:
    found = example('{"id": "c", "text": "words", "gold": "escalate", "also": ["ask"]}')
    assert isinstance(found, GoldMessage)
    counted = report([answer(found, Level.EMERGENCY_NOW, Action.ESCALATE)])

    assert shares(counted)["level unknown, must escalate: escalate"] == (1, 1)
    assert "emergency: escalate" not in shares(counted)
    assert sum(sum(row.values()) for row in counted.matrix.values()) == 0


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        (story({1: "none", 4: "escalate"}, "EMERGENCY_NOW", 4, 3), "on time"),
        (story({1: "none", 3: "escalate"}, "EMERGENCY_NOW", 4, 3), "on time"),
        (story({3: "ask", 5: "escalate"}, "EMERGENCY_NOW", 4, 3), "asked in time"),
        (story({1: "ask", 5: "escalate"}, "EMERGENCY_NOW", 4, 3), "late"),
        (story({2: "escalate", 4: "escalate"}, "EMERGENCY_NOW", 4, 3), "early"),
        (story({4: "advise"}, "EMERGENCY_NOW", 4, 3), "missed"),
        (story({2: "escalate"}, "SAME_DAY", 4), "early"),
        (story({2: "advise"}, "SOON", 4, 1), "on time"),
        (story({2: "escalate"}, "SOON", 4, 1), "false alert"),
        (story({1: "none", 2: "ask"}, "NONE", None), "quiet"),
        (story({1: "none", 2: "escalate"}, "NONE", None), "false alert"),
    ],
)
def test_a_story_ends_as_its_days_say(told: Told, outcome: str) -> None:
    assert told.outcome.value == outcome


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("not json", "JSON"),
        ("[1]", "object"),
        ('{"id": "a", "level": "NONE", "action": ["none"]}', "text"),
        ('{"id": "a", "text": "t", "level": "URGENT", "action": ["none"]}', "level"),
        ('{"id": "a", "text": "t", "level": "NONE", "action": ["shout"]}', "actions"),
        ('{"id": "a", "text": "t", "level": "NONE"}', "actions"),
        ('{"id": "a", "days": [{"day": 1}]}', "gold"),
    ],
)
def test_a_line_that_cannot_be_scored_says_why(line: str, about: str) -> None:
    with pytest.raises(NotAnExample, match=about):
        example(line)


def test_rewritings_of_one_situation_stay_on_one_side_of_the_split() -> None:
    family = [message("NONE", "none", id=name, family="f01").key for name in ("a", "b")]

    assert len({is_sealed(key) for key in family}) == 1
    assert not on_sealed_side(0, next(str(n) for n in range(99) if is_sealed(str(n))))
    assert 0.25 < sum(is_sealed(str(number)) for number in range(2000)) / 2000 < 0.35


def test_misses_are_listed_only_where_they_are_asked_for() -> None:
    found: Example = message("EMERGENCY_NOW", "escalate", text="cannot pee")
    assert isinstance(found, GoldMessage)
    text = report([answer(found, Level.NONE, Action.NONE)], milliseconds=[3.0, 1.0, 2.0])

    assert text.milliseconds == (2.0, 3.0)
    assert "cannot pee" in text.as_text(with_misses=True)
    assert "cannot pee" not in text.as_text(with_misses=False)
    assert "misses" not in text.as_data(with_misses=False)
