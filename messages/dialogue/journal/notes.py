"""Notes and answers by local day; a note that was changed or taken out is kept, and no longer shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pydantic import Field

from messages.dialogue.scene import Scene
from messages.effects import Record
from messages.memory import CheckIn, Frozen

NAME = "lo"
DIARY_DAYS = 60
"""As far back as a talk remembers check-ins and notes."""
WRITABLE = timedelta(minutes=10)
"""After the log was opened, words without another meaning become a note for this long."""


EDITABLE = 20
"""So many of the latest messages change their note when they are edited; others are noted anew."""


class Log(Frozen):
    """What the journal keeps between two events."""

    page: int = 0
    """0 is the last seven days, 1 the seven before, and so on."""
    opened_at: datetime | None = None
    fixing: str = ""
    """The note whose new words are awaited."""
    before: str = ""
    """The flow that had the floor before that; it gets it back."""
    moved: Mapping[str, str] = Field(default_factory=dict)
    """A note's new words -> the note whose place they take."""
    hidden: tuple[str, ...] = ()
    """Notes that were changed or taken out."""
    messages: Mapping[str, str] = Field(default_factory=dict)
    """Number of a message -> the note it became, so that editing the message changes the note."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note as shown."""

    id: str
    """The instant it was written (ISO, UTC) and its place among the notes of that instant."""
    words: str
    day: date


def log_of(scene: Scene) -> Log:
    """Return what is kept, or a clean slate."""
    return scene.state(NAME, Log) or Log()


def keep(scene: Scene, **fields: object) -> Log:
    """Change what is kept, and drop what no talk remembers any more."""
    log = log_of(scene).model_copy(update=fields)
    known = {name for name, _ in named(scene)}
    moved = {new: old for new, old in log.moved.items() if new in known}
    hidden = tuple(each for each in log.hidden if each in known)
    messages = dict([each for each in log.messages.items() if each[1] in known][-EDITABLE:])
    log = log.model_copy(update={"moved": moved, "hidden": hidden, "messages": messages})
    scene.keep(NAME, log)
    return log


def write(scene: Scene, words: str, day: date, *, origin: str, run: str = "", edited: bool = False) -> str:
    """Keep ``words`` as a note of ``day`` and return its name; an edited message takes its old note's place."""
    log = log_of(scene)
    number = str(scene.message_id) if scene.message_id else ""
    old = log.messages.get(number) if edited else None
    scene.add(Record("note", words, day, origin, run))
    scene.notes = ((scene.now, words), *scene.notes)
    name, _ = named(scene)[-1]
    if old is not None and old not in log.hidden:
        keep(scene, moved={**log.moved, name: old}, hidden=(*log.hidden, old))
    if number:
        messages = {each: known for each, known in log.messages.items() if each != number}
        keep(scene, messages={**messages, number: name})
    return name


def was_noted(scene: Scene) -> bool:
    """Did the message that is being read become a note before it was edited?"""
    return str(scene.message_id) in log_of(scene).messages


def named(scene: Scene) -> list[tuple[str, str]]:
    """Return every remembered note with its name, oldest first."""
    met: Counter[datetime] = Counter()
    result = []
    for at, words in reversed(scene.notes):
        result.append((f"{at.isoformat()}#{met[at]}", words))
        met[at] += 1
    return result


def notes_of(scene: Scene, *days: date) -> list[Note]:
    """Return the notes of the given local days, oldest first, each in its last wording."""
    log = log_of(scene)
    shown = [
        Note(name, words, _day_of(scene, log, name, words)) for name, words in named(scene) if name not in log.hidden
    ]
    return [each for each in shown if each.day in days]


def _day_of(scene: Scene, log: Log, name: str, words: str) -> date:
    first = name
    while first in log.moved:  # a change always points to an earlier note
        first = log.moved[first]
    written = scene.person.today(datetime.fromisoformat(first.partition("#")[0]))
    for checkin in scene.checkins:
        later = checkin.day < written <= checkin.day + timedelta(days=3)
        if later and words in str(checkin.answers.get("note", "")).split("\n"):
            return checkin.day
    return written


def note_named(scene: Scene, name: str) -> Note | None:
    """Return the note with this name if it is still shown."""
    every = (scene.today - timedelta(days=back) for back in range(-1, DIARY_DAYS + 2))
    return next((each for each in notes_of(scene, *every) if each.id == name), None)


def answered(scene: Scene, day: date) -> CheckIn | None:
    """Return the check-in of ``day`` if anything in it was answered."""
    checkin = scene.checkin_of(day)
    return checkin if checkin is not None and checkin.answers else None


def week(scene: Scene, page: int) -> list[date]:
    """Return the seven local days of ``page``, newest first."""
    newest = scene.today - timedelta(days=7 * page)
    return [newest - timedelta(days=back) for back in range(7)]


def earlier_page(scene: Scene, page: int) -> int | None:
    """Return the next page back with anything to read; empty weeks are passed over."""
    oldest = week(scene, page)[-1]
    days = [day for day in _days_told(scene) if day < oldest]
    return (scene.today - max(days)).days // 7 if days else None


def later_page(scene: Scene, page: int) -> int | None:
    """Return the next page forward with anything to read; the newest is always there to go back to."""
    if page <= 0:
        return None
    newest = week(scene, page)[0]
    days = [day for day in _days_told(scene) if newest < day <= scene.today]
    return (scene.today - min(days)).days // 7 if days else 0


def _days_told(scene: Scene) -> set[date]:
    """Return the local days with an answer or a note that is still shown."""
    every = (scene.today - timedelta(days=back) for back in range(-1, DIARY_DAYS + 2))
    return {each.day for each in scene.checkins if each.answers} | {note.day for note in notes_of(scene, *every)}
