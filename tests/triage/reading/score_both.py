"""Prints how the rules, the learned reader and both together answer the development messages.

    python tests/triage/reading/score_both.py [--sealed]

Figures only; no message of the sealed part is ever printed.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from messages.triage.assess import DAY_ZERO  # noqa: E402
from messages.triage.reading import read  # noqa: E402
from messages.triage.reading.learned import second  # noqa: E402
from messages.triage.screen import weigh_reading  # noqa: E402
from messages.triage.vocabulary import Action, Case, Reading  # noqa: E402
from tests.triage.reading.corpus import Message, messages  # noqa: E402

Answers = dict[str, Action]


def of_rules(text: str) -> Action:
    """Answer by the rules alone."""
    return weigh_reading(read(text), text, Case(), DAY_ZERO).action


def of_learned(text: str) -> Action:
    """Answer by the learned reader alone, which asks or is silent."""
    return Action.ASK if second(text, Reading()).mentions else Action.NONE


def of_both(text: str) -> Action:
    """Answer by the rules, and ask where only the learned reader heard something."""
    by_rules = of_rules(text)
    if by_rules in (Action.ESCALATE, Action.ASK):
        return by_rules
    return Action.ASK if second(text, read(text)).mentions else by_rules


READERS: dict[str, Callable[[str], Action]] = {"rules": of_rules, "learned": of_learned, "both": of_both}


def interval(hits: int, of: int) -> str:
    """Return a share with its 95 % Wilson interval, in per cent."""
    if not of:
        return "-"
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z / (1 + z * z / of) * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return f"{hits}/{of} = {100 * share:.1f} ({100 * (middle - reach):.1f}-{100 * (middle + reach):.1f})"


def groups(chosen: Sequence[Message]) -> dict[str, tuple[list[Message], frozenset[Action]]]:
    """Return the rows of the table: which messages, and which answers are counted."""
    loud = frozenset({Action.ASK, Action.ESCALATE})
    level = {
        name: [one for one in chosen if one.level == name] for name in ("EMERGENCY_NOW", "SAME_DAY", "SOON", "NONE")
    }
    quiet = [one for one in level["NONE"] if one.actions[0] in ("none", "advise")]
    own = [one for one in quiet if one.source == "own-harmless"]
    form_c = [one for one in chosen if one.level is None]
    return {
        "emergency: escalate or ask": (level["EMERGENCY_NOW"], loud),
        "emergency: escalate": (level["EMERGENCY_NOW"], frozenset({Action.ESCALATE})),
        "emergency, own-danger only: escalate or ask": (
            [one for one in level["EMERGENCY_NOW"] if one.source == "own-danger"],
            loud,
        ),
        "same day: escalate or ask": (level["SAME_DAY"], loud),
        "soon: advise or ask": (level["SOON"], frozenset({Action.ADVISE, Action.ASK})),
        "form C emergency: escalate or ask": ([one for one in form_c if one.actions[0] == "escalate"], loud),
        "benign: escalate": (quiet, frozenset({Action.ESCALATE})),
        "benign: ask": (quiet, frozenset({Action.ASK})),
        "benign, own-harmless only: escalate": (own, frozenset({Action.ESCALATE})),
        "benign, own-harmless only: ask": (own, frozenset({Action.ASK})),
        "form C benign: escalate": ([one for one in form_c if one.actions == ("none",)], frozenset({Action.ESCALATE})),
        "form C benign: ask": ([one for one in form_c if one.actions == ("none",)], frozenset({Action.ASK})),
    }


def main() -> None:
    """Print one row a group and one column a reader."""
    options = argparse.ArgumentParser()
    options.add_argument("--sealed", action="store_true", help="score the sealed part: at milestones only")
    sealed = options.parse_args().sealed
    chosen = [message for message in messages() if message.sealed is sealed]
    said: dict[str, Answers] = {
        name: {f"{one.source}/{one.id}": reader(one.text) for one in chosen} for name, reader in READERS.items()
    }
    sys.stdout.write("| | " + " | ".join(READERS) + " |\n|---|" + "---|" * len(READERS) + "\n")
    for name, (rows, counted) in groups(chosen).items():
        cells = [
            interval(sum(said[reader][f"{one.source}/{one.id}"] in counted for one in rows), len(rows))
            for reader in READERS
        ]
        sys.stdout.write(f"| {name} | " + " | ".join(cells) + " |\n")


if __name__ == "__main__":
    main()
