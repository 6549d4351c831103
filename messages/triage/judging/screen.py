"""A text read for danger: what it says of red flags becomes facts, a level, and at most one question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from messages.triage.evidence.bearing import bears_on
from messages.triage.evidence.history import History
from messages.triage.evidence.known import Known
from messages.triage.evidence.past import is_over, is_undated
from messages.triage.evidence.wording import blames_use_or_cold, names_a_nerve
from messages.triage.flags import table
from messages.triage.judging.judge import Doubt, heard_within_days, question_about, weigh
from messages.triage.judging.long_ago import long_ago
from messages.triage.judging.numbers import FEVER, fever_taken_back, taken_unnamed
from messages.triage.judging.on_purpose import LOST, loses_on_purpose
from messages.triage.judging.read_again import heard_behind, heard_of_known
from messages.triage.judging.supposed import only_supposed
from messages.triage.reading.both import DOUBTED, LEARNED, LET_BE, Reader, read_by_both
from messages.triage.sweep import screens
from messages.triage.version import rules_version
from messages.triage.vocabulary import (
    Action,
    Answer,
    Case,
    Channel,
    Fact,
    Level,
    Measure,
    Mention,
    Origin,
    Question,
    Reading,
    Status,
    Verdict,
)

__all__ = ["asks_whether_serious", "rules_version", "screen", "weigh_reading"]

_BACK = re.compile(r"\b(?:back|backs|backache|spine|spinal|lumbar|sciatica|discs?)\b", re.IGNORECASE)
"""Somebody else's fever is no matter of backs unless the writer speaks of one."""
_BACK_ONLY = frozenset({"sev_unrelieved"})
"""Rows about how bad a back is; of somebody else they mean nothing without one. Who cannot stand is asked about."""
_SIDED = frozenset({"neuro_leg_numb_one", "neuro_foot_drop", "neuro_leg_weak_progressive"})
_SIDE = re.compile(r"\b(?:left|right|other|lt|rt)\b", re.IGNORECASE)
_SIDE_REACH = 40
_EVENTS = frozenset({"rf_recent_fall"})
"""What has happened is not undone by how it went: "had a fall, all fine" denies no fall."""
_NOT_BEFORE = re.compile(r"(?:\b(?:no|not|never|without|nor|neither)|n['\u2019]?t)\b[^.,;!?\n]*$", re.IGNORECASE)
_TWO_THINGS = frozenset({"ces_after_known_disc"})
"""A disc one knows of, and its getting worse: the learned reader hears the first and takes it for both ("the L5 thing
again after football"), so of these it warns only where the words name a nerve that suffers."""
_MORE_URGENT = (Action.NONE, Action.ADVISE, Action.ASK, Action.ESCALATE)
_SERIOUS = re.compile(r"/serious\b|\b(?:serious|dangerous|worried about)\b[^.!?]{0,60}\?", re.IGNORECASE)


def screen(
    text: str,
    case: Case,
    now: datetime,
    back_pain: bool = True,
    numbers_at: datetime | None = None,
    reader: Reader = read_by_both,
) -> Verdict:
    """Judge ``text`` together with everything known, and return what to remember of it.

    With ``back_pain=False`` things that only matter together with back pain are asked about
    instead of taken for granted. ``numbers_at`` is the instant the numbers in it are about,
    where that is not now: a past day is being filled in. Whatever fails inside reading is raised: the caller then asks
    the general safety question.
    """
    reading = heard_behind(reader(text), text, reader)
    reading = heard_of_known(reading, text, case, now, reader)
    return weigh_reading(reading, text, case, now, back_pain=back_pain, numbers_at=numbers_at)


def asks_whether_serious(text: str) -> bool:
    """Return whether the person asks if it is serious: a contact for the repeat-contact rule L18."""
    return _SERIOUS.search(text) is not None


@dataclass(slots=True)
class _Heard:
    """What one text adds: facts of the writer's own, doubts to ask about, and things about others."""

    facts: list[Fact] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    others: list[Mention] = field(default_factory=list)
    unnamed: list[Mention] = field(default_factory=list)
    """Something urgent, but nobody can say which."""
    within_days: list[Mention] = field(default_factory=list)
    """What no rule has words for and sounds like something to be seen soon."""


