"""The lie of a text: its sentences and clauses, and where words stand that colour what is near them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from messages.triage.reading.patterns.lexicon import Spans
from messages.triage.reading.rulebook import CUE
from messages.triage.reading.words.tokens import Kind, Token

_WALLS = frozenset({"but", "however", "although", "though", "except", "whereas"})
_STARTERS = frozenset(
    [
        "i",
        "my",
        "it",
        "the",
        "there",
        "he",
        "she",
        "they",
        "we",
        "now",
        "both",
        "this",
        "that",
        "his",
        "her",
        "all",
        "today",
        "yesterday",
        "since",
        "then",
        "woke",
    ]
)
_JOINERS = frozenset({"and", "so", "then", "now", "also", "plus", "because"})


_YEAR = re.compile(r"19[4-9]\d|20[0-3]\d")
_COUNTED = frozenset(
    [
        "steps",
        "calories",
        "kcal",
        "ml",
        "mg",
        "metres",
        "meters",
        "miles",
        "rupees",
        "naira",
        "pounds",
        "euros",
        "words",
    ]
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A colouring word or phrase at tokens ``[start, end)``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """Tokens with their sentence and clause numbers, and all cues by kind."""

    tokens: Sequence[Token]
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]
    cues: dict[str, tuple[Cue, ...]]
    bounds: tuple[tuple[int, int], ...]
    """First token and end of each sentence."""

    def of(self, kind: str) -> tuple[Cue, ...]:
        """Return the cues of one kind in text order."""
        return self.cues.get(kind, ())

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Return the bounds of the sentence the token at ``place`` is in."""
        return self.bounds[self.sentences[place]]

    def words(self, start: int, end: int) -> list[str]:
        """Return the words (not the separators) in ``[start, end)``."""
        return [token.text for token in self.tokens[start:end] if token.is_word]

    def is_question(self, sentence: int) -> bool:
        """Say whether the sentence ends with a question mark."""
        _, end = self.bounds[sentence]
        return end > 0 and self.tokens[end - 1].kind is Kind.QUESTION


def scene(tokens: Sequence[Token], spans: Spans) -> Scene:
    """Lay out ``tokens`` with the cues found among ``spans``."""
    sentences: list[int] = []
    clauses: list[int] = []
    sentence = clause = 0
    for place, token in enumerate(tokens):
        if _opens_clause(tokens, place):
            clause += 1
        sentences.append(sentence)
        clauses.append(clause)
        if token.kind in (Kind.STOP, Kind.QUESTION):
            sentence += 1
            clause += 1
    cues = {
        name.removeprefix(CUE): tuple(Cue(span.start, span.end) for span in found)
        for name, found in spans.items()
        if name.startswith(CUE)
    }
    shams = cues.get("PAST_SHAM", ())
    past = {cue for cue in cues.get("PAST", ()) if not any(s.start <= cue.start and cue.end <= s.end for s in shams)}
    cues["PAST"] = tuple(sorted({*past, *_years(tokens)}, key=lambda cue: (cue.start, cue.end)))
    return Scene(tokens, tuple(sentences), tuple(clauses), cues, _bounds(sentences))


def _years(tokens: Sequence[Token]) -> list[Cue]:
    """A year named is a time gone by; nobody writes the present one."""
    following = [token.text for token in tokens[1:]] + [""]
    return [
        Cue(place, place + 1)
        for place, token in enumerate(tokens)
        if token.kind is Kind.NUMBER and _YEAR.fullmatch(token.text) and following[place] not in _COUNTED
    ]


def _bounds(sentences: list[int]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for place, sentence in enumerate(sentences):
        if sentence == len(found):
            found.append((place, place + 1))
        else:
            found[sentence] = (found[sentence][0], place + 1)
    return tuple(found)


def _opens_clause(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.kind is Kind.BREAK or token.text in _WALLS:
        return True
    before = tokens[place - 1] if place else None
    if before is None:
        return False
    if before.kind is Kind.COMMA:
        return token.text in _STARTERS or (token.text in _JOINERS and _starts(tokens, place + 1))
    return token.text in _JOINERS and _starts(tokens, place + 1)


def _starts(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].text in _STARTERS
