"""Việc của tôi: everything that waits for whoever reads, with the days left; what is late on top, then what is near."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.acts import deciding, permit
from ansinh.acts.poverty.opening import title
from ansinh.pages import dossiers
from ansinh.pages.steps import next_step
from ansinh.pages.templatetags.ansinh import count, day, month
from ansinh.record.models.activities import Finding
from ansinh.record.models.payroll import State
from ansinh.record.models.users import User
from ansinh.reports import activities, awaiting, child_cases, children, desk, disability, funds, recovery
from ansinh.reports.dossiers import decisions

SHOWN = 6
"""So many lists stand on the first screen; the others are on the page of lists."""

WEEK = datetime.timedelta(days=7)
LATE, NEAR, WAITS = range(3)
LOOKS = ("bad", "warn", "")


class Item(NamedTuple):
    """One thing to do: how urgent, its words, where it leads; beside it in small what is to be known."""

    rank: int
    words: str
    href: str
    note: str = ""
    note_look: str = ""
    returned: str = ""

    @property
    def look(self) -> str:
        return LOOKS[self.rank]


def work(user: User, on: datetime.date, to_prepare: int | None) -> list[Item]:
    """All that waits, the late first; within a rank in the order of an office's day."""
    items = [
        *_children(user, on),
        *_council(on),
        *_reviews(user, on),
        *_dossiers(user),
        *_inspected(user, on),
        *_decisions(user),
        *_approvals(user),
        *_lists(user),
        *_guidance(user),
    ]
    if to_prepare and permit.allowed(user, "prepare"):
        items.append(Item(WAITS, _("Lập danh sách %(month)s") % {"month": month(to_prepare)}, reverse("runs")))
    return sorted(items, key=lambda item: item.rank)


def _children(user: User, on: datetime.date) -> list[Item]:
    """Cases of children past their limit, to the entrusted; children in care whose visit is due."""
    units, items = permit.cover(user), []
    if late := child_cases.late(units, timezone.now()) if permit.protects(user) else 0:
        words = _("%(n)s vụ việc trẻ em quá hạn") % {"n": count(late)}
        items.append(Item(LATE, words, f"{reverse('child_cases')}?qua=1"))
    if visits := len(children.visits_due(units, on)):
        words = _("%(n)s em được chăm sóc thay thế đến hạn thăm") % {"n": count(visits)}
        items.append(Item(NEAR, words, f"{reverse('child_cares')}?tham=1"))
    return items


def _council(on: datetime.date) -> list[Item]:
    """Requests that waited for a session past their limit, and sessions of the next days."""
    items = []
    if unmet := disability.unmet(on):
        words = _("%(n)s đơn khuyết tật quá hạn họp Hội đồng") % {"n": count(unmet)}
        items.append(Item(LATE, words, reverse("disability")))
    near = {on: _("hôm nay"), on + datetime.timedelta(days=1): _("ngày mai")}
    for one in disability.meeting(on, on + WEEK):
        told = {"unit": one.council.unit, "d": day(one.on), "n": one.people}  # type: ignore[attr-defined]
        words = _("Hội đồng %(unit)s họp %(d)s: %(n)s người") % told
        note = near.get(one.on, "")
        items.append(Item(NEAR if note else WAITS, words, reverse("session", args=[one.pk]), note, "warn"))
    return items


def _reviews(user: User, on: datetime.date) -> list[Item]:
    """Reviews of poor households whose communes have not recognised theirs; an auditor has no part in them."""
    items = []
    mine = permit.allowed(user, "prepare") or permit.allowed(user, "approve")
    for one in awaiting.reviews(on) if mine else []:
        left = (one.round.ends - on).days
        words = _("%(title)s: %(n)s xã chưa công nhận") % {"title": title(one.round), "n": count(one.left)}
        note = _("quá %(n)s ngày") % {"n": count(-left)} if left < 0 else in_days(left)
        rank = LATE if left < 0 else NEAR if left <= WEEK.days else WAITS
        items.append(Item(rank, words, reverse("poverty_round", args=[one.round.pk]), note))
    return items


def in_days(left: int) -> str:
    """Còn 3 ngày; hôm nay là hạn."""
    return _("hôm nay là hạn") if left == 0 else _("còn %(n)s ngày") % {"n": count(left)}


def _dossiers(user: User) -> list[Item]:
    found, here, items = dossiers.waiting(user), reverse("dossiers"), []
    if found.late:
        note = _("lâu nhất quá %(n)s ngày làm việc") % {"n": count(found.longest)}
        items.append(Item(LATE, _("%(n)s hồ sơ quá hạn") % {"n": count(found.late)}, f"{here}?loc=mine&han=qua", note))
    if found.soon:
        words = _("%(n)s hồ sơ còn từ 3 ngày trở xuống") % {"n": count(found.soon)}
        note = _("gần nhất: %(left)s") % {"left": in_days(found.nearest)}
        items.append(Item(NEAR, words, f"{here}?loc=mine&han=sap", note))
    if found.all:
        items.append(Item(WAITS, _("%(n)s hồ sơ chờ xử lý") % {"n": count(found.all)}, here))
    return items


