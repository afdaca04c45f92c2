"""How a file of the project looks: it says what it holds, stays small, and names no one machine."""

import ast
import re
from pathlib import Path

from tests.frame.tree import ROOT, files, modules, short

OURS = ("ansinh", "demo", "bench", "scripts", "tests")
MOST_LINES = 400
ELSEWHERE = {
    "a package registry's host": re.compile(r"(?<![\w.])(?:pypi\.org|files\.pythonhosted|registry\.npmjs|deb\.debian)"),
    "a folder of one machine": re.compile(r"(?<![\w.])/(?:home|Users|work|opt)/[a-z]"),
}


def written(*folders: str) -> list[Path]:
    """Files somebody wrote: migrations are written by Django."""
    return [path for path in modules(*folders) if "migrations" not in path.parts]


def test_every_module_says_what_it_holds() -> None:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in written(*OURS)}
    silent = [short(path) for path, tree in trees.items() if tree.body and not (ast.get_docstring(tree) or "").strip()]
    assert silent == [], "A module begins with a sentence on what it holds, in the office's own words."


def test_every_module_is_read_at_a_sitting() -> None:
    lines = {short(path): len(path.read_text("utf-8").splitlines()) for path in written("ansinh")}
    long = {name: count for name, count in lines.items() if count > MOST_LINES}
    assert long == {}, "A file this long is asking to be two things."


def test_no_file_names_one_machine_or_one_registry() -> None:
    found = [
        f"{short(path)}: {what}: {hit.group()}"
        for path in files()
        if path != Path(__file__)
        for what, pattern in ELSEWHERE.items()
        if (hit := pattern.search(path.read_text("utf-8", errors="replace")))
    ]
    assert found == []


def test_money_is_never_near_a_float() -> None:
    """Law, ledger and record know whole đồng and exact decimals only."""
    found = []
    for path in modules("ansinh/law", "ansinh/reckoning", "ansinh/record"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, float):
                found.append(f"{short(path)}:{node.lineno}: {node.value}")
            if isinstance(node, ast.Name) and node.id == "float":
                found.append(f"{short(path)}:{node.lineno}: float")
    assert found == []


def test_the_scan_reaches_every_room() -> None:
    rooms = {path.relative_to(ROOT).parts[1] for path in modules("ansinh")}
    assert {"law", "reckoning", "record", "world", "acts", "reports", "pages", "jobs"} <= rooms
