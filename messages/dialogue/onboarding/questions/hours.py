"""When to write and when to be quiet, on the person's own clock."""

from __future__ import annotations

from messages.dialogue.freely.plain_words import report_words, simple
from messages.dialogue.onboarding.questions.model import TOP, Answered, Here, Look, Outcome, Screen, in_rows
from messages.dialogue.scene import Scene
from messages.effects import Choice
from messages.moments import hours_of, is_clock, windows_of

HOURS = (
    *("07:00", "08:00", "09:00", "10:00", "11:00", "12:00"),
    *("17:00", "18:00", "19:00", "20:00", "21:00", "22:00"),
)
NIGHTS = (("21:00", "07:00"), ("22:00", "07:00"), ("23:00", "08:00"), ("00:00", "09:00"))
ENDS = ("05:00", "06:00", "06:30", "07:00", "07:30", "08:00", "09:00", "10:00")
"""Ends offered to whoever named only when it begins."""
MOST_WORDS = 3
"""So few words that tell nothing of a body are a slip, or "whenever"."""
AFTER_NIGHT_SHIFT = ("08:00", "16:00")
NEVER = "none"
TELL = "#own"
"""Choices that are no window: no quiet hours, and "I will type them"."""


class HourQuestion:
    """The hour of the daily check-in."""

    name = "hour"
    topic = "topic.hour"

    def show(self, scene: Scene, here: Here, view: str) -> Screen:
        """Show hours of the day, or the two that "half seven" may mean."""
        kind, _, rest = view.partition(":")
        if kind == "which":
            choices = [here.choice("ask.item", each, item=each) for each in rest.split(",")]
            return Screen("ask.hour_which", (tuple(choices), (here.choice("common.back", TOP),)))
        choices = [here.choice("ask.item", each, item=each) for each in HOURS]
        return Screen("ask.hour_unknown" if kind == "unknown" else "ask.hour", in_rows(choices, 3))

    def tapped(self, scene: Scene, choice: str, view: str) -> Outcome | None:
        """Take an hour."""
        if choice == TOP:
            return Look()
        if not is_clock(choice):
            return None
        scene.change(checkin_at=choice)
        return Answered()

    def typed(self, scene: Scene, text: str) -> Outcome | None:
        """Take an hour in words; ask when it may be morning or evening."""
        found = hours_of(text)
        if len(found) == 1:
            return self.tapped(scene, found[0], "")
        if found:
            return Look("which:" + ",".join(found))
        return Look("unknown") if len(text.split()) <= 3 or windows_of(text) else None


class QuietQuestion:
    """The hours in which no nudge comes; they may cross midnight, either way."""

    name = "quiet"
    topic = "topic.quiet"

    def show(self, scene: Scene, here: Here, view: str) -> Screen:
        """Show common nights, the sleep after a night shift, and the way to type one's own."""
        kind, _, rest = view.partition(":")
        if kind == "which":
            pairs = [tuple(each.split("-")) for each in rest.split(",")]
            choices = [_window(here, start, end) for start, end in pairs]
            return Screen("ask.quiet_which", (*in_rows(choices, 1), (here.choice("common.back", TOP),)))
        if kind == "from":
            ends = [here.choice("ask.item", f"{rest}-{each}", item=each) for each in ENDS if each != rest]
            return Screen("ask.quiet_until", (*in_rows(ends, 4), (here.choice("common.back", TOP),)), {"start": rest})
        nights = [_window(here, start, end) for start, end in NIGHTS]
        start, end = AFTER_NIGHT_SHIFT
        shift = here.choice("ask.quiet_shift", f"{start}-{end}", start=start, end=end)
        other = (here.choice("ask.quiet_own", TELL), here.choice("ask.quiet_none", NEVER))
        key = {"unknown": "ask.quiet_unknown", "own": "ask.quiet_type"}.get(kind, "ask.quiet")
        return Screen(key, (*in_rows(nights, 2), (shift,), other))

    def tapped(self, scene: Scene, choice: str, view: str) -> Outcome | None:
        """Take a window; the waking day is what lies outside it."""
        if choice == TOP:
            return Look()
        if choice == TELL:
            return Look("own")
        if choice == NEVER:
            scene.change(quiet_from="00:00", quiet_to="00:00")
            return Answered()
        start, _, end = choice.partition("-")
        if not (is_clock(start) and is_clock(end)) or start == end:
            return None
        scene.change(quiet_from=start, quiet_to=end, wake=end, bed=start)
        return Answered()

    def typed(self, scene: Scene, text: str) -> Outcome | None:
        """Take "10pm to 7am"; ask when it may be the night or the day."""
        found = windows_of(text)
        if len(found) == 1:
            return self.tapped(scene, "-".join(found[0]), "")
        if found:
            return Look("which:" + ",".join("-".join(each) for each in found))
        if text.strip().lower().strip(" .!") in ("none", "no", "never", "no quiet hours"):
            return self.tapped(scene, NEVER, "")
        start = hours_of(text)
        if start:
            return Look("from:" + max(start))
        words = simple(text).split()
        numbers = len(words) <= 6 and any(each.isdecimal() for each in text)
        mistyped = len(words) <= MOST_WORDS and not report_words() & set(words)
        return Look("unknown") if numbers or mistyped else None


def _window(here: Here, start: str, end: str) -> Choice:
    return here.choice("ask.quiet_item", f"{start}-{end}", start=start, end=end)
