"""Dossiers of people with merit: from intake to a decision of the bureau, and to the month's list of merit."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import assistance, dossiers, entitlement, numbering, permit, signed_elsewhere
from ansinh.acts.asking import ask
from ansinh.acts.obstacles import Nothing
from ansinh.acts.wrong import Wrong
from ansinh.law.question import Question, read
from ansinh.record.models.assistance import Award
from ansinh.record.models.decisions import Decision, Drafted
from ansinh.record.models.dossiers import Dossier, Outcome, Standing
from ansinh.record.models.people import Person
from ansinh.record.models.users import Role, User
from tests.acts.people import approved, closed, day_prepared, fact, month, person, prepared
from tests.acts.test_dossiers import signed, taken_in, to_signature
from tests.acts.test_merit import ATTENDANT, DEGREE, SUPPLEMENT, WOUNDED, gives, of, with_merit
from tests.cast import Office, PhuCu

AUGUST = month("2024-08")
DAY = datetime.date(2024, 8, 12)
BURIED_BY = {"receiver_name": "Nguyễn Văn Con", "receiver_relation": "con", "receiver_way": "cash"}


@pytest.fixture
def wounded(phu_cu: PhuCu) -> Person:
    """Somebody wounded of 85 % with an attendant, who draws since August."""
    made = with_merit("Nguyễn Văn Bình", phu_cu, **WOUNDED)
    gives(made, "merit_wounded", "TB", since=AUGUST)
    gives(made, "merit_attendant", "PV", since=AUGUST)
    return made


@pytest.fixture
def wife(phu_cu: PhuCu) -> Person:
    """The wife of who died, past the age of retirement."""
    return person("Lê Thị Mai", phu_cu.communes["Tống Trân"], born="1956-05-02", sex="female")


SURVIVOR = {"survivor_of": ["tb"], "survivor_as": "spouse", "retirement_age": True, "lone": True}


def test_a_death_gives_the_grants_and_the_survivors_award_each_by_its_dossier(
    phu_cu: PhuCu, office: Office, wounded: Person, wife: Person
) -> None:
    funeral = taken_in(wounded, office, DAY, "merit-funeral", "MTP.NCC", died_on="2024-08-10", **BURIED_BY)
    assert (funeral.step, funeral.step_due_on) == ("appraise", datetime.date(2024, 8, 21))
    decision = signed(funeral, office, DAY)
    assert {line.kind: line.amount for line in decision.effects.all()} == {
        "merit_funeral": 23_400_000, "merit_death": 3 * (DEGREE + SUPPLEMENT),
    }  # fmt: skip
    assert decision.number_text == "1/QĐ-SLĐTBXH" and decision.signer_title == "GIÁM ĐỐC"
    wounded.refresh_from_db()
    assert wounded.died_on == datetime.date(2024, 8, 10)
    assert not wounded.awards.filter(until_month__isnull=True).exists()
    survivor = taken_in(
        wife, office, DAY, "merit-survivor", "TUAT", facts=SURVIVOR, condition_met=AUGUST, dead_name="Nguyễn Văn Bình"
    )
    signed(survivor, office, DAY)
    drawn = {award.kind: (award.from_month, award.until_month) for award in wife.awards.all()}
    assert drawn == {"merit_survivor": (AUGUST + 1, None), "merit_nurture": (AUGUST + 1, None)}
    run = prepared(AUGUST, phu_cu.district, office)
    assert of(run, wounded) == {
        "merit_wounded": DEGREE + SUPPLEMENT, "merit_attendant": ATTENDANT,
        "merit_death": 3 * (DEGREE + SUPPLEMENT), "merit_funeral": 23_400_000,
    }  # fmt: skip
    assert of(run, wife) == {}
    closed(approved(run, office), office)
    assert of(prepared(AUGUST + 1, phu_cu.district, office), wife) == {
        "merit_survivor": 1_565_000, "merit_nurture": 2_231_000,
    }  # fmt: skip


def test_the_paper_of_the_bureau_is_the_bureaus(phu_cu: PhuCu, office: Office, wounded: Person) -> None:
    import io

    import docx

    dossier = taken_in(wounded, office, DAY, "merit-funeral", "MTP.NCC", died_on="2024-08-10", **BURIED_BY)
    decision = signed(dossier, office, DAY)
    paper = docx.Document(io.BytesIO(bytes(decision.document)))
    text = "\n".join(p.text for p in paper.paragraphs)
    head = "\n".join(p.text for table in paper.tables for cell in table._cells for p in cell.paragraphs)
    assert "GIÁM ĐỐC SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI" in text and "trợ cấp ưu đãi một lần" in text
    assert "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN" in head and "SỞ LAO ĐỘNG" in head
    assert "Người nhận: Nguyễn Văn Con (con)" in text and "27.000.000" in text


def test_what_the_bureau_signed_on_paper_is_recorded_with_its_number(
    phu_cu: PhuCu, office: Office, wounded: Person
) -> None:
    thu = User.objects.create_user("thu", role=Role.OFFICER)
    thu.places.add(phu_cu.communes["Tống Trân"])
    draft = to_signature(
        taken_in(wounded, office, DAY, "merit-funeral", "MTP.NCC", died_on="2024-08-10", **BURIED_BY), office, DAY
    )
    later = DAY + datetime.timedelta(days=9)
    for number, day, told in (
        ("không số", later, "number"), ("9" * 61, later, "number"),
        ("12/QĐ-SLĐTBXH", later + datetime.timedelta(days=1), "signed_on"),
        ("12/QĐ-SLĐTBXH", DAY - datetime.timedelta(days=1), "signed_on"),
    ):  # fmt: skip
        with pytest.raises(Wrong) as wrong:
            signed_elsewhere.record(draft, number=number, signed_on=day, by=thu, on=later)
        assert wrong.value.field == told
    assert Person.objects.get(pk=wounded.pk).died_on is None
    dossier = signed_elsewhere.record(draft, number=" 812/QĐ-SLĐTBXH ", signed_on=later, by=thu, on=later)
    assert (dossier.state, dossier.outcome) == (Standing.READY, Outcome.GRANTED)
    given = wounded.awards.get(kind="merit_death")
    assert (given.decision_number, given.decided_on, given.decision) == ("812/QĐ-SLĐTBXH", later, None)
    draft.refresh_from_db()
    assert draft.state == Drafted.DROPPED and "812/QĐ-SLĐTBXH" in draft.dropped_reason
    assert numbering.shown(draft.authority, 2024, draft.symbol) == 1  # no number of ours was taken
    with pytest.raises(dossiers.NotNow):
        signed_elsewhere.record(draft, number="813/QĐ-SLĐTBXH", signed_on=later, by=thu, on=later)


def test_who_does_not_serve_the_place_records_nothing(phu_cu: PhuCu, office: Office, wounded: Person) -> None:
    draft = to_signature(
        taken_in(wounded, office, DAY, "merit-funeral", "MTP.NCC", died_on="2024-08-10", **BURIED_BY), office, DAY
    )
    thu = User.objects.create_user("thu", role=Role.OFFICER)
    thu.places.add(phu_cu.communes["Tam Đa"])
    for by in (thu, office.minh):
        with pytest.raises(permit.Refused):
            signed_elsewhere.record(draft, number="1/QĐ", signed_on=DAY, by=by, on=DAY)


def test_the_medical_boards_result_comes_at_its_step_and_gives_the_first_month(phu_cu: PhuCu, office: Office) -> None:
    who = person("Trần Văn Lực", phu_cu.communes["Tam Đa"], born="1950-01-01")
    dossier = dossiers.start(procedure="merit-toxic", unit=who.unit, by=office.lan, on=DAY, person=who, group="CD")
    dossier = dossiers.receive(dossier, by=office.lan, on=DAY)
    assert dossier.state == Standing.OPEN  # the board's paper is not asked before the board met
    while dossier.step != "conclude":
        dossier = dossiers.forward(dossier, by=office.lan, on=DAY)
    assert dossier.step_due_on == DAY + datetime.timedelta(days=60)
    with pytest.raises(ValueError, match="luật chưa cho"):
        dossiers.forward(dossier, by=office.lan, on=DAY)
    later = datetime.date(2024, 10, 7)
    told = {"facts": {"toxic_degree": 61}, "certificate": month("2024-09")}
    dossier = dossiers.fill(dossier, by=office.lan, answers=told, papers={"board": "given"})
    decision = signed(dossier, office, later)
    award = who.awards.get()
    assert (award.kind, award.code, award.from_month) == ("merit_toxic", "CD.61", month("2024-09"))
    assert decision.effects.get().amount == 4_964_000
    with pytest.raises(dossiers.NotNow):
        dossiers.fill(Dossier.objects.get(), by=office.lan, answers={}, papers={})


def test_a_recognition_of_others_begins_with_the_boards_month_and_its_attendant(phu_cu: PhuCu, office: Office) -> None:
    who = person("Vũ Văn Thắng", phu_cu.communes["Tam Đa"], born="1950-01-01")
    said = {"wounded": "tb", "wounded_degree": 85, "attended_at_home": True}
    paper = "Quyết định 77/QĐ-BTL ngày 02/07/2024 của Bộ Tư lệnh Quân khu 3"
    dossier = taken_in(who, office, DAY, "merit-recognition", "TB", facts=said, recognised_by=paper)
    assert dossier.step == "receive"  # without the month of the board's conclusion nothing is drafted
    with pytest.raises(ValueError, match="Hội đồng giám định y khoa kết luận"):
        dossiers.forward(dossier, by=office.lan, on=DAY)
    dossiers.withdraw(dossier, reason="thiếu tháng", by=office.lan, on=DAY)
    again = taken_in(
        who, office, DAY, "merit-recognition", "TB", facts=said, recognised_by=paper, certificate=month("2024-07")
    )
    signed(again, office, DAY)
    assert {award.kind: award.from_month for award in who.awards.all()} == {
        "merit_wounded": month("2024-07"), "merit_attendant": month("2024-07"),
    }  # fmt: skip
    assert paper in who.facts.get(kind="wounded_degree").source


@pytest.mark.parametrize(
    ("procedure", "group", "facts", "kind", "code"),
    [
        ("merit-revolution", "LTCM", {"revolution": "ltcm_tl", "seniority_years": 3}, "merit_revolution", "LTCM.TL"),
        ("merit-recognition", "TKN", {"revolution": "tkn"}, "merit_revolution", "TKN"),
        ("merit-recognition", "TUDAY", {"imprisoned": True}, "merit_prisoner", "TUDAY"),
        ("merit-recognition", "GDCM", {"helper": "order"}, "merit_helper", "GDCM.HC"),
        ("merit-martyr-relatives", "LS", {"martyrs": 1, "survivor_as": "parent"}, "merit_survivor", "LS.1"),
        ("merit-education", "HSSV", {"merit_study": "level_1"}, "merit_study", "HSSV.1"),
        ("merit-once", "ML", {"merit_once": ["injury"], "wounded_degree": 9}, "merit_once", "ML.BT.5"),
    ],
)
def test_each_recognition_ends_in_its_award(
    phu_cu: PhuCu, office: Office, procedure: str, group: str, facts: dict, kind: str, code: str
) -> None:
    who = person("Vũ Văn Thắng", phu_cu.communes["Tam Đa"], born="1940-01-01")
    signed(taken_in(who, office, DAY, procedure, group, facts=facts), office, DAY)
    award = who.awards.get()
    assert (award.kind, award.code, award.from_month) == (kind, code, AUGUST)
    run = prepared(AUGUST, phu_cu.district, office)
    assert of(run, who)[kind] > 0
    closed(approved(run, office), office)
    assert (kind in of(prepared(AUGUST + 1, phu_cu.district, office), who)) == (kind != "merit_once")


@pytest.mark.parametrize(
    ("procedure", "group", "facts", "asked", "since"),
    [
        ("merit-worship", "THOCUNG", {"worshipped": 2}, "số liệt sĩ thờ cúng > 0", "2024-01"),
        ("merit-school-year", "GDNAM", {"school_preference": "nursery"}, "ưu đãi giáo dục = mầm non", "2024-08"),
    ],
)
def test_a_yearly_list_is_entered_by_decision(
    phu_cu: PhuCu, office: Office, procedure: str, group: str, facts: dict, asked: str, since: str
) -> None:
    who = person("Vũ Văn Thắng", phu_cu.communes["Tam Đa"], born="1960-01-01")
    signed(taken_in(who, office, DAY, procedure, group, facts=facts), office, DAY)
    (name,) = facts
    assert who.facts.get(kind=name).from_month == month(since) and not who.awards.exists()
    question = read(asked)
    assert isinstance(question, Question)
    found = ask(question, month=month("2024-09"), units=[who.unit_id], by=None)
    assert found.total == 1
    with pytest.raises(ValueError, match="đã có trong danh sách hằng năm"):
        signed(taken_in(who, office, DAY, procedure, group, facts=facts), office, DAY)


def test_merit_is_adjusted_suspended_resumed_and_stopped_by_dossier(
    phu_cu: PhuCu, office: Office, wounded: Person
) -> None:
    award = wounded.awards.get(kind="merit_wounded")
    up = taken_in(
        wounded, office, DAY, "merit-adjustment", "TB", facts={"wounded_degree": 91}, award=award.pk,
        condition_met=AUGUST,
    )  # fmt: skip
    later = DAY + datetime.timedelta(days=3)
    draft = to_signature(up, office, DAY)
    signed_elsewhere.record(draft, number="9/QĐ-SLĐTBXH", signed_on=later, by=office.lan, on=later)
    award.refresh_from_db()
    assert (award.code, award.decision_number) == ("TB.91", "9/QĐ-SLĐTBXH")
    held = taken_in(wounded, office, DAY, "merit-suspension", "", ground="detained", reason="tạm giam")
    signed(held, office, DAY)
    assert award.suspensions.get().from_month == AUGUST + 1
    signed(taken_in(wounded, office, DAY, "merit-resumption", "", pay_back=True, from_month=AUGUST + 2), office, DAY)
    signed(taken_in(wounded, office, DAY, "stop", "", ending="refused", reason="từ chối nhận"), office, DAY)
    assert {one.until_month for one in wounded.awards.all()} == {AUGUST + 1}


def test_a_death_before_the_award_began_is_refused_and_nothing_is_kept(
    phu_cu: PhuCu, office: Office, wounded: Person
) -> None:
    dossier = taken_in(wounded, office, DAY, "merit-funeral", "MTP.NCC", died_on="2023-12-30", **BURIED_BY)
    with pytest.raises(ValueError, match="trước tháng bắt đầu hưởng"):
        to_signature(dossier, office, DAY)
    assert not Decision.objects.exists() and Person.objects.get(pk=wounded.pk).died_on is None


def test_a_survivor_who_draws_already_is_told_of_the_award(phu_cu: PhuCu, office: Office, wife: Person) -> None:
    fact(wife, "survivor_of", ["bb"])
    gives(wife, "merit_survivor", "TUAT", since=month("2024-02"))
    with pytest.raises(ValueError, match=r"đang hưởng “Trợ cấp tuất người có công”.*từ tháng 2/2024"):
        taken_in(wife, office, DAY, "merit-survivor", "TUAT", facts=SURVIVOR, condition_met=AUGUST)
    assert not Dossier.objects.exists()


def test_the_death_recorded_on_the_persons_page_takes_the_three_months_code_from_the_ruling(phu_cu: PhuCu) -> None:
    who = with_merit("Phạm Văn Chính", phu_cu, war_service="142", service_years=16)
    gives(who, "merit_service", "QDHT.142.16", since=month("2024-01"))
    on = day_prepared(AUGUST + 1)
    ruling = entitlement.offer(who, kinds=["merit_death"], on=on, month=AUGUST, stated={"died": True}).ruling
    assistance.end_by_death(who, on, by=None, funeral=True, number="8/QĐ")
    code = next(due.code for due in ruling.due if due.kind == "merit_death")
    assert Award.objects.get(person=who, kind="merit_death").code == code == "3T.142"


def test_since_the_district_is_gone_the_commune_sends_it_to_the_bureau_of_today(phu_cu: PhuCu, office: Office) -> None:
    who = person("Vũ Văn Thắng", phu_cu.today["Quang Hưng"], born="1950-01-01")
    day = datetime.date(2026, 3, 2)
    dossier = taken_in(who, office, day, "merit-recognition", "TUDAY", facts={"imprisoned": True}, recognised_by="1/QĐ")
    assert (dossier.step, dossier.due_on, dossier.step_due_on) == ("decide", None, None)
    draft = Decision.objects.get()
    assert (draft.symbol, draft.authority.level) == ("QĐ-SNV", "province")
    assert signed(dossier, office, day).signer_title == "GIÁM ĐỐC"


def test_what_the_bureau_refuses_ends_in_its_writing(phu_cu: PhuCu, office: Office, wounded: Person) -> None:
    thu = User.objects.create_user("thu", role=Role.OFFICER)
    thu.places.add(phu_cu.communes["Tống Trân"])
    dossier = taken_in(wounded, office, DAY, "merit-funeral", "MTP.NCC", died_on="2024-08-10", **BURIED_BY)
    to_signature(dossier, office, DAY)
    dossier = dossiers.propose_refusal(dossier, reason="Đã hưởng mai táng phí BHXH.", by=thu, on=DAY)
    refusal = Decision.objects.get(state=Drafted.DRAFT)
    assert refusal.symbol == "TB-SLĐTBXH"
    ended = signed_elsewhere.record(refusal, number="5/TB-SLĐTBXH", signed_on=DAY, by=thu, on=DAY)
    assert (ended.outcome, ended.refusal) == (Outcome.REFUSED, "Đã hưởng mai táng phí BHXH.")
    assert Person.objects.get(pk=wounded.pk).died_on is None


def test_a_dossier_open_when_the_district_ends_goes_on_to_the_bureau(phu_cu: PhuCu, office: Office) -> None:
    who = person("Vũ Văn Thắng", phu_cu.communes["Quang Hưng"], born="1940-01-01")
    begun, later = datetime.date(2025, 6, 25), datetime.date(2025, 7, 8)
    facts = {"revolution": "ltcm_ktl"}
    dossier = taken_in(who, office, begun, "merit-revolution", "LTCM", facts=facts)
    assert dossier.step == "appraise"
    dossier = dossiers.take_over(dossier, by=office.lan, on=later)
    assert (dossier.step, dossier.place.name) == ("decide", "Quang Hưng")
    signed_elsewhere.record(
        Decision.objects.get(state=Drafted.DRAFT), number="7/QĐ-SNV", signed_on=later, by=office.lan, on=later
    )
    assert who.awards.get().from_month == month("2025-07")


def test_merit_is_suspended_and_resumed_by_its_own_decree_and_leaves_assistance_alone(
    phu_cu: PhuCu, office: Office, wounded: Person
) -> None:
    gives(wounded, "allowance", "K6.ĐBN", since=AUGUST)
    fact(wounded, "disability", "extreme")
    stopped = taken_in(
        wounded, office, DAY, "merit-suspension", "", from_month=AUGUST + 1, reason="chấp hành án phạt tù"
    )
    assert stopped.step_due_on == datetime.date(2024, 8, 19), "five working days"
    lines = signed(stopped, office, DAY).effects.all()
    assert {line.kind for line in lines} == {"merit_wounded", "merit_attendant"}
    assert all(line.because[0]["article"] == "118" for line in lines)
    paused = {
        award.kind for award in wounded.awards.filter(suspensions__until_month__isnull=True, suspensions__isnull=False)
    }
    assert paused == {"merit_wounded", "merit_attendant"}
    with pytest.raises(Nothing, match="tạm dừng"):
        signed(taken_in(wounded, office, DAY, "resumption", "", from_month=AUGUST + 2), office, DAY)
    again = taken_in(
        wounded, office, DAY, "merit-resumption", "", from_month=AUGUST + 3, pay_back=True, reason="hết án"
    )
    assert again.step_due_on == datetime.date(2024, 8, 24), "twelve days"
    signed(again, office, DAY)
    assert not wounded.awards.filter(suspensions__until_month__isnull=True, suspensions__isnull=False).exists()
