"""What a decision's group attests: the facts that must have been true for the office to have given it.

An office's register says "người khuyết tật nặng", not "disability: severe". Landing a row records these facts
with the register as their source, so that the law can be asked and every amount held against it.
"""

from __future__ import annotations

from typing import Any

from ansinh.world.registers.row import RegisterRow

DECREE_20 = 2021 * 12 + 6
"""July 2021, when decree 20/2021 began."""

GROUPS: dict[str, dict[str, Any]] = {
    "K1": {"orphan": "not_stated"},
    "K2": {"studying": True, "was_k1_at_16": True},
    "K3": {"hiv": True, "household": "poor"},
    "K4": {"household": "poor", "marital": "unmarried"},
    "K5a": {"household": "poor", "no_supporter": True},
    "K5b": {"household": "poor", "hard_area": True},
    "K5c": {},
    "K5d": {"household": "poor", "no_supporter": True, "qualifies_for_facility": True, "taken_in": True},
    "K6.ĐBN": {"disability": "extreme"},
    "K6.N": {"disability": "severe"},
    "K7": {"household": "poor", "hard_area": True},
    "K8": {"hiv": True, "household": "poor", "unable_to_work": True},
    "HTXH": {},
    "C1": {"orphan": "not_stated", "taken_in": True},
    "C2": {"taken_in": True},
    "C3": {"children_under_36_months": 1},
    "C4": {"children_under_36_months": 2},
    "C5": {"disability": "extreme", "cared_at_home": True},
    "C6": {"disability": "extreme", "taken_in": True},
    "C7": {"disability": "extreme", "taken_in": True},
}

COLUMNS = ("household", "disability", "children_raised", "children_under_36_months", "pregnant", "studying", "hiv",
           "hard_area", "no_supporter")  # fmt: skip
"""Fields of a register's row that are facts of the law under the same name."""


def facts_of(row: RegisterRow) -> dict[str, Any]:
    """The law's facts a landed row attests: its group's, then what its own columns say."""
    found = dict(GROUPS.get(row.group_code or "", {}))
    if row.group_code == "K4":
        found["children_raised"] = _children(row)
    if row.group_code == "K2" and (row.from_month or DECREE_20) < DECREE_20:
        found["k2_since_136"] = True
    for name in COLUMNS:
        value = getattr(row, name)
        if value is not None and value != "none":
            found[name] = value
    if row.pension:
        found["pension"] = "retirement"
    if row.merit:
        found["merit"] = "own"
    return found


def _children(row: RegisterRow) -> int:
    """Children a single parent raises: as stated, else one a unit of the coefficient the office pays by."""
    if row.children_raised:
        return row.children_raised
    return max(1, int(row.coefficient)) if row.coefficient else 1
