"""What /log shows: a week at a time, one day with everything in it, one note to change."""

from __future__ import annotations

from datetime import date

from messages.buttons import Button
from messages.dialogue.checkin.hours import fillable
from messages.dialogue.checkin.progress import NAME as CHECKIN_NAME
from messages.dialogue.checkin.showing.wording import SUMMARY, day_words, summary_words, text_in
from messages.dialogue.journal.notes import NAME, Note, answered, earlier_page, later_page, notes_of, week
from messages.dialogue.scene import Scene
from messages.effects import Choice, Say
from messages.memory import CheckInState

SLOT = "log"
_SHORT = ("pain", "sleep", "mood")
_PREVIEW = 80
_LABEL = 28
_MOST_NOTES = 6
_MOST_WORDS = 3000
_IN_A_ROW = 3


def button(step: str, choice: str = "") -> Button:
    """Return a button of the journal."""
    return Button(NAME, "", step, choice)


def week_page(scene: Scene, page: int, *, fresh: bool = False) -> Say:
    """Return seven days in a line each; days with something in them can be opened."""
    days = week(scene, page)
    lines, opened = [], []
    for day in days:
        line = _day_line(scene, day)
        if line:
            lines.append(text_in(scene, "journal.day_line", {"day": day_words(scene, day), "line": line}))
            opened.append(Choice("journal.open", button("day", day.isoformat()), {"day": day_words(scene, day)}))
    rows = [tuple(opened[start : start + _IN_A_ROW]) for start in range(0, len(opened), _IN_A_ROW)]
    turn = []
    earlier, later = earlier_page(scene, page), later_page(scene, page)
    if earlier is not None:
        turn.append(Choice("journal.earlier", button("page", str(earlier))))
    if later is not None:
        turn.append(Choice("journal.later", button("page", str(later))))
    if turn:
        rows.append(tuple(turn))
    params = {
        "first": day_words(scene, days[-1]),
        "last": day_words(scene, days[0]),
        "lines": "\n".join(lines) or text_in(scene, "journal.empty"),
    }
    return Say("journal.week", params, tuple(rows), slot=SLOT, fresh=fresh)


def day_page(scene: Scene, day: date, *, fresh: bool = False) -> Say:
    """Return everything told about one day, each answer and note with its way to be changed."""
    checkin = answered(scene, day)
    lines = []
    rows: list[tuple[Choice, ...]] = []
    if checkin is not None:
        lines.append(summary_words(scene, checkin.answers, SUMMARY))
        marks = [name for name in ("late", "backfill") if getattr(checkin, name)]
        lines += [text_in(scene, f"journal.marked_{name}") for name in marks]
        rows.append((Choice("journal.edit_answers", Button(CHECKIN_NAME, checkin.run, "edit", "new")),))
    elif day == scene.today:
        lines.append(text_in(scene, "journal.today_open"))
    if fillable(scene, day) and (checkin is None or checkin.state is not CheckInState.OPEN):
        rows.append((Choice("journal.fill_in", button("fill", day.isoformat())),))
    for note in notes_of(scene, day)[-_MOST_NOTES:]:
        lines.append(text_in(scene, "journal.note", {"words": _cut(note.words, _MOST_WORDS // _MOST_NOTES)}))
        label = {"words": _cut(note.words, _LABEL)}
        rows.append((Choice("journal.change_note", button("note", note.id), label),))
    page = max(0, (scene.today - day).days // 7)
    rows.append((Choice("common.back", button("page", str(page))),))
    params = {"day": day_words(scene, day), "lines": "\n".join(lines) or text_in(scene, "journal.empty_day")}
    return Say("journal.day", params, tuple(rows), slot=SLOT, fresh=fresh)


def note_page(scene: Scene, note: Note) -> Say:
    """Return one note, ready to be written anew or taken out."""
    rows = (
        (Choice("journal.take_out", button("out", note.id)),),
        (Choice("common.back", button("day", note.day.isoformat())),),
    )
    return Say("journal.fix", {"words": _cut(note.words, _MOST_WORDS)}, rows, slot=SLOT)


def _day_line(scene: Scene, day: date) -> str:
    parts = []
    checkin = answered(scene, day)
    if checkin is not None:
        parts.append(summary_words(scene, checkin.answers, _SHORT) or text_in(scene, "journal.something"))
    notes = notes_of(scene, day)
    if notes:
        parts.append(text_in(scene, "journal.note", {"words": _cut(notes[-1].words, _PREVIEW)}))
    if len(notes) > 1:
        parts.append(text_in(scene, "journal.more_notes", {"n": len(notes) - 1}))
    return " ".join(parts)


def _cut(words: str, most: int) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
