"""A round is opened over a place; each commune's households are listed for it, with the class they have."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef

from ansinh.acts import permit
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.poverty import standard
from ansinh.law.review import data_year, rules
from ansinh.law.score_table import REGIONS
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.branches import became
from ansinh.record.models.people import Fact, Household, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import (
    HouseholdClass,
    Klass,
    Review,
    ReviewCase,
    ReviewRound,
    ReviewStage,
    RoundKind,
    WhyListed,
)
from ansinh.record.models.users import User


def open_round(
    kind: str, year: int, *, scope: Unit, region: str, by: User, on: datetime.date, month: int | None = None
) -> ReviewRound:
    """Open the review of a year, or of a month within it. Raises ``Wrong``."""
    permit.check(by, "prepare", scope)
    try:
        begins, ends = rules().span("monthly" if kind == RoundKind.MONTHLY else "yearly", year, month)
        held_for = data_year("monthly" if kind == RoundKind.MONTHLY else "yearly", year)
        standard(held_for)
    except LookupError as unknown:
        raise Wrong("year", str(unknown)) from unknown
    except ValueError as wrong:
        raise Wrong("month", str(wrong)) from wrong
    if on > ends:
        raise Wrong("year", f"Đợt này đã hết ngày {ends:%d/%m/%Y}.")
    if region not in REGIONS or region == "urban":
        raise Wrong("region", "Chọn vùng của bảng điểm B1.")
    _once(kind, year, month, scope)
    return ReviewRound.objects.create(
        kind=kind, year=year, month=month, data_year=held_for, scope=scope, region=region, begins=begins, ends=ends,
        opened_by=by, opened_on=on,
    )  # fmt: skip


def _once(kind: str, year: int, month: int | None, scope: Unit) -> None:
    """Raise ``Wrong`` when a commune of the place is in another round of the same time: it is reviewed once."""
    here = permit.communes_of([scope])
    for one in ReviewRound.objects.filter(kind=kind, year=year, month=month).select_related("scope"):
        if one.scope_id == scope.pk:
            raise Wrong("year", "Đã mở đợt rà soát này ở địa bàn này.")
        if here & permit.communes_of([one.scope]):
            raise Wrong("scope", f"Đợt rà soát này đã mở ở {one.scope}: xã của hai nơi trùng nhau.")


def list_commune(this: ReviewRound, unit: Unit, *, by: User) -> Review:
    """The review of a commune with every household that is poor or near poor now; in the yearly round alone."""
    permit.check(by, "prepare", unit)
    if unit.pk not in permit.communes_of([this.scope]):
        raise NotNow(f"{unit} nằm ngoài địa bàn của đợt.")
    with transaction.atomic():
        made, new = Review.objects.get_or_create(round=this, unit=unit, defaults={"made_by": by})
        if not new:
            raise NotNow("Xã này đã có danh sách rà soát.")
        follow(unit, this.begins)
        if this.kind == RoundKind.YEARLY:
            ReviewCase.objects.bulk_create([
                ReviewCase(review=made, unit=unit, household=home, village=home.village, before=klass,
                           why=WhyListed.POOR if klass == Klass.POOR else WhyListed.NEAR)
                for home, klass in classed(unit, month_of(this.begins)) if klass in (Klass.POOR, Klass.NEAR)
            ])  # fmt: skip
    return made


def follow(unit: Unit, on: datetime.date) -> int:
    """Households still written in a commune that went into this one by a day are written here; how many.

    A commune divided among others is followed by whom it has in the register: all its living people live here now.
    """
    with permit.whole(None):
        old = [was for was, now in became(on).items() if now == unit.pk]
        moved = Household.objects.filter(unit__in=old).update(unit=unit)
        living = Person.objects.filter(household=OuterRef("pk"), died_on=None, merged_into=None)
        gone = Household.objects.filter(unit__valid_to__lte=on).exclude(unit=unit)
        here = gone.filter(Exists(living.filter(unit=unit))).exclude(Exists(living.exclude(unit=unit)))
        return moved + here.update(unit=unit)


def classed(unit: Unit, month: int) -> list[tuple[Household, str]]:
    """The households of a commune that have a class in a month: by decision, else as the register's lists told."""
    decided = HouseholdClass.objects.filter(household__unit=unit, from_month__lte=month, until_month__gt=month, left="")
    found = {one.household_id: one.klass for one in decided.order_by("from_month")}
    told = Fact.objects.filter(
        person__household__unit=unit, kind="household", superseded_at__isnull=True, from_month__lte=month
    ).exclude(until_month__lte=month)  # fmt: skip
    for home, value in told.values_list("person__household", "value").order_by("from_month"):
        if value in Klass.values:
            found.setdefault(home, value)
    homes = Household.objects.filter(pk__in=found).order_by("village", "head", "pk")
    return [(home, found[home.pk]) for home in homes]


