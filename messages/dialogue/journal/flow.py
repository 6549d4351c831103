"""Which command, button and word means what to the journal."""

from __future__ import annotations

from datetime import date

from messages.buttons import Button
from messages.dialogue import checkin
from messages.dialogue.flow import QuietFlow
from messages.dialogue.freely.plain_words import wish_of
from messages.dialogue.journal.notes import (
    DIARY_DAYS,
    NAME,
    WRITABLE,
    Note,
    keep,
    log_of,
    note_named,
    write,
)
from messages.dialogue.journal.pages import day_page, note_page, week_page
from messages.dialogue.journal.progress import progress_page
from messages.dialogue.scene import Scene

_LAST_PAGE = DIARY_DAYS // 7 + 1


class JournalFlow(QuietFlow):
    """Shows what was logged, lets it be changed, and says how the last week went."""

    name = NAME
    commands = frozenset({"log", "progress"})

    def command(self, scene: Scene, name: str, args: str) -> None:
        """Show the log or the progress; words behind /log become a note."""
        if name == "progress":
            scene.say(progress_page(scene))
            return
        keep(scene, page=0, opened_at=scene.now, fixing="")
        if args.strip():
            _add(scene, args.strip())
        else:
            scene.say(week_page(scene, 0, fresh=True))
        if not scene.person.focus:
            scene.focus(NAME)

    def pressed(self, scene: Scene, button: Button, message_id: int) -> None:
        """Turn a page, open a day or a note, or take a note out."""
        if scene.person.consent_version is None:
            scene.toast("common.stale_button")
            return
        match button.step:
            case "page" if button.choice.isdecimal() and button.choice.isascii():
                page = min(int(button.choice[:3]), _LAST_PAGE)
                keep(scene, page=page, fixing="")
                scene.say(week_page(scene, page))
            case "day" | "fill":
                _day(scene, button)
            case "note" | "out":
                _note(scene, button)
            case _:
                scene.toast("common.stale_button")

    def said(self, scene: Scene, text: str, *, edited: bool) -> bool:
        """Take words as a note's new wording, or as a new note while the log is open."""
        log = log_of(scene)
        fresh = log.opened_at is not None and scene.now - log.opened_at < WRITABLE
        if not fresh or scene.person.consent_version is None or wish_of(text, scene.today) is not None:
            _leave(scene)
            return False
        if edited:
            return False
        if log.fixing:
            return _rewrite(scene, log.fixing, text)
        if not _can_be_a_note(text):
            return False
        _add(scene, text)
        return True


def _can_be_a_note(text: str) -> bool:
    """A bare number or a question is no note."""
    return any(each.isalpha() for each in text) and not text.rstrip().endswith("?")


def _leave(scene: Scene) -> None:
    """Stop waiting for a note's words, and give the floor back to whom it was taken from."""
    log = log_of(scene)
    if scene.person.focus == NAME:
        scene.focus(log.before)
    keep(scene, fixing="", before="")


def _add(scene: Scene, text: str) -> None:
    write(scene, text, scene.today, origin="typed")
    keep(scene, page=0, opened_at=scene.now)
    scene.say(day_page(scene, scene.today, fresh=True))


def _rewrite(scene: Scene, name: str, text: str) -> bool:
    note = note_named(scene, name)
    keep(scene, opened_at=scene.now)
    _leave(scene)
    if note is None:
        return False
    new = write(scene, text, note.day, origin="edited")
    log = log_of(scene)
    keep(scene, moved={**log.moved, new: name}, hidden=(*log.hidden, name))
    scene.say(day_page(scene, note.day, fresh=True))
    return True


def _day(scene: Scene, button: Button) -> None:
    try:
        day = date.fromisoformat(button.choice)
    except ValueError:
        scene.toast("common.stale_button")
        return
    if button.step == "fill":
        checkin.fill_in(scene, day)
    elif abs((scene.today - day).days) > DIARY_DAYS:
        scene.toast("journal.toast_too_far_back")
    else:
        keep(scene, opened_at=scene.now, fixing="")
        scene.say(day_page(scene, day))


def _note(scene: Scene, button: Button) -> None:
    note: Note | None = note_named(scene, button.choice)
    if note is None:
        scene.toast("journal.toast_gone")
        return
    log = log_of(scene)
    if button.step == "note":
        before = scene.person.focus if scene.person.focus != NAME else log.before
        keep(scene, fixing=note.id, opened_at=scene.now, before=before)
        scene.focus(NAME)
        scene.say(note_page(scene, note))
        return
    keep(scene, hidden=(*log.hidden, note.id), fixing="")
    scene.toast("journal.toast_out")
    scene.say(day_page(scene, note.day))


JOURNAL = JournalFlow()
