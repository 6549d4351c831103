"""Holds what people see against what the story says they should see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.person import Person
from bot.sandbox.stories.format import Expectation
from bot.sandbox.views import Bubble


@dataclass(frozen=True, slots=True)
class Since:
    """The moment of the last thing anybody did: what came later is new."""

    version: int
    message_id: int
    wall: float | None
    """Seconds on the event loop's clock; None after a journey, which takes as long as it takes."""


def problems(expected: Expectation, person: Person, since: Since, now: datetime) -> list[str]:
    """Return everything that is not as ``expected``; empty when all is."""
    seen = person.changes(since.version)
    heard = _quoted(seen)
    found: list[str] = []
    if expected.nothing and seen:
        found.append(f"{person.name} should have heard nothing, but heard {heard}")
    found += [
        f"{person.name} should not have read {words!r}: {heard}"
        for words in expected.not_text
        if any(_has(shown.text, words) for shown in seen)
    ]
    found += _about_one_message(expected, person, since, now, seen)
    found += _about_the_screen(expected, person)
    return found


def _about_one_message(
    expected: Expectation, person: Person, since: Since, now: datetime, seen: list[Bubble]
) -> list[str]:
    checks = _checks(expected, since, now)
    if expected.count is not None:
        fresh = [shown for shown in seen if shown.message_id >= since.message_id]
        fitting = [shown for shown in fresh if all(holds(shown) for _, holds in checks)]
        if len(fitting) == expected.count:
            return []
        return [
            f"{person.name} should have {expected.count} such new messages, there are {len(fitting)}: {_quoted(seen)}"
        ]
    if not checks or any(all(holds(shown) for _, holds in checks) for shown in seen):
        return []
    if not seen:
        return [f"{person.name} heard nothing, but should have: {'; '.join(what for what, _ in checks)}"]
    best = max(seen, key=lambda shown: sum(holds(shown) for _, holds in checks))
    missing = [what for what, holds in checks if not holds(best)]
    return [f"{person.name} heard {_quoted(seen)}\nmissing in {best.text[:60]!r}: {'; '.join(missing)}"]


Check = tuple[str, Callable[[Bubble], bool]]


def _checks(expected: Expectation, since: Since, now: datetime) -> list[Check]:
    """Return everything said about one message: in words, and as a question to a bubble."""
    checks: list[Check] = [(f"text {words!r}", _saying(words)) for words in expected.text]
    checks += [(f"button {label!r}", _with_button(label)) for label in expected.buttons]
    plain: list[tuple[str, bool | None, Callable[[Bubble], bool]]] = [
        ("no buttons", expected.no_buttons or None, lambda shown: not shown.buttons),
        ("loud", expected.loud, lambda shown: shown.loud),
        ("silent", expected.silent, lambda shown: shown.silent),
        ("pinned", expected.pinned, lambda shown: shown.pinned),
        ("edited", expected.edited, lambda shown: shown.message_id < since.message_id),
        ("protected", expected.protected, lambda shown: shown.protected),
    ]
    for name, wanted, holds in plain:
        if wanted is not None:
            checks.append((name if wanted else f"not {name}", _being(holds, wanted=wanted)))
    if expected.media is not None:
        checks.append((f"media {expected.media}", lambda shown: shown.media == expected.media))
    if expected.within is not None:
        within = expected.within
        checks.append((f"within {within:g} s", lambda shown: _late(shown, since, now) <= within))
    return checks


def _about_the_screen(expected: Expectation, person: Person) -> list[str]:
    screen = [shown.text for shown in person.chat.messages]
    found = [
        f"{words!r} should stand on {person.name}'s screen"
        for words in expected.shows
        if not any(_has(text, words) for text in screen)
    ]
    found += [
        f"{words!r} should be gone from {person.name}'s screen"
        for words in expected.gone
        if any(_has(text, words) for text in screen)
    ]
    found += [
        f"the keyboard should offer {label!r}, it offers {person.chat.keyboard}"
        for label in expected.keyboard
        if label not in person.chat.keyboard
    ]
    if expected.toast is not None:
        last = person.chat.toasts[-1]["text"] if person.chat.toasts else ""
        if not _has(last, expected.toast):
            found.append(f"the button's answer should say {expected.toast!r}, it said {last!r}")
    return found


def _late(shown: Bubble, since: Since, now: datetime) -> float:
    """Return how many seconds ``shown`` came after what caused it, by the slower of the two clocks."""
    if since.wall is None:
        return (now - (shown.edited_at or shown.sent_at)).total_seconds()
    return shown.arrived - since.wall


def _saying(words: str) -> Callable[[Bubble], bool]:
    return lambda shown: _has(shown.text, words)


def _with_button(label: str) -> Callable[[Bubble], bool]:
    return lambda shown: label in shown.buttons


def _being(holds: Callable[[Bubble], bool], *, wanted: bool) -> Callable[[Bubble], bool]:
    return lambda shown: holds(shown) is wanted


def _has(text: str, words: str) -> bool:
    return " ".join(words.split()).casefold() in " ".join(text.split()).casefold()


def _quoted(seen: list[Bubble]) -> str:
    return "; ".join(repr(shown.text[:160]) for shown in seen) or "nothing"
