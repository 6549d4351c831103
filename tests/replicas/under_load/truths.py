"""What must hold whatever was killed: read from what arrived on the phones, and from what is stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text

from bot.sandbox.world.updates import FIRST_UPDATE_ID
from storage.outbox.claiming import URGENT_LEASE
from storage.watch.audit import troubles
from tests.replicas.under_load.fleet import Fleet
from tests.replicas.under_load.load import Load

LOOKS_EVERY = timedelta(seconds=5)
"""How often every process looks for what another one has left."""
BUSY = timedelta(seconds=15)
"""What a machine that is doing a lot of other things may add."""
A_SECOND = 30
"""What Telegram bears of one bot."""


@dataclass
class Truths:
    """Each question is a method that raises AssertionError."""

    load: Load
    fleet: Fleet

    def check(self) -> None:
        """Ask everything. Whatever still runs has nothing in hand."""
        self.every_update_took_effect_by_its_ordinary_road()
        self.every_word_and_tap_counts_once()
        self.every_danger_was_answered_once_first_and_in_time()
        self.no_nudge_came_twice_and_none_is_missing_without_a_kill()
        self.what_came_twice_is_what_nobody_knew_had_arrived()
        self.everybody_heard_things_in_the_order_they_were_decided()
        self.telegram_was_never_asked_for_too_much()
        self.nothing_is_left_over()

    def every_update_took_effect_by_its_ordinary_road(self) -> None:
        outcomes = dict(self._rows("SELECT update_id, outcome FROM receipts"))
        assert set(outcomes) == set(range(FIRST_UPDATE_ID, self.load.sandbox.world.updates.next_id))
        assert set(outcomes.values()) <= {"turn", "passed over"}, Counter(outcomes.values())

    def every_word_and_tap_counts_once(self) -> None:
        kept = Counter(self._rows("SELECT chat_id, value FROM answers WHERE question = 'note'"))
        said = Counter((chat_id, note) for chat_id, notes in self.load.notes.items() for note in notes)
        assert kept == said, (kept - said, said - kept)
        taps = Counter(each for (each,) in self._rows("SELECT chat_id FROM answers WHERE question = 'checkin.pain'"))
        assert taps == Counter(self.load.pressed)
        confirmed = Counter(each for (each,) in self._rows("SELECT chat_id FROM outbox WHERE key = 'wishes.noted'"))
        assert confirmed == {chat_id: len(notes) for chat_id, notes in self.load.notes.items()}

    def every_danger_was_answered_once_first_and_in_time(self) -> None:
        opened = Counter(chat_id for (chat_id,) in self._rows("SELECT chat_id FROM alerts"))
        assert opened == Counter(list(self.load.reds))
        bound = URGENT_LEASE + LOOKS_EVERY + BUSY
        for chat_id, at in self.load.reds.items():
            first = next(each for each in self._heard(chat_id))
            assert "Go to hospital now" in first[1][:60], f"{chat_id} heard {first[1][:60]!r} before the warning"
            assert first[0] - at <= bound, f"{chat_id} was warned after {first[0] - at}"
        rows = self._rows("SELECT state FROM outbox WHERE lane = 0")
        assert Counter(state for (state,) in rows) == {"sent": len(rows)}

    def no_nudge_came_twice_and_none_is_missing_without_a_kill(self) -> None:
        rows = self._rows("SELECT chat_id, state, message_id FROM outbox WHERE key = 'load'")
        states = Counter(state for _, state, _ in rows)
        assert set(states) <= {"sent", "maybe"}, states
        assert not states["maybe"] or self.fleet.kills, states
        heard = Counter({chat_id: len(self._heard(chat_id)) for chat_id in self.load.nudged})
        assert max(heard.values(), default=0) <= 1
        assert all(heard[chat_id] == 1 for chat_id, state, _ in rows if state == "sent")
        prompts = self._rows("SELECT chat_id, count(*) FROM outbox WHERE key LIKE 'checkin.prompt%' GROUP BY chat_id")
        assert {times for _, times in prompts} <= {1}, prompts

    def what_came_twice_is_what_nobody_knew_had_arrived(self) -> None:
        """A message no row knows of is the copy of one whose sender died before it could say so."""
        known = set(self._rows("SELECT chat_id, message_id FROM outbox WHERE message_id IS NOT NULL"))
        copies = [
            (chat.id, message.content.get("text", "")[:40])
            for chat in self.load.sandbox.world.chats.values()
            for message in chat.messages.values()
            if self._is_from_bot(message) and (chat.id, message.message_id) not in known
            if message.at >= self._began
        ]
        ((again,),) = self._rows("SELECT sum(attempts - 1) FROM outbox WHERE attempts > 1 AND lane != 2")
        ((maybe,),) = self._rows("SELECT count(*) FROM outbox WHERE state = 'maybe'")
        assert len(copies) <= int(again or 0) + maybe, copies
        assert self.fleet.kills or not copies, copies

    def everybody_heard_things_in_the_order_they_were_decided(self) -> None:
        rows = self._rows(
            "SELECT chat_id, lane, message_id FROM outbox WHERE state = 'sent' AND message_id IS NOT NULL"
            " AND kind IN ('text', 'picture', 'document') ORDER BY chat_id, id"
        )
        chats: dict[tuple[int, int], list[int]] = defaultdict(list)
        for chat_id, lane, message_id in rows:
            if message_id not in chats[chat_id, lane]:  # otherwise an edit of one that stands
                chats[chat_id, lane].append(message_id)
        for place, numbers in chats.items():
            assert numbers == sorted(numbers), f"{place}: {numbers}"

    def telegram_was_never_asked_for_too_much(self) -> None:
        refused = [each for each in self.load.sandbox.requests if each.status == 429]
        assert refused == []
        sent = [each.at for each in self.load.sandbox.requests if each.method.startswith("send")]
        fullest = max(sum(at <= other < at + timedelta(seconds=1) for other in sent) for at in sent)
        assert fullest <= A_SECOND + len(self.load.reds), fullest

    def nothing_is_left_over(self) -> None:
        now = self.load.clock.now()
        assert self._rows("SELECT id, lane, key FROM outbox WHERE state IN ('waiting', 'failed')") == []
        assert self.load.database.run_sync(lambda tx: troubles(tx, now)) == []
        assert self.load.sandbox.world.updates.pending == []
        assert self.load.sandbox.violations == []
        for replica in (*self.fleet.gone, *self.fleet.replicas):
            said = replica.log.read_text()
            assert " ERROR " not in said, said
            assert "Traceback" not in said, said

    @property
    def _began(self) -> datetime:
        ((first,),) = self._rows("SELECT min(created_at) FROM outbox WHERE key = 'load'")
        assert isinstance(first, datetime)
        return first

    def _heard(self, chat_id: int) -> list[tuple[datetime, str]]:
        messages = self.load.sandbox.world.chats[chat_id].messages.values()
        return [(each.at, str(each.content.get("text", ""))) for each in messages if self._is_from_bot(each)]

    def _is_from_bot(self, message: Any) -> bool:
        return message.author == self.load.sandbox.world.bot.id and not message.service

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.load.database.run_sync(lambda tx: tx.execute(text(query)).all())]
