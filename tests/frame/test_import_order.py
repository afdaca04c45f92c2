"""No two modules of a room need each other to be read: whichever is read first, the site starts."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "ansinh"


def needed(path: Path, known: set[str]) -> set[str]:
    """The modules of the house that a module reads when it is itself read."""
    found: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            named = {f"{node.module}.{alias.name}" for alias in node.names} & known
            found |= named or {node.module} & known
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & known
    return found


@pytest.mark.parametrize("room", ["law", "reckoning", "record", "world", "acts", "reports", "pages", "jobs"])
def test_modules_of_a_room_can_be_read_in_any_order(room: str) -> None:
    paths = {
        ".".join(path.relative_to(HOUSE.parent).with_suffix("").parts): path
        for path in (HOUSE / room).rglob("*.py") if path.name != "__init__.py" and "migrations" not in path.parts
    }  # fmt: skip
    graph = {name: needed(path, set(paths)) for name, path in paths.items()}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as cycle:
        pytest.fail(" needs ".join(cycle.args[1]))
