"""One person before the council: the form with its live result, the vote, and everything after the conclusion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import dossiers, permit
from ansinh.acts.disability import certificates, council, forms, review
from ansinh.acts.dossiers import NotNow
from ansinh.law.disability import board
from ansinh.law.disability.assess import FormError, assess
from ansinh.law.disability.forms import conclusions, degrees, kinds, scores
from ansinh.law.disability.rules import rule
from ansinh.pages.disability import inputs, words
from ansinh.pages.disability.stages import stage
from ansinh.pages.door import Signed, may
from ansinh.pages.people import looked
from ansinh.record.models.disability import Assessment, Complaint, Referral

Done = tuple[Callable[[Assessment, Signed, Any], object], type[inputs.Asked] | None, Any]


def _answer(one: Assessment, request: Signed, told: Any) -> object:
    left = Complaint.objects.filter(assessment__dossier=one.dossier, answered_on__isnull=True).first()
    if left is None:
        raise NotNow(_("Không còn khiếu nại nào chờ trả lời."))
    return review.answer(left, text=told["text"], by=request.user, on=timezone.localdate())


def _referral(one: Assessment) -> Referral:
    try:
        return one.referral
    except Referral.DoesNotExist:
        raise NotNow(_("Hồ sơ này không chuyển giám định y khoa.")) from None


def _refuse(one: Assessment, request: Signed, told: Any) -> object:
    if forms.latest(one.dossier) != one or one.outcome != "none" and not _found_well(one):
        raise NotNow(_("Chỉ từ chối khi kết luận là không khuyết tật."))
    said = f"Kết luận: không khuyết tật. {rule('posting').because.place}."
    return dossiers.propose_refusal(one.dossier, reason=said, by=request.user, on=timezone.localdate())


def _found_well(one: Assessment) -> bool:
    referral = getattr(one, "referral", None)
    return referral is not None and referral.degree == "none"


VERBS: dict[str, Done] = {
    "ket-luan": (
        lambda one, r, told: forms.conclude(one, by=r.user, on=timezone.localdate(), reason=told["reason"]),
        inputs.Concluding, gettext_lazy("Đã ghi kết luận của Hội đồng."),
    ),
    "bien-ban": (
        lambda one, r, told: forms.write_minutes(one, by=r.user, on=timezone.localdate(), opinions=told["opinions"]),
        inputs.Minutes, gettext_lazy("Đã ghi biên bản."),
    ),
    "khieu-nai": (
        lambda one, r, told: review.complain(one, by=r.user, on=timezone.localdate(), **told),
        inputs.Complaining, gettext_lazy("Đã ghi khiếu nại; Hội đồng trả lời trong 5 ngày làm việc."),
    ),
    "tra-loi": (_answer, inputs.Answering, gettext_lazy("Đã ghi trả lời.")),
    "giam-dinh": (
        lambda one, r, told: review.refer(one, by=r.user, on=timezone.localdate(), **told),
        inputs.Referring, gettext_lazy("Đã lập hồ sơ chuyển giám định y khoa."),
    ),
    "gui-giam-dinh": (
        lambda one, r, told: review.send(_referral(one), by=r.user, on=told["sent_on"]),
        inputs.Sending, gettext_lazy("Đã ghi ngày gửi hồ sơ giám định."),
    ),
    "cap-giay": (
        lambda one, r, told: certificates.certify(one, by=r.user, on=timezone.localdate()),
        None, gettext_lazy("Đã ký giấy xác nhận khuyết tật. Mức độ đã ghi vào hồ sơ từ tháng này."),
    ),
    "tu-choi": (_refuse, None, gettext_lazy("Đã soạn văn bản từ chối, chờ người duyệt ký ở trang Quyết định.")),
}  # fmt: skip
"""Each thing done on the page by its address: the act, the form it is given, what is said when it is done."""


@may("see")
def case(request: Signed, pk: int) -> HttpResponse:
    """The page of one person before the council: the one next step on top, what was done below."""
    one = _found(pk)
    looked(request, one.person)
    return _page(request, one)


@require_POST
@may("see")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """Do one thing; when it cannot be done the page says why and keeps what was typed."""
    one = _found(pk)
    if verb == "ket-qua":
        return _result(request, one)
    if verb not in VERBS:
        raise Http404
    act, kind, done = VERBS[verb]
    form = kind(request.POST, on=timezone.localdate()) if kind else None
    if form is None or form.is_valid():
        try:
            act(one, request, form.cleaned_data if form else {})
        except NotNow as why:
            return _page(request, _found(pk), verb=verb, form=form, error=str(why))
        messages.success(request, done)
        return redirect("disability_case", pk)
    return _page(request, one, verb=verb, form=form)


def _result(request: Signed, one: Assessment) -> HttpResponse:
    try:
        referral = _referral(one)
    except NotNow as why:
        return _page(request, one, error=str(why))
    form = inputs.Result(request.POST, on=timezone.localdate(), ground=referral.ground)
    if not form.is_valid():
        return _page(request, one, verb="ket-qua", form=form)
    try:
        review.take_result(referral, by=request.user, on=timezone.localdate(), **form.said())
    except NotNow as why:
        return _page(request, _found(one.pk), verb="ket-qua", form=form, error=str(why))
    messages.success(request, _("Đã ghi kết quả giám định."))
    return redirect("disability_case", one.pk)


@may("register")
def fill(request: Signed, pk: int) -> HttpResponse:
    """The form as it is on paper: signs of kinds, signs of degrees, ten activities."""
    one = _found(pk)
    if one.outcome:
        return redirect("disability_case", pk)
    looked(request, one.person)
    features, signs, points = _typed(request) if request.method == "POST" else (
        one.features, one.signs, {int(at): value for at, value in one.points.items()}
    )  # fmt: skip
    error = ""
    if request.method == "POST":
        try:
            forms.fill(one, features=features, signs=signs, points=points, form=request.POST.get("form", ""),
                       by=request.user)  # fmt: skip
        except NotNow as why:
            error = str(why)
        else:
            return redirect("disability_case", pk)
    context = {
        "case": one, "form": forms.form_of(one), "groups": _groups(one, features, signs), "scores": scores(),
        "activities": _activities(one, points), "error": error, "tab": "disability",
        **_finding(one, features, signs, points),
    }  # fmt: skip
    return render(request, "disability/form.html", context, status=422 if error else 200)


@require_POST
@may("register")
def tried(request: Signed, pk: int) -> HttpResponse:
    """What the form says as it is filled in so far; nothing is saved."""
    one = _found(pk)
    return render(request, "disability/finding.html", _finding(one, *_typed(request)))


@may("register")
def earlier(request: Signed, pk: int) -> HttpResponse:
    """A board's conclusion from before June 2012 in the form's place."""
    one = _found(pk)
    form = inputs.Earlier(request.POST or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            forms.fill_from_earlier(
                one, concluded=told["concluded"], percent=told["percent"], self_care=told["self_care"],
                of=told["kinds"], by=request.user,
            )  # fmt: skip
        except NotNow as why:
            form.add_error(None, str(why))
        else:
            return redirect("disability_case", pk)
    context = {"case": one, "form": form, "rule": rule("earlier"), "unclear": rule("earlier_unclear"),
               "tab": "disability"}  # fmt: skip
    return render(request, "disability/earlier.html", context)


@require_POST
@may("register")
def vote(request: Signed, pk: int) -> HttpResponse:
    """Each attending member's vote."""
    one = _found(pk)
    assert one.session is not None
    rest = request.POST.get("all", "")
    choices = {member: request.POST.get(f"v{member.pk}") or rest for member in one.session.present.all()}
    try:
        forms.vote(one, {member: choice for member, choice in choices.items() if choice}, by=request.user)
    except NotNow as why:
        return _page(request, one, error=str(why))
    return redirect("disability_case", pk)


