"""One household: who lives there, its classes over the years, what it lacks and what it has been given."""

from __future__ import annotations

from typing import NamedTuple

from ansinh.law.poverty import standard
from ansinh.record.models.people import Household, Person
from ansinh.record.models.poverty import HouseholdClass
from ansinh.record.models.programmes import Given, Item
from ansinh.reports.draws import Drawn, draws


class Need(NamedTuple):
    """One thing the household lacks by the standard of the year."""

    code: str
    name: str
    dimension: str
    lacks: str


class Card(NamedTuple):
    """Everything the office knows of a household's need and help in a month; `now`: its class, or the one to come."""

    household: Household
    people: list[tuple[Person, list[Drawn]]]
    classes: list[HouseholdClass]
    now: HouseholdClass | None
    needs: list[Need]
    given: list[Item]


def card(household: Household, month: int) -> Card:
    """The household in a month; what lists gave its members stands newest first."""
    people = list(Person.objects.filter(household=household, merged_into=None).order_by("birth_year", "pk"))
    classes = list(household.classes.select_related("review__round").order_by("-from_month"))
    now = next((one for one in reversed(classes) if month < one.until_month), None)
    given = Item.objects.filter(person__in=people).exclude(state=Given.STRUCK).select_related("sheet__round", "person")
    drawing = draws([one.pk for one in people], month)
    living = [(one, drawing.get(one.pk, [])) for one in people]
    newest = list(given.order_by("-sheet__round__month", "-pk"))
    return Card(household, living, classes, now, needs(now), newest)


def needs(one: HouseholdClass | None) -> list[Need]:
    """What a class's survey found lacking, in the order of the standard of its year."""
    if one is None:
        return []
    return [
        Need(each.code, each.name, each.dimension, each.lacks)
        for each in standard(one.data_year).indicators if each.code in one.lacks
    ]  # fmt: skip
