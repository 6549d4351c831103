"""After something said in between, the question that was open comes again: the gravest of them, and only one."""

from __future__ import annotations

from messages.dialogue import escalation
from messages.dialogue.scene import Scene

ALWAYS = frozenset({"ci", "on"})
"""The check-in and the first talk; other talks come again only while they are running."""


def put_again(scene: Scene, before: str) -> None:
    """Put the open question again below what was just said: of safety, of a warning, else of the talk ``before``.

    A talk that was left for another page is not brought up over it.
    """
    from messages.dialogue.flows import BY_NAME  # the flows know this room, so it asks late

    if escalation.put_open_question_again(scene) or escalation.still_stands(scene, only_unanswered=True):
        return
    flow = BY_NAME.get(before)
    waits = before in ALWAYS or scene.busy
    if flow is not None and waits and scene.person.focus == before:
        flow.resume(scene)
