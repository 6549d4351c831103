"""Which nudges do you want: each kind on or off; their hours are set later."""

from __future__ import annotations

from messages.content import Kind
from messages.dialogue.onboarding.questions.model import Answered, Here, Look, Outcome, Screen, in_rows
from messages.dialogue.scene import Scene
from messages.effects import Choice
from messages.memory import Person, Rhythm

DONE = "#done"
NONE = "#none"
ONCE_A_DAY = Rhythm(spread=1)


def is_on(person: Person, kind: Kind) -> bool:
    """Return whether a kind of nudge comes; who never chose gets all of them."""
    chosen = person.nudges.get(kind.value)
    return chosen.on if chosen else not person.nudges


def switch(scene: Scene, kinds: frozenset[Kind]) -> None:
    """Turn exactly these kinds on; hours chosen before stay."""
    kept = {kind: scene.person.nudges.get(kind.value, ONCE_A_DAY) for kind in Kind}
    scene.change(nudges={kind.value: rhythm.model_copy(update={"on": kind in kinds}) for kind, rhythm in kept.items()})


class NudgesQuestion:
    """Which small reminders should come."""

    name = "nudges"
    topic = "topic.nudges"

    def show(self, scene: Scene, here: Here, view: str) -> Screen:
        """Show the four kinds with a word on each: coming or not."""
        kinds = [_kind(scene, here, kind) for kind in Kind]
        last = (here.choice("ask.none", NONE), here.choice("common.done", DONE))
        return Screen("ask.nudges", (*in_rows(kinds, 1), last))

    def tapped(self, scene: Scene, choice: str, view: str) -> Outcome | None:
        """Turn one kind on or off; each button says which, so that a second tap changes nothing."""
        if choice == DONE:
            return Answered()
        if choice == NONE:
            switch(scene, frozenset())
            return Answered()
        name, _, wanted = choice.partition(".")
        if name not in {kind.value for kind in Kind} or wanted not in ("on", "off"):
            return None
        on = {kind for kind in Kind if is_on(scene.person, kind)}
        switch(scene, frozenset(on | {Kind(name)} if wanted == "on" else on - {Kind(name)}))
        return Look()

    def typed(self, scene: Scene, text: str) -> Outcome | None:
        """Take "all", "none", or the names of the kinds."""
        if " ".join(text.lower().replace("’", "").replace("'", "").split()).strip(" .!") in _DONE:
            return self.tapped(scene, DONE, "")
        words = frozenset(text.lower().replace(",", " ").replace("&", " ").split())
        named = frozenset(kind for kind, names in _NAMES.items() if names & words)
        if words & {"all", "everything", "both", "four"}:
            named = frozenset(Kind)
        elif not named and not words & {"none", "nothing", "no"}:
            return None
        if len(words) > 8:
            return None
        switch(scene, named)
        return Look()


_DONE = frozenset({"done", "im done", "finished", "ok", "okay", "ready", "thats it", "thats all", "all good", "fine"})
_NAMES = {
    Kind.STRETCHING: {"stretching", "stretch", "stretches", "exercise", "exercises", "moving"},
    Kind.SLEEP: {"sleep", "sleeping"},
    Kind.BREATHING: {"breathing", "breath", "breathe", "relaxing"},
    Kind.HYDRATION: {"hydration", "water", "drinking", "drink", "drinks"},
}


def _kind(scene: Scene, here: Here, kind: Kind) -> Choice:
    on = is_on(scene.person, kind)
    return here.choice(f"ask.nudge_{kind.value}_{'on' if on else 'off'}", f"{kind.value}.{'off' if on else 'on'}")
