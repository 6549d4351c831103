"""The second sitting: health questions, one a tap, that make later warnings earlier and truer.

Every answer is stored and judged in the moment it is given. Questions can be
skipped, declined, stopped and taken up again; "none of these" is only ever tapped
under a list that names them all.
"""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

from messages.buttons import Button
from messages.catalogue import text_of
from messages.dialogue.onboarding.knowing import forget_risk, learn
from messages.dialogue.onboarding.state import NAME, Sitting, keep, state_of
from messages.dialogue.scene import Scene
from messages.effects import Choice, Param, Record, Rows, Say
from messages.memory import RiskAnswer
from messages.triage.flags import RiskFactor, table
from messages.triage.vocabulary import Answer

PAGES: tuple[str, ...] = get_args(RiskFactor.model_fields["page"].annotation)
ANSWERS = {"y": Answer.YES, "n": Answer.NO, "u": Answer.NOT_SURE, "d": Answer.DECLINED}
SINCE: dict[str, timedelta | None] = {
    "a": timedelta(0),
    "b": timedelta(days=42),
    "c": timedelta(days=93),
    "d": timedelta(days=366),
    "e": timedelta(days=732),
    "u": None,
}
"""How long ago, by choice: the near end of each span, so that it counts rather too long than too short."""
TOO_OLD_TO_BE_PREGNANT = 60
_PREGNANCY = frozenset({"rf_pregnant", "rf_postpartum_6w"})
_WORDS = {
    "yes": "y", "y": "y", "yeah": "y", "yep": "y", "i do": "y", "i have": "y", "no": "n", "n": "n", "nope": "n",
    "never": "n", "not sure": "u", "maybe": "u", "i don't know": "u", "dont know": "u", "unsure": "u", "?": "u",
    "prefer not to say": "d", "rather not say": "d", "skip": "s", "pass": "s", "next": "s",
}  # fmt: skip
_STOPS = frozenset({"stop", "later", "enough", "stop here", "not now"})


def questions(scene: Scene, page: str) -> list[RiskFactor]:
    """Return the questions of a page that make sense for this person."""
    person = scene.person
    no_pregnancy = person.sex == "male" or (person.age or 0) >= TOO_OLD_TO_BE_PREGNANT
    return [
        risk
        for risk in table().risk_factors.values()
        if risk.asked and risk.page == page and not (no_pregnancy and risk.id in _PREGNANCY)
    ]


def open_questions(scene: Scene, page: str) -> list[RiskFactor]:
    """Return the questions of a page that were never answered."""
    return [risk for risk in questions(scene, page) if risk.id not in scene.person.risks]


def begin(scene: Scene, *, review: bool = False) -> None:
    """Open the sitting: what is still open, or with ``review`` everything page by page."""
    sitting = Sitting(run=scene.new_id(), at="menu" if review else "intro", review=review)
    _keep(scene, sitting)
    if not review:
        sitting = _goto(scene, _next_page(scene, ""))
    show(scene, fresh=not review)


def show(scene: Scene, *, fresh: bool = False) -> None:
    """Show where the sitting stands, in its one message."""
    sitting = state_of(scene).sitting
    if sitting is None:
        return
    scene.focus(NAME if sitting.is_open else "")
    key, params, rows = _screen(scene, sitting)
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
        return "risks.menu", {"yes": _said_yes(scene), "left": left}, (*rows, (_stop(sitting),))
    return "risks.over", {"yes": _said_yes(scene)}, ()


def _page_screen(scene: Scene, sitting: Sitting, page: str) -> tuple[str, dict[str, Param], Rows]:
    listed = _listed(scene, sitting, page)
    title = text_of(scene.person.locale, f"risks.page_{page}")
    rows: Rows = (
        (_choice(sitting, "risks.each", "rp", f"{page}.each"),),
        (_choice(sitting, "risks.none", "rp", f"{page}.none"),),
        (_choice(sitting, "common.back" if sitting.review else "common.skip", "rp", f"{page}.skip"), _stop(sitting)),
    )
    lines = "\n".join(f"- {risk.label}{_so_far(scene, risk)}" for risk in listed)
    return "risks.page", {"title": title, "list": lines}, rows


def _question_screen(scene: Scene, sitting: Sitting, risk: RiskFactor) -> tuple[str, dict[str, Param], Rows]:
    def answer(label: str, code: str) -> Choice:
        return _choice(sitting, label, "rq", f"{risk.id}.{code}")

    rows: Rows = (
        (answer("common.yes", "y"), answer("common.no", "n"), answer("common.not_sure", "u")),
        (answer("common.prefer_not", "d"), answer("common.skip", "s")),
        (_stop(sitting),),
    )
    title = text_of(scene.person.locale, f"risks.page_{risk.page}")
    key = "risks.question_kind" if risk.sensitive else "risks.question"
    return key, {"title": title, "question": risk.question}, rows


def _choice(sitting: Sitting, label: str, step: str, choice: str) -> Choice:
    return Choice(label, Button(NAME, sitting.run, step, choice))


def _stop(sitting: Sitting) -> Choice:
    return _choice(sitting, "risks.stop", "r", "stop")


def _so_far(scene: Scene, risk: RiskFactor) -> str:
    given = scene.person.risks.get(risk.id)
    return f": {text_of(scene.person.locale, f'risks.said_{given.answer.value}')}" if given else ""


