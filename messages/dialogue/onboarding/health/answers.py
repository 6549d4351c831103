"""Taps and words in the sitting: each answer is stored and judged in the moment it is given.

Questions can be skipped, declined, stopped and taken up again; "none of these" is
only ever tapped under a list that names them all.
"""

from __future__ import annotations

from messages.buttons import Button
from messages.catalogue import text_of
from messages.dialogue.onboarding.health.named import named
from messages.dialogue.onboarding.health.pages import (
    PAGES,
    SINCE,
    after,
    has_date,
    listed,
    next_page,
)
from messages.dialogue.onboarding.health.screens import said_yes, show
from messages.dialogue.onboarding.knowing import forget_risk, learn
from messages.dialogue.onboarding.state import NAME, Sitting, keep, state_of
from messages.dialogue.scene import Scene
from messages.effects import Choice, Record, Rows, Say
from messages.memory import RiskAnswer
from messages.triage.flags import RiskFactor, table
from messages.triage.vocabulary import Answer

ANSWERS = {"y": Answer.YES, "n": Answer.NO, "u": Answer.NOT_SURE, "d": Answer.DECLINED}
_WORDS = {
    "yes": "y", "y": "y", "yeah": "y", "yep": "y", "i do": "y", "i have": "y", "no": "n", "n": "n", "nope": "n",
    "never": "n", "not sure": "u", "maybe": "u", "i don't know": "u", "dont know": "u", "unsure": "u", "?": "u",
    "prefer not to say": "d", "rather not say": "d", "skip": "s", "pass": "s", "next": "s",
}  # fmt: skip
_STOPS = frozenset({"stop", "later", "enough", "stop here", "not now"})


def begin(scene: Scene, *, review: bool = False) -> None:
    """Open the sitting: what is still open, or with ``review`` everything page by page."""
    sitting = Sitting(run=scene.new_id(), at="menu" if review else "intro", review=review)
    _keep(scene, sitting)
    if not review:
        sitting = _goto(scene, next_page(scene, ""))
    show(scene, fresh=not review)


def _keep(scene: Scene, sitting: Sitting) -> None:
    keep(scene, state_of(scene).model_copy(update={"sitting": sitting}))


def _goto(scene: Scene, at: str) -> Sitting:
    sitting = state_of(scene).sitting or Sitting(run=scene.new_id())
    sitting = sitting.model_copy(update={"at": at})
    _keep(scene, sitting)
    return sitting


def pressed(scene: Scene, button: Button) -> None:
    """Take a tap of the sitting. An answer on an old message counts too; it just does not move the talk."""
    sitting = state_of(scene).sitting
    if button.step == "r":
        return _steer(scene, sitting, button)
    name, _, code = button.choice.rpartition(".")
    risk = table().risk_factors.get(name)
    if button.step in ("rq", "rw") and risk is not None and scene.person.consent_version is not None:
        codes = SINCE if button.step == "rw" else {**ANSWERS, "s": None}
        if code in codes:
            return _answer(scene, risk, button.step, code)
    if button.step == "rp" and name in PAGES and sitting is not None and button.run == sitting.run:
        return _page_pressed(scene, sitting, name, code)
    return scene.toast("onboarding.old_button")


def _steer(scene: Scene, sitting: Sitting | None, button: Button) -> None:
    match button.choice:
        case _ if scene.person.consent_version is None:
            return scene.toast("onboarding.old_button")
        case "go":
            if sitting is not None and sitting.is_open:
                return show(scene, fresh=True)
            return begin(scene)
        case "review":
            return begin(scene, review=True)
        case "stop" if sitting is not None and button.run == sitting.run:
            return stop(scene)
        case "later":
            scene.toast("risks.later")
            return scene.say(Say("onboarding.bye", slot=f"start:{button.run}"))
        case _:
            return scene.toast("onboarding.old_button")


def stop(scene: Scene) -> None:
    """Leave the sitting; what was answered stays, the rest can be taken up again."""
    sitting = state_of(scene).sitting
    if sitting is None:
        return
    scene.focus("")
    kind, _, name = sitting.at.partition(".")
    if kind == "when" and name in scene.person.risks:  # a yes whose date was never given counts as recent
        sitting = _goto(scene, after(scene, sitting, table().risk_factors[name]))
        if store(scene, {name: scene.person.risks[name]}):
            return
    resume = Choice("risks.carry_on", Button(NAME, sitting.run, "r", "go"))
    rows: Rows = () if sitting.review else ((resume,),)
    if sitting.review:
        _goto(scene, "over")
    scene.say(Say("risks.stopped", {"yes": said_yes(scene)}, rows, slot=f"risks:{sitting.run}"))


