"""Opens another talk by its command, from a button or from plain words."""

from __future__ import annotations

from messages.dialogue.scene import Scene

OPEN_TO_ALL = frozenset({"start", "help", "about", "privacy", "serious", "stop"})
"""Commands that work before consent; the same set as for typed commands."""


def open_command(scene: Scene, name: str, args: str = "") -> None:
    """Do what ``/name`` does; before consent only what is open to all, else the first talk goes on."""
    from messages.dialogue.flows import BY_COMMAND, ONBOARDING  # the flows know this room, so it asks late

    flow = BY_COMMAND.get(name)
    if flow is None:
        return scene.toast("common.stale_button")
    if scene.person.consent_version is None and name not in OPEN_TO_ALL:
        if not ONBOARDING.resume(scene):
            ONBOARDING.command(scene, "start", "")
        return None
    return flow.command(scene, name, args)
