"""The one next step of a request before the council, and who does it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from ansinh.acts.disability import certificates, council, forms
from ansinh.law.disability import CHANGING
from ansinh.law.disability.assess import complete
from ansinh.law.disability.forms import degrees
from ansinh.record.models.disability import Assessment
from ansinh.record.models.dossiers import Dossier, Standing


class Stage(NamedTuple):
    """What comes next: its name, its words, and the verb whoever does it must be allowed."""

    name: str
    label: Any
    verb: str = "register"


STAGES = {
    "papers": Stage("papers", gettext_lazy("chờ bổ sung giấy tờ")),
    "renew": Stage("renew", gettext_lazy("ký giấy đổi, cấp lại"), "approve"),
    "meet": Stage("meet", gettext_lazy("đưa ra phiên họp Hội đồng")),
    "form": Stage("form", gettext_lazy("ghi phiếu xác định")),
    "attend": Stage("attend", gettext_lazy("ghi người dự họp cho đủ 2/3")),
    "vote": Stage("vote", gettext_lazy("ghi biểu quyết")),
    "conclude": Stage("conclude", gettext_lazy("kết luận")),
    "minutes": Stage("minutes", gettext_lazy("ghi biên bản")),
    "answer": Stage("answer", gettext_lazy("trả lời khiếu nại")),
    "refer": Stage("refer", gettext_lazy("chuyển giám định y khoa")),
    "send": Stage("send", gettext_lazy("gửi hồ sơ giám định")),
    "result": Stage("result", gettext_lazy("chờ biên bản giám định")),
    "certify": Stage("certify", gettext_lazy("niêm yết, ký giấy xác nhận"), "approve"),
    "refuse": Stage("refuse", gettext_lazy("trả lời bằng văn bản từ chối")),
    "hand_over": Stage("hand_over", gettext_lazy("trả kết quả")),
    "done": Stage("done", gettext_lazy("đã xong"), "see"),
}


def stage(dossier: Dossier, last: Assessment | None) -> Stage:
    """The next step of a dossier whose last round this is."""
    return STAGES[_name(dossier, last)]


def _name(dossier: Dossier, last: Assessment | None) -> str:
    if dossier.state == Standing.PAPERS:
        return "papers"
    if dossier.state != Standing.OPEN:
        return _ended(dossier, last)
    if dossier.procedure == CHANGING:
        return "renew"
    if last is None:
        return "meet"
    return _after(dossier, last) if last.outcome else _before(last)


def _ended(dossier: Dossier, last: Assessment | None) -> str:
    """A result was given; somebody may have disagreed with it since."""
    referral = getattr(last, "referral", None)
    if referral is not None and referral.received_on is None:
        return "result" if referral.sent_on else "send"
    if last is not None and certificates.overruled(last):
        return "certify"
    return "hand_over" if dossier.state == Standing.READY else "done"


def _before(last: Assessment) -> str:
    """Up to the conclusion."""
    if last.session is None:
        return "meet"
    points = {int(at): value for at, value in last.points.items()}
    written = last.earlier or (last.kinds and complete(forms.form_of(last), points, last.signs))
    touched = written or last.features or last.signs or last.points
    if not touched:
        return "form"
    if not council.quorum(last.session).enough:
        return "attend"
    if last.votes.count() < last.session.present.count():
        return "vote"
    return "conclude"


def _after(dossier: Dossier, last: Assessment) -> str:
    """From the conclusion on."""
    if last.minutes_on is None:
        return "minutes"
    referral = getattr(last, "referral", None)
    if referral is not None and referral.received_on is None:
        return "result" if referral.sent_on else "send"
    if referral is None and last.complaints.filter(answered_on__isnull=True).exists():
        return "answer"
    given = referral.degree if referral is not None else last.outcome
    if given == "unable":
        return "refer"
    if dossier.refusal:
        return "done"
    return "certify" if given in degrees() else "refuse"
