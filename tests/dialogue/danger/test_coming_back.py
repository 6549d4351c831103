"""Asking "is it serious?" again and again is a sign in itself, and the asking of this very moment counts."""

from __future__ import annotations

from tests.dialogue.host import Talk

TINGLES = "my left calf tingles. Is that dangerous?"


def test_the_third_question_whether_it_is_serious_raises_the_level_at_once() -> None:
    talk = Talk.with_().says(TINGLES).travel(days=2).says(TINGLES)
    assert not talk.alerts

    talk.travel(days=2).says(TINGLES)

    assert "L18" in {reason.rule for alert in talk.alerts for reason in alert.reasons}


def test_asked_twice_within_two_weeks_it_is_not_raised() -> None:
    talk = Talk.with_().says(TINGLES).travel(days=15).says(TINGLES).travel(days=2).says(TINGLES)

    assert not talk.alerts
