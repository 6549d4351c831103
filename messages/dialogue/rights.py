"""What people may ask of us: what is stored, take it along, have it erased, stop; who we are, and help."""

from __future__ import annotations

from datetime import datetime, timedelta

from messages.buttons import Button
from messages.dialogue.flow import QuietFlow
from messages.dialogue.freely import wishes
from messages.dialogue.freely.shortcuts import open_command
from messages.dialogue.onboarding import consent
from messages.dialogue.scene import Scene
from messages.effects import Choice, Export, Forget, Param, Rows, Say
from messages.memory import Frozen
from messages.triage.flags import table
from messages.triage.version import rules_version

NAME = "pr"
SURE_FOR = timedelta(minutes=15)
"""A "yes, erase" counts this long; pressed later it asks again, so that an old button erases nothing."""
SOURCES_PER_PAGE = 6
CARD = Choice("common.card", Button("al", "", "card", ""))


class RightsState(Frozen):
    """Which question that cannot be undone is on the screen, and since when (UTC)."""

    sure: str = ""
    at: datetime | None = None


def choice(label: str, step: str, what: str = "", style: str = "") -> Choice:
    """Return a button of this flow."""
    return Choice(label, Button(NAME, "", step, what), style=style)


def do(name: str) -> Choice:
    """Return a button that opens a command, e.g. ``checkin``."""
    return choice(f"do.{name}", "do", name)


class Rights(QuietFlow):
    """/privacy, /about, /help and /stop."""

    name = NAME
    commands = frozenset({"privacy", "about", "help", "stop"})

    def command(self, scene: Scene, name: str, args: str) -> None:
        """Show what was asked for at the end of the chat, or stop."""
        match name:
            case "privacy":
                privacy(scene, fresh=True)
            case "about":
                about(scene, fresh=True)
            case "help":
                show_help(scene)
            case _:
                stop(scene)

    def pressed(self, scene: Scene, button: Button, message_id: int) -> None:
        """A tap; what cannot be undone is asked a second time."""
        match button.step:
            case "do":
                open_command(scene, button.choice)
            case "about":
                about(scene, button.choice)
            case "privacy":
                _privacy_pressed(scene, button.choice)
            case "note":
                wishes.pressed(scene, button)
            case _:
                scene.toast("common.stale_button")


def privacy(scene: Scene, *, fresh: bool = False) -> None:
    """Say what is stored and offer everything that can be done about it."""
    rows: list[tuple[Choice, ...]] = [
        (choice("rights.export_button", "privacy", "export"), choice("rights.erase_button", "privacy", "erase")),
    ]
    if scene.person.consent_version is not None:
        rows.append((choice("rights.withdraw_button", "privacy", "withdraw"),))
    rows.append((choice("rights.close_button", "privacy", "close"),))
    version = scene.person.consent_version
    withdrawn = scene.person.onboarded or bool(scene.checkins or scene.notes)
    key = "rights.privacy" if version else "rights.privacy_withdrawn" if withdrawn else "rights.privacy_stranger"
    params: dict[str, Param] = {"version": version} if version else {}
    scene.say(Say(key, params, tuple(rows), slot="privacy", fresh=fresh))


def _privacy_pressed(scene: Scene, what: str) -> None:
    match what:
        case "export":
            export(scene)
        case "erase":
            ask_to_erase(scene)
        case "erase_yes" if _is_sure(scene, "erase"):
            _erase(scene)
        case "erase_yes":
            ask_to_erase(scene)
        case "withdraw":
            ask_to_withdraw(scene)
        case "withdraw_yes" if _is_sure(scene, "withdraw"):
            _withdraw(scene)
        case "withdraw_yes":
            ask_to_withdraw(scene)
        case "close":
            scene.say(Say("rights.closed", slot="privacy"))
        case "main":
            privacy(scene)
        case _:
            scene.toast("common.stale_button")


def export(scene: Scene) -> None:
    """Make the file with everything that is stored."""
    scene.say(Say("rights.exporting"))
    scene.add(Export())


def _ask(scene: Scene, what: str) -> None:
    scene.keep("rights", RightsState(sure=what, at=scene.now))


def _is_sure(scene: Scene, what: str) -> bool:
    state = scene.state("rights", RightsState)
    return state is not None and state.sure == what and state.at is not None and scene.now - state.at <= SURE_FOR


