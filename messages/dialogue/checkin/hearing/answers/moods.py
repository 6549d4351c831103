"""A mood in words or as a picture: "pretty low actually", "mustn't grumble", a sad face."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from messages.dialogue.checkin.hearing.answers.compared import without_filler
from messages.dialogue.checkin.hearing.answers.numbers import without_pictures
from messages.dialogue.checkin.hearing.answers.table import words


@lru_cache(maxsize=1)
def _moods() -> Mapping[str, int]:
    """Return every word and every face with its mood."""
    told = {each: mood for mood, listed in words().moods.items() for each in listed}
    return MappingProxyType(told | {face: mood for mood, faces in words().faces.items() for face in faces})


def mood_of(clause: str) -> int | None:
    """Return the mood, 1 to 5, that ``clause`` tells as a whole; of several faces the saddest."""
    told = next((_moods()[each] for each in without_filler(without_pictures(clause)) if each in _moods()), None)
    if told is not None:
        return told
    faces = [_moods()[each] for each in clause if each in _moods()]
    return min(faces) if faces and not any(each.isalnum() for each in clause) else None
