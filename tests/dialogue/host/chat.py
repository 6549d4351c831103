"""What stands on the person's screen: messages, their buttons, and what Telegram would refuse to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser

from messages.buttons import Button, ForgedButton, decode
from messages.catalogue import Rendered, RenderedButton
from messages.effects import Effect, Lane, Say


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


def find(carriers: Sequence[Shown], words: str) -> tuple[Shown, RenderedButton]:
    """Return the first message that carries a button with these words, and that button; whole words win."""
    for alike in (str.__eq__, matches):
        for shown in carriers:
            for button in (each for row in shown.rows for each in row):
                if button.data and alike(words, button.text):
                    return shown, button
    seen = [shown.labels for shown in carriers if shown.rows]
    raise AssertionError(f"no button says {words!r}; there are {seen}")


def matches(words: str, label: str) -> bool:
    """Does the label begin with these words, in capitals or not?"""
    return label.casefold().startswith(words.casefold())


def decoded(data: str) -> Button:
    """Return what a button of ours does."""
    try:
        return decode(data)
    except ForgedButton as error:
        raise AssertionError(f"a button of ours cannot be read: {data!r}") from error


def in_order_of_delivery(effects: Iterable[Effect]) -> list[Effect]:
    """Return the effects with the messages sorted by lane, as the outbox delivers them."""
    kept = list(effects)
    says = iter(sorted((each for each in kept if isinstance(each, Say)), key=lambda each: each.lane))
    return [next(says) if isinstance(each, Say) else each for each in kept]


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


def check(key: str, rendered: Rendered) -> None:
    """Fail on anything Telegram would refuse."""
    if rendered.html:
        tags = _Tags()
        tags.feed(rendered.text)
        tags.close()
        assert not tags.open, f"{key} leaves {tags.open} open"
    assert sum(len(row) for row in rendered.rows) <= 100, f"{key} has too many buttons"
    for row in rendered.rows:
        assert 0 < len(row) <= 8, f"{key} has an empty or overlong row"
        for button in row:
            assert button.text.strip(), f"{key} has a button without words"
            assert sum(map(bool, (button.data, button.url, button.copy))) == 1, f"{key}: one use a button"
            assert len(button.data.encode()) <= 64
