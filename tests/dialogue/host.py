"""A pure host for the dialogue: keeps the memory, shows the chat, and lets time pass.

It stands where storage and Telegram stand in the product, with the same promises: effects
are applied in order, the most urgent message is delivered first, a named slot is edited in
place, and what was planned comes at its own moment. Memory passes through JSON between any
two events, so that every test is also a test of a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from messages.buttons import Button, ForgedButton, decode
from messages.catalogue import RenderedButton, render, text_of
from messages.dialogue import Turn, rescue, step
from messages.effects import (
    Consented,
    Document,
    Effect,
    Export,
    Forget,
    Judged,
    KeepAlert,
    KeepCheckIn,
    KeepNudge,
    Lane,
    Learn,
    Plan,
    Record,
    Remove,
    Say,
    Strip,
    Toast,
    Unpin,
    Unplan,
    Withdraw,
)
from messages.events import Commanded, Due, Event, Located, Media, Pressed, Reachable, Refused, Said, Sent
from messages.memory import Alert, CheckIn, Memory, NudgeRecord, Person
from messages.profile import profile_of
from messages.triage.vocabulary import Case, Level

START = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
"""A Tuesday morning: the day on which every talk starts unless a test says otherwise."""

_M = TypeVar("_M", CheckIn, Alert, NudgeRecord)
_CASE = TypeAdapter(Case)
_MOST_DUES = 20_000
"""More planned moments than this in one journey means that something plans itself for ever."""


@dataclass(slots=True)
class Shown:
    """One message as the person sees it."""

    id: int
    key: str
    text: str
    rows: tuple[tuple[RenderedButton, ...], ...]
    at: datetime
    slot: str = ""
    lane: Lane = Lane.REPLY
    silent: bool = False
    pinned: bool = False
    edited: bool = False
    picture: str = ""
    ask_location: bool = False
    protect: bool = False

    @property
    def labels(self) -> list[str]:
        """The words on its buttons, row by row."""
        return [each.text for row in self.rows for each in row]

    @property
    def loud(self) -> bool:
        """Did it ring? An edit never does."""
        return not self.silent and not self.edited


@dataclass(slots=True)
class Talk:
    """One person and the bot, at one moment. All instants are UTC."""

    memory: Memory
    now: datetime = START
    screen: list[Shown] = field(default_factory=list)
    heard: list[Shown] = field(default_factory=list)
    """What was sent or edited by the last event (or the last journey), in order of delivery."""
    toasts: list[str] = field(default_factory=list)
    """What the last press was answered with over the chat."""
    effects: list[Effect] = field(default_factory=list)
    """Everything that ever happened."""
    fresh: tuple[Effect, ...] = ()
    """What the last event made happen."""
    documents: list[Document] = field(default_factory=list)
    exports: int = 0
    forgotten: bool = False
    serious_checks: tuple[datetime, ...] = ()
    _next_id: int = 100
    _last_said: int = 0

    @classmethod
    def with_(cls, now: datetime = START, **fields: Any) -> Talk:
        """Return a talk with somebody who has consented and set up, in London, unless ``fields`` differ."""
        facts: dict[str, Any] = {
            "chat_id": 7,
            "created_at": now - timedelta(days=30),
            "zone": "Europe/London",
            "zone_given": True,
            "country": "GB",
            "age": 40,
            "onboarded": True,
            "consent_version": "2",
        }
        return cls(Memory(Person(**(facts | fields))), now)

    @classmethod
    def stranger(cls, now: datetime = START) -> Talk:
        """Return a talk with somebody we have never heard of."""
        return cls(Memory(Person(chat_id=7, created_at=now)), now)

    # What the person does

    def says(
        self, text: str, *, edited: bool = False, caption: bool = False, hint: str = "en", message_id: int = 0
    ) -> Talk:
        """Type ``text``, or edit an earlier message (``message_id``; without it the last one) into it."""
        number = message_id or (edited and self._last_said) or self._id()
        self._last_said = number
        return self.happens(Said(text, number, edited, caption, self.now, hint))

    def commands(self, name: str, args: str = "") -> Talk:
        """Give a command, with or without its slash."""
        return self.happens(Commanded(name.removeprefix("/"), args, self._id(), hint="en"))

    def presses(self, what: str | Button, message: Shown | None = None) -> Talk:
        """Press a button by its words (the newest message that carries it) or by what it does."""
        if isinstance(what, Button):
            return self.happens(Pressed(what, message.id if message else 0))
        carrier, button = self._find(what, message)
        return self.happens(Pressed(_decoded(button.data), carrier.id))

    def shares_location(self, latitude: float = 51.5, longitude: float = -0.1, zone: str | None = None) -> Talk:
        """Share where they are."""
        return self.happens(Located(latitude, longitude, zone))

    def sends(self, media: Media) -> Talk:
        """Send something that cannot be read."""
        return self.happens(Sent(media))

    def blocks(self) -> Talk:
        """Block the bot."""
        return self.happens(Reachable(False))

    def unblocks(self) -> Talk:
        """Let the bot back in."""
        return self.happens(Reachable(True))

    def refuses(self, reason: str = "blocked", *, urgent: bool = False) -> Talk:
        """Let Telegram refuse a message for good."""
        return self.happens(Refused(reason, urgent))

    # What time does

    def travel(self, to: datetime | None = None, *, down: bool = False, **by: float) -> Talk:
        """Let time pass, by ``hours=3`` or up to ``to``, with everything planned coming at its moment.

        ``down`` means that the bot was away: what fell due in between comes late, all at the end.
        """
        until = to if to is not None else self.now + timedelta(**by)
        heard: list[Shown] = []
        for _ in range(_MOST_DUES):
            row = min(((at, key) for key, at in self.memory.agenda.items()), default=None)
            if row is None or row[0] > until:
                self.now = max(until, self.now)
                self.heard = heard
                return self
            due_at, (topic, key) = row
            self.now = until if down else max(self.now, due_at)
            self.comes_due(topic, key, due_at)
            heard += self.heard
        raise AssertionError("something plans itself for ever")

    def comes_due(self, topic: str, key: str, due_at: datetime | None = None) -> Talk:
        """Let one planned moment come now."""
        agenda = {name: at for name, at in self.memory.agenda.items() if name != (topic, key)}
        self.memory = replace(self.memory, agenda=agenda)
        return self.happens(Due(topic, key, due_at or self.now))

    # What can be seen

    @property
    def last(self) -> Shown:
        """The message that was sent or edited last."""
        return self.heard[-1] if self.heard else self.screen[-1]

    @property
    def person(self) -> Person:
        """The person as remembered."""
        return self.memory.person

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """Escalations, newest first."""
        return self.memory.alerts

    @property
    def checkins(self) -> tuple[CheckIn, ...]:
        """Check-ins, newest first."""
        return self.memory.checkins

    @property
    def nudges(self) -> tuple[NudgeRecord, ...]:
        """Nudges, newest first."""
        return self.memory.nudges

    @property
    def case(self) -> Case:
        """What a judgement would rest on now."""
        person = self.memory.person
        return replace(
            self.memory.case,
            profile=profile_of(person, person.today(self.now)),
            zone=person.zone,
            country=person.country,
            serious_checks=self.serious_checks,
        )

    @property
    def records(self) -> list[Record]:
        """Every answer ever recorded, oldest first."""
        return [each for each in self.effects if isinstance(each, Record)]

    def slot(self, name: str) -> Shown | None:
        """Return the message that holds a slot now."""
        return next((each for each in reversed(self.screen) if each.slot == name), None)

    def button(self, words: str) -> Button:
        """Return what a button on the screen does, to press it later when it is old."""
        return _decoded(self._find(words, None)[1].data)

    def sees(self, words: str) -> bool:
        """Is there a button with these words on the screen?"""
        return any(_matches(words, label) for shown in self.screen for label in shown.labels)

    # How it works

    def happens(self, event: Event) -> Talk:
        """Let one event happen and apply everything it decides."""
        return self._apply(event, step)

    def stumbles(self, event: Event) -> Talk:
        """Let the event be answered as if the dialogue had failed on it."""
        return self._apply(event, rescue)

    def _apply(self, event: Event, decide: Callable[[Memory, Event, datetime], Turn]) -> Talk:
        turn = decide(self._remembered(), event, self.now)
        self.heard, self.toasts, self.fresh = [], [], turn.effects
        self.memory = replace(self.memory, person=turn.person)
        for effect in _in_order_of_delivery(turn.effects):
            self.effects.append(effect)
            self._happen(effect)
        return self

    def _remembered(self) -> Memory:
        """Return the memory as it comes back from storage."""
        memory = self.memory
        today = memory.person.today(self.now)
        recent = today - timedelta(days=60)
        month = self.now - timedelta(days=60)
        return Memory(
            person=Person.model_validate_json(memory.person.model_dump_json()),
            case=_CASE.validate_json(_CASE.dump_json(self.case)),
            checkins=_reread(CheckIn, (each for each in memory.checkins if each.day >= recent)),
            alerts=_reread(Alert, (a for a in memory.alerts if a.is_open or a.opened_at >= month)),
            nudges=_reread(NudgeRecord, (n for n in memory.nudges if n.sent_at >= self.now - timedelta(days=14))),
            notes=tuple(each for each in memory.notes if each[0] >= month),
            agenda=dict(memory.agenda),
        )

    def _happen(self, effect: Effect) -> None:
        match effect:
            case Say():
                self._show(effect)
            case Toast(key=key, params=params):
                text = text_of(self.person.locale, key, params)
                assert 0 < len(text) <= 200, f"{key} does not fit a toast"
                self.toasts.append(text)
            case Strip(slot=slot):
                self._with_slot(slot, lambda shown: setattr(shown, "rows", ()))
            case Remove(slot=slot):
                self.screen = [each for each in self.screen if each.slot != slot]
            case Unpin(slot=slot):
                self._with_slot(slot, lambda shown: setattr(shown, "pinned", False))
            case Withdraw() | Consented() | Judged():
                pass  # here everything is delivered at once, and judgements are only kept
            case Record():
                self._record(effect)
            case Learn(facts=facts, measures=measures):
                case = self.memory.case
                case = replace(case, facts=case.facts + facts, measures=case.measures + measures)
                self.memory = replace(self.memory, case=case)
            case Document():
                text_of(self.person.locale, effect.key)
                self.documents.append(effect)
            case Export():
                self.exports += 1
            case Forget():
                self.forgotten = True
                self.memory = Memory(Person(chat_id=self.person.chat_id, created_at=self.now))
            case _:
                self._keep(effect)

    def _keep(self, effect: KeepAlert | KeepCheckIn | KeepNudge | Plan | Unplan) -> None:
        memory = self.memory
        match effect:
            case KeepAlert(alert=alert):
                alerts = [alert, *(each for each in memory.alerts if each.id != alert.id)]
                alerts.sort(key=lambda each: each.opened_at, reverse=True)
                self.memory = replace(memory, alerts=tuple(alerts))
            case KeepCheckIn(checkin=checkin):
                checkins = [checkin, *(each for each in memory.checkins if each.day != checkin.day)]
                checkins.sort(key=lambda each: each.day, reverse=True)
                self.memory = replace(memory, checkins=tuple(checkins))
            case KeepNudge(nudge=nudge):
                nudges = [nudge, *(each for each in memory.nudges if each.run != nudge.run)]
                nudges.sort(key=lambda each: each.sent_at, reverse=True)
                self.memory = replace(memory, nudges=tuple(nudges))
            case Plan(topic=topic, key=key, due_at=due_at):
                assert due_at.tzinfo is not None, f"{topic} is planned without a zone"
                self.memory = replace(memory, agenda={**memory.agenda, (topic, key): due_at})
            case Unplan(topic=topic, key=gone):
                agenda = {
                    name: at for name, at in memory.agenda.items() if name[0] != topic or gone not in (None, name[1])
                }
                self.memory = replace(memory, agenda=agenda)

    def _record(self, record: Record) -> None:
        if record.question == "note":
            self.memory = replace(self.memory, notes=((self.now, record.value), *self.memory.notes))
        if record.question == "serious.started":
            self.serious_checks = (*self.serious_checks, self.now)

    def _show(self, say: Say) -> None:
        rendered = render(self.person.locale, say)
        _check(say, rendered.text, rendered.html, rendered.rows)
        old = self.slot(say.slot) if say.slot else None
        if old is not None and not say.fresh:
            old.key, old.text, old.rows, old.edited = say.key, rendered.text, rendered.rows, True
            self.heard.append(replace(old))
            return
        if old is not None:
            old.rows, old.slot = (), ""
        if say.pin:
            for each in self.screen:
                each.pinned = False
        shown = Shown(
            self._id(), say.key, rendered.text, rendered.rows, self.now, say.slot, say.lane, say.silent,
            say.pin, False, say.picture, say.ask_location, say.protect,
        )  # fmt: skip
        self.screen.append(shown)
        self.heard.append(replace(shown))

    def _with_slot(self, slot: str, change: Callable[[Shown], None]) -> None:
        shown = self.slot(slot)
        if shown is not None:
            change(shown)

    def _find(self, words: str, message: Shown | None) -> tuple[Shown, RenderedButton]:
        carriers = [message] if message else list(reversed(self.screen))
        for alike in (str.__eq__, _matches):
            for shown in carriers:
                for button in (each for row in shown.rows for each in row):
                    if button.data and alike(words, button.text):
                        return shown, button
        seen = [shown.labels for shown in carriers if shown.rows]
        raise AssertionError(f"no button says {words!r}; there are {seen}")

    def _id(self) -> int:
        self._next_id += 1
        return self._next_id


def at(day: date | str, clock: str, zone: str = "Europe/London") -> datetime:
    """Return the UTC instant of a wall-clock time, e.g. ``at("2026-03-29", "08:00")``."""
    local = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)


def highest(talk: Talk) -> Level:
    """Return the level of the most serious open alert."""
    return max((each.triage_level for each in talk.alerts if each.is_open), default=Level.NONE)


def _matches(words: str, label: str) -> bool:
    return label.casefold().startswith(words.casefold())


def _decoded(data: str) -> Button:
    try:
        return decode(data)
    except ForgedButton as error:
        raise AssertionError(f"a button of ours cannot be read: {data!r}") from error


def _in_order_of_delivery(effects: Iterable[Effect]) -> list[Effect]:
    """Return the effects with the messages sorted by lane, as the outbox delivers them."""
    kept = list(effects)
    says = iter(sorted((each for each in kept if isinstance(each, Say)), key=lambda each: each.lane))
    return [next(says) if isinstance(each, Say) else each for each in kept]


def _reread(shape: type[_M], kept: Iterable[_M]) -> tuple[_M, ...]:
    return tuple(shape.model_validate_json(each.model_dump_json()) for each in kept)


class _Tags(HTMLParser):
    """Telegram's small HTML: only known tags, each closed in its turn."""

    KNOWN = frozenset({"b", "i", "u", "s", "code", "pre", "a", "blockquote"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.KNOWN, f"Telegram does not know <{tag}>"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"


def _check(say: Say, text: str, html: bool, rows: tuple[tuple[RenderedButton, ...], ...]) -> None:
    """Fail on anything Telegram would refuse."""
    if html:
        tags = _Tags()
        tags.feed(text)
        tags.close()
        assert not tags.open, f"{say.key} leaves {tags.open} open"
    assert sum(len(row) for row in rows) <= 100, f"{say.key} has too many buttons"
    for row in rows:
        assert 0 < len(row) <= 8, f"{say.key} has an empty or overlong row"
        for button in row:
            assert button.text.strip(), f"{say.key} has a button without words"
            assert sum(map(bool, (button.data, button.url, button.copy))) == 1, f"{say.key}: one use a button"
            assert len(button.data.encode()) <= 64
