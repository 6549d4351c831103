"""Tablets in the check-in: counted per product, added up, and asked about before they harm."""

from __future__ import annotations

from messages.triage.flags import table
from messages.triage.vocabulary import Level
from tests.dialogue.checkin.taken import done
from tests.dialogue.host import Talk, highest


def test_nine_paracetamol_escalate_to_the_poison_line_at_once() -> None:
    talk = Talk.with_().says("took 2 paracetamol").travel(days=2)
    talk.commands("/checkin")
    for each in ("6", "Same", "None of these", "5", "4"):
        talk.presses(each)

    talk.presses("9 or more")

    assert highest(talk) == Level.EMERGENCY_NOW


def test_the_same_count_every_day_is_no_overdose() -> None:
    talk = Talk.with_().says("took 2 paracetamol").travel(days=2)

    for minutes in (3, -4, 2, 0):
        done(talk, "6", "Same", "None of these", "5", "4", "6", "OK")
        talk.travel(days=1, minutes=minutes)

    assert not talk.alerts


def test_two_things_with_paracetamol_in_them_are_asked_about() -> None:
    talk = done(Talk.with_()).presses("Edit").presses("Pain tablets")

    talk.presses("Co-codamol").presses("2").presses("2")

    assert table().flags["med_paracetamol_over"].question in talk.last.text


def test_paracetamol_in_two_products_is_added_up() -> None:
    talk = done(Talk.with_()).presses("Edit").presses("Pain tablets").presses("Co-codamol").presses("5")
    assert not talk.alerts

    talk.presses("5")

    assert highest(talk) == Level.EMERGENCY_NOW


def test_a_corrected_count_for_yesterday_is_no_overdose() -> None:
    talk = Talk.with_().says("took 2 paracetamol").travel(days=2)
    done(talk, "6", "Same", "None of these", "5", "4", "No tablets", "OK").presses("Fill in yesterday")
    for each in ("6", "Same", "None of these", "5", "4"):
        talk.presses(each)
    five, six = talk.button("5"), talk.button("6")

    talk.presses(five).presses(six)

    assert talk.checkins[1].answers["meds"] == {"paracetamol": 6}
    assert not talk.alerts
