"""Dossiers of the demo in every state: fresh, late, waiting for papers, posted, to be signed, answered, withdrawn."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
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
    """Somebody's dossier: the procedure and group, when received (working days ago), how far it has come.

    One without a name is asked for by somebody who draws something already.
    """

    outcome: str
    ago: int
    until: str
    name: str = ""
    born: Sequence[int] = ()
    group: str = ""
    facts: Mapping[str, object] = {}
    reason: str = ""


def cases(sort: str) -> list[Case]:
    """The cases of the file beside this one: ``newcomer`` or ``drawing``."""
    text = resources.files(__package__).joinpath("dossiers.toml").read_text("utf-8")
    return [Case(**case) for case in tomllib.loads(text)[sort]]


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """Dossiers of the last weeks, each by the officer's own steps."""
    if Dossier.objects.exists():
        return
    lan, minh = User.objects.get(username="lan"), User.objects.get(username="minh")
    communes = [unit for unit in authority.offices(lan, today) if unit.level == "commune"]
    for at, case in enumerate(cases("newcomer")):
        unit = communes[at % len(communes)]
        _walk(case, _newcomer(case, unit, lan, today), unit, lan, minh, today)
    for at, case in enumerate(cases("drawing")):
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