def typed(scene: Scene, text: str) -> bool:
    """Take a typed answer to the open question. False when it means nothing here."""
    sitting = state_of(scene).sitting
    plain = " ".join(text.lower().replace("’", "'").split()).strip(" .!")
    if sitting is None or not sitting.is_open:
        return False
    if plain in _STOPS:
        stop(scene)
        return True
    kind, _, name = sitting.at.partition(".")
    risk = table().risk_factors.get(name)
    if kind == "ask" and risk is not None and plain in _WORDS:
        _answer(scene, risk, "rq", _WORDS[plain], fresh=True)
        return True
    if kind == "page" and plain in ("none", "none of these", "no", "nothing"):
        _page_pressed(scene, sitting, name, "none", fresh=True)
        return True
    if kind == "page" and _WORDS.get(plain) == "s":
        _page_pressed(scene, sitting, name, "skip", fresh=True)
        return True
    return kind in ("page", "ask") and _named(scene, sitting, text)


def _named(scene: Scene, sitting: Sitting, text: str) -> bool:
    """Take what the words name as a yes, and go on where the sitting stood."""
    found = named(scene, text)
    if not found:
        return False
    dated = next((risk for risk in found if has_date(risk)), None)
    answer = RiskAnswer(answer=Answer.YES, at=scene.now)
    sure = {risk.id: answer for risk in found if not has_date(risk)}
    alarmed = store(scene, sure) if sure else False
    kind, _, name = sitting.at.partition(".")
    risk = table().risk_factors.get(name)
    if kind == "ask" and risk in found and risk is not None:
        _goto(scene, after(scene, sitting, risk))
    elif kind == "page" and not listed(scene, sitting, name):
        _goto(scene, next_page(scene, name))
    if dated is not None:  # its date is asked, and with the date it is judged
        _hold(scene, dated, answer)
    if not alarmed:
        words = text_of(scene.person.locale, "risks.named", {"yes": ", ".join(risk.label for risk in found)})
        show(scene, fresh=True, first=words)
    return True


def _page_pressed(scene: Scene, sitting: Sitting, page: str, code: str, *, fresh: bool = False) -> None:
    shown = listed(scene, sitting, page)
    match code:
        case "look":
            _goto(scene, f"page.{page}")
        case "each" if shown:
            _goto(scene, f"ask.{shown[0].id}")
        case "none" if sitting.at == f"page.{page}":
            alarmed = store(scene, {risk.id: RiskAnswer(answer=Answer.NO, at=scene.now) for risk in shown})
            _goto(scene, "menu" if sitting.review else next_page(scene, page))
            if alarmed:
                return None
        case "skip":
            _goto(scene, "menu" if sitting.review else next_page(scene, page))
        case _:
            return scene.toast("onboarding.old_button")
    return show(scene, fresh=fresh)


def _answer(scene: Scene, risk: RiskFactor, step: str, code: str, *, fresh: bool = False) -> None:
    sitting = state_of(scene).sitting
    asked = "when" if step == "rw" else "ask"
    current = sitting is not None and sitting.at == f"{asked}.{risk.id}"
    if step == "rq" and code == "s":
        if not current or sitting is None:
            return scene.toast("onboarding.old_button")
        _goto(scene, after(scene, sitting, risk))
        return show(scene, fresh=fresh)
    given = _given(scene, risk, step, code)
    if given is None or (not current and _same(scene, risk, given)):
        return scene.toast("risks.noted")
    if current and step == "rq" and code == "y" and has_date(risk):
        _hold(scene, risk, given)
        return show(scene, fresh=fresh)
    alarmed = store(scene, {risk.id: given})
    if not current or sitting is None:
        return None if alarmed else scene.toast("ask.changed")
    _goto(scene, after(scene, sitting, risk))
    return None if alarmed else show(scene, fresh=fresh)


def _given(scene: Scene, risk: RiskFactor, step: str, code: str) -> RiskAnswer | None:
    if step == "rq":
        return RiskAnswer(answer=ANSWERS[code], at=scene.now)
    ago = SINCE[code]
    if not has_date(risk):
        return None
    return RiskAnswer(answer=Answer.YES, at=scene.now, since=None if ago is None else scene.today - ago)


def _same(scene: Scene, risk: RiskFactor, given: RiskAnswer) -> bool:
    known = scene.person.risks.get(risk.id)
    return known is not None and known.answer is given.answer and (given.since is None or known.since == given.since)


def _hold(scene: Scene, risk: RiskFactor, given: RiskAnswer) -> None:
    """Store a yes whose date comes next; it counts from the next answer on, and is judged with its date."""
    scene.change(risks={**scene.person.risks, risk.id: given})
    _goto(scene, f"when.{risk.id}")


def store(scene: Scene, given: dict[str, RiskAnswer]) -> bool:
    """Store answers and judge everything anew; True when that raised an alert."""
    words = ", ".join(table().risk_factors[name].label for name, each in given.items() if each.answer is Answer.YES)
    for name, each in given.items():
        value = each.answer.value + (f" since {each.since.isoformat()}" if each.since else "")
        scene.add(Record(f"risk.{name}", value, scene.today, "tap"))
        forget_risk(scene, name)
    return learn(scene, words, risks={**scene.person.risks, **given})
