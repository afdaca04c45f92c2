"""A household's own page: what it is, lacks and was given; help is written here, and how the household changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts.poverty import helping, moving
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.poverty import standard
from ansinh.law.review import rules
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.poverty import household_forms as forms
from ansinh.pages.poverty.forms import Asked
from ansinh.reckoning.months import month_of
from ansinh.record.models.household_help import HouseholdHelp
from ansinh.record.models.people import Household, Person
from ansinh.record.models.poverty import HouseholdClass
from ansinh.reports import household as cards
from ansinh.reports import people as people_reports
from ansinh.reports import production


@may("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """Who lives there, what it is, lacks, draws and was given."""
    return _shown(request, the_household(request, pk))


def the_household(request: Signed, pk: int) -> Household:
    """A household of the branch."""
    home = get_object_or_404(Household.objects.select_related("unit"), pk=pk)
    if home.unit_id not in permit.cover(request.user):
        raise Http404
    return home


def _shown(request: Signed, home: Household, **given: Any) -> HttpResponse:
    told = cards.card(home, month_of(timezone.localdate()))
    context: dict[str, Any] = {
        "card": told, "household": home, "tab": "poverty", "causes": _causes(told.now),
        "may_prepare": permit.allowed(request.user, "prepare"), "living": _living(home),
        "handed": production.of_household(home), "trainings": production.trainings_of(home),
        "voided": [one for one in told.helps if one.voided_by_id],
    }  # fmt: skip
    fresh = {verb: make(home, None) for verb, make in FORMS.items()}
    return render(request, "poverty/household.html", context | fresh | given, status=422 if given else 200)


def _causes(now: HouseholdClass | None) -> list[str]:
    return [rules().causes[code] for code in now.causes if code in rules().causes] if now else []


def _living(home: Household) -> list[Person]:
    return list(Person.objects.filter(household=home, died_on=None, merged_into=None).order_by("birth_year", "pk"))


def _helping(home: Household, data: Any) -> Asked:
    now = home.classes.order_by("-from_month").first()
    return forms.Helping(data, of=standard(now.data_year if now else timezone.localdate().year))


FORMS: dict[str, Callable[[Household, Any], Asked]] = {
    "giup": _helping,
    "bo": lambda home, data: forms.Voiding(data),
    "them": lambda home, data: forms.Joining(data),
    "tach": lambda home, data: forms.Splitting(data, people=_living(home)),
    "nhap": lambda home, data: forms.Merging(data),
    "chuyen": lambda home, data: forms.Leaving(data, on=timezone.localdate()),
    "het": lambda home, data: forms.Since(data),
}
"""The form of each step, by the word its address has."""


@require_POST
@may("prepare")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """One change of the household; what is refused is told at its field and nothing typed is lost."""
    if verb not in DO:
        raise Http404
    home = the_household(request, pk)
    form = FORMS[verb](home, request.POST)
    if not form.is_valid():
        return _shown(request, home, **{verb: form}, wrong=verb)
    try:
        said, goes_to = DO[verb](request, home, form.cleaned_data)
    except Wrong as wrong:
        form.told({"unit": "place"}.get(wrong.field, wrong.field), str(wrong))
        return _shown(request, home, **{verb: form}, wrong=verb)
    except (NotNow, permit.Refused) as why:
        form.add_error(None, str(why))
        return _shown(request, home, **{verb: form}, wrong=verb)
    messages.success(request, said)
    here = goes_to.unit_id in permit.cover(request.user)
    return redirect("household", goes_to.pk) if here else redirect("poverty")


Done = tuple[str, Household]
Said = dict[str, Any]


def _given(request: Signed, home: Household, said: Said) -> Done:
    said["amount"] = said["amount"] or 0
    helping.give(home, by=request.user, on=timezone.localdate(), **said)
    return _("Đã ghi việc giúp hộ."), home


def _voided(request: Signed, home: Household, said: Said) -> Done:
    one = get_object_or_404(HouseholdHelp.objects.filter(household=home), pk=key(request.POST.get("viec", "")))
    helping.void(one, reason=said["reason"], by=request.user)
    return _("Đã bỏ việc ghi nhầm."), home


def _joined(request: Signed, home: Household, said: Said) -> Done:
    person = the_person(said.pop("who"), "who")
    moving.join(home, person, by=request.user, **said)
    return _("%(who)s đã vào hộ.") % {"who": person.full_name}, home


def the_person(typed: str, field: str) -> Person:
    """The one person somebody typed. Raises ``Wrong`` at the field: none, or several."""
    found = people_reports.search(typed, 2)
    if len(found.people) != 1:
        raise Wrong(field, _("Ghi số định danh, hoặc họ tên và năm sinh, sao cho đúng một người."))
    return found.people[0]


def _split(request: Signed, home: Household, said: Said) -> Done:
    named = set(said.pop("people"))
    chosen = [one for one in _living(home) if str(one.pk) in named]
    made = moving.split(home, chosen, by=request.user, **said)
    return _("Đã tách hộ %(head)s.") % {"head": made.head}, made


def _merged(request: Signed, home: Household, said: Said) -> Done:
    person = the_person(said.pop("into"), "into")
    if person.household is None:
        raise Wrong("into", _("%(who)s chưa có hộ trong sổ.") % {"who": person.full_name})
    moving.merge(home, person.household, by=request.user, **said)
    return _("Đã nhập vào hộ %(head)s.") % {"head": person.household.head}, person.household


def _moved(request: Signed, home: Household, said: Said) -> Done:
    unit = said["unit"]
    moving.move(home, unit, village=said["village"], from_month=said["from_month"], paper=said["paper"],
                by=request.user)  # fmt: skip
    return _("Hộ đã chuyển đến %(unit)s.") % {"unit": unit}, home


def _ended(request: Signed, home: Household, said: Said) -> Done:
    moving.end(home, by=request.user, **said)
    return _("Đã ghi hộ không còn ai."), home


DO: dict[str, Callable[[Signed, Household, Said], Done]] = {
    "giup": _given, "bo": _voided, "them": _joined, "tach": _split, "nhap": _merged, "chuyen": _moved, "het": _ended,
}  # fmt: skip
