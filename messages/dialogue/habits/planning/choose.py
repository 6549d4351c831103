"""Chooses the item to send: one that fits the person and the moment, the longest unseen first."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from messages.cadence import minutes_of
from messages.content import Item, Kind, Part, items_of
from messages.dialogue.habits.planning.conditions import conditions, in_hold, situation
from messages.dialogue.habits.state import state_of
from messages.dialogue.scene import Scene
from messages.memory import Person

_NEVER = datetime.min.replace(tzinfo=UTC)


def allowed(scene: Scene, item: Item) -> bool:
    """May this item go to this person now, by all that is known of them?"""
    if in_hold(scene) and not item.allowed_in_hold:
        return False
    return not item.suppress_if & conditions(scene)


def choose(scene: Scene, kind: Kind) -> Item | None:
    """Return the item of a kind to send now, or None when none fits."""
    state = state_of(scene)
    parts, moods = parts_of_day(scene.person, scene.now), situation(scene)
    known, hold, today = conditions(scene), in_hold(scene), scene.today

    def fits(item: Item) -> bool:
        last = state.last.get(item.id, _NEVER)
        return (
            (item.allowed_in_hold or not hold)
            and not item.suppress_if & known
            and bool(item.when & parts)
            and (not item.suits or bool(item.suits & moods))
            and today >= state.avoid.get(item.id, today)
            and scene.now - last >= timedelta(hours=item.min_gap_h)
        )

    def rank(item: Item) -> tuple[bool, datetime, bytes]:
        made_for_this = bool(item.suits & moods)
        return (not made_for_this, state.last.get(item.id, _NEVER), _shuffled(scene.person, item))

    return min(filter(fits, items_of(kind)), key=rank, default=None)


def _shuffled(person: Person, item: Item) -> bytes:
    """Return a stable order of its own for each person, so that not everybody starts with the same item."""
    return hashlib.blake2b(f"{person.chat_id}:{item.id}".encode(), digest_size=8).digest()


def parts_of_day(person: Person, now: datetime) -> frozenset[Part]:
    """Return the parts of the person's own waking day at ``now``; the sleeping time counts to the nearer end."""
    local = now.astimezone(person.tz)
    awake = (minutes_of(person.bed) - minutes_of(person.wake)) % 1440 or 1440
    since = (local.hour * 60 + local.minute - minutes_of(person.wake)) % 1440
    if since >= awake:
        slept = since - awake
        return frozenset({Part.EVENING, Part.BEDTIME} if slept < (1440 - awake) / 2 else {Part.MORNING})
    left = awake - since
    parts = set()
    if since < 240:
        parts.add(Part.MORNING)
    if since >= 120 and left > 240:
        parts.add(Part.DAY)
    if left <= 300:
        parts.add(Part.EVENING)
    if left <= 150:
        parts.add(Part.BEDTIME)
    return frozenset(parts or {Part.DAY})