def weigh_reading(
    reading: Reading,
    text: str,
    case: Case,
    now: datetime,
    *,
    back_pain: bool = True,
    numbers_at: datetime | None = None,
) -> Verdict:
    """Judge what was heard in ``text``. Mentions about other people never enter the writer's own history."""
    heard = _heard(reading, text, case, now, back_pain=back_pain)
    facts = tuple(dict.fromkeys(heard.facts))
    told_of = {fact.flag for fact in facts if fact.answer is not Answer.NOT_SURE}
    if LOST not in told_of and not reading.about_other:
        facts += loses_on_purpose(text, reading.measures, now)
    if FEVER not in told_of:
        facts += fever_taken_back(text, case, now)
    measured = numbers_at or now
    measures = tuple(
        Measure(m.kind, m.value, measured, Origin.TEXT) for m in reading.measures if m.status is Status.CURRENT
    ) + taken_unnamed(text, case, measured)
    if reading.about_other:
        measures = ()
    told = replace(case, facts=(*case.facts, *facts), measures=(*case.measures, *measures))
    verdict = weigh(told, now, min(now, measured) if measures else now, tuple(heard.doubts))
    if not reading.mentions and not case.facts and not case.measures and not measures:
        verdict = replace(verdict, level=Level.NONE)
    verdict = replace(verdict, facts=facts, measures=measures, language=reading.language)
    others = _of_another_only(heard.others, reading, verdict)
    if others:
        other = _about_other(others, text, verdict, now)
        both = verdict.action is Action.ESCALATE or (_asks_gravely(verdict) and not reading.about_other)
        if other.action is Action.ESCALATE and both:  # neither is told at the cost of the other
            theirs = tuple(each for each in other.findings if each.status is Status.OTHER_PERSON)
            level, found = max(verdict.level, other.level), (*verdict.findings, *theirs)
            verdict = replace(verdict, level=level, action=Action.ESCALATE, findings=found)
        elif _MORE_URGENT.index(other.action) > _MORE_URGENT.index(verdict.action):
            return other
    verdict = replace(verdict, about_other=reading.about_other)
    if heard.unnamed and verdict.action not in (Action.ASK, Action.ESCALATE):
        asked = Question(flag="", text=screens().general, words=heard.unnamed[0].words)
        return replace(verdict, action=Action.ASK, question=asked, level=max(verdict.level, Level.SELF_CARE))
    if heard.within_days and verdict.action is Action.NONE:
        return heard_within_days(verdict, heard.within_days[0])
    return verdict


def _heard(reading: Reading, text: str, case: Case, now: datetime, *, back_pain: bool) -> _Heard:
    """Sort what was heard; leave out what is long over and what need not be asked of somebody like this."""
    heard = _Heard()
    known = History(case, now).known
    over = _over(reading, text, now)
    heard.facts.extend(_long_ago_fact(mention, now) for mention in over)
    for mention in (each for each in reading.mentions if each not in over):
        learned = mention.rule.startswith(LEARNED)
        half_said = mention.flag in _TWO_THINGS and not names_a_nerve(text)
        if learned and (mention.status is Status.UNSURE or half_said):
            _doubt_what_was_learned(mention, heard)
            continue
        if learned and mention.status is Status.OTHER_PERSON:
            heard.others.append(mention)  # it read the whole text: a "last year" elsewhere in it dates nothing
            continue
        if mention.rule.endswith(LET_BE) and not bears_on(case, mention.flag, now):
            continue
        laid = not mention.certain and blames_use_or_cold(mention.flag, text, mention.start, mention.end)
        if mention.rule.endswith((DOUBTED, LET_BE)) or (laid and mention.status in (Status.CURRENT, Status.UNSURE)):
            # Asked about and not stored: two of them in one harmless text are no sign (L05).
            heard.doubts.append(Doubt(mention.flag, mention.words))
            continue
        _take(mention, text, heard, now, known, back_pain=back_pain)
    doubted = {doubt.flag for doubt in heard.doubts}  # "purple spots that don't fade, no rash": a no settles no doubt
    heard.facts = [each for each in heard.facts if each.flag not in doubted or each.answer is not Answer.NO]
    return heard


def _doubt_what_was_learned(mention: Mention, heard: _Heard) -> None:
    """Ask about what only the learned reader heard; nothing of it is stored as said."""
    row = table().flags.get(mention.flag)
    if row is None:
        heard.unnamed.append(mention)
    elif row.level >= Level.SAME_DAY:
        heard.doubts.append(Doubt(mention.flag, mention.words, mention.status, rule=mention.rule))
    else:
        heard.within_days.append(mention)


def _take(mention: Mention, text: str, heard: _Heard, now: datetime, known: Known, *, back_pain: bool) -> None:
    """Sort one mention into facts, doubts and things about others, by what is claimed of it."""
    if mention.flag.startswith("rf_"):
        heard.facts.extend(_risk_fact(mention, text, now))
        return
    row = table().flags[mention.flag]
    grave = row.level >= Level.SAME_DAY
    doubt = Doubt(mention.flag, mention.words, mention.status)
    match mention.status:
        case Status.CURRENT | Status.UNSURE:
            sure = mention.certain and mention.status is Status.CURRENT
            if not sure and row.completed_by is not None and mention.status is Status.CURRENT:
                sure = known.holds(row.completed_by)
            if sure and (back_pain or not row.with_back_pain):
                heard.facts.append(_fact(mention, text, Answer.YES, now))
            else:
                heard.facts.append(_fact(mention, text, Answer.NOT_SURE, now))
        case Status.DENIED:
            heard.facts.append(_fact(mention, text, Answer.NO, now))
        case Status.HYPOTHETICAL:
            if grave:
                heard.doubts.append(doubt)
        case Status.PAST | Status.RESOLVED:
            if row.level == Level.EMERGENCY_NOW and not long_ago(text, mention.start, mention.end):
                heard.doubts.append(doubt)
        case Status.OTHER_PERSON:
            about_backs = row.with_back_pain or row.id in _BACK_ONLY
            backs = _BACK.search(text) is not None or not about_backs
            if grave and backs and not long_ago(text, mention.start, mention.end):
                heard.others.append(mention)


