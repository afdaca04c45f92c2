"""What the demo office did in the first half of 2021 beside benefits: classes, jobs, inspections, events, guidance."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Iterator
from importlib import resources
from itertools import count, islice
from typing import Any

from ansinh.acts import activities, documents, training
from ansinh.acts.activities import Worker
from ansinh.acts.reporting import plans
from ansinh.law.report_periods import Period
from ansinh.record.branches import communes_of
from ansinh.record.models.activities import JobPlacement
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.users import User

DONE = datetime.date(2021, 6, 15)
"""All of it was over by then."""


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """All of it once it is over; nothing twice."""
    if today < DONE or JobPlacement.objects.exists():
        return
    told = tomllib.loads(resources.files(__package__).joinpath("activities.toml").read_text("utf-8"))
    by = User.objects.get(username="lan")
    district = Unit.objects.get(level=Level.DISTRICT, code="333", valid_to__isnull=False)
    within = Unit.objects.valid_on(DONE).filter(pk__in=communes_of([district]))
    units = {one.name: one for one in within}
    _planned(told["plans"], district, by)
    _guided(told["documents"]["subjects"], told["office"], district, by, today)
    people = _people(told)
    sessions = sum(_taught(one, units, people, by) for one in told["session"])
    _placed(told["jobs"], units, people, by)
    _inspected(told["inspections"], units, by)
    _inspected_now(told["inspections"], today, by)
    for one in told["event"]:
        unit = units[one.pop("unit")]
        activities.hold(unit, last_day=one["first_day"], by=by, **one)
    _teamed(told["team"], units, people, by)
    echo(f"Hoạt động nửa đầu năm 2021: {sessions} lớp, {JobPlacement.objects.count()} việc làm mới.")


def _people(told: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Names one after another, each with whether a woman's; no name twice in thousands."""
    families, men, women = told["families"], told["men"], told["women"]
    for at in count():
        given = women if at % 2 else men
        once = at // 2
        name = f"{families[once % len(families)]} {given[once // len(families) % len(given)]}"
        turn = once // (len(families) * len(given))
        yield (f"{name} {['', 'Anh', 'Bình', 'Châu'][turn % 4]}".strip(), bool(at % 2))


def _planned(told: dict[str, Any], district: Unit, by: User) -> None:
    for code in ("workers_trained", "jobs_created"):
        least, most = (*told[code], None)[:2]
        plans.plan(code, district, Period("year", 2021), least=least, most=most, paper=told["paper"], by=by)


def _guided(subjects: list[str], office: str, district: Unit, by: User, today: datetime.date) -> None:
    """Documents the bureau drafted for the district's committee."""
    first = datetime.date(2021, 1, 5)
    for at in range(2 * len(subjects) - 1):
        issued = first + datetime.timedelta(days=5 * at)
        kind, symbol = (("Kế hoạch", "KH-UBND"), ("Công văn", "UBND-LĐ"))[at % 2]
        documents.enter(
            district, number=f"{11 + 3 * at}/{symbol} (mẫu)", kind=kind, issuer="Ủy ban nhân dân huyện",
            subject=f"{kind} {subjects[at // 2]}{', lần 2' if at % 2 else ''}", issued=issued, drafted_by=office, by=by,
            on=today,
        )  # fmt: skip


def _taught(one: dict[str, Any], units: dict[str, Unit], people: Iterator[tuple[str, bool]], by: User) -> int:
    for at, (name, number) in enumerate(zip(one["units"], one["people"], strict=True)):
        unit, first = units[name], one["first_day"] + datetime.timedelta(days=5 * at)
        session = training.hold(
            unit, kind=one["kind"], title=f"{one['title']}, lớp {at + 1}" if len(one["units"]) > 1 else one["title"],
            place=str(unit), first_day=first, last_day=first + datetime.timedelta(days=one["days"] - 1),
            hours=one["hours"], teacher=one["teacher"], paper="Kế hoạch mẫu", by=by,
        )  # fmt: skip
        named = (each for each in people if each[1] or not one.get("women"))
        learners = [(person, str(unit)) for person, _ in islice(named, number)]
        trainees = training.enrol_many(session, learners, by=by)
        if one["result"]:
            came = {each.pk for each in trainees}
            training.mark(session, came=came, results=dict.fromkeys(came, one["result"]), by=by)
    return len(one["units"])


def _placed(told: dict[str, Any], units: dict[str, Unit], people: Iterator[tuple[str, bool]], by: User) -> None:
    names, left = sorted(units), told["count"]
    for at in count():
        if not left:
            return
        taken = [Worker(name, 1975 + (7 * place + at) % 28, woman)
                 for place, (name, woman) in enumerate(islice(people, min(left, 10)))]  # fmt: skip
        activities.place(
            units[names[at % len(names)]], taken, on=datetime.date(2021, 1, 11) + datetime.timedelta(days=2 * at),
            employer=told["employers"][at % len(told["employers"])], job="Công nhân", through=told["through"], by=by,
        )  # fmt: skip
        left -= len(taken)


def _inspected(told: dict[str, Any], units: dict[str, Unit], by: User) -> None:
    """Five communes; what was found in each is mended and closed."""
    for at, name in enumerate(told["units"]):
        day = told["first_day"] + datetime.timedelta(days=2 * at)
        made = activities.inspect(
            units[name], plan=told["plan"], about=told["about"], first_day=day, last_day=day,
            team=[("Trần Văn Minh", "Trưởng đoàn"), ("Nguyễn Thị Lan", "Thư ký")], by=by,
        )  # fmt: skip
        activities.conclude(made, paper=f"Kết luận mẫu {at + 1}/KL-LĐTBXH", by=by)
        found = activities.find(
            made,
            text=told["finding"],
            asked=told["asked"],
            who=told["who"],
            due=day + datetime.timedelta(days=30),
            by=by,
        )
        for to, words in (("mended", "Xã báo cáo đã ghi đủ sổ"), ("closed", "Đã xem sổ, đúng")):
            activities.follow(found, to, words=words, on=day + datetime.timedelta(days=25), by=by)


def _inspected_now(told: dict[str, Any], today: datetime.date, by: User) -> None:
    """One commune of the map of today, some weeks ago; what was found is to be mended within days."""
    day = today - datetime.timedelta(days=26)
    here = Unit.objects.communes().valid_on(day).filter(pk__in=communes_of(list(by.places.all())))
    one = here.filter(name=told["now"]).first()
    if one is not None:
        made = activities.inspect(
            one, plan=told["plan_now"], about=told["about_now"], first_day=day, last_day=day,
            team=[("Trần Văn Minh", "Trưởng đoàn"), ("Nguyễn Thị Lan", "Thư ký")], by=by,
        )  # fmt: skip
        activities.find(made, text=told["finding"], asked=told["asked"], who=told["who"],
                        due=day + datetime.timedelta(days=30), by=by)  # fmt: skip


def _teamed(told: dict[str, Any], units: dict[str, Unit], people: Iterator[tuple[str, bool]], by: User) -> None:
    for on, paper in (told["formed"], told["reorganised"]):
        members = [(name, "Đội trưởng" if at == 0 else "Đội viên") for at, (name, _) in enumerate(islice(people, 7))]
        activities.reorganise(units[told["unit"]], field=told["field"], name=told["name"], on=on, paper=paper,
                              members=members, by=by)  # fmt: skip
