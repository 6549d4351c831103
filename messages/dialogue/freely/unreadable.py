"""What we cannot read: pictures, voices, files, languages we do not know. Said kindly, with the card at hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from pydantic import Field

from messages.buttons import Button
from messages.dialogue.scene import Scene
from messages.effects import Choice, Say
from messages.events import Media
from messages.languages import languages
from messages.memory import Frozen
from messages.numbers import numbers_for

STATE = "unread"
WAYS_OUT = (
    (Choice("common.card", Button("al", "", "card", "")), Choice("do.serious", Button("pr", "", "do", "serious"))),
)
ANY_EMERGENCY_NUMBER = "112 / 911 / 999"
ONE_ALBUM = timedelta(seconds=10)
"""Pictures that follow each other faster than this were sent together."""


class Unread(Frozen):
    """What we lately said that we cannot read."""

    told: Mapping[str, datetime] = Field(default_factory=dict)
    """Kind of thing -> when we last said so (UTC)."""


def unreadable_language(scene: Scene, language: str, hint: str) -> bool:
    """Answer in a language we cannot read, with the number to call. False when we do not know that language."""
    words = languages().get(language)
    if words is None:
        return False
    number = numbers_for(scene.person.country).ambulance or ANY_EMERGENCY_NUMBER
    rows = (
        (
            Choice("wishes.their_words", Button("al", "", "card", ""), {"words": words.card}),
            Choice("wishes.their_words", Button("pr", "", "do", "serious"), {"words": words.serious}),
        ),
    )
    scene.say(Say("wishes.their_words_line", {"line": words.line.format(n=number)}, rows, fresh=True))
    return True


def cannot_read(scene: Scene, media: Media) -> None:
    """Something came that we cannot read: say so kindly, with the emergency card one tap away.

    An album comes as many messages at once; it is answered once.
    """
    if _said_just_now(scene, media.value):
        return
    key = f"wishes.cannot_{media.value}"
    scene.say(Say(key, buttons=WAYS_OUT, fresh=True))


def only_caption(scene: Scene, *, caption: bool = True) -> None:
    """If words came with a picture or a file, say that they are read and what they came with is not."""
    if caption and not _said_just_now(scene, Media.PHOTO.value):
        scene.say(Say("wishes.only_caption", buttons=WAYS_OUT, fresh=True))


def _said_just_now(scene: Scene, kind: str) -> bool:
    told = (scene.state(STATE, Unread) or Unread()).told
    scene.keep(STATE, Unread(told={**told, kind: scene.now}))
    return kind in told and scene.now - told[kind] < ONE_ALBUM
