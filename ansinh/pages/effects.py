"""What a change of a person's record did to the lists that are open: what each paid before, and what it pays now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ansinh.acts import permit, preparing
from ansinh.pages.templatetags.ansinh import money, month
from ansinh.reckoning.months import month_of
from ansinh.record.models.payroll import LISTED, Line, Problem, Run, State
from ansinh.record.models.people import Person
from ansinh.record.models.users import User
from ansinh.reports import desk


class Part(NamedTuple):
    """A person's part of one list: whole đồng, and why it cannot be reckoned when it cannot."""

    run: Run
    amount: int
    problem: str


Standing = dict[int, Part]
"""A person's part of each open list of where they live, by the list's id."""


def this_month() -> int:
    return month_of(timezone.localdate())


def standing(person: Person, by: User) -> Standing:
    """What the open lists of the person's place pay the person now; lists follow what is recorded first."""
    runs = [
        run for run in desk.runs().filter(state=State.PREPARED) if person.unit_id in permit.communes_of([run.scope])
    ]
    return _parts(person, runs, by)


def told(person: Person, before: Standing, by: User) -> SafeString:
    """What became of those parts, each list a sentence with the way to its changes."""
    with permit.whole(by):
        place = Person.objects.get(pk=person.pk)
    here = standing(place, by)
    left = _parts(person, [part.run for pk, part in before.items() if pk not in here], by)
    said = [(pk, _sentence(before.get(pk), part)) for pk, part in here.items()]
    said += [(pk, _left(before.get(pk), part)) for pk, part in left.items()]
    lines = [(sentence, reverse("changes", args=[pk]), _("Xem thay đổi")) for pk, sentence in said]
    if not lines:
        return format_html(
            "{} {}", _("Đã ghi."), _("Chưa có danh sách nào đang mở; danh sách lập sau theo đúng điều này.")
        )
    return format_html("{} {}", _("Đã ghi."), format_html_join(" ", '{} <a href="{}">{}</a>.', lines))


def _parts(person: Person, runs: Iterable[Run], by: User) -> Standing:
    runs = list(runs)
    preparing.follow(runs)
    found = {}
    with permit.whole(by):
        for run in runs:
            lines = Line.objects.filter(run_month=run.month, run=run, person=person.pk, entry__in=LISTED)
            problem = Problem.objects.filter(run=run, person=person.pk, settled_at__isnull=True).first()
            amount = lines.aggregate(total=Sum("amount"))["total"] or 0
            found[run.pk] = Part(run, amount, problem.sentence if problem else "")
    return found


def _sentence(before: Part | None, now: Part) -> str:
    was = before.amount if before else 0
    said = {"month": month(now.run.month), "scope": now.run.scope, "was": money(was), "now": money(now.amount)}
    if now.problem:
        return _("Danh sách %(month)s, %(scope)s chưa tính được người này:") % said + f" {now.problem}"
    if was == now.amount:
        return _("Danh sách %(month)s, %(scope)s không đổi: %(now)s.") % said
    return _("Danh sách %(month)s, %(scope)s đổi từ %(was)s thành %(now)s.") % said


def _left(before: Part | None, now: Part) -> str:
    """Of a list of the place the person left: what stands on it is paid there, once."""
    if not now.amount:
        return _sentence(before, now)
    said = {"month": month(now.run.month), "scope": now.run.scope, "now": money(now.amount)}
    return _("Danh sách %(month)s, %(scope)s đã có người này nên vẫn chi %(now)s; nơi mới chi từ danh sách sau.") % said
