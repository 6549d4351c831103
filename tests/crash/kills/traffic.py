"""What people do while the bot dies under their hands: notes, check-ins, nudges, commands, and emergencies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.sandbox import Person
from storage.points import Point
from tests.crash.kills.child import Aim
from tests.crash.kills.stage import ANY_INSTANT, TAKEN, Stage
from tests.set_up import ASKED_ABOUT_PLACE, LONDON, TAPS

NAMES = ("Ada", "Ben", "Cem", "Dot")
RED = "I can't pee since last night and my bottom is numb"
CHECKIN = ("3", "Same", "None of these", "2", "4", "OK 😐")
NUDGE = ("Done", "Later", "Skip today", "Why?", "How?")
COMMANDS = ("habits", "progress", "settings", "serious", "help", "about")
ANSWERS = ("I have called / am going", "I cannot get help")

_URGENT = tuple(Aim(point, "URGENT") for point in (Point.SENDING, Point.SENT, Point.SETTLED))
_TURN = tuple(
    Aim(point)
    for point in (
        *(Point.RECEIVED, Point.DECIDED, Point.APPLIED, Point.COMMITTING, Point.COMMITTED, Point.CLAIMED),
        *(Point.SENDING, Point.SENT, Point.SETTLED),
    )
)
OF_UPDATES = (Aim(Point.POLLED), Aim(Point.ACCEPTED), *_TURN, Aim(TAKEN), Aim(ANY_INSTANT))
OF_REDS = (*_URGENT, Aim(TAKEN), Aim(Point.APPLIED), Aim(Point.COMMITTED), Aim(Point.CLAIMED), Aim(Point.ACCEPTED))
OF_TICKS = (
    *(Aim(Point.DUE_CLAIMED), Aim(Point.DUE_TAKEN), Aim(Point.DUE_TAKEN, "ladder"), Aim(Point.TICKED), Aim(TAKEN)),
    *(Aim(Point.DECIDED), Aim(Point.APPLIED), Aim(Point.COMMITTING), Aim(Point.CLAIMED)),
    *(Aim(Point.SENDING, "NUDGE"), Aim(Point.SENT, "NUDGE"), Aim(Point.SETTLED, "NUDGE"), Aim(Point.SENT, "URGENT")),
)
OF_HOUSEKEEPING = (Aim(Point.SWEPT), Aim(Point.COMMITTING))
OF_RECOVERY = tuple(
    Aim(point) for point in (Point.COMMITTING, Point.COMMITTED, Point.CLAIMED, Point.SENT, Point.POLLED)
)

Act = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Told:
    """Words somebody has typed, or the data of a button somebody has pressed."""

    person: Person
    text: str
    at: datetime


@dataclass
class Traffic:
    """Plays on a stage, and remembers what was done so that nothing can go missing unnoticed."""

    stage: Stage
    deadly: bool = True
    notes: list[Told] = field(default_factory=list)
    reds: list[Told] = field(default_factory=list)
    pressed: list[Told] = field(default_factory=list)
    """Which check-in buttons people have pressed, by their data."""

    def __post_init__(self) -> None:
        self.people = [self.stage.person(name) for name in NAMES]
        self._chance = self.stage.chance

    async def everybody_sets_up(self, people: int = len(NAMES)) -> None:
        """Take everybody through the first talk at the same time."""
        self.people = self.people[:people]
        for label in ("/start", *TAPS):
            does = [
                partial(each.says, label) if label == "/start" else partial(each.presses, label) for each in self.people
            ]
            await self._act("set up", *does)
            if label == ASKED_ABOUT_PLACE:
                await self._act("set up", *(partial(each.shares_location, *LONDON) for each in self.people))

    async def round(self) -> None:
        """Let a few things happen, one after the other."""
        acts = (self.some_write, self.some_write, self.some_check_in, self.some_answer_a_nudge, self.some_look_around)
        for act in self._chance.sample(acts, 3):
            await act()
        await self._chance.choice((self.somebody_is_in_danger, self.housekeeping, self.time_passes))()
        await self.time_passes()

    async def some_write(self) -> None:
        """Up to three people write at once, and one of them twice."""
        several = self._chance.sample(self.people, min(len(self.people), self._chance.choice((1, 2, 3))))
        does: list[Act] = [partial(self.writes, each) for each in (*several, several[0])]
        await self._act("notes", *does)

    async def some_check_in(self) -> None:
        """Two people go on with the check-in of the day, or ask for it."""
        for person in self._chance.sample(self.people, min(2, len(self.people))):
            for _ in range(self._chance.randint(1, 4)):
                label = next((each for each in CHECKIN if each in _newest(person, "ci")), None)
                if label is None:
                    await self._act("asks for the check-in", partial(person.command, "checkin"))
                    break
                button = _newest(person, "ci")[label]
                self.pressed.append(Told(person, button, self.stage.clock.now()))
                await self._act(f"check-in {button}", partial(person.presses, data=button))

    async def some_answer_a_nudge(self) -> None:
        """Whoever sees a nudge answers it; at the same time."""
        does: list[Act] = []
        for person in self.people:
            labels = [each for each in NUDGE if each in _newest(person, "nu")]
            if labels:
                does.append(partial(person.presses, self._chance.choice(labels)))
        await self._act("nudges answered", *does)

    async def some_look_around(self) -> None:
        person = self._chance.choice(self.people)
        await self._act("command", partial(person.command, self._chance.choice(COMMANDS)))

    async def somebody_is_in_danger(self) -> None:
        """Somebody new writes one line; after a while they answer, or never do."""
        person = self.stage.person(f"Red {len(self.reds)}")
        await self._act("red", partial(self.tells, person), of=OF_REDS)
        if self._chance.random() < 0.7:
            await self.time_passes(timedelta(minutes=self._chance.choice((5, 20, 70))))
        if self._chance.random() < 0.5:
            label = self._chance.choice(ANSWERS)
            await self._act(label, partial(person.presses, label))

    async def housekeeping(self) -> None:
        await self._act("housekeeping", partial(self.stage.order, "housekeep"), of=OF_HOUSEKEEPING)

    async def time_passes(self, delta: timedelta | None = None) -> None:
        """From one due moment to the next."""
        minutes = self._chance.choice((10, 40, 120, 240))
        await self.stage.travel(delta or timedelta(minutes=minutes), lambda: self._aims(OF_TICKS))

    async def writes(self, person: Person) -> None:
        text = f"carried box number {len(self.notes)} upstairs"
        self.notes.append(Told(person, text, self.stage.clock.now()))
        await person.says(text)

    async def tells(self, person: Person) -> None:
        self.reds.append(Told(person, RED, self.stage.clock.now()))
        await person.says(RED)

    async def _act(self, name: str, *does: Act, of: tuple[Aim, ...] = OF_UPDATES) -> None:
        await self.stage.act(name, *does, aims=self._aims(of))

    def _aims(self, of: tuple[Aim, ...]) -> tuple[Aim, ...]:
        """Aim where fewest have died, and sometimes at the successor as well."""
        if not self.deadly:
            return ()
        fewest = min(self.stage.aimed[str(each)] for each in of)
        first = self._chance.choice([each for each in of if self.stage.aimed[str(each)] == fewest])
        passage = self._chance.choice((1, 1, 1, 2, 3))
        aims = [Aim(first.point, first.detail, passage)]
        while self._chance.random() < 0.2:
            aims.append(self._chance.choice(OF_RECOVERY))
        return tuple(aims)


def _newest(person: Person, flow: str) -> dict[str, str]:
    """Return the buttons, data by label, of the newest message that carries any of a flow."""
    for shown in reversed(person.chat.messages):
        found = {each.label: str(each.data) for row in shown.rows for each in row}
        if any(data.startswith(f"1|{flow}|") for data in found.values()):
            return found
    return {}
