"""The steps of a run in the words of the office: the dots of where it stands, and the one next step and for whom."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ansinh.acts import payroll, permit
from ansinh.pages.templatetags.ansinh import count, money, month
from ansinh.record.models.payroll import Run, State
from ansinh.record.models.users import User


@dataclass(frozen=True, slots=True)
class Dot:
    """One state of the run: its words, whether it was passed, whether it is now."""

    label: str
    done: bool
    now: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What can be done next: the words of the button, where it leads, and why not now when it cannot be done."""

    verb: str
    words: str
    href: str
    mine: bool
    why_not: str = ""


def dots(run: Run) -> list[Dot]:
    """All states in order, up to where the run is."""
    at = State.values.index(run.state)
    return [
        Dot(_(str(label)), i < at or run.state == State.CLOSED, i == at)
        for i, (_value, label) in enumerate(State.choices)
    ]


def history(run: Run) -> list[tuple[str, str, datetime.datetime]]:
    """What was done with the list so far: the deed, by whom (the system has no name), when."""
    deeds = (
        (_("Lập"), run.prepared_by, run.prepared_at),
        (_("Kiểm, chuyển duyệt"), run.checked_by, run.checked_at),
        (_("Duyệt"), run.approved_by, run.approved_at),
        (_("Gửi đơn vị chi trả"), run.sent_by, run.sent_at),
        (_("Coi như mọi người đã nhận"), run.assumed_paid_by, run.assumed_paid_at),
        (_("Chốt kỳ"), run.closed_by, run.closed_at),
    )
    return [(deed, by.full_name_vi if by else "", at) for deed, by, at in deeds if at is not None]


def next_step(run: Run, user: User) -> Step | None:
    """The one next step of a run; None when it is closed. Results are asked for until nobody is without one."""
    how_much = {"month": month(run.month), "people": count(run.people), "total": money(run.total)}
    words = {
        State.PREPARED: (
            "check",
            "prepare",
            _("Kiểm xong, chuyển duyệt danh sách %(month)s: %(people)s người, %(total)s"),
        ),
        State.CHECKED: ("approve", "approve", _("Duyệt danh sách %(month)s: %(people)s người, %(total)s")),
        State.APPROVED: ("send", "prepare", _("Ghi đã gửi danh sách %(month)s: %(people)s người, %(total)s")),
        State.SENT: ("results", "prepare", _("Ghi kết quả chi trả %(month)s: %(people)s người, %(total)s")),
        State.RESULTS: ("close", "prepare", _("Chốt kỳ %(month)s: %(people)s người, %(total)s")),
    }
    if run.state not in words:
        return None
    verb, right, sentence = words[State.SENT if _waits_for_results(run) else State(run.state)]
    mine = (
        permit.allowed(user, right) and covers(user, run) and not (verb == "approve" and run.prepared_by_id == user.pk)
    )
    return Step(verb, sentence % how_much, reverse("step", args=[run.pk, verb]), mine, _why_not(run, user, verb))


def _waits_for_results(run: Run) -> bool:
    """Whether results are being read and some people have none: the Post's file came, the bank's did not."""
    return run.state == State.RESULTS and run.assumed_paid_at is None and payroll.silent(run) > 0


def covers(user: User, run: Run) -> bool:
    """Whether the whole place of a list lies in the user's branch."""
    return permit.communes_of([run.scope]) <= permit.cover(user)


def _why_not(run: Run, user: User, verb: str) -> str:
    if verb == "approve" and user.pk in (run.prepared_by_id, run.checked_by_id):
        return _("Người lập hoặc kiểm danh sách không được tự duyệt.")
    return ""
