"""The minutes of an inspection: who came, what was found, what is asked by when; the rest is written by hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from ansinh.acts import authority, sentences
from ansinh.acts.writing import head, template
from ansinh.record.models.activities import Finding, Inspection
from ansinh.record.models.places import Unit
from ansinh.world.documents.filling import render

LONG = ("…… " * 12).strip()
"""Dots over about a line, with room to break."""

HEAD, SECRETARY = "trưởng đoàn", "thư ký"
"""What whoever leads and whoever writes is called on the team's list."""


def minutes(inspection: Inspection) -> bytes:
    """The minutes as a Word document, in the form of decree 30/2020; their number is written by hand."""
    office = office_of(inspection)
    told = fields(inspection, inspection.findings.order_by("due", "pk"), office)
    return render(template("inspection_minutes", office), told)


def office_of(inspection: Inspection) -> Unit:
    """Who inspected: the nearest place of whoever wrote it down that the commune lies under; else what is above it."""
    mine = set(inspection.by.places.values_list("pk", flat=True))
    above: Unit | None = inspection.unit
    while above is not None:
        if above.pk in mine:
            return above
        above = above.parent
    return inspection.unit.parent or inspection.unit


def fields(inspection: Inspection, found: Iterable[Finding], office: Unit) -> dict[str, Any]:
    """What the template may say."""
    first, last = inspection.first_day, inspection.last_day
    when = sentences.long_day(first)
    team = [(str(name), str(what)) for name, what in inspection.team]
    return head(office, last) | {
        "number": ".....", "symbol": "BB-ĐKT", "inspected": str(inspection.unit), "about": inspection.about,
        "place": f"Ủy ban nhân dân {authority.whole_name(inspection.unit)}", "plan": inspection.plan,
        "when": when if first == last else f"từ {when} đến {sentences.long_day(last)}",
        "team": [f"{name}, {what}" if what else name for name, what in team],
        "leader": _who(team, HEAD) or (team[0][0] if team else ""), "secretary": _who(team, SECRETARY),
        "rows": [
            {"no": str(at), "text": one.text, "asked": one.asked, "who": one.who, "due": f"{one.due:%d/%m/%Y}"}
            for at, one in enumerate(found, 1)
        ], "dots": LONG,
    }  # fmt: skip


def sample(unit: Unit, on: datetime.date) -> dict[str, Any]:
    """The fields of minutes that are kept nowhere: a template is tried with them."""
    made = Inspection(unit=unit, plan="Kế hoạch mẫu", about="…", first_day=on, last_day=on, team=[["…", HEAD]])
    return fields(made, [Finding(text="…", asked="…", who="…", due=on)], unit)


def _who(team: list[tuple[str, str]], office: str) -> str:
    return next((name for name, what in team if office in what.lower()), "")
