"""What must hold however often the bot was killed, read from what arrived on the phones and from what is stored."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import text

from bot.sandbox import Sandbox
from bot.sandbox.server import Request
from bot.sandbox.world.updates import FIRST_UPDATE_ID
from messages.catalogue import text_of
from messages.effects import Lane
from storage.clock import TravelClock
from storage.engine.database import Database
from storage.outbox.claiming import LEASE, URGENT_LEASE
from storage.watch.audit import troubles
from tests.crash.kills.stage import Span
from tests.crash.kills.traffic import Told

TOGETHER = timedelta(minutes=15)
"""Two equal messages this close together are one message twice; nothing is said again sooner on purpose."""
LONDON = ZoneInfo("Europe/London")
FIRST_HOUR = 5
"""Before it, the day before may still be open."""
PASSING = "…"
"""A message that only takes a keyboard away; it stands in no row."""
PROMPTS = (
    "checkin.prompt_morning",
    "checkin.prompt_afternoon",
    "checkin.prompt_evening",
    "checkin.prompt_night",
    "checkin.carry_on",
)


class Played(Protocol):
    """Where it was played, and how often the bot died."""

    @property
    def sandbox(self) -> Sandbox: ...
    @property
    def clock(self) -> TravelClock: ...
    @property
    def database(self) -> str: ...
    @property
    def kills(self) -> Counter[str]: ...
    @property
    def spans(self) -> list[Span]: ...


class Remembered(Protocol):
    """What people did."""

    @property
    def stage(self) -> Played: ...
    @property
    def notes(self) -> list[Told]: ...
    @property
    def reds(self) -> list[Told]: ...
    @property
    def pressed(self) -> list[Told]: ...


LIFELINE = "I will answer in full as soon as I can"
"""Part of what goes out by hand while the database is away."""


class Truths:
    """Everything that is asked at the end, each question a method that raises AssertionError."""

    def __init__(self, traffic: Remembered) -> None:
        """The bot does not run any more."""
        self.traffic = traffic
        self.stage = traffic.stage
        self._database = Database(self.stage.database)

    @classmethod
    def ask(cls, traffic: Remembered) -> int:
        """Ask everything; return how many messages came twice because nobody could tell that they had arrived."""
        truths = cls(traffic)
        try:
            truths._all()
            return len(truths._again())
        finally:
            truths._database.dispose()

    def _all(self) -> None:
        self.no_correct_bot_would_have_been_blamed()
        self.every_update_has_its_receipt_and_took_its_ordinary_road()
        self.no_word_is_lost_and_none_counts_twice()
        self.no_answer_of_a_check_in_is_lost_or_counts_twice()
        self.every_danger_was_answered_in_time()
        self.every_rung_was_climbed_in_time()
        self.no_nudge_came_twice()
        self.nothing_came_more_often_than_the_bot_died()
        self.everybody_heard_things_in_the_order_they_were_decided()
        self.nothing_is_left_over()

    def no_correct_bot_would_have_been_blamed(self) -> None:
        assert self.stage.sandbox.violations == []

    def every_update_has_its_receipt_and_took_its_ordinary_road(self) -> None:
        outcomes = dict(self._rows("SELECT update_id, outcome FROM receipts"))
        given = range(FIRST_UPDATE_ID, self.stage.sandbox.world.updates.next_id)
        assert set(outcomes) == set(given)
        assert set(outcomes.values()) <= {"turn", "passed over"}, Counter(outcomes.values())

    def no_word_is_lost_and_none_counts_twice(self) -> None:
        kept = Counter(self._rows("SELECT chat_id, value FROM answers WHERE question = 'note'"))
        said = Counter((told.person.id, told.text) for told in self.traffic.notes)
        assert kept == said, (kept - said, said - kept)

    def no_answer_of_a_check_in_is_lost_or_counts_twice(self) -> None:
        """A button of a day that is over says so instead of counting: those are left out."""
        rows = self._rows("SELECT chat_id, run, question FROM answers WHERE question LIKE 'checkin.%'")
        assert [each for each, times in Counter(rows).items() if times > 1] == []
        days = {
            (chat_id, str(_document(body)["run"])): str(day)
            for chat_id, day, body in self._rows("SELECT chat_id, day, body FROM checkins")
        }
        for told in self.traffic.pressed:
            _, _, run, step, _ = told.text.split("|")
            local = told.at.astimezone(LONDON)
            if local.hour >= FIRST_HOUR and days[(told.person.id, run)] == local.date().isoformat():
                assert (told.person.id, run, f"checkin.{step}") in rows, f"{told.text} of {told.at} is lost"

    def every_danger_was_answered_in_time(self) -> None:
        alerts = Counter(chat_id for (chat_id,) in self._rows("SELECT chat_id FROM alerts"))
        for red in self.traffic.reds:
            assert alerts[red.person.id] == 1, f"{alerts[red.person.id]} alerts of {red.person.name}"
            sent = self._sent(red.person.id)
            first = next((each for each in sent if LIFELINE not in each.params["text"]), None)
            assert first is not None, f"{red.person.name} was never warned"
            assert "Go to hospital now" in first.params["text"][:40], "something else came before the warning"
            assert first.at - red.at <= self._patience(red.at, first.at, URGENT_LEASE), f"{red.person.name}: late"

    def every_rung_was_climbed_in_time(self) -> None:
        """Each repeat was decided and has arrived within a lease per kill after its moment."""
        query = "SELECT chat_id, id, body FROM alerts"
        for chat_id, alert, body in self._rows(query):
            record = _document(body)
            opened = datetime.fromisoformat(record["opened_at"])
            silent = datetime.fromisoformat(record.get("acknowledged_at") or self.stage.clock.now().isoformat())
            moments = [opened + timedelta(minutes=minutes) for minutes in record["ladder"]]
            passed = [each for each in moments if each + self._patience(each, silent, LEASE) < silent]
            rows = self._rows(
                "SELECT created_at, settled_at, message_id, state FROM outbox"
                " WHERE chat_id = :chat AND slot LIKE :slot AND key = 'escalation.alert'"
                " AND state != 'withdrawn' ORDER BY id",  # by a later repeat, which says the same
                chat=chat_id,
                slot=f"%{alert}%",
            )
            assert len(rows) >= 1 + len(passed), f"{len(passed)} rungs have passed, {len(rows) - 1} repeats were said"
            for moment, row in zip((opened, *passed), rows, strict=False):
                created, settled, message_id, state = row
                assert state == "sent", state
                shown = self.stage.sandbox.world.chats[chat_id].messages[message_id]
                assert _utc(created) - moment <= self._patience(moment, _utc(created), LEASE)
                assert shown.at - moment <= self._patience(moment, shown.at, LEASE), "a repeat came late"
                assert settled is not None

    def no_nudge_came_twice(self) -> None:
        twice = [(chat, words[:60]) for chat, words, times in self._copies() if times > 1 and _is_nudge(words)]
        assert twice == []

    def nothing_came_more_often_than_the_bot_died(self) -> None:
        """A message that no row knows of is one that was sent again because nobody could tell that it had arrived."""
        again = self._again()
        assert len(again) <= self.stage.kills.total(), again

    def _again(self) -> list[tuple[int, str]]:
        known = set(self._rows("SELECT chat_id, message_id FROM outbox WHERE message_id IS NOT NULL"))
        return [
            (chat.id, message.content.get("text", "")[:40])
            for chat in self.stage.sandbox.world.chats.values()
            for message in chat.messages.values()
            if message.author == self.stage.sandbox.world.bot.id and not message.service
            if message.content.get("text") != PASSING and LIFELINE not in message.content.get("text", "")
            if (chat.id, message.message_id) not in known
        ]

    def everybody_heard_things_in_the_order_they_were_decided(self) -> None:
        rows = self._rows(
            "SELECT chat_id, id, lane, message_id FROM outbox WHERE state = 'sent' AND message_id IS NOT NULL"
            " AND kind IN ('text', 'picture', 'document') ORDER BY chat_id, id"
        )
        chats: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for chat_id, _, lane, message_id in rows:
            if message_id not in {known for _, known in chats[chat_id]}:  # otherwise an edit of one that stands
                chats[chat_id].append((lane, message_id))
        for chat_id, heard in chats.items():
            for lane in Lane:
                numbers = [message_id for each, message_id in heard if each == lane]
                assert numbers == sorted(numbers), f"chat {chat_id}, {lane.name}: {numbers}"
            for place, (lane, message_id) in enumerate(heard):
                if lane == Lane.URGENT:
                    overtook = [number for _, number in heard[place + 1 :] if number < message_id]
                    assert overtook == [], f"chat {chat_id} heard {overtook} before the warning {message_id}"

    def nothing_is_left_over(self) -> None:
        assert self._rows("SELECT id, lane, key, due_at FROM outbox WHERE state = 'waiting'") == []
        assert self._rows("SELECT id, key, failure FROM outbox WHERE state = 'failed'") == []
        assert self._database.run_sync(lambda tx: troubles(tx, self.stage.clock.now())) == []
        assert self.stage.sandbox.world.updates.pending == []

    # how it is found out

    def _rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._database.run_sync(lambda tx: tx.execute(text(query), values).all())]

    def _sent(self, chat_id: int) -> Iterator[Request]:
        for request in self.stage.sandbox.requests:
            if request.method == "sendMessage" and request.params["chat_id"] == chat_id and request.status == 200:
                yield request

    def _copies(self) -> list[tuple[int, str, int]]:
        """Return every new message by chat, words and buttons, and how often Telegram took it within a short time."""
        last: dict[tuple[int, str], datetime] = {}
        times: Counter[tuple[int, str, datetime]] = Counter()
        for request in self.stage.sandbox.requests:
            if not request.method.startswith("send") or request.status != 200:
                continue
            params = {name: value for name, value in request.params.items() if name not in ("photo", "animation")}
            key = (int(params.pop("chat_id")), json.dumps(params, sort_keys=True, default=str, ensure_ascii=False))
            if key not in last or request.at - last[key] > TOGETHER:
                last[key] = request.at
            times[(*key, last[key])] += 1
        return [(chat, words, number) for (chat, words, _), number in times.items()]

    def _patience(self, since: datetime, until: datetime, lease: timedelta) -> timedelta:
        """Return how late something may be: one lease for each death of the bot that fell between the two moments."""
        deaths = sum(span.kills for span in self.stage.spans if span.start <= until and span.end >= since)
        return lease * deaths


def _is_nudge(params: str) -> bool:
    words = json.loads(params)
    line = words.get("text", "")
    beside = text_of("en", "checkin.prompt_beside", {"line": ""}).strip()  # its first line is the open warning's
    prompts = any(line == text_of("en", key).strip() for key in PROMPTS) or line.endswith(beside)
    return ('"1|nu|' in params and "|skip|" in params) or prompts


def _document(stored: Any) -> dict[str, Any]:
    """Return a document as raw SQL gives it: text from SQLite, an object from PostgreSQL."""
    found: dict[str, Any] = json.loads(stored) if isinstance(stored, str) else stored
    return found


def _utc(value: Any) -> datetime:
    """Return an instant as raw SQL gives it: text in UTC from SQLite, a datetime from PostgreSQL."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found
