"""The card for the desk: one screen somebody can show, read out or send on (reference 2.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.kinds import UNSAFE_AT_HOME
from messages.dialogue.scene import Scene
from messages.effects import Choice, Copy, Say
from messages.memory import Alert, Person
from messages.triage.flags import table
from messages.triage.vocabulary import Answer, Case, Fact, Level, MeasureKind

_LOOK_BACK = timedelta(days=14)
_MOST_SYMPTOMS = 12
_MOST_TYPED = 70
_BANDS = ((18, 19), (20, 44), (45, 49), (50, 59), (60, 69))


def show_card(scene: Scene, alert: Alert | None = None) -> None:
    """Show the card: who, what and since when, risks, pain and temperature. It may be forwarded."""
    text = card_text(scene, alert)
    copied = Choice("escalation.copy", Copy(short_text(scene, alert)))
    scene.say(Say("escalation.desk_card", {"card": text}, ((copied,),)))


def short_text(scene: Scene, alert: Alert | None) -> str:
    """Return the card in at most 256 characters, to be copied."""
    symptoms = "; ".join(dict.fromkeys(reasons.short_of(scene, flag) for flag in _flags(scene, alert)))
    text = lines.words(scene, "escalation.desk_short", who=_who(scene), symptoms=symptoms or "-")
    return text if len(text) <= 256 else text[:255] + "…"


def card_text(scene: Scene, alert: Alert | None) -> str:
    """Return the whole card as plain lines."""
    parts = [
        ("level", _level(scene, alert)),
        ("who", _who(scene)),
        ("symptoms", "\n".join(_symptoms(scene, alert))),
        ("risks", ", ".join(_risks(scene.case))),
        ("pain", _pain(scene)),
        ("temperature", _last(scene, MeasureKind.TEMPERATURE_C, "{:.1f} °C")),
        ("weight", _last(scene, MeasureKind.WEIGHT_KG, "{:.1f} kg")),
        ("tablets", _tablets(scene)),
    ]
    shown = [lines.words(scene, f"escalation.desk_{name}", value=value) for name, value in parts if value]
    made = f"{scene.local:%d %b %Y, %H:%M}"
    return "\n".join([*shown, lines.words(scene, "escalation.desk_made", time=made)])


def _level(scene: Scene, alert: Alert | None) -> str:
    if alert is None or not alert.is_open:
        return ""
    name = "now" if alert.level >= Level.EMERGENCY_NOW else "today"
    return lines.words(scene, f"escalation.desk_{name}")


def _who(scene: Scene) -> str:
    person = scene.person
    known = [band_of(person), person.sex or ""]
    return ", ".join(each for each in known if each) or lines.words(scene, "escalation.desk_not_given")


def band_of(person: Person) -> str:
    """Return the age band that is shown instead of an age."""
    if person.age is None:
        return ""
    for low, high in _BANDS:
        if low <= person.age <= high:
            return f"{low}-{high}"
    return "70+" if person.age >= 70 else "under 18"


def _flags(scene: Scene, alert: Alert | None) -> list[str]:
    named = [each.flag for each in alert.reasons] if alert else []
    recent = [each.flag for each in _recent(scene)]
    private = {flag.id for flag in table().flags.values() if flag.sensitive} - set(named) | {UNSAFE_AT_HOME}
    return [flag for flag in dict.fromkeys([*named, *recent]) if flag not in private]


def _recent(scene: Scene) -> list[Fact]:
    worrying = (Answer.YES, Answer.NOT_SURE)
    facts = [each for each in scene.case.facts if scene.now - each.at <= _LOOK_BACK]
    told = [each for each in facts if each.answer in worrying and reasons.row(each.flag) is not None]
    return [each for each in told if not _of_another(scene, each)]


def _of_another(scene: Scene, fact: Fact) -> bool:
    """Was it part of a warning that was about somebody else?"""
    return any(
        alert.resolution == "other" and alert.resolved_at is not None and fact.at <= alert.resolved_at
        for alert in scene.alerts
        if any(each.flag == fact.flag for each in alert.reasons)
    )


def _symptoms(scene: Scene, alert: Alert | None) -> Iterator[str]:
    facts = _recent(scene)
    for flag in _flags(scene, alert)[:_MOST_SYMPTOMS]:
        told = [each for each in facts if each.flag == flag]
        typed = next((each.words for each in reversed(told) if each.words), "")
        short = reasons.short_of(scene, flag)
        line = short if not typed or typed == short else f"{short}: “{typed[:_MOST_TYPED]}”"
        moments = sorted(each.at.astimezone(scene.person.tz) for each in told)
        if not moments and alert is not None:
            moments = [alert.opened_at.astimezone(scene.person.tz)]
        since = f"{moments[0]:%d %b, %H:%M}" if moments else ""
        last = f", {moments[-1]:%d %b, %H:%M}" if len(moments) > 1 else ""
        notes = [f"{since}{last}"] if since else []
        if told and told[-1].answer is Answer.NOT_SURE:
            notes.append(lines.words(scene, "escalation.desk_unsure"))
        yield f"• {line} ({', '.join(notes)})" if notes else f"• {line}"


def _risks(case: Case) -> list[str]:
    rows = table().risk_factors
    held = [rows[name] for name in sorted(case.profile.risk_factors) if name in rows]
    return [each.label for each in held if each.asked and not each.sensitive]


def _pain(scene: Scene) -> str:
    by_day: dict[date, float] = {}
    for each in scene.case.measures:
        if each.kind is MeasureKind.PAIN_0_10 and scene.now - each.at <= _LOOK_BACK:
            day = each.at.astimezone(scene.person.tz).date()
            by_day[day] = max(by_day.get(day, 0), each.value)
    days = sorted(by_day)[-7:]
    return ", ".join(f"{day:%d %b}: {by_day[day]:g}/10" for day in days)


def _last(scene: Scene, kind: MeasureKind, shape: str) -> str:
    found = [each for each in scene.case.measures if each.kind is kind and scene.now - each.at <= _LOOK_BACK]
    if not found:
        return ""
    newest = max(found, key=lambda each: each.at)
    return f"{shape.format(newest.value)} ({newest.at.astimezone(scene.person.tz):%d %b, %H:%M})"


def _tablets(scene: Scene) -> str:
    day = [each for each in scene.case.measures if scene.now - each.at <= timedelta(hours=24)]
    counts = [
        (name, sum(each.value for each in day if each.kind is kind))
        for name, kind in (
            ("paracetamol", MeasureKind.PARACETAMOL_TABLETS),
            ("ibuprofen-type", MeasureKind.NSAID_TABLETS),
        )
    ]
    return ", ".join(f"{count:g} x {name}" for name, count in counts if count)
