"""The card for the desk says what, since when and how bad, and keeps private things to itself."""

from __future__ import annotations

from dataclasses import replace

from messages.triage.flags import table
from messages.triage.vocabulary import Answer, Fact, Origin
from tests.dialogue.escalation.warned import NUMB
from tests.dialogue.host import Talk


def test_the_desk_card_names_what_when_and_how_bad_in_local_time() -> None:
    talk = Talk.with_(age=52, sex="female", zone="Europe/Berlin").says(NUMB).travel(minutes=1).presses("Show summary")

    card = talk.last
    assert "Please see this person NOW." in card.text
    assert "50-59, female" in card.text
    assert "10 Mar, 10:00" in card.text
    assert "when I wipe" in card.text
    assert not card.protect


def test_the_desk_card_keeps_mood_and_drugs_to_itself() -> None:
    talk = Talk.with_()
    private = [
        Fact(flag, Answer.YES, talk.now, Origin.BUTTON)
        for flag in ("mh_not_coping", "med_opioid_depend", "safe_harm_other")
    ]
    talk.memory = replace(talk.memory, case=replace(talk.memory.case, facts=tuple(private)))
    talk.travel(minutes=1).says(NUMB).presses("Show summary")

    assert "wipe" in talk.last.text
    assert not any(table().flags[fact.flag].short in talk.last.text for fact in private)
