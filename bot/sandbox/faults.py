"""What can go wrong between the bot and Telegram, on request: slow, 429, 500, 502, down, cut, forbidden, migrated."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """One way of failing."""

    SLOW = "slow"
    TOO_MANY = "too_many"
    SERVER_ERROR = "server_error"
    DOWN = "down"
    CUT_AFTER = "cut_after"
    FORBIDDEN = "forbidden"
    MIGRATED = "migrated"


@dataclass(slots=True, eq=False)
class Fault:
    """A failure in force. ``calls`` counts down; None means until it is cleared."""

    kind: FaultKind
    methods: frozenset[str] | None = None
    """None: all methods but ``getUpdates``."""
    calls: int | None = None
    share: float = 1.0
    """Of the calls, spread evenly: 0.25 strikes every fourth."""
    seconds: float = 0.0
    """How slow."""
    retry_after: int = 1
    """Seconds, for 429."""
    status: int = 500
    after: bool = False
    """Answered so only after the call was done."""
    person: int | None = None
    """The chat it is about; None: all of them."""
    moved_to: int = 0
    """The id that a migrated group has now."""
    description: str = ""
    hits: int = 0
    _weight: float = 0.0

    def strikes(self, method: str, chat_id: object) -> bool:
        """Tell whether this call is struck, and count it."""
        if self.calls == 0 or not self._concerns(method, chat_id):
            return False
        self._weight += self.share
        if self._weight < 1 - 1e-9:
            return False
        self._weight -= 1
        self.hits += 1
        if self.calls is not None:
            self.calls -= 1
        return True

    def _concerns(self, method: str, chat_id: object) -> bool:
        if self.person is not None and chat_id != self.person:
            return False
        if self.methods is not None:
            return method in self.methods
        return self.kind is FaultKind.DOWN or method != "getUpdates"


@dataclass(slots=True)
class Faults:
    """All failures in force. Each method below adds one and returns it."""

    active: list[Fault] = field(default_factory=list)
    changed: list[Callable[[], None]] = field(default_factory=list)

    def slow(
        self,
        seconds: float,
        *,
        methods: Iterable[str] | None = None,
        calls: int | None = None,
        share: float = 1.0,
    ) -> Fault:
        """Make Telegram take ``seconds`` longer for every call."""
        return self._add(Fault(FaultKind.SLOW, _set(methods), calls, share, seconds=seconds))

    def too_many(
        self,
        retry_after: int,
        *,
        methods: Iterable[str] | None = None,
        calls: int | None = None,
        share: float = 1.0,
    ) -> Fault:
        """Answer 429 and ask to come back in ``retry_after`` seconds."""
        return self._add(Fault(FaultKind.TOO_MANY, _set(methods), calls, share, retry_after=retry_after))

    def server_error(
        self,
        status: int = 500,
        *,
        methods: Iterable[str] | None = None,
        calls: int | None = None,
        share: float = 1.0,
        after: bool = False,
    ) -> Fault:
        """Answer 500, 502 or 504, as Telegram does on bad days; ``after``: it did what the call asks all the same."""
        return self._add(Fault(FaultKind.SERVER_ERROR, _set(methods), calls, share, status=status, after=after))

    def down(self) -> Fault:
        """Cut every connection before anything was taken, those waiting for updates included."""
        return self._add(Fault(FaultKind.DOWN))

    def cut_after(self, *, methods: Iterable[str] | None = None, calls: int | None = 1, share: float = 1.0) -> Fault:
        """Do what the call asks, then cut the connection: the bot can't know that it arrived."""
        return self._add(Fault(FaultKind.CUT_AFTER, _set(methods), calls, share))

    def forbid(self, person: int, description: str = "user is deactivated") -> Fault:
        """Answer 403 to everything the bot does in the chat with the person of this id."""
        return self._add(Fault(FaultKind.FORBIDDEN, person=person, description=description))

    def migrate(self, group: int, to: int) -> Fault:
        """Make a group a supergroup: its id is void, and every call to it is answered with the new one."""
        said = "group chat was upgraded to a supergroup chat"
        return self._add(Fault(FaultKind.MIGRATED, person=group, moved_to=to, description=said))

    def clear(self, fault: Fault | None = None) -> None:
        """End ``fault``, or all of them."""
        self.active = [other for other in self.active if fault is not None and other is not fault]
        self._say()

    @property
    def is_down(self) -> bool:
        """Tell whether Telegram can't be reached at all."""
        return any(fault.kind is FaultKind.DOWN for fault in self.active)

    def striking(self, method: str, chat_id: object) -> list[Fault]:
        """Return the failures that this call meets, in the order in which they were set."""
        struck = [fault for fault in self.active if fault.strikes(method, chat_id)]
        spent = [fault for fault in self.active if fault.calls == 0]
        if spent:
            self.active = [fault for fault in self.active if fault.calls != 0]
            self._say()
        return struck

    def _add(self, fault: Fault) -> Fault:
        self.active.append(fault)
        self._say()
        return fault

    def _say(self) -> None:
        for listener in tuple(self.changed):
            listener()


def _set(methods: Iterable[str] | None) -> frozenset[str] | None:
    return None if methods is None else frozenset(methods)
