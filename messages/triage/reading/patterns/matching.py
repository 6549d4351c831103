"""Matches patterns against the slots found in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from messages.triage.reading.patterns.language import Element, Pattern
from messages.triage.reading.patterns.lexicon import Span, Spans
from messages.triage.reading.words.tokens import Kind, Token

_MOST_STEPS = 400
"""Matching one pattern from one starting place gives up after so many tries; keeps rambling texts fast."""
_WALLS = frozenset({"but", "however", "although", "except"})


@dataclass(frozen=True, slots=True)
class Ground:
    """Where patterns are matched: running word counts and wall counts up to each token."""

    words: tuple[int, ...]
    walls: tuple[int, ...]

    def gap(self, left: int, right: int) -> int | None:
        """Return how many words lie between two places, or None when a sentence ends or turns there."""
        if self.walls[left] != self.walls[right]:
            return None
        return self.words[right] - self.words[left]


def ground(tokens: Sequence[Token]) -> Ground:
    """Count words and walls (ends of sentences, "but") so that gaps are measured in one step."""
    words, walls = [0], [0]
    for token in tokens:
        wall = token.kind in (Kind.STOP, Kind.QUESTION) or token.text in _WALLS
        words.append(words[-1] + token.is_word)
        walls.append(walls[-1] + wall)
    return Ground(tuple(words), tuple(walls))


def find(pattern: Pattern, spans: Spans, on: Ground) -> Iterator[Span]:
    """Yield one match for each place the pattern can start at."""
    candidates = [_candidates(element, spans) for element in pattern.elements]
    for span in candidates[0]:
        steps = [_MOST_STEPS]
        match = _continue(pattern.elements, candidates, 1, span, on, steps)
        if match is not None:
            yield match


def _candidates(element: Element, spans: Spans) -> list[Span]:
    if len(element.names) == 1:
        return spans.get(element.names[0], [])
    merged = [span for name in element.names for span in spans.get(name, ())]
    merged.sort(key=lambda span: (span.start, -span.end))
    return merged


def _continue(
    elements: tuple[Element, ...],
    candidates: list[list[Span]],
    place: int,
    sofar: Span,
    on: Ground,
    steps: list[int],
) -> Span | None:
    if place == len(elements):
        return sofar
    element = elements[place]
    for span in candidates[place]:
        if span.start < sofar.end:
            continue
        gap = on.gap(sofar.end, span.start)
        if gap is None or gap > element.gap:
            break
        steps[0] -= 1
        if steps[0] < 0:
            return None
        joined = Span(sofar.start, span.end, sofar.parts + span.parts)
        done = _continue(elements, candidates, place + 1, joined, on, steps)
        if done is not None:
            return done
    if element.optional:
        return _continue(elements, candidates, place + 1, sofar, on, steps)
    return None
