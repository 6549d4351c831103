"""The judge: everything known of a person in, the level with its reasons out.

Pure and monotone: a further yes, risk factor or day of symptoms never lowers the level.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from messages.triage.evidence.history import History
from messages.triage.evidence.rows import gravity, row_findings, unclear
from messages.triage.flags import table
from messages.triage.over_days import findings_over_days, hits_over_days, questions_over_days
from messages.triage.over_days.hits import Hit
from messages.triage.sweep import screens
from messages.triage.version import rules_version
from messages.triage.vocabulary import (
    Action,
    Answer,
    Case,
    Channel,
    Finding,
    Level,
    Mention,
    Origin,
    Question,
    Status,
    Verdict,
)

ASKED_AGAIN_AFTER = timedelta(hours=24)
"""A question answered by button isn't asked a second time within this span."""
LEARNED = "LEARNED"
"""Source of what no rule has words for: our own evaluation of the learned reader."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that may be so: to be asked about, and never a reason by itself."""

    flag: str
    words: str = ""
    status: Status = Status.UNSURE
    at: datetime | None = None
    """When it arose; an answer from then on settles it. None for right now."""
    rule: str = ""
    """What heard it, where that is the learned reader and not a row."""


def judge(case: Case, now: datetime, fresh_after: datetime | None = None) -> Verdict:
    """Return the level of ``case`` at ``now`` with every finding behind it, the gravest first.

    A finding is fresh when it rests on something said at or after ``fresh_after``; without
    it everything is fresh. Only fresh findings call for an action (reference 1.5).
    """
    return weigh(case, now, fresh_after)


def weigh(case: Case, now: datetime, fresh_after: datetime | None = None, doubts: tuple[Doubt, ...] = ()) -> Verdict:
    """Judge as :func:`judge` does, and ask about the gravest of ``doubts`` that could change what to do."""
    history = History(case, now)
    hits = hits_over_days(history)
    found = _findings(history, hits, fresh_after)
    open_ = _worth_asking(case, history, fresh_after, (*_heard_unclearly(history, hits, fresh_after), *doubts))
    fresh_level = max((f.level for f in found if f.fresh), default=Level.NONE)
    asked = _gravest(open_, above=fresh_level if fresh_level >= Level.SAME_DAY else Level.NONE)
    findings = (*found, *(_doubtful(doubt) for doubt in open_))
    judged = bool(case.facts or case.measures or findings)
    return Verdict(
        level=max((f.level for f in found), default=Level.SELF_CARE if judged else Level.NONE),
        action=_action(fresh_level, asked),
        findings=findings,
        question=None if asked is None else question_about(asked),
        channel=found[0].channel if found else Channel.CLIN,
        rules_version=rules_version(),
    )


def _findings(history: History, hits: tuple[Hit, ...], fresh_after: datetime | None) -> tuple[Finding, ...]:
    before = None if fresh_after is None else _judged_before(history, fresh_after)
    rows = row_findings(history, before, fresh_after)
    every = (*rows, *findings_over_days(history, hits, rows, before, fresh_after))
    return tuple(sorted(every, key=gravity))


def _judged_before(history: History, fresh_after: datetime) -> History:
    """Return what was known before, as of the last thing said then: what time alone has changed is new."""
    case = _until(history.case, fresh_after)
    said = [f.at for f in case.facts] + [m.at for m in case.measures] + list(case.serious_checks)
    return History(case, max(said, default=history.now))


def _until(case: Case, instant: datetime) -> Case:
    """Return the case as it was known before ``instant``."""
    return replace(
        case,
        facts=tuple(f for f in case.facts if f.at < instant),
        measures=tuple(m for m in case.measures if m.at < instant),
        serious_checks=tuple(at for at in case.serious_checks if at < instant),
    )


def _action(fresh_level: Level, asked: Doubt | None) -> Action:
    if fresh_level >= Level.SAME_DAY:
        return Action.ESCALATE
    if asked is not None:
        return Action.ASK
    return Action.ADVISE if fresh_level >= Level.ROUTINE else Action.NONE


