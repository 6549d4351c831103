"""Which health questions there are for this person, page by page, and which comes next."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import get_args

from messages.dialogue.onboarding.state import Sitting
from messages.dialogue.scene import Scene
from messages.triage.flags import RiskFactor, table

_PARTS = {"illness": {"rf_diabetes": "organs", "rf_bleeding_disorder": "illness_more"}}
"""A page too long for one screen: from which of its questions on the next part begins, and that part's name."""


def _with_parts(pages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for page in pages for each in (page, *_PARTS.get(page, {}).values()))


PAGES = _with_parts(get_args(RiskFactor.model_fields["page"].annotation))
"""The screens of the sitting, in order."""
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


@lru_cache(maxsize=1)
def _screens() -> dict[str, str]:
    screens: dict[str, str] = {}
    last = {page: page for page in _PARTS}
    for risk in table().risk_factors.values():
        begins = _PARTS.get(risk.page, {}).get(risk.id)
        if begins:
            last[risk.page] = begins
        screens[risk.id] = last.get(risk.page, risk.page)
    return screens


def page_of(risk: RiskFactor) -> str:
    """Return the screen that asks about ``risk``: its page, or the part of it where the page is long."""
    return _screens()[risk.id]


def questions(scene: Scene, page: str) -> list[RiskFactor]:
    """Return the questions of a page that make sense for this person."""
    person = scene.person
    no_pregnancy = person.sex == "male" or (person.age or 0) >= TOO_OLD_TO_BE_PREGNANT
    return [risk for risk in _asked_on(page) if not (no_pregnancy and risk.id in _PREGNANCY)]


@lru_cache(maxsize=64)
def _asked_on(page: str) -> tuple[RiskFactor, ...]:
    return tuple(risk for risk in table().risk_factors.values() if risk.asked and page_of(risk) == page)


def open_questions(scene: Scene, page: str) -> list[RiskFactor]:
    """Return the questions of a page that were never answered."""
    return [risk for risk in questions(scene, page) if risk.id not in scene.person.risks]


def listed(scene: Scene, sitting: Sitting, page: str) -> list[RiskFactor]:
    """Return the questions that the list of a page names: all in a review, else those still open."""
    return questions(scene, page) if sitting.review else open_questions(scene, page)


def next_page(scene: Scene, last: str) -> str:
    """Return where to go after a page: the next one with open questions, or the end."""
    for page in PAGES[PAGES.index(last) + 1 if last else 0 :]:
        left = open_questions(scene, page)
        if len(left) == 1:
            return f"ask.{left[0].id}"
        if left:
            return f"page.{page}"
    return "over"


def after(scene: Scene, sitting: Sitting, risk: RiskFactor) -> str:
    """Return where to go after a question: the next of its page, the next page, or back to the list."""
    page = questions(scene, page_of(risk))
    ids = [each.id for each in page]
    rest = page[ids.index(risk.id) + 1 :] if risk.id in ids else []
    following = [each for each in rest if sitting.review or each.id not in scene.person.risks]
    if following:
        return f"ask.{following[0].id}"
    return "menu" if sitting.review else next_page(scene, page_of(risk))


def has_date(risk: RiskFactor) -> bool:
    """Return whether we must ask when: not where the question itself names the time."""
    return risk.dated and risk.within != risk.id
