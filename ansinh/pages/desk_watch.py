"""What an auditor and an administrator look after: the trail and its seals, lists on provisional law, accounts."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.translation import gettext as _

from ansinh.pages.desk_work import LATE, NEAR, WAITS, Item, work
from ansinh.pages.templatetags.ansinh import count, day, moment
from ansinh.pages.trail import last_check
from ansinh.pages.users import managed
from ansinh.record.models.users import User
from ansinh.reports import awaiting

STALE = 30
"""A check of the trail is told to be old after so many days."""


def audited(user: User, on: datetime.date) -> list[Item]:
    """An auditor's work: what was changed today, whether the trail is whole, lists on law that is not final; and what
    is on its way as whoever looks on sees it."""
    items = [*work(user, on, None), *_trail(user, on)]
    if lists := awaiting.provisional():
        words = _("%(n)s danh sách duyệt theo văn bản tạm") % {"n": count(lists)}
        items.append(Item(WAITS, words, reverse("runs")))
    items.append(Item(WAITS, _("Quyết định đã ký"), reverse("decisions")))
    return sorted(items, key=lambda item: item.rank)


def _trail(user: User, on: datetime.date) -> list[Item]:
    """Whether the trail was found whole, and what was changed today."""
    checked, here, items = last_check(user), reverse("trail"), []
    result: dict[str, Any] = (checked.result or {}) if checked else {}
    if checked is None or checked.ended_at is None:
        items.append(Item(NEAR, _("Nhật ký chưa kiểm lần nào"), here))
    elif checked.state == "failed" or result.get("wrong"):
        items.append(Item(LATE, _("Nhật ký không còn nguyên hoặc chưa kiểm được"), here, moment(checked.ended_at)))
    else:
        old = (on - checked.ended_at.date()).days > STALE
        words = _("Nhật ký nguyên vẹn, kiểm lúc %(t)s") % {"t": moment(checked.ended_at)}
        items.append(Item(NEAR if old else WAITS, words, here, _("đã quá 30 ngày") if old else ""))
    today = awaiting.today(on)
    told = {"n": count(today.entries), "m": count(today.people)}
    words = _("hơn %(n)s thay đổi hôm nay") if today.more else _("%(n)s thay đổi hôm nay, %(m)s người làm")
    if today.entries:
        items.append(Item(WAITS, words % told, f"{here}?ngay={day(on)}"))
    return items


def administered(user: User, on: datetime.date) -> dict[str, Any]:
    """An administrator's three questions: what waits, where the month stands, what is wrong."""
    mine = [one.pk for one in managed(user)]
    found = awaiting.accounts(mine, set(Authenticator.objects.values_list("user_id", flat=True)), on)
    here = reverse("users")
    waits = [
        (LATE, found.without_place, _("%(n)s người chưa được giao địa bàn"), "dia-ban"),
        (NEAR, found.given, _("%(n)s người còn dùng mật khẩu được giao"), "mat-khau"),
        (WAITS, found.never, _("%(n)s người chưa vào lần nào"), "chua-vao"),
    ]
    wrong = [
        (NEAR, found.open, _("%(n)s tài khoản chỉ có mật khẩu, chưa bật hai bước"), "hai-buoc"),
        (WAITS, found.locked, _("%(n)s tài khoản đã khoá"), "khoa"),
    ]
    return {
        "accounts": found,
        "items": [Item(rank, words % {"n": count(n)}, f"{here}?loc={key}") for rank, n, words, key in waits if n],
        "wrong": [Item(rank, words % {"n": count(n)}, f"{here}?loc={key}") for rank, n, words, key in wrong if n],
        "trail": _trail(user, on),
    }
