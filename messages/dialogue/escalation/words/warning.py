"""A whole warning in its fixed order: action and number, why, what to do meanwhile, what would be worse."""

from __future__ import annotations

from collections.abc import Sequence

from messages.dialogue.escalation.words import besides, lines, reasons
from messages.dialogue.escalation.words.kinds import Kind, kind_of, taken
from messages.dialogue.scene import Scene
from messages.memory import AlertReason
from messages.triage.vocabulary import Channel

LONGEST = 900
"""Characters of a whole warning (reference 2.1)."""


def gravest(found: Sequence[AlertReason]) -> AlertReason:
    """Return the reason that decides what to do: of the highest level, an ambulance before any way to go oneself.

    Among equals the first one decides; a pharmacist comes last, for every other place can see to that, too.
    """
    return max(found, key=_weight)


def _weight(reason: AlertReason) -> tuple[int, bool, bool, bool]:
    kind = kind_of(reason.flag, reason.level, reason.channel)
    ambulance = kind in (Kind.AMB, Kind.ACTING, Kind.TAKEN)
    return reason.level, ambulance, kind.emergency, kind is not Kind.DAY_PHARM


def gravest_first(found: Sequence[AlertReason]) -> list[AlertReason]:
    """Return the reasons in the order to name them: no small one stands first under an action it does not call for."""
    return sorted(found, key=_weight, reverse=True)


def kind_for(found: Sequence[AlertReason]) -> Kind:
    """Return the warning that these reasons call for."""
    lead = gravest(found)
    kind = kind_of(lead.flag, lead.level, lead.channel)
    return Kind.TAKEN if (kind.mind or kind is Kind.POISON) and _overdose(found) else kind


def _overdose(found: Sequence[AlertReason]) -> bool:
    return taken([(each.flag, each.level, each.channel) for each in found])


def first_line_of(scene: Scene, found: Sequence[AlertReason]) -> str:
    """Return the first line of the warning that these reasons call for."""
    return lines.first_line(scene, kind_for(found))


def warning(scene: Scene, found: Sequence[AlertReason], fresh: Sequence[AlertReason] = (), first: str = "") -> str:
    """Return the warning for all reasons ``found``, naming the gravest first, and the ``fresh`` ones among equals.

    ``first`` is its first line where that is graver than the one of its kind.
    """
    kind, lead = kind_for(found), gravest(found)
    ordered = gravest_first([*fresh, *(each for each in found if each not in fresh)])
    first = first or lines.first_line(scene, kind)
    text = _whole(scene, kind, lead, ordered, first)
    return text if len(text) <= LONGEST else _whole(scene, kind, lead, ordered[:1], first)


def for_another(scene: Scene, found: Sequence[AlertReason]) -> str:
    """Return the warning for somebody who writes about another person; nothing in it says "you have"."""
    kind = kind_for(found)
    if kind.crisis:
        return _for_carer(scene, found)
    return "\n\n".join(
        [
            lines.first_line(scene, kind),
            lines.words(scene, "levels.told_other", reason=reasons.named(scene, found)),
            _body_for_another(scene, kind, found),
            lines.words(scene, "levels.bot"),
        ]
    )


def _body_for_another(scene: Scene, kind: Kind, found: Sequence[AlertReason]) -> str:
    values = lines.params(scene)
    if kind is Kind.TAKEN or any(each.channel is Channel.POISON for each in found):
        advice = values["lines"] if kind is Kind.TAKEN else lines.poison_line(scene)
        told = lines.words(scene, "levels.other.body_poison", **{**values, "line": advice})
        return "\n".join(line for line in told.splitlines() if line.strip())
    return lines.words(scene, "levels.other.body" if kind.emergency else "levels.other.body_day", **values)


def _for_carer(scene: Scene, found: Sequence[AlertReason]) -> str:
    """Return what helps somebody who fears that another person wants to die (reference 2.7 and 2.8)."""
    known = lines.numbers(scene)
    first = "escalation.carer_first" if known.crisis else "escalation.carer_plain_first"
    if not known.known:
        first = "escalation.carer_unknown_first"
    parts = [first, "levels.told_other", "escalation.carer_body", "levels.bot"]
    values = {**lines.params(scene), "reason": reasons.named(scene, found)}
    return "\n\n".join(lines.words(scene, key, **values) for key in parts)


def _whole(scene: Scene, kind: Kind, lead: AlertReason, ordered: Sequence[AlertReason], first: str) -> str:
    weigh = [] if kind.private else besides.risks_that_weigh(scene, lead)
    short = reasons.short_of(scene, lead.flag)
    if weigh:
        short = lines.words(scene, "levels.short_with", short=short, also=", ".join(weigh))
    first_of_body = next((each for each in ordered if kind is Kind.TAKEN and each.channel is not Channel.CRISIS), lead)
    meanwhile = [lines.body(scene, kind, short), reasons.also(scene, first_of_body.flag)]
    ending = [_core(scene, kind, ordered), lines.words(scene, "levels.bot")]
    parts = [
        first,
        _why(scene, kind, lead, ordered, weigh),
        "\n".join(filter(None, meanwhile)),
        _besides(scene, kind, ordered),
        "\n".join(filter(None, ending)),
    ]
    return "\n\n".join(filter(None, parts))


def _besides(scene: Scene, kind: Kind, found: Sequence[AlertReason]) -> str:
    """Beside a warning about wanting to die, say what the body still needs; beside one about the body, an overdose."""
    if kind is Kind.AMB and _overdose(found):
        return lines.words(scene, "levels.taken.besides")
    body = [each for each in found if each.channel is not Channel.CRISIS]
    if not kind.crisis or not body:
        return ""
    values = {"first": first_line_of(scene, body), "reason": reasons.short_of(scene, gravest(body).flag)}
    return lines.words(scene, "levels.besides", **values)


def apart(kind: Kind, found: Sequence[AlertReason]) -> list[AlertReason]:
    """Leave words about wanting to die out of a warning about the body: they are asked about gently, by themselves."""
    body = [each for each in found if each.channel is not Channel.CRISIS]
    return list(found) if kind.mind or not body else body


def _why(scene: Scene, kind: Kind, lead: AlertReason, ordered: Sequence[AlertReason], weigh: Sequence[str] = ()) -> str:
    if kind is Kind.HARM:
        return ""
    shown = [each for each in apart(kind, ordered) if reasons.tellable(each)]
    because = reasons.because_of(lead.flag)
    named = reasons.named(scene, shown)
    if weigh:
        also = ", ".join(weigh)
        return lines.words(scene, "levels.told_with", reason=named, also=also, because=because).strip()
    return lines.words(scene, "levels.told", reason=named, because=because).strip()


def _core(scene: Scene, kind: Kind, found: Sequence[AlertReason]) -> str:
    if kind.private:
        return ""
    if not kind.emergency:
        return lines.words(scene, "levels.core", **lines.params(scene))
    left = besides.tell_too(scene, found)
    return lines.words(scene, "levels.tell_too", left=left) if left else ""
