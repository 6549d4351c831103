"""Log lines: one event each, ids and codes only; never what people wrote, never the token."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
QUIET = ("httpx", "httpcore", "telegram", "aiohttp.access", "apscheduler", "alembic", "sqlalchemy")
"""Libraries that would log addresses (with the token in them), SQL parameters or noise."""


class LineFormatter(logging.Formatter):
    """``time level logger message key=value ...`` on one line; exceptions follow as a trace of code only."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        tail = "".join(f" {name}={_plain(value)}" for name, value in _facts(record).items())
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {_message(record)}{tail}"
        trace = _trace(record)
        return line if trace is None else f"{line}\n{trace}"


class JsonFormatter(logging.Formatter):
    """The same as one JSON object a line: ``time``, ``level``, ``logger``, ``message``, ``trace``, and facts."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        trace = _trace(record)
        if trace is not None:
            said["trace"] = trace
        facts = {name: value for name, value in _facts(record).items() if name not in said}
        return json.dumps(said | facts, default=str)


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}


def _message(record: logging.LogRecord) -> str:
    message = record.getMessage()
    if record.name == "asyncio":  # what follows its first line quotes errors with their words
        message = message.partition("\n")[0]
    return message


def _trace(record: logging.LogRecord) -> str | None:
    if not record.exc_info or record.exc_info[1] is None:
        return None
    return trace_without_values(record.exc_info[1])


def trace_without_values(error: BaseException) -> str:
    """Return where ``error`` happened without its message: a message may quote what somebody wrote."""
    lines = []
    current: BaseException | None = error
    while current is not None:
        lines.append(f"  {type(current).__module__}.{type(current).__qualname__}")
        step = current.__traceback__
        while step is not None:
            code = step.tb_frame.f_code
            lines.append(f"    {code.co_filename.rpartition('/')[2]}:{step.tb_lineno} {code.co_qualname}")
            step = step.tb_next
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _plain(value: Any) -> str:
    if isinstance(value, str) and value.isprintable() and " " not in value:
        return value
    return json.dumps(value, default=str)


def _say_where(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
    """Print an error that ends the program without its message: it may quote a token, or what somebody wrote."""
    del kind
    harmless = f" {error}" if isinstance(error, ImportError) else ""
    sys.stderr.write(f"stopped by an error:{harmless}\n{trace_without_values(error)}\n")


def set_up_logs(level: str, form: str = "text") -> None:
    """Log to standard error from ``level`` on, as ``text`` or ``json``, with libraries that know secrets kept quiet."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if form == "json" else LineFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    sys.excepthook = _say_where
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
