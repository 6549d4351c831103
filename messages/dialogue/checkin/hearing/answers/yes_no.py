"""Yes, no or not sure, in bare words."""

from __future__ import annotations

import re

from messages.dialogue.checkin.hearing.answers.table import words
from messages.triage.vocabulary import Answer


def read_yes_no(text: str) -> Answer | None:
    """Return the answer that bare words give to a yes/no question, or None when they give none."""
    said = " ".join(re.sub(r"[.!,]+", " ", text.lower().replace("’", "'")).split())
    for answer, known in ((Answer.YES, words().yes), (Answer.NO, words().no), (Answer.NOT_SURE, words().unsure)):
        if said in known:
            return answer
    return None
