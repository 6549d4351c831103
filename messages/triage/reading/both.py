"""Two readers, one reading: the rules lead and explain; the learned reader adds, settles and doubts.

Why each may do what it does, and what it is worth on unseen text: docs/decisions/0015.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from functools import lru_cache

from messages.triage.reading.fragments import read_in_bits
from messages.triage.reading.kinds import (
    COUNTED,
    PLAIN_LINE,
    UNTOUCHED,
    borne_out,
    counts,
    grave,
    inside_a_question,
    is_anothers_now,
    not_of_the_writer_now,
    only_two_tablets,
    sure,
    too_strange_to_let_be,
    wants_it_at_once,
    well_known,
    wondered_about,
)
from messages.triage.reading.learned import (
    UNNAMED,
    Impression,
    clause_around,
    core_around,
    listen,
    most_urgent_words,
    settings,
)
from messages.triage.reading.reader import FEVER_FLAG, LONGEST, read
from messages.triage.reading.reader import prepare as load_rules
from messages.triage.reading.unasked import reasoned, supposed_and_not_so
from messages.triage.vocabulary import MeasureKind, Mention, Reading, Status

Reader = Callable[[str], Reading]
LEARNED = "learned:"
"""How the rule ids of what only the learned reader heard begin."""
BACKED = "+learned"
"""Ends the id of a rule whose question the learned reader settled."""
DOUBTED = "?learned"
"""Ends the id of a rule that was sure where the learned reader hears nothing urgent: it is asked about."""
REMEMBERED = 128
"""Texts whose two readings are remembered: whoever takes a turn may have them read side by side before it is decided.
A reading follows from the text alone, so this changes when it is made and nothing else."""
FEWEST_WORDS = 4
"""Of a few words the rules know what they mean; the learned reader can only guess."""
FEW_WORDS = 8
"""Below, it takes nothing back of what the rules hear, advises nobody, and must be far surer of what only it hears:
"walked to the shop and back" is a walk."""
SHORT_WORDS = 12
"""Below, it warns by itself only where it could hardly be surer, and must be surer to ask of what is little like an
emergency: "my back has been killing me since Sunday"."""
VAGUE_WORDS = 14
"""Below, what sounds like "today" but like nothing in particular, and little like an emergency, is ordinary pain: "back
been bad since Sunday". Nor is let be what a rule was sure of: "I told my GP that I can't pee" sounds settled."""
CLEAR_WORDS = 10
"""Below, no harmless reason settles the plain words of an emergency: "legs buckle getting up from my desk chair"."""
LONG_WORDS = 40
"""From here on the whole tells more than any clause of it: a fragment of a life story sounds like anything."""
LET_BE = "~learned"
"""Ends the id of a rule that hears something in words that could not sound more harmless: nothing is asked."""
_OWN = re.compile(r"\b(?:i|my|me)\b", re.IGNORECASE)
_SPEAKS_AGAINST = frozenset({Status.DENIED, Status.PAST, Status.RESOLVED, Status.HYPOTHETICAL, Status.OTHER_PERSON})


def read_by_both(text: str) -> Reading:
    """Return what the rules and the learned reader together hear in ``text``.

    Whatever a rule is sure of stays heard: at the least it is asked about.
    """
    first = by_rules(text)
    if first.language is not None:
        return first
    heard = by_network(text)
    return first if heard is None else joined(first, heard, text)


@lru_cache(maxsize=REMEMBERED)
def by_rules(text: str) -> Reading:
    """Return what the rules hear in ``text``, as :func:`messages.triage.reading.reader.read` does."""
    return read_in_bits(read(text), text, read)


@lru_cache(maxsize=REMEMBERED)
def by_network(text: str) -> Impression | None:
    """Return what the learned reader makes of ``text``, or None where it has no say."""
    return listen(text[:LONGEST]) if len(text.split()) >= FEWEST_WORDS else None


def prepare() -> None:
    """Load rules, language model and network now, so that the first message is answered as fast as the rest.

    Raises :class:`messages.reviewed.ReviewedDataError` when a rule file is unsound.
    """
    load_rules()
    listen("prepare")


def read_by_learned(text: str) -> Reading:
    """Return what the learned reader hears alone: to measure it by, never to judge a person by."""
    heard = listen(text[:LONGEST])
    return Reading() if heard is None else joined(Reading(), heard, text)


