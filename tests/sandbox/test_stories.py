"""Stories are read strictly, played over HTTP, and told so that a person can follow them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.stories import load_story, play
from bot.sandbox.stories.moments import ToClock, arrival, read_journey
from messages.reviewed import ReviewedDataError
from tests.sandbox.conftest import StandingClock
from tests.sandbox.echo import EchoBot

HEAD = """
title: A small talk
start: 2026-03-28 13:00 Europe/Berlin
people:
  Ada: {zone: Europe/Berlin}
  Ben: {zone: Europe/London}
steps:
"""

WHOLE = (
    HEAD
    + """
  - commands: /start
  - expects: {text: "shall we", buttons: ["Yes", "No"], loud: true, edited: false, count: 1, within: 5}
  - presses: "Yes"
  - expects: {text: You chose yes, edited: true, no_buttons: true, toast: Thanks}
  - says: one two
  - expects: {text: one two, gone: Shall we, not_text: three}
  - commands: /remind 20
  - expects: {nothing: true}
  - travels: 1h
  - expects: {nothing: true}
  - restart: true
  - travels: to next
  - expects: {text: It is 08:00 UTC, silent: true, within: 60}
  - person: Ben
    says: hello from Ben
  - person: Ben
    expects: {text: hello from Ben, count: 1}
  - expects: {nothing: true}
  - fault: {kind: too_many, retry_after: 3, calls: 1}
  - says: lost
  - expects: {nothing: true}
  - fault: clear
  - travels: to 09:15
  - sends: {kind: photo, caption: look}
  - shares: Tokyo
  - edits: {message: one two, to: one three}
  - blocks: true
  - unblocks: true
"""
)


def _write(folder: Path, text: str) -> Path:
    path = folder / "story.yaml"
    path.write_text(text, encoding="utf-8")
    return path


async def test_a_whole_story_is_played_and_told(tmp_path: Path, sandbox: Sandbox) -> None:
    transcript = await play(load_story(_write(tmp_path, WHOLE)), sandbox, EchoBot(sandbox))

    told = transcript.text()
    assert transcript.failures == [], told
    assert "Sat 28 Mar 2026 13:00  Ada: /start" in told
    assert "Sat 28 Mar 2026 13:00  bot to Ada [loud]: Hello! Shall we?" in told
    assert "[Yes] [No]" in told
    assert "bot to Ada [edited]: You chose yes." in told
    assert "Sun 29 Mar 2026 10:00  bot to Ada [silent]: It is 08:00 UTC." in told, "clocks went forward that night"
    assert told.endswith("All as expected.")


@pytest.mark.parametrize(
    ("expectation", "problem"),
    [
        ("{text: goodbye}", "text 'goodbye'"),
        ("{buttons: [Maybe]}", "button 'Maybe'"),
        ("{silent: true}", "silent"),
        ("{loud: false}", "not loud"),
        ("{nothing: true}", "should have heard nothing"),
        ("{not_text: Hello}", "should not have read 'Hello'"),
        ("{count: 2}", "there are 1"),
        ("{text: hello, edited: true}", "edited"),
        ("{pinned: true}", "pinned"),
        ("{shows: goodbye}", "should stand on"),
        ("{gone: hello}", "should be gone"),
        ("{keyboard: [Yes]}", "should offer 'Yes'"),
        ("{toast: Thanks}", "should say 'Thanks'"),
        ("{media: photo}", "media photo"),
        ("{within: 0}", "within 0 s"),
    ],
)
async def test_an_expectation_that_does_not_hold_fails_with_its_step(
    tmp_path: Path, sandbox: Sandbox, expectation: str, problem: str
) -> None:
    story = load_story(_write(tmp_path, f"{HEAD}  - commands: /start\n  - expects: {expectation}\n"))

    transcript = await play(story, sandbox, EchoBot(sandbox))

    assert [failure.step for failure in transcript.failures] == [2]
    assert problem in transcript.failures[0].problem
    assert "FAILED, step 2" in transcript.text()


async def test_a_request_no_correct_bot_makes_fails_the_story(tmp_path: Path, sandbox: Sandbox) -> None:
    story = load_story(_write(tmp_path, f"{HEAD}  - commands: /shout\n"))

    transcript = await play(story, sandbox, EchoBot(sandbox))

    assert len(transcript.failures) == 1
    assert "violation in sendMessage" in transcript.failures[0].problem


async def test_pressing_what_is_not_there_ends_the_story(tmp_path: Path, sandbox: Sandbox) -> None:
    story = load_story(_write(tmp_path, f"{HEAD}  - commands: /start\n  - presses: Maybe\n  - says: never said\n"))

    transcript = await play(story, sandbox, EchoBot(sandbox))

    assert [failure.step for failure in transcript.failures] == [2]
    assert "'Yes', 'No'" in transcript.failures[0].problem
    assert "never said" not in transcript.text()


async def test_what_was_said_while_the_bot_was_dead_is_answered_when_it_is_back(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    steps = """
  - says: first
  - kills: true
  - says: while you were out
  - expects: {nothing: true}
  - travels: 8h
  - starts: true
  - expects: {text: while you were out, count: 1}
