"""What an office enters because it is not known here: the score table B1, its province's own standard, its households.

A score table is used once a second person has held it against the annex and confirmed it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from ansinh.acts import permit
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law import score_table
from ansinh.law.poverty import raised, standard
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.poverty import HouseholdClass, HouseholdCount, KeptScores, OwnStandard
from ansinh.record.models.users import User


def keep_scores(
    groups: Sequence[dict[str, Any]], *, decree: str, first_year: int, last_year: int, by: User
) -> KeptScores:
    """A table as it was typed from the annex, not used yet. Raises ``Wrong`` with the first fault of each place."""
    permit.check(by, "prepare")
    if not decree.strip():
        raise Wrong("decree", "Ghi văn bản, phụ lục của bảng điểm.")
    if not first_year <= last_year:
        raise Wrong("last_year", "Năm cuối không thể trước năm đầu.")
    try:
        faults = score_table.read(groups).faults()
    except (KeyError, ValueError) as wrong:
        raise Wrong("file", f"Bảng điểm không đọc được: {wrong}.") from wrong
    if faults:
        raise Wrong("file", "; ".join(sentence for _, sentence in faults[:5]))
    return KeptScores.objects.create(
        decree=decree.strip(), first_year=first_year, last_year=last_year, groups=list(groups), entered_by=by
    )


def confirm_scores(kept: KeptScores, *, by: User, on: datetime.date) -> KeptScores:
    """A second person held it against the annex; what was used for those years is used no more. Raises ``NotNow``."""
    permit.check(by, "approve")
    if kept.entered_by_id == by.pk:
        raise NotNow("Người nhập bảng điểm không được tự xác nhận.")
    if kept.confirmed_by_id is not None:
        raise NotNow("Bảng điểm này đã xác nhận.")
    with transaction.atomic():
        before = KeptScores.objects.filter(
            confirmed_by__isnull=False, replaced_at=None, first_year__lte=kept.last_year, last_year__gte=kept.first_year
        )
        before.update(replaced_at=timezone.now())
        kept.confirmed_by, kept.confirmed_on = by, on
        kept.save(update_fields=["confirmed_by", "confirmed_on"])
    return kept


def set_own_standard(
    province: Unit,
    *,
    first_year: int,
    last_year: int,
    rural: int,
    urban: int,
    min_indicators: int,
    basis: str,
    by: User,
) -> OwnStandard:
    """The province's own standard of some years, higher than the State's. Raises ``Wrong``."""
    permit.check(by, "prepare", province)
    if province.level != Level.PROVINCE:
        raise Wrong("province", "Chuẩn riêng do tỉnh đặt.")
    if not first_year <= last_year:
        raise Wrong("last_year", "Năm cuối không thể trước năm đầu.")
    try:
        for year in (first_year, last_year):
            raised(standard(year), basis=basis, rural=rural, urban=urban, min_indicators=min_indicators)
    except LookupError as unknown:
        raise Wrong("first_year", str(unknown)) from unknown
    except ValueError as wrong:
        field = "basis" if not basis.strip() else "min_indicators" if "chỉ số" in str(wrong) else "rural"
        raise Wrong(field, str(wrong)) from wrong
    same = OwnStandard.objects.filter(province=province, first_year__lte=last_year, last_year__gte=first_year)
    if same.exclude(first_year=first_year).exists():
        raise Wrong("first_year", "Những năm này đã có chuẩn riêng.")
    made, _ = OwnStandard.objects.update_or_create(
        province=province, first_year=first_year,
        defaults={"last_year": last_year, "rural": rural, "urban": urban, "min_indicators": min_indicators,
                  "basis": basis.strip(), "recorded_by": by},
    )  # fmt: skip
    return made


class Counted(NamedTuple):
    """How many households and people a commune has."""

    households: int
    members: int
    minority: int


def count(counts: Mapping[Unit, Counted], *, data_year: int, source: str, by: User) -> dict[int, Wrong]:
    """Write how many households each commune has in a data year; what cannot be is told by the commune's id."""
    told: dict[int, Wrong] = {}
    if not source.strip():
        raise Wrong("source", "Ghi nguồn của số liệu.")
    classed = _classed([unit.pk for unit in counts], data_year)
    with transaction.atomic():
        for unit, one in counts.items():
            permit.check(by, "prepare", unit)
            if (wrong := _fits(unit, one, classed.get(unit.pk, 0))) is not None:
                told[unit.pk] = wrong
                continue
            HouseholdCount.objects.update_or_create(
                unit=unit, data_year=data_year,
                defaults={"households": one.households, "members": one.members, "minority": one.minority,
                          "source": source.strip(), "counted_by": by},
            )  # fmt: skip
    return told


def _classed(units: Sequence[int], data_year: int) -> dict[int, int]:
    held = HouseholdClass.objects.filter(unit__in=units, from_month__lte=data_year * 12, until_month__gt=data_year * 12)
    poor = Count("pk", filter=Q(klass__in=("poor", "near_poor")))
    return dict(held.order_by().values_list("unit").annotate(n=poor))


def _fits(unit: Unit, one: Counted, poor: int) -> Wrong | None:
    if min(one) < 0:
        return Wrong("households", f"{unit}: số không thể âm.")
    if one.households < poor:
        return Wrong("households", f"{unit}: có {poor} hộ nghèo, cận nghèo, nhiều hơn tổng số {one.households} hộ.")
    if one.members < one.households:
        return Wrong("members", f"{unit}: số người ít hơn số hộ.")
    if one.minority > one.households:
        return Wrong("minority", f"{unit}: hộ dân tộc thiểu số nhiều hơn tổng số hộ.")
    return None