def joined(first: Reading, heard: Impression, text: str) -> Reading:
    """Return the rules' reading ``first`` of ``text`` after what the learned reader heard in it was taken in."""
    words = len(text.split())
    if words < FEWEST_WORDS:
        return first
    if words < FEW_WORDS:
        return _raised(first, heard, text)
    if words >= LONG_WORDS and heard.soon < settings().long_silences_below:
        first = _let_be(first, _nothing_in_all_of_it(first, heard, text))
    if heard.soon < settings().silences_below:
        first = _let_be(_let_be(first, not_of_the_writer_now), reasoned(first, text, short=words < CLEAR_WORDS))
    if heard.soon < settings().overrules_below:
        first = _let_be(first, supposed_and_not_so(first, text))
    if any(sure(mention) for mention in first.mentions):
        return _calmed(first, heard, text)
    if heard.soon < settings().overrules_below:
        return _with_extra(_let_be(first, lambda each: _nothing_to_it(each, heard, text)), heard, text)
    return _raised(first, heard, text)


def _raised(first: Reading, heard: Impression, text: str) -> Reading:
    """Settle what the rules wonder about, or add what they have no words for; take nothing back."""
    urgent = [mention for mention in first.mentions if grave(mention)]
    if any(sure(mention) for mention in urgent):
        return first
    open_ = [mention for mention in urgent if mention.status in (Status.CURRENT, Status.UNSURE)]
    if open_:
        return _backed(first, open_) if heard.urgent >= settings().backs_from else first
    return _with_extra(first, heard, text)


def _with_extra(first: Reading, heard: Impression, text: str) -> Reading:
    extra = _extra(first, heard, text)
    return first if extra is None else replace(first, mentions=(*first.mentions, extra))


def _calmed(first: Reading, heard: Impression, text: str) -> Reading:
    """Ask about what a rule was sure of where it sounds harmless; leave it be where nothing could sound more so.

    Two signs bear each other out: "my hands are clumsy and I walk like a drunk".
    """
    shown = borne_out(first)
    lone = len({each.flag for each in first.mentions if sure(each)}) == 1
    enough = lone and len(text.split()) >= VAGUE_WORDS

    def out_of_the_question(each: Mention) -> bool:
        known = well_known(each) and not too_strange_to_let_be(each, text)
        was_sure = enough and sure(each) and known and each.flag not in shown
        settled = was_sure and not inside_a_question(each, text) and _harmless_in_itself(each, heard, text)
        return settled or _nothing_to_it(each, heard, text)

    if heard.soon < settings().silences_below:
        first = _let_be(first, out_of_the_question)
    if heard.urgent >= settings().doubts_below:
        return first
    return _doubted(first, shown | UNTOUCHED)


def _nothing_to_it(mention: Mention, heard: Impression, text: str) -> bool:
    """Say whether what a rule wonders about need not be asked; a laugh or a "maybe" beside plain words is no reason."""
    if not wondered_about(mention) or inside_a_question(mention, text):
        return False
    plain = PLAIN_LINE.search(mention.rule) is not None
    if too_strange_to_let_be(mention, text):
        return False
    if plain and wants_it_at_once(mention) and len(text.split()) < VAGUE_WORDS:
        return False
    if plain and heard.soon >= settings().silences_below and well_known(mention):
        return False
    return _harmless_in_itself(mention, heard, text)


def _harmless_in_itself(mention: Mention, heard: Impression, text: str) -> bool:
    """Say whether a clause sounds harmless without the rest, or the rest leaves no doubt whatever."""
    return heard.soon < settings().beyond_doubt_below or _harmless_alone(mention, text)


def _nothing_in_all_of_it(first: Reading, heard: Impression, text: str) -> Callable[[Mention], bool]:
    """Say of which mentions nothing is left where a long text as a whole sounds harmless; what somebody has stays.

    What a rule was sure of must sound rather harmless alone as well: a cheerful letter may hold a danger in one clause.
    """
    kept = borne_out(first) | UNTOUCHED
    spared = heard.soon >= settings().silences_below

    def nothing(each: Mention) -> bool:
        if each.flag.startswith("rf_") or each.flag in kept or (spared and is_anothers_now(each)):
            return False
        if inside_a_question(each, text):
            return False
        return not sure(each) or _harmless_alone(each, text, settings().long_clause_below)

    return nothing


