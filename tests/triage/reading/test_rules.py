"""The reading rules hold what their examples promise, and speak only of flags that exist."""

from __future__ import annotations

import pytest

from messages.reviewed import ReviewedDataError
from messages.triage.reading import read
from messages.triage.reading.rulebook import FileData, compile_rules, rulebook
from messages.triage.vocabulary import Status
from tests.triage.reading.score import levels

EXAMPLES = sorted(set(rulebook().examples()))


@pytest.mark.parametrize(("flag", "text"), [(flag, text) for flag, text, heard in EXAMPLES if heard])
def test_an_example_that_must_be_heard_is_heard(flag: str, text: str) -> None:
    heard = [mention for mention in read(text).mentions if mention.flag == flag]

    assert any(mention.status in (Status.CURRENT, Status.UNSURE) for mention in heard)


@pytest.mark.parametrize(("flag", "text"), [(flag, text) for flag, text, heard in EXAMPLES if not heard])
def test_an_example_that_must_not_be_heard_is_not(flag: str, text: str) -> None:
    heard = [mention for mention in read(text).mentions if mention.flag == flag]

    assert not any(mention.status in (Status.CURRENT, Status.UNSURE) for mention in heard)


def test_rules_speak_only_of_known_flags_and_risk_factors() -> None:
    unknown = {rule.flag for rule in rulebook().rules if rule.flag not in levels() and not rule.flag.startswith("rf_")}

    assert unknown == set()


def test_every_emergency_that_words_can_tell_has_a_rule() -> None:
    spoken = {rule.flag for rule in rulebook().rules} | {combo.flag for combo in rulebook().combos}

    missing = {flag for flag, level in levels().items() if level == "EMERGENCY_NOW"} - spoken

    assert missing == set()


@pytest.mark.parametrize(
    "data",
    [
        {"flags": {"ces_wipe_feel": {"certain": "NOWHERE ~2 wipe"}}},
        {"concepts": {"ONE": "TWO", "TWO": "ONE"}},
        {"slots": {"ONE": "@TWO", "TWO": "@ONE"}},
        {"flags": {"ces_wipe_feel": {"certain": "a &2 b &2 c"}}},
        {"flags": {"ces_wipe_feel": {"certain": "maybe?"}}},
        {"combos": [{"flag": "ces_wipe_feel", "all": ["no_such", "other"]}]},
    ],
)
def test_an_unsound_rule_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ReviewedDataError):
        compile_rules([("bad.yaml", FileData.model_validate(data))])
