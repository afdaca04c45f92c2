"""Lists 14 and 15: near-poor and poor households with every member, of a year or of one review.

Who lives there is what the accepted form says, looked up in the register for sex and ethnicity; a household without a
form here (a class taken over, split off, moved) has those the register puts in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansinh.reckoning.names import fold
from ansinh.record.models.household_help import HouseholdHelp
from ansinh.record.models.people import Person
from ansinh.record.models.poverty import HouseholdClass, Klass, ReviewCase
from ansinh.record.models.production import HandedOver
from ansinh.world.poverty_list import MARKS, Detailed, Home, Lives

KINDS = {
    "nutrition": "health", "insurance": "health", "health_care": "health", "adult_education": "school",
    "schooling": "school", "housing": "home", "floor": "home",
}  # fmt: skip
"""Under which column help for an indicator stands; what is not named is other help."""

NOTE = (
    "Hỗ trợ: đã ghi trong năm theo việc giúp hộ và dự án sản xuất; tín dụng không ghi ở đây, cơ quan tự điền. "
    "Người chưa biết giới tính ghi năm sinh sau họ tên."
)
HEAD = "Chủ hộ"


def lists(classes: Sequence[HouseholdClass], data_year: int, *, office: str) -> list[Detailed]:
    """Both lists of these classes, near-poor households first as the province numbers them; an empty one stays."""
    told = homes(classes)
    helped = _helps([one.household_id for one in classes], data_year)
    period = f"Kết quả rà soát dùng cho năm {data_year}"
    return [
        Detailed(
            number, f"Danh sách chi tiết hộ {said}", office, period,
            [told[one.pk]._replace(helps=helped.get(one.household_id, frozenset()))
             for one in classes if one.klass == klass],
            NOTE,
        )
        for number, klass, said in (("Biểu 14", Klass.NEAR, "cận nghèo"), ("Biểu 15", Klass.POOR, "nghèo"))
    ]  # fmt: skip


def of_year(units: Iterable[int], data_year: int) -> list[HouseholdClass]:
    """The poor and near-poor households of January of a data year, in the order of the lists."""
    month = data_year * 12
    held = HouseholdClass.objects.filter(unit__in=list(units), from_month__lte=month, until_month__gt=month)
    return ordered(held.filter(klass__in=(Klass.POOR, Klass.NEAR)))


def ordered(classes: Any) -> list[HouseholdClass]:
    """Classes by commune, village and head, with what the lists and papers say of them."""
    told = classes.select_related("household", "unit", "review")
    return list(told.order_by("unit__name", "household__village", "household__head", "pk"))


def homes(classes: Sequence[HouseholdClass]) -> dict[int, Home]:
    """Each class's household with its members, the head first, then the oldest; by the key of the class."""
    forms = _forms(classes)
    living = _living([one.household_id for one in classes])
    named = {person for told in forms.values() for each in told if (person := each["person"]) is not None}
    known = {one.pk: one for one in Person.objects.filter(pk__in=named)}
    return {
        one.pk: Home(
            one.household.head, ", ".join(filter(None, (one.household.village, str(one.unit)))),
            {"new": "new", "back": "back"}.get(one.came, "old"), frozenset(one.marks) & MARKS.keys(), frozenset(),
            _people(one, forms.get((one.review_id, one.household_id)), living.get(one.household_id, []), known),
        )
        for one in classes
    }  # fmt: skip


def _forms(classes: Sequence[HouseholdClass]) -> dict[tuple[int | None, int], list[dict[str, Any]]]:
    """The members of the accepted form of each household, by review and household."""
    cases = ReviewCase.objects.filter(
        review__in={one.review_id for one in classes if one.review_id},
        household__in=[one.household_id for one in classes], survey__isnull=False,
    )  # fmt: skip
    return {(review, home): told for review, home, told in
            cases.values_list("review", "household", "survey__members")}  # fmt: skip


def _living(households: Sequence[int]) -> dict[int, list[Person]]:
    found: dict[int, list[Person]] = {}
    for one in Person.objects.filter(household__in=households, died_on=None, merged_into=None):
        assert one.household_id is not None
        found.setdefault(one.household_id, []).append(one)
    return found


def _people(
    one: HouseholdClass, form: list[dict[str, Any]] | None, living: Sequence[Person], known: Mapping[int, Person]
) -> list[Lives]:
    head = fold(one.household.head)
    if not form:
        told = [_registered(person, "") for person in living]
    else:
        enrolled = {(person.name_folded, person.birth_year): person for person in living}
        told = []
        for each in form:
            person = known.get(each["person"]) or enrolled.get((fold(each["name"]), each["born"]))
            relation = each.get("relation", "")
            told.append(_registered(person, relation) if person else _told(each))
    led = [each._replace(relation=each.relation or HEAD) if fold(each.name) == head else each for each in told]
    return sorted(led, key=lambda each: (fold(each.name) != head, each.born or 9999, each.name))


def _registered(person: Person, relation: str) -> Lives:
    return Lives(person.full_name, person.birth_year, person.sex or "", person.ethnicity, relation,
                 person.identity_number or "")  # fmt: skip


def _told(each: Mapping[str, Any]) -> Lives:
    """Somebody the register does not have, as the form says; sex by the fourth digit of a twelve-digit number."""
    number = each.get("identity") or ""
    sex = "" if len(number) != 12 or not number.isdecimal() else "female" if int(number[3]) % 2 else "male"
    return Lives(each["name"], each["born"], sex, "", each.get("relation", ""), number)


def _helps(households: Sequence[int], year: int) -> dict[int, frozenset[str]]:
    """The columns of help a household has something recorded in, of a year; what was voided is none."""
    found: dict[int, set[str]] = {}
    if not households:
        return {}
    helped = HouseholdHelp.objects.filter(household__in=households, on__year=year, voided_by=None)
    for home, indicator in helped.values_list("household", "indicator"):
        found.setdefault(home, set()).add(KINDS.get(indicator, "other"))
    handed = HandedOver.objects.filter(member__household__in=households, on__year=year, voided_by=None)
    for home in handed.values_list("member__household", flat=True).distinct():
        found.setdefault(home, set()).add("production")
    return {home: frozenset(kinds) for home, kinds in found.items()}
