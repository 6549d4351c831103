"""What people may ask of us: their data, its end, a stop, who we are, help."""

from __future__ import annotations

import pytest

from messages.buttons import Button
from messages.effects import Consented, Forget, Say, Withdraw
from messages.triage.flags import table
from messages.triage.version import rules_version
from tests.dialogue.host import Talk

EMERGENCY = "I can't feel anything between my legs and I can't pee"


def known() -> Talk:
    return Talk.with_().commands("stop").commands("start")


def test_privacy_says_that_bot_chats_are_not_end_to_end_encrypted() -> None:
    assert "not</b> end-to-end encrypted" in known().commands("privacy").last.text
    assert "not</b> end-to-end encrypted" in Talk.stranger().commands("privacy").last.text


def test_the_export_is_made_at_once() -> None:
    assert known().commands("privacy").presses("Get my data").exports == 1


def test_erasing_takes_two_taps_and_says_that_it_is_gone() -> None:
    talk = known().commands("privacy").presses("Erase everything")
    assert not talk.forgotten

    after = talk.presses("Yes, erase everything")

    assert after.forgotten
    assert isinstance(after.fresh[-1], Forget)
    assert "It is gone" in after.last.text
    assert not after.memory.agenda


def test_no_keeps_everything() -> None:
    talk = known().commands("privacy").presses("Erase everything").presses("No, keep it")

    assert not talk.forgotten
    assert talk.last.key == "rights.privacy"


def test_an_old_confirmation_asks_again_instead_of_erasing() -> None:
    talk = known().commands("privacy").presses("Erase everything")

    talk.travel(hours=1)
    talk.presses(Button("pr", "", "privacy", "erase_yes"))

    assert not talk.forgotten
    assert talk.last.key == "rights.erase_sure"


def test_a_confirmation_nobody_was_asked_for_does_nothing() -> None:
    assert not known().presses(Button("pr", "", "privacy", "erase_yes")).forgotten


def test_erasing_with_an_open_warning_says_to_still_get_help() -> None:
    talk = known().says(EMERGENCY)

    talk.commands("privacy").presses("Erase everything").presses("Yes, erase")

    assert "still get that help" in talk.last.text


def test_consent_can_be_taken_back_and_given_again() -> None:
    talk = known().commands("privacy").presses("Take back my consent").presses("Yes, take it back")
    assert talk.person.consent_version is None
    assert Consented("2", given=False) in talk.fresh
    assert talk.travel(days=5).heard == []

    after = talk.presses("Agree again").presses("I agree")

    assert after.person.consent_version == "2"
    assert after.memory.agenda


def test_stop_ends_everything_planned_keeps_the_data_and_is_undone_by_start() -> None:
    talk = known().commands("stop")

    assert talk.person.stopped and talk.person.consent_version
    assert any(isinstance(each, Withdraw) for each in talk.fresh)
    assert not talk.memory.agenda
    assert talk.travel(days=40).heard == []
    assert talk.commands("start").memory.agenda


def test_stop_does_not_end_an_open_warning() -> None:
    talk = known().says(EMERGENCY).commands("stop")

    assert talk.last.key == "rights.stopped_with_warning"
    assert {topic for topic, _ in talk.memory.agenda} & {"ladder", "followup"}


def test_danger_is_still_heard_after_stop() -> None:
    assert known().commands("stop").says(EMERGENCY).alerts


def test_about_reads_well_aloud_and_its_ids_come_last() -> None:
    lines = known().commands("about").last.text.splitlines()

    assert lines[-1].startswith(rules_version())
    assert not [line for line in lines[:-1] if rules_version() in line]
    assert "both ways" not in "".join(lines)


def test_about_says_how_many_rules_a_clinician_has_checked() -> None:
    signed = sum(1 for each in table().flags.values() if each.reviewed)
    text = known().commands("about").last.text

    assert f"{signed} of my {len(table().flags)}" in text or str(len(table().flags)) in text
    assert "not a medical device" in text


def test_every_source_is_shown_on_some_page() -> None:
    talk = known().commands("about").presses("My sources")
    seen = ""
    for _ in range(20):
        seen += talk.last.text
        talk.presses("More")

    assert all(each.address.split("&")[0] in seen for each in table().sources.values())


def test_help_has_the_emergency_card_one_tap_away() -> None:
    talk = known().commands("help")
    assert talk.sees("Emergency card")

    talk.presses("Emergency card")

    assert talk.last.key != "rights.help"


@pytest.mark.parametrize("command", ["help", "about", "privacy", "stop"])
def test_a_stranger_is_answered_without_consent(command: str) -> None:
    talk = Talk.stranger().commands(command)

    assert talk.last.key.startswith("rights.")
    assert talk.person.consent_version is None


@pytest.mark.parametrize("name", ["checkin", "log", "habits", "settings"])
def test_a_shortcut_before_consent_leads_to_the_first_talk(name: str) -> None:
    talk = Talk.stranger().presses(Button("pr", "", "do", name))

    assert talk.last.key == "onboarding.welcome"


@pytest.mark.parametrize(
    "name", ["checkin", "serious", "log", "habits", "progress", "settings", "privacy", "help", "about"]
)
def test_every_shortcut_opens_something(name: str) -> None:
    talk = known().presses(Button("pr", "", "do", name))

    assert any(isinstance(each, Say) for each in talk.fresh)


@pytest.mark.parametrize("step", ["do", "privacy", "about", "note", "nothing"])
def test_a_forged_button_is_answered(step: str) -> None:
    talk = known().presses(Button("pr", "", step, "forged"))

    assert talk.toasts or talk.heard
