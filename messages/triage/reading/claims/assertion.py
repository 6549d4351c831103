"""Decides what a text claims about one thing it names, by the words around it.

After the idea of ConText (Harkema and others 2009): cues for negation, history, other
people and conditions, each with a reach. The steps go from the strongest claim to the
weakest, and words that are themselves part of a loss of function ("can't pee", "no
feeling") never negate anything.
"""

from __future__ import annotations

from messages.triage.reading.claims import setting
from messages.triage.reading.claims.negation import Claim, negated
from messages.triage.reading.claims.past import clause_of, past, resolved
from messages.triage.reading.claims.scene import Cue, Scene
from messages.triage.reading.patterns.lexicon import Span
from messages.triage.vocabulary import Status

__all__ = ["Claim", "judge_claim"]

_CONDITION_REACH = 14
_HEDGE_REACH = 6
_AFTER_REACH = 5
_TURNS = frozenset({"but", "though", "except", "however"})
_MEANT = frozenset({"meant", "typo", "mistyped", "autocorrect"})
_SELF = frozenset({"i", "me", "my", "myself", "mine", "meself"})
_THIRD = frozenset({"he", "she", "his", "her", "him", "himself", "herself", "they", "their", "them"})
_ANIMALS = frozenset({"dog", "dogs", "cat", "cats", "puppy", "kitten", "horse", "hamster", "rabbit", "pony"})
_TENDED = frozenset({"walked", "walk", "fed", "feed", "played", "bathed", "hugged", "cuddled", "brushed", "minded"})
_TENDED_REACH = 3
_QUESTION_LEADS = frozenset(
    [
        "can",
        "could",
        "does",
        "do",
        "is",
        "are",
        "should",
        "would",
        "will",
        "what",
        "how",
        "why",
        "when",
        "which",
        "did",
        "anyone",
    ]
)


def judge_claim(
    scene: Scene,
    span: Span,
    taken: frozenset[int],
    *,
    past_counts: bool,
    unborn: bool = False,
    suffered: bool = False,
) -> Claim | None:
    """Return the claim made about ``span``, or None when the text only informs, or is about a pet.

    ``taken`` are the tokens that are part of some mention, and so are no cues. With
    ``past_counts`` the past is as good as the present, with ``unborn`` a baby is no other person, with ``suffered``
    others do it to the writer.
    """
    if _of_nobody(scene, span):
        return None
    if _corrected(scene, span):
        return Claim(Status.UNSURE, sure=False)
    if not unborn and _of_another(scene, span, suffered=suffered):
        return _claim_about_another(scene, span, taken)
    if setting.disowned(scene, span) or setting.answered_no(scene, span):
        return Claim(Status.DENIED)
    negation = negated(scene, span, taken)
    if negation is not None:
        return negation
    if _conditional(scene, span):
        return Claim(Status.HYPOTHETICAL, sure=False)
    if not past_counts:
        if past(scene, span):
            return Claim(Status.PAST)
        if setting.explained(scene, span, nearby=True) and (resolved(scene, span) or setting.is_over(scene, span)):
            return None
        if resolved(scene, span):
            return Claim(Status.RESOLVED)
    if _hedged(scene, span, taken):
        return Claim(Status.UNSURE, sure=False)
    return Claim(Status.CURRENT, sure=not _taken_lightly(scene, span))


def _claim_about_another(scene: Scene, span: Span, taken: frozenset[int]) -> Claim | None:
    """What another is said not to have is nobody's: neither theirs nor denied by the writer."""
    denial = negated(scene, span, taken)
    denied = denial is not None and denial.status is Status.DENIED
    if denied or _of_an_animal(scene, span) or setting.other_is_well(scene, span):
        return None
    return Claim(Status.OTHER_PERSON, sure=denial is None)


def _of_nobody(scene: Scene, span: Span) -> bool:
    """The text informs, or tells of a dream, a thing, an animal or people at work."""
    return (
        _informs(scene, span)
        or setting.unreal(scene, span)
        or setting.of_a_thing(scene, span)
        or setting.of_work(scene, span)
    )


def _informs(scene: Scene, span: Span) -> bool:
    """A leaflet, a programme or somebody's advice is told about, and the writer not brought in since."""
    start, end = scene.sentence_at(span.start)
    for cue in scene.of("INFO"):
        if start <= cue.start < end and cue.end <= span.start:
            return not _SELF & set(scene.words(cue.end, span.end))
    sentence = scene.sentences[span.start]
    if sentence == 0 or _SELF & set(scene.words(start, end)):
        return False
    earlier, _ = scene.bounds[sentence - 1]
    return any(earlier <= cue.start < start for cue in scene.of("INFO"))


def _taken_lightly(scene: Scene, span: Span) -> bool:
    """The words make little of it: then we ask instead of raising the alarm.

    Either the same or the next sentence does ("haha", "like everyone in row F"), or the back
    is said to be its usual self and nothing is said to go on.
    """
    sentence = scene.sentences[span.start]
    if any(0 <= scene.sentences[cue.start] - sentence <= 1 for cue in scene.of("LIGHTLY")):
        return True
    if setting.explained(scene, span, nearby=False) and not setting.goes_on(scene, span):
        return True
    start, end = scene.bounds[sentence]
    mild = any(not span.start <= cue.start < span.end for cue in scene.of("MILD"))
    return mild and not any(start <= cue.start < end for cue in scene.of("ONGOING"))


