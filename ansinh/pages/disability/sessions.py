"""The council of a commune and its sessions: who sits, who attended, who comes before it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts.disability import council as acts
from ansinh.acts.disability import forms
from ansinh.acts.dossiers import NotNow
from ansinh.law.disability import council as law
from ansinh.law.disability.rules import rule
from ansinh.pages.disability.inputs import Meeting, Replacing
from ansinh.pages.disability.stages import stage
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import DayField, key, keys
from ansinh.reckoning.names import fold
from ansinh.record.models.disability import Council, Session
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.places import Unit
from ansinh.reports import disability as reports


@may("register")
def new_council(request: Signed, unit: int) -> HttpResponse:
    """The decision that establishes a commune's council: who holds each office; one name may stand at several."""
    here = get_object_or_404(Unit.objects.communes(), pk=unit)
    permit.check(request.user, "register", here)
    today = timezone.localdate()
    said, error = request.POST, ""
    rows = [
        (seat, said.get(f"name_{seat.name}", "")[:120].strip(), said.get(f"title_{seat.name}", "")[:120].strip())
        for seat in law.seats(today)
    ]
    if request.method == "POST":
        try:
            made = acts.establish(
                unit=here, number=said.get("number", "")[:60], by=request.user, members=_seated(rows),
                decided_on=DayField(label=_("Ngày quyết định")).clean(said.get("decided_on", "")) or today,
            )  # fmt: skip
        except (NotNow, ValidationError) as why:
            error = " ".join(why.messages) if isinstance(why, ValidationError) else str(why)
        else:
            messages.success(request, _("Đã ghi Hội đồng."))
            return redirect("council", made.pk)
    context = {
        "unit": here, "rows": rows, "error": error, "number": said.get("number", ""),
        "decided_on": said.get("decided_on", ""), "rule": rule("composition"), "tab": "disability",
    }  # fmt: skip
    return render(request, "disability/new_council.html", context, status=422 if error else 200)


def _seated(rows: list[tuple[law.Seat, str, str]]) -> list[acts.Seated]:
    """Each person once, with all the offices the name stands at."""
    people: dict[str, tuple[str, list[str], str]] = {}
    for seat, name, title in rows:
        if name:
            known, offices, named = people.setdefault(fold(name), (name, [], title))
            offices.append(seat.name)
            people[fold(name)] = (known, offices, named or title)
    return [acts.Seated(*person) for person in people.values()]


@may("see")
def council(request: Signed, pk: int) -> HttpResponse:
    """Who sits on a council, its sessions; a member is replaced by a decision."""
    held = get_object_or_404(Council.objects.select_related("unit"), pk=pk)
    today = timezone.localdate()
    form = Replacing(request.POST or None, on=today)
    if request.method == "POST" and permit.allowed(request.user, "register"):
        member = get_object_or_404(held.members, pk=key(request.POST.get("member", "")))
        if form.is_valid():
            told = form.cleaned_data
            try:
                acts.replace(member, full_name=told["full_name"], title=told["title"], on=told["day"], by=request.user)
            except NotNow as why:
                form.add_error(None, str(why))
            else:
                messages.success(request, _("Đã ghi thành viên mới."))
                return redirect("council", pk)
    labels = {seat.name: seat.label for seat in law.seats(held.decided_on)}
    members = [(one, [labels.get(name, name) for name in one.offices]) for one in acts.members_on(held, today)]
    context = {
        "council": held, "members": members, "form": form, "sessions": reports.sessions().filter(council=held),
        "needed": law.quorum(len(members)), "rule": rule("quorum"), "tab": "disability",
    }  # fmt: skip
    return render(request, "disability/council.html", context)


@may("register")
def new_session(request: Signed) -> HttpResponse:
    """A meeting is called."""
    first = {"council": key(request.GET.get("hoi_dong", ""))}
    form = Meeting(request.POST or None, on=timezone.localdate(), councils=reports.councils(), initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = acts.open_session(told["council"], on=told["day"], place=told["place"], by=request.user)
        except NotNow as why:
            form.add_error(None, str(why))
        else:
            return redirect("session", made.pk)
    context = {"form": form, "rule": rule("place"), "tab": "disability"}
    return render(request, "disability/new_session.html", context)


@may("see")
def session(request: Signed, pk: int) -> HttpResponse:
    """One session: who attended, whether that is enough, who comes before it and what each waits for."""
    return _session(request, _found(pk))


@require_POST
@may("register")
def attend(request: Signed, pk: int) -> HttpResponse:
    """Who attended."""
    one = _found(pk)
    wanted = keys(request.POST.getlist("member"))
    try:
        held = acts.attend(one, [m for m in one.council.members.all() if m.pk in wanted], by=request.user)
    except NotNow as why:
        return _session(request, one, error=str(why))
    if held.enough:
        messages.success(request, _("Đủ người dự họp: %(n)s/%(all)s.") % {"n": held.present, "all": held.members})
    else:
        messages.warning(
            request,
            _("Mới có %(n)s/%(all)s người, cần ít nhất %(needed)s: phiên họp chưa có giá trị.")
            % {"n": held.present, "all": held.members, "needed": held.needed},
        )
    return redirect("session", pk)


@require_POST
@may("register")
def take_up(request: Signed, pk: int) -> HttpResponse:
    """People who wait come before this session."""
    one = _found(pk)
    wanted = keys(request.POST.getlist("dossier"))
    last = None
    for dossier in Dossier.objects.filter(pk__in=wanted):
        try:
            last = forms.take_up(dossier, one, by=request.user)
        except NotNow as why:
            return _session(request, one, error=f"{dossier.person}: {why}")
    if last is not None and len(wanted) == 1:
        return redirect("disability_case", last.pk)
    return redirect("session", pk)


def _found(pk: int) -> Session:
    return get_object_or_404(Session.objects.select_related("council__unit"), pk=pk)


def _session(request: Signed, one: Session, error: str = "") -> HttpResponse:
    present = set(one.present.values_list("pk", flat=True))
    labels = {seat.name: seat.label for seat in law.seats(one.on)}
    members = [
        (member, member.pk in present, "; ".join(labels.get(name, name) for name in member.offices),
         law.pay_cap(member.offices))
        for member in acts.members_on(one.council, one.on)
    ]  # fmt: skip
    about = one.assessments.select_related("person", "dossier", "referral").order_by("pk")
    cases = [(case, stage(case.dossier, case)) for case in about]
    context = {
        "session": one, "members": members, "quorum": acts.quorum(one), "cases": cases, "error": error,
        "waiting": reports.waiting(one), "concluded": any(case.outcome for case, _stage in cases),
        "rule": rule("quorum"), "mine": permit.allowed(request.user, "register"), "tab": "disability",
    }  # fmt: skip
    return render(request, "disability/session.html", context, status=422 if error else 200)
