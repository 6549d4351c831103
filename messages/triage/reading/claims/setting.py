"""Recognises what a thing is said of when it is said of nobody ill: machines and animals, dreams, plays, work.

Also what is answered with no at once, what another person is long over, and what has a
harmless cause and is over too.
"""

from __future__ import annotations

from messages.triage.reading.claims.scene import Cue, Scene
from messages.triage.reading.patterns.lexicon import Span

_SELF = frozenset({"i", "me", "my", "myself", "mine", "meself"})
_BEFORE_A_THING = frozenset(
    [
        "even",
        "then",
        "when",
        "cos",
        "because",
        "the",
        "my",
        "our",
        "his",
        "her",
        "their",
        "a",
        "an",
        "this",
        "that",
        "old",
        "poor",
        "daft",
        "little",
        "and",
        "so",
    ]
)
_REALLY = frozenset({"now", "still", "woke", "really", "actually", "real", "today", "myself"})
_ANSWER_REACH = 3
_PREDICATE_REACH = 5
_QUESTION_LENGTH = 5
_CAUSE_DENIED = 4
_NO_CAUSE = frozenset({"like", "no", "not", "never", "without", "as", "isnt", "blamed", "thought", "than", "before"})
_OWN_BODY = frozenset(
    ["leg", "legs", "foot", "feet", "bum", "arm", "arms", "hand", "hands", "face", "bladder", "bowel", "chest", "belly"]
)


def unreal(scene: Scene, span: Span) -> bool:
    """A dream, a film, a show or a game is told, and the telling has not come back to waking life."""
    start, _ = scene.sentence_at(span.start)
    for cue in scene.of("UNREAL"):
        if start <= cue.start and cue.end <= span.start:
            return not _REALLY & set(scene.words(cue.end, span.start))
    return False


def of_a_thing(scene: Scene, span: Span) -> bool:
    """A machine or an animal opens the clause and the clause says nothing of the writer."""
    for cue in scene.of("THING"):
        if scene.sentences[cue.start] != scene.sentences[span.start]:
            continue
        leads = _opens(scene, cue) and cue.end <= span.start + 1 and _reaches(scene, cue, span)
        if leads and not _of_the_writer(scene, min(cue.end, span.start), span.end):
            return True
    return False


def _reaches(scene: Scene, cue: Cue, span: Span) -> bool:
    between = scene.words(cue.end, span.start)
    return len(between) <= _PREDICATE_REACH and "and" not in between


def _of_the_writer(scene: Scene, start: int, end: int) -> bool:
    """Somebody's own body or the writer occurs in the clause ``[start, end)`` lies in."""
    last = end
    while last < len(scene.tokens) and scene.clauses[last] == scene.clauses[end - 1]:
        last += 1
    return bool((_SELF | _OWN_BODY) & set(scene.words(start, last)))


def _opens(scene: Scene, cue: Cue) -> bool:
    """Nothing but articles and the like stands between the thing and the start of its clause."""
    place = cue.start - 1
    while place >= 0 and scene.tokens[place].text in _BEFORE_A_THING:
        place -= 1
    return place < 0 or not scene.tokens[place].is_word


def of_work(scene: Scene, span: Span) -> bool:
    """Patients, customers or residents are told about, and the sentence is not about the writer."""
    start, end = scene.sentence_at(span.start)
    return bool(scene.of("AT_WORK")) and not _SELF & set(scene.words(start, end))


def answered_no(scene: Scene, span: Span) -> bool:
    """A bare question names it and the next words say no ("Fever? Nope")."""
    sentence = scene.sentences[span.start]
    start, end = scene.bounds[sentence]
    if not scene.is_question(sentence) or sentence + 1 >= len(scene.bounds):
        return False
    if len(scene.words(start, end)) > _QUESTION_LENGTH:
        return False
    return any(end <= cue.start < end + _ANSWER_REACH for cue in scene.of("SAID_NO"))


def disowned(scene: Scene, span: Span) -> bool:
    """The wish itself is denied ("I don't want to die"), however much the words name it."""
    return any(cue.start < span.end and span.start < cue.end for cue in scene.of("NOT_WISH"))


def other_is_well(scene: Scene, span: Span) -> bool:
    """What the other person had is told as over, or they are in good hands."""
    sentence = scene.sentences[span.start]
    return any(0 <= scene.sentences[cue.start] - sentence <= 1 for cue in scene.of("OTHER_WELL"))


def explained(scene: Scene, span: Span, *, nearby: bool) -> bool:
    """A harmless cause is named in the same sentence (or, with ``nearby``, one beside it) and not denied."""
    reach = 1 if nearby else 0
    sentence = scene.sentences[span.start]
    return any(
        abs(scene.sentences[cue.start] - sentence) <= reach
        and not (span.start < cue.end and cue.start < span.end)
        and not _NO_CAUSE & set(scene.words(max(0, cue.start - _CAUSE_DENIED), cue.start))
        for cue in scene.of("CAUSE")
    )


def goes_on(scene: Scene, span: Span) -> bool:
    """The sentence says that it lasts, spreads or stops the writer doing something."""
    sentence = scene.sentences[span.start]
    return any(scene.sentences[cue.start] == sentence for cue in scene.of("ONGOING"))


def is_over(scene: Scene, span: Span) -> bool:
    """The feeling is said to have come back by itself, here or in the next sentence."""
    sentence = scene.sentences[span.start]
    return any(
        0 <= scene.sentences[cue.start] - sentence <= 1 and cue.start >= span.start for cue in scene.of("CAME_BACK")
    )
