"""Where the settings stand: the open page, and a trip from which the person will come home."""

from __future__ import annotations

from datetime import date

from messages.dialogue.scene import Scene
from messages.memory import Frozen

NAME = "st"
"""Name of the flow: of its buttons, its focus and its state."""
SLOT = "settings"
"""The one message of the settings, edited in place."""


class Trip(Frozen):
    """Hours follow another zone until the person is home again."""

    home: str
    """IANA zone to go back to."""
    away: str
    """IANA zone of the trip; once another one was chosen, the trip is no more."""
    until: date
    """The local day on which the home zone counts again."""


class Leaving(Frozen):
    """From a day on hours will follow another zone."""

    zone: str
    on: date
    """The local day (of the zone that is left) on which it begins."""
    until: date | None = None
    """The local day of coming home, where it was named."""


class Days(Frozen):
    """The hours of somebody who works nights for a while, as they were before."""

    quiet_from: str
    quiet_to: str
    checkin_at: str


class SettingsState(Frozen):
    """``page`` is empty in the menu; else the name of an open question, ``trip``, ``until`` or ``cap``."""

    page: str = ""
    view: str = ""
    left: str = ""
    """The zone that was just left; it becomes home if this is a trip."""
    keyboard: bool = False
    """The reply keyboard that shares a location is on the screen and must be taken away."""
    trip: Trip | None = None
    leaving: Leaving | None = None
    days: Days | None = None
    arrived: bool = False
    """The next greeting is about the way out, not the way home."""


def state_of(scene: Scene) -> SettingsState:
    """Return the stored state, or an empty one."""
    return scene.state(NAME, SettingsState) or SettingsState()


def keep(scene: Scene, **fields: object) -> None:
    """Store the state with ``fields`` changed."""
    scene.keep(NAME, state_of(scene).model_copy(update=fields))
