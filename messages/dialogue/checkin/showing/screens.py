"""What the person sees: one message for each check-in, edited in place from question to question."""

from __future__ import annotations

from datetime import timedelta

from messages.buttons import Button
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hours import GRACE, TOPIC, fillable
from messages.dialogue.checkin.progress import NAME, Progress
from messages.dialogue.checkin.showing.wording import (
    SUMMARY,
    answer_words,
    day_words,
    number_words,
    summary_words,
    text_in,
)
from messages.dialogue.escalation import beside_prompt, emergency_line
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Rows, Say
from messages.memory import CheckIn, CheckInState
from messages.triage.flags import table
from messages.triage.sweep import screens
from messages.triage.vocabulary import Answer

CARD = Button("al", "", "card", "")


def slot_of(run: str) -> str:
    """Return the name of the message that a check-in lives in."""
    return f"checkin:{run}"


def button(run: str, step: str, choice: str = "") -> Button:
    """Return a button of this flow."""
    return Button(NAME, run, step, choice)


def prompt(scene: Scene, checkin: CheckIn) -> Say:
    """Return the planned first message: neutral in a preview, and already the first question.

    While a warning is open it says so first, with the answers to that alone: the numbers wait behind one button,
    and it never rings beside the warning's own question.
    """
    hour = scene.local.hour
    part = "night" if hour < 4 else "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    beside = beside_prompt(scene)
    start = (Choice("checkin.button_start", button(checkin.run, "go")),)
    return Say(
        "checkin.prompt_beside" if beside else f"checkin.prompt_{part}",
        {"line": beside.line} if beside else {},
        (*beside.rows, start) if beside else (*_scale(checkin.run, q.PAIN), *_same(scene, checkin)),
        lane=Lane.NUDGE,
        slot=slot_of(checkin.run),
        fresh=True,
        silent=scene.person.checkin_silent or beside is not None,
        topic=TOPIC,
        expires_after=GRACE,
    )


def question_screen(scene: Scene, checkin: CheckIn, progress: Progress, *, fresh: bool = False) -> Say:
    """Return what is to be shown for ``checkin`` now: a question, a list, or the summary."""
    if progress.paused or progress.held:
        return _waiting(checkin, progress)
    if progress.drill:
        return _drill(scene, checkin, progress, fresh=fresh)
    if progress.noting:
        rows: Rows = ((Choice("common.skip", button(checkin.run, q.NOTE, "skip")),),)
        return Say("checkin.note", buttons=rows, slot=slot_of(checkin.run), fresh=fresh)
    if progress.listing:
        return _listing(scene, checkin, fresh=fresh)
    asked = progress.editing or q.next_question(scene, checkin, progress.skipped)
    params = {"head": _head(scene, checkin, asked)}
    rows = (*_choices(scene, checkin, progress, asked), *_foot(scene, checkin, progress, asked))
    key = f"checkin.{asked}"
    if asked == q.MEDS:
        product = progress.product or q.usual_product(scene, checkin)
        name = text_in(scene, f"checkin.product_{product}")
        params |= {"product": name, "so_far": _so_far(scene, progress)}
    return Say(key, params, rows, slot=slot_of(checkin.run), fresh=fresh)


def summary(scene: Scene, checkin: CheckIn, *, fresh: bool = False) -> Say:
    """Return the two lines that are left of a check-in, with the ways to change it."""
    closed = checkin.state is CheckInState.CLOSED
    title = "closed" if closed else "filled_in" if checkin.backfill else "late" if checkin.late else "done"
    run = checkin.run
    params = {
        "day": day_words(scene, checkin.day),
        "line": summary_words(scene, checkin.answers, SUMMARY) or text_in(scene, "checkin.no_answers"),
    }
    rows: list[tuple[Choice, ...]] = []
    if not closed:
        rows.append(
            (
                Choice("checkin.button_edit", button(run, "edit")),
                Choice("checkin.button_note", button(run, q.NOTE, "open")),
            )
        )
        yesterday = checkin.day - timedelta(days=1)
        if not checkin.backfill and fillable(scene, yesterday):
            rows.append((Choice("checkin.button_fill_in", button(run, "fill", yesterday.isoformat())),))
        if checkin.answers.get(q.CHANGE) in q.UNUSUAL:
            rows.append((Choice("checkin.button_serious", button(run, "serious")),))
        if checkin.answers.get(q.MOOD) == 1:
            params["line"] += "\n" + text_in(scene, "checkin.very_low")
            rows.append((Choice("checkin.button_talk", button(run, q.MOOD, q.TALK)),))
    return Say(f"checkin.summary_{title}", params, tuple(rows), slot=slot_of(run), fresh=fresh)


