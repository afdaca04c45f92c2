"""Nhận hồ sơ: whom it is for, and which procedure of which family fits them, before the form is filled in."""

from __future__ import annotations

import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import authority, dossiers, funerals, people, permit
from ansinh.law.benefit import kind_of
from ansinh.law.procedure import Group, Procedure, procedures
from ansinh.pages.door import Signed, may
from ansinh.pages.dossier_forms import Newcomer
from ansinh.pages.fields import key
from ansinh.pages.people import looked
from ansinh.reckoning.months import month_of
from ansinh.reckoning.names import fold
from ansinh.record.models.assistance import AT_DEATH, Family, family_of
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.reports import people as people_reports
from ansinh.reports.places import called_now

TAKING_IN = ("award", "adjust", "stop", "suspend", "resume", "move", "grant")
"""Outcomes a dossier is taken in for here; certificates are the council's pages."""

FOUND = 20

FAMILIES = {"tro-giup": gettext_lazy("Trợ giúp xã hội"), "nguoi-co-cong": gettext_lazy("Người có công")}
"""The two lists procedures are chosen from, by their name in the address."""


class Choice(NamedTuple):
    """A procedure as it is offered to one person: the groups that fit, or the sentence that says what to do instead."""

    law: Procedure
    groups: tuple[Group, ...]
    instead: str = ""
    likely: bool = True


@may("register")
def new(request: Signed) -> HttpResponse:
    """Whom it is for: found in the register, or written into it now."""
    if (pk := key(request.GET.get("nguoi", ""))) is not None:
        return _choose(request, get_object_or_404(Person.objects.select_related("unit"), pk=pk))
    today = timezone.localdate()
    typed = request.GET.get("tim", "").strip()[:200]
    form = Newcomer(request.POST or None, communes=communes_of(request.user), on=today, initial=_typed_already(typed))
    if request.method == "POST" and form.is_valid():
        try:
            person = people.enrol(by=request.user, from_month=month_of(today), **form.person())
        except people.NumberTaken as taken:
            form.add_error("identity_number", str(taken))
        else:
            return redirect(f"{reverse('new_dossier')}?{urlencode({'nguoi': person.pk})}")
    found = people_reports.search(typed, FOUND).people if typed else []
    context = {"form": form, "typed": typed, "found": found, "tab": "dossiers", "opened": request.method == "POST"}
    return render(request, "dossiers/new.html", context)


def _typed_already(sought: str) -> dict[str, str]:
    """What was looked for in vain need not be typed again: a name, or a number."""
    if sought.isdecimal():
        return {"identity_number": sought} if len(sought) == 12 else {}
    return {} if any(sign.isdecimal() or sign == "," for sign in sought) else {"full_name": sought}


def communes_of(user: User) -> QuerySet[Unit]:
    """The communes of today that a user serves, by name."""
    here = Unit.objects.communes().valid_on(timezone.localdate()).filter(pk__in=permit.cover(user))
    return here.order_by("name")


def _choose(request: Signed, person: Person) -> HttpResponse:
    """Which procedure, and for which group."""
    today = timezone.localdate()
    every = [_choice(law, person, today) for law in procedures(today) if law.outcome in TAKING_IN]
    family, sought = _family(request, person), request.GET.get("tim", "").strip()[:100]
    offered = [one for one in every if _matches(one, sought) and (sought or family in _families(one.law))]
    error = ""
    if request.method == "POST":
        slug, _dot, group = request.POST.get("thu-tuc", "").partition("/")
        chosen = next((one for one in every if one.law.slug == slug), None)
        error = _refused(chosen, group)
        if not error:
            try:
                unit = authority.home(person, today)
                made = dossiers.start(procedure=slug, unit=unit, by=request.user, on=today, person=person, group=group)
            except (ValueError, dossiers.NotNow) as why:
                error = str(why)
            else:
                return redirect("dossier", made.pk)
    looked(request, person)
    context = {
        "called_today": called_now([person.unit], today).get(person.unit_id),
        "person": person, "offered": [one for one in offered if one.likely], "error": error, "tab": "dossiers",
        "others": [one for one in offered if not one.likely], "family": family, "sought": sought,
        "families": [(name, words, _count(every, name)) for name, words in FAMILIES.items()],
        "awards": person.awards.filter(until_month__isnull=True),
    }  # fmt: skip
    return render(request, "dossiers/choose.html", context)


