"""Decides whether a text denies a thing it names, by the negations before it and the verdicts after it.

Words that are themselves part of a loss of function ("can't pee", "no feeling") never negate anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from messages.triage.reading.claims.scene import Cue, Scene
from messages.triage.reading.patterns.lexicon import Span
from messages.triage.vocabulary import Status

_NEGATION_REACH = 7
_NOES = frozenset({"no", "none", "nil", "nope", "nahi", "nahin", "nei"})
"""They deny what stands before them only as the last word of it: "fever no, chills no", not "can't pee no pain"."""
_LIST_REACH = 8
_JOINS = frozenset({"or", "nor", "no", "any"})
_STILL_IT = re.compile(
    r"is|are|was|were|am|be|s|re|it|that|this|these|they|them|all|both|still|now|today|tonight|yesterday|morning|night"
    r"|last|here|there|ish|so|sorry|thankfully|luckily|also|too|again|yes|or|side|area|part|parts|bit|bits|at"
    r"|came|says|said|feels|seems|looks|totally|perfectly|completely"
)
"""Words between a sign and the verdict on it that bring up nothing else: in "numb bum but no pain" and "numb bum, mood
ok" the numbness is not denied."""
_CLEAR_WHAT = frozenset({"water", "fluid", "liquid", "stuff", "discharge", "pink", "urine", "through"})
_AFTER_NO = frozenset({"at", "today", "now", "so", "either", "yet", "thanks", "thank", "sir", "doctor", "madam", "hai"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed: ``sure`` is False when the words leave it open."""

    status: Status
    sure: bool = True


def negated(scene: Scene, span: Span, taken: frozenset[int]) -> Claim | None:
    """Return the denial (or the doubt about one in a list) made of ``span``; None when nothing denies it."""
    cues = [
        cue
        for cue in scene.of("NOT")
        if scene.sentences[cue.start] == scene.sentences[span.start] and not _is_no_cue(scene, cue, taken, span)
    ]
    if any(span.start <= cue.start < span.end for cue in cues):
        return Claim(Status.DENIED)
    before = [cue for cue in cues if cue.end <= span.start]
    reached = _reach(scene, before[-1], span) if before else None
    if reached is not None:
        return reached
    return Claim(Status.DENIED) if _denied_after(scene, span) else None


def _is_no_cue(scene: Scene, cue: Cue, taken: frozenset[int], span: Span) -> bool:
    if any(place in taken for place in range(cue.start, cue.end)):
        return True
    if any(start <= cue.start < end for start, end in span.parts):
        return True
    return any(sham.start <= cue.start and cue.end <= sham.end for sham in scene.of("NOT_SHAM"))


def _reach(scene: Scene, cue: Cue, span: Span) -> Claim | None:
    between = scene.words(cue.end, span.start)
    listing = any(token.text == "," for token in scene.tokens[cue.end : span.start])
    if scene.clauses[cue.end - 1] != scene.clauses[span.start]:
        return None
    if "i" in between or "my" in between[1:] or "just" in between or "only" in between:
        return None
    if not listing:
        return Claim(Status.DENIED) if len(between) <= _NEGATION_REACH else None
    if len(between) > 2 * _NEGATION_REACH:
        return None
    return Claim(Status.DENIED) if _listed(scene, cue, span) else Claim(Status.UNSURE, sure=False)


def _listed(scene: Scene, cue: Cue, span: Span) -> bool:
    """Say if an "or" makes ``span`` one of what is denied: "no fever, chills or cough", not "no cold or cough, X"."""
    _, end = scene.sentence_at(span.start)
    commas = [place for place in range(cue.end, span.start) if scene.tokens[place].text == ","]
    around = [*scene.words(commas[-1], span.start), *scene.words(span.end, min(end, span.end + _LIST_REACH))]
    return not _JOINS.isdisjoint(around)


def _denied_after(scene: Scene, span: Span) -> bool:
    """A verdict behind it denies it; "fine now" says that it was there, and is no denial."""
    if scene.is_question(scene.sentences[span.start]):
        return False  # "I can't pee, is that normal?"
    _, end = scene.sentence_at(span.start)
    over = scene.of("GONE")
    for cue in scene.of("NOT_AFTER"):
        if any(gone.start < cue.end and cue.start < gone.end for gone in over):
            continue
        if cue.start <= span.end and "not" in scene.words(span.start, span.end):  # "don't feel normal"
            continue
        between = scene.words(span.end, cue.start)
        if not span.end <= cue.start < end or len(between) > 2 or not all(map(_STILL_IT.fullmatch, between)):
            continue
        paused = any(token.text == "," for token in scene.tokens[span.end : cue.start])
        if scene.tokens[cue.start].text == "clear" and scene.tokens[min(cue.end, end - 1)].text in _CLEAR_WHAT:
            continue
        closes = cue.end >= end or not scene.tokens[cue.end].is_word
        opens = not closes and scene.tokens[cue.start].text in _NOES and scene.tokens[cue.end].text not in _AFTER_NO
        if not opens and (closes or not paused):
            return True
    return False
