"""Reads a message for red flags: which, in whose words, and what is claimed of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from messages.triage.reading.claims.assertion import Claim, judge_claim
from messages.triage.reading.claims.scene import Scene, scene
from messages.triage.reading.measures import Found, measures
from messages.triage.reading.patterns.language import NUMBER, Pattern
from messages.triage.reading.patterns.lexicon import Span, Spans
from messages.triage.reading.patterns.matching import Ground, find, ground
from messages.triage.reading.rulebook import CUE, IDIOM, Line, Rule, Rulebook, rulebook
from messages.triage.reading.together import together
from messages.triage.reading.words.language import unread_language
from messages.triage.reading.words.spelling import Speller
from messages.triage.reading.words.tokens import Kind, Token, tokenise
from messages.triage.vocabulary import MeasureKind, Mention, Reading, Status

LONGEST = 4096
"""Characters read of one message; Telegram sends no longer ones."""
FEVER_FLAG = "inf_fever_back"
MEASURED = "measure."
"""How the ids begin of what was heard because a number was given, not words."""
_RISK = "rf_"
_NAMES_FEVER = re.compile(r"fever|temp|pyrexia|febrile", re.IGNORECASE)
FEVER_C = 38.0
"""Degrees Celsius from which a temperature is a fever (reference 1.3 D)."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A candidate before the words around it were weighed."""

    span: Span
    certain: bool
    line: str
    rule: Rule
    explained: bool


def read(text: str) -> Reading:
    """Return all red flags, risk factors and numbers heard in ``text``, each with its very words.

    A reading says what was heard, never how urgent it is. A second reader joins in
    :func:`messages.triage.reading.both.read_by_both`.
    """
    text = text[:LONGEST]
    written = tokenise(text)
    if not written:
        return Reading()
    tokens = _speller().corrected(written)
    book = rulebook()
    on = ground(tokens)
    spans = _spans(book, tokens, on)
    stage = scene(tokens, spans)
    found = measures(text)
    heard, taken = _heard(book, spans, on, stage)
    mentions = _mentions(text, stage, heard, taken)
    mentions += _fevers(text, found)
    mentions = _without_measured_normal(mentions, found)
    for whose in (Status.CURRENT, Status.OTHER_PERSON):
        mentions += together(book, text, spans, stage, mentions, whose)
    mentions.sort(key=lambda mention: (mention.start, mention.end, mention.flag, mention.rule))
    others = any(mention.status is Status.OTHER_PERSON for mention in mentions)
    own = any(mention.status in (Status.CURRENT, Status.UNSURE, Status.RESOLVED) for mention in mentions)
    told = [mention for mention in mentions if not mention.flag.startswith(_RISK)]
    language = None if told or found else unread_language(text, written)
    if language is not None:  # what sounded like a risk factor was a word of another language
        mentions = []
    return Reading(
        mentions=tuple(dict.fromkeys(mentions)),
        measures=tuple(one.measured for one in found),
        about_other=others and not own,
        language=language,
    )


def prepare() -> None:
    """Load rules and language model now, so that the first message is answered as fast as the rest.

    Raises :class:`messages.reviewed.ReviewedDataError` when a rule file is unsound.
    """
    read("prepare")
    unread_language("guten morgen zusammen", tokenise("guten morgen zusammen"))


@lru_cache(maxsize=1)
def _speller() -> Speller:
    return Speller(rulebook().lexicon.words)


def _spans(book: Rulebook, tokens: Sequence[Token], on: Ground) -> Spans:
    """Find slots, then the concepts made of them; words of an idiom mean nothing else."""
    raw: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for slot, start, end in book.lexicon.find(tokens):
        raw[slot].add((start, end))
    idioms = raw.pop(IDIOM, set())
    spans: Spans = {}
    for slot, places in raw.items():
        kept = [
            (start, end)
            for start, end in sorted(places)
            if slot.startswith(CUE) or not any(a < end and start < b and (b - a) >= (end - start) for a, b in idioms)
        ]
        if kept:
            spans[slot] = [Span(start, end, ((start, end),)) for start, end in kept]
    numbers = [place for place, token in enumerate(tokens) if token.kind is Kind.NUMBER]
    if numbers:
        spans[NUMBER] = [Span(place, place + 1, ((place, place + 1),)) for place in numbers]
    tried = _places(book.made_by, spans)
    for number, (name, patterns) in enumerate(book.concepts):
        matched = _all_matches((patterns[place] for place in sorted(tried[number])), spans, on)
        if matched:
            for later, place in book.made_by.get(name, ()):
                tried[later].add(place)
            merged = {(span.start, span.end): span for span in [*spans.get(name, []), *matched]}
            spans[name] = [merged[key] for key in sorted(merged)]
    return spans


def _all_matches(patterns: Iterable[Pattern], spans: Spans, on: Ground) -> list[Span]:
    return [span for pattern in patterns if pattern.possible(spans) for span in find(pattern, spans, on)]


