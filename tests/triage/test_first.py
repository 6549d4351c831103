from datetime import UTC, datetime

import pytest

from messages.triage.flags import table
from messages.triage.judge import judge
from messages.triage.vocabulary import Answer, Case, Fact, Origin

NOW = datetime(2025, 3, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize("name", table().flags)
def test_a_yes_by_button_gives_the_level_of_its_row(name: str) -> None:
    verdict = judge(Case(facts=(Fact(name, Answer.YES, NOW, Origin.BUTTON),)), NOW)

    assert verdict.level == table().flags[name].level
    assert verdict.findings[0].rule == f"row:{name}"
