"""The demo office's poor households: the classes of 2021 under their decisions, and this autumn's review half done."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from random import Random

from ansinh.acts.poverty import annexes, opening, surveying, taking_over
from ansinh.acts.poverty.surveying import Form
from ansinh.jobs.replay import TWO_TIERS, scopes
from ansinh.law.deprivation import Home
from ansinh.law.poverty import standard
from ansinh.law.review import rules
from ansinh.reckoning.months import month_of
from ansinh.record.models.people import Person
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.poverty import HouseholdClass, ReviewCase, SurveyWay
from ansinh.record.models.users import User

YEAR, DECIDED = 2021, datetime.date(2020, 12, 28)
"""The review of 2020, decided before the office began here."""

TYPED = 0.6
"""So much of a commune's households has a form already."""


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """The classes of 2021 once that January is over; in autumn, one commune's review of the year, begun."""
    district = Unit.objects.get(level=Level.DISTRICT, code="333")
    if today.year < YEAR or HouseholdClass.objects.filter(data_year=YEAR, unit__parent=district).exists():
        return
    lan = User.objects.get(username="lan")
    communes = Unit.objects.communes().valid_on(datetime.date(YEAR, 1, 31)).filter(parent=district)
    taken = sum(
        taking_over.take_over(unit, YEAR, number="QĐ công nhận kết quả rà soát năm 2020", decided_on=DECIDED, by=lan,
                              on=today)
        for unit in communes
    )  # fmt: skip
    _counted(list(communes), YEAR, lan)
    echo(f"Hộ nghèo, hộ cận nghèo năm {YEAR}: {taken} hộ theo quyết định của các xã.")
    if today.year * 12 <= TWO_TIERS:
        return
    for unit in scopes(district, month_of(today)):
        taking_over.take_over(unit, today.year, number=f"QĐ công nhận kết quả rà soát năm {today.year - 1}",
                              decided_on=datetime.date(today.year - 1, 12, 10), by=lan, on=today)  # fmt: skip
    _counted(scopes(district, month_of(today)), today.year, lan)
    begins, ends = rules().span("yearly", today.year)
    if begins <= today <= ends:
        _begun(scopes(district, month_of(today))[0], today, lan, echo)


def _counted(units: list[Unit], year: int, lan: User) -> None:
    """How many households there are, made up: about so many a commune as rates of a delta district want."""
    dice = Random(year)
    each = 2_000 if year <= YEAR else 7_500
    counts = {}
    for unit in units:
        homes = round(each * dice.uniform(0.8, 1.25))
        counts[unit] = annexes.Counted(homes, round(homes * 3.4), 0)
    annexes.count(counts, data_year=year, source="Thống kê dân cư của xã (số liệu mẫu)", by=lan)


def _begun(commune: Unit, today: datetime.date, lan: User, echo: Callable[[str], object]) -> None:
    """A commune's review with forms of most households, two interviewers on one of them."""
    begun = datetime.date(today.year, 9, 3)
    this = opening.open_round("yearly", today.year, scope=commune, region="red_river", by=lan, on=begun)
    review = opening.list_commune(this, commune, by=lan)
    cases = list(review.cases.select_related("household").order_by("village", "household__head", "pk"))
    dice = Random(today.year)
    chosen = cases[: round(TYPED * len(cases))]
    days = max(1, min(60, (today - begun).days - 5))
    forms = [(case, _form(case, dice, this.data_year, begun + datetime.timedelta(days=3 + at % days)))
             for at, case in enumerate(chosen)]  # fmt: skip
    made = surveying.record_all(review, forms, by=lan, on=today)
    used = [(case, survey) for (case, _), survey in zip(forms, made, strict=True)
            if isinstance(survey, surveying.Survey)]  # fmt: skip
    surveying.accept_all(review, used, by=lan)
    if used:
        again = _form(used[0][0], dice, this.data_year, begun + datetime.timedelta(days=6), "Đoàn Thị Hạnh")
        surveying.record(used[0][0], again, by=lan, on=today)
    echo(f"Rà soát hộ nghèo {commune} năm {today.year}: {len(cases)} hộ, {len(used)} hộ đã có phiếu.")


def _form(
    case: ReviewCase, dice: Random, data_year: int, day: datetime.date, who: str = "Nguyễn Văn Thảo"
) -> Form:  # fmt: skip
    of = standard(data_year)
    income = round(dice.triangular(700_000, of.areas["rural"].line * 1.3, 1_500_000), -4)
    lacks = set(dice.sample(of.codes, dice.choices(range(6), (10, 18, 24, 24, 16, 8))[0]))
    living = Person.objects.filter(household=case.household, died_on=None, merged_into=None)
    causes = dice.sample(list(rules().causes), dice.randint(1, 2)) if income <= of.areas["rural"].line else []
    return Form(
        interviewer=who, taken_on=day, way=SurveyWay.PAPER, income=int(income), causes=causes,
        reference=f"{case.pk}/{who}", home=Home((), ticked={code: code in lacks for code in of.codes}),
        people=[(one.pk, one.full_name, "", one.birth_year) for one in living.order_by("pk")],
    )  # fmt: skip