"""
    transcript = await play(load_story(_write(tmp_path, HEAD + steps)), sandbox, EchoBot(sandbox))

    assert transcript.failures == [], transcript.text()


async def test_a_night_comes_reminder_by_reminder_unless_one_jumps(sandbox: Sandbox) -> None:
    stops: list[datetime] = []
    plan = [sandbox.clock.now() + timedelta(hours=hours) for hours in (1, 3, 9)]

    async def arrived(now: datetime) -> None:
        stops.append(now)

    async def next_due() -> datetime | None:
        return next((due for due in plan if due > sandbox.clock.now()), None)

    sandbox.on_travel, sandbox.next_due = arrived, next_due
    await sandbox.travel(timedelta(hours=8))
    assert stops == [*plan[:2], plan[0] + timedelta(hours=7)]

    stops.clear()
    await sandbox.travel(timedelta(hours=8), jump=True)
    assert stops == [plan[0] + timedelta(hours=15)]
    assert await sandbox.travel_to_next() is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (f"{HEAD}  - says: hi\n    presses: Yes\n", "step 1: Value error, a step does exactly one thing"),
        (f"{HEAD}  - says: hi\n  - whispers: hi\n", "step 2, whispers: Extra inputs are not permitted"),
        (f"{HEAD}  - person: Cleo\n    says: hi\n", "nobody is called 'Cleo'; there are Ada, Ben"),
        (f"{HEAD}  - travels: soon\n", "step 1, travels, journey: Value error, 'soon' is no journey"),
        (f"{HEAD}  - travels: to 2026-03-29 08:00 Europe/Nowhere\n", "'Europe/Nowhere' is not a time zone"),
        (f"{HEAD}  - expects: {{txt: hi}}\n", "step 1, expects, txt: Extra inputs are not permitted"),
        (f"{HEAD}  - shares: Atlantis\n", "no place 'Atlantis'"),
        ("title: x\nstart: 2026-03-28T07:00:00\nsteps: [{says: hi}]\n", "the start needs a zone"),
        ("title: x\nstart: 2026-03-28T07:00:00Z\nsteps: []\n", "steps"),
    ],
)
def test_a_wrong_word_names_the_file_and_the_step(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ReviewedDataError) as caught:
        load_story(_write(tmp_path, text))

    assert "story.yaml" in str(caught.value)
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8h", "2026-03-28T20:00"),
        ("1 day 2 hours 30min", "2026-03-29T14:30"),
        ("to 13:30", "2026-03-28T12:30"),
        ("to 12:59", "2026-03-29T10:59"),
        ("to 2026-03-29 08:00", "2026-03-29T06:00"),
        ("to 2026-03-29 08:00 America/New_York", "2026-03-29T12:00"),
    ],
)
def test_journeys_end_where_the_persons_wall_clock_says(clock: StandingClock, text: str, expected: str) -> None:
    journey = read_journey(text)
    assert not isinstance(journey, type(read_journey("to next")))

    assert f"{arrival(journey, clock.now(), 'Europe/Berlin'):%Y-%m-%dT%H:%M}" == expected  # type: ignore[arg-type]


def test_a_time_that_the_clock_change_skips_still_comes() -> None:
    night = datetime(2026, 3, 28, 22, 0, tzinfo=UTC)

    assert arrival(ToClock(time(2, 30)), night, "Europe/Berlin") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
