"""What a decision's group attests: the facts that must have been true for the office to have given it.

An office's register says "người khuyết tật nặng", not "disability: severe". Landing a row records the facts each
group attests (said in the benefit's own file) with the register as their source, so that the law can be asked and
every amount held against it.
"""

from __future__ import annotations

from typing import Any

from ansinh.law.benefit import attested
from ansinh.law.month import Month
from ansinh.world.registers.row import RegisterRow

COLUMNS = ("household", "disability", "children_raised", "children_under_36_months", "pregnant", "studying", "hiv",
           "hard_area", "farming", "no_supporter")  # fmt: skip
"""Fields of a register's row that are facts of the law under the same name."""


def facts_of(row: RegisterRow) -> dict[str, Any]:
    """The law's facts a landed row attests: its group's, then what its own columns say."""
    found: dict[str, Any] = {}
    group = attested(row.group_code or "", Month.from_number(row.from_month or 0)) if row.group_code else None
    if group is not None:
        found |= group.facts
        if group.units and row.coefficient and row.coefficient > 1:
            found[group.units] = int(row.coefficient)
    for name in COLUMNS:
        value = getattr(row, name)
        if value is not None and value != "none":
            found[name] = value
    if row.pension:
        found["pension"] = "retirement"
    found |= row.facts or {}
    if row.merit:
        found["merit"] = "own"
    return found
