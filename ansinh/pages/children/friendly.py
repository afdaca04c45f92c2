"""Xã phù hợp với trẻ em: a round on its map, compared with the one before; a commune's points; who would fall today."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import child_friendly as acts
from ansinh.acts import permit
from ansinh.acts.child_friendly import Band, Scored
from ansinh.acts.wrong import Wrong
from ansinh.law.child_friendly import standard
from ansinh.pages import pictures, tiles
from ansinh.pages.attached import attached
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import YEAR, DayField, key, year_of
from ansinh.pages.place_fields import PlaceField
from ansinh.pages.poverty.forms import Asked
from ansinh.pages.reporting.forms import places_of
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.child_friendly import (
    FRIENDLY_STAGES,
    FriendlyEvidence,
    FriendlyFile,
    FriendlyRound,
    FriendlyStage,
)
from ansinh.record.models.places import Unit
from ansinh.reports import child_friendly as reports
from ansinh.world.scans import Unreadable

TAGS = {FriendlyStage.RECOGNISED: "good", FriendlyStage.REFUSED: "bad"}
CHANGES = {
    "kept": gettext_lazy("giữ được"), "gained": gettext_lazy("mới được"), "lost": gettext_lazy("mất"),
    "never": gettext_lazy("chưa được"), "open": gettext_lazy("đang xét"),
}  # fmt: skip
VERBS = {
    FriendlyStage.POSTED: gettext_lazy("Ghi lấy ý kiến, niêm yết"), FriendlyStage.SENT: gettext_lazy("Gửi cấp trên"),
    FriendlyStage.APPRAISED: gettext_lazy("Ghi kết quả thẩm định"),
    FriendlyStage.SCORED: gettext_lazy("Trả lại xã để chấm lại"),
}  # fmt: skip
OWN = (FriendlyStage.POSTED, FriendlyStage.SENT)
"""What the commune does itself; the rest is for whoever judges the round."""

FEW = 2
"""So few communes need no map."""

TOLD = gettext_lazy("Mỗi ô một xã với tổng điểm; ô đậm: được công nhận; viền đỏ: kỳ trước được, kỳ này mất.")


class Opening(Asked):
    """A new round."""

    scope = PlaceField(Unit.objects.none(), label=gettext_lazy("Địa bàn xét"))
    year = forms.IntegerField(label=gettext_lazy("Năm xét"), min_value=2019, max_value=2100)
    on = DayField(label=gettext_lazy("Ngày xét"), latest=YEAR)
    decider = forms.ChoiceField(
        label=gettext_lazy("Cấp công nhận"), choices=list(acts.DECIDERS.items()),
        help_text=gettext_lazy("Từ 7/2025 không còn huyện; văn bản mới chưa đọc được: chọn theo hướng dẫn của tỉnh."),
    )  # fmt: skip
    paper = forms.CharField(label=gettext_lazy("Kế hoạch xét"), max_length=200)


class Deciding(Asked):
    """The decision of every appraised file of a round."""

    number = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=80)
    on = DayField(label=gettext_lazy("Ngày quyết định"), latest=0)


class Going(Asked):
    """A file goes on."""

    on = DayField(label=gettext_lazy("Ngày"), latest=0)
    asked = forms.IntegerField(
        label=gettext_lazy("Số phiếu lấy ý kiến"), required=False, min_value=1, max_value=1_000_000
    )
    agreed = forms.IntegerField(label=gettext_lazy("Số phiếu đồng ý"), required=False, min_value=0, max_value=1_000_000)
    reason = forms.CharField(label=gettext_lazy("Vì sao trả lại"), required=False, max_length=400)


@may("see")
def home(request: Signed) -> HttpResponse:
    """The round of a year (``nam``): tiles, table, comparison with the round before (``so-sanh``); a new round."""
    today, cover = timezone.localdate(), permit.cover(request.user)
    form = Opening(request.POST or None, initial={"year": today.year, "on": today})
    form.fields["scope"].offer(places_of(request.user, today))  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = acts.open_round(told.pop("scope"), told.pop("year"), kinds={}, by=request.user, **told)
        except (Wrong, permit.Refused) as why:
            form.told(getattr(why, "field", "scope"), str(why))
        else:
            return redirect(f"{reverse('friendly')}?nam={made.year}")
    every = reports.rounds(cover)
    year = year_of(request.GET.get("nam", ""), every[0].year if every else today.year)
    found = reports.compared(cover, year)
    table = Table.of(request, f"xa-phu-hop-{year}", _columns(), [_row(one) for one in found])
    by_criterion = _by_criterion(request, cover, year)
    for one in (table, by_criterion):
        if wants_workbook(request, one):
            return one.workbook()
    squares = tiles.squares({one.unit.pk: _tile(one) for one in found}, {one.unit.pk: one.unit for one in found})
    counts = {what: sum(1 for one in found if one.what == what) for what in CHANGES}
    context = {
        "rounds": every, "year": year, "round": next((one for one in every if one.year == year), None), "table": table,
        "map": pictures.tiles("ban-do", _("Bản đồ ô"), str(TOLD), squares) if len(found) > FEW else "", "form": form,
        "counts": counts, "by_criterion": by_criterion if table.rows else None,
        "now": counts["kept"] + counts["gained"], "of": len(found),
        "before": sum(1 for one in found if one.before and one.before.recognised),
        "share": reports.share(cover, year), "falling": reports.would_fall(cover, today.year), "tab": "children",
        "lost": [one for one in found if one.what == "lost"], "of_law": standard(today),
        "may_prepare": permit.allowed(request.user, "prepare"),
        "may_decide": permit.allowed(request.user, "approve"), "deciding": Deciding(initial={"on": today}),
        "waiting": sum(1 for one in found if one.now.file.stage == FriendlyStage.APPRAISED),
    }  # fmt: skip
    return render(request, "children/friendly.html", context, status=422 if form.errors else 200)


def _columns() -> list[Column]:
    return [
        Column("unit", _("Xã")), Column("stage", _("Kết quả")), Column("total", _("Tổng điểm"), "count"),
        Column("margin", _("So với ngưỡng")), Column("before", _("Kỳ trước"), "count"),
        Column("what", _("So với kỳ trước")), Column("moved", _("Tiêu chí đổi nhiều nhất")),
        Column("why", _("Vì sao chưa đạt"), law=True),
    ]  # fmt: skip


def _row(one: reports.Compared) -> dict[str, Any]:
    worst = one.moved[:2] if one.moved and one.moved[0][1] < 0 else one.moved[-1:]
    return {
        "unit": str(one.unit), "href": reverse("friendly_file", args=[one.now.file.pk]),
        "stage": _(str(one.now.file.get_stage_display())),
        "tag:stage": TAGS.get(FriendlyStage(one.now.file.stage), "note"), "total": one.now.judged.total,
        "margin": f"{one.now.judged.margin:+d}", "before": one.before.judged.total if one.before else None,
        "what": CHANGES[one.what] if one.before else "", "tag:what": "bad" if one.what == "lost" else "",
        "moved": ", ".join(_("tiêu chí %(n)s: %(d)s") % {"n": number, "d": f"{more:+d}"} for number, more in worst),
        "why": "; ".join(f"tiêu chí {at}: {why}" if at else why for at, why in one.now.judged.why),
    }  # fmt: skip


def _by_criterion(request: Signed, cover: Collection[int], year: int) -> Table:
    """The mean points of each criterion over the rounds, and how many communes lost some of them."""
    found = reports.criteria(cover, year)
    years = list(found[0].means) if found else []
    columns = [Column("criterion", _("Tiêu chí"), law=True)]
    columns += [Column(f"y{one}", _("Điểm trung bình %(y)s") % {"y": one}, "rate") for one in years]
    columns += [Column("lower", _("Số xã giảm điểm"), "count"), Column("none", _("Số xã 0 điểm"), "count")]
    rows = [
        {"criterion": f"{one.criterion.number}. {one.criterion.name}", "lower": one.lower, "none": one.none}
        | {f"y{each}": mean for each, mean in one.means.items()}
        for one in found
    ]
    return Table.of(request, f"tieu-chi-{year}", columns, rows)


def _tile(one: reports.Compared) -> tiles.Shown:
    """The total; darker when recognised, a frame where it lost what it had."""
    said = str(one.now.judged.total)
    return tiles.Shown(
        int(one.now.recognised), said, f"{tiles.named(one.unit)}: {said}",
        reverse("friendly_file", args=[one.now.file.pk]), one.what == "lost",
    )  # fmt: skip


@may("see")
def file(request: Signed, pk: int) -> HttpResponse:
    """A commune's points, criterion by criterion, over the rounds; scored here while it is open."""
    this = _the(request, pk)
    wrong: dict[int, str] = {}
    if request.method == "POST" and permit.allowed(request.user, "prepare"):
        wrong = _scored(request, this)
        if not wrong:
            messages.success(request, _("Đã ghi điểm."))
            return redirect("friendly_file", pk)
    return _shown(request, this, wrong=wrong)


