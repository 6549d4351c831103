"""Decides whether what a text names was there once, has just gone, or is there still."""

from __future__ import annotations

from messages.triage.reading.claims.scene import Cue, Scene
from messages.triage.reading.patterns.lexicon import Span
from messages.triage.reading.words.tokens import Kind

_RESOLVED_REACH = 14
_PAST_TENSE = frozenset(
    [
        "was",
        "were",
        "had",
        "did",
        "could",
        "used",
        "got",
        "went",
        "lost",
        "fell",
        "felt",
        "came",
        "gave",
        "couldnt",
        "didnt",
        "wasnt",
        "started",
        "ended",
    ]
)
_PRESENT_TENSE = frozenset(["am", "is", "are", "have", "has", "can", "do", "does", "now", "today", "still", "again"])


def past(scene: Scene, span: Span) -> bool:
    """It is told as long over, and nothing says that it is back or goes on."""
    sentence = scene.sentences[span.start]
    start, end = scene.bounds[sentence]
    clause_start, clause_end = clause_of(scene, span)
    if _recent(scene, clause_start, clause_end) or _recent(scene, start, end, only_return=True):
        return False
    cues = [cue for cue in scene.of("PAST") if not _set_apart(scene, cue, span)]
    if any(clause_start <= cue.start < clause_end for cue in cues):
        return True
    words = set(scene.words(clause_start, clause_end))
    if not words & _PAST_TENSE or words & _PRESENT_TENSE:
        return False
    if any(start <= cue.start < end for cue in cues):
        return True
    if sentence == 0:
        return False
    earlier, _ = scene.bounds[sentence - 1]
    return any(earlier <= cue.start < start for cue in cues) and not _recent(scene, start, end)


def _set_apart(scene: Scene, cue: Cue, span: Span) -> bool:
    """Say whether a comma parts the past from it and nothing behind it is told as past: "scan in 2019, now this"."""
    commas = [place for place in range(cue.end, span.start) if scene.tokens[place].kind is Kind.COMMA]
    return bool(commas) and _PAST_TENSE.isdisjoint(scene.words(commas[-1], span.end))


def clause_of(scene: Scene, span: Span) -> tuple[int, int]:
    """Return the bounds of the clause (or clauses) ``span`` lies in, within its sentence."""
    start, end = scene.sentence_at(span.start)
    first, last = span.start, min(span.end, end)
    while first > start and scene.clauses[first - 1] == scene.clauses[span.start]:
        first -= 1
    while last < end and scene.clauses[last] == scene.clauses[span.end - 1]:
        last += 1
    return first, last


def resolved(scene: Scene, span: Span) -> bool:
    """It was there and is said to have gone since."""
    sentence = scene.sentences[span.start]
    _, end = scene.bounds[sentence]
    limit = scene.bounds[sentence + 1][1] if sentence + 1 < len(scene.bounds) else end
    for cue in scene.of("GONE"):
        if not span.end <= cue.start < limit:
            continue
        between = scene.words(span.end, cue.start)
        if _became(scene, cue) or "my" in between:  # "and my leg has gone weak" says nothing about this
            continue
        if cue.start >= end and len(scene.words(end, cue.start)) > 3:
            continue
        if len(between) <= _RESOLVED_REACH and not {"but", "not", "never"} & set(between):
            return not _recent(scene, cue.end, limit, only_return=True)
    return False


def _became(scene: Scene, gone: Cue) -> bool:
    """Say whether "has gone" goes on into what something became: numb, weak, white."""
    return any(sham.start <= gone.start and gone.end <= sham.end for sham in scene.of("GONE_SHAM"))


def _recent(scene: Scene, start: int, end: int, *, only_return: bool = False) -> bool:
    kind = "RETURN" if only_return else "RECENT"
    return any(start <= cue.start < end for cue in scene.of(kind))
