"""Decides whether a text denies a thing it names, by the negations before it and the verdicts after it.

Words that are themselves part of a loss of function ("can't pee", "no feeling") never negate anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from messages.triage.reading.claims.scene import Cue, Scene
from messages.triage.reading.patterns.lexicon import Span
from messages.triage.vocabulary import Status

_NEGATION_REACH = 7
_TURNS = frozenset(
    ["but", "and", "though", "although", "yet", "with", "without", "however", "plus", "otherwise", "not", "never"]
)
"""After these comes something new: in "numb bum but no pain" the pain is denied, not the numbness."""
_NOES = frozenset({"no", "none", "nil", "nope", "nahi", "nahin", "nei"})
"""They deny what stands before them only as the last word of it: "fever no, chills no", not "can't pee no pain"."""
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
    _, end = scene.sentence_at(span.start)
    joined = {"or", "nor", "no", "any", "and"} & set(scene.words(cue.end, min(end, span.end + 8)))
    if len(between) > 2 * _NEGATION_REACH:
        return None
    return Claim(Status.DENIED) if joined else Claim(Status.UNSURE, sure=False)


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
        if not span.end <= cue.start < end or len(between) > 2 or not _TURNS.isdisjoint(between):
            continue
        paused = any(token.text == "," for token in scene.tokens[span.end : cue.start])
        closes = cue.end >= end or not scene.tokens[cue.end].is_word
        opens = not closes and scene.tokens[cue.start].text in _NOES and scene.tokens[cue.end].text not in _AFTER_NO
        if not opens and (closes or not paused):
            return True
    return False
