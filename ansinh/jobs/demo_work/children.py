"""Children of the demo: what the register knows confirmed, cases in four states, three in another home."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import resources
from typing import Any

from django.utils import timezone

from ansinh.acts import authority, people, permit, users
from ansinh.acts.children import care, cases, circumstances, known, planning
from ansinh.acts.children.cases import Child, Teller
from ansinh.acts.wrong import Wrong
from ansinh.law.child_groups import groups
from ansinh.reckoning.months import month_of
from ansinh.record.models.child_cases import ChildCase
from ansinh.record.models.children import Care, Circumstance
from ansinh.record.models.people import Fact, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.reports import children as reports

HALF_YEAR = datetime.date(2021, 6, 30)
"""The day the demo's own figures are of; who was a child then is written too."""

Told = Mapping[str, Any]


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """Everything of children up to a day; nothing when a circumstance was ever written."""
    if Circumstance.objects.exists():
        return
    told = tomllib.loads(resources.files(__package__).joinpath("children.toml").read_text("utf-8"))
    for name in told["entrusted"]:
        users.entrust(User.objects.get(username=name), children=True, by=None)
    lan, minh = User.objects.get(username="lan"), User.objects.get(username="minh")
    units = permit.cover(lan)
    for day in (HALF_YEAR, today):
        if day <= today:
            _confirmed(told["unclear"], units, lan, day)
    communes = [unit for unit in authority.offices(lan, today) if unit.level == "commune"]
    named = _children(told, communes, lan, today)
    _ill(told["ill"], units, lan, today)
    for one in told["case"]:
        _case(one, told, named[one["child"]], lan, minh, today)
    _cared(told, named, lan, today)
    echo(
        f"Trẻ em: {reports.total(units, today)} em có hoàn cảnh đặc biệt, {ChildCase.objects.count()} vụ việc,"
        f" {Care.objects.count()} em được chăm sóc thay thế."
    )


def _confirmed(unclear: Told, units: frozenset[int], lan: User, on: datetime.date) -> None:
    """Every circumstance the register speaks for, as an officer confirms the page's list.

    Of those without a source of support the register tells no point: the villages do, in turn, but for the last few.
    """
    found = known.in_places(units, on)
    known.confirm([one.key for one in found if one.group], units=units, by=lan, on=on)
    asked = [one for one in found if not one.group]
    for at, one in enumerate(asked[: -unclear["left"]]):
        case = unclear["cases"][at % len(unclear["cases"])]
        circumstances.enter(one.person, paper=unclear["paper"], from_day=one.from_day, by=lan, on=on, **case)


def _children(told: Told, communes: list[Unit], lan: User, today: datetime.date) -> dict[str, Person]:
    """The named children, enrolled in the communes in turn, with their circumstances."""
    found = {}
    for at, one in enumerate(told["child"]):
        child = people.enrol(
            full_name=one["name"], unit=communes[at % len(communes)], village=told["village"], sex=one["sex"],
            from_month=month_of(today) - 48, birth_year=today.year - one["age"], birth_month=1 + at % 9, birth_day=11,
            ethnicity="Kinh", by=lan,
        )  # fmt: skip
        for each in one.get("circumstances", ()):
            since = today - datetime.timedelta(days=each["days"])
            circumstances.enter(
                child, group=each["group"], part=each.get("part", ""), words=each.get("words", ""), from_day=since,
                paper=each["paper"], by=lan, on=today,
            )  # fmt: skip
        found[one["name"]] = child
    return found


def _ill(told: Told, units: frozenset[int], lan: User, today: datetime.date) -> None:
    """Children of poor and near-poor households, the first of the register."""
    since = today - datetime.timedelta(days=told["days"])
    held = Fact.objects.filter(
        kind="household", value__in=["poor", "near_poor"], superseded_at=None, until_month=None,
        from_month__lte=month_of(since), person__unit__in=units, person__died_on=None, person__merged_into=None,
        person__birth_year__gte=today.year - groups().under + 2,
    )  # fmt: skip
    written = 0
    for fact in held.select_related("person__unit").order_by("pk"):
        if written == told["people"]:
            return
        with suppress(Wrong):  # in that month another fact of the household may say otherwise
            circumstances.enter(
                fact.person, group="n", part=str(fact.value), words=told["words"], paper=told["paper"],
                from_day=since, by=lan, on=today,
            )  # fmt: skip
            written += 1


STEPS = ("record", "assess", "protect", "detail", "meet", "plan", "approve", "carry")


def _case(told: Told, every: Told, child: Person, lan: User, minh: User, today: datetime.date) -> None:
    """A case told at eight so many days ago, step after step, one a day but for what cannot wait."""
    now = timezone.make_aware(datetime.datetime.combine(today, datetime.time(17)))
    at = timezone.make_aware(datetime.datetime.combine(today - datetime.timedelta(days=told["days"]), datetime.time(8)))
    said, danger = every["said"] | {"happened": told["happened"]}, told.get("danger", False)
    one = cases.record(
        child.unit, Child(child), told_by=told["told_by"], informed_at=at, said=said, danger=danger, by=lan, now=now,
        group=told.get("group", ""), teller=Teller(**every["teller"]),
    )  # fmt: skip
    for step in STEPS[1 : STEPS.index(told["until"]) + 1]:
        if step == "protect" and not danger:
            continue
        at = min(at + datetime.timedelta(hours=3 if step in ("assess", "protect") else 12), now)
        one = _step(one, step, said, at, lan, minh, now)


def _step(
    one: ChildCase, step: str, said: Told, at: datetime.datetime, lan: User, minh: User, now: datetime.datetime
) -> ChildCase:
    done: dict[str, Any] = {"said": said, "done_at": at, "by": lan, "now": now}
    day = timezone.localtime(at).date()
    if step == "assess":
        return cases.assess(one, danger=one.danger, **done)
    if step == "protect":
        return planning.protect(one, isolated_from=day, until=day + datetime.timedelta(days=14), **done)
    if step == "plan":
        return planning.plan(one, ends=day + datetime.timedelta(days=90), **done)
    if step == "approve":
        return planning.approve(one, decision="18/QĐ-UBND", approved_on=day, by=minh, now=at)
    return {"detail": planning.detail, "meet": planning.meet, "carry": planning.carry}[step](one, **done)


def _cared(told: Told, named: Mapping[str, Person], lan: User, today: datetime.date) -> None:
    """Families who offer, the children in another home, and the visits made on their day."""
    offers = {}
    for each in told["offer"]:
        offers[each["name"]] = care.offer(
            named["Đào Minh Quân"].unit, name=each["name"], address=each["address"], phone=each.get("phone", ""),
            wishes=each["wishes"], offered_on=today - datetime.timedelta(days=each["days"]), by=lan, on=today,
        )  # fmt: skip
    for each in told["care"]:
        start = today - datetime.timedelta(days=each["days"])
        made = care.place(
            named[each["child"]], kind=each["kind"], decision=each["decision"], decided_on=start, from_day=start,
            carer_name=each.get("carer", ""), relation=each.get("relation", ""),
            offered=offers.get(each.get("offer", "")), by=lan, on=today,
        )  # fmt: skip
        due = {visit.month: visit.due_on for visit in reports.watched(Care.objects.filter(pk=made.pk))[0].visits}
        for month in each["visits"]:
            care.visit(made, month=month, visited_on=min(due[month], today), who="Nguyễn Thị Lan",
                       words="Khoẻ, đi học đều.", by=lan, on=today)  # fmt: skip
