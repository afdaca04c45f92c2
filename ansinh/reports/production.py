"""How projects of production fare: what was handed over, who waits for a visit; and what reached one household."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from ansinh.reckoning.months import first_day, month_of
from ansinh.record.models.people import Household
from ansinh.record.models.production import HandedOver, ProductionProject, ProductionVisit, ProjectHousehold
from ansinh.record.models.training import Trainee


class Member(NamedTuple):
    """A household of a project: what it got, when it was last seen, by when it is to be seen again."""

    member: ProjectHousehold
    handed: list[HandedOver]
    amount: int
    visits: list[ProductionVisit]
    next_visit: datetime.date | None

    def overdue(self, on: datetime.date) -> bool:
        return self.next_visit is not None and self.next_visit < on

    @property
    def returned(self) -> int:
        return sum(one.returned for one in self.visits)

    @property
    def income(self) -> int:
        return sum(one.income for one in self.visits)


def members(project: ProductionProject) -> list[Member]:
    """The households of a project, in the order of their villages."""
    rows = project.households.select_related("household").prefetch_related("handed", "visits")
    ordered = rows.order_by("household__village", "household__head", "pk")
    return [_member(project, one) for one in ordered]


def _member(project: ProductionProject, one: ProjectHousehold) -> Member:
    handed = [each for each in one.handed.all() if each.voided_by_id is None]
    visits = list(one.visits.all())
    since = visits[-1].on if visits else handed[0].on if handed else None
    due = None
    if since is not None and project.state == "approved":
        after = month_of(since) + project.visit_months
        last = first_day(after + 1) - datetime.timedelta(days=1)
        due = first_day(after).replace(day=min(since.day, last.day))
    return Member(one, handed, sum(each.amount for each in handed), visits, due)


def of_household(household: Household) -> list[HandedOver]:
    """What projects handed to a household, newest first."""
    found = HandedOver.objects.filter(member__household=household, voided_by=None)
    return list(found.select_related("member__project").order_by("-on", "-pk"))


def trainings_of(household: Household) -> list[Trainee]:
    """The sessions somebody of a household came to, newest first."""
    found = Trainee.objects.filter(person__household=household, came=True).select_related("session", "person")
    return list(found.order_by("-session__first_day"))
