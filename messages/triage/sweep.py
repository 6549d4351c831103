"""The order in which dangers are asked for by buttons: the check-in's safety sweep and ``/serious``.

Pure data with a typed face. The sweep is one tap with drill-down (reference 3.3, step 3);
``/serious`` runs the whole screening order in at most fourteen steps (reference 1.7).
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from pydantic import Field

from messages.reviewed import ReviewedDataError, load
from messages.triage.evidence.known import known_of
from messages.triage.flags import When, table
from messages.triage.flags.model import Reviewed
from messages.triage.vocabulary import Profile

MOST_STEPS = 14
"""``/serious`` ends after this many taps when nothing is ticked (reference 1.7)."""


class SweepItem(Reviewed):
    """One tick box of the sweep and the rows it opens, to be asked in this order."""

    id: str
    label: str = Field(max_length=40)
    opens: tuple[str, ...] = Field(min_length=1)


class Sweep(Reviewed):
    """The one-tap safety sweep. ``none`` must be tapped by the person; nothing is ticked beforehand."""

    ask: str
    none: str
    items: tuple[SweepItem, ...]

    def item(self, item_id: str) -> SweepItem | None:
        """Return the item with this id, or None when there is none (an old keyboard)."""
        return next((item for item in self.items if item.id == item_id), None)


class Option(Reviewed):
    """One tick box of a step: the row it answers yes, in a few plain words."""

    flag: str
    label: str = Field(max_length=40)


class Step(Reviewed):
    """One screen of ``/serious``: tick what is true, or "none of these" in one tap."""

    id: str
    ask: str
    options: tuple[Option, ...] = Field(min_length=1)
    skip_when: When | None = None
    """Leave the step out for people whom it can't concern; unknown sex or age never skips."""


class SeriousScript(Reviewed):
    """The steps of ``/serious``, deadliest first."""

    none: str
    steps: tuple[Step, ...] = Field(min_length=1, max_length=MOST_STEPS)

    def steps_for(self, profile: Profile) -> tuple[Step, ...]:
        """Return the steps that can concern this person, in order."""
        known = known_of(profile)
        return tuple(s for s in self.steps if s.skip_when is None or not known.holds(s.skip_when))


class Screens(Reviewed):
    """Both screens, and the wording of the one clarifying question."""

    clarify: str
    """Holds ``{question}``: the row's own question, its first letter small."""
    general: str
    """The safety question where a text could not be read at all."""
    clarify_other: str
    """The same about somebody else."""
    sweep: Sweep
    serious: SeriousScript


@lru_cache(maxsize=1)
def screens() -> Screens:
    """Return both screens, loaded once; raise :class:`ReviewedDataError` if they name an unknown flag."""
    data = Screens.model_validate(load(files("messages.triage").joinpath("screens.yaml")))
    named = [flag for item in data.sweep.items for flag in item.opens]
    named += [option.flag for step in data.serious.steps for option in step.options]
    unknown = sorted({flag for flag in named if flag not in table().flags})
    if unknown:
        raise ReviewedDataError(f"screens.yaml names unknown flags: {', '.join(unknown)}")
    return data
