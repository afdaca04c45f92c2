"""One pair side by side: how each field agrees and what it weighs, what each draws, and what is decided of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import confirmed, doubles, inquiries, merging
from ansinh.law.decree import label_of
from ansinh.pages.door import Signed, may
from ansinh.pages.doubles import homes_of, told_done, where
from ansinh.pages.fact_forms import changeable, fact_field
from ansinh.pages.fields import DayField, MonthField
from ansinh.pages.people import looked
from ansinh.pages.upcoming import arrive_for
from ansinh.reckoning.linkage.guards import RULES
from ansinh.reckoning.linkage.score import signed
from ansinh.reckoning.months import month_of
from ansinh.record.models.decisions import Decision, Drafted
from ansinh.record.models.linkage import ListKind, Merge, OutsideRow, Pair, PairState
from ansinh.record.models.people import Person
from ansinh.record.models.recovery import Debt
from ansinh.reports import doubles as reports

FIELDS = (
    ("name", gettext_lazy("Họ và tên")), ("birth", gettext_lazy("Ngày sinh")), ("sex", gettext_lazy("Giới tính")),
    ("number", gettext_lazy("Số định danh")), ("old_number", gettext_lazy("CMND cũ")),
    ("place", gettext_lazy("Nơi ở")),
)  # fmt: skip

STRENGTHS = (
    (600, gettext_lazy("rất khớp"), "good"), (150, gettext_lazy("khớp"), "good"),
    (1, gettext_lazy("khớp, ít giá trị"), ""), (-149, gettext_lazy("hơi khác"), ""),
    (-599, gettext_lazy("trái nhau"), "bad"), (-(10**6), gettext_lazy("trái nhau hẳn"), "bad"),
)  # fmt: skip
"""A weight in words, from its least hundredths down."""


class OnPaper(forms.Form):
    """A decision on paper; needed only where something stops by it."""

    number = forms.CharField(label=gettext_lazy("Quyết định thôi hưởng số"), max_length=60, required=False)
    decided_on = DayField(label=gettext_lazy("Ngày quyết định"), required=False)


class Merging(OnPaper):
    """Two records made one: which stays, from which month."""

    kept = forms.TypedChoiceField(label=gettext_lazy("Giữ lại"), coerce=int, widget=forms.RadioSelect)
    month = MonthField(
        label=gettext_lazy("Người giữ lại hưởng từ tháng"),
        help_text=gettext_lazy("Các tháng trước vẫn đứng ở người đã được chi."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=300, help_text=gettext_lazy("Ví dụ: đối chiếu thẻ căn cước ngày 12/6.")
    )
    field_order = ("kept", "month", "reason", "number", "decided_on")

    def __init__(self, *args: Any, both: tuple[Person, Person], needs_decision: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept: Any = self.fields["kept"]
        named = zip((_("Người này"), _("Người kia")), both, strict=True)
        kept.choices = [(one.pk, f"{said}: {one.full_name} ({one.birth_text}), {one.unit}") for said, one in named]
        if not needs_decision:
            del self.fields["number"], self.fields["decided_on"]


class Confirming(OnPaper):
    """What a row of a list from outside says of somebody, by the kind of list."""

    died_on = DayField(label=gettext_lazy("Ngày mất"), required=False)
    value = forms.ChoiceField(label=gettext_lazy("Đang hưởng"), required=False)
    from_month = MonthField(label=gettext_lazy("Từ tháng"), required=False)
    field_order = ("died_on", "value", "from_month", "number", "decided_on")

    asked = {
        ListKind.DEATHS: ("died_on",), ListKind.PENSION: ("value", "from_month"),
        ListKind.MERIT: ("value", "from_month"), ListKind.ELSEWHERE: ("from_month", "number", "decided_on"),
    }  # fmt: skip

    def __init__(self, *args: Any, row: OutsideRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = ListKind(row.source.kind)
        for name in [name for name in self.fields if name not in self.asked[kind]]:
            del self.fields[name]
        if kind in confirmed.FACTS:
            value: Any = fact_field(changeable()[confirmed.FACTS[kind][0]])
            value.choices = [(key, words) for key, words in value.choices if key not in ("", "none")]
            self.fields["value"] = value
        if kind == ListKind.ELSEWHERE:
            self.fields["from_month"].label = _("Thôi hưởng ở đây từ tháng")
            self.fields["number"].help_text = _("Để trống số và ngày thì An Sinh soạn dự thảo quyết định để ký.")


@may("see")
def double(request: Signed, pk: int) -> HttpResponse:
    """The two side by side; what an officer of both places may decide of them."""
    pair = get_object_or_404(Pair.objects.select_related("decided_by"), pk=pk)
    (left, right) = reports.sides([pair])[pair.pk]
    if left.hidden:
        left, right = right, left
    for side in (left, right):
        if side.person is not None:
            looked(request, side.person)
    return render(request, "doubles/pair.html", _context(request, pair, left, right))


def _context(request: Signed, pair: Pair, left: reports.Side, right: reports.Side, **forms_: Any) -> dict[str, Any]:
    home = homes_of([pair], request.user).get(pair.pk, "")
    both = (left.person, right.person) if left.person and right.person else None
    twice = merging.double(*both, timezone.localdate()) if both else []
    told: dict[str, Any] = {
        "pair": pair, "left": left, "right": right, "home": home, "where": where(right, home),
        "rows": _fields(pair, left, right), "held": RULES[pair.held][0] if pair.held in RULES else "",
        "awards": [[(award, label_of(award.code)) for award in reports.awards(side.person)] if side.person else []
                   for side in (left, right)],
        "twice": [(one, label_of(one.stays.code), label_of(one.goes.code)) for one in twice],
        "may_decide": doubles.may_decide(pair, request.user), "waits": pair.state in reports.WAITING,
        "merge": _merge_of(both), "asked": inquiries.of(pair), "answer": inquiries.answer(pair),
        "drafts": _drafts(pair) if pair.state == PairState.SAME else [],
        "debts": _debts(pair) if pair.state == PairState.SAME else [],
    }  # fmt: skip
    if both and told["may_decide"] and told["merge"] is None and pair.state != PairState.DIFFERENT:
        kept = twice[0].stays.person_id if twice else both[0].pk
        first = {"kept": kept, "month": month_of(timezone.localdate()) + 1}
        told["form"] = Merging(both=both, needs_decision=bool(twice), initial=first)
    if right.row and told["may_decide"] and told["waits"]:
        said = {"died_on": right.row.died_on, "from_month": right.row.from_month}
        told["confirm"] = Confirming(row=right.row, initial=said)
    return told | forms_


def _fields(pair: Pair, left: reports.Side, right: reports.Side) -> list[dict[str, Any]]:
    """Each field of both, how it agrees, and its weight in words; what neither says is left out."""
    why = {one["field"]: one for one in pair.why}
    rows = []
    for name, label in FIELDS:
        values, told = (getattr(left, name), getattr(right, name)), why.get(name)
        if told is None or not any(values) and told["level"] == "missing":
            continue
        weight = told["weight"]
        words, tag = (_("không nói gì"), "") if told["level"] == "missing" else _strength(weight)
        rows.append({"label": label, "left": values[0], "right": values[1], "agrees": told["label"],
                     "words": words, "weight": signed(weight), "tag": tag})  # fmt: skip
    return rows


def _strength(weight: int) -> tuple[str, str]:
    """How much a field says for or against one person, in words, and the colour that goes with it."""
    return next((str(words), tag) for least, words, tag in STRENGTHS if weight >= least)


def _drafts(pair: Pair) -> QuerySet[Decision]:
    """What waits to be signed because of who stands twice: what stops, or by a fact now known is another level."""
    waiting = Decision.objects.filter(origin__in=("double", "event"), state=Drafted.DRAFT)
    return waiting.filter(effects__person__in=filter(None, (pair.left_id, pair.right_id))).distinct()


def _debts(pair: Pair) -> list[Debt]:
    """What was paid too much to somebody who stood twice, as far as lists have found it."""
    people = filter(None, (pair.left_id, pair.right_id))
    return list(Debt.objects.filter(person__in=people).select_related("person").order_by("-pk"))


def _merge_of(both: tuple[Person, Person] | None) -> Merge | None:
    """The merge that stands between the two."""
    if both is None:
        return None
    ids = [person.pk for person in both]
    return Merge.objects.filter(kept__in=ids, gone__in=ids, undone_at__isnull=True).select_related("kept").first()


@may("register")
@transaction.atomic
def decide(request: Signed, pk: int, verb: str) -> HttpResponse:
    """One button of the pair's page."""
    pair = get_object_or_404(Pair, pk=pk)
    if request.method != "POST":
        return redirect("double", pk)
    reason, by = request.POST.get("reason", "").strip()[:300], request.user
    deeds: dict[str, tuple[Callable[[], Pair], str]] = {
        "khac": (lambda: doubles.different(pair, reason=reason, by=by), _("Đã ghi: hai người khác nhau.")),
        "cung": (
            lambda: doubles.same(pair, reason=reason, by=by),
            _("Đã ghi: cùng một người. Hai hồ sơ còn riêng, gộp ở trang này khi đã rõ."),
        ),
        "hoi": (
            lambda: doubles.ask_again(pair, reason=reason, by=by),
            _("Đã gửi câu hỏi cho xã bằng một hồ sơ; cặp này chờ câu trả lời."),
        ),
        "mo": (lambda: confirmed.taken_back(pair, by=by), _("Cặp này lại chờ xem.")),
    }
    if verb not in deeds:
        raise Http404
    deed, words = deeds[verb]
    try:
        deed()
    except ValueError as error:
        messages.error(request, str(error))
        return redirect("double", pk)
    if verb in ("cung", "mo"):
        messages.success(request, words)
        return redirect("double", pk)
    return told_done(request, words)