def _the(request: Signed, pk: int) -> FriendlyFile:
    found = get_object_or_404(FriendlyFile.objects.select_related("unit", "round__scope", "decided_by"), pk=pk)
    if found.unit_id not in permit.cover(request.user):
        raise permit.Refused(_("Hồ sơ này nằm ngoài địa bàn của anh chị."))
    return found


def _shown(request: Signed, this: FriendlyFile, **given: Any) -> HttpResponse:
    of, wrong = standard(this.round.on), given.get("wrong") or {}
    scores = {one.criterion: one for one in this.scores.all()}
    evidence: dict[int, list[FriendlyEvidence]] = {}
    for each in this.evidence.defer("content"):
        evidence.setdefault(each.criterion, []).append(each)
    earlier = [
        (one.file.round.year, one.points) for year in {one.year for one in reports.rounds([this.unit_id])}
        if year != this.round.year for one in reports.stands([this.unit_id], year)
    ]  # fmt: skip
    lines = [
        {
            "law": one, "most": acts.most_of(this.round, one.number), "score": scores.get(one.number),
            "earlier": [(year, points.get(one.number)) for year, points in sorted(earlier)],
            "evidence": evidence.get(one.number, []), "wrong": wrong.get(one.number, ""),
            "typed": request.POST.get(f"c{one.number}", ""), "typed_value": request.POST.get(f"v{one.number}", ""),
        }
        for one in of.criteria
    ]  # fmt: skip
    above = permit.allowed(request.user, "prepare", this.round.scope)
    ways = [(to, words) for to, words in VERBS.items() if to in FRIENDLY_STAGES[this.stage] and (above or to in OWN)]
    context = {
        "this": this, "lines": lines, "law": of, "threshold": of.threshold(this.kind), "judged": acts.judged(this),
        "tab": "children", "tag": TAGS.get(FriendlyStage(this.stage), "note"),
        "open": this.stage == FriendlyStage.SCORED, "may_prepare": permit.allowed(request.user, "prepare"),
        "ways": ways, "going": Going(initial={"on": timezone.localdate()}),
        "years": sorted(year for year, _points in earlier),
    }  # fmt: skip
    return render(
        request, "children/friendly_file.html", context | given, status=422 if given.get("going") or wrong else 200
    )