def _harmless_alone(mention: Mention, text: str, below: float | None = None) -> bool:
    """Say whether the clause a rule heard sounds harmless without the rest: "I can't feel my bum, google says ..."

    Nor may what an "and" joins to plain words of one's own be what makes them sound so: "... and a hot bath helped".
    """
    crops = [clause_around(text, mention.start, mention.end)]
    core = core_around(text, mention.start, mention.end)
    if PLAIN_LINE.search(mention.rule) and (sure(mention) or _OWN.search(core)):
        crops.append(core)
    heard = (listen(crop) for crop in dict.fromkeys(crops))
    return all(alone is None or alone.urgent < (below or settings().harmless_alone_below) for alone in heard)


def _let_be(first: Reading, which: Callable[[Mention], bool]) -> Reading:
    """Mark what nobody need be asked about, unless something else is known of the person."""
    return replace(
        first,
        mentions=tuple(
            replace(each, certain=False, rule=each.rule + LET_BE) if which(each) else each for each in first.mentions
        ),
    )


def _doubted(first: Reading, kept: Container[str]) -> Reading:
    """Ask about what a rule was sure of, but for the flags in ``kept``.

    A temperature in harmless words may be that of a bath, a town or a child.
    """
    return replace(
        first,
        mentions=tuple(
            replace(mention, certain=False, rule=mention.rule + DOUBTED)
            if sure(mention) and mention.flag not in kept
            else mention
            for mention in first.mentions
        ),
        measures=tuple(
            replace(each, status=Status.UNSURE)
            if each.kind is MeasureKind.TEMPERATURE_C and FEVER_FLAG not in kept
            else each
            for each in first.measures
        ),
    )


def _backed(first: Reading, open_: list[Mention]) -> Reading:
    """Take for said what a rule would ask about, where both readers hear danger in it."""
    return replace(
        first,
        mentions=tuple(
            replace(mention, status=Status.CURRENT, certain=True, rule=mention.rule + BACKED)
            if mention in open_
            else mention
            for mention in first.mentions
        ),
    )


def _extra(first: Reading, heard: Impression, text: str) -> Mention | None:
    """Return what only the learned reader hears: danger, or something to be seen within days."""
    chosen, words = settings(), len(text.split())
    few = chosen.few_words_from if words < FEW_WORDS else 0.0
    vague = words < FEW_WORDS or (words < VAGUE_WORDS and heard.flag == UNNAMED)
    ordinary = heard.emergency < chosen.vague_below
    if ordinary and vague and heard.urgent >= chosen.vague_below:
        return None
    if ordinary and words < SHORT_WORDS and chosen.vague_below <= heard.urgent < chosen.short_asks_from:
        return None
    if only_two_tablets(heard.likeliest, text):
        return None
    if heard.urgent >= max(few, chosen.asks_from):
        return _danger(first, heard, text)
    counted = any(counts(mention) for mention in first.mentions)
    if words >= FEW_WORDS and heard.soon >= chosen.advises_from and not counted:
        return _mention(heard.soon_flag, text, Status.UNSURE)
    return None


def _danger(first: Reading, heard: Impression, text: str) -> Mention:
    """Take for said what could hardly sound more urgent; ask about the rest, and always about suicide and violence."""
    against = {mention.status for mention in first.mentions} & _SPEAKS_AGAINST
    if _could_hardly_be_surer(heard, len(text.split())) and heard.likeliest not in UNTOUCHED | COUNTED:
        if not against:
            return _mention(heard.likeliest, text, Status.CURRENT, certain=True)
        if first.about_other and against == {Status.OTHER_PERSON}:
            return _mention(heard.likeliest, text, Status.OTHER_PERSON, certain=True)
    other = first.about_other and heard.flag != UNNAMED
    return _mention(heard.flag, text, Status.OTHER_PERSON if other else Status.UNSURE)


def _could_hardly_be_surer(heard: Impression, words: int) -> bool:
    """Say whether what only the learned reader hears is warned of, over few words: "woke up twice to pee" is asked."""
    enough = settings().escalates_from if words >= SHORT_WORDS else settings().few_words_from
    return heard.emergency >= enough


def _mention(flag: str, text: str, status: Status, *, certain: bool = False) -> Mention:
    start, end = most_urgent_words(text)
    return Mention(
        flag=flag,
        words=text[start:end],
        start=start,
        end=end,
        status=status,
        certain=certain,
        rule=LEARNED + (flag or "general"),
    )


READERS: Mapping[str, Reader] = {"both": read_by_both, "rules": read, "learned": read_by_learned}
"""The readers by name; people are always judged by both."""
