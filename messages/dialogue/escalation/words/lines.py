"""The numbers of the person's own country, set into the texts; careful where we do not know them."""

from __future__ import annotations

from messages.catalogue import text_of
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.scene import Scene
from messages.numbers import Numbers, numbers_for

_URGENT_LINE = frozenset({Kind.DAY_CLIN, Kind.DAY_ONC, Kind.DAY_EYE, Kind.DAY_PHARM})


def numbers(scene: Scene) -> Numbers:
    """Return whom this person can call, by the country they stated."""
    return numbers_for(scene.person.country)


def words(scene: Scene, key: str, **params: str) -> str:
    """Return a text in the person's language."""
    return text_of(scene.person.locale, key, params)


def params(scene: Scene) -> dict[str, str]:
    """Return the numbers and places every safety text may use."""
    known = numbers(scene)
    return {
        "n": known.ambulance or words(scene, "levels.your_number"),
        "u": known.urgent.number if known.urgent else words(scene, "levels.your_urgent"),
        "c": known.crisis.number if known.crisis else "",
        "place": known.place,
        "line": crisis_line(scene),
        "lines": "\n".join(filter(None, (poison_line(scene), crisis_line(scene)))),
    }


def crisis_line(scene: Scene) -> str:
    """Return how to reach somebody to talk to, as one sentence."""
    crisis = numbers(scene).crisis
    if crisis is None:
        return words(scene, "levels.line_unknown")
    if crisis.text:
        return words(scene, "levels.line_text", line=crisis.spoken, text=crisis.text)
    return words(scene, "levels.line", line=crisis.spoken)


def poison_line(scene: Scene) -> str:
    """Return whom to ask for advice about something swallowed, as one sentence; nothing where nobody is known."""
    known = numbers(scene)
    line = known.poison or known.urgent
    return words(scene, "levels.poison.line", number=line.spoken) if line else ""


def first_line(scene: Scene, kind: Kind) -> str:
    """Return the first line of a warning: what to do and the number, within 60 characters."""
    known = numbers(scene)
    key = f"levels.{kind}.first"
    missing_urgent = kind in _URGENT_LINE and known.urgent is None
    missing_crisis = kind.crisis and known.crisis is None
    if not known.known:
        key += "_unknown"
    elif missing_urgent or missing_crisis:
        key += "_plain"
    return words(scene, key, **params(scene))


def body(scene: Scene, kind: Kind, short: str) -> str:
    """Return what to do and not to do meanwhile, and what to say there."""
    values = params(scene)
    if kind is Kind.POISON:
        values["line"] = poison_line(scene)
    values["poison"] = poison_line(scene)
    lines = words(scene, f"levels.{kind}.body", **values, short=short).splitlines()
    return "\n".join(line for line in lines if line.strip())


def emergency_line(scene: Scene) -> str:
    """Return the one line that stands on every safety screen: whom to call in an emergency."""
    if not numbers(scene).known:
        return words(scene, "levels.amb.first_unknown")
    return words(scene, "escalation.call_if", **params(scene))


def quiet_line(scene: Scene) -> str:
    """Return whom to call in a few quiet words, for the pages after the first of a long row of questions."""
    if not numbers(scene).known:
        return words(scene, "escalation.quiet_line_unknown")
    return words(scene, "escalation.quiet_line", **params(scene))