def _heard(book: Rulebook, spans: Spans, on: Ground, stage: Scene) -> tuple[list[_Heard], frozenset[int]]:
    """Return what is heard, and the tokens that are part of any certain match: those are no cues."""
    heard: list[_Heard] = []
    taken: set[int] = set()
    for number, places in sorted(_places(book.found_by, spans).items()):
        rule = book.rules[number]
        found = [
            (span, rule.lines[place])
            for place in sorted(places)
            for span in _all_matches(rule.lines[place].patterns, spans, on)
        ]
        if not found or _all_matches(rule.elsewhere, spans, on):
            continue
        idioms = _all_matches(rule.idiom, spans, on)
        harmless = {clause for idiom in idioms if _in_one_breath(idiom, stage) for clause in _clauses(idiom, stage)}
        doubted = {stage.sentences[each.start] for each in (*idioms, *_all_matches(rule.explained, spans, on))}
        reasons = _all_matches(rule.reasons, spans, on)
        for span, line in _widest(found):
            if harmless.isdisjoint(_clauses(span, stage)):
                sentence = stage.sentences[span.start]
                certain = line.certain and sentence not in doubted
                heard.append(_Heard(span, certain, line.id, rule, sentence in doubted or _named(reasons, span, stage)))
                if certain:
                    taken.update(*(_own(each) for each, other in found if other.certain and _overlap(each, span)))
    return heard, frozenset(taken)


def _places(by_name: dict[str, tuple[tuple[int, int], ...]], spans: Spans) -> dict[int, set[int]]:
    """Return what is worth trying: the patterns whose most telling word occurs."""
    tried: dict[int, set[int]] = defaultdict(set)
    for name in spans:
        for number, place in by_name.get(name, ()):
            tried[number].add(place)
    return tried


def _in_one_breath(span: Span, stage: Scene) -> bool:
    """Say whether no comma lies in it: "chest stretches" is an idiom, "pain in my chest, stretches done" is none."""
    return all(token.is_word for token in stage.tokens[span.start : span.end])


def _named(reasons: list[Span], span: Span, stage: Scene) -> bool:
    """Say whether the sentence of ``span`` names a reason for it in words that are not its own."""
    own, sentence = _own(span), stage.sentences[span.start]
    return any(stage.sentences[each.start] == sentence and not _own(each) <= own for each in reasons)


def _clauses(span: Span, stage: Scene) -> set[int]:
    return set(stage.clauses[span.start : span.end])


def _widest(found: list[tuple[Span, Line]]) -> list[tuple[Span, Line]]:
    """Keep, of overlapping matches, the certain ones before the unsure and the tight before the wide.

    Of two in one place the one that understands more words is kept: to "patch ... can't wake" the "can't" belongs,
    to "patch ... wake" it would be a denial.
    """
    kept: list[tuple[Span, Line]] = []
    for span, line in sorted(
        found,
        key=lambda one: (not one[1].certain, one[0].end - one[0].start, one[0].start, -len(_own(one[0])), one[1].id),
    ):
        if not any(_overlap(span, other) for other, _ in kept):
            kept.append((span, line))
    return kept


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _own(span: Span) -> set[int]:
    """Return the tokens that ``span`` understands, without those it only passes over."""
    return {place for start, end in span.parts for place in range(start, end)}


def _mentions(text: str, stage: Scene, heard: list[_Heard], taken: frozenset[int]) -> list[Mention]:
    mentions = []
    for one in heard:
        claim = judge_claim(
            stage,
            one.span,
            taken,
            past_counts=one.rule.past_counts,
            unborn=one.rule.of_the_unborn,
            suffered=one.rule.suffered,
        )
        if claim is not None:
            mentions.append(_mention(text, stage.tokens, one, claim))
    return mentions


def _mention(text: str, tokens: Sequence[Token], one: _Heard, claim: Claim) -> Mention:
    start, end = tokens[one.span.start].start, tokens[one.span.end - 1].end
    return Mention(
        flag=one.rule.flag,
        words=text[start:end],
        start=start,
        end=end,
        status=claim.status,
        certain=one.certain and claim.sure,
        rule=one.line,
        explained=one.explained,
    )


def _fevers(text: str, found: Iterable[Found]) -> list[Mention]:
    return [
        Mention(
            flag=FEVER_FLAG,
            words=text[one.start : one.end],
            start=one.start,
            end=one.end,
            status=one.measured.status,
            certain=True,
            rule=MEASURED + "temperature",
        )
        for one in found
        if one.measured.kind is MeasureKind.TEMPERATURE_C and one.measured.value >= FEVER_C
    ]


def _without_measured_normal(mentions: list[Mention], found: Sequence[Found]) -> list[Mention]:
    """A thermometer that says no fever speaks against the word fever, but not against shivering."""
    values = [
        one.measured.value
        for one in found
        if one.measured.kind is MeasureKind.TEMPERATURE_C and one.measured.status is Status.CURRENT
    ]
    if not values or max(values) >= FEVER_C:
        return mentions
    return [mention for mention in mentions if not (mention.flag == FEVER_FLAG and _NAMES_FEVER.search(mention.words))]
