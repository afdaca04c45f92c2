"""The classes of a year decided before the office began here, as the register's lists told, under their paper."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Count, Q

from ansinh.acts import permit
from ansinh.acts.poverty.opening import classed, follow
from ansinh.acts.wrong import Wrong
from ansinh.record.models.people import Household
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass, Klass
from ansinh.record.models.users import User


def take_over(
    unit: Unit, data_year: int, *, number: str, decided_on: datetime.date, by: User, on: datetime.date
) -> int:
    """How many households of a commune now have the class that the lists of January told. Raises ``Wrong``.

    What a decision made here says already stays; a household without anybody in the register is not in those lists.
    """
    permit.check(by, "prepare", unit)
    if not number.strip():
        raise Wrong("number", "Ghi số quyết định công nhận.")
    if decided_on > min(on, datetime.date(data_year, 12, 31)):
        raise Wrong("decided_on", f"Ngày quyết định phải trước ngày hôm nay và trong hoặc trước năm {data_year}.")
    month = data_year * 12
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        follow(unit, datetime.date(data_year, 1, 1))
        told = [(home, klass) for home, klass in classed(unit, month) if klass in (Klass.POOR, Klass.NEAR)]
        homes = [home.pk for home, _ in told]
        decided = set(
            HouseholdClass.objects.filter(household__in=homes, data_year=data_year).values_list("household", flat=True)
        )
        living = Count("person", filter=Q(person__died_on=None, person__merged_into=None))
        members = dict(Household.objects.filter(pk__in=homes).annotate(n=living).values_list("pk", "n"))
        made = [
            HouseholdClass(
                household=home, unit=unit, data_year=data_year, from_month=month, until_month=month + 12, klass=klass,
                members=members[home.pk], basis=f"{number.strip()} ngày {decided_on:%d/%m/%Y}",
            )
            for home, klass in told if home.pk not in decided
        ]  # fmt: skip
        HouseholdClass.objects.bulk_create(made, batch_size=1_000)
    return len(made)