def _found(pk: int) -> Assessment:
    return get_object_or_404(
        Assessment.objects.select_related(
            "person__unit", "dossier__unit__parent__parent", "dossier__person", "session__council__unit", "minutes_by"
        ),
        pk=pk,
    )


def _typed(request: Signed) -> tuple[list[str], list[str], dict[int, str]]:
    said = request.POST
    points = {at: said[f"p{at}"][:4] for at in range(1, 21) if said.get(f"p{at}")}
    return [text[:8] for text in said.getlist("feature")], [text[:8] for text in said.getlist("sign")], points


def _finding(one: Assessment, features: Any, signs: Any, points: Any) -> dict[str, Any]:
    """What the law says of these answers, for the live box."""
    try:
        found = assess(forms.form_of(one), features=features, signs=signs, points=points)
    except FormError as fault:
        return {"fault": str(fault)}
    return {"found": found, "degree": words.degree(found.degree or ""), "kinds": words.kinds_of(found.kinds)}


def _groups(one: Assessment, features: Any, signs: Any) -> dict[str, Any]:
    form = forms.form_of(one)
    return {
        "features": [
            (label, [(sign, sign.number in features) for sign in form.features if sign.of == kind])
            for kind, label in kinds().items()
        ],
        "signs": [
            (label, [(sign, sign.number in signs) for sign in form.signs if sign.of == degree])
            for degree, label in degrees().items()
            if any(sign.of == degree for sign in form.signs)
        ],
    }


