"""One household: who lives there, its classes over the years, what it lacks, what could help, what it was given."""

from __future__ import annotations

from typing import Any, NamedTuple

from ansinh.law.needs import Answer, answers
from ansinh.law.poverty import Indicator, standard
from ansinh.law.poverty_programme import Part
from ansinh.law.review import rules
from ansinh.record.models.household_help import HouseholdHelp
from ansinh.record.models.insurance import Cover
from ansinh.record.models.payroll import OPEN_END
from ansinh.record.models.people import Household, Person
from ansinh.record.models.poverty import HouseholdClass, ReviewCase
from ansinh.record.models.programmes import Given, Item
from ansinh.reports.draws import Drawn, draws


class Need(NamedTuple):
    """One thing the household lacks, what could answer it, what was done, and whether it still waits."""

    indicator: Indicator
    answer: Answer | None
    parts: list[Part]
    helps: list[HouseholdHelp]
    uninsured: list[Person]
    nobody: bool = False
    """Nobody of the household is in the register: whether they are insured is not known."""

    @property
    def missing(self) -> bool:
        """Nothing was done that ended it; insurance is there once everybody has a card."""
        if self.indicator.code == "insurance":
            return self.nobody or bool(self.uninsured)
        return not any(one.solved for one in self.helps)


class Lives(NamedTuple):
    """Somebody of the household: what they draw, and whether a card insures them."""

    person: Person
    drawn: list[Drawn]
    insured: bool


class Card(NamedTuple):
    """Everything the office knows of a household's need and help in a month; `now`: its class, or the one to come.

    ``last``: the latest class there is; ``named``: who its last form names without a record in the register.
    """

    household: Household
    people: list[Lives]
    classes: list[HouseholdClass]
    now: HouseholdClass | None
    last: HouseholdClass | None
    named: list[dict[str, Any]]
    needs: list[Need]
    helps: list[HouseholdHelp]
    given: list[Item]


def card(household: Household, month: int) -> Card:
    """The household in a month; what lists gave its members stands newest first."""
    people = list(Person.objects.filter(household=household, merged_into=None).order_by("birth_year", "pk"))
    classes = list(household.classes.select_related("review__round").order_by("-from_month"))
    now = next((one for one in reversed(classes) if month < one.until_month), None)
    given = Item.objects.filter(person__in=people).exclude(state=Given.STRUCK).select_related("sheet__round", "person")
    drawing = draws([one.pk for one in people], month)
    insured = set(Cover.objects.filter(person__in=people, until_month=OPEN_END).values_list("person", flat=True))
    lives = [Lives(one, drawing.get(one.pk, []), one.pk in insured) for one in people]
    helps = list(HouseholdHelp.objects.filter(household=household).select_related("recorded_by", "voided_by"))
    newest = list(given.order_by("-sheet__round__month", "-pk"))
    last = now or next(iter(classes), None)
    return Card(household, lives, classes, now, last, _named(household), needs(last, helps, lives), helps, newest)


def _named(household: Household) -> list[dict[str, Any]]:
    case = ReviewCase.objects.filter(household=household, survey__isnull=False).select_related("survey")
    latest = case.order_by("-survey__taken_on").first()
    if latest is None or latest.survey is None:
        return []
    return [one for one in latest.survey.members if one["person"] is None]


def needs(one: HouseholdClass | None, helps: list[HouseholdHelp], lives: list[Lives]) -> list[Need]:
    """What a class's survey found lacking, in the order of the standard of its year, with what was done since."""
    if one is None:
        return []
    year = one.data_year
    begun = one.review.round.begins if one.review else rules().span("yearly", year - 1)[0]
    return [
        Need(
            each, answers().get(each.code), answers()[each.code].of_year(year) if each.code in answers() else [],
            [help_ for help_ in helps if help_.indicator == each.code and not help_.voided_by_id
             and help_.on >= begun],
            [alive.person for alive in lives if not alive.insured and alive.person.died_on is None],
            all(alive.person.died_on is not None for alive in lives),
        )
        for each in standard(year).indicators if each.code in one.lacks
    ]  # fmt: skip
