"""The tables of imported workbooks: which there were, their rows to be looked at, amounts the law does not give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.pages.tables import Column
from ansinh.record.models.people import Person
from ansinh.record.models.tasks import Import, ImportRow

OUTCOMES = {
    "landed": gettext_lazy("vào sổ"),
    "landed with remarks": gettext_lazy("vào sổ, có ghi chú"),
    "held": gettext_lazy("giữ lại chờ sửa"),
    "not a person": gettext_lazy("tiêu đề, cộng, ký"),
}


def outcomes(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    """How many rows became what: the outcome, its words, the number."""
    return [(outcome, str(words), counts.get(outcome, 0)) for outcome, words in OUTCOMES.items()]


def history_columns() -> list[Column]:
    return [
        Column("name", _("Tệp")),
        Column("at", _("Nhập ngày"), "day"),
        Column("by", _("Người nhập")),
        Column("place", _("Nơi")),
        Column("landed", _("Vào sổ"), "count"),
        Column("remarked", _("Có ghi chú"), "count"),
        Column("open", _("Còn chờ sửa"), "count"),
        Column("differences", _("Khác mức luật"), "count"),
    ]


def history(row: Import) -> dict[str, Any]:
    return {
        "name": row.name,
        "href": reverse("import", args=[row.pk]),
        "at": row.at,
        "by": row.by.full_name_vi if row.by else _("máy"),
        "place": row.place,
        "landed": row.counts.get("landed", 0),
        "remarked": row.counts.get("landed with remarks", 0),
        "open": row.open_rows,  # type: ignore[attr-defined]
        "differences": row.different,  # type: ignore[attr-defined]
    }


def row_columns(*, held: bool, status: bool = False) -> list[Column]:
    """A row to be looked at; its remarks each on a line of its own; what became of it since when asked."""
    columns = [
        Column("name", _("Họ và tên"), "name"),
        Column("where", _("Trang, dòng")),
        Column("remarks", _("Vì sao giữ lại") if held else _("Ghi chú")),
    ]
    return [*columns, Column("status", _("Tình trạng"))] if status else columns


class KeptRows(Sequence[dict[str, Any]]):
    """The rows of a workbook for a table, read a page at a time: there may be a hundred thousand."""

    def __init__(self, rows: QuerySet[ImportRow]) -> None:
        self.rows = rows.select_related("answered_by", "aside_by")
        self.count_of_rows = rows.count()

    def __len__(self) -> int:
        return self.count_of_rows

    @overload
    def __getitem__(self, at: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, at: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, at: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        return self._told(list(self.rows[at]))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._told(list(self.rows)))

    def _told(self, rows: list[ImportRow]) -> list[dict[str, Any]]:
        people = Person.objects.filter(pk__in={row.person_id for row in rows})
        known = set(people.values_list("pk", flat=True))
        return [kept_row(row, known) for row in rows]


def kept_row(row: ImportRow, known: set[int]) -> dict[str, Any]:
    """A row that was kept, with what became of it since; ``known``: people this reader may open."""
    person = row.person_id if row.person_id in known else None
    return {
        "pk": row.pk,
        **_told(row.sheet, row.row, row.full_name, row.remarks),
        "person": reverse("person", args=[person]) if person else "",
        "status": _status(row),
        "by": row.answered_by,
        "open": row.answered_by_id is None and row.aside_at is None,
        "aside": row.aside_at is not None,
    }


def tried_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a workbook that was only tried, from the report's line of it."""
    return {**_told(row["sheet"], row["row"], row["values"].get("full_name", ""), row["remarks"]), "status": ""}


def _told(sheet: str, row: int, name: str, remarks: list[dict[str, Any]]) -> dict[str, Any]:
    first = sorted(
        remarks, key=lambda remark: not remark.get("holds")
    )  # what keeps the row out, then what is only noted
    faults = [(_cell(remark), remark["sentence"]) for remark in first]
    written = " ".join(f"{cell}: {sentence}" if cell else sentence for cell, sentence in faults)
    return {"where": f"{sheet}, {row}", "name": name, "faults": faults, "remarks": written}


def _cell(remark: dict[str, Any]) -> str:
    """Where a remark points: the column, and what stands there unless the sentence says it."""
    where = _("Cột %(letter)s") % {"letter": remark["column"]} if remark["column"] else ""
    value = f"“{remark['value']}”" if remark["value"] else ""
    return " ".join(filter(None, (where, "" if value in remark["sentence"] else value)))


def _status(row: ImportRow) -> str:
    if row.aside_by is not None:
        told = {"who": row.aside_by.full_name_vi, "why": row.aside_reason, "day": f"{row.aside_at:%d/%m/%Y}"}
        return _("Không đưa vào sổ: %(why)s (%(who)s, %(day)s)") % told
    if row.answered_by is None:
        return _("chờ sửa")
    if row.held_again:
        return _("đã gửi lại, còn giữ ở")
    return _("đã vào sổ từ")


def difference_columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"),
        Column("where", _("Trang, dòng")),
        Column("group", _("Nhóm")),
        Column("month", _("Tháng"), "month"),
        Column("stated", _("Sổ ghi (đồng)"), "money"),
        Column("law", _("Theo luật (đồng)"), "money"),
        Column("reason", _("Vì sao")),
    ]


def difference(row: dict[str, Any], *, landed: bool = True) -> dict[str, Any]:
    """One award; while its workbook is only tried the person may not be there to be opened."""
    return {
        "name": row["name"],
        "href": reverse("person", args=[row["person"]]) if landed and row.get("person") else "",
        "where": f"{row['sheet']}, {row['row']}",
        "group": row["group"],
        "month": row["month"],
        "stated": row["stated"],
        "law": row["law"],
        "reason": row["reason"],
    }