def _family(request: Signed, person: Person) -> str:
    """Which list is open: the one asked for, else merit for who draws merit, else social assistance."""
    asked = request.GET.get("loai", "")
    if asked in FAMILIES:
        return asked
    held = person.awards.order_by("-from_month").values_list("kind", flat=True).first()
    return "nguoi-co-cong" if held and family_of(held) == Family.MERIT else "tro-giup"


def _families(law: Procedure) -> tuple[str, ...]:
    """In which lists a procedure stands: what awards nothing of its own (a stop, a move) stands in both."""
    if not law.kinds:
        return tuple(FAMILIES)
    return ("nguoi-co-cong",) if law.of_merit else ("tro-giup",)


def _count(offered: list[Choice], family: str) -> int:
    return sum(one.likely for one in offered if family in _families(one.law))


def _matches(one: Choice, sought: str) -> bool:
    """Whether every word looked for stands in the procedure's name or a group's, with or without tone marks."""
    told = fold(" ".join([one.law.name, *(group.label for group in one.law.groups)]))
    return all(word in told for word in fold(sought).split())


def _refused(chosen: Choice | None, group: str) -> str:
    """Why nothing was chosen yet; empty when it was."""
    if chosen is not None and chosen.instead:
        return chosen.instead
    if chosen is None or (chosen.law.groups and chosen.law.group(group) is None):
        return _("Chọn một thủ tục; thủ tục có nhiều nhóm thì chọn nhóm.")
    return ""


def _choice(law: Procedure, person: Person, today: datetime.date) -> Choice:
    """What one procedure offers somebody who draws something or not, lives or has died."""
    held = set(person.awards.filter(until_month__isnull=True).values_list("kind", flat=True))
    if not set(AT_DEATH).isdisjoint(law.kinds):
        fits = funerals.fitting(person, today)
        if fits is not None and fits.slug != law.slug:
            return Choice(law, (), funerals.instead(fits), likely=False)
        return Choice(law, law.groups, likely=person.died_on is not None or bool(held))
    mine = {kind for kind in held if (family_of(kind) == Family.MERIT) == law.of_merit}
    if law.outcome == "resume":
        paused = person.awards.filter(suspensions__isnull=False, suspensions__until_month__isnull=True)
        some = any(kind in mine for kind in paused.values_list("kind", flat=True))
        return Choice(law, law.groups, "" if some else _("Người này không có khoản nào đang tạm dừng."), some)
    if law.outcome == "suspend" or (law.outcome == "move" and (law.leaves or law.of_merit)):
        nothing = "" if mine else _("Người này không đang hưởng khoản nào của thủ tục này.")
        return Choice(law, law.groups, nothing, bool(mine))
    if law.outcome in ("stop", "move"):
        return Choice(law, law.groups, likely=bool(held))
    if law.outcome == "adjust" and not held:
        nothing = _("Người này không đang hưởng khoản nào. Muốn xin hưởng thì chọn thủ tục đề nghị trợ cấp.")
        return Choice(law, (), nothing, likely=False)
    if law.outcome == "adjust":
        groups = tuple(group for group in law.groups if kind_of(group.code) in held)
        other = _("Khoản người này đang hưởng không điều chỉnh bằng thủ tục này.")
        return Choice(law, groups, "" if groups else other, bool(groups))
    return Choice(law, law.groups, likely=person.died_on is None)
