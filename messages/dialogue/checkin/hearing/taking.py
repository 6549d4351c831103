"""Every answer is recorded as it was given, kept on its check-in, and judged in the same moment (CI7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from messages.dialogue import danger
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hours import is_late, moment
from messages.dialogue.checkin.progress import Progress, put
from messages.dialogue.checkin.showing.wording import answer_words, number_words
from messages.dialogue.scene import Scene
from messages.effects import Learn, Record
from messages.memory import CheckIn
from messages.triage.flags import table
from messages.triage.vocabulary import Answer, Fact, Measure, MeasureKind, Origin, Verdict

TAP, TYPED, EDITED, BACKFILL = "tap", "typed", "edited", "backfill"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of answers: the check-in and its progress now, and the judgement."""

    checkin: CheckIn
    progress: Progress
    verdict: Verdict


def take(scene: Scene, checkin: CheckIn, progress: Progress, values: Mapping[str, Any], *, origin: str = TAP) -> Taken:
    """Record ``values`` by question, judge them together with everything known, and open rows they call for.

    An answer that is already there is changed; the record keeps both.
    """
    late = is_late(scene, checkin)
    for question, value in values.items():
        again = question in checkin.answers and not (question == q.MEDS and progress.tablets)
        how = EDITED if again else BACKFILL if checkin.backfill else origin
        record(scene, checkin, question, _on_record(value), how)
    checkin = checkin.model_copy(
        update={
            "answers": {**checkin.answers, **values},
            "late": checkin.late or late,
            "started_at": checkin.started_at or scene.now,
        }
    )
    scene.keep_checkin(checkin)
    words = ". ".join(answer_words(scene, question, value) for question, value in values.items())
    verdict = danger.answer(scene, _facts(scene, checkin, values), _numbers(scene, checkin, values), words)
    progress = put(
        scene,
        progress,
        trail=(*(each for each in progress.trail if each not in values), *values),
        drill=(*progress.drill, *_rows_called_for(progress, values, verdict)),
        touched=scene.now,
    )
    return Taken(checkin, progress, verdict)


def take_row(scene: Scene, checkin: CheckIn, progress: Progress, flag: str, answer: Answer, origin: str) -> Taken:
    """Record and judge the answer to one red-flag question. "Prefer not to say" is no answer to judge."""
    how = EDITED if flag in progress.drilled else BACKFILL if checkin.backfill else origin
    record(scene, checkin, flag, answer, how)
    fact = Fact(flag, answer, moment(scene, checkin), Origin.BUTTON, table().flags[flag].short)
    verdict = danger.answer(scene, (fact,), words=table().flags[flag].short)
    progress = put(
        scene,
        progress,
        drill=tuple(each for each in progress.drill if each != flag),
        drilled={**progress.drilled, flag: answer},
        touched=scene.now,
    )
    return Taken(checkin, progress, verdict)


def record(scene: Scene, checkin: CheckIn, question: str, value: str, origin: str) -> None:
    """Write one answer into the log, as it was given; nothing is stored before consent."""
    if scene.person.consent_version is not None:
        late = is_late(scene, checkin)
        scene.add(Record(f"checkin.{question}", value, checkin.day, origin, checkin.run, late))


def _on_record(value: Any) -> str:
    match value:
        case dict():
            return ", ".join(f"{name} {count}" for name, count in value.items()) or "none"
        case list():
            return ", ".join(value) or "none"
        case float():
            return number_words(value)
        case _:
            return str(value)


def _facts(scene: Scene, checkin: CheckIn, values: Mapping[str, Any]) -> tuple[Fact, ...]:
    at = moment(scene, checkin)
    facts = []
    if values.get(q.CHANGE) in q.UNUSUAL:
        words = answer_words(scene, q.CHANGE, values[q.CHANGE])
        facts.append(Fact("chg_different", Answer.YES, at, Origin.BUTTON, words))
    if values.get(q.MOOD) == q.TALK:
        words = answer_words(scene, q.MOOD, q.TALK)
        facts.append(Fact("mh_not_coping", Answer.YES, at, Origin.BUTTON, words))
    return tuple(facts)


def _numbers(scene: Scene, checkin: CheckIn, values: Mapping[str, Any]) -> tuple[Measure, ...]:
    """Return the numbers among ``values``, without those that reading the same words has learned already."""
    at = moment(scene, checkin)
    learned = (each for effect in scene.effects if isinstance(effect, Learn) for each in effect.measures)
    known = {each.kind for each in learned if each.at.astimezone(scene.person.tz).date() == checkin.day}
    return tuple(Measure(kind, value, at) for kind, value in _measured(values) if kind not in known)


def _measured(values: Mapping[str, Any]) -> Iterator[tuple[MeasureKind, float]]:
    for question, value in values.items():
        if question in q.SCALES:
            yield q.SCALES[question], float(value)
        elif question == q.HOURS:
            yield MeasureKind.SLEEP_HOURS, float(value)
        elif question == q.MOOD and value != q.TALK:
            yield MeasureKind.MOOD_1_5, float(value)
        elif question == q.MEDS:
            yield from _tablets(value)


def _tablets(counts: Mapping[str, int]) -> Iterator[tuple[MeasureKind, float]]:
    """Co-codamol holds 500 mg of paracetamol a tablet, so it counts as one (L19a)."""
    paracetamol = sum(n for name, n in counts.items() if name in q.WITH_PARACETAMOL)
    if paracetamol:
        yield MeasureKind.PARACETAMOL_TABLETS, float(paracetamol)
    if counts.get("nsaid"):
        yield MeasureKind.NSAID_TABLETS, float(counts["nsaid"])


def _rows_called_for(progress: Progress, values: Mapping[str, Any], verdict: Verdict) -> tuple[str, ...]:
    rows: tuple[str, ...] = ()
    if values.get(q.PAIN, 0) >= q.SEVERE_PAIN:
        rows += q.SEVERE_ROWS
    if len(q.WITH_PARACETAMOL & set(values.get(q.MEDS, ()))) > 1:
        rows += q.TWO_PRODUCTS_ROWS
    raised = {finding.flag for finding in verdict.findings if finding.fresh}
    asked = {verdict.question.flag} if verdict.question else set()
    return q.rows_to_ask(rows, {*progress.drilled, *progress.drill, *raised, *asked})