def ask_to_erase(scene: Scene, *, fresh: bool = False) -> None:
    """Ask whether everything shall really go: it can't be brought back."""
    _ask(scene, "erase")
    rows: Rows = (
        (choice("rights.erase_yes", "privacy", "erase_yes", "danger"),),
        (choice("rights.export_first", "privacy", "export"), choice("rights.keep", "privacy", "main")),
    )
    scene.say(Say("rights.erase_sure", buttons=rows, slot="privacy", fresh=fresh))


def _erase(scene: Scene) -> None:
    """Erase everything. The farewell goes out, and then nothing of it is left here either."""
    consent.be_silent(scene)
    scene.say(Say("rights.gone_with_warning" if scene.on_hold else "rights.gone", slot="privacy"))
    scene.change(focus="", flows={})
    scene.add(Forget())


def ask_to_withdraw(scene: Scene, *, fresh: bool = False) -> None:
    """Ask whether consent shall be taken back, and say what that means."""
    _ask(scene, "withdraw")
    rows: Rows = (
        (choice("rights.withdraw_yes", "privacy", "withdraw_yes"),),
        (choice("rights.erase_button", "privacy", "erase"), choice("rights.keep", "privacy", "main")),
    )
    scene.say(Say("rights.withdraw_sure", buttons=rows, slot="privacy", fresh=fresh))


def _withdraw(scene: Scene) -> None:
    consent.decline(scene)
    scene.keep("rights", None)
    scene.focus("")
    rows: Rows = ((choice("rights.erase_button", "privacy", "erase"), choice("rights.agree_again", "do", "start")),)
    scene.say(Say("rights.withdrawn", buttons=rows, slot="privacy"))


def about(scene: Scene, what: str = "", *, fresh: bool = False) -> None:
    """Say what this is and is not; ``sources.<page>`` lists where the medicine comes from."""
    kind, _, page = what.partition(".")
    if kind == "sources":
        return _sources(scene, int(page) if page.isdecimal() and len(page) < 4 else 0)
    rows = table().flags.values()
    signed = sum(1 for row in rows if row.reviewed)
    versions: dict[str, Param] = {"rules": rules_version(), "consent": consent.VERSION}
    params: dict[str, Param] = {"signed": signed, "rows": len(rows), **versions}
    key = "rights.about" if signed < len(rows) else "rights.about_reviewed"
    buttons: Rows = ((choice("rights.sources_button", "about", "sources.0"), do("privacy")), (CARD,))
    return scene.say(Say(key, params, buttons, slot="about", fresh=fresh))


def _sources(scene: Scene, page: int) -> None:
    # Public ones first: an address that can be opened says most.
    sources = sorted(table().sources.values(), key=lambda each: not each.address.startswith("http"))
    pages = max(1, -(-len(sources) // SOURCES_PER_PAGE))
    page %= pages
    shown = sources[page * SOURCES_PER_PAGE : (page + 1) * SOURCES_PER_PAGE]
    lines = "\n".join(f"- {each.title}: {each.address}" for each in shown)
    more = Choice(
        "ask.more",
        Button(NAME, "", "about", f"sources.{(page + 1) % pages}"),
        {"page": page + 1, "pages": pages},
    )
    scene.say(Say("rights.sources", {"list": lines}, ((choice("common.back", "about", "main"), more),), slot="about"))


def show_help(scene: Scene) -> None:
    """Say in a few lines what can be asked, with the emergency card one tap away."""
    if scene.person.consent_version is None:
        rows: Rows = ((CARD, do("serious")), (choice("rights.start_button", "do", "start"), do("privacy")))
        return scene.say(Say("rights.help_stranger", buttons=rows, slot="help", fresh=True))
    rows = (
        (CARD, do("serious")),
        (do("checkin"), do("log")),
        (do("habits"), do("progress")),
        (do("settings"), do("privacy")),
    )
    return scene.say(Say("rights.help", buttons=rows, slot="help", fresh=True))


def stop(scene: Scene) -> None:
    """Send nothing planned any more; keep everything; open warnings go on because they are about safety."""
    known = scene.person.consent_version is not None
    scene.change(stopped=True)
    consent.be_silent(scene)
    scene.focus("")
    again = choice("rights.start_again" if known else "rights.start_button", "do", "start")
    rows: Rows = ((again, choice("rights.erase_button", "privacy", "erase")), (CARD,))
    key = "rights.stopped_with_warning" if scene.open_alert else "rights.stopped"
    scene.say(Say(key, buttons=rows, slot="stopped", fresh=True))


RIGHTS = Rights()
