"""The lock files: in step with pyproject.toml, hashed, naming no index; and nothing used that is not asked for."""

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.frame.tree import ROOT, modules, short

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
DEV = [Requirement(text) for text in PROJECT["project"]["optional-dependencies"]["dev"]]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)(?: ; ([^\\]+))? \\$", re.M)

Lock = dict[str, set[str]]


def lock(name: str) -> Lock:
    """Every locked version by canonical name; more than one when Python versions differ."""
    versions: Lock = {}
    for found in PINNED.finditer((ROOT / name).read_text()):
        versions.setdefault(canonicalize_name(found[1]), set()).add(found[2])
    return versions


RUN_LOCK, DEV_LOCK = lock("requirements.lock"), lock("requirements-dev.lock")


@pytest.mark.parametrize("asked", RUN, ids=str)
def test_run_lock_answers_what_is_asked(asked: Requirement) -> None:
    versions = RUN_LOCK.get(canonicalize_name(asked.name), set())
    assert versions, f"{asked} is not in requirements.lock: make lock"
    assert all(asked.specifier.contains(version) for version in versions), f"{asked}: {versions} is locked: make lock"


@pytest.mark.parametrize("asked", DEV, ids=str)
def test_dev_lock_answers_what_is_asked(asked: Requirement) -> None:
    versions = DEV_LOCK.get(canonicalize_name(asked.name), set())
    assert versions, f"{asked} is not in requirements-dev.lock: make lock"
    assert all(asked.specifier.contains(version) for version in versions), f"{asked}: {versions} is locked: make lock"


def test_tests_run_on_the_very_versions_the_program_runs_on() -> None:
    assert {name: DEV_LOCK.get(name) for name in RUN_LOCK} == RUN_LOCK


def test_own_package_is_built_without_the_net() -> None:
    assert "setuptools" in RUN_LOCK


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_file_is_hashed_and_no_place_is_named(name: str) -> None:
    text = (ROOT / name).read_text()
    entries = [entry for entry in re.split(r"\n(?=[A-Za-z])", text) if "==" in entry]
    assert entries
    assert [entry.split(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "index" not in text.lower().replace("edited by hand", "")


def test_what_is_installed_is_what_is_locked() -> None:
    """The versions under these very tests are the locked ones."""
    differ = {}
    for name, versions in DEV_LOCK.items():
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue  # a package of another system, by its marker
        if name != "setuptools" and found not in versions:
            differ[name] = (found, versions)
    assert differ == {}


def imports(path: Path) -> set[str]:
    """Top names imported anywhere in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_nothing_is_imported_that_is_not_asked_for() -> None:
    """A package that came along with another may go with it: what we import we ask for by name."""
    ours = {"ansinh", "demo", "bench", "scripts", "tests"}
    asked = {canonicalize_name(requirement.name) for requirement in RUN}
    giver = metadata.packages_distributions()
    strangers = {
        f"{short(path)}: {name}"
        for path in modules("ansinh", "demo")
        for name in imports(path) - ours - set(sys.stdlib_module_names)
        if not {canonicalize_name(one) for one in giver.get(name, [])} & asked
    }
    assert strangers == set()
