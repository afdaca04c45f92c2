"""The one next step of a fund in a year, whose it is, and everything else that may be entered."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.acts import permit
from ansinh.pages.fund_verbs import VERBS
from ansinh.pages.templatetags.ansinh import money
from ansinh.record.models.funds import Fund
from ansinh.record.models.users import User
from ansinh.reports import funds as reports

LAST = ("phieu-thu", "chi")
"""What may still be entered of a place that is no more: what it forgot, and the handing over."""


class Step(NamedTuple):
    """One step as the page offers it; without an address: what is waited for."""

    words: str
    href: str = ""


def may_do(fund: Fund, user: User) -> list[Step]:
    """Everything this user may enter."""
    if not permit.allowed(user, "register"):
        return []
    verbs = LAST if _gone(fund) else tuple(VERBS)
    return [Step(str(VERBS[name].title), reverse("fund_step", args=[fund.pk, name])) for name in verbs]


def next_step(fund: Fund, told: reports.Year, year: int, user: User) -> Step:
    """What waits for whoever approves, then the plan of the year, then pledges that are due; else nothing waits."""
    if found := _waiting(fund, user):
        return found
    if permit.allowed(user, "register") and not _gone(fund):
        today = timezone.localdate()
        if told.to_raise is None and year == today.year:
            plan = reverse("fund_step", args=[fund.pk, "ke-hoach"])
            return Step(_("Lập kế hoạch năm %(year)s") % {"year": year}, plan)
        for one in reports.unpaid(fund)[:1]:
            href = f"{reverse('fund_step', args=[fund.pk, 'phieu-thu'])}?loi={one.pledge.pk}"
            return Step(_("Thu %(left)s của %(who)s") % {"left": money(one.left), "who": one.pledge.name}, href)
        return Step(_("Ghi phiếu thu"), reverse("fund_step", args=[fund.pk, "phieu-thu"]))
    if permit.allowed(user, "register") and _gone(fund) and told.left and year == timezone.localdate().year:
        words = _("Bàn giao số dư %(left)s cho quỹ mới") % {"left": money(told.left)}
        return Step(words, reverse("fund_step", args=[fund.pk, "chi"]))
    return Step(_("Không có gì chờ làm."))


def _waiting(fund: Fund, user: User) -> Step | None:
    """The oldest plan or spending that waits: a door for whoever may decide it, words for the others."""
    plans: list[Any] = list(fund.plans.filter(reports.WAITS))
    asked: list[Any] = [("ke-hoach", one) for one in plans]
    asked += [("chi", one) for one in fund.spendings.filter(reports.WAITS)]
    for what, one in asked:
        if permit.allowed(user, "approve") and one.proposed_by_id != user.pk:
            words = _("Duyệt kế hoạch năm %(year)s") % {"year": one.year} if what == "ke-hoach" else (
                _("Duyệt chi %(amount)s cho %(who)s") % {"amount": money(one.amount), "who": one.payee}
            )  # fmt: skip
            return Step(words, reverse("fund_decide", args=[fund.pk, what, one.pk]))
    if plans:
        return Step(_("Đang chờ người duyệt: kế hoạch năm %(year)s.") % {"year": plans[0].year})
    return None


def _gone(fund: Fund) -> bool:
    return fund.unit.valid_to is not None and fund.unit.valid_to <= timezone.localdate()