def add(
    review: Review, home: Household, *, why: str, asked_on: datetime.date, village: str = "", by: User,
) -> ReviewCase:  # fmt: skip
    """A household that asks to be reviewed, or that the village puts on the list. Raises ``Wrong``, ``NotNow``."""
    [made] = add_all(review, [home], why=why, asked_on=asked_on, village=village, by=by)
    return made


def add_all(
    review: Review, homes: Sequence[Household], *, why: str, asked_on: datetime.date, village: str = "", by: User,
) -> list[ReviewCase]:  # fmt: skip
    """Households of a commune put on its list together; all of them or none. Raises ``Wrong``, ``NotNow``."""
    permit.check(by, "prepare", review.unit)
    with transaction.atomic():
        review = held(review, ReviewStage.LISTED)
        _asked_in_time(review.round, asked_on)
        if any(home.unit_id != review.unit_id for home in homes):
            raise Wrong("household", f"Hộ này không ở {review.unit}.")
        if review.cases.filter(household__in=homes).exists():
            raise Wrong("household", "Hộ này đã có trong danh sách rà soát.")
        before = {one.pk: klass for one, klass in classed(review.unit, month_of(asked_on))}
        return ReviewCase.objects.bulk_create([
            ReviewCase(review=review, unit=review.unit, household=home, village=village or home.village, why=why,
                       before=before.get(home.pk, Klass.NONE), asked_on=asked_on)
            for home in homes
        ])  # fmt: skip


def within(this: ReviewRound, day: datetime.date, field: str) -> None:
    """Raise ``Wrong`` for a day outside the round."""
    if not this.begins <= day <= this.ends:
        said = f"Ngày {day:%d/%m/%Y} nằm ngoài đợt rà soát ({this.begins:%d/%m/%Y} đến {this.ends:%d/%m/%Y})."
        raise Wrong(field, said)


def drop(case: ReviewCase, *, reason: str, by: User) -> None:
    """A household comes off the list: nobody lives there any more, or who had asked asks no more. The trail keeps why.

    Raises ``Wrong``, ``NotNow``; who is poor or near poor and lives is reviewed.
    """
    permit.check(by, "prepare", case.unit)
    if not reason.strip():
        raise Wrong("reason", "Ghi vì sao bỏ hộ này khỏi danh sách.")
    with transaction.atomic():
        held(case.review, ReviewStage.LISTED)
        living = Person.objects.filter(household=case.household_id, died_on=None, merged_into=None)
        if case.why in (WhyListed.POOR, WhyListed.NEAR) and living.exists():
            raise Wrong("reason", "Hộ nghèo, cận nghèo còn người sống thì phải rà soát.")
        case.refusal, case.survey = reason.strip(), None
        case.save(update_fields=["refusal", "survey"])
        case.delete()


def _asked_in_time(this: ReviewRound, day: datetime.date) -> None:
    """Raise ``Wrong`` for a request out of time: within the year one handed in before the 15th waits for it."""
    before = datetime.timedelta(days=this.begins.day)
    first = this.begins if this.kind == RoundKind.YEARLY else (this.begins - before).replace(day=this.begins.day)
    if not first <= day <= this.ends:
        said = f"Ngày {day:%d/%m/%Y} nằm ngoài đợt rà soát (nhận đề nghị từ {first:%d/%m/%Y} đến {this.ends:%d/%m/%Y})."
        raise Wrong("asked_on", said)


def held(review: Review, *stages: str) -> Review:
    """The review, locked, when it stands at one of these stages. Raises ``NotNow``."""
    found = Review.objects.select_for_update(of=("self",)).select_related("round", "unit").get(pk=review.pk)
    if found.stage not in stages:
        raise NotNow(f"Rà soát của {found.unit} đang ở bước “{ReviewStage(found.stage).label}”.")
    return found


def title(this: ReviewRound) -> str:
    """How a round is called: ``Rà soát định kỳ năm 2022``, ``Rà soát thường xuyên tháng 5/2023``."""
    if this.kind == RoundKind.YEARLY:
        return f"Rà soát định kỳ năm {this.year}"
    return f"Rà soát thường xuyên tháng {month_text(this.year * 12 + (this.month or 1) - 1)}"
