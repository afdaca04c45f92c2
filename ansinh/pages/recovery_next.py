"""The one next step of a debt, whose it is, and everything else that may be done with it as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from ansinh.acts import permit
from ansinh.acts.recovery_books import open_amount
from ansinh.pages.recovery_verbs import VERBS
from ansinh.pages.templatetags.ansinh import money
from ansinh.record.models.recovery import DEDUCTED, Debt
from ansinh.record.models.users import User


class Step(NamedTuple):
    """One step as the page offers it; without a verb: what is waited for."""

    verb: str
    words: str
    href: str = ""


def may_do(debt: Debt, user: User) -> list[Step]:
    """Everything else this user may do with the debt as it stands."""
    first = next_step(debt, user)
    verbs = [verb for verb in _possible(debt) if permit.allowed(user, VERBS[verb].right) and verb != first.verb]
    return [Step(verb, str(VERBS[verb].title), _href(debt, verb)) for verb in verbs if not _own(debt, verb, user)]


def next_step(debt: Debt, user: User) -> Step:
    """The one next step, when it is this user's; else what is waited for."""
    left = open_amount(debt)
    if not left:
        return Step("", _("Khoản này đã xong."))
    verb = _next(debt)
    if verb is None:
        return Step("", _("Mỗi kỳ danh sách tự trừ theo phương án; còn %(left)s.") % {"left": money(left)})
    if permit.allowed(user, VERBS[verb].right) and not _own(debt, verb, user):
        return Step(verb, _("%(what)s: còn %(left)s") % {"what": VERBS[verb].title, "left": money(left)},
                    _href(debt, verb))  # fmt: skip
    who = _("người duyệt") if VERBS[verb].right == "approve" else _("cán bộ nghiệp vụ")
    return Step("", _("Đang chờ %(who)s: %(what)s.") % {"who": who, "what": str(VERBS[verb].title).lower()})


def _next(debt: Debt) -> str | None:
    plan = debt.plans.filter(ended_at__isnull=True).order_by("approved_at", "pk").last()
    if debt.write_offs.filter(decided_on__isnull=True).exists():
        return "quyet-dinh-xoa"
    if debt.plans.filter(ended_at__isnull=True, approved_at__isnull=True).exists():
        return "duyet"
    if not debt.cause:
        return "nguyen-nhan"
    if not debt.notices.exists():
        return "thong-bao"
    if plan is None:
        return "phuong-an"
    return None if plan.way in DEDUCTED else "phieu-thu"


def _possible(debt: Debt) -> Iterator[str]:
    if not open_amount(debt):
        return
    yield from ("nguyen-nhan", "thong-bao", "phieu-thu")
    if debt.plans.filter(ended_at__isnull=True, approved_at__isnull=True).exists():
        yield from ("duyet", "khong-duyet")
    else:
        yield "phuong-an"
    if debt.plans.filter(ended_at__isnull=True, approved_at__isnull=False).exists():
        yield "dung"
    if debt.person.died_on is not None:
        yield "thua-ke"
    yield from (
        ("quyet-dinh-xoa", "khong-xoa")
        if debt.write_offs.filter(decided_on__isnull=True).exists()
        else ("de-nghi-xoa",)
    )


def _own(debt: Debt, verb: str, user: User) -> bool:
    """Whether it is this user's own proposal that waits: somebody else decides it."""
    if verb == "duyet":
        return debt.plans.filter(ended_at__isnull=True, approved_at__isnull=True, proposed_by=user).exists()
    return verb == "quyet-dinh-xoa" and debt.write_offs.filter(decided_on__isnull=True, proposed_by=user).exists()


def _href(debt: Debt, verb: str) -> str:
    return reverse("debt_step", args=[debt.pk, verb])
