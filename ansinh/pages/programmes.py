"""Chương trình: what the office gives by lists, the ready ones and its own; tried on the register before it is kept."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import asking, permit, programmes, rounds
from ansinh.acts.programmes import Fault, Level
from ansinh.law import programme as law
from ansinh.law import question
from ansinh.law.question_names import names
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.months import read_month
from ansinh.pages.programme_forms import EVERY, FAMILIES, GROUPS, TO, Opened, Written, filled
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import month_figures
from ansinh.reckoning.months import first_day, month_of
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.reports import programmes as reports


@may("see")
def listed(request: Signed) -> HttpResponse:
    """The rounds of the branch, and every programme that can be opened today."""
    table = Table.of(
        request,
        "cac-dot",
        _round_columns(),
        [_round(one) for one in reports.rounds(permit.cover(request.user))],
        paged=True,
    )
    if wants_workbook(request, table):
        return table.workbook()
    ready = programmes.offered(timezone.localdate(), by=request.user)
    families = [(words, [one for one in ready if one.family == family]) for family, words in FAMILIES.items()]
    context = {"table": table, "families": [pair for pair in families if pair[1]], "tab": "programmes"}
    return render(request, "programmes/listed.html", context)


def _round_columns() -> list[Column]:
    return [
        Column("title", _("Đợt")), Column("month", _("Xét theo tháng"), "month"), Column("scope", _("Địa bàn")),
        Column("lists", _("Danh sách"), "count"), Column("waiting", _("Chờ duyệt"), "count"),
        Column("lines", _("Suất"), "count", True), Column("amount", _("Số tiền (đồng)"), "money", True),
    ]  # fmt: skip


def _round(one: reports.Told) -> dict[str, Any]:
    this = one.round
    return one._asdict() | {
        "title": this.title, "href": reverse("round", args=[this.pk]), "month": this.month, "scope": str(this.scope),
    }  # fmt: skip


@may("see")
def programme(request: Signed, slug: str) -> HttpResponse:
    """One programme: who, how much, from which purse, with which papers; tried now, and opened as a round."""
    this = _found(slug, request)
    month = read_month(request.GET.get("thang", "")) or month_of(timezone.localdate())
    places = _places(request, month)
    scope = places.filter(pk=key(request.GET.get("xa", ""))).first()
    told = tried(request, slug, programmes.text_of(slug, by=request.user), month, scope) if "thu" in request.GET else {}
    shown = read_month(request.POST.get("levels_of", "")) or month
    levels = _levels(this, shown, scope or places.first(), timezone.localdate())
    own = places.filter(pk__in=request.user.places.values("pk"))
    first = {"month": month, "unit": scope or next((some.get() for some in (own, places) if some.count() == 1), None)}
    form = Opened(request.POST or None, programme=this, levels=levels, places=places, initial=first)
    if request.method == "POST" and form.is_valid():
        asked, then = form.cleaned_data["month"], levels
        if "levels_of" in request.POST and asked != shown:
            then = _levels(this, asked, form.cleaned_data["unit"], timezone.localdate())
        same = [one.dong for one in then] == [one.dong for one in levels]
        made = _opened(request, slug, form) if same else form.of_month(asked, then)
        if not isinstance(made, list):
            messages.success(request, _("Đã mở đợt. Lập danh sách từng xã ở đây."))
            return redirect("round", made.pk)
        form.told(made)
        shown, levels = asked, then
    context = {
        "programme": this, "slug": slug, "groups": list(zip(this.groups, levels, strict=True)), "form": form,
        "levels_of": month_figures(shown),
        "every": EVERY[this.every], "to": TO[this.to], "month": month_figures(month), "places": places, "scope": scope,
        "own": law.shipped(slug) is None, "tab": "programmes", "may_open": permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    return render(request, "programmes/programme.html", context | told, status=422 if form.errors else 200)


def _found(slug: str, request: Signed) -> law.Programme:
    try:
        return law.read(slug, programmes.text_of(slug, by=request.user))
    except LookupError as unknown:
        raise Http404 from unknown


def _places(request: Signed, month: int) -> Any:
    """Where this user may open a round: their places and the communes in them, as the map is in the month."""
    mine = Unit.objects.valid_on(first_day(month)).filter(pk__in=request.user.places.values("pk"))
    within = Unit.objects.communes().valid_on(first_day(month)).filter(pk__in=permit.cover(request.user))
    return (mine | within).distinct().order_by("-level", "name")


def _levels(this: law.Programme, month: int, scope: Unit | None, on: datetime.date) -> list[Level]:
    if scope is None:
        return [Level(group.code, None, group.because, group.provisional) for group in this.groups]
    return programmes.levels(this, month, scope, on)


def _opened(request: Signed, slug: str, form: Opened) -> Any:
    told = form.cleaned_data
    return rounds.open_round(
        slug, title=told["title"], campaign=told["campaign"], month=told["month"], scope=told["unit"],
        entered=form.entered(), basis=told["basis"], source=told["source"], money=told["money"],
        keep=bool(told.get("keep")), by=request.user,
        on=timezone.localdate(),
    )  # fmt: skip


def tried(request: Signed, slug: str, text: str, month: int, scope: Unit | None) -> dict[str, Any]:
    """Who a programme reaches now: how many by group and commune, and twenty of them."""
    units = permit.communes_of([scope]) if scope else permit.cover(request.user)
    if faults := programmes.faults(slug, text):
        return {"faults": faults}
    found = rounds.tried(slug, text, month=month, units=units, by=request.user)
    read = law.read(slug, text)
    counts = found.by_group()
    names_of = {unit.pk: str(unit) for unit in Unit.objects.filter(pk__in=found.by_unit())}
    communes = sorted(((names_of[pk], count) for pk, count in found.by_unit().items()), key=lambda pair: -pair[1])
    return {
        "tried": found, "total": found.total, "also": found.also() if len(found.groups) > 1 else 0,
        "shared": _shared(found, read) if len(found.groups) > 1 else [],
        "by_group": [(group, counts[group.code]) for group in read.groups], "communes": communes,
        "sample": asking.sample(found), "household": read.to == "household",
    }  # fmt: skip


def _shared(found: asking.Asked, read: law.Programme) -> list[tuple[Person, list[str]]]:
    """Who fits several groups, with the names of the groups."""
    names_of = {group.code: group.name for group in read.groups}
    return [(person, [names_of[code] for code in codes]) for person, codes in asking.shared(found)]


@may("register")
def edit(request: Signed, slug: str = "") -> HttpResponse:
    """A new programme of the office, or one taken as a pattern; tried as often as one likes before it is kept."""
    first = filled(slug, _found(slug, request)) if slug else {"family": "gift", "to": "person", "every": "year"}
    form = Written(_to_try(request.POST) if "thu" in request.POST else request.POST or None, initial=first)
    context: dict[str, Any] = {"form": form, "words": _words(), "tab": "programmes", "slug": slug}
    if request.method == "POST" and form.is_valid():
        pattern = programmes.text_of(slug, by=request.user) if slug else ""
        told, text = form.cleaned_data["slug"], form.text(pattern)
        if "thu" in request.POST:
            said = tried(request, told, text, month_of(timezone.localdate()), None)
            form.told(said.pop("faults", []))
            if not form.errors:
                context["form"] = Written(initial={name: request.POST.get(name) for name in form.fields})
            return render(request, "programmes/edit.html", context | said, status=422 if form.errors else 200)
        kept = _kept(request, told, text)
        if not isinstance(kept, list):
            messages.success(request, _("Đã giữ chương trình. Mở đợt đầu tiên ở đây."))
            return redirect("programme", told)
        form.told(kept)
    return render(request, "programmes/edit.html", context, status=422 if form.errors else 200)


def _to_try(typed: QueryDict) -> dict[str, str]:
    """What was typed, with something in the place of what is not written yet: to try it the sentences are enough."""
    usual = {"name": "Thử", "slug": "thu", "source": "-"}
    for at in range(GROUPS):
        if typed.get(f"who{at}"):
            usual |= {f"code{at}": f"N{at + 1}", f"name{at}": _("Nhóm %(n)s") % {"n": at + 1}}
    return {name: str(said) for name, said in typed.items()} | {
        name: typed.get(name) or said for name, said in usual.items()
    }


def _kept(request: Signed, slug: str, text: str) -> Any:
    place = request.user.places.order_by("pk").first()
    if place is None:
        return [Fault("slug", _("Tài khoản này chưa được giao địa bàn."))]
    return programmes.keep(slug, text, unit=place, by=request.user)


def _words() -> list[tuple[str, str, str]]:
    """The words a question may use: the word, its values, what it means."""
    found = []
    for name in names().values():
        values = ", ".join(words[0] for _value, words in name.values)
        found.append(
            (name.words[0], values or {"integer": _("một số"), "boolean": _("có, không")}.get(name.type, ""), name.says)
        )
    return found


@require_POST
@may("see")
def tell(request: Signed) -> HttpResponse:
    """What one question is answered with, while it is being written: how many, or what is not understood."""
    text = str(next((said for field, said in request.POST.items() if field.startswith("who")), ""))
    read = question.read(text)
    context: dict[str, Any] = {"text": text}
    if isinstance(read, question.Wrong):
        context["wrong"] = read
        context["before"], context["after"] = text[: read.at], text[read.at :]
    else:
        to = "household" if request.POST.get("to") == "household" else "person"
        month = month_of(timezone.localdate())
        found = asking.ask(read, to=to, month=month, units=permit.cover(request.user), by=request.user)
        context |= {
            "read": read,
            "total": found.total,
            "household": to == "household",
            "sample": asking.sample(found)[:5],
        }
    return render(request, "programmes/told.html", context)
