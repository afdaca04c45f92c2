"""A dossier from application to payment, in the tiers of 2021 and of 2026; what stops its clock; what is refused."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.acts import assistance, days_off, deciding, dossiers, numbering, permit, preparing, proposing, sentences
from ansinh.acts.clock import clock, clocks
from ansinh.law import local_government
from ansinh.record.models.assistance import Award
from ansinh.record.models.decisions import Decision, Drafted, Effect, Series
from ansinh.record.models.dossiers import Dossier, Move, Outcome, Standing
from ansinh.record.models.payroll import Line
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import Role, User
from tests.acts.people import elder, month
from tests.cast import Office, PhuCu

pytestmark = pytest.mark.django_db
MARCH = datetime.date(2022, 3, 1)
PDF = b"%PDF-1.4\n1 0 obj\n%%EOF\n"


@pytest.fixture
def commune(phu_cu: PhuCu) -> Unit:
    return phu_cu.communes["Tam Đa"]


def newcomer(unit: Unit, born: int = 1940, name: str = "Trần Thị Cúc", **details: object) -> Person:
    from ansinh.acts import people

    officer = User.objects.get(username="lan")
    return people.enrol(
        full_name=name, unit=unit, from_month=month("2018-01"), by=officer, birth_year=born, sex="female", **details
    )


def taken_in(
    person: Person, office: Office, on: datetime.date, procedure: str = "monthly-allowance", group: str = "K5c",
    **answers: object,
) -> Dossier:  # fmt: skip
    """A dossier with every paper, received on a day."""
    dossier = dossiers.start(procedure=procedure, unit=person.unit, by=office.lan, on=on, person=person, group=group)
    papers = {paper.name: "given" for paper in dossier.papers.all()}
    dossiers.fill(dossier, by=office.lan, answers={"facts": {}} | answers, papers=papers)
    return dossiers.receive(dossier, by=office.lan, on=on)


def to_signature(dossier: Dossier, office: Office, on: datetime.date) -> Decision:
    """Forward, each step by whom it belongs to, until a decision waits to be signed; posting is waited out."""
    while (signs := dossiers.signature(dossiers.law_of(dossier))) and dossier.step != signs.name:
        by = office.lan if dossiers.may_step(office.lan, dossier) else office.minh
        on += datetime.timedelta(days=7 if dossier.step == "post" else 0)
        dossier = dossiers.forward(dossier, by=by, on=on)
    return Decision.objects.get(dossier=dossier, state=Drafted.DRAFT)


def signed(dossier: Dossier, office: Office, on: datetime.date) -> Decision:
    return deciding.sign(to_signature(dossier, office, on), by=office.minh, on=on + datetime.timedelta(days=7))


def test_three_tiers_from_application_to_payment(commune: Unit, office: Office, register: None) -> None:
    person = newcomer(commune)
    dossier = taken_in(person, office, MARCH)
    assert (dossier.code, dossier.step, dossier.due_on) == ("1/2022", "review", datetime.date(2022, 3, 29))
    decision = signed(dossier, office, MARCH)
    assert (decision.number_text, decision.authority, decision.signed_on.month) == ("1/QĐ-UBND", commune.parent, 3)
    award = Award.objects.get(person=person)
    # From the month of reaching 80 (decree 20/2021 Article 8 clause 1): born 1940, so January 2020, and the group
    # itself exists since July 2021 at this level.
    assert (award.code, award.decision, award.decision_number) == ("K5c", decision, "1/QĐ-UBND")
    assert decision.effects.get().amount == 360_000
    with permit.acting(office.lan):
        run = preparing.prepare(month=month("2022-03"), scope=commune.parent, by=office.lan, on=decision.signed_on)
    paid = Line.objects.filter(run=run, person=person)
    assert paid.get(for_month=month("2022-03")).amount == 360_000
    assert min(paid.values_list("for_month", flat=True)) == award.from_month
    dossier = dossiers.hand_over(Dossier.objects.get(), by=office.lan, on=decision.signed_on)
    assert (dossier.state, dossier.outcome) == (Standing.DONE, Outcome.GRANTED)


def test_two_tiers_the_commune_signs(phu_cu: PhuCu, office: Office, register: None) -> None:
    commune = phu_cu.today["Quang Hưng"]
    person = newcomer(commune, born=1948)
    day = datetime.date(2026, 3, 2)
    dossier = taken_in(person, office, day, procedure="social-pension", group="HTXH")
    decision = signed(dossier, office, day)
    assert (decision.authority, decision.effects.get().amount) == (commune, 500_000)
    assert Award.objects.get().from_month == month("2026-03")  # the month of the signature, no back-pay to the birthday


def test_the_document_says_what_was_decided(commune: Unit, office: Office, register: None) -> None:
    import io

    import docx

    decision = signed(taken_in(newcomer(commune), office, MARCH), office, MARCH)
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(bytes(decision.document))).paragraphs)
    assert "Trần Thị Cúc" in text and "360.000 đồng/tháng" in text and "20/2021/NĐ-CP" in text
    assert "ba trăm sáu mươi nghìn" in text.lower()


def test_missing_papers_stop_the_clock(commune: Unit, office: Office, register: None) -> None:
    person = newcomer(commune)
    dossier = dossiers.start(
        procedure="monthly-allowance", unit=commune, by=office.lan, on=MARCH, person=person, group="K5c"
    )
    dossier = dossiers.receive(dossier, by=office.lan, on=MARCH)
    assert dossier.state == Standing.PAPERS
    assert clock(dossier, MARCH + datetime.timedelta(days=60)).left is None
    with pytest.raises(dossiers.NotNow, match="Còn thiếu"):
        dossiers.complete(dossier, by=office.lan, on=MARCH)
    paper = dossier.papers.first()
    dossiers.attach(dossier, name="to-khai.pdf", content=PDF, paper=paper.name, by=office.lan)
    later = datetime.date(2022, 3, 8)
    dossier = dossiers.complete(dossier, by=office.lan, on=later)
    assert (dossier.state, dossier.step) == (Standing.OPEN, "review")
    assert dossier.due_on == datetime.date(2022, 4, 5)  # five working days later than it would have been
    assert clock(dossier, later).left == 20


def test_a_late_dossier_says_by_how_much(commune: Unit, office: Office, register: None) -> None:
    dossier = taken_in(newcomer(commune), office, MARCH)
    told = clock(dossier, datetime.date(2022, 4, 4))
    assert (told.left, told.late) == (-4, True)


def test_what_the_law_does_not_give_is_not_drafted_but_refused_in_writing(
    commune: Unit, office: Office, register: None
) -> None:
    dossier = taken_in(newcomer(commune, born=1950), office, MARCH)
    dossier = dossiers.forward(dossier, by=office.lan, on=MARCH)
    dossier = dossiers.forward(dossier, by=office.lan, on=MARCH + datetime.timedelta(days=3))
    dossier = dossiers.forward(dossier, by=office.minh, on=MARCH + datetime.timedelta(days=3))
    with pytest.raises(ValueError, match="luật chưa cho"):
        dossiers.forward(dossier, by=office.lan, on=MARCH + datetime.timedelta(days=3))
    assert Dossier.objects.get().step == "appraise"
    with pytest.raises(dossiers.NotNow, match="lý do"):
        dossiers.propose_refusal(dossier, reason=" ", by=office.lan, on=MARCH)
    dossier = dossiers.propose_refusal(dossier, reason="Chưa đủ 80 tuổi.", by=office.lan, on=MARCH)
    refusal = deciding.sign(Decision.objects.get(), by=office.minh, on=MARCH + datetime.timedelta(days=4))
    assert (refusal.number_text, Award.objects.count()) == ("1/TB-UBND", 0)
    assert Dossier.objects.get().outcome == Outcome.REFUSED


def test_posting_is_waited_out(commune: Unit, office: Office, register: None) -> None:
    dossier = taken_in(newcomer(commune), office, MARCH)
    dossier = dossiers.forward(dossier, by=office.lan, on=MARCH)
    assert dossier.step == "post"
    with pytest.raises(dossiers.NotNow, match="03/03/2022"):
        dossiers.forward(dossier, by=office.lan, on=MARCH + datetime.timedelta(days=1))


def test_health_papers_are_never_posted(commune: Unit, office: Office, register: None) -> None:
    dossier = taken_in(newcomer(commune, born=1990), office, MARCH, group="K8")
    dossier = dossiers.forward(dossier, by=office.lan, on=MARCH)
    assert dossier.step != "post" and dossier.posted_on is None
    with pytest.raises(dossiers.NotNow, match="không niêm yết"):
        dossiers.back(dossier, to="post", reason="Niêm yết đã", by=office.lan, on=MARCH)
    assert Dossier.objects.get().posted_on is None


def test_sent_back_with_a_reason_and_the_draft_goes(commune: Unit, office: Office, register: None) -> None:
    decision = to_signature(taken_in(newcomer(commune), office, MARCH), office, MARCH)
    dossier = dossiers.back(decision.dossier, to="review", reason="Sai năm sinh", by=office.minh, on=MARCH)
    assert dossier.step == "review" and Decision.objects.get().state == Drafted.DROPPED
    told = Move.objects.filter(what="back").get()
    assert (told.reason, told.by) == ("Sai năm sinh", office.minh)
    with pytest.raises(deciding.NotNow):
        deciding.sign(decision, by=office.minh, on=MARCH)


def test_who_drafted_does_not_sign_and_an_officer_signs_nothing(commune: Unit, office: Office, register: None) -> None:
    decision = to_signature(taken_in(newcomer(commune), office, MARCH), office, MARCH)
    with pytest.raises(permit.Refused):
        deciding.sign(decision, by=office.lan, on=MARCH)
    Decision.objects.update(drafted_by=office.minh)
    with pytest.raises(deciding.NotNow, match="Người soạn"):
        deciding.sign(decision, by=office.minh, on=MARCH + datetime.timedelta(days=7))
    assert not Award.objects.exists() and not Series.objects.filter(last__gt=0).exists()


def test_a_commune_officer_does_not_do_the_districts_step(commune: Unit, office: Office, register: None) -> None:
    thu = User.objects.create_user("thu", role=Role.OFFICER)
    thu.places.add(commune)
    dossier = taken_in(newcomer(commune), office, MARCH)
    dossier = dossiers.forward(dossier, by=thu, on=MARCH)
    dossier = dossiers.forward(dossier, by=thu, on=MARCH + datetime.timedelta(days=3))
    dossier = dossiers.forward(dossier, by=thu, on=MARCH + datetime.timedelta(days=3))
    assert dossier.step == "appraise"
    with pytest.raises(permit.Refused):
        dossiers.forward(dossier, by=thu, on=MARCH + datetime.timedelta(days=4))


def test_numbers_run_without_gaps_even_when_a_signature_fails(
    commune: Unit, office: Office, register: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = to_signature(taken_in(newcomer(commune), office, MARCH), office, MARCH)
    second = to_signature(taken_in(newcomer(commune, name="Lê Thị Đào"), office, MARCH), office, MARCH)
    third = to_signature(taken_in(newcomer(commune, name="Vũ Thị Lê"), office, MARCH), office, MARCH)
    day = MARCH + datetime.timedelta(days=7)
    assert deciding.sign(first, by=office.minh, on=day).number == 1
    with monkeypatch.context() as broken:
        broken.setattr("ansinh.acts.writing.document", lambda decision: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            deciding.sign(second, by=office.minh, on=day)
    assert deciding.sign(third, by=office.minh, on=day).number == 2
    assert deciding.sign(second, by=office.minh, on=day).number == 3


def test_the_database_refuses_a_gap_a_second_of_a_number_and_a_changed_signature(
    commune: Unit, office: Office, register: None
) -> None:
    decision = signed(taken_in(newcomer(commune), office, MARCH), office, MARCH)
    draft = to_signature(taken_in(newcomer(commune, name="Lê Thị Đào"), office, MARCH), office, MARCH)
    sign = (
        "update decisions_decision set state='signed', number=%s, year=2022, signed_on='2022-03-09', signed_by_id=%s"
        " where id=%s"
    )
    for statement, values in [
        (sign, [5, office.minh.pk, draft.pk]),
        (sign, [1, office.minh.pk, draft.pk]),
        ("update decisions_decision set title='khác' where id=%s", [decision.pk]),
        ("delete from decisions_decision where id=%s", [decision.pk]),
        ("update decisions_effect set amount=1 where decision_id=%s", [decision.pk]),
        ("delete from decisions_effect where decision_id=%s", [decision.pk]),
        ("update decisions_series set last=0", []),
        ("update assistance_award set decision_id=%s where decision_id is not null", [draft.pk]),
        ("update dossiers_move set reason='khác'", []),
        ("delete from dossiers_move", []),
        ("update dossiers_dossier set state='draft' where id=%s", [decision.dossier_id]),
        ("update dossiers_dossier set number=9 where id=%s", [decision.dossier_id]),
    ]:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    assert Effect.objects.get(decision=decision).amount == 360_000


def test_a_second_award_of_a_kind_is_refused_with_who_and_since_when(
    commune: Unit, office: Office, register: None
) -> None:
    held = elder("Vũ Thị Lụa", commune, since=month("2018-01"))
    with pytest.raises(ValueError, match=r"Vũ Thị Lụa .*Tam Đa.*từ tháng 1/2018"):
        taken_in(held.person, office, MARCH)


def test_a_book_kept_on_paper_goes_on_where_it_stood(commune: Unit, office: Office, register: None) -> None:
    numbering.begin(commune.parent, 2022, "QĐ-UBND", first=218, by=office.lan)
    decision = signed(taken_in(newcomer(commune), office, MARCH), office, MARCH)
    assert decision.number == 218
    with pytest.raises(ValueError, match="218"):
        numbering.begin(commune.parent, 2022, "QĐ-UBND", first=1, by=office.lan)


def test_stop_suspend_resume_move_and_funeral_by_dossier(phu_cu: PhuCu, office: Office, register: None) -> None:
    commune = phu_cu.communes["Tam Đa"]
    held = elder("Vũ Thị Lụa", commune, since=month("2018-01"))
    day = datetime.date(2022, 5, 4)
    signed(taken_in(held.person, office, day, "suspension", "", ground="uncollected", reason="Ba tháng"), office, day)
    pause = held.suspensions.get()
    assert (pause.from_month, pause.decision_number) == (month("2022-06"), "1/QĐ-UBND")
    signed(
        taken_in(held.person, office, day, "resumption", "", pay_back=True, from_month=month("2022-07")), office, day
    )
    pause.refresh_from_db()
    assert (pause.until_month, pause.paid_back, pause.resumed_number) == (month("2022-07"), True, "2/QĐ-UBND")
    there = phu_cu.communes["Tống Trân"]
    moving = taken_in(held.person, office, day, "move-within", "", unit=there.pk, village="Trà Dương")
    while moving.state == Standing.OPEN:  # no decision is needed (decree 20/2021 Article 8 clause 3)
        moving = dossiers.forward(moving, by=office.lan, on=day)
    assert (moving.state, Decision.objects.filter(dossier=moving).exists()) == (Standing.READY, False)
    held.person.refresh_from_db()
    assert held.person.unit == there
    day = datetime.date(2022, 8, 2)
    person = Person.objects.get(pk=held.person_id)
    funeral = taken_in(
        person, office, day, "funeral-grant", "MTP", died_on="2022-07-20", receiver_name="Vũ Văn Con",
        receiver_relation="con", receiver_number="033060000011", receiver_way="cash",
    )  # fmt: skip
    decision = signed(funeral, office, day)
    person.refresh_from_db()
    held.refresh_from_db()
    assert (person.died_on, held.until_month, held.stop_reason) == (
        datetime.date(2022, 7, 20), month("2022-08"), assistance.DEATH,
    )  # fmt: skip
    assert Award.objects.get(person=person, kind="funeral").decision == decision
    line = decision.effects.get()
    assert line.amount == 7_200_000 and not any("tháng ký" in reason["sentence"] for reason in line.because)
    assert "Người nhận: Vũ Văn Con (con), số định danh 033060000011, nhận tiền mặt" in sentences.article(line, day)
    collector = person.collectors.get(until_month__isnull=True)
    assert (collector.full_name, collector.relation, collector.from_month) == ("Vũ Văn Con", "con", month("2022-08"))


@pytest.fixture
def neighbours(phu_cu: PhuCu) -> tuple[Unit, User, User]:
    """A commune of the district beside, its officer and its chair, who cover nothing else."""
    day = datetime.date(2004, 7, 8)
    district = Unit.objects.create(code="332", level="district", kind="Huyện", name="Tiên Lữ", parent=phu_cu.province,
                                   valid_from=day)  # fmt: skip
    commune = Unit.objects.create(
        code="12337", level="commune", kind="Xã", name="Dị Chế", parent=district, valid_from=day
    )
    users = [User.objects.create_user(name, role=role, last_name="Lê", first_name=name) for name, role in
             (("dung", Role.OFFICER), ("chinh", Role.APPROVER))]  # fmt: skip
    for user in users:
        user.places.add(district)
    return commune, users[0], users[1]


def test_who_moves_to_another_district_is_decided_there(
    phu_cu: PhuCu, office: Office, neighbours: tuple[Unit, User, User]
) -> None:
    there, dung, chinh = neighbours
    day = datetime.date(2022, 5, 4)
    with permit.everywhere("tests"):
        held = elder("Vũ Thị Lụa", phu_cu.communes["Tam Đa"], since=month("2018-01"))
    with permit.acting(office.lan):
        dossier = taken_in(held.person, office, day, "move-between", "", unit=there.pk, village="Trà Dương")
        while dossier.step != "propose":
            by = office.lan if dossiers.may_step(office.lan, dossier) else office.minh
            dossier = dossiers.forward(dossier, by=by, on=day)
        with pytest.raises(permit.Refused):
            dossiers.forward(dossier, by=office.lan, on=day)
    with permit.acting(dung):
        assert not Person.objects.exists() and dossiers.found(dossier.pk, dung).person.full_name == "Vũ Thị Lụa"
        assert dossiers.waiting_for(dung, [dossiers.found(dossier.pk, dung)])
        dossier = dossiers.forward(dossier, by=dung, on=day)
        dossier = dossiers.forward(dossier, by=dung, on=day)
    with permit.acting(chinh):
        draft = deciding.found(Decision.objects.get().pk, chinh)
        assert draft.effects.all()[0].person.full_name == "Vũ Thị Lụa"
        decision = deciding.sign(draft, by=chinh, on=day)
        assert decision.authority == there.parent
        assert Person.objects.get().unit == there  # theirs from now on
    with permit.acting(office.lan):
        assert not Person.objects.exists()
    with permit.everywhere("tests"):
        homes = list(held.person.residences.values_list("unit__name", "from_month"))
    assert homes[-1] == ("Dị Chế", month("2022-06"))  # the month after the old place's last (Article 8 clause 4)


def test_a_group_the_law_passes_over_names_what_its_form_asks(commune: Unit, office: Office, register: None) -> None:
    person = newcomer(commune, born=1985)
    dossier = dossiers.start(
        procedure="monthly-allowance", unit=commune, by=office.lan, on=MARCH, person=person, group="K4"
    )
    dossier.answers = {"facts": {"household": "poor"}}
    with pytest.raises(ValueError, match="luật chưa cho khoản này: .*(con|hôn nhân)"):
        proposing.propose(dossier, dossiers.law_of(dossier), on=MARCH)


def test_a_step_that_is_late_counts_where_the_whole_has_no_limit(phu_cu: PhuCu, office: Office, register: None) -> None:
    person = newcomer(phu_cu.today["Quang Hưng"], born=1960)
    day = datetime.date(2026, 3, 2)
    dossier = taken_in(person, office, day, group="K5a", facts={"household": "poor", "no_supporter": True})
    assert (dossier.due_on, dossier.step) == (None, "review")
    (told,) = clocks([dossier], datetime.date(2026, 3, 16))
    assert (told.due_on, told.left) == (datetime.date(2026, 3, 11), -3)  # seven working days for the examination


def test_grounds_stand_in_order_competence_texts_dossier(commune: Unit, office: Office, register: None) -> None:
    basis = to_signature(taken_in(newcomer(commune), office, MARCH), office, MARCH).basis
    assert basis[0] == "Căn cứ Luật Tổ chức chính quyền địa phương số 77/2015/QH13 ngày 19 tháng 6 năm 2015"
    assert any("Nghị định số 20/2021/NĐ-CP" in line for line in basis[1:-1])
    assert basis[-1].startswith("Xét hồ sơ số 1/2022 của xã Tam Đa nhận ngày")


@pytest.mark.parametrize(
    ("on", "number"),
    [("2015-12-31", None), ("2016-01-01", "77/2015/QH13"), ("2025-03-01", "65/2025/QH15"),
     ("2025-06-15", "65/2025/QH15"), ("2025-07-01", "72/2025/QH15")],
)  # fmt: skip
def test_competence_is_that_of_the_day(on: str, number: str | None) -> None:
    found = local_government.competence(datetime.date.fromisoformat(on))
    assert (found.number if found else None) == number


def test_a_day_off_entered_later_moves_the_limits_it_lies_in(commune: Unit, office: Office, register: None) -> None:
    inside, before = datetime.date(2022, 3, 8), datetime.date(2022, 2, 28)
    dossier = taken_in(newcomer(commune), office, MARCH)
    assert dossier.due_on is not None and dossier.step_due_on is not None and MARCH < inside < dossier.step_due_on
    was = (dossier.due_on, dossier.step_due_on)
    days_off.enter(commune, before, works=False, basis="TB 4", by=office.lan)
    dossier.refresh_from_db()
    assert (dossier.due_on, dossier.step_due_on) == was
    days_off.enter(commune, inside, works=False, basis="TB 5", by=office.lan)
    dossier.refresh_from_db()
    calendar = days_off.calendar_of(commune)
    assert (dossier.due_on, dossier.step_due_on) == tuple(calendar.add(day, 1) for day in was)
    days_off.enter(commune, inside, works=True, basis="TB 6", by=office.lan)
    dossier.refresh_from_db()
    assert (dossier.due_on, dossier.step_due_on) == was