def _activities(one: Assessment, points: Any) -> list[tuple[int, str, str]]:
    return [(at, label, points.get(at, "")) for at, label in enumerate(forms.form_of(one).activities, 1)]


def _page(
    request: Signed, one: Assessment, *, verb: str = "", form: inputs.Asked | None = None, error: str = ""
) -> HttpResponse:
    today = timezone.localdate()
    next_step = stage(one.dossier, forms.latest(one.dossier) or one)
    referral = getattr(one, "referral", None)
    shown = {name: kind(on=today) for name, (_act, kind, _done) in VERBS.items() if kind is not None}
    if one.outcome == "unable":
        shown["giam-dinh"] = inputs.Referring(on=today, initial={"ground": "a"})
    if referral is not None:
        shown["ket-qua"] = inputs.Result(on=today, ground=referral.ground)
    if form is not None:
        shown[verb] = form
    context = {
        "case": one, "person": one.person, "dossier": one.dossier, "session": one.session, "stage": next_step,
        "mine": permit.allowed(request.user, next_step.verb), "officer": permit.allowed(request.user, "register"),
        "newest": forms.latest(one.dossier) == one, "forms": {name.replace("-", "_"): f for name, f in shown.items()},
        "verb": verb, "error": error, "outcome": words.degree(one.outcome), "kinds": words.kinds_of(one.kinds),
        **_told(one), **_voting(one), **_reviewed(one, referral), "tab": "disability",
    }  # fmt: skip
    refused = bool(error) or (form is not None and form.is_bound and not form.is_valid())
    return render(request, "disability/case.html", context, status=422 if refused else 200)


def _told(one: Assessment) -> dict[str, Any]:
    """What the form shows, with why."""
    found = forms.finding(one) if one.earlier or one.features or one.signs or one.points else None
    return {
        "found": found, "degree": words.degree(found.degree or "") if found else "", "form": forms.form_of(one),
        "rule_of_form": rule("under_six" if one.form == "02" else "from_six"),
    }  # fmt: skip


def _voting(one: Assessment) -> dict[str, Any]:
    """Who attended and voted what, whether that concludes, and why not."""
    if one.session is None:
        return {}
    cast = {ballot.member_id: ballot.choice for ballot in one.votes.all()}
    decided = forms.verdict(one)
    counted = [(label, sum(choice == name for choice in cast.values())) for name, label in conclusions().items()]
    today = timezone.localdate()
    return {
        "ballots": [(m, cast.get(m.pk, ""), words.degree(cast.get(m.pk, ""))) for m in one.session.present.all()],
        "choices": conclusions(), "counted": [(label, count) for label, count in counted if count],
        "quorum": council.quorum(one.session), "decided": words.degree(decided.choice or ""),
        "by_president": decided.how == "president", "majority": decided.rule,
        "why_not": None if one.outcome else forms.hindrance(one, today),
        "differs": bool(decided.choice) and (forms.differs(one, decided.choice or "") or decided.choice == "unable"),
    }  # fmt: skip


def _reviewed(one: Assessment, referral: Referral | None) -> dict[str, Any]:
    """Complaints, the medical board, the certificate."""
    made = one.certificates.first()
    day = referral.asked_on if referral else timezone.localdate()
    return {
        "complaints": one.complaints.select_related("answered_by"), "referral": referral,
        "board_degree": words.degree(referral.degree) if referral else "",
        "board_kinds": words.kinds_of(referral.kinds) if referral else "",
        "payer": review.payer(referral) if referral else "", "pays": board.pays(referral.ground) if referral else None,
        "ground": board.ground(referral.ground) if referral else None, "board_steps": board.steps(day),
        "grounds": rule("grounds"), "appeal": rule("board_appeal"), "posting": rule("posting"),
        "certificate": made, "sign_by": certificates.due_on(one.dossier, one),
        "cannot_sign": certificates.hindrance(one),
    }  # fmt: skip
