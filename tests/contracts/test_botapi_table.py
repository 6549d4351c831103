"""Our hand-written table of the Bot API says what the machine-readable description of it says."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.table.methods import METHODS, OBJECTS, UNIONS, UPDATE_KINDS, Shape

_BESIDE = Path(__file__).parents[2].parent / "shared" / "telegram-bot-api.json"
_PATH = Path(os.environ.get("BOT_API_JSON", _BESIDE))

pytestmark = pytest.mark.skipif(
    not _PATH.is_file(), reason="no description of the Bot API at hand; name one in BOT_API_JSON"
)


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(_PATH.read_text(encoding="utf-8"))
    return loaded


def _differences(ours: Shape, fields: list[dict[str, Any]]) -> list[str]:
    theirs = {field["name"]: field for field in fields}
    found = [f"{name} does not exist" for name in ours if name not in theirs]
    found += [f"{name} is required" for name, field in theirs.items() if field["required"] and name not in ours]
    for name, param in ours.items():
        field = theirs.get(name, {"types": list(param.types), "required": param.required})
        if (list(param.types), param.required) != (field["types"], field["required"]):
            found.append(f"{name}: {param.types}, {param.required} is really {field['types']}, {field['required']}")
    return found


@pytest.mark.parametrize("method", METHODS)
def test_a_method_has_the_documented_parameters(described: dict[str, Any], method: str) -> None:
    assert _differences(METHODS[method], described["methods"][method].get("fields", [])) == []


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_has_the_documented_fields(described: dict[str, Any], name: str) -> None:
    assert _differences(OBJECTS[name], described["types"][name].get("fields", [])) == []


@pytest.mark.parametrize("name", UNIONS)
def test_a_union_has_only_documented_members(described: dict[str, Any], name: str) -> None:
    assert set(UNIONS[name].members.values()) <= set(described["types"][name]["subtypes"])


def test_every_type_we_name_is_one_we_check() -> None:
    plain = {"Integer", "String", "Boolean", "Float", "InputFile"}
    named = {
        kind for shape in (*METHODS.values(), *OBJECTS.values()) for param in shape.values() for kind in param.types
    }

    assert {kind.replace("Array of ", "") for kind in named} <= plain | OBJECTS.keys() | UNIONS.keys()


def test_updates_come_in_the_documented_kinds(described: dict[str, Any]) -> None:
    assert {field["name"] for field in described["types"]["Update"]["fields"]} == {"update_id", *UPDATE_KINDS}