def _said_yes(scene: Scene) -> str:
    held = [risk.label for risk in table().risk_factors.values() if _answered_yes(scene, risk)]
    return ", ".join(held) or text_of(scene.person.locale, "risks.nothing")


def _answered_yes(scene: Scene, risk: RiskFactor) -> bool:
    given = scene.person.risks.get(risk.id)
    return given is not None and given.answer is Answer.YES


def _listed(scene: Scene, sitting: Sitting, page: str) -> list[RiskFactor]:
    return questions(scene, page) if sitting.review else open_questions(scene, page)


def _keep(scene: Scene, sitting: Sitting) -> None:
    keep(scene, state_of(scene).model_copy(update={"sitting": sitting}))


def _goto(scene: Scene, at: str) -> Sitting:
    sitting = state_of(scene).sitting or Sitting(run=scene.new_id())
    sitting = sitting.model_copy(update={"at": at})
    _keep(scene, sitting)
    return sitting


def _next_page(scene: Scene, after: str) -> str:
    """Return where to go after a page: the next one with open questions, or the end."""
    for page in PAGES[PAGES.index(after) + 1 if after else 0 :]:
        left = open_questions(scene, page)
        if len(left) == 1:
            return f"ask.{left[0].id}"
        if left:
            return f"page.{page}"
    return "over"


def _after(scene: Scene, sitting: Sitting, risk: RiskFactor) -> str:
    """Return where to go after a question: the next of its page, the next page, or back to the list."""
    page = questions(scene, risk.page)
    ids = [each.id for each in page]
    rest = page[ids.index(risk.id) + 1 :] if risk.id in ids else []
    following = [each for each in rest if sitting.review or each.id not in scene.person.risks]
    if following:
        return f"ask.{following[0].id}"
    return "menu" if sitting.review else _next_page(scene, risk.page)


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
        sitting = _goto(scene, _after(scene, sitting, table().risk_factors[name]))
        if _store(scene, {name: scene.person.risks[name]}):
            return
    resume = Choice("risks.carry_on", Button(NAME, sitting.run, "r", "go"))
    rows: Rows = () if sitting.review else ((resume,),)
    if sitting.review:
        _goto(scene, "over")
    scene.say(Say("risks.stopped", {"yes": _said_yes(scene)}, rows, slot=f"risks:{sitting.run}"))


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
    return False


def _page_pressed(scene: Scene, sitting: Sitting, page: str, code: str, *, fresh: bool = False) -> None:
    listed = _listed(scene, sitting, page)
    match code:
        case "look":
            _goto(scene, f"page.{page}")
        case "each" if listed:
            _goto(scene, f"ask.{listed[0].id}")
        case "none" if sitting.at == f"page.{page}":
            alarmed = _store(scene, {risk.id: RiskAnswer(answer=Answer.NO, at=scene.now) for risk in listed})
            _goto(scene, "menu" if sitting.review else _next_page(scene, page))
            if alarmed:
                return None
        case "skip":
            _goto(scene, "menu" if sitting.review else _next_page(scene, page))
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
        _goto(scene, _after(scene, sitting, risk))
        return show(scene, fresh=fresh)
    given = _given(scene, risk, step, code)
    if given is None or (not current and _same(scene, risk, given)):
        return scene.toast("risks.noted")
    if current and step == "rq" and code == "y" and _has_date(risk):
        _hold(scene, risk, given)
        return show(scene, fresh=fresh)
    alarmed = _store(scene, {risk.id: given})
    if not current or sitting is None:
        return None if alarmed else scene.toast("ask.changed")
    _goto(scene, _after(scene, sitting, risk))
    return None if alarmed else show(scene, fresh=fresh)


def _given(scene: Scene, risk: RiskFactor, step: str, code: str) -> RiskAnswer | None:
    if step == "rq":
        return RiskAnswer(answer=ANSWERS[code], at=scene.now)
    ago = SINCE[code]
    if not _has_date(risk):
        return None
    return RiskAnswer(answer=Answer.YES, at=scene.now, since=None if ago is None else scene.today - ago)


def _same(scene: Scene, risk: RiskFactor, given: RiskAnswer) -> bool:
    known = scene.person.risks.get(risk.id)
    return known is not None and known.answer is given.answer and (given.since is None or known.since == given.since)


def _has_date(risk: RiskFactor) -> bool:
    """Return whether we must ask when: not where the question itself names the time."""
    return risk.dated and risk.within != risk.id


def _hold(scene: Scene, risk: RiskFactor, given: RiskAnswer) -> None:
    """Store a yes whose date comes next; it counts from the next answer on, and is judged with its date."""
    scene.change(risks={**scene.person.risks, risk.id: given})
    _goto(scene, f"when.{risk.id}")


def _store(scene: Scene, given: dict[str, RiskAnswer]) -> bool:
    """Store answers and judge everything anew; True when that raised an alert."""
    words = ", ".join(table().risk_factors[name].label for name, each in given.items() if each.answer is Answer.YES)
    for name, each in given.items():
        value = each.answer.value + (f" since {each.since.isoformat()}" if each.since else "")
        scene.add(Record(f"risk.{name}", value, scene.today, "tap"))
        forget_risk(scene, name)
    return learn(scene, words, risks={**scene.person.risks, **given})
