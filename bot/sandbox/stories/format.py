"""What a story file may say. A wrong word in it is an error that names the file and the step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from bot.sandbox.stories.moments import Journey, read_journey
from messages.reviewed import ReviewedDataError, load

PLACES: Mapping[str, tuple[float, float]] = {
    "Berlin": (52.52, 13.405),
    "London": (51.507, -0.128),
    "Madrid": (40.417, -3.704),
    "New York": (40.713, -74.006),
    "Los Angeles": (34.052, -118.244),
    "Santiago": (-33.449, -70.669),
    "Kathmandu": (27.717, 85.324),
    "Tokyo": (35.677, 139.65),
    "Sydney": (-33.869, 151.209),
}


def _instant(value: Any) -> Any:
    """Read ``2026-03-28 07:00 Europe/Berlin`` as well as ISO 8601."""
    if isinstance(value, str) and value.count(" ") == 2:
        day, clock, zone = value.split(" ")
        return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(_known_zone(zone))).astimezone(UTC)
    return value


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("the start needs a zone: 2026-03-28 07:00 Europe/Berlin, or 2026-03-28T06:00:00Z")
    return value.astimezone(UTC)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError) as error:
        raise ValueError(f"{name!r} is not a time zone") from error
    return name


def _words(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


Instant = Annotated[datetime, BeforeValidator(_instant), AfterValidator(_aware)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class Someone(_Model):
    """A person in the story."""

    language: str = "en"
    zone: Annotated[str, AfterValidator(_known_zone)] = "UTC"
    id: int | None = None


class Press(_Model):
    """Which button: by label or callback data, under the newest message that carries it or one with these words."""

    label: str | None = None
    data: str | None = None
    under: str | None = None
    stale: bool = False
    """Also a button that an edit has removed meanwhile."""


class Thing(_Model):
    """Something sent that is not words."""

    kind: Literal["voice", "sticker", "photo", "document", "video", "video_note", "audio", "animation", "contact"]
    caption: str = ""
    name: str | None = None


class Edit(_Model):
    """The newest own message that contains ``message`` (without it: the newest) gets new words."""

    to: str
    message: str = ""


class Place(_Model):
    """Degrees."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Travel(_Model):
    """How far; with ``jump`` the bot sleeps meanwhile and finds everything due at the end."""

    journey: Annotated[Journey, BeforeValidator(read_journey)]
    jump: bool = False


class Trouble(_Model):
    """One failure between the bot and Telegram."""

    kind: Literal["slow", "too_many", "server_error", "down", "cut_after", "forbidden"]
    seconds: float = 1.0
    retry_after: int = 5
    status: Literal[500, 502, 504] = 502
    after: bool = False
    methods: tuple[str, ...] | None = None
    calls: int | None = None
    share: float = 1.0


class Expectation(_Model):
    """What must be true of the bot's messages since the last thing anybody did.

    Everything said about one message (``text``, ``buttons``, ``loud`` ...) must hold of the same one.
    """

    text: Words = ()
    """All of these words are in it, whatever the case."""
    not_text: Words = ()
    """None of the new or changed messages has any of these words."""
    buttons: Words = ()
    no_buttons: bool = False
    loud: bool | None = None
    silent: bool | None = None
    pinned: bool | None = None
    edited: bool | None = None
    """True: an older message was changed in place. False: it came anew."""
    protected: bool | None = None
    media: str | None = None
    within: float | None = None
    """Seconds, on the wall and on the sandbox's clock."""
    nothing: bool = False
    """No new message, and no changed one."""
    count: int | None = None
    """So many new messages fit the description."""
    shows: Words = ()
    """These words stand somewhere on the screen, however old."""
    gone: Words = ()
    """These words stand nowhere on the screen any more."""
    keyboard: Words = ()
    """Labels of the reply keyboard."""
    toast: str | None = None
    """The answer to the last pressed button said this."""


def _press(value: Any) -> Any:
    return {"label": value} if isinstance(value, str) else value


def _place(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value not in PLACES:
        raise ValueError(f"no place {value!r}; there are {', '.join(PLACES)}, or give latitude and longitude")
    return dict(zip(("latitude", "longitude"), PLACES[value], strict=True))


def _thing(value: Any) -> Any:
    return {"kind": value} if isinstance(value, str) else value


def _edit(value: Any) -> Any:
    return {"to": value} if isinstance(value, str) else value


def _travel(value: Any) -> Any:
    return {"journey": value} if isinstance(value, str) else value


def _trouble(value: Any) -> Any:
    return {"kind": value} if isinstance(value, str) and value != "clear" else value


class Step(_Model):
    """One line of the story: exactly one thing is done or expected, by or of one person."""

    person: str | None = None
    says: str | None = None
    commands: str | None = None
    presses: Annotated[Press | None, BeforeValidator(_press)] = None
    shares: Annotated[Place | None, BeforeValidator(_place)] = None
    sends: Annotated[Thing | None, BeforeValidator(_thing)] = None
    edits: Annotated[Edit | None, BeforeValidator(_edit)] = None
    deletes: str | None = None
    """The newest message that contains these words, own or the bot's."""
    blocks: Literal[True] | None = None
    unblocks: Literal[True] | None = None
    travels: Annotated[Travel | None, BeforeValidator(_travel)] = None
    fault: Annotated[Trouble | Literal["clear"] | None, BeforeValidator(_trouble)] = None
    restart: Literal[True] | None = None
    kills: Literal[True] | None = None
    starts: Literal[True] | None = None
    injects: dict[str, Any] | None = None
    expects: Expectation | None = None

    @property
    def act(self) -> str:
        """The name of the one thing that is done."""
        return next(name for name in _ACTS if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _one_act(self) -> Self:
        acts = [name for name in _ACTS if getattr(self, name) is not None]
        if len(acts) != 1:
            raise ValueError(f"a step does exactly one thing, this one does {acts or 'nothing'}")
        return self


_ACTS = tuple(name for name in Step.model_fields if name != "person")


class Story(_Model):
    """A whole story."""

    title: str
    start: Instant
    people: dict[str, Someone] = Field(default_factory=lambda: {"Ada": Someone()}, min_length=1)
    person: str | None = None
    """Who acts where a step names nobody; without it the first of ``people``."""
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _known_people(self) -> Self:
        named = [("person", self.person), *((f"step {n}", step.person) for n, step in enumerate(self.steps, 1))]
        for where, name in named:
            if name is not None and name not in self.people:
                raise ValueError(f"{where}: nobody is called {name!r}; there are {', '.join(self.people)}")
        return self

    def who(self, step: Step) -> str:
        """Return the name of the person ``step`` is about."""
        return step.person or self.person or next(iter(self.people))


def load_story(path: Path | Traversable) -> Story:
    """Return the story in the YAML file at ``path``; raise ``ReviewedDataError`` naming file and step."""
    try:
        data = load(path)
    except UnicodeDecodeError:
        raise ReviewedDataError(f"{path} is not a story: it is not text in UTF-8") from None
    try:
        return Story.model_validate(data)
    except ValidationError as error:
        problems = "\n".join(f"  {_where(item['loc'])}: {item['msg']}" for item in error.errors())
        raise ReviewedDataError(f"{path} is not a story:\n{problems}") from None


def _where(place: tuple[int | str, ...]) -> str:
    match place:
        case ("steps", int(index), *rest):
            return ", ".join([f"step {index + 1}", *map(str, rest)])
        case ():
            return "the story"
    return ".".join(map(str, place))
