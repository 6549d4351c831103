"""Loads the reviewed reading rules: slots, concepts, and what of them speaks for which red flag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import BaseModel, ConfigDict, Field

from messages.reviewed import ReviewedDataError, load
from messages.triage.reading.patterns.language import NUMBER, Pattern, PatternError, parse
from messages.triage.reading.patterns.lexicon import Lexicon, phrases

_DATA = "messages.triage.reading"
_FEWEST_PARTS = 2
"""A combination is of so many things at least."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleData(_Strict):
    """What speaks for one flag, as written in a data file. All pattern fields hold one pattern a line."""

    certain: str = ""
    """Words that plainly say it."""
    unsure: str = ""
    """Words that may mean it, so that we ask."""
    idiom: str = ""
    """Found in the same clause: the words mean something harmless. Elsewhere in the sentence: we ask instead."""
    explained: str = ""
    """Found in the same sentence: a likely harmless cause, so that we ask instead."""
    elsewhere: str = ""
    """Found anywhere in the text: the words mean something harmless."""
    past_counts: bool = False
    """History is what the flag asks for (cancer, steroids), so the past is no way out."""
    of_the_unborn: bool = False
    """Said of the baby it is about the writer, who carries it."""
    suffered: bool = False
    """Others do it to the writer: their being named first does not make it theirs."""
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()


class ComboData(_Strict):
    """Several things heard in one text that together say ``flag``; each line lists alternatives."""

    flag: str
    all: tuple[str, ...] = Field(min_length=1)
    beside: tuple[str, ...] = ()
    """Words of time and habit, which nobody claims or denies: that they occur is enough."""
    certain: bool = True
    hits: tuple[str, ...] = ()


