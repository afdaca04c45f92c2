"""What is done with a dossier: one address a verb, each with its reason where the law or good manners want one."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import checklist, dossiers
from ansinh.pages.door import Signed, may
from ansinh.pages.dossiers import known, shown
from ansinh.pages.fields import DayField
from ansinh.record.models.dossiers import Dossier

Verb = Callable[[Dossier, Signed], Dossier]


LONGEST = 2000
"""Letters of a reason: half a page."""


def _reason(request: Signed) -> str:
    return request.POST.get("reason", "")


def _day(request: Signed) -> datetime.date:
    """The day a paper came; raises ``ValueError`` when it is none."""
    try:
        day = DayField(required=False).clean(request.POST.get("ngay", ""))
    except ValidationError as wrong:
        raise ValueError(" ".join(wrong.messages)) from None
    return day or timezone.localdate()


@transaction.atomic
def _forward(one: Dossier, request: Signed) -> Dossier:
    """The step is done; while papers are missing that is said to be meant so."""
    lacking = list(checklist.unseen(one).values())
    if lacking and request.POST.get("confirmed"):
        checklist.waive(one, by=request.user, on=timezone.localdate())
    elif lacking:
        raise ValueError(
            _("Còn giấy tờ chưa thấy: %(papers)s. Nếu hồ sơ này không cần thì đánh dấu “Vẫn chuyển tiếp” rồi bấm lại.")
            % {"papers": "; ".join(lacking)}
        )
    return dossiers.forward(one, by=request.user, on=timezone.localdate(), reason=_reason(request))


def _done(request: Signed, one: Dossier, act: Verb) -> Dossier:
    if len(_reason(request)) > LONGEST:
        raise ValueError(_("Lý do dài quá %(n)s chữ: viết ngắn lại, phần dài đính kèm thành tệp.") % {"n": LONGEST})
    return act(one, request)


VERBS: dict[str, tuple[Verb, Any]] = {
    "chuyen": (
        _forward,
        gettext_lazy("Đã chuyển bước."),
    ),
    "nhan-lai": (
        lambda one, r: dossiers.take_over(one, by=r.user, on=timezone.localdate()),
        gettext_lazy("Đã nhận hồ sơ từ cơ quan cũ để giải quyết tiếp."),
    ),
    "giay-den": (
        lambda one, r: dossiers.came(
            one, paper=r.POST.get("giay", ""), came_on=_day(r), by=r.user, on=timezone.localdate()
        ),
        gettext_lazy("Đã ghi giấy tờ đến."),
    ),
    "can-lai": (
        lambda one, r: checklist.need_again(one, paper=r.POST.get("giay", ""), by=r.user, on=timezone.localdate()),
        gettext_lazy("Đã ghi: giấy tờ này vẫn cần."),
    ),
    "tra-lai": (
        lambda one, r: dossiers.back(
            one, to=r.POST.get("to", ""), reason=_reason(r), by=r.user, on=timezone.localdate()
        ),
        gettext_lazy("Đã trả lại."),
    ),
    "bo-sung": (
        lambda one, r: dossiers.ask(one, reason=_reason(r), by=r.user, on=timezone.localdate()),
        gettext_lazy("Đã yêu cầu bổ sung; thời hạn dừng tính từ hôm nay."),
    ),
    "khieu-nai": (
        lambda one, r: dossiers.complain(one, reason=_reason(r), by=r.user, on=timezone.localdate()),
        gettext_lazy("Đã ghi khiếu nại."),
    ),
    "tu-choi": (
        lambda one, r: dossiers.propose_refusal(one, reason=_reason(r), by=r.user, on=timezone.localdate()),
        gettext_lazy("Đã soạn thông báo từ chối, chờ ký."),
    ),
    "tra-ket-qua": (
        lambda one, r: dossiers.hand_over(one, by=r.user, on=timezone.localdate(), reason=_reason(r)),
        gettext_lazy("Đã trả kết quả."),
    ),
    "rut": (
        lambda one, r: dossiers.withdraw(one, reason=_reason(r), by=r.user, on=timezone.localdate()),
        gettext_lazy("Đã rút hồ sơ."),
    ),
}
"""Each verb by its address, with what is said when it is done."""


@require_POST
@may("see")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """Do one thing with a dossier; when it cannot be done, the page says why and keeps what was typed."""
    if verb not in VERBS:
        raise Http404
    one = known(request, pk)
    act, done = VERBS[verb]
    try:
        one = _done(request, one, act)
    except (dossiers.NotNow, ValueError) as why:
        context = shown(request, known(request, pk)) | {"error": str(why), "reason": _reason(request), "verb": verb}
        return render(request, "dossiers/dossier.html", context)
    messages.success(request, done)
    return redirect("dossier", one.pk)
