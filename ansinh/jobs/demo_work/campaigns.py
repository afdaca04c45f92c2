"""The lists the demo office made in the first half of 2021: gifts, electricity, tax, work lost, cremation, merit."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Iterable, Mapping
from importlib import resources
from random import Random
from typing import Any

from django.db.models import Q

from ansinh.acts import asking, people, permit, programmes, rounds
from ansinh.law import question
from ansinh.reckoning.months import first_day, month_of, month_text
from ansinh.record.models.assistance import Award, Kind
from ansinh.record.models.people import Person
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.programmes import Given, Item, Round
from ansinh.record.models.users import User

HALF_YEAR = datetime.date(2021, 7, 1)
OUTSIDE = "ngoài số suất được giao"


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """Every round of the half-year, once it is over; nothing when one was ever opened."""
    if today < HALF_YEAR or Round.objects.exists():
        return
    told, merit = _read("campaigns.toml"), _read("merit.toml")
    lan, minh = User.objects.get(username="lan"), User.objects.get(username="minh")
    district = Unit.objects.get(level=Level.DISTRICT, code="333")
    for own in (*told["own"], *merit["own"]):
        programmes.keep(own["slug"], own["text"], unit=district, by=lan)
    _told(told, lan)
    for some in merit["facts"]:
        _told_of(some, district, lan)
    for one in (*told["round"], *merit["round"]):
        _carried_out(one, district, lan, minh)
    for one in _cremations(told["cremation"]):
        _carried_out(one, district, lan, minh)
    handed = Item.objects.filter(state=Given.HANDED)
    echo(f"Chương trình: {Round.objects.count()} đợt, {handed.count()} suất đã cấp.")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))


def _told_of(told: Mapping[str, Any], district: Unit, lan: User) -> None:
    """What was told of so many of those a question fits, the same at every time."""
    month = month_of(told["month"])
    fitting = _fitting(told["among"], month, permit.communes_of([district]))
    for person in Person.objects.filter(pk__in=Random(told["name"]).sample(fitting, told["people"])).order_by("pk"):
        people.change(person, told["name"], told["value"], from_month=month, by=lan, source=told["paper"])


def _fitting(words: str, month: int, units: Iterable[int]) -> list[int]:
    asked = question.read(words)
    if isinstance(asked, question.Wrong):
        raise ValueError(f"{words}: {asked.sentence}")
    return [row.person_id for row in asking.ask(asked, month=month, units=units, by=None).rows()]


def _told(told: Mapping[str, Any], lan: User) -> None:
    """What villages and offices reported of people: electricity used, work lost, cremations."""
    rng = Random(2021)
    electricity, work, cremation = told["electricity"], told["work"], told["cremation"]
    drawing = _some(rng, electricity["households"], household__isnull=True, awards__in=Award.objects.filter(
        Q(until_month__isnull=True) | Q(until_month__gt=2021 * 12 + 6), kind=Kind.ALLOWANCE, code="K6.N",
        from_month__lt=2020 * 12,
    ))  # fmt: skip
    for person in drawing:
        people.change(person, "electricity_kwh", rng.randint(*electricity["kwh"]), from_month=2021 * 12, by=lan,
                      source=electricity["paper"])  # fmt: skip
    for person in _some(rng, work["people"], birth_year__range=(1970, 1990), household__code__startswith="T"):
        people.change(person, "lost_job", "lost", from_month=2020 * 12 + 5, by=lan, source=work["paper"])
    first, last = first_day(2021 * 12), first_day(2021 * 12 + 6)
    dead = Person.objects.filter(died_on__gte=first, died_on__lt=last).order_by("died_on", "pk")
    for person in rng.sample(list(dead), cremation["people"]):
        people.change(person, "cremated", True, from_month=month_of(person.died_on), by=lan, source=cremation["paper"])  # type: ignore[arg-type]


def _some(rng: Random, wanted: int, **of: Any) -> list[Person]:
    """So many living people of a sort, the same at every time."""
    found = list(Person.objects.filter(died_on__isnull=True, **of).distinct().order_by("pk"))
    return rng.sample(found, min(wanted, len(found)))


def _cremations(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A round a month, for those who died in it."""
    months = [2021 * 12 + number - 1 for number in told["months"]]
    return [
        {"slug": told["slug"], "title": told["title"].format(month=month_text(month)), "basis": told["basis"],
         "levels": {"HT": told["level"]}, "month": first_day(month), "on": first_day(month + 1)}
        for month in months
    ]  # fmt: skip


def _carried_out(told: Mapping[str, Any], district: Unit, lan: User, minh: User) -> None:
    """One round from opening to settling, commune by commune."""
    on: datetime.date = told["on"]
    this = rounds.open_round(
        told["slug"], title=told["title"], campaign=told.get("campaign", told["title"]),
        month=month_of(told.get("month", on)),
        scope=district, entered=told.get("levels", {}), basis=told.get("basis", ""), source=told.get("source", ""),
        by=lan, on=on,
    )  # fmt: skip
    if isinstance(this, list):
        raise ValueError(f"{told['title']}: {this}")
    communes = Unit.objects.communes().valid_on(first_day(this.month)).filter(parent=district).order_by("code")
    sheets = [made.sheet for made in rounds.make_all(this, list(communes), by=lan)]
    listed = Item.objects.filter(sheet__round=this).exclude(state=Given.STRUCK).order_by("pk")
    _struck(listed, told, lan)
    for line in listed if "answers" in told else ():
        for name, value in told["answers"].items():
            rounds.answer(line, name, [str(one) for one in value] if isinstance(value, list) else [str(value)], by=lan)
    for sheet in sheets:
        lines = list(sheet.items.exclude(state=Given.STRUCK).values_list("pk", flat=True))
        if lines:
            approved = rounds.approve(sheet, paper=f"QĐ phê duyệt {told['title']}", by=minh, on=on)
            handed_on = on + datetime.timedelta(days=3)
            rounds.hand_out(approved, lines, by=lan, on=handed_on, today=handed_on)
            rounds.settle(approved, by=lan, on=on + datetime.timedelta(days=20))


def _struck(listed: Any, told: Mapping[str, Any], lan: User) -> None:
    """Those the giver has no share for: by question, of other groups, beyond the number; the same at every time."""
    if "without" in told:
        month, units = month_of(told["on"]), set(listed.values_list("unit", flat=True))
        others = listed.filter(person__in=_fitting(told["without"], month, units))
        rounds.strike_all(others, reason=OUTSIDE, by=lan, on=told["on"])
    if "group" in told:
        rounds.strike_all(listed.exclude(group=told["group"]), reason=OUTSIDE, by=lan, on=told["on"])
    keep = told.get("keep", {})
    for group, shares in (keep if isinstance(keep, dict) else {"": keep}).items():
        mine = listed.filter(group=group) if group else listed
        ids = list(mine.values_list("pk", flat=True))
        chosen = set(Random(told["title"]).sample(ids, min(shares, len(ids))))
        rounds.strike_all(mine.exclude(pk__in=chosen), reason=OUTSIDE, by=lan, on=told["on"])