def _over(reading: Reading, text: str, now: datetime) -> frozenset[Mention]:
    """Return the risk factors of ``reading`` whose time is over, with what is said of the same ones without a date."""
    risks = [(each, table().risk_factors.get(each.flag)) for each in reading.mentions]
    dated = {m for m, risk in risks if risk is not None and is_over(risk, text, m.start, m.end, now.date())}
    flags = {each.flag for each in dated}
    same = {m for m, _ in risks if m.flag in flags and is_undated(text, m.start, m.end)}
    return frozenset(dated | same)


def _long_ago_fact(mention: Mention, now: datetime) -> Fact:
    """An operation of 2011 is not of these months, also where the profile knows of it without a date."""
    risk = table().risk_factors[mention.flag]
    return Fact(risk.within or risk.id, Answer.NO, now, Origin.TEXT, mention.words, mention.rule)


def _of_another_only(others: list[Mention], reading: Reading, own: Verdict) -> list[Mention]:
    """Leave out what a rule heard of somebody else in the very words by which the writer is warned: one danger."""
    warned = {each.flag for each in own.findings if each.fresh and each.level >= Level.SAME_DAY}
    told = [m for m in reading.mentions if m.status is Status.CURRENT and m.certain and m.flag in warned]
    return [
        each
        for each in others
        if each.rule.startswith(LEARNED)
        or not any(one.flag == each.flag and one.start < each.end and each.start < one.end for one in told)
    ]


def _risk_fact(mention: Mention, text: str, now: datetime) -> list[Fact]:
    """A risk factor counts when it is so now, or when the past of it counts, as with cancer."""
    risk = table().risk_factors.get(mention.flag)
    lasting = risk is not None and risk.past_counts
    match mention.status:
        case Status.CURRENT | Status.UNSURE | Status.RESOLVED:
            answer = Answer.YES
        case Status.PAST if lasting:
            answer = Answer.YES
        case Status.DENIED if mention.flag in _EVENTS and not _NOT_BEFORE.search(text[: mention.start]):
            answer = Answer.YES
        case Status.DENIED:
            answer = Answer.NO
        case _:
            return []
    return [Fact(mention.flag, answer, now, Origin.TEXT, mention.words, mention.rule)]


def _fact(mention: Mention, text: str, answer: Answer, now: datetime) -> Fact:
    return Fact(mention.flag, answer, now, Origin.TEXT, _words(mention, text), mention.rule)


def _words(mention: Mention, text: str) -> str:
    """Return the person's words, widened to the side they name for a leg: changing sides matters (L06)."""
    if mention.flag not in _SIDED or _SIDE.search(mention.words):
        return mention.words
    sides = [m for m in _SIDE.finditer(text) if m.start() >= mention.start - _SIDE_REACH]
    sides = [m for m in sides if m.end() <= mention.end + _SIDE_REACH]
    if not sides:
        return mention.words
    nearest = min(sides, key=lambda m: min(abs(m.start() - mention.end), abs(mention.start - m.end())))
    return text[min(nearest.start(), mention.start) : max(nearest.end(), mention.end)]


def _about_other(mentions: list[Mention], text: str, own: Verdict, now: datetime) -> Verdict:
    """Judge somebody else's danger by itself: nothing of it is stored, nothing of the writer's raises it.

    What kills within minutes is escalated for them, and what they have plainly swallowed; the rest is asked
    about, since a text about another person seldom says when.
    """
    sure = tuple(
        Fact(m.flag, Answer.YES, now, Origin.TEXT, m.words, m.rule)
        for m in mentions
        if m.certain and (_deadly(m) or (_poisoned(m) and not only_supposed(text, m.start)))
    )
    doubts = tuple(Doubt(m.flag, m.words, Status.OTHER_PERSON) for m in mentions)
    other = weigh(Case(facts=sure), now, now, doubts)
    findings = tuple(replace(f, status=Status.OTHER_PERSON) for f in other.findings)
    question = other.question
    if question is not None:
        question = question_about(Doubt(question.flag, question.words, Status.OTHER_PERSON))
    return replace(
        own,
        level=max(own.level, other.level),
        action=other.action,
        findings=(*findings, *own.findings),
        question=question,
        channel=other.channel,
        about_other=True,
    )


def _asks_gravely(verdict: Verdict) -> bool:
    """Is an emergency of the writer's own asked about? A lesser doubt waits while somebody else does not wake."""
    row = table().flags.get(verdict.question.flag) if verdict.question is not None else None
    return verdict.action is Action.ASK and row is not None and row.level == Level.EMERGENCY_NOW


def _deadly(mention: Mention) -> bool:
    row = table().flags[mention.flag]
    return row.level == Level.EMERGENCY_NOW and row.channel in (Channel.AMB, Channel.CRISIS)


def _poisoned(mention: Mention) -> bool:
    row = table().flags[mention.flag]
    return row.level == Level.EMERGENCY_NOW and row.channel is Channel.POISON
