"""Households split, merge, move and end between two reviews; their class goes with the people it was given to.

What a decision said of a household holds for its people to the year's end: who splits off keeps the class under the
paper named, who joins takes that of the household joined, who moves takes it along. Reviews follow in their turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from ansinh.acts import people as persons
from ansinh.acts import permit
from ansinh.acts.poverty.recognising import FACT, state
from ansinh.acts.wrong import Wrong
from ansinh.reckoning.months import first_day, month_text
from ansinh.record.branches import same_place
from ansinh.record.models.people import Household, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass, Klass, Review, ReviewStage
from ansinh.record.models.users import User


def found(unit: Unit, *, head: str, village: str, code: str = "", by: User) -> Household:
    """A household the register does not have yet. Raises ``Wrong``."""
    permit.check(by, "prepare", unit)
    if not head.strip():
        raise Wrong("head", "Ghi họ tên chủ hộ.")
    if not village.strip():
        raise Wrong("village", "Ghi thôn.")
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if code.strip() and Household.objects.filter(unit=unit, code=code.strip()).exists():
            raise Wrong("code", f"{unit} đã có hộ mang mã {code.strip()}.")
        return Household.objects.create(unit=unit, village=village.strip(), head=head.strip(), code=code.strip())


def join(household: Household, person: Person, *, from_month: int, paper: str, by: User) -> Person:
    """Somebody lives in the household from a month on, and is what its decision says. Raises ``Wrong``."""
    permit.check(by, "prepare", household.unit)
    _paper(paper)
    if not same_place(person.unit_id, household.unit_id, first_day(from_month)):
        raise Wrong("who", f"{person.full_name} đang ghi ở {person.unit}: chuyển nơi ở trước.")
    if person.household_id == household.pk:
        raise Wrong("who", f"{person.full_name} đã ở trong hộ này.")
    with transaction.atomic():
        person.household = household
        person.save(update_fields=["household"])
        _recount(household, from_month, 1, paper)
        _take([person.pk], household, from_month, paper)
    return person


def split(
    household: Household, people: Sequence[Person], *, head: str, village: str, from_month: int, paper: str, by: User
) -> Household:
    """Some of a household live on their own from a month on, and keep its class. Raises ``Wrong``."""
    permit.check(by, "prepare", household.unit)
    _paper(paper)
    _not_reviewed(household)
    living = {one.pk for one in _living(household)}
    leaving = {one.pk for one in people}
    if not leaving or not leaving <= living:
        raise Wrong("people", "Chọn người đang sống trong hộ.")
    if leaving == living:
        raise Wrong("people", "Hộ cũ phải còn người ở lại; cả hộ đi thì chuyển hộ.")
    with transaction.atomic():
        made = found(household.unit, head=head, village=village or household.village, by=by)
        Person.objects.filter(pk__in=leaving).update(household=made)
        for one in _running(household, from_month):
            _copied(one, made, from_month, came="split", basis=paper, members=len(leaving))
        _recount(household, from_month, -len(leaving), paper)
    return made


def merge(gone: Household, into: Household, *, from_month: int, paper: str, by: User) -> Household:
    """Everybody of one household lives in the other from a month on, and is what that one is. Raises ``Wrong``."""
    permit.check(by, "prepare", into.unit)
    _paper(paper)
    if gone.pk == into.pk:
        raise Wrong("into", "Chọn một hộ khác.")
    if not same_place(gone.unit_id, into.unit_id, first_day(from_month)):
        raise Wrong("into", f"Hộ kia ở {into.unit}: chuyển hộ đến xã ấy trước.")
    _not_reviewed(gone)
    with transaction.atomic():
        people = [one.pk for one in _living(gone)]
        Person.objects.filter(pk__in=people).update(household=into)
        _end(gone, from_month, "merged")
        _recount(into, from_month, len(people), paper)
        _take(people, into, from_month, paper)
    return into


def move(household: Household, unit: Unit, *, village: str, from_month: int, paper: str, by: User) -> Household:
    """The whole household lives in another commune from a month on, with its class. Raises ``Wrong``."""
    permit.check(by, "prepare", household.unit)
    _paper(paper)
    if same_place(unit.pk, household.unit_id, first_day(from_month)):
        raise Wrong("unit", "Hộ đang ở xã này.")
    _not_reviewed(household)
    with transaction.atomic():
        for person in _living(household):
            try:
                persons.move(person, unit, from_month=from_month, village=village, by=by)
            except ValueError as wrong:
                raise Wrong("from_month", f"{person.full_name}: {wrong}") from wrong
        with permit.whole(by):
            classes = list(_running(household, from_month))
            _end(household, from_month, "moved")
            household.unit, household.village = unit, village
            household.save(update_fields=["unit", "village"])
            for one in classes:
                _copied(one, household, from_month, came="moved", basis=paper, members=one.members)
    return household


def end(household: Household, *, from_month: int, paper: str, by: User) -> Household:
    """Nobody lives in the household any more. Raises ``Wrong``."""
    permit.check(by, "prepare", household.unit)
    _paper(paper)
    if left := len(_living(household)):
        raise Wrong("from_month", f"Trong hộ còn {left} người sống: tách, nhập hoặc chuyển họ trước.")
    with transaction.atomic():
        _end(household, from_month, "died")
    return household


def _paper(paper: str) -> None:
    if not paper.strip():
        raise Wrong("paper", "Ghi số, ngày giấy tờ làm căn cứ.")


def _not_reviewed(household: Household) -> None:
    """A household stays as it is while its review goes on: its form names who lives in it."""
    open_ = Review.objects.filter(cases__household=household).exclude(stage=ReviewStage.DECIDED)
    if one := open_.select_related("round").first():
        raise Wrong("paper", f"Hộ đang được rà soát năm {one.round.year}: làm sau khi có quyết định công nhận.")


def _living(household: Household) -> list[Person]:
    return list(Person.objects.filter(household=household, died_on=None, merged_into=None).order_by("pk"))


def _running(household: Household, month: int) -> Iterable[HouseholdClass]:
    """The classes that hold in a month or later."""
    return household.classes.filter(until_month__gt=month, left="").order_by("from_month")


def _end(household: Household, month: int, left: str) -> None:
    """Every class ends where the household does; one that would begin later never holds."""
    for one in _running(household, month):
        one.until_month, one.left = max(month, one.from_month), left
        one.save(update_fields=["until_month", "left"])


def _recount(household: Household, month: int, more: int, paper: str) -> None:
    """So many more or fewer are of the household's class from a month on: the class goes on in a row of its own.

    A class that only begins then was counted by its decision and stays.
    """
    for one in [row for row in _running(household, month) if row.from_month < month]:
        until, one.until_month = one.until_month, month
        one.save(update_fields=["until_month"])
        one.pk, one.review, one.basis, one.from_month, one.until_month = None, None, paper.strip(), month, until
        one.members = max(0, one.members + more)
        one.save(force_insert=True)


def _copied(
    one: HouseholdClass, household: Household, month: int, *, came: str, basis: str, members: int
) -> HouseholdClass:
    """The same class for a household that came of it, without the certificate, which names the other.

    One that moved away and is back has the class it had here.
    """
    first = max(month, one.from_month)
    again = household.classes.filter(unit=household.unit, from_month=first).exclude(left="").first()
    if again is not None:
        again.until_month, again.left = one.until_month, ""
        again.save(update_fields=["until_month", "left"])
        return again
    children = {"children": one.children, "children_lack": one.children_lack} if came == "moved" else {}
    return HouseholdClass.objects.create(
        household=household, unit=household.unit, data_year=one.data_year, from_month=first,
        until_month=one.until_month, klass=one.klass, local=one.local, b1=one.b1, income=one.income,
        lacks=one.lacks, causes=one.causes, marks=one.marks, members=members, ethnicity=one.ethnicity, came=came,
        basis=basis.strip(),
        certificate=one.certificate if came == "moved" else "", **children,
    )  # fmt: skip


def _take(people: Sequence[int], household: Household, month: int, paper: str) -> None:
    """These people are what the household is from a month on; nothing is said where nothing was decided."""
    for one in list(_running(household, month)):
        first = max(month, one.from_month)
        state(dict.fromkeys(people, FACT[Klass(one.klass)]), first, f"{paper.strip()}, từ tháng {month_text(first)}")
