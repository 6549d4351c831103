"""The commands that judge, from the command line in to what is printed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.judging.evaluate import Side, Wanted, evaluate
from messages.triage.assess import assess_line
from messages.triage.evaluation import is_sealed

EMERGENCY = "I can't pee since last night and my bum is numb"
HARMLESS = "did my stretches this morning"


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def labelled(name: str, text: str, level: str, action: str) -> dict[str, object]:
    return {"id": name, "text": text, "level": level, "action": [action], "flags": [], "trap": None, "why": ""}


def scored(*paths: Path, side: Side = Side.ALL, misses: bool = False) -> tuple[int, dict[str, Any], str]:
    out, complaints = io.StringIO(), io.StringIO()
    wanted = Wanted(paths, side, misses=misses, as_json=True)
    status = evaluate(wanted, out, complaints, iter(range(10_000)).__next__)
    return status, json.loads(out.getvalue()), complaints.getvalue()


def test_a_bad_line_is_named_with_its_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = write(
        tmp_path / "some.jsonl",
        labelled("a", EMERGENCY, "EMERGENCY_NOW", "escalate"),
        "{broken",
        labelled("b", HARMLESS, "NONE", "none"),
        {"id": "c", "profile": {}, "days": [{"day": 1, "checkin": {"pain": 99}}], "gold": {"level": "NONE"}},
    )
    status, found, complaints = scored(path)

    assert status == 1
    assert found["messages"] == 2
    assert f"{path}:2: not readable as JSON" in complaints
    assert f"{path}:4:" in complaints
    assert "pain" in complaints


def test_messages_are_judged_by_the_same_code_as_assess(tmp_path: Path) -> None:
    path = write(tmp_path / "some.jsonl", labelled("a", EMERGENCY, "NONE", "none"))
    (miss,) = scored(path, misses=True)[1]["misses"]
    judged = assess_line(json.dumps({"id": "a", "text": EMERGENCY}))

    assert (miss["kind"], miss["level"], miss["action"]) == ("false alarm", judged["level"], judged["action"])
    assert miss["heard"] == [f"{each['flag']}:{each['status']}:{each['words']!r}" for each in judged["findings"]]


def test_a_story_is_judged_day_by_day(tmp_path: Path) -> None:
    days = [{"day": 1, "text": HARMLESS}, {"day": 3, "text": EMERGENCY}]
    gold = {"level": "EMERGENCY_NOW", "due_day": 3, "ask_ok_from_day": 3, "why": ""}
    path = write(tmp_path / "some.jsonl", {"id": "s", "profile": {}, "days": days, "gold": gold})
    _, found, _ = scored(path)

    figures = {each["name"]: each["hits"] for each in found["figures"]}
    assert figures["story, emergency: escalated on the right day"] == 1


def test_nothing_of_the_sealed_part_is_listed(tmp_path: Path) -> None:
    sealed = next(str(number) for number in range(99) if is_sealed(str(number)))
    path = write(
        tmp_path / "some.jsonl",
        labelled("first", HARMLESS, "NONE", "none"),
        labelled(sealed, HARMLESS, "EMERGENCY_NOW", "escalate"),
    )

    _, found, _ = scored(path, side=Side.SEALED, misses=True)
    assert found["messages"] == 1
    assert HARMLESS not in json.dumps(found)
    assert scored(path, side=Side.OPEN)[1]["messages"] == 1
    assert scored(path)[1]["messages"] == 2


def test_of_our_own_messages_nothing_sealed_is_listed_even_when_everything_is_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = next(str(number) for number in range(99) if is_sealed(str(number)))
    opened = next(str(number) for number in range(99) if not is_sealed(str(number)))
    rows = [labelled(name, HARMLESS, "EMERGENCY_NOW", "escalate") for name in ("first", sealed, opened)]
    path = write(tmp_path / "some.jsonl", *rows)

    foreign = scored(path, misses=True)[1]
    monkeypatch.setattr("bot.judging.evaluate.OURS", tmp_path.resolve())
    ours = scored(path, misses=True)[1]

    assert [each["id"] for each in foreign["misses"]] == ["first", sealed, opened]
    assert [each["id"] for each in ours["misses"]] == ["first", opened]
    assert ours["messages"] == foreign["messages"] == 3


def test_the_time_of_a_message_is_the_time_it_took_to_judge(tmp_path: Path) -> None:
    path = write(tmp_path / "some.jsonl", labelled("a", HARMLESS, "NONE", "none"))

    assert scored(path)[1]["ms_per_message"] == {"p50": 1000.0, "p99": 1000.0}


def test_a_file_that_is_not_there_stops_before_anything_is_judged(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["evaluate", "nowhere.jsonl"])

    assert stopped.value.code == 2
    assert "there is no file nowhere.jsonl" in capsys.readouterr().err