def carry_on(checkin: CheckIn) -> Say:
    """Return the one silent reminder of a half-done check-in."""
    row = (
        Choice("checkin.button_carry_on", button(checkin.run, "go")),
        Choice("checkin.button_leave", button(checkin.run, "leave")),
    )
    return Say(
        "checkin.carry_on",
        buttons=(row,),
        lane=Lane.NUDGE,
        slot=slot_of(checkin.run),
        fresh=True,
        silent=True,
        topic=TOPIC,
    )


def left(checkin: CheckIn) -> Say:
    """Return what is shown when the person leaves a check-in for later."""
    row = (Choice("checkin.button_carry_on", button(checkin.run, "go")),)
    return Say("checkin.left", buttons=(row,), slot=slot_of(checkin.run))


def _waiting(checkin: CheckIn, progress: Progress) -> Say:
    key = "checkin.paused" if progress.paused else "checkin.held"
    row = (Choice("checkin.button_finish", button(checkin.run, "go")),)
    return Say(key, buttons=(row,), slot=slot_of(checkin.run))


def _drill(scene: Scene, checkin: CheckIn, progress: Progress, *, fresh: bool) -> Say:
    flag = progress.drill[0]
    row = table().flags[flag]
    choices = tuple(
        Choice(f"common.{answer}", button(checkin.run, f"f.{flag}", answer))
        for answer in (Answer.YES, Answer.NO, Answer.NOT_SURE)
    )
    rows: list[tuple[Choice, ...]] = [choices]
    if row.sensitive:
        rows.append((Choice("common.prefer_not", button(checkin.run, f"f.{flag}", Answer.DECLINED)),))
    rows.append((Choice("common.card", CARD),))
    return Say(
        "checkin.drill",
        {"question": row.question, "line": emergency_line(scene)},
        tuple(rows),
        slot=slot_of(checkin.run),
        fresh=fresh,
    )


def _listing(scene: Scene, checkin: CheckIn, *, fresh: bool) -> Say:
    labels = [
        Choice(
            "checkin.edit_item",
            button(checkin.run, "edit", each),
            {"words": answer_words(scene, each, checkin.answers[each])[:60]},
        )
        for each in SUMMARY
        if each in checkin.answers
    ]
    if q.MEDS not in checkin.answers:
        labels.append(Choice("checkin.button_tablets", button(checkin.run, "edit", q.MEDS)))
    if q.HOURS not in checkin.answers:
        labels.append(Choice("checkin.button_hours", button(checkin.run, "edit", q.HOURS)))
    rows = [(each,) for each in labels]
    rows.append((Choice("common.back", button(checkin.run, "back")),))
    return Say("checkin.edit", {}, tuple(rows), slot=slot_of(checkin.run), fresh=fresh)


def _head(scene: Scene, checkin: CheckIn, asked: str) -> str:
    order = q.asked_today(scene, checkin)
    place = {"n": order.index(asked) + 1 if asked in order else len(order), "total": len(order)}
    if checkin.day != scene.today:
        return text_in(scene, "checkin.head_day", {"day": day_words(scene, checkin.day), **place})
    return text_in(scene, "checkin.head", place)


