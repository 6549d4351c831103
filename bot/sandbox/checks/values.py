"""Holds single values against the types and limits of the table."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.sandbox.checks.request import Incoming
from bot.sandbox.refusal import broken
from bot.sandbox.table.methods import MARKUP_SIGNS, OBJECTS, UNIONS, Param, Shape

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,18})")
_ARRAY = "Array of "
_MARKUPS = frozenset(MARKUP_SIGNS.values())
ATTACHED = "attach://"


def read_call(method: str, shape: Shape, incoming: Incoming) -> dict[str, Any]:
    """Return the typed parameters of a call to ``method``; raise ``Refusal`` at the first that is wrong.

    Files stay as the :class:`Upload` that came, or as the string that names one.
    """
    given: dict[str, Any] = {**incoming.values, **_direct_uploads(shape, incoming)}
    for name in given:
        if name not in shape:
            raise broken(f'unknown parameter "{name}" in {method}')
    result: dict[str, Any] = {}
    for name, param in shape.items():
        if name not in given:
            if param.required:
                raise broken(f'parameter "{name}" is required')
            continue
        raw = given[name]
        if isinstance(raw, str):
            raw = _from_text(raw, param, name)
        result[name] = checked(raw, param, name)
    _refuse_unused_uploads(incoming, shape, given)
    return result


def checked(value: Any, param: Param, where: str) -> Any:
    """Return ``value`` if it has one of the types of ``param`` and keeps its limits."""
    for kind in param.types:
        if _is(value, kind):
            typed = _descend(value, kind, where)
            _within(typed, param, where)
            return typed
    if all(kind in _MARKUPS for kind in param.types) and isinstance(value, dict):
        raise broken(f'object "{where}" is none of {", ".join(param.types)}')
    raise broken(f'can\'t parse "{where}": {" or ".join(param.types)} expected')


def _direct_uploads(shape: Shape, incoming: Incoming) -> dict[str, Any]:
    return {name: upload for name, upload in incoming.uploads.items() if name in shape}


def _refuse_unused_uploads(incoming: Incoming, shape: Shape, given: dict[str, Any]) -> None:
    text = json.dumps({key: value for key, value in given.items() if isinstance(value, str | dict | list)})
    for name in incoming.uploads:
        if name not in shape and f"{ATTACHED}{name}" not in text:
            raise broken(f'the file "{name}" is attached but nothing names it')


def _from_text(raw: str, param: Param, where: str) -> Any:
    """Turn text into the value it stands for; forms carry nothing else, and JSON bodies may."""
    for kind in param.types:
        if kind == "Integer" and _WHOLE.fullmatch(raw):
            return int(raw)
        if kind in ("String", "InputFile"):
            return raw
        if kind == "Boolean" and raw in ("true", "false"):
            return raw == "true"
        if kind.startswith(_ARRAY) or kind in OBJECTS or kind in UNIONS:
            try:
                return json.loads(raw)
            except json.JSONDecodeError as error:
                raise broken(f'can\'t parse "{where}": it is not JSON') from error
    return raw if "String" in param.types else _Untyped(raw)


class _Untyped(str):
    """Text where a number or a truth value was expected; matches no type."""

    __slots__ = ()


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, _Untyped):
        return False
    if kind.startswith(_ARRAY):
        return isinstance(value, list)
    match kind:
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63
        case "Float":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
        case "String":
            return isinstance(value, str)
        case "InputFile":
            return not isinstance(value, str | int | float | bool | list | dict)
    if not isinstance(value, dict):
        return False
    return kind not in _MARKUPS or any(sign in value for sign, name in MARKUP_SIGNS.items() if name == kind)


def _descend(value: Any, kind: str, where: str) -> Any:
    if kind.startswith(_ARRAY):
        inner = Param((kind.removeprefix(_ARRAY),), required=True)
        return [checked(item, inner, f"{where}[{index}]") for index, item in enumerate(value)]
    if kind in UNIONS:
        union = UNIONS[kind]
        name = union.members.get(str(value.get(union.field)))
        if name is None:
            raise broken(f'"{where}": {kind} with {union.field} {value.get(union.field)!r} is not supported')
        return _object(value, name, where)
    if kind in OBJECTS:
        return _object(value, kind, where)
    return value


def _object(value: dict[str, Any], name: str, where: str) -> dict[str, Any]:
    shape = OBJECTS[name]
    for key in value:
        if key not in shape:
            raise broken(f'unknown field "{key}" in {name} at "{where}"')
    for key, param in shape.items():
        if param.required and key not in value:
            raise broken(f'field "{key}" of {name} at "{where}" is required')
    return {key: checked(item, shape[key], f"{where}.{key}") for key, item in value.items()}


def _within(value: Any, param: Param, where: str) -> None:
    for item in value if isinstance(value, list) else (value,):
        if isinstance(item, str):
            _string_within(item, param, where)
    if isinstance(value, int) and param.between is not None:
        low, high = param.between
        if not low <= value <= high:
            raise broken(f'"{where}" must be between {low} and {high}, it is {value}')
    if isinstance(value, list) and param.items is not None:
        low, high = param.items
        if not low <= len(value) <= high:
            raise broken(f'"{where}" must have {low} to {high} elements, it has {len(value)}')


def _string_within(text: str, param: Param, where: str) -> None:
    if param.length is not None:
        low, high = param.length
        if not low <= len(text) <= high:
            raise broken(f'"{where}" must have {low} to {high} characters, it has {len(text)}')
    if param.octets is not None:
        low, high = param.octets
        size = len(text.encode())
        if not low <= size <= high:
            if where.endswith("callback_data"):
                raise broken(f"BUTTON_DATA_INVALID: {size} bytes of callback data, {low} to {high} allowed")
            raise broken(f'"{where}" must have {low} to {high} bytes, it has {size}')
    if param.among is not None and text not in param.among:
        raise broken(f'"{where}" must be one of the documented values, not {text!r}')
    if param.pattern is not None and not param.pattern.fullmatch(text):
        raise broken(f'"{where}" has characters that are not allowed: {text!r}')
