"""The stable face: one JSON line in, one judgement out."""

from __future__ import annotations

import json
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.triage.assess import assess_line
from messages.triage.vocabulary import Action, Level, Status

KEYS = {"id", "level", "action", "findings", "question"}
FINDING_KEYS = {"flag", "words", "rule", "source", "status"}


def assess(**line: object) -> dict[str, Any]:
    return assess_line(json.dumps(line))


def story(*days: dict[str, object], risks: tuple[str, ...] = (), **person: object) -> dict[str, Any]:
    return assess(id="s", profile={"risk_factors": list(risks), **person}, days=list(days))


def on(number: int, text: str = "", **checkin: object) -> dict[str, object]:
    return {"day": number, "checkin": checkin, "text": text}


def test_a_message_is_judged_with_exactly_the_promised_keys() -> None:
    result = assess(id="m1", text="I can't pee since last night and my bum is numb")

    assert set(result) == KEYS
    assert (result["id"], result["level"], result["action"]) == ("m1", "EMERGENCY_NOW", "escalate")
    assert result["findings"]
    assert all(set(finding) == FINDING_KEYS for finding in result["findings"])
    json.dumps(result)


def test_a_message_in_a_language_nobody_here_reads_gets_the_safety_question() -> None:
    result = assess(id="m3", text="ich kann seit gestern nicht mehr richtig laufen und fühle nichts")

    assert result["action"] == "ask"
    assert "trouble peeing" in result["question"]


def test_a_harmless_message_is_left_alone() -> None:
    result = assess(id="m2", text="did my stretches this morning")

    assert (result["action"], result["question"]) == ("none", None)
    assert result["level"] in ("NONE", "SELF_CARE")


def test_a_story_gives_every_day_and_its_gravest_day_on_top() -> None:
    result = story(on(1, symptoms=["sys_night_sweats"]), on(3, symptoms=["inf_fever_back"]), on(4))

    assert set(result) == KEYS | {"days"}
    assert [day["day"] for day in result["days"]] == [1, 3, 4]
    assert all(set(day) == KEYS - {"id"} | {"day"} for day in result["days"])
    assert [day["level"] for day in result["days"]] == ["SOON", "SAME_DAY", "SAME_DAY"]
    assert [day["action"] for day in result["days"]] == ["advise", "escalate", "escalate"]
    assert (result["level"], result["action"]) == ("SAME_DAY", "escalate")


def test_days_are_judged_in_their_order_whatever_the_order_of_the_list() -> None:
    result = story(on(3, symptoms=["inf_fever_back"]), on(1, symptoms=["sys_night_sweats"]))

    assert [(day["day"], day["action"]) for day in result["days"]] == [(1, "advise"), (3, "escalate")]


def test_an_alert_lasts_while_its_cause_is_active_and_not_longer() -> None:
    result = story(on(0, symptoms=["inf_fever_back"]), on(14), on(15))

    assert [day["action"] for day in result["days"]] == ["escalate", "escalate", "none"]


def test_advice_is_given_once_and_not_every_day() -> None:
    result = story(on(0, symptoms=["sys_night_sweats"]), on(1))

    assert [day["action"] for day in result["days"]] == ["advise", "none"]


def test_the_profile_counts() -> None:
    assert story(on(1, temperature_c=38.4))["level"] == "SAME_DAY"
    assert story(on(1, temperature_c=38.4), risks=("rf_immunosuppressed",))["level"] == "EMERGENCY_NOW"


def test_numbers_of_several_days_count_together() -> None:
    result = story(on(1, pain=7), on(2, pain=7), on(3, pain=8))

    assert [day["action"] for day in result["days"]][-1] == "escalate"
    assert result["days"][0]["action"] == "none"


def test_nulls_and_missing_fields_are_unanswered() -> None:
    days: list[dict[str, object]] = [{"day": 1, "checkin": None, "text": None}, {"day": 2}]

    assert story(*days)["level"] in ("NONE", "SELF_CARE")
    assert assess(id=1, days=[{"day": 1, "checkin": {"pain": None}}])["id"] == 1


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ('{"id": "x", "text": ', "JSON"),
        ("[]", "object"),
        ('"hello"', "object"),
        ("null", "object"),
        ('{"text": "no id"}', "id"),
        ('{"id": "x"}', "text"),
        ('{"id": "x", "text": 7}', "text"),
        ('{"id": "x", "text": "a", "mood": 1}', "mood"),
        ('{"id": "x", "days": []}', "days"),
        ('{"id": "x", "days": [{"day": -1}]}', "day"),
        ('{"id": "x", "days": [{"day": 1, "checkin": {"pain": 11}}]}', "pain"),
        ('{"id": "x", "days": [{"day": 1, "checkin": {"symptoms": ["numb_bum"]}}]}', "numb_bum"),
        ('{"id": "x", "profile": {"risk_factors": ["rf_unknown"]}, "days": [{"day": 1}]}', "rf_unknown"),
        ('{"id": "x", "profile": {"sex": "?"}, "days": [{"day": 1}]}', "sex"),
        ('{"id": "x", "days": [{"day": 1e400}]}', "day"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_bad_line_gets_a_clear_error_of_its_own(line: str, about: str) -> None:
    result = assess_line(line)

    assert set(result) == {"id", "error"}
    assert about in result["error"]
    assert result["id"] == ("x" if line.startswith('{"id": "x", ') else None) or '"id": "x"' in line


def test_an_error_does_not_repeat_what_the_person_wrote() -> None:
    assert "my secret" not in assess(id="x", text="my secret", mood="my secret")["error"]


@pytest.mark.parametrize(
    "text",
    ["", "\x00", "a\x00b", "\ud800", "🙂" * 4096, "can't pee " * 10_000, "\u202eno\u200b", "\n" * 5000],
    ids=range(8),
)
def test_odd_texts_are_judged_like_any_other(text: str) -> None:
    result = assess(id="odd", text=text)

    assert set(result) == KEYS


def test_a_number_that_cannot_be_is_left_out_of_the_judgement() -> None:
    assert story(on(1, temperature_c=45))["action"] != "escalate"


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_gets_a_judgement(text: str) -> None:
    result = assess(id="any", text=text)

    assert result["level"] in Level.__members__
    assert result["action"] in {action.value for action in Action}
    assert all(finding["status"] in {status.value for status in Status} for finding in result["findings"])
    assert (result["action"] == "ask") == (result["question"] is not None) or result["action"] == "escalate"


@settings(max_examples=150, deadline=None)
@given(line=st.text(max_size=120))
def test_any_line_gets_an_answer(line: str) -> None:
    assert "id" in assess_line(line)


def test_a_thousand_lines_take_less_than_ten_seconds() -> None:
    text = "pain {} and tingling in my left foot, no fever"
    lines = [json.dumps({"id": number, "text": text.format(number % 10)}) for number in range(1000)]
    assess_line(lines[0])

    start = process_time()
    for line in lines:
        assess_line(line)

    assert process_time() - start < 10
