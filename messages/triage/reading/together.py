"""Hears what several things in one text say together: fever here and a weak leg there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from messages.triage.reading.claims.assertion import judge_claim
from messages.triage.reading.claims.scene import Scene
from messages.triage.reading.patterns.lexicon import Span, Spans
from messages.triage.reading.rulebook import Combo, Rulebook
from messages.triage.vocabulary import Mention, Status


def together(
    book: Rulebook, text: str, spans: Spans, stage: Scene, mentions: list[Mention], whose: Status
) -> list[Mention]:
    """Return what several things heard in one text say together, of the writer or of another."""
    current: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.status is whose:
            current[mention.flag].append(mention)
    added: list[Mention] = []
    made = {mention.rule for mention in mentions}
    said = spans.keys() | current.keys()
    for combo in book.combos:
        if combo.id in made or any(map(said.isdisjoint, combo.all)):
            continue
        parts = _parts(combo, current, spans, stage, whose)
        if parts is None:
            continue
        start, end = parts[0].start, parts[0].end
        mention = Mention(
            flag=combo.flag,
            words=text[start:end],
            start=start,
            end=end,
            status=whose,
            certain=combo.certain and all(part.certain for part in parts),
            rule=combo.id,
        )
        if not any(known.flag == mention.flag and known.certain >= mention.certain for known in current[combo.flag]):
            added.append(mention)
            current[combo.flag].append(mention)
            said.add(combo.flag)
    return added


@dataclass(frozen=True, slots=True)
class _Part:
    """One of several things that together say something: where it stands in the text, and how surely it does."""

    start: int
    end: int
    certain: bool
    told: bool
    """It is a mention by itself, and so leads before what is only a word of the lexicon."""


def _parts(
    combo: Combo, current: dict[str, list[Mention]], spans: Spans, stage: Scene, whose: Status
) -> list[_Part] | None:
    """Return a part for every group of ``combo``, those that are mentions first, or None when one is missing."""
    if any(spans.keys().isdisjoint(group) for group in combo.beside):
        return None
    parts: list[_Part] = []
    for group in combo.all:
        part = _part(group, current, spans, stage, whose)
        if part is None:
            return None
        parts.append(part)
    return sorted(parts, key=lambda part: not part.told)


def _part(
    group: frozenset[str], current: dict[str, list[Mention]], spans: Spans, stage: Scene, whose: Status
) -> _Part | None:
    options = [mention for name in sorted(group) for mention in current.get(name, ())]
    best = min(options, key=lambda mention: (not mention.certain, mention.start), default=None)
    if best is not None and best.certain:
        return _Part(best.start, best.end, certain=True, told=True)
    for span in (span for name in sorted(group) for span in spans.get(name, ())):
        if _claimed(span, stage, whose):
            first, last = stage.tokens[span.start], stage.tokens[span.end - 1]
            return _Part(first.start, last.end, certain=True, told=False)
    return None if best is None else _Part(best.start, best.end, certain=False, told=True)


def _claimed(span: Span, stage: Scene, whose: Status) -> bool:
    claim = judge_claim(stage, span, frozenset(), past_counts=True)
    return claim is not None and claim.status in (whose, Status.CURRENT)
