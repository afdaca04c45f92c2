"""Dossiers of the demo in every state: fresh, late, waiting for papers, posted, to be signed, answered, withdrawn."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from ansinh.acts import authority, deciding, dossiers, people
from ansinh.acts.days_off import calendar_of
from ansinh.law.procedure import procedures
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import Kind
from ansinh.record.models.decisions import Decision, Drafted
from ansinh.record.models.dossiers import Dossier, Standing
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

ONE_DAY = datetime.timedelta(days=1)


class Case(NamedTuple):
    """Somebody's dossier: the procedure and group, when received (working days ago), how far it has come."""

    name: str
    born: tuple[int, int, int]
    outcome: str
    group: str
    ago: int
    until: str
    facts: dict[str, object] = {}
    reason: str = ""


NEWCOMERS = (
    Case("Nguyễn Thị Mận", (1950, 3, 12), "award", "HTXH", 1, "open"),
    Case("Trần Văn Thuyên", (1951, 1, 30), "award", "HTXH", 8, "open"),
    Case("Đỗ Thị Nhường", (1950, 7, 4), "award", "HTXH", 14, "open"),
    Case("Vũ Đình Khoát", (1949, 11, 20), "award", "HTXH", 9, "decide"),
    Case("Lê Thị Thoa", (1951, 5, 2), "award", "HTXH", 6, "decide"),
    Case("Phạm Văn Điển", (1948, 9, 9), "award", "HTXH", 15, "ready"),
    Case("Hoàng Thị Duyên", (1950, 12, 1), "award", "HTXH", 20, "done"),
    Case("Bùi Văn Cẩn", (1958, 4, 18), "award", "HTXH", 12, "refused", {}, "Chưa đủ 75 tuổi (Điều 21 Luật BHXH)."),
    Case("Nguyễn Văn Lực", (1962, 8, 8), "award", "K5a", 3, "papers", {"household": "poor", "no_supporter": True}),
    Case("Trần Thị Ngát", (1960, 2, 14), "award", "K5a", 5, "post", {"household": "poor", "no_supporter": True}),
    Case("Đào Thị Hài", (1988, 6, 21), "award", "K4", 7, "complaint",
         {"household": "poor", "marital": "widowed", "children_raised": 2}, "Bà con cho rằng hộ này đã thoát nghèo."),
    Case("Lý Văn Quyền", (1992, 10, 10), "award", "K8", 4, "review", {"household": "poor", "hiv": True}),
    Case("Nguyễn Thị Xoan", (1956, 1, 5), "award", "K5a", 10, "withdrawn", {}, "Gia đình chuyển đi, xin rút hồ sơ."),
    Case("Phan Thị Lụa", (1953, 3, 3), "award", "HTXH", 0, "draft"),
)  # fmt: skip
"""People the register did not know before, spread over the communes."""

DRAWING = (
    Case("", (0, 0, 0), "stop", "", 2, "decide", {}, "Con cái đã nhận phụng dưỡng, gia đình xin thôi."),
    Case("", (0, 0, 0), "suspend", "", 3, "ready", {}, "Ba tháng liền không đến nhận."),
    Case("", (0, 0, 0), "move", "", 4, "open", {}, ""),
)
"""What is asked of people who draw something already."""


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """Dossiers of the last weeks, each by the officer's own steps."""
    if Dossier.objects.exists():
        return
    lan, minh = User.objects.get(username="lan"), User.objects.get(username="minh")
    communes = [unit for unit in authority.offices(lan, today) if unit.level == "commune"]
    for at, case in enumerate(NEWCOMERS):
        unit = communes[at % len(communes)]
        _walk(case, _newcomer(case, unit, lan, today), unit, lan, minh, today)
    for at, case in enumerate(DRAWING):
        person = _drawing(communes[at % len(communes)], at)
        if person is not None:
            _walk(case, person, authority.home(person, today), lan, minh, today, to=communes[(at + 1) % len(communes)])
    states = {one: Dossier.objects.filter(state=one).count() for one in Standing.values}
    echo(
        "Hồ sơ: " + ", ".join(f"{count} {Standing(one).label.lower()}" for one, count in states.items() if count) + "."
    )