def _scored(request: Signed, this: FriendlyFile) -> dict[int, str]:
    """Keep every criterion that can be; the others with why not. A file goes with its criterion."""
    wrong: dict[int, str] = {}
    for one in standard(this.round.on).criteria:
        typed = request.POST.get(f"c{one.number}", "").strip()
        if typed:
            if not (typed.isascii() and typed.isdecimal() and len(typed) < 5):
                wrong[one.number] = _("Ghi số điểm, một số nguyên từ 0.")
                continue
            told = Scored(
                int(typed), request.POST.get(f"v{one.number}", "")[:80], request.POST.get(f"n{one.number}", "")[:400]
            )
            try:
                acts.score(this, {one.number: told}, by=request.user)
            except Wrong as why:
                wrong[one.number] = str(why)
        if (sent := request.FILES.get(f"f{one.number}")) is not None:
            try:
                acts.attach(this, one.number, name=sent.name or "", content=sent.read(), by=request.user)
            except (Unreadable, Wrong) as why:
                wrong[one.number] = str(why)
    return wrong


@require_POST
@may("prepare")
def step(request: Signed, pk: int, to: str) -> HttpResponse:
    """A file is posted, sent, appraised or sent back."""
    if to not in (FriendlyStage.POSTED, FriendlyStage.SENT, FriendlyStage.APPRAISED, FriendlyStage.SCORED):
        raise Http404
    this = _the(request, pk)
    form = Going(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            if to == FriendlyStage.POSTED:
                acts.post([this], asked=told["asked"] or 0, agreed=told["agreed"] or 0, on=told["on"], by=request.user)
            elif to == FriendlyStage.SENT:
                acts.send([this], on=told["on"], by=request.user)
            elif to == FriendlyStage.APPRAISED:
                points = {
                    one.number: key(request.POST.get(f"a{one.number}", "")) for one in standard(this.round.on).criteria
                }
                acts.appraise(this, {at: value for at, value in points.items() if value is not None}, on=told["on"],
                              by=request.user)  # fmt: skip
            else:
                acts.send_back(this, reason=told["reason"], by=request.user)
        except Wrong as why:
            form.told(why.field, str(why))
    if form.errors:
        return _shown(request, this, going=form, at=to)
    return redirect("friendly_file", pk)


@require_POST
@may("approve")
def decide(request: Signed, pk: int) -> HttpResponse:
    """Every appraised file of a round by the standard."""
    this = get_object_or_404(FriendlyRound, pk=pk)
    form = Deciding(request.POST)
    if form.is_valid():
        try:
            files = list(this.files.filter(stage=FriendlyStage.APPRAISED))
            yes, no = acts.decide(
                this, files, number=form.cleaned_data["number"], on=form.cleaned_data["on"], by=request.user
            )
        except Wrong as why:
            messages.error(request, str(why))
        else:
            messages.success(request, _("Đã công nhận %(y)s xã, không công nhận %(n)s xã.") % {"y": yes, "n": no})
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect(f"{reverse('friendly')}?nam={this.year}")


@may("prepare")
def bands(request: Signed, pk: int) -> HttpResponse:
    """The points of each criterion as the annex has them, entered by the office."""
    this = get_object_or_404(FriendlyRound.objects.select_related("scope"), pk=pk)
    of, wrong = standard(this.on), ""
    if request.method == "POST":
        try:
            most, read = _typed(request, of)
            acts.enter_bands(this, most, read, source=request.POST.get("source", "")[:200], by=request.user)
        except Wrong as why:
            wrong = str(why)
        else:
            messages.success(request, _("Đã ghi điểm của các tiêu chí."))
            return redirect(f"{reverse('friendly')}?nam={this.year}")
    lines = [
        {
            "law": one,
            "most": request.POST.get(f"most_{one.number}") or acts.most_of(this, one.number) or "",
            "bands": request.POST.get(f"bands_{one.number}") or _written(this, one.number),
        }
        for one in of.criteria
    ]  # fmt: skip
    context = {"this": this, "lines": lines, "law": of, "wrong": wrong, "tab": "children",
               "source": request.POST.get("source", this.bands_from)}  # fmt: skip
    return render(request, "children/friendly_bands.html", context, status=422 if wrong else 200)


def _typed(request: Signed, of: Any) -> tuple[dict[int, int], dict[int, list[Band]]]:
    most: dict[int, int] = {}
    read: dict[int, list[Band]] = {}
    for one in of.criteria:
        typed = request.POST.get(f"most_{one.number}", "").strip()
        if typed:
            if (value := key(typed)) is None:
                raise Wrong(f"most_{one.number}", f"Tiêu chí {one.number}: điểm tối đa là một số nguyên.")
            most[one.number] = value
        lines = request.POST.get(f"bands_{one.number}", "").splitlines()
        read[one.number] = [_band(one.number, line) for line in lines if line.strip()]
    return most, read


def _band(criterion: int, line: str) -> Band:
    """``95; 98; 50``: from, to, points; an end left out is open."""
    parts = [part.strip().rstrip("%").replace(",", ".") for part in line.split(";")]
    try:
        least, most, points = parts
        return Band(Decimal(least) if least else None, Decimal(most) if most else None, int(points))
    except (ValueError, ArithmeticError):
        raise Wrong(
            f"bands_{criterion}", f"Tiêu chí {criterion}: mỗi dòng viết “từ; đến; điểm”, ví dụ 95; 97,99; 30."
        ) from None


def _written(this: FriendlyRound, criterion: int) -> str:
    read = this.bands.get(str(criterion), {}).get("bands", [])
    return "\n".join("; ".join("" if part is None else str(part).replace(".", ",") for part in one) for one in read)


@may("see")
def evidence(request: Signed, pk: int, at: int) -> HttpResponse:
    """A scan or photo as it came."""
    this = _the(request, pk)
    return attached(get_object_or_404(FriendlyEvidence, pk=at, file=this))
