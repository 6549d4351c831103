"""Questions about our own nudges are answered from the library with its source; for others we say where to ask."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from messages.catalogue import text_of
from messages.content import Item, Kind, Part, item_of, items_of
from messages.dialogue.freely import plain_words
from messages.dialogue.freely.granting import do
from messages.dialogue.habits import may_go_to
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.memory import Frozen
from messages.triage.flags import table

NAME = "answers"
LATELY = timedelta(hours=24)
"""So long "that" may mean the last nudge, and a question without an answer counts as asked before."""
AMOUNT = "hy_regular_amount"
"""The one item that names how much to drink in a day."""

_ASKS = re.compile(
    r"^(?:what|what's|whats|how|how's|why|when|where|who|which|can|could|should|shall|do|does|did|is|isn't|are|am|"
    r"will|would|may|has|have)\b.*\b(?:i|it|my|this|that|you|the|there|people|someone|a|to)\b"
    r"|^(?:does|do|will|would|can) .*\b(?:help|work)\b"
    r"|^(?:what|which|why) (?:causes?|is|are|does|do|helps?|makes?|happens|can|could|should)\b"
)
_GREETING = re.compile(
    r"^(?:how far|how now|how body|how you dey|how una dey|how are you(?: doing| today)?|how do|how's it going|"
    r"good (?:morning|afternoon|evening)|hi|hello|hey)(?:[\s,.!]+(?:bot|doctor|doc|my friend))?\s*[,.!]+\s*"
)
"""What only greets, though it sounds like a question."""
_ABOUT = (
    (Kind.HYDRATION, re.compile(r"\b(?:water|drink|drinks|drinking|fluids?|hydration)\b")),
    (Kind.BREATHING, re.compile(r"\b(?:breathing|breathe|breaths?)\b")),
    (Kind.STRETCHING, re.compile(r"\b(?:stretch|stretches|stretching|exercises?|moves?)\b")),
    (Kind.SLEEP, re.compile(r"\bsleep\b")),
)
_WORDS = frozenset(
    {"a", "about", "advice", "an", "and", "any", "are", "back", "be", "behind", "bother", "breath", "breathe",
     "breathing", "breaths", "can", "cup", "cups", "daily", "day", "did", "do", "does", "doing", "drink", "drinking",
     "drinks", "each", "even", "every", "evidence", "exercise", "exercises", "fluid", "fluids", "for", "from", "get",
     "glass", "glasses", "good", "have", "help", "helps", "how", "hydration", "i", "in", "is", "it", "keep",
     "liters", "litres", "many", "me", "more", "move", "moves", "much", "must", "my", "need", "nudge", "nudges",
     "of", "often", "on", "pain", "per", "pints", "point", "proof", "proven", "really", "reason", "research", "send",
     "sending", "should", "sleep", "source", "sources", "stretch", "stretches", "stretching", "studies", "study",
     "stuff", "tell", "telling", "that", "the", "there", "these", "thing", "things", "this", "those", "tip", "tips",
     "to", "use", "want", "water", "what", "what's", "whats", "where", "why", "will", "with", "work", "works",
     "would", "you", "your"}
)  # fmt: skip
"""All a question about a nudge is made of; one word more, and it asks about the person's own body."""
_WHY = re.compile(r"\b(?:why|point|use|reason|good|helps?|works?|what(?:'?s| is| are)?\b.*\bfor)\b")
_SOURCE = re.compile(r"\b(?:sources?|evidence|proof|proven|stud(?:y|ies)|research)\b")
_HOW_MUCH = re.compile(r"\bhow (?:much|many|often)\b")
_THAT = re.compile(r"\b(?:that|this|it|these|those)\b")


class Answers(Frozen):
    """What was answered last, and how often in a day there was no answer."""

    item: str = ""
    at: datetime | None = None
    unanswered: int = 0
    unanswered_at: datetime | None = None


def is_question(text: str) -> bool:
    """Return whether ``text`` asks something; "how far, my back hurts" only greets."""
    plain = _GREETING.sub("", plain_words.simple(text))
    return text.rstrip().endswith("?") or bool(_ASKS.match(plain))


def answered(scene: Scene, text: str) -> bool:
    """Answer a question about a nudge in the library's own words. False when it is about something else."""
    words = plain_words.simple(text).replace("?", " ").replace(",", " ")
    if not set(words.split()) <= _WORDS:
        return False
    kind = next((kind for kind, pattern in _ABOUT if pattern.search(words)), None)
    if kind is Kind.HYDRATION and _HOW_MUCH.search(words):
        return _tell_amount(scene)
    if not (_WHY.search(words) or _SOURCE.search(words) or _HOW_MUCH.search(words)):
        return False
    that = kind is None and bool(_SOURCE.search(words) and _THAT.search(words))
    item = _last(scene, kind) if kind is not None or that else None
    if item is None and kind is not None:
        fitting = (each for each in items_of(kind) if may_go_to(scene, each))
        item = min(fitting, key=lambda each: (len(each.when) < len(Part), bool(each.suits)), default=None)
    if item is None:
        return False
    tell(scene, item, item.dose if _HOW_MUCH.search(words) else "")
    return True


def _last(scene: Scene, kind: Kind | None) -> Item | None:
    """Return what was told or nudged last, of ``kind`` if one is given, in the last day."""
    state = _state(scene)
    told = item_of(state.item) if state.at is not None and scene.now - state.at <= LATELY else None
    if told is not None and kind in (None, told.kind):
        return told
    sent = [each for each in scene.nudges if scene.now - each.sent_at <= LATELY and kind in (None, each.kind)]
    newest = max(sent, key=lambda each: each.sent_at, default=None)
    return item_of(newest.item) if newest is not None else None


def told_lately(scene: Scene) -> tuple[datetime | None, Item | None]:
    """Return when a nudge was last told of in an answer, and which; nothing after a day."""
    state = _state(scene)
    lately = state.at is not None and scene.now - state.at <= LATELY
    return (state.at, item_of(state.item)) if lately else (None, None)


def _tell_amount(scene: Scene) -> bool:
    """Say how much to drink, to those who may be told; the others need the word of their own doctor."""
    item = item_of(AMOUNT)
    if item is None:
        return False
    if may_go_to(scene, item):
        tell(scene, item, f"{item.dose} {item.caution}".strip())
    else:
        scene.say(Say("wishes.no_amount", buttons=((do("settings"), do("serious")),)))
    return True


def tell(scene: Scene, item: Item, first: str = "") -> None:
    """Tell why a nudge is sent, how sure anybody is of it, and from where it comes; ``first`` is said before."""
    sources = table().sources
    named = [sources[key].title if key in sources else key for key in item.source]
    params = {
        "why": f"{first} {item.why}".strip(),
        "strength": text_of(scene.person.locale, f"habits.grade.{item.evidence.value}"),
        "sources": "; ".join(named),
    }
    scene.keep(NAME, _state(scene).model_copy(update={"item": item.id, "at": scene.now}))
    scene.say(Say("wishes.from_library", params, ((do("habits"), do("serious")),)))


def without_answer(scene: Scene) -> str:
    """Return the words for a question we cannot answer, shorter and other ones the second and third time in a day."""
    state = _state(scene)
    lately = state.unanswered_at is not None and scene.now - state.unanswered_at <= LATELY
    count = state.unanswered + 1 if lately else 1
    scene.keep(NAME, state.model_copy(update={"unanswered": count, "unanswered_at": scene.now}))
    return {1: "wishes.question", 2: "wishes.question_second"}.get(count, "wishes.question_more")


def _state(scene: Scene) -> Answers:
    return scene.state(NAME, Answers) or Answers()
