"""A text that speaks of nothing but a setting opens its page: "fewer nudges please", "evenings are better for me".

Every word of it must be on the list, so that no report and no sign of danger is ever taken for one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from messages.reviewed import load

_WORD = re.compile(r"[^\s,.:?!;]+")
_A_TIME = re.compile(r"^\d{1,2}(?:am|pm)?$")
TIME = "TIME"
"""In ``needs``: a time in figures, or a number word."""


class _Page(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    page: str
    needs: tuple[frozenset[str], ...]
    """Of each of these the text has a word."""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    words: frozenset[str]
    numbers: frozenset[str]
    pages: tuple[_Page, ...]


@lru_cache(maxsize=1)
def _file() -> _File:
    return _File.model_validate(load(files("messages.dialogue.freely.said") / "pages.yaml"))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    needed = (word for page in _file().pages for need in page.needs for word in need)
    return _file().words | _file().numbers | frozenset(needed)


def page_of(words: str) -> str:
    """Return the wish or page that ``words`` (simple, lower case) speak of and of nothing else; else nothing."""
    said = set(_WORD.findall(words))
    times = {each for each in said if _A_TIME.match(each)}
    if not said - times <= _known():
        return ""
    held = said | ({TIME} if times or said & _file().numbers else set())
    return next((page.page for page in _file().pages if all(need & held for need in page.needs)), "")
