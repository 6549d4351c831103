"""The reason for a warning: quoted where the person typed it, in plain words where they tapped it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from messages.dialogue.escalation.words.besides import measured
from messages.dialogue.escalation.words.kinds import UNSAFE_AT_HOME
from messages.dialogue.escalation.words.lines import words
from messages.dialogue.escalation.words.quoting import cut, quoted_whole, says_little, trimmed
from messages.dialogue.scene import Scene
from messages.memory import AlertReason
from messages.reviewed import ReviewedDataError, load
from messages.triage.flags import Flag, table
from messages.triage.over_days.hits import rule_texts
from messages.triage.vocabulary import Answer, Channel, Finding

_MOST_NAMED = 2
_OF_THE_PAST = ("Have you ever", "Have you had", "Have you been told", "Have you been near", "Do you have",
                "Is your body", "Did you have", "In the last")  # fmt: skip
"""How a question begins whose first half asks for what may be known."""
_LEAST_SHARED = 2
"""So many words in common, end to start, make two quotations one."""


def row(flag: str) -> Flag | None:
    """Return the reviewed row of ``flag``; None for one that an earlier release knew."""
    return table().flags.get(flag)


def short_of(scene: Scene, flag: str) -> str:
    """Return the thing in a few plain words, e.g. ``trouble peeing``."""
    found = row(flag)
    return found.short if found else words(scene, "escalation.something")


def question_of(scene: Scene, flag: str) -> str:
    """Return the plain yes/no question about ``flag``."""
    found = row(flag)
    return (
        without_what_is_known(scene, flag, found.question) if found else words(scene, "escalation.something_question")
    )


def without_what_is_known(scene: Scene, flag: str, asked: str) -> str:
    """Return ``asked`` without its first half where that is known: who told of a cancer is not asked of one."""
    found = row(flag)
    first, _, rest = found.question.partition("? ") if found else ("", "", "")
    known = {each.flag for each in scene.case.facts if each.answer is Answer.YES} | scene.case.profile.risk_factors
    if found is None or not known & set(found.implies) or not rest or not first.startswith(_OF_THE_PAST):
        return asked
    return asked.replace(found.question, rest) if not rest.startswith(("Or ", "And ")) else asked


def question_about_another(scene: Scene, flag: str) -> str:
    """Return the question about ``flag`` in words about somebody else; of whatever they may have swallowed."""
    found = row(flag)
    if found is not None and found.channel is Channel.POISON:
        return words(scene, "escalation.swallowed_other")
    return found.about_another if found else words(scene, "escalation.something_question")


def because_of(flag: str) -> str:
    """Return why it matters, in one plain sentence."""
    found = row(flag)
    return found.because if found else ""


def said(scene: Scene, reason: AlertReason) -> str:
    """Return one reason as it is shown: typed words in quotation marks, anything tapped in plain words."""
    if not tellable(reason):
        return words(scene, "escalation.what_you_told")
    spoken = " ".join(reason.words.split())
    number = measured(scene, reason)
    if (not spoken or _is_ours(reason)) and number:
        return words(scene, "levels.measured", what=spoken or short_of(scene, reason.flag), number=number)
    if not spoken:
        return short_of(scene, reason.flag)
    if _is_ours(reason):
        return spoken
    kept = trimmed(spoken)
    if says_little(kept, spoken):
        return short_of(scene, reason.flag)
    return words(scene, "levels.quote", words=cut(kept))


def as_told(scene: Scene, found: Sequence[Finding]) -> list[AlertReason]:
    """Return the reasons to keep, with the words they were heard in to the end of the sentence.

    Not where the sentence may also tell of home or of wanting to die: that stands on no other warning.
    """
    told = [AlertReason.of(each) for each in found]
    private = {each.channel is Channel.CRISIS or not tellable(each) for each in told}
    text = scene.text if len(private) == 1 else ""
    earlier = () if any(private) else _notes_to_quote(scene)
    return [
        each if _is_ours(each) else each.model_copy(update={"words": quoted_whole(text, each.words, earlier)})
        for each in told
    ]


def _notes_to_quote(scene: Scene) -> list[str]:
    """Return what was typed on earlier days, without what may tell of home or of wanting to die."""
    kept_apart = {each.at for each in scene.case.facts if _is_private(each.flag)}
    return [words for at, words in scene.notes if at not in kept_apart]


def _is_private(flag: str) -> bool:
    found = row(flag)
    return flag == UNSAFE_AT_HOME or found is None or found.sensitive or found.channel is Channel.CRISIS


def named(scene: Scene, reasons: Sequence[AlertReason]) -> str:
    """Return the gravest reasons in one phrase."""
    by_flag = {reason.flag: reason for reason in reversed(reasons)}
    named_once = [reason for reason in reasons if by_flag[reason.flag] is reason]
    shown = list(dict.fromkeys(said(scene, reason) for reason in _told_once(named_once, _typed(scene))))
    text = "; ".join(shown[:_MOST_NAMED])
    return words(scene, "levels.more", reason=text) if len(shown) > _MOST_NAMED else text


def _typed(scene: Scene) -> list[str]:
    """Return what was typed now and before, as it is compared: words of two messages are never one quotation."""
    return [" ".join(_bare(each.split())) for each in (scene.text, *(words for _, words in scene.notes))]


def _told_once(reasons: Sequence[AlertReason], typed: Sequence[str]) -> list[AlertReason]:
    """Quote words that several reasons share only once, in the longest form; the gravest keeps its place."""
    kept: list[AlertReason] = []
    for reason in reasons:
        place = next((at for at, other in enumerate(kept) if _joined(other.words, reason.words, typed)), None)
        if place is None:
            kept.append(reason)
        else:
            words = _joined(kept[place].words, reason.words, typed)
            kept[place] = kept[place].model_copy(update={"words": words})
    return kept


def _is_ours(reason: AlertReason) -> bool:
    """Say whether the words are the plain name of a flag or a rule: nobody typed them, so nobody is quoted."""
    found, rule = row(reason.flag), rule_texts().get(reason.rule)
    names = {each.short.casefold() for each in (found, rule) if each is not None}
    return " ".join(reason.words.split()).casefold() in names


def _joined(one: str, other: str, typed: Sequence[str]) -> str:
    """Return two quotations of the same words as one, or nothing when they are about different words."""
    first, second = one.split(), other.split()
    a, b = _bare(first), _bare(second)
    if not a or not b:
        return ""
    for long, parts, spoken in ((a, _parts(other), one), (b, _parts(one), other)):
        if len(parts) > 1 and all(_stands_in(part, long) for part in parts):
            return spoken
    for long, short, spoken in ((a, b, one), (b, a, other)):
        if _stands_in(short, long):
            return spoken
    for lead, lead_bare, tail, tail_bare in ((first, a, second, b), (second, b, first, a)):
        for shared in range(min(len(a), len(b)) - 1, _LEAST_SHARED - 1, -1):
            both = " ".join([*lead_bare, *tail_bare[shared:]])
            if lead_bare[-shared:] == tail_bare[:shared] and any(both in each for each in typed):
                return " ".join([*lead, *tail[shared:]])
    return ""


def _parts(words: str) -> list[list[str]]:
    """Return the pieces of a quotation that was put together from several places."""
    return [_bare(piece.split()) for piece in words.split(";") if piece.split()]


def _stands_in(short: list[str], long: list[str]) -> bool:
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _bare(words: Sequence[str]) -> list[str]:
    return [each.casefold().strip(".,;:!?'\"") for each in words]


def findings_in_words(scene: Scene, findings: Sequence[Finding]) -> str:
    """Return the gravest findings in one phrase."""
    ordered = sorted(findings, key=lambda each: -each.level)
    return named(scene, as_told(scene, ordered))


@lru_cache(maxsize=1)
def _meanwhile() -> dict[str, str]:
    lines = load(files("messages.dialogue.escalation.words").joinpath("meanwhile.yaml"))
    wanted = {flag: name for name, flags in lines.items() for flag in flags}
    unknown = sorted(set(wanted) - set(table().flags))
    if unknown:
        raise ReviewedDataError(f"meanwhile.yaml names unknown flags: {', '.join(unknown)}")
    return wanted


def also(scene: Scene, flag: str) -> str:
    """Return the one line more that this reason needs, or nothing."""
    name = _meanwhile().get(flag)
    return words(scene, f"levels.also.{name}") if name else ""


def tellable(reason: AlertReason) -> bool:
    """May the reason stand on a screen that somebody else can see?"""
    return reason.flag != UNSAFE_AT_HOME
