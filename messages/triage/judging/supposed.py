"""Whether what is told of somebody else has only been thought of: it is asked about then, and nobody is warned."""

from __future__ import annotations

import re

_SUPPOSED = re.compile(
    r"\b(?:if|whether|nearly|almost|in case|unless|(?:could|would|should|will|can|shall)(?: not|n't|nt)?"
    r"|(?:might|may|must)(?! ?(?:'ve|ve|have|of)\b)"
    r"|(?:has|have|had|needs?|wants?|going|gonna|meant|supposed|allowed|threatens?|threatened|tried|trying) to"
    r"|gonna|wanna|allowed|usually|always|every (?:day|night|morning|evening)|used to|dreamt|dreamed|imagine)\b",
    re.IGNORECASE,
)
"""But "she might have swallowed it" is told by whoever fears that she did."""
_SENTENCE_END = re.compile(r"[.!?;\n]")


def only_supposed(text: str, start: int) -> bool:
    """Return whether the sentence before ``start`` makes what follows a thought, a habit or something nearly done."""
    begun = max((each.end() for each in _SENTENCE_END.finditer(text, 0, start)), default=0)
    return _SUPPOSED.search(text, begun, start) is not None
