"""How many fewer households are poor at the year's end than at its beginning, by the table of movement; or the rate's
fall, in hundredths of 1 %."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from ansinh.reckoning.poverty import POOR
from ansinh.reckoning.values import Value
from ansinh.record.models.places import Unit
from ansinh.reports.indicator import Asked, Heading, Row
from ansinh.reports.poverty import movement
from ansinh.reports.poverty_targets import outlooks, whole

TAKES = {"rate": bool}
HEADINGS = (Heading("Xã"), Heading("Đầu năm", "count"), Heading("Giảm", "count"), Heading("Tăng", "count"),
            Heading("Cuối năm", "count"))  # fmt: skip


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    year = asked.period.year
    if given.get("rate"):
        found = outlooks(asked.units, year, "poor", on=asked.on)
        return Value(whole(found, None, "poor").fall) if found else Value()
    sums = movement(sorted(asked.units), year, POOR).select("opening", "closing").sum().row(0)
    return Value(sums[0] - sums[1])


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    units = {one.pk: one for one in Unit.objects.filter(pk__in=asked.units)}
    link = reverse("poverty_tables")
    found = movement(sorted(asked.units), asked.period.year, POOR).iter_rows(named=True)
    return sorted(
        (Row((str(units[row["unit"]]), row["opening"], row["to_other"] + row["above"] + row["other_out"],
              row["from_other"] + row["back"] + row["new"] + row["other_in"], row["closing"]), row["unit"],
             f"{link}?nam={asked.period.year + 1}&xa={row['unit']}")
         for row in found), key=lambda one: one.cells[0],
    )  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    if given.get("rate"):
        return f"{reverse('poverty_targets')}?nam={asked.period.year}"
    return f"{reverse('poverty_tables')}?nam={asked.period.year + 1}"
