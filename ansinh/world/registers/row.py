"""A row of an office's register as it was read: the person it tells of, and what is wrong with it.

Months are plain numbers: ``year * 12 + month - 1``. Money is whole đồng. ``None`` always means "the
workbook does not say": nothing is filled in by guessing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any, Literal

Verb = Literal["add", "adjust", "stop", "death", "member"]
Outcome = Literal["person", "not_a_person"]
Severity = Literal["hold", "note"]
Kind = str
"""A kind of award, by the register's own word for it."""

BEGINS: tuple[Verb, ...] = ("add", "member")
"""Verbs of rows that may begin somebody's record."""

HOLD: Severity = "hold"
NOTE: Severity = "note"


@dataclass(frozen=True, slots=True)
class UnitName:
    """A commune as the caller knows it; ``name`` without its kind ("Tam Đa"), ``kind`` as "xã"."""

    code: str
    name: str
    kind: str
    district: str
    province: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say about a cell: which, what stood there, and a sentence for the officer."""

    code: str
    field: str
    column: str
    value: str
    sentence: str
    severity: Severity = NOTE


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One person's line in a register: who, which group, since when, how much, how paid."""

    full_name: str | None = None
    sex: Literal["male", "female"] | None = None
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    identity_number: str | None = None
    """12 digits."""
    old_number: str | None = None
    """9 digits, of the old identity card."""
    ethnicity: str | None = None
    commune: str | None = None
    """As written, in the row, the section, the sheet's name or the title."""
    commune_code: str | None = None
    commune_valid_from: date | None = None
    """Codes are used again: a unit is a code and the day it began."""
    village: str | None = None
    group_text: str | None = None
    group_code: str | None = None
    """K1 K2 K3 K4 K5a K5b K5c K5d K6.ĐBN K6.N K7 K8 HTXH C1..C7; age bands follow from the age."""
    kind: Kind | None = None
    decree: str | None = None
    """The decree the workbook names ("20/2021"), or the one in force on the row's own date."""
    decision_number: str | None = None
    decided_on: date | None = None
    from_month: int | None = None
    until_month: int | None = None
    """The last month that is due."""
    stop_reason: str | None = None
    stop_number: str | None = None
    """The decision that ended it, of a row that also names the one that gave it."""
    stop_decided_on: date | None = None
    coefficient: Decimal | None = None
    stated_amount: int | None = None
    """What the office's own column says it pays a month, in đồng: a claim, to be held against the law."""
    stated_arrears: int | None = None
    stated_arrears_months: int | None = None
    pay_by: Literal["post", "bank", "wallet"] | None = None
    bank_name: str | None = None
    bank_branch: str | None = None
    account_number: str | None = None
    account_holder: str | None = None
    wallet: str | None = None
    collector_name: str | None = None
    collector_relation: str | None = None
    collector_number: str | None = None
    phone: str | None = None
    note: str | None = None
    died_on: date | None = None
    household: Literal["poor", "near_poor", "average", "other"] | None = None
    household_head: str | None = None
    household_code: str | None = None
    relation: str | None = None
    """To the head of the household, as written."""
    disability: Literal["extreme", "severe", "mild", "none"] | None = None
    disability_kind: str | None = None
    certificate_number: str | None = None
    certificate_on: date | None = None
    children_raised: int | None = None
    children_under_36_months: int | None = None
    pregnant: bool | None = None
    pension: bool | None = None
    """Draws a pension or a monthly social-insurance benefit."""
    merit: bool | None = None
    """Draws a monthly allowance for people with merit."""
    studying: bool | None = None
    hiv: bool | None = None
    hard_area: bool | None = None
    farming: bool | None = None
    no_supporter: bool | None = None
    carer_name: str | None = None
    facts: Mapping[str, Any] | None = None
    """Further facts of the law the row's standing attests."""

    def stated(self) -> Iterator[tuple[str, Any]]:
        """Every field the workbook says something about, with its value."""
        for name in FIELDS:
            value = getattr(self, name)
            if value is not None:
                yield name, value


FIELDS = tuple(one.name for one in fields(RegisterRow))


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of one sheet, whatever it holds; ``row`` is the number Excel shows.

    ``cells`` keeps the text of every filled cell under its column's letter. ``rows`` is more than one
    only where blank rows that follow each other are reported together.
    """

    sheet: str
    row: int
    outcome: Outcome
    verb: Verb = "add"
    values: RegisterRow | None = None
    cells: dict[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    rows: int = 1

    @property
    def held(self) -> bool:
        """A person's row that may not land as it stands."""
        return self.outcome == "person" and any(remark.severity == HOLD for remark in self.remarks)

    @property
    def landing(self) -> str:
        """landed, landed with remarks, held, or not a person."""
        if self.outcome == "not_a_person":
            return "not a person"
        if self.held:
            return "held"
        return "landed with remarks" if self.remarks else "landed"

    def to_json(self) -> dict[str, Any]:
        """The row as a line of the dry run's report: dates ISO, months "2018-01", money as numbers."""
        values = {name: plain(name, value) for name, value in self.values.stated()} if self.values else {}
        said = [
            {"code": r.code, "field": r.field, "column": r.column, "value": r.value, "sentence": r.sentence}
            for r in self.remarks
        ]
        line = {"sheet": self.sheet, "row": self.row, "outcome": self.landing, "verb": self.verb}
        if self.outcome == "not_a_person":
            line = {"sheet": self.sheet, "row": self.row, "rows": self.rows, "outcome": self.landing}
        return {**line, "values": values, "remarks": said}


def plain(name: str, value: Any) -> Any:
    """A value of a register's row as JSON can hold it."""
    if name.endswith("_month") and name != "birth_month":
        return f"{value // 12:04d}-{value % 12 + 1:02d}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
