"""People: a person's page, and why a month is what it is."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ansinh.acts import dossiers, merging, merit_slips, permit
from ansinh.acts.round_amounts import held as held_devices
from ansinh.acts.turns import turn_of
from ansinh.law.child_groups import is_child
from ansinh.pages.disability.words import told
from ansinh.pages.door import Signed, may
from ansinh.pages.fact_forms import changeable
from ansinh.pages.months import read_month
from ansinh.pages.reasons import reasons
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import month_figures, month_iso
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import ONCE, Award, Suspension
from ansinh.record.models.people import Person
from ansinh.record.models.trail import Look
from ansinh.reports import disability as disability_reports
from ansinh.reports import dossiers as reports_of_dossiers
from ansinh.reports import doubles
from ansinh.reports import merit as merit_reports
from ansinh.reports import person as person_reports
from ansinh.reports import programmes as programme_reports
from ansinh.reports.places import called_now, office
from ansinh.reports.recovery import debts as debts_of

LINES = 13


@may("see")
def person(request: Signed, pk: int) -> HttpResponse:
    """Everything known of one person; that somebody looked is recorded."""
    someone = _someone(pk)
    Look.objects.create(by=request.user, person=someone)
    month = _month(request, someone)
    payments = person_reports.payments(someone)
    table = Table.of(request, "da-chi", _payment_columns(), [_payment(p) for p in payments])
    if wants_workbook(request, table):
        return table.workbook()
    short = len(payments) > LINES and not request.GET.get("tat_ca")
    auditor = permit.allowed(request.user, "read the trail")
    today = timezone.localdate()
    awards = person_reports.awards(someone)
    return render(
        request,
        "people/person.html",
        {
            "person": someone,
            "why": reasons(someone, month, today),
            "called_today": called_now([someone.unit], today).get(someone.unit_id),
            "awards": [_award(award, payments) for award in awards],
            "facts": person_reports.facts(someone, get_language() or "vi"),
            "table": Table(table.name, table.columns, table.rows[:LINES], table.sort) if short else table,
            "more_lines": len(payments) if short else 0,
            "this_month": month_of(today),
            "looks": person_reports.looks(someone) if auditor else None,
            "changes": person_reports.changes(someone) if auditor else None,
            "dossiers": [
                (one, dossiers.law_of(one).name) for one in someone.dossiers.select_related("unit").order_by("-pk")
            ],
            "deaths": reports_of_dossiers.deaths_told(someone),
            "decisions": reports_of_dossiers.decided(someone),
            "merged_by": merging.standing(someone),
            "merged_here": doubles.merged_into(someone),
            "debts": [one for one in debts_of(today, person=someone) if one.is_open],
            "certificates": [(one, told(one)) for one in disability_reports.of_person(someone)],
            "given": programme_reports.given(someone),
            "turn": turn_of(someone, month_of(today)),
            "devices": held_devices(someone, today.year),
            "merit": merit_slips.status_lines(someone, today),
            "slips": merit_reports.slips_of(someone),
            "is_child": _child(someone, today),
            **_to_change(someone, list(awards), month_of(today)),
        },
    )


def _child(someone: Person, today: datetime.date) -> bool:
    """Whether somebody is a child, or anything was written of them as one."""
    birth = (someone.birth_year, someone.birth_month, someone.birth_day)
    return (birth[0] is not None and is_child((birth[0], birth[1], birth[2]), today)) or someone.circumstances.exists()


def _to_change(someone: Person, awards: list[Award], month: int) -> dict[str, Any]:
    """What can be changed of a person, and how they are paid now: an account or collector that ended is left out."""
    now = Q(until_month__isnull=True) | Q(until_month__gt=month)
    monthly = [award for award in awards if award.until_month is None or award.until_month > month + 1]
    return {
        "changeable": changeable(),
        "paused": any(_held(award) for award in awards),
        "once": ONCE,
        "running": any(award.kind not in ONCE for award in monthly),
        "accounts": someone.accounts.filter(now).order_by("from_month"),
        "collectors": someone.collectors.filter(now).order_by("from_month"),
    }


def _award(award: Award, paid: list[person_reports.Payment]) -> tuple[Award, str, str, bool]:
    """An award, its group's name, what the newest list pays it as when that is another, and whether it is held."""
    return award, person_reports.group_name(award, paid), person_reports.drawn_as(award, paid), _held(award)


def _held(award: Award) -> bool:
    """Whether months of an award still wait for a decision: held, and not after its end."""
    return any(_waits(award, pause) for pause in award.suspensions.all())


def _waits(award: Award, pause: Suspension) -> bool:
    return pause.until_month is None and (award.until_month is None or pause.from_month < award.until_month)


@may("see")
def why(request: Signed, pk: int) -> HttpResponse:
    """The reasons of another month, for HTMX to put in their place."""
    someone = _someone(pk)
    looked(request, someone)
    month = _month(request, someone)
    return render(request, "people/why.html", {"person": someone, "why": reasons(someone, month, timezone.localdate())})


@may("see")
def slip(request: Signed, pk: int) -> HttpResponse:
    """The reasons alone on a sheet that can be given to the person."""
    someone = _someone(pk)
    Look.objects.create(by=request.user, person=someone)
    month = _month(request, someone)
    today = timezone.localdate()
    context = {
        "person": someone,
        "why": reasons(someone, month, today),
        "today": today,
        "office_of_today": office(someone.unit, today),
        "called_today": called_now([someone.unit], today).get(someone.unit_id),
    }
    return render(request, "people/slip.html", context)


def looked(request: Signed, someone: Person) -> None:
    """A part of a record that was opened is a look as well, told once an hour."""
    lately = timezone.now() - datetime.timedelta(hours=1)
    if not Look.objects.filter(by=request.user, person=someone, at__gte=lately).exists():
        Look.objects.create(by=request.user, person=someone)


def _someone(pk: int) -> Person:
    return get_object_or_404(Person.objects.select_related("unit", "household"), pk=pk)


def _month(request: Signed, someone: Person) -> int:
    """The month asked for; else the last one a list holds for the person; else this month."""
    asked = read_month(request.GET.get("thang"))
    if asked is not None:
        return asked
    last = someone.lines.order_by("-for_month").values_list("for_month", flat=True).first()
    return last if last is not None else month_of(timezone.localdate())


def _payment_columns() -> list[Column]:
    return [
        Column("run", _("Danh sách"), "date"),
        Column("month", _("Của tháng"), "month"),
        Column("kind", _("Chế độ")),
        Column("entry", _("Khoản")),
        Column("amount", _("Số tiền (đồng)"), "money"),
        Column("status", _("Kết quả")),
    ]


def _payment(payment: person_reports.Payment) -> dict[str, object]:
    line = payment.line
    return {
        "run": month_figures(line.run_month),
        "href": reverse("run", args=[line.run_id]),
        "month": line.for_month,
        "href:month": f"?thang={month_iso(line.for_month)}#why",
        "kind": _(payment.kind),
        "entry": _(payment.entry),
        "amount": line.amount,
        "status": _(payment.status),
    }
