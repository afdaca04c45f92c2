"""The district's half-year report and the province's speech, drafted, reckoned from the records and signed."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable
from importlib import resources
from typing import Any

from ansinh.acts.reporting import drafting, writing
from ansinh.acts.rulings import books
from ansinh.law.report_forms import report_form
from ansinh.law.report_periods import read
from ansinh.record.models.places import Unit
from ansinh.record.models.reporting import Report
from ansinh.record.models.users import User
from ansinh.reports import reporting


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """Each once its day is over; nothing twice."""
    told = tomllib.loads(resources.files(__package__).joinpath("reports.toml").read_text("utf-8"))
    for one in told["report"]:
        by = User.objects.filter(username=one["drafted_by"]).first()
        if by is None or one["on"] > today or Report.objects.filter(form=one["form"]).exists():
            continue
        unit = Unit.objects.get(code=one["place"], level=one["level"], valid_to__isnull=False)
        _signed(one, unit, by)
        echo(f"{report_form(one['form']).title}, {read(one['period']).name}: đã ký.")


def _signed(one: dict[str, Any], unit: Unit, by: User) -> None:
    made = drafting.draft(one["form"], unit, read(one["period"]), on=one["on"], by=by)
    drafting.say(made, {code: "\n".join(lines) for code, lines in one["words"].items()}, by=by)
    law = books(made.on)
    wanted = reporting.wanted(made, writing.asked(made))
    counted = reporting.count(made, wanted, law)
    drafting.keep(made, counted, by=by)
    signer = User.objects.get(username=one["signed_by"])
    made.signed_by, made.signed_on, made.paper_number = signer, one["on"], one["number"]
    made.signer_title = writing.signer(report_form(made.form), unit)
    document = writing.document(made, reporting.spaces(made, marked=False))
    drafting.sign(made, counted, reporting.behind(made, wanted, law), document, paper_number=one["number"],
                  signed_on=one["on"], by=signer, title=made.signer_title)  # fmt: skip
