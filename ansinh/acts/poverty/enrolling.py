"""Those a form names who are not in the register yet are written there, once the decision has recognised them."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from ansinh.acts import people as persons
from ansinh.acts import permit
from ansinh.acts.poverty.recognising import FACT, begins, state
from ansinh.acts.preparing import NotNow
from ansinh.reckoning.names import fold
from ansinh.record.branches import became
from ansinh.record.models.people import Person
from ansinh.record.models.poverty import HouseholdClass, Klass, Review, ReviewStage
from ansinh.record.models.users import User


class Stranger(NamedTuple):
    """Somebody of a recognised household whom the register does not have; or who has a namesake there."""

    of: HouseholdClass
    name: str
    relation: str
    born: int | None
    namesake: bool


def strangers(review: Review) -> list[Stranger]:
    """Who of the poor and near-poor households of a decided review is not in the register, by household."""
    held = review.classes.filter(klass__in=(Klass.POOR, Klass.NEAR)).select_related("household")
    forms = dict(review.cases.values_list("household", "survey__members"))
    ordered = held.order_by("household__village", "household__head")
    found = [(one, told) for one in ordered for told in forms[one.household_id] or () if told["person"] is None]
    old = [was for was, now in became(review.round.ends).items() if now == review.unit_id]
    living = Person.objects.filter(unit__in=[review.unit_id, *old], merged_into=None, died_on=None)
    here = set(living.values_list("name_folded", "birth_year"))
    mine = set(living.filter(household__in=[one.household_id for one, _ in found])
               .values_list("household", "name_folded", "birth_year"))  # fmt: skip
    return [
        Stranger(one, told["name"], told.get("relation", ""), told["born"], (fold(told["name"]), told["born"]) in here)
        for one, told in found if (one.household_id, fold(told["name"]), told["born"]) not in mine
    ]  # fmt: skip


def enrol(review: Review, *, by: User) -> list[Person]:
    """Write them all, but for those with a namesake of the same year: an officer looks whether it is the same person.

    Raises ``NotNow`` before the decision.
    """
    permit.check(by, "register", review.unit)
    if review.stage != ReviewStage.DECIDED:
        raise NotNow("Có quyết định công nhận rồi mới đưa người vào sổ.")
    made, said = [], {}
    with transaction.atomic():
        for one in strangers(review):
            if one.namesake:
                continue
            person = persons.enrol(
                full_name=one.name, unit=review.unit, from_month=one.of.from_month, village=one.of.household.village,
                birth_year=one.born, by=by,
            )  # fmt: skip
            person.household = one.of.household
            person.save(update_fields=["household"])
            said[person.pk] = FACT[Klass(one.of.klass)]
            made.append(person)
        state(said, begins(review), f"QĐ {review.number} ngày {review.decided_on:%d/%m/%Y}")
    return made