def _heard_unclearly(history: History, hits: tuple[Hit, ...], fresh_after: datetime | None) -> tuple[Doubt, ...]:
    """Give what a text or a contradictory number left open just now, and what the rules over days want asked."""
    since = history.now - ASKED_AGAIN_AFTER if fresh_after is None else fresh_after
    hints = tuple(Doubt(f.flag, f.words, at=f.at) for f in history.facts if unclear(f) and f.at >= since)
    asked = questions_over_days(hits, since)
    return (*hints, *(Doubt(flag, at=at) for flag, at in asked))


def _worth_asking(
    case: Case, history: History, fresh_after: datetime | None, doubts: Iterable[Doubt]
) -> tuple[Doubt, ...]:
    """Keep the doubts that nobody has settled and that would call for action today if they were so."""
    kept: dict[str, Doubt] = {}
    for doubt in doubts:
        if doubt.flag in kept or doubt.flag not in table().flags or _plainly_said(history, doubt, fresh_after):
            continue
        if not _settled(history, doubt) and _would_matter(case, history, fresh_after, doubt):
            kept[doubt.flag] = doubt
    return tuple(sorted(kept.values(), key=lambda doubt: gravity(_doubtful(doubt, ranked=True))))


def _plainly_said(history: History, doubt: Doubt, fresh_after: datetime | None) -> bool:
    """The same was said without doubt just now, so that it needs no question."""
    said = history.active.get(doubt.flag)
    return said is not None and (fresh_after is None or said.at >= fresh_after)


def _settled(history: History, doubt: Doubt) -> bool:
    """A tapped answer given since the doubt arose settles it; so does a plain "no" in words.

    But not the "no" in the very words in which the learned reader hears it: "no prednisolone stayed down".
    """
    arose = doubt.at or history.now
    for fact in history.facts:
        if doubt.rule and fact.at == arose and fact.origin == Origin.TEXT:
            continue
        answered = fact.origin == Origin.BUTTON or fact.answer == Answer.NO
        if fact.flag != doubt.flag or unclear(fact) or not answered:
            continue
        if fact.at > arose or (fact.at == arose and not _hinted(history, doubt)):
            return True
    return False


def _hinted(history: History, doubt: Doubt) -> bool:
    """The doubt is the person's own unclear word, which a "no" in the same breath contradicts."""
    return any(unclear(f) and f.flag == doubt.flag and f.at == doubt.at for f in history.facts)


def _would_matter(case: Case, history: History, fresh_after: datetime | None, doubt: Doubt) -> bool:
    if table().flags[doubt.flag].level >= Level.SAME_DAY:
        return True
    hints = [f for f in case.facts if f.flag == doubt.flag and unclear(f)]
    if not hints:
        return False
    supposed = replace(hints[-1], answer=Answer.YES)
    what_if = History(replace(case, facts=(*case.facts, supposed)), history.now)
    return any(f.fresh and f.level >= Level.SAME_DAY for f in _findings(what_if, hits_over_days(what_if), fresh_after))


def _gravest(doubts: tuple[Doubt, ...], *, above: Level) -> Doubt | None:
    """Return the deadliest doubt; beside an alert only one that is graver than the alert itself."""
    return next((d for d in doubts if table().flags[d.flag].level > above), None)


def _doubtful(doubt: Doubt, *, ranked: bool = False) -> Finding:
    row = table().flags[doubt.flag]
    return Finding(
        flag=row.id,
        words=doubt.words or row.short,
        rule=doubt.rule or f"row:{row.id}",
        source=LEARNED if doubt.rule else ", ".join(row.sources),
        status=doubt.status,
        level=row.level if ranked else Level.NONE,
        channel=row.channel,
    )


def heard_within_days(verdict: Verdict, mention: Mention) -> Verdict:
    """Return ``verdict`` with advice on what only the learned reader heard and a doctor should see within days."""
    row = table().flags[mention.flag]
    found = Finding(row.id, mention.words, mention.rule, LEARNED, mention.status, Level.SOON, row.channel)
    return replace(
        verdict, action=Action.ADVISE, level=max(verdict.level, Level.SOON), findings=(*verdict.findings, found)
    )


def question_about(doubt: Doubt) -> Question:
    """Return the one clarifying question about a doubt, in the plain words of its row."""
    row = table().flags[doubt.flag]
    other = doubt.status is Status.OTHER_PERSON
    wording, asked = (screens().clarify_other, row.about_another) if other else (screens().clarify, row.question)
    return Question(flag=row.id, text=wording.format(question=asked), words=doubt.words)
