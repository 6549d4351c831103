"""``python -m bot rules``: the reviewed table of red flags, for people, for machines, and as a page of the docs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from messages.triage.flags import Flag, Modifier, When, load_flags, table
from messages.triage.proof import proved

_SHORT = 60


def print_rules(out: TextIO, *, flag: str | None = None, as_json: bool = False, markdown: bool = False) -> int:
    """Print the table, or all of one row; 2 where there is no such row."""
    rows = load_flags()
    if flag is not None and flag not in rows:
        out.write(f"there is no red flag {flag}; 'python -m bot rules' lists them\n")
        return 2
    chosen = list(rows.values()) if flag is None else [rows[flag]]
    if as_json:
        out.write(json.dumps([_data(each) for each in chosen], ensure_ascii=False, indent=2) + "\n")
    elif markdown:
        out.write(page())
    elif flag is not None:
        out.write("\n".join(_whole(chosen[0])) + "\n")
    else:
        out.write("\n".join(_listing(chosen)) + "\n")
    return 0


def prove(out: TextIO) -> int:
    """Check every example of every row and say which fail; 1 when a promised one does."""
    examples = proved()
    failed = [each for each in examples if each.promised and not each.held]
    known = [each for each in examples if not each.promised and not each.held]
    mended = [each for each in examples if not each.promised and each.held]
    for title, some in (
        ("BROKEN", failed),
        ("known to go wrong", known),
        ("goes right now, move it to heard or ignored", mended),
    ):
        for each in some:
            out.write(f"{title}: {each}\n")
    holding = sum(each.promised and each.held for each in examples)
    out.write(f"{holding} examples hold, {len(failed)} are broken, {len(known)} are known to go wrong\n")
    return 1 if failed else 0


def page() -> str:
    """Return docs/red-flags.md."""
    return "\n".join(_page()) + "\n"


def _listing(rows: list[Flag]) -> Iterator[str]:
    for row in rows:
        yield (
            f"{row.id:26} {row.level.name:14} {row.channel.value:7} {_cut(row.question)} | raised by:"
            f" {_cut('; '.join(_raises(row)) or '-')} | {', '.join(row.sources)} | {_example(row)}"
        )


def _whole(row: Flag) -> Iterator[str]:
    for name, value in _data(row).items():
        if isinstance(value, list):
            yield f"{name}:"
            yield from (f"  - {each}" for each in value)
        else:
            yield f"{name}: {value}"


def _data(row: Flag) -> dict[str, Any]:
    sources = table().sources
    data: dict[str, Any] = {
        "id": row.id,
        "question": row.question,
        "question_other": row.question_other,
        "because": row.because,
        "suspected": row.suspected,
        "level": row.level.name,
        "channel": row.channel.value,
        "raised_by": list(_raises(row)),
        "lowered_by": _lowers(row),
        "implies": list(row.implies),
        "stays_days": row.stays_days,
        "note": row.note,
        "heard": list(row.heard),
        "ignored": list(row.ignored),
        "not_yet_heard": list(row.not_yet_heard),
        "not_yet_ignored": list(row.not_yet_ignored),
        "sources": [f"{key}: {sources[key].title} ({sources[key].address})" for key in row.sources],
        "reviewed": row.reviewed or "not yet by a clinician",
    }
    return {name: value for name, value in data.items() if value not in ("", [])}


def _raises(row: Flag) -> Iterator[str]:
    for each in row.modifiers:
        where = f" ({each.channel.value})" if each.channel is not None else ""
        yield f"{each.raise_to.name}{where} {' and '.join(_asked_of(each))}"
    for composed in row.composed:
        yield f"holds by itself: {_condition(composed.known)}, and {_condition(composed.sign)}"
    if row.strict_in_gb:
        yield "SAME_DAY in the UK"


def _asked_of(modifier: Modifier) -> Iterator[str]:
    """Yield in words everything that a modifier asks for."""
    if modifier.when is not None:
        yield f"with {_condition(modifier.when)}"
    if modifier.words:
        yield "when told with: " + ", ".join(modifier.words)
    if modifier.said_days_ago is not None:
        yield f"when told {modifier.said_days_ago} days ago already"


def _lowers(row: Flag) -> str:
    if row.never_lowered:
        return "never"
    if row.lower is None:
        return ""
    return f"{row.lower.to.name} when {row.lower.when.replace('_', ' ')}"


def _condition(when: When) -> str:
    """Return a condition in words: any of its parts is enough."""
    parts = [*when.risks, *(f"any {name}" for name in when.risk_groups), *when.flags]
    parts += [f"any {name} sign" for name in when.groups]
    for words, value in (
        ("age {} or over", when.age_from),
        ("age {} or under", when.age_to),
        ("{}", when.sex),
        ("pain {:g} or more", when.pain_from),
        ("{:g} C or more", when.temperature_from),
        ("{:g} C or less", when.temperature_to),
        ("oxygen {:g}% or less", when.oxygen_to),
    ):
        if value is not None:
            parts.append(words.format(value))
    if when.all:
        parts.append("(" + " and ".join(_condition(each) for each in when.all) + ")")
    return " or ".join(parts)


def _questions(row: Flag) -> str:
    """Return the question, and below it how it is asked about somebody else."""
    return row.question if not row.question_other else f"{row.question}<br>*Of another:* {row.question_other}"


def _example(row: Flag) -> str:
    if row.heard:
        return f'"{row.heard[0]}"'
    return "by button, or with what the profile knows"


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 3].rstrip() + "..."


_HEAD = """\
# Red flags

Every row of the table by which Backcheck judges, as it stands in `messages/triage/flags/`. Made by
`python -m bot rules --markdown > docs/red-flags.md`; a test fails when this page is stale.
`python -m bot rules --flag ID` shows all of one row, `--prove` checks every example.

**{signed} of {rows} rows are signed by a clinician.** The others are a reading of public guidance, waiting for review.

Level: how soon somebody should look. Channel: AMB ambulance, ED emergency department, CRISIS crisis line, MAT
maternity unit, POISON poison line, CLIN own clinic, ONC cancer team, EYE eye clinic, PHARM pharmacist. An example in
quotes is proved: those words are heard as this row. Rules over several days (L01-L32) stand in
`messages/triage/over_days.yaml`.
"""


def _page() -> Iterator[str]:
    rows = load_flags()
    yield _HEAD.format(rows=len(rows), signed=sum(each.reviewed is not None for each in rows.values()))
    for group in table().groups:
        yield f"## {group.letter}. {group.title}\n"
        yield "| flag | question | level | channel | raised by | sources | example |"
        yield "|---|---|---|---|---|---|---|"
        for row in group.flags:
            cells = (
                f"`{row.id}`",
                _questions(row),
                row.level.name,
                row.channel.value,
                "<br>".join(_raises(row)) or "-",
                ", ".join(row.sources),
                _example(row),
            )
            yield "| " + " | ".join(each.replace("|", "\\|") for each in cells) + " |"
        yield ""
    yield "## Known gaps\n"
    yield "Fair words that reading gets wrong so far. They are counted by `rules --prove` and wait for better rules.\n"
    for row in rows.values():
        yield from (f'- `{row.id}` is not heard in "{text}"' for text in row.not_yet_heard)
        yield from (f'- `{row.id}` is heard in "{text}"' for text in row.not_yet_ignored)
    yield ""
    yield "## Sources\n"
    used = {key for row in rows.values() for key in row.sources}
    for key, source in table().sources.items():
        if key in used:
            yield f"- **{key}** {source.title}. {source.address}"