def _choices(scene: Scene, checkin: CheckIn, progress: Progress, asked: str) -> Rows:
    run = checkin.run
    match asked:
        case q.PAIN | q.INTERFERENCE:
            return _scale(run, asked)
        case q.CHANGE:
            made = [Choice(f"checkin.change_{each}", button(run, asked, each)) for each in q.CHANGES]
            return (tuple(made[:3]), tuple(made[3:]))
        case q.SWEEP:
            return _sweep(checkin, progress)
        case q.SLEEP:
            return (*_scale(run, asked), *_hours(checkin))
        case q.HOURS:
            return _hours(checkin)
        case q.MEDS:
            return _tablets(scene, checkin, progress)
        case _:
            moods = [Choice(f"checkin.mood_{each}", button(run, asked, str(each))) for each in (5, 4, 3, 2, 1)]
            talk = Choice("checkin.mood_talk", button(run, asked, q.TALK))
            return (tuple(moods[:3]), tuple(moods[3:]), (talk,))


def _scale(run: str, question: str) -> Rows:
    def one(n: int) -> Choice:
        label = f"checkin.{question}_{n}" if n in (0, 10) else "checkin.number"
        return Choice(label, button(run, question, str(n)), {"n": n})

    return (tuple(one(n) for n in range(6)), tuple(one(n) for n in range(6, 11)))


def _same(scene: Scene, checkin: CheckIn) -> Rows:
    """Offer yesterday's answers once more; the safety item is never among them."""
    before = scene.checkin_of(checkin.day - timedelta(days=1))
    if before is None or before.state is not CheckInState.DONE or q.PAIN not in before.answers:
        return ()
    return ((Choice("checkin.button_same", button(checkin.run, "same")),),)


def _sweep(checkin: CheckIn, progress: Progress) -> Rows:
    rows = [
        (
            Choice(
                "checkin.item_picked" if item.id in progress.ticked else "checkin.item",
                button(checkin.run, q.SWEEP, item.id),
                {"label": item.label},
            ),
        )
        for item in q.sweep_items(checkin)
    ]
    if progress.ticked:
        rows.append((Choice("checkin.nothing_else", button(checkin.run, q.SWEEP, "done")),))
    else:
        rows.append((Choice("checkin.item", button(checkin.run, q.SWEEP, "none"), {"label": screens().sweep.none}),))
    return tuple(rows)


def _hours(checkin: CheckIn) -> Rows:
    def one(n: int) -> Choice:
        place = "first" if n == q.BUTTON_HOURS[0] else "last" if n == q.BUTTON_HOURS[-1] else "one"
        picked = checkin.answers.get(q.HOURS) == n
        label = f"checkin.hours_{place}" + ("_picked" if picked else "")
        return Choice(label, button(checkin.run, q.HOURS, str(n)), {"n": number_words(n)})

    made = tuple(one(n) for n in q.BUTTON_HOURS)
    return (made[:3], made[3:])


def _tablets(scene: Scene, checkin: CheckIn, progress: Progress) -> Rows:
    run = checkin.run
    product = progress.product or q.usual_product(scene, checkin)

    def one(n: int) -> Choice:
        label = "checkin.number_more" if n == q.BUTTON_TABLETS else "checkin.number"
        return Choice(label, button(run, q.MEDS, f"{product}.{n}"), {"n": n})

    counts = [one(n) for n in range(1, q.BUTTON_TABLETS + 1)]
    stop = "checkin.no_more_tablets" if progress.tablets else "checkin.no_tablets"
    rows = [(Choice(stop, button(run, q.MEDS, "none")),), tuple(counts[:5]), tuple(counts[5:])]
    others = [
        Choice(f"checkin.button_product_{each}", button(run, q.MEDS, f"open.{each}"))
        for each in q.PRODUCTS
        if each != product
    ]
    rows += [tuple(others[:2]), tuple(others[2:])]
    return tuple(rows)


def _so_far(scene: Scene, progress: Progress) -> str:
    return answer_words(scene, q.MEDS, progress.tablets) + "." if progress.tablets else ""


def _foot(scene: Scene, checkin: CheckIn, progress: Progress, asked: str) -> Rows:
    run = checkin.run
    if progress.editing:
        return ((Choice("common.back", button(run, "back")),),)
    if asked == q.PAIN and not checkin.answers and not checkin.backfill:
        return _same(scene, checkin)
    return ((Choice("checkin.button_undo", button(run, "undo")),),) if progress.trail else ()
