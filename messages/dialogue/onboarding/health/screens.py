"""How the health questions look: a page with its list, one question, its date, the overview, the end."""

from __future__ import annotations

from messages.buttons import Button
from messages.catalogue import text_of
from messages.dialogue.onboarding.health.pages import PAGES, SINCE, listed, open_questions, page_of, questions
from messages.dialogue.onboarding.state import NAME, Sitting, state_of
from messages.dialogue.scene import Scene
from messages.effects import Choice, Param, Rows, Say
from messages.triage.flags import RiskFactor, table
from messages.triage.vocabulary import Answer


def show(scene: Scene, *, fresh: bool = False, first: str = "") -> None:
    """Show where the sitting stands, in its one message; ``first`` is said above it."""
    sitting = state_of(scene).sitting
    if sitting is None:
        return
    scene.focus(NAME if sitting.is_open else "")
    key, params, rows = _screen(scene, sitting)
    if first:
        scene.say(Say("risks.heard", {"line": first}))
    scene.say(Say(key, params, rows, slot=f"risks:{sitting.run}", fresh=fresh))


def _screen(scene: Scene, sitting: Sitting) -> tuple[str, dict[str, Param], Rows]:
    kind, _, name = sitting.at.partition(".")
    risk = table().risk_factors.get(name)
    if kind == "page" and name in PAGES:
        return _page_screen(scene, sitting, name)
    if kind == "ask" and risk is not None:
        return _question_screen(scene, sitting, risk)
    if kind == "when" and risk is not None:
        spans = [_choice(sitting, f"risks.since_{code}", "rw", f"{risk.id}.{code}") for code in SINCE]
        rows = tuple(tuple(spans[at : at + 2]) for at in range(0, len(spans), 2))
        return "risks.when", {"what": risk.label}, (*rows, (_stop(sitting),))
    if kind == "menu":
        pages = [(page, questions(scene, page), len(open_questions(scene, page))) for page in PAGES]
        choices = [_choice(sitting, f"risks.page_{page}", "rp", f"{page}.look") for page, asked, _ in pages if asked]
        rows = tuple(tuple(choices[at : at + 2]) for at in range(0, len(choices), 2))
        left = sum(unanswered for _, _, unanswered in pages)
        return "risks.menu", {"yes": said_yes(scene), "left": left}, (*rows, (_stop(sitting),))
    return "risks.over", {"yes": said_yes(scene)}, ()


def _page_screen(scene: Scene, sitting: Sitting, page: str) -> tuple[str, dict[str, Param], Rows]:
    shown = listed(scene, sitting, page)
    title = text_of(scene.person.locale, f"risks.page_{page}")
    rows: Rows = (
        (_choice(sitting, "risks.each", "rp", f"{page}.each"),),
        (_choice(sitting, "risks.none", "rp", f"{page}.none"),),
        (_choice(sitting, "common.back" if sitting.review else "common.skip", "rp", f"{page}.skip"), _stop(sitting)),
    )
    lines = "\n".join(f"- {risk.label}{_so_far(scene, risk)}" for risk in shown)
    return "risks.page", {"title": title, "list": lines}, rows


def _question_screen(scene: Scene, sitting: Sitting, risk: RiskFactor) -> tuple[str, dict[str, Param], Rows]:
    def answer(label: str, code: str) -> Choice:
        return _choice(sitting, label, "rq", f"{risk.id}.{code}")

    rows: Rows = (
        (answer("common.yes", "y"), answer("common.no", "n"), answer("common.not_sure", "u")),
        (answer("common.prefer_not", "d"), answer("common.skip", "s")),
        (_stop(sitting),),
    )
    title = text_of(scene.person.locale, f"risks.page_{page_of(risk)}")
    key = "risks.question_kind" if risk.sensitive else "risks.question"
    return key, {"title": title, "question": risk.question}, rows


def _choice(sitting: Sitting, label: str, step: str, choice: str) -> Choice:
    return Choice(label, Button(NAME, sitting.run, step, choice))


def _stop(sitting: Sitting) -> Choice:
    return _choice(sitting, "risks.stop", "r", "stop")


def _so_far(scene: Scene, risk: RiskFactor) -> str:
    given = scene.person.risks.get(risk.id)
    return f": {text_of(scene.person.locale, f'risks.said_{given.answer.value}')}" if given else ""


def said_yes(scene: Scene) -> str:
    """Return what was answered with yes, joined by commas."""
    held = [risk.label for risk in table().risk_factors.values() if _answered_yes(scene, risk)]
    return ", ".join(held) or text_of(scene.person.locale, "risks.nothing")


def _answered_yes(scene: Scene, risk: RiskFactor) -> bool:
    given = scene.person.risks.get(risk.id)
    return given is not None and given.answer is Answer.YES
