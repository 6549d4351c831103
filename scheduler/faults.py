"""Describes an error without its words: messages of errors can quote what people wrote."""

from __future__ import annotations

import traceback
from pathlib import Path


def described(error: BaseException) -> dict[str, str]:
    """Return what a log line may say of ``error``: its kind, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = "?" if last is None else f"{Path(last.filename).name}:{last.lineno}"
    return {"error": type(error).__name__, "where": where}
