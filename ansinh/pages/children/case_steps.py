"""The steps of a case: which stands next for this user, the form of each, and the act behind it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy

from ansinh.acts import permit
from ansinh.acts.children import cases, planning
from ansinh.pages.children import case_forms as forms
from ansinh.pages.children.forms import Named
from ansinh.record.models.child_cases import CaseState, ChildCase
from ansinh.record.models.users import User


class Ask(NamedTuple):
    """A step somebody may take now: its word in the address, its form, what its button says."""

    verb: str
    form: Named
    button: Any


class Closing(Named):
    """Nothing is asked: the button says what it does."""

    name = "dong"


def _now(kind: type[Named]) -> Callable[[Any, datetime.datetime], Named]:
    return lambda data, now: kind(data, initial={"done_at": now, "approved_on": timezone.localtime(now).date()})


MAKE: dict[str, Callable[[Any, datetime.datetime], Named]] = {
    "danh-gia": _now(forms.Assessing), "khan-cap": _now(forms.Protecting), "chi-tiet": _now(forms.Detailing),
    "hop": _now(forms.Meeting), "ke-hoach": _now(forms.Planning), "duyet": _now(forms.Approving),
    "tra-lai": _now(forms.SayingWhy), "lam": _now(forms.Carrying), "ra-soat": _now(forms.Reviewing),
    "dong": _now(Closing), "chuyen": _now(forms.Aside), "cach-ly": _now(forms.Apart),
}  # fmt: skip
"""The form of each step, by the word its address has."""

BUTTONS = {
    "danh-gia": gettext_lazy("Ghi đánh giá ban đầu"), "khan-cap": gettext_lazy("Ghi can thiệp khẩn cấp"),
    "chi-tiet": gettext_lazy("Ghi đánh giá cụ thể"), "hop": gettext_lazy("Ghi cuộc họp"),
    "ke-hoach": gettext_lazy("Trình kế hoạch"), "duyet": gettext_lazy("Phê duyệt kế hoạch"),
    "tra-lai": gettext_lazy("Trả lại để sửa"), "lam": gettext_lazy("Ghi việc đã làm"),
    "ra-soat": gettext_lazy("Ghi rà soát"), "dong": gettext_lazy("Kết thúc vụ việc: trẻ em đã an toàn"),
    "chuyen": gettext_lazy("Chuyển đi, kết thúc ở đây"), "cach-ly": gettext_lazy("Đổi ngày cách ly"),
}  # fmt: skip


def next_steps(case: ChildCase, user: User, now: datetime.datetime) -> list[Ask]:
    """The step that stands next, when it is this user's; at most one, but for a plan that waits for the chair."""
    return [_ask(case, verb, now) for verb in _next(case, user)]


def _next(case: ChildCase, user: User) -> tuple[str, ...]:
    officer, chair = permit.allowed(user, "register"), permit.allowed(user, "approve")
    state = case.state
    if state == CaseState.PLANNED:
        return ("duyet", "tra-lai") if chair and case.planned_by_id != user.pk else ()
    if state == CaseState.REVIEWED and case.safe:
        return ("dong",) if chair else ()
    if not officer:
        return ()
    if state == CaseState.ASSESSED:
        return ("khan-cap",) if case.danger else ("chi-tiet",)
    return {
        CaseState.RECORDED: ("danh-gia",), CaseState.PROTECTED: ("chi-tiet",), CaseState.DETAILED: ("hop",),
        CaseState.MET: ("ke-hoach",), CaseState.APPROVED: ("lam",), CaseState.CARRIED: ("lam",),
        CaseState.REVIEWED: ("ke-hoach",),
    }.get(CaseState(state), ())  # fmt: skip


def others(case: ChildCase, user: User, now: datetime.datetime) -> list[Ask]:
    """What else may be done now, folded away."""
    if not permit.allowed(user, "register"):
        return []
    found = []
    if case.state == CaseState.CARRIED:
        found.append("ra-soat")
    if case.isolated_from is not None and case.state in planning.APART:
        found.append("cach-ly")
    if case.state in (CaseState.RECORDED, CaseState.ASSESSED):
        found.append("chuyen")
    return [_ask(case, verb, now) for verb in found]


def _ask(case: ChildCase, verb: str, now: datetime.datetime) -> Ask:
    form = MAKE[verb](None, now)
    form.initial["danger"] = case.danger  # said when the information came; the assessment may say otherwise
    return Ask(verb, form, BUTTONS[verb])


Act = Callable[[ChildCase, Any, User, datetime.datetime], object]


def _written(act: Callable[..., object], *more: str) -> Act:
    """An act that takes what the form says, when it was done, and these fields besides."""

    def do(case: ChildCase, form: Any, by: User, now: datetime.datetime) -> object:
        told = form.cleaned_data
        return act(case, said=form.said, done_at=told["done_at"], by=by, now=now, **{name: told[name] for name in more})

    return do


def _plain(act: Callable[..., object]) -> Act:
    return lambda case, form, by, now: act(case, by=by, now=now, **form.cleaned_data)


def _reviewed(case: ChildCase, form: Any, by: User, now: datetime.datetime) -> object:
    told = form.cleaned_data
    return planning.review(case, safe=told["safe"] == "co", said=form.said, done_at=told["done_at"], by=by, now=now)


DO: dict[str, Act] = {
    "danh-gia": _written(cases.assess, "danger"), "khan-cap": _written(planning.protect, "isolated_from", "until"),
    "chi-tiet": _written(planning.detail), "hop": _written(planning.meet),
    "ke-hoach": _written(planning.plan, "ends"), "lam": _written(planning.carry), "ra-soat": _reviewed,
    "duyet": _plain(planning.approve), "tra-lai": _plain(planning.send_back), "dong": _plain(planning.close),
    "chuyen": _plain(cases.put_aside), "cach-ly": _plain(planning.keep_apart_until),
}  # fmt: skip
"""The act of each step, by the word its address has."""
