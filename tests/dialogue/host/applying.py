"""Applies what the dialogue decides, in the place of storage and Telegram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from messages.catalogue import render, text_of
from messages.dialogue import Turn
from messages.effects import (
    Consented,
    Document,
    Effect,
    Export,
    Forget,
    Judged,
    Learn,
    Record,
    Remove,
    Say,
    Strip,
    Toast,
    Unpin,
    Withdraw,
)
from messages.events import Event
from messages.memory import Memory, Person
from messages.profile import profile_of
from messages.triage.vocabulary import Case
from tests.dialogue.host.chat import Shown, check, in_order_of_delivery
from tests.dialogue.host.moments import START
from tests.dialogue.host.storage import kept, reread


@dataclass(slots=True)
class Host:
    """The memory and the screen of one person at one moment. All instants are UTC."""

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

    @property
    def person(self) -> Person:
        """The person as remembered."""
        return self.memory.person

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

    def slot(self, name: str) -> Shown | None:
        """Return the message that holds a slot now."""
        return next((each for each in reversed(self.screen) if each.slot == name), None)

    def apply(self, event: Event, decide: Callable[[Memory, Event, datetime], Turn]) -> None:
        """Let one event be decided on, and everything it decides happen, in order of delivery."""
        turn = decide(reread(self.memory, self.case, self.now), event, self.now)
        self.heard, self.toasts, self.fresh = [], [], turn.effects
        self.memory = replace(self.memory, person=turn.person)
        for effect in in_order_of_delivery(turn.effects):
            self.effects.append(effect)
            self._happen(effect)

    def new_id(self) -> int:
        """Return a number that no message has yet."""
        self._next_id += 1
        return self._next_id

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
                self.memory = kept(self.memory, effect)

    def _record(self, record: Record) -> None:
        if record.question == "note":
            self.memory = replace(self.memory, notes=((self.now, record.value), *self.memory.notes))
        if record.question == "serious.started":
            self.serious_checks = (*self.serious_checks, self.now)

    def _show(self, say: Say) -> None:
        rendered = render(self.person.locale, say)
        check(say.key, rendered)
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
            self.new_id(), say.key, rendered.text, rendered.rows, self.now, say.slot, say.lane, say.silent,
            say.pin, False, say.picture, say.ask_location, say.protect,
        )  # fmt: skip
        self.screen.append(shown)
        self.heard.append(replace(shown))

    def _with_slot(self, slot: str, change: Callable[[Shown], None]) -> None:
        shown = self.slot(slot)
        if shown is not None:
            change(shown)
