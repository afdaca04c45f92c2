"""The rooms' import rule: arrows go only down, and no room stands outside the rule."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.frame.tree import ROOT, modules, short

LINTER = str(Path(sys.executable).parent / "lint-imports")


def test_arrows_go_only_down() -> None:
    run = subprocess.run([LINTER, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"A room looks where it may not (docs/rooms.md):\n{run.stdout}{run.stderr}"


def test_an_arrow_upwards_is_caught(tmp_path: Path) -> None:
    """The rule can fail: the same contract over a house with one wrong arrow is broken."""
    for room in ("pages", "jobs", "acts", "reports", "law", "reckoning", "record", "world"):
        (tmp_path / "ansinh" / room).mkdir(parents=True)
        (tmp_path / "ansinh" / room / "__init__.py").write_text("")
    (tmp_path / "ansinh" / "__init__.py").write_text("")
    (tmp_path / "ansinh" / "law" / "wrong.py").write_text("import ansinh.record\n")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    run = subprocess.run([LINTER, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "ansinh.law.wrong -> ansinh.record" in run.stdout


def test_every_room_is_under_the_rule() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    assert layers["exhaustive"] is True
    named = {room.strip() for line in layers["layers"] for room in line.split("|")}
    there = {path.name for path in (ROOT / "ansinh").iterdir() if (path / "__init__.py").exists()}
    assert there == named


def test_every_room_has_the_word_on_its_door() -> None:
    rooms = (ROOT / "docs" / "rooms.md").read_text("utf-8")
    there = {path.name for path in (ROOT / "ansinh").iterdir() if (path / "__init__.py").exists()}
    assert [room for room in sorted(there) if f"| `{room}` |" not in rooms] == []


def test_nothing_is_kept_in_an_attic() -> None:
    attics = {"utils", "util", "common", "helpers", "helper", "constants", "misc"}
    found = [
        short(path) for path in modules("ansinh", "demo", "bench", "tests") if attics & {path.stem, path.parent.name}
    ]
    assert found == [], "A helper lives with its one user, or in a room with a name."
