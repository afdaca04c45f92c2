"""The database holds the very tables of states the code declares: every other way is refused, whoever tries it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

import pytest
from django.db import Error, models, transaction
from django.utils import timezone

from ansinh.record.models.activities import FINDING_STATES, Finding, Inspection
from ansinh.record.models.child_cases import CASE_STATES, ChildCase
from ansinh.record.models.child_friendly import FRIENDLY_STAGES, FriendlyFile, FriendlyRound
from ansinh.record.models.decisions import DECISION_STATES, Act, Decision, Series
from ansinh.record.models.disability import CERTIFICATE_STATES
from ansinh.record.models.dossiers import DOSSIER_STATES, Dossier
from ansinh.record.models.payroll import TRANSITIONS
from ansinh.record.models.people import Person
from ansinh.record.models.poverty import REVIEW_STAGES, Review, ReviewRound
from ansinh.record.models.production import PROJECT_STATES, ProductionProject
from ansinh.record.models.programmes import STAGES, Round, Sheet
from ansinh.record.models.recovery import DEBT_TRANSITIONS, Cause, Debt
from ansinh.record.models.reporting import ANSWER_STATES, ReportAnswer, ReportAsk
from scripts.draw_states import machines
from tests.acts.people import do, person
from tests.cast import Office, PhuCu
from tests.record import councils

DAY = datetime.date(2022, 5, 10)
Made = Callable[[Person, Office, str], models.Model]


def dossier(who: Person, office: Office, state: str) -> Dossier:
    return Dossier.objects.create(
        unit=who.unit, year=2022, number=1, procedure="monthly-allowance", procedure_on=DAY, person=who,
        received_on=DAY, state=state, outcome="granted",
    )  # fmt: skip


def decision(who: Person, office: Office, state: str) -> Decision:
    made = Decision.objects.create(authority=who.unit, communes=[who.unit_id], act=Act.STOP, title="Thử")
    if state == "dropped":
        do("update decisions_decision set state = 'dropped' where id = %s", made.pk)
    elif state == "signed":
        _sign(made, office)
    return made


def _sign(made: Decision, office: Office) -> None:
    Series.objects.get_or_create(authority=made.authority, year=2022, symbol="QĐ-UBND")
    do(
        "update decisions_decision set state = 'signed', year = 2022, number = 1, signed_on = %s, signed_by_id = %s"
        " where id = %s", DAY, office.minh.pk, made.pk,
    )  # fmt: skip


def certificate(who: Person, office: Office, state: str) -> models.Model:
    ended = {} if state == "valid" else {"ended_on": DAY, "ended_why": "thử"}
    return councils.certificate(who, office, state=state, **ended)


def debt(who: Person, office: Office, state: str) -> Debt:
    return Debt.objects.create(
        person=who, kind=0, state=state, cause=Cause.OTHER, note="thử", paper="BB 1", opened_on=DAY
    )


def sheet(who: Person, office: Office, state: str) -> Sheet:
    this, _ = Round.objects.get_or_create(
        slug="thu", text="", title="Thử", campaign="thu", month=2022 * 12, scope=who.unit, opened_by=office.lan
    )
    approved = {} if state == "prepared" else {"approved_by": office.minh, "approved_on": DAY}
    return Sheet.objects.create(
        round=this, unit=who.unit, stage=state, made_by=office.lan, made_at=timezone.now(), **approved
    )


def review(who: Person, office: Office, state: str) -> Review:
    this, _ = ReviewRound.objects.get_or_create(
        kind="yearly", year=2022, data_year=2023, scope=who.unit, region="red_river", begins=DAY, ends=DAY,
        opened_by=office.lan, opened_on=DAY,
    )  # fmt: skip
    done = {"decided_by": office.minh, "decided_on": DAY, "number": "1/QĐ"} if state == "decided" else {}
    return Review.objects.create(round=this, unit=who.unit, stage=state, made_by=office.lan, **done)


def project(who: Person, office: Office, state: str) -> ProductionProject:
    done = {} if state == "drafted" else {"approved_by": office.minh, "approved_on": DAY, "number": "1/QĐ"}
    return ProductionProject.objects.create(
        unit=who.unit, programme="2021-2025", part="3.1", mode="community", place="other", name="x", content="x",
        content_folded="x", cost=2, support=1, begins=DAY, months=1, visit_months=1, state=state, made_by=office.lan,
        **done,
    )  # fmt: skip


def finding(who: Person, office: Office, state: str) -> Finding:
    of, _ = Inspection.objects.get_or_create(
        unit=who.unit, plan="KH 1", about="x", first_day=DAY, last_day=DAY, by=office.lan
    )
    return Finding.objects.create(inspection=of, text="x", asked="x", who="x", due=DAY, state=state)


def friendly(who: Person, office: Office, state: str) -> FriendlyFile:
    of, _ = FriendlyRound.objects.get_or_create(
        scope=who.unit, year=2022, on=DAY, decider="district", paper="KH", opened_by=office.lan
    )
    done = {"decided_by": office.minh, "decided_on": DAY, "number": "1"} if state in ("recognised", "refused") else {}
    return FriendlyFile.objects.create(round=of, unit=who.unit, kind="other", stage=state, made_by=office.lan, **done)


def _friended(row: models.Model, state: str, office: Office) -> None:
    do("update child_friendly_file set stage = %s, decided_by_id = %s, decided_on = %s, number = '1' where id = %s",
       state, office.minh.pk, DAY, row.pk)  # fmt: skip


def answer(who: Person, office: Office, state: str) -> ReportAnswer:
    of, _ = ReportAsk.objects.get_or_create(
        unit=who.unit, kind="month", year=2022, number=1, codes=["x"], due=DAY, made_by=office.lan
    )
    return ReportAnswer.objects.create(
        ask=of, unit=who.unit, state=state, sent_by=office.lan, sent_at=timezone.now(), returned_reason="x"
    )


def child_case(who: Person, office: Office, state: str) -> ChildCase:
    planned = {"approved_by": office.minh, "approved_on": DAY, "decision": "1/QĐ", "safe": True}
    ended = {"ended_on": DAY} if state in ("closed", "aside") else {}
    return ChildCase.objects.create(
        unit=who.unit, year=2022, number=1, told_by="hotline", informed_at=timezone.now(), state=state, by=office.lan,
        **planned, **ended,
    )  # fmt: skip


def _walked(row: models.Model, state: str, office: Office) -> None:
    ended = f"'{DAY}'" if state in ("closed", "aside") else "null"
    do(f"update children_case set state = %s, ended_on = {ended} where id = %s", state, row.pk)


def _approved(row: models.Model, state: str, office: Office) -> None:
    signed = f", approved_by_id = {office.minh.pk}, approved_on = '{DAY}', number = '1'"
    more = signed if row.state == "drafted" else ""
    do(f"update production_project set state = %s{more} where id = %s", state, row.pk)


def _reviewed(row: models.Model, state: str, office: Office) -> None:
    do("update poverty_review set stage = %s, decided_by_id = %s, decided_on = %s, number = '1' where id = %s",
       state, office.minh.pk, DAY, row.pk)  # fmt: skip


def _staged(row: models.Model, state: str, office: Office) -> None:
    do("update programmes_sheet set stage = %s, approved_by_id = %s, approved_on = %s where id = %s",
       state, office.minh.pk, DAY, row.pk)  # fmt: skip


def _plainly(row: models.Model, state: str, office: Office) -> None:
    do(f"update {row._meta.db_table} set state = %s where id = %s", state, row.pk)


def _decided(row: models.Model, state: str, office: Office) -> None:
    assert isinstance(row, Decision)
    if state == "signed":
        _sign(row, office)
    else:
        number = "" if state == "dropped" else ", number = null"
        do(f"update decisions_decision set state = %s{number} where id = %s", state, row.pk)


def _ended(row: models.Model, state: str, office: Office) -> None:
    ends = "ended_on = null, ended_why = ''" if state == "valid" else "ended_on = '2022-06-01', ended_why = 'thử'"
    do(f"update disability_certificate set state = %s, {ends} where id = %s", state, row.pk)


KEPT: dict[str, tuple[Mapping[str, Sequence[str]], Made, Callable[[models.Model, str, Office], None]]] = {
    "dossier": (DOSSIER_STATES, dossier, _plainly),
    "decision": (DECISION_STATES, decision, _decided),
    "certificate": (CERTIFICATE_STATES, certificate, _ended),
    "debt": (DEBT_TRANSITIONS, debt, _plainly),
    "sheet": (STAGES, sheet, _staged),
    "review": (REVIEW_STAGES, review, _reviewed),
    "child case": (CASE_STATES, child_case, _walked),
    "project": (PROJECT_STATES, project, _approved),
    "finding": (FINDING_STATES, finding, _plainly),
    "friendly": (FRIENDLY_STAGES, friendly, _friended),
    "answer": (ANSWER_STATES, answer, _plainly),
}


@pytest.mark.parametrize("what", KEPT)
def test_each_goes_only_as_its_table_says(phu_cu: PhuCu, office: Office, what: str) -> None:
    table, make, move = KEPT[what]
    who = person("Vũ Thị Lụa", phu_cu.communes["Tam Đa"])
    for start in table:
        went = set()
        for end in set(table) - {start}:
            with pytest.raises(_Undone), transaction.atomic():
                row = make(who, office, start)
                try:
                    with transaction.atomic():
                        move(row, end, office)
                    went.add(end)
                except Error:
                    pass
                raise _Undone
        assert went == set(table[start]), start


def test_the_run_s_table_is_the_database_s_own(register: None) -> None:
    assert set(do("select * from payroll_transitions()")) == {
        (str(start), str(end)) for start, ends in TRANSITIONS.items() for end in ends
    }


def test_every_table_that_is_drawn_is_tried() -> None:
    tried = [table for table, _, _ in KEPT.values()]
    assert [machine.title for machine in machines() if machine.table not in [TRANSITIONS, *tried]] == []


class _Undone(Exception):
    """Ends a try: nothing of it stays."""
