"""Plug-ins are found by their CODE: each is one file or folder, and nothing else in the program names it.

The ways of payment ("post", "bank") are words of the register: a person's own, not the channel that carries them.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from ansinh.record.models.people import PayBy
from ansinh.world.payments import channels
from tests.frame.tree import ROOT, modules, short

FOLDERS = {
    "benefit": "ansinh/law/benefits",
    "channel": "ansinh/world/payments",
    "register format": "ansinh/world/registers",
}
KINDS = list(FOLDERS)


@cache
def code_of(path: Path) -> str | None:
    """The CODE a module declares, read without importing it."""
    for node in ast.parse(path.read_text("utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if any(isinstance(t, ast.Name) and t.id == "CODE" for t in targets) and isinstance(value, ast.Constant):
            return str(value.value)
    return None


def plugs(kind: str) -> dict[str, Path]:
    """The plug-ins of one kind by code."""
    found = {code_of(path): path for path in sorted((ROOT / FOLDERS[kind]).glob("*.py"))}
    return {code: path for code, path in found.items() if code}


def imported(path: Path) -> set[str]:
    """Every dotted name the file imports, relative ones made whole."""
    package = [*path.relative_to(ROOT).with_suffix("").parts]
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level]] if node.level else []
            base += node.module.split(".") if node.module else []
            names |= {".".join([*base, alias.name]) for alias in node.names} | {".".join(base)}
    return names


def words(path: Path) -> set[str]:
    """Every string the file writes out, sentences of documentation included."""
    tree = ast.parse(path.read_text("utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_such_plugins(kind: str) -> None:
    assert len(plugs(kind)) >= 2


@pytest.mark.parametrize("kind", KINDS)
def test_no_file_imports_a_plugin_by_name(kind: str) -> None:
    """They are found by scanning; a plug-in may look at another of its own kind."""
    folder = FOLDERS[kind].replace("/", ".")
    named = {f"{folder}.{path.stem}" for path in plugs(kind).values()}
    own = set(plugs(kind).values())
    found = {short(path): imported(path) & named for path in modules("ansinh") if path not in own}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_no_file_writes_a_plugins_code(kind: str) -> None:
    """Codes that are ordinary words ("office") are looked for where the family is known: in files that import it."""
    codes = set(plugs(kind)) - set(PayBy.values)
    family = FOLDERS[kind].replace("/", ".")
    own = plugs(kind)
    found = {
        f"{short(path)}: {code}"
        for path in modules("ansinh")
        if "migrations" not in path.parts
        for code in codes & words(path)
        if own[code] != path and (not code.islower() or any(name.startswith(family) for name in imported(path)))
    }
    assert found == set(), f"A {kind} is found by its CODE: nothing else names it."


def test_no_file_names_a_decrees_folder() -> None:
    """A decree is cited by number and year (20/2021); its folder is found by scanning."""
    decrees = [path for path in (ROOT / "ansinh/law/decrees").iterdir() if (path / "decree.toml").exists()]
    assert len(decrees) >= 5
    names = re.compile(r"(?<![\w-])(" + "|".join(path.name for path in decrees) + r")(?![\w-])")
    found = [f"{short(path)}: {hit}" for path in modules("ansinh") for hit in names.findall(path.read_text("utf-8"))]
    assert found == []


def test_no_file_names_a_procedure() -> None:
    """A procedure is chosen by what it does (its outcome, its groups), never by its file's name.

    Slugs that are ordinary words ("stop") are looked for with what surrounds them in a call.
    """
    slugs = {path.stem for path in (ROOT / "ansinh/law/procedures").glob("*.toml")}
    assert len(slugs) >= 10
    found = {f"{short(path)}: {slug}" for path in modules("ansinh") for slug in slugs & words(path) if "-" in slug}
    calls = re.compile(r"""\b(?:procedure|versions)\(["'](\w+)["']""")
    found |= {f"{short(path)}: {hit}" for path in modules("ansinh") for hit in calls.findall(path.read_text("utf-8"))}
    assert found == set(), "A procedure is found by its file: nothing else names it."


def test_every_channel_of_the_folder_is_found() -> None:
    assert set(channels()) == set(plugs("channel"))
