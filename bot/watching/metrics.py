"""What is counted and measured, for Prometheus: sums over everybody, never anything about one person.

No label holds an id, a flag, a rule or a word. Counters are those of this process; what
stands in the database is the same whichever process is asked.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.process_collector import ProcessCollector

from messages.dialogue import Turn
from messages.effects import Judged, Lane
from messages.events import Event
from messages.memory import Memory
from scheduler.ticks import Counts
from storage.clock import monotonic
from storage.outgoing import Delivered, Later, Maybe, Outcome, Outgoing, Refused
from storage.turn.turns import Decide
from storage.watch.audit import CODES, Trouble
from storage.watch.waiting import Backlog

# Otherwise every counter is followed by its hour of birth.
disable_created_metrics()  # type: ignore[no-untyped-call]

SHORT = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds that our own work takes."""
LONG = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0)
"""Seconds until a message has arrived."""
_REFUSALS = (
    ("blocked", ("blocked by the user",)),
    ("deactivated", ("deactivated",)),
    ("kicked", ("kicked",)),
    ("not_found", ("not found", "peer_id_invalid")),
    ("migrated", ("migrated",)),
    ("never_started", ("initiate",)),
)


class Metrics:
    """The numbers of one process."""

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        """``seconds`` is a clock that only goes forward."""
        self._seconds = seconds
        self.registry = registry = CollectorRegistry()
        ProcessCollector(namespace="backcheck", registry=registry)

        def counter(name: str, says: str, *labels: str) -> Counter:
            return Counter(f"backcheck_{name}", says, labels, registry=registry)

        def gauge(name: str, says: str, *labels: str) -> Gauge:
            return Gauge(f"backcheck_{name}", says, labels, registry=registry)

        def histogram(name: str, says: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
            return Histogram(f"backcheck_{name}", says, labels, registry=registry, buckets=buckets)

        self._turns = counter("turns", "Events that people caused, by what became of them", "event", "outcome")
        self._deciding = histogram(
            "deciding_seconds", "Time to decide one event; for typed words mostly reading them", SHORT, "event"
        )
        self._judgements = counter("judgements", "Judgements by what they led to", "action")
        self._sends = counter("sends", "Calls to Telegram that bring a message, by outcome", "lane", "outcome")
        self._refusals = counter("refusals", "Refusals for good, by kind", "kind")
        self._flood = counter("flood_control", "Times Telegram asked for a pause (429)", "lane")
        self._sending = histogram("send_seconds", "Time of one call to Telegram", SHORT, "lane")
        self._arriving = histogram(
            "decided_to_delivered_seconds", "Time from an update's turn to Telegram's yes", LONG, "lane"
        )
        self._ticking = histogram("tick_seconds", "Time of one tick", SHORT)
        self._due = counter("due_turns", "Planned moments that came, by what became of them", "outcome")
        self._pings = counter("pings", "Signs of life sent to the outside", "outcome")
        self._waiting = gauge("outbox_waiting", "Messages that wait", "lane")
        self._oldest = gauge("outbox_oldest_seconds", "Age of the oldest message that waits", "lane")
        self._paused = gauge("lane_paused_seconds", "How long the lane still rests because of a 429", "lane")
        self._overdue = gauge("agenda_overdue_seconds", "How long the earliest planned moment waits to be taken")
        self._database = gauge("database_up", "1 when the database answered this very question")
        self._age = gauge("tick_age_seconds", "Time since the last tick that ended well; NaN where nothing ticks")
        self._age.set(math.nan)
        self._troubles = gauge("troubles", "What must never be true, as the last audit found it", "code")
        self._build = gauge("build_info", "Always 1; says what runs here", "version", "rules", "schema", "mode")

    def deciding(self, decide: Decide) -> Decide:
        """Return ``decide``, measured."""

        def measured(memory: Memory, event: Event, now: datetime) -> Turn:
            began = self._seconds()
            turn = decide(memory, event, now)
            self._deciding.labels(_kind(event)).observe(self._seconds() - began)
            for effect in turn.effects:
                if isinstance(effect, Judged):
                    self._judgements.labels(effect.verdict.action.value).inc()
            return turn

        return measured

    def turn(self, event: Event, outcome: str) -> None:
        """Count what became of an update: taken, repeated, rescued or broken."""
        self._turns.labels(_kind(event), outcome).inc()

    def sent(self, message: Outgoing, outcome: Outcome, seconds: float, now: datetime) -> None:
        """Count one call to Telegram that took ``seconds`` and ended at ``now``."""
        lane = _lane(message.lane)
        self._sending.labels(lane).observe(seconds)
        self._sends.labels(lane, type(outcome).__name__.lower()).inc()
        match outcome:
            case Delivered():
                if message.created_at is not None:
                    self._arriving.labels(lane).observe(max(0.0, (now - message.created_at).total_seconds()))
            case Later(after=after) if after is not None:
                self._flood.labels(lane).inc()
            case Refused(reason=reason):
                self._refusals.labels(_refusal(reason)).inc()
            case Later() | Maybe():
                pass

    def ticked(self, counts: Counts, seconds: float) -> None:
        """Count one tick."""
        self._ticking.observe(seconds)
        for outcome, count in (("taken", counts.taken), ("moved", counts.moved), ("failed", counts.failed)):
            self._due.labels(outcome).inc(count)

    def pinged(self, arrived: bool) -> None:
        """Count one sign of life."""
        self._pings.labels("arrived" if arrived else "lost").inc()

    def beat(self, age: float, troubles: tuple[Trouble, ...]) -> None:
        """Note how the heart of this process is."""
        self._age.set(age)
        found = {each.code: each.count for each in troubles}
        for code in (*CODES, *found):
            self._troubles.labels(code).set(found.get(code, 0))

    def build(self, version: str, rules: str, schema: str, mode: str) -> None:
        """Note what runs here."""
        self._build.labels(version, rules, schema, mode).set(1)

    def backlog(self, backlog: Backlog | None) -> None:
        """Note what waits in the database; None when it cannot be asked."""
        self._database.set(0 if backlog is None else 1)
        if backlog is None:
            for each in (self._waiting, self._oldest, self._paused):
                each.clear()
            self._overdue.set(math.nan)
            return
        for lane in Lane:
            self._waiting.labels(_lane(lane)).set(backlog.waiting[lane])
            self._oldest.labels(_lane(lane)).set(backlog.oldest[lane].total_seconds())
            self._paused.labels(_lane(lane)).set(backlog.paused[lane].total_seconds())
        self._overdue.set(backlog.overdue.total_seconds())

    def page(self) -> bytes:
        """Return everything in Prometheus' text format."""
        return generate_latest(self.registry)


def _kind(event: Event) -> str:
    return type(event).__name__.lower()


def _lane(lane: Lane) -> str:
    return lane.name.lower()


def _refusal(reason: str) -> str:
    said = reason.lower()
    return next((kind for kind, parts in _REFUSALS if any(part in said for part in parts)), "malformed")