def _inspected(user: User, on: datetime.date) -> list[Item]:
    """What inspections found: past its day, due within a week, told to be mended and not looked at yet."""
    if not permit.allowed(user, "prepare"):
        return []
    found, items = activities.left(on, WEEK), []
    if found.late:
        note = _("lâu nhất quá %(n)s ngày") % {"n": count((on - found.late[0].due).days)}
        words = _("%(n)s việc sau kiểm tra quá hạn khắc phục") % {"n": count(len(found.late))}
        items.append(Item(LATE, words, _findings(found.late), note))
    if found.near:
        note = _("gần nhất: %(left)s") % {"left": in_days((found.near[0].due - on).days)}
        words = _("%(n)s việc sau kiểm tra sắp hết hạn") % {"n": count(len(found.near))}
        items.append(Item(NEAR, words, _findings(found.near), note))
    if found.mended:
        words = _("%(n)s việc sau kiểm tra đã báo khắc phục, chờ đóng") % {"n": count(len(found.mended))}
        items.append(Item(WAITS, words, _findings(found.mended)))
    return items


def _findings(found: list[Finding]) -> str:
    """The inspection of the only one, else the list of all that wait."""
    of = {one.inspection_id for one in found}
    return reverse("inspection", args=[of.pop()]) if len(of) == 1 else f"{reverse('inspections')}#chua-dong"


def _guidance(user: User) -> list[Item]:
    """Documents sent down that nobody of the commune has confirmed."""
    if not permit.allowed(user, "prepare") or not (n := activities.unread(user).count()):
        return []
    return [Item(WAITS, _("%(n)s văn bản gửi xã chưa xác nhận đã đọc") % {"n": count(n)}, reverse("events"))]


def _decisions(user: User) -> list[Item]:
    unsigned = drafts_for(user)
    words = _("%(n)s quyết định chờ ký") % {"n": count(unsigned)}
    return [Item(WAITS, words, reverse("decisions"))] if unsigned else []


def drafts_for(user: User) -> int:
    """How many drafts of decisions wait for this user's signature."""
    if not permit.allowed(user, "approve"):
        return 0
    return sum(deciding.may_sign(user, draft) for draft in decisions("draft"))


def arrived_for(user: User) -> int:
    """How many drafts came by themselves, by age or by what happened, and wait to be signed: told to an officer."""
    return decisions("draft").filter(origin__in=("age", "event")).count() if permit.allowed(user, "register") else 0


def _approvals(user: User) -> list[Item]:
    """What waits for whoever approves: plans and write-offs, funds, lists of programmes and of insurance."""
    if not permit.allowed(user, "approve"):
        return []
    items = []
    if debts := recovery.to_decide():
        words = _("%(n)s khoản thu hồi chờ quyết định") % {"n": count(debts)}
        items.append(Item(WAITS, words, f"{reverse('recovery')}?loc=duyet"))
    if steps := funds.to_approve(user.pk):
        items.append(Item(WAITS, _("%(n)s việc của quỹ chờ duyệt") % {"n": count(steps)}, reverse("funds")))
    if sheets := awaiting.sheets(user):
        words = _("%(n)s danh sách cấp phát chờ duyệt") % {"n": count(len(sheets))}
        one = reverse("sheet", args=[sheets[0].round_id, sheets[0].unit_id])
        items.append(Item(WAITS, words, one if len(sheets) == 1 else reverse("round", args=[sheets[0].round_id])))
    if sent := awaiting.insurance(user, permit.cover(user)):
        words = _("%(n)s danh sách bảo hiểm y tế chờ duyệt") % {"n": count(len(sent))}
        items.append(Item(WAITS, words, reverse("insurance_list", args=[sent[0].pk])))
    return items


def _lists(user: User) -> list[Item]:
    """The lists of payment that wait for a step of this user."""
    waiting = [(run, step) for run in desk.waiting(user.role) if (step := next_step(run, user))]
    items = []
    for run, step in waiting[:SHOWN]:
        problems = run.open_problems  # type: ignore[attr-defined]
        items.append(Item(
            WAITS, step.words, reverse("run", args=[run.pk]), str(run.scope), "",
            run.returned_reason if run.state == State.PREPARED else "",
        ))  # fmt: skip
        if problems:
            words = _("%(n)s vướng mắc") % {"n": count(problems)}
            items[-1] = items[-1]._replace(note=f"{run.scope} · {words}", note_look="bad")
    if more := len(waiting[SHOWN:]):
        items.append(Item(WAITS, _("và %(n)s danh sách nữa") % {"n": count(more)}, reverse("runs")))
    return items