def _newcomer(case: Case, unit: Unit, lan: User, today: datetime.date) -> Person:
    year, month, day = case.born
    sex = "female" if " Thị " in case.name else "male"
    return people.enrol(
        full_name=case.name, unit=unit, village="thôn Đông", from_month=month_of(today) - 60, by=lan, sex=sex,
        birth_year=year, birth_month=month, birth_day=day, ethnicity="Kinh",
    )  # fmt: skip


def _drawing(unit: Unit, at: int) -> Person | None:
    """Somebody of a commune who draws an allowance and nothing else, the same at every time."""
    found = Person.objects.filter(
        unit=unit, died_on__isnull=True, awards__kind=Kind.ALLOWANCE, awards__until_month__isnull=True,
        dossiers__isnull=True, awards__suspensions__isnull=True,
    )  # fmt: skip
    return found.order_by("name_sort", "pk")[at * 7 : at * 7 + 1].first()


def _walk(
    case: Case, person: Person, unit: Unit, lan: User, minh: User, today: datetime.date, *, to: Unit | None = None
) -> None:
    day = _before(unit, today, case.ago)
    made = dossiers.start(procedure=_slug(case, day), unit=unit, by=lan, on=day, person=person, group=case.group)
    if case.until == "draft":
        return
    answers: dict[str, object] = {"facts": case.facts, "reason": case.reason}
    if case.outcome == "stop":
        answers["ending"] = "refused"
    elif case.outcome == "move":
        answers |= {"unit": to.pk if to else None, "village": "thôn Đoài"}
    papers = {paper.name: "missing" if case.until == "papers" else "given" for paper in made.papers.all()}
    dossiers.fill(made, by=lan, answers=answers, papers=papers)
    made = dossiers.receive(made, by=lan, on=day)
    if case.until == "withdrawn":
        dossiers.withdraw(made, reason=case.reason, by=lan, on=_after(unit, day, 2))
    elif case.until == "refused":
        dossiers.propose_refusal(made, reason=case.reason, by=lan, on=_after(unit, day, 3))
        deciding.sign(Decision.objects.get(dossier=made, state=Drafted.DRAFT), by=minh, on=_after(unit, day, 5))
        dossiers.hand_over(made, by=lan, on=_after(unit, day, 6))
    elif case.until in ("decide", "ready", "done", "post", "complaint"):
        _onward(case, made, lan, minh, day, today)


def _onward(case: Case, made: Dossier, lan: User, minh: User, day: datetime.date, today: datetime.date) -> None:
    """Step by step, a working day or two each, as far as the case has come."""
    law = dossiers.law_of(made)
    signs = dossiers.signature(law)
    while made.state == Standing.OPEN and (signs is None or made.step != signs.name):
        if made.step == "post" and case.until in ("post", "complaint"):
            if case.until == "complaint":
                dossiers.complain(made, reason=case.reason, by=lan, on=min(_after(made.unit, day, 1), today))
            return
        day = min(_after(made.unit, day, 3 if made.step == "post" else 1), today)
        made = dossiers.forward(made, by=lan, on=day)
    if case.until in ("ready", "done"):
        deciding.sign(Decision.objects.get(dossier=made, state=Drafted.DRAFT), by=minh, on=day)
    if case.until == "done":
        dossiers.hand_over(made, by=lan, on=min(_after(made.unit, day, 1), today))


def _slug(case: Case, day: datetime.date) -> str:
    """The procedure of an outcome that knows the group, as the law had it."""
    found = [law for law in procedures(day) if law.outcome == case.outcome]
    return next(law.slug for law in found if (not case.group and law.leaves == (case.outcome == "move")) or (
        case.group and law.group(case.group) is not None))  # fmt: skip


def _before(unit: Unit, day: datetime.date, days: int) -> datetime.date:
    """So many working days before a day."""
    calendar = calendar_of(unit)
    found = day
    while calendar.between(found, day) < days:
        found -= ONE_DAY
    return found


def _after(unit: Unit, day: datetime.date, days: int) -> datetime.date:
    return calendar_of(unit).add(day, days)