class FileData(_Strict):
    """One data file."""

    slots: dict[str, str] = {}
    concepts: dict[str, str] = {}
    flags: dict[str, RuleData] = {}
    combos: tuple[ComboData, ...] = ()
    idioms: str = ""
    reasons: dict[str, str] = {}
    """For a flag, what a sentence names as a harmless reason for it. It takes nothing back alone (``unasked.py``)."""
    cues: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """One pattern of a rule, ready to match, with the id under which it is reported."""

    id: str
    patterns: tuple[Pattern, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """All that speaks for one flag, ready to match."""

    flag: str
    lines: tuple[Line, ...]
    idiom: tuple[Pattern, ...]
    explained: tuple[Pattern, ...]
    elsewhere: tuple[Pattern, ...]
    reasons: tuple[Pattern, ...]
    past_counts: bool
    of_the_unborn: bool
    suffered: bool


@dataclass(frozen=True, slots=True)
class Combo:
    """Flags or concepts that together say ``flag``."""

    id: str
    flag: str
    all: tuple[frozenset[str], ...]
    beside: tuple[frozenset[str], ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything the reader knows."""

    lexicon: Lexicon
    concepts: tuple[tuple[str, tuple[Pattern, ...]], ...]
    """In such an order that each comes after those it is made of."""
    rules: tuple[Rule, ...]
    combos: tuple[Combo, ...]
    data: tuple[FileData, ...]
    found_by: dict[str, tuple[tuple[int, int], ...]]
    """For each name, the (rule, line) that its occurrence may set off."""
    made_by: dict[str, tuple[tuple[int, int], ...]]
    """For each name, the (concept, pattern) that its occurrence may set off."""

    def examples(self) -> Iterator[tuple[str, str, bool]]:
        """Yield (flag, text, must be heard) for every example beside the rules."""
        for file in self.data:
            for flag, rule in file.flags.items():
                yield from ((flag, text, True) for text in rule.hits)
                yield from ((flag, text, False) for text in rule.misses)
            for combo in file.combos:
                yield from ((combo.flag, text, True) for text in combo.hits)


IDIOM = "IDIOM"
"""Slot of set phrases whose words mean nothing here ("killing me")."""
CUE = "CUE_"
"""Slots that tell about a mention (negation, history...) start with this."""


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """Return the rules; raises :class:`ReviewedDataError` naming the file and line that is wrong."""
    folder = files(_DATA) / "data"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)
    return compile_rules([(path.name, _file(path)) for path in paths])


def _file(path: Traversable) -> FileData:
    return FileData.model_validate(load(path))


def compile_rules(data: list[tuple[str, FileData]]) -> Rulebook:
    """Put data files together into one rulebook, refusing doubles, unknown names and circles."""
    lexicon = Lexicon()
    slots: dict[str, str] = {}
    concepts: dict[str, str] = {}
    for name, file in data:
        for key, listing in [*file.slots.items(), *((CUE + cue, text) for cue, text in file.cues.items())]:
            _once(slots, key, name)
            slots[key] = listing
        for key, lines in file.concepts.items():
            _once(concepts, key, name)
            _once(slots, key, name)
            concepts[key] = lines
    for _, file in data:
        for phrase in phrases(file.idioms):
            lexicon.add(IDIOM, phrase)
    for slot in slots:
        for phrase in _resolved(slot, slots, ()):
            lexicon.add(slot, phrase)
    known = frozenset(slots) | frozenset(concepts) | {NUMBER}
    maker = _Maker(lexicon, known)
    made = {name: maker.patterns(lines, name) for name, lines in concepts.items()}
    reasons = {flag: maker.patterns(lines, flag) for _, file in data for flag, lines in file.reasons.items()}
    rules = [maker.rule(flag, rule, reasons.get(flag, ())) for _, file in data for flag, rule in file.flags.items()]
    flags = {rule.flag for rule in rules}
    if unheard := sorted(reasons.keys() - flags):
        raise ReviewedDataError(f"reasons for {unheard}, which nothing hears")
    combos = [combo for name, file in data for combo in _combos(name, file, flags | known)]
    ordered = tuple((name, made[name]) for name in _ordered(made))
    return Rulebook(
        lexicon,
        ordered,
        tuple(rules),
        tuple(combos),
        tuple(file for _, file in data),
        _by_anchor([[line.patterns for line in rule.lines] for rule in rules]),
        _by_anchor([[(pattern,) for pattern in patterns] for _, patterns in ordered]),
    )


def _by_anchor(several: list[list[tuple[Pattern, ...]]]) -> dict[str, tuple[tuple[int, int], ...]]:
    """Return for each name the (number, place) of the patterns that are looked up by it."""
    found: dict[str, dict[tuple[int, int], None]] = {}
    for number, lines in enumerate(several):
        for place, patterns in enumerate(lines):
            for pattern in patterns:
                for name in pattern.anchor:
                    found.setdefault(name, {})[number, place] = None
    return {name: tuple(places) for name, places in found.items()}


def _once(seen: dict[str, str], key: str, where: str) -> None:
    if key in seen:
        raise ReviewedDataError(f"{where}: the name {key} is already taken")


def _resolved(slot: str, slots: dict[str, str], within: tuple[str, ...]) -> Iterator[str]:
    if slot in within:
        raise ReviewedDataError(f"the slots {' > '.join((*within, slot))} go in a circle")
    if slot not in slots:
        raise ReviewedDataError(f"slot {within[-1]} includes {slot}, which there is none of")
    for phrase in phrases(slots[slot]):
        if phrase.startswith("@"):
            yield from _resolved(phrase[1:], slots, (*within, slot))
        else:
            yield phrase


def _ordered(concepts: dict[str, tuple[Pattern, ...]]) -> list[str]:
    needs = {
        name: sorted(
            {used for pattern in patterns for element in pattern.elements for used in element.names if used in concepts}
        )
        for name, patterns in sorted(concepts.items())
    }
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise ReviewedDataError(f"concepts go in a circle: {error.args[1]}") from None


def _combos(name: str, file: FileData, known: set[str] | frozenset[str]) -> Iterator[Combo]:
    for place, combo in enumerate(file.combos, 1):
        groups = tuple(frozenset(line.split()) for line in combo.all)
        beside = tuple(frozenset(line.split()) for line in combo.beside)
        if len(groups) + len(beside) < _FEWEST_PARTS:
            raise ReviewedDataError(f"{name}: combo {place} puts nothing together")
        unknown = sorted(frozenset().union(*groups, *beside) - known)
        if unknown:
            raise ReviewedDataError(f"{name}: combo {place} names {unknown}, which nothing hears")
        yield Combo(f"{combo.flag}+{name.removesuffix('.yaml')}{place}", combo.flag, groups, beside, combo.certain)


class _Maker:
    """Makes patterns of lines, giving every row of plain words a slot of its own."""

    def __init__(self, lexicon: Lexicon, known: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._known = known
        self._literals: set[str] = set()

    def rule(self, flag: str, data: RuleData, reasons: tuple[Pattern, ...]) -> Rule:
        lines = [*self._lines(flag, "c", data.certain, True), *self._lines(flag, "u", data.unsure, False)]
        return Rule(
            flag,
            tuple(lines),
            self.patterns(data.idiom, flag),
            self.patterns(data.explained, flag),
            self.patterns(data.elsewhere, flag),
            reasons,
            data.past_counts,
            data.of_the_unborn,
            data.suffered,
        )

    def patterns(self, text: str, where: str) -> tuple[Pattern, ...]:
        return tuple(pattern for line in _rows(text) for pattern in self._parse(line, where))

    def _lines(self, flag: str, letter: str, text: str, certain: bool) -> Iterator[Line]:
        for number, line in enumerate(_rows(text), 1):
            yield Line(f"{flag}.{letter}{number}", tuple(self._parse(line, flag)), certain)

    def _parse(self, line: str, where: str) -> list[Pattern]:
        try:
            patterns = parse(line, self._literal)
        except PatternError as error:
            raise ReviewedDataError(f"{where}: {error}") from None
        for pattern in patterns:
            for element in pattern.elements:
                for name in element.names:
                    if name not in self._known and name not in self._literals:
                        raise ReviewedDataError(f"{where}: {line!r} uses {name}, which there is none of")
        return patterns

    def _literal(self, words: tuple[str, ...]) -> str:
        name = "=" + " ".join(words)
        if name not in self._literals:
            self._literals.add(name)
            self._lexicon.add(name, " ".join(words))
        return name


def _rows(text: str) -> list[str]:
    return [row for row in (line.strip() for line in text.splitlines()) if row and not row.startswith("//")]