def _corrected(scene: Scene, span: Span) -> bool:
    """The writer takes it back in the same sentence or the next ("ignore what I wrote").

    What comes after a "but" was not taken back by what stands before it ("only joking, but my legs are numb"), and
    what follows "I meant" is what is meant.
    """
    sentence = scene.sentences[span.start]
    return any(
        0 <= scene.sentences[cue.start] - sentence <= 1 and not _introduces(scene, cue, span)
        for cue in scene.of("CORRECTION")
    )


def _introduces(scene: Scene, cue: Cue, span: Span) -> bool:
    if cue.end > span.start:
        return False
    return scene.tokens[cue.end - 1].text in _MEANT or bool(_TURNS & set(scene.words(cue.end, span.start)))


def _of_another(scene: Scene, span: Span, *, suffered: bool) -> bool:
    """Say whose it is. In "my son ate my tablets" the son is ill, in "my husband hurt my arm" the writer is."""
    own = _SELF & set(scene.words(span.start, span.end))
    led = any(cue.start <= span.start < cue.end for cue in scene.of("OTHER"))
    if own:
        return led and own == {"my"} and not suffered
    sentence = scene.sentences[span.start]
    start, _ = scene.bounds[sentence]
    nearest = _subject(scene, start, span.end)
    if nearest is not None:
        return nearest
    after = [token.text for token in scene.tokens[span.end : span.end + 3]]
    if _SELF & set(after):
        return False
    return sentence > 0 and _last_subject(scene, sentence - 1) is True


def _of_an_animal(scene: Scene, span: Span) -> bool:
    """A pet is said to have it, and nobody was brought in since."""
    others = [cue for cue in scene.of("OTHER") if cue.start < span.end]
    if not others or _ANIMALS.isdisjoint(scene.words(others[-1].start, others[-1].end)):
        return False
    between = scene.tokens[others[-1].end : span.end]
    return not any(token.text in ("and", ",") or not token.is_word for token in between)


def _subject(scene: Scene, start: int, end: int) -> bool | None:
    """Say whether the last person named in ``[start, end)`` is another (None: nobody is named)."""
    others = [cue for cue in scene.of("OTHER") if start <= cue.start < end]
    place = end - 1
    while place >= start:
        inside = [cue for cue in others if cue.start <= place < cue.end]
        if inside:
            if _only_tended(scene, start, inside[0]):
                return None
            return True
        text = scene.tokens[place].text
        if text in _SELF:
            return False
        if text in _THIRD and _somebody(scene, place):
            return True
        place -= 1
    return None


def _only_tended(scene: Scene, start: int, cue: Cue) -> bool:
    """Somebody was walked, fed or played with before a comma, as in a diary: what follows is the writer's own."""
    words = scene.words(start, cue.start)
    followed = cue.end < len(scene.tokens) and scene.tokens[cue.end].text == ","
    return followed and bool(words) and words[0] in _TENDED and len(words) <= _TENDED_REACH


def _somebody(scene: Scene, place: int) -> bool:
    """A bare "he" or "they" is another person only if one was brought in before, or it opens the text."""
    return any(cue.start < place for cue in scene.of("OTHER")) or (
        not any(token.text in _SELF for token in scene.tokens[:place])
        and scene.tokens[place].text not in {"they", "their", "them"}
    )


def _last_subject(scene: Scene, sentence: int) -> bool | None:
    """As for the sentence before; what "I" did there with somebody ("I found a home for the dog") stays mine."""
    start, end = scene.bounds[sentence]
    return False if "i" in scene.words(start, end) else _subject(scene, start, end)


def _conditional(scene: Scene, span: Span) -> bool:
    sentence = scene.sentences[span.start]
    for cue in scene.of("IF"):
        if scene.sentences[cue.start] != sentence or cue.start >= span.start + 1 or cue.end > span.end:
            continue
        if len(scene.words(cue.end, span.start)) <= _CONDITION_REACH and "now" not in scene.words(cue.end, span.end):
            return True
    if not scene.is_question(sentence):
        return False
    start, end = scene.bounds[sentence]
    opening = scene.words(start, end)
    personal = _SELF & set(scene.words(start, span.end))
    return bool(opening) and opening[0] in _QUESTION_LEADS and not personal


def _hedged(scene: Scene, span: Span, taken: frozenset[int]) -> bool:
    clause_start, clause_end = clause_of(scene, span)
    for cue in scene.of("MAYBE"):
        if not clause_start <= cue.start < clause_end or cue.start in taken:
            continue
        if cue.end <= span.start and len(scene.words(cue.end, span.start)) <= _HEDGE_REACH:
            return True
        if cue.start >= span.start and len(scene.words(span.end, cue.start)) <= _AFTER_REACH - 3:
            return True
    return False