@may("register")
def merge(request: Signed, pk: int) -> HttpResponse:
    """The two records made one."""
    pair = get_object_or_404(Pair, pk=pk)
    (left, right) = reports.sides([pair])[pair.pk]
    if request.method != "POST" or left.person is None or right.person is None:
        return redirect("double", pk)
    both = (left.person, right.person)
    form = Merging(request.POST, both=both, needs_decision=bool(merging.double(*both, timezone.localdate())))
    if form.is_valid():
        told = form.cleaned_data
        kept, gone = both if both[0].pk == told["kept"] else both[::-1]
        try:
            merging.merge(
                kept, gone, month=told["month"], by=request.user, on=timezone.localdate(), reason=told["reason"],
                number=told.get("number", ""), decided_on=told.get("decided_on"),
            )  # fmt: skip
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("Đã gộp. Tháng đã chi trùng, nếu có, thành khoản phải thu hồi ở danh sách sau.")
            )
            return redirect("double", pk)
    return render(request, "doubles/pair.html", _context(request, pair, left, right, form=form))


@may("register")
def confirm(request: Signed, pk: int) -> HttpResponse:
    """A row of a list from outside is this person: what follows."""
    pair = get_object_or_404(Pair.objects.select_related("left__unit", "row__source"), pk=pk)
    if request.method != "POST" or pair.row is None:
        return redirect("double", pk)
    form = Confirming(request.POST, row=pair.row)
    if form.is_valid():
        told, by = form.cleaned_data, request.user
        try:
            if pair.row.source.kind == ListKind.DEATHS:
                confirmed.death(pair, told["died_on"], by=by)
            elif pair.row.source.kind == ListKind.ELSEWHERE:
                confirmed.elsewhere(pair, from_month=told["from_month"], number=told["number"],
                                    decided_on=told["decided_on"], by=by, on=timezone.localdate())  # fmt: skip
            else:
                confirmed.income(pair, value=told["value"], from_month=told["from_month"], by=by)
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                _("Đã ghi. Danh sách chưa duyệt được tính lại; tháng đã chi quá, nếu có, thành khoản phải thu hồi."),
            )
            if pair.row.source.kind in confirmed.FACTS:
                arrive_for(request, pair.left_id)
            return redirect("double", pk)
    (left, right) = reports.sides([pair])[pair.pk]
    return render(request, "doubles/pair.html", _context(request, pair, left, right, confirm=form))


class Undoing(forms.Form):
    """Why two records are two people after all."""

    reason = forms.CharField(
        label=gettext_lazy("Vì sao hoàn lại"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Ghi vì sao hoàn lại việc gộp.")},
    )  # fmt: skip


@may("register")
def undo(request: Signed, pk: int) -> HttpResponse:
    """A merge taken back: what it did is listed, and why it was wrong is asked."""
    made = get_object_or_404(Merge.objects.select_related("kept__unit", "gone__unit", "by"), pk=pk)
    form = Undoing(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            merging.undo(made, reason=form.cleaned_data["reason"], by=request.user)
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã hoàn lại: hai hồ sơ lại riêng như trước khi gộp."))
            return redirect("person", made.gone_id)
    return render(request, "doubles/undo.html", {"made": made, "form": form})
