"""Licences: nothing under GPL or AGPL comes along with the program or its tests."""

import re
from importlib import metadata

import pytest

from tests.frame.test_locks import DEV, DEV_LOCK, RUN
from tests.frame.tree import ROOT

COPYLEFT = re.compile(r"(?<![L-])\bA?GPL|(?<!Lesser )(?<!Library or )General Public License|Affero", re.I)
KNOWN = {"axe-playwright-python": "MIT", "pyxform": "BSD-2-Clause"}
"""Said in the package's LICENSE file alone."""


def licence(name: str) -> str:
    """What a package's own metadata says its licence is, in whichever field."""
    said = metadata.metadata(name)
    if name in KNOWN:
        return KNOWN[name]
    if expression := said.get("License-Expression"):
        return expression
    named = [line.split("::")[-1].strip() for line in said.get_all("Classifier", []) if line.startswith("License")]
    return "; ".join(named) or (said.get("License") or "").split("\n")[0]


def installed() -> list[str]:
    return [name for name in DEV_LOCK if any(metadata.distributions(name=name))]


@pytest.mark.parametrize("name", installed())
def test_package_may_be_linked(name: str) -> None:
    said = licence(name)
    assert said, f"{name} does not say its licence."
    assert not COPYLEFT.search(said), f"{name} is under {said}."


@pytest.mark.parametrize(
    "said", ["GPL-3.0-only", "GNU General Public License v2 (GPLv2)", "AGPL-3.0", "GNU Affero General"]
)
def test_copyleft_is_recognised(said: str) -> None:
    assert COPYLEFT.search(said)


@pytest.mark.parametrize("said", ["LGPL-3.0-only", "GNU Lesser General Public License v3", "MPL-2.0", "MIT"])
def test_what_may_be_linked_is_let_through(said: str) -> None:
    assert not COPYLEFT.search(said)


def test_every_dependency_has_its_reason() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    assert [asked.name for asked in [*RUN, *DEV] if f"| {asked.name} |" not in page] == []


def test_no_reason_outlives_its_dependency() -> None:
    rows = re.findall(r"^\| ([A-Za-z][\w-]*) \|", (ROOT / "docs" / "dependencies.md").read_text("utf-8"), re.M)
    assert set(rows) - {asked.name for asked in [*RUN, *DEV]} - {"package"} == set()
