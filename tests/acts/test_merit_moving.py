"""Files of people with merit that move, without a gap or a double month; slips that say what is recorded, no more."""

from __future__ import annotations

import datetime
import io

import docx
import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.acts import assistance, merit_moving, merit_slips, permit
from ansinh.acts.obstacles import Nothing
from ansinh.acts.wrong import Wrong
from ansinh.record.branches import communes_of
from ansinh.record.models.merit import Slip
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.trail import Entry
from ansinh.record.models.users import Role, User
from ansinh.reports import merit as reports
from tests.acts.people import approved, closed, fact, month, person, prepared
from tests.acts.test_dossiers import signed, taken_in
from tests.acts.test_merit import DEGREE, SUPPLEMENT, WOUNDED, gives, of, with_merit
from tests.cast import Office, PhuCu

AUGUST = month("2024-08")
DAY = datetime.date(2024, 8, 12)


@pytest.fixture
def binh(phu_cu: PhuCu) -> Person:
    """Nguyễn Văn Bình of Tống Trân, wounded of 85 %, who has drawn since August."""
    made = with_merit("Nguyễn Văn Bình", phu_cu, **WOUNDED)
    gives(made, "merit_wounded", "TB")
    return made


@pytest.fixture
def neighbour(phu_cu: PhuCu) -> Unit:
    """A commune of the district beside, in the same province."""
    day = datetime.date(2004, 7, 8)
    district = Unit.objects.create(
        code="332", level="district", kind="Huyện", name="Tiên Lữ", parent=phu_cu.province, valid_from=day
    )
    return Unit.objects.create(code="12337", level="commune", kind="Xã", name="Dị Chế", parent=district, valid_from=day)


@pytest.fixture
def far(db: None) -> Unit:
    """A commune of another province."""
    day = datetime.date(2004, 7, 8)
    province = Unit.objects.create(code="31", level="province", kind="Thành phố", name="Hải Phòng", valid_from=day)
    district = Unit.objects.create(
        code="303", level="district", kind="Quận", name="Hồng Bàng", parent=province, valid_from=day
    )
    return Unit.objects.create(
        code="11296", level="commune", kind="Phường", name="Quán Toan", parent=district, valid_from=day
    )


def text_of(slip: Slip) -> str:
    paper = docx.Document(io.BytesIO(bytes(slip.document)))
    return "\n".join(p.text for p in paper.paragraphs)


def test_between_two_places_of_the_province_nothing_is_lost_and_nothing_paid_twice(
    phu_cu: PhuCu, office: Office, binh: Person, neighbour: Unit
) -> None:
    run = prepared(AUGUST, phu_cu.district, office)
    assert of(run, binh) == {"merit_wounded": DEGREE + SUPPLEMENT}
    closed(approved(run, office), office)
    slip = merit_moving.move_out(binh, on=DAY, by=office.lan, to_unit=neighbour, village="thôn Trà")
    assert (slip.number_text, slip.paid_through, slip.to_place) == (
        "1/PDC", AUGUST, "xã Dị Chế, huyện Tiên Lữ, tỉnh Hưng Yên",
    )  # fmt: skip
    binh.refresh_from_db()
    assert binh.unit == neighbour and binh.awards.get().until_month is None
    assert of(prepared(AUGUST + 1, phu_cu.district, office), binh) == {}
    office.lan.places.add(neighbour.parent)
    assert of(prepared(AUGUST + 1, neighbour.parent, office), binh) == {"merit_wounded": DEGREE + SUPPLEMENT}
    with pytest.raises(Wrong, match="đang ở đó"):
        merit_moving.move_out(binh, on=DAY, by=office.lan, to_unit=neighbour)


def test_out_of_the_province_the_award_ends_with_the_month_and_the_slip_says_so(
    phu_cu: PhuCu, office: Office, binh: Person, far: Unit
) -> None:
    slip = merit_moving.move_out(binh, on=DAY, by=office.lan, to_unit=far)
    award = binh.awards.get()
    assert (award.until_month, award.stop_reason, award.stop_number) == (AUGUST + 1, "Di chuyển hồ sơ", "1/PDC")
    said = text_of(slip)
    assert "phường Quán Toan, quận Hồng Bàng, thành phố Hải Phòng" in said
    assert "Đã chi đến hết tháng 8/2024" in said and "chi từ tháng 9/2024" in said
    assert "9.000.000 đ/tháng" in said and "85%" in said and "7/QĐ" in said
    closed(approved(prepared(AUGUST, phu_cu.district, office), office), office)
    assert of(prepared(AUGUST + 1, phu_cu.district, office), binh) == {}
    binh.refresh_from_db()
    assert binh.unit == far, "who lives elsewhere is insured elsewhere"


def test_a_month_an_approved_list_pays_is_not_paid_again_there(phu_cu: PhuCu, office: Office, binh: Person) -> None:
    closed(approved(prepared(AUGUST, phu_cu.district, office), office), office)
    approved(prepared(AUGUST + 1, phu_cu.district, office), office)
    slip = merit_moving.move_out(binh, on=DAY, by=office.lan, to_place="tỉnh Lai Châu")
    assert (slip.paid_through, binh.awards.get().until_month) == (AUGUST + 1, AUGUST + 2)


def test_who_comes_from_elsewhere_draws_from_the_month_after(phu_cu: PhuCu, office: Office) -> None:
    who = person("Đỗ Văn Hải", phu_cu.communes["Tam Đa"], born="1950-01-01")
    facts = {"wounded": "tb", "wounded_degree": 61}
    told = {"moved_from": "tỉnh Lai Châu", "moved_slip": "31/PDC ngày 01/08/2024"}
    bare = taken_in(who, office, DAY, "merit-move-in", "TB", facts=facts, paid_through=None, **told)
    assert bare.step == "receive"
    from ansinh.acts import dossiers

    with pytest.raises(ValueError, match="nơi đi đã chi đến hết"):
        dossiers.forward(bare, by=office.lan, on=DAY)
    dossiers.withdraw(bare, reason="ghi lại", by=office.lan, on=DAY)
    dossier = taken_in(who, office, DAY, "merit-move-in", "TB", facts=facts, paid_through=month("2024-09"), **told)
    assert dossier.due_on == DAY + datetime.timedelta(days=12)
    signed(dossier, office, DAY)
    award = who.awards.get()
    assert (award.code, award.from_month) == ("TB.61", month("2024-10"))
    (came,) = reports.moved_in(DAY, DAY + datetime.timedelta(days=30), communes_of([phu_cu.district]))
    assert (came.person, came.from_place, came.paid_through) == (who, "tỉnh Lai Châu", month("2024-09"))


def test_files_moved_in_a_period_are_counted_at_both_ends(
    phu_cu: PhuCu, office: Office, binh: Person, neighbour: Unit, far: Unit
) -> None:
    second = with_merit("Trần Văn Hùng", phu_cu, wounded="tb", wounded_degree=61)
    gives(second, "merit_wounded", "TB")
    third = with_merit("Trần Văn Hậu", phu_cu, wounded="tb", wounded_degree=61)
    gives(third, "merit_wounded", "TB")
    merit_moving.move_out(binh, on=DAY, by=office.lan, to_unit=neighbour)
    merit_moving.move_out(second, on=DAY + datetime.timedelta(days=40), by=office.lan, to_unit=far)
    merit_moving.move_out(third, on=DAY, by=office.lan, to_unit=phu_cu.communes["Tam Đa"])
    here, there = communes_of([phu_cu.district]), communes_of([neighbour.parent])
    august = (datetime.date(2024, 8, 1), datetime.date(2024, 8, 31))
    assert [one.person for one in reports.moved_out(*august, here)] == [binh]  # within the district nobody left it
    assert [one.person for one in reports.moved_in(*august, there)] == [binh]
    year = (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    assert [one.person for one in reports.moved_out(*year, here)] == [binh, second]


def test_nobody_dead_or_without_merit_or_to_nowhere_moves_a_file(
    phu_cu: PhuCu, office: Office, binh: Person, far: Unit
) -> None:
    other = person("Lê Thị Mai", phu_cu.communes["Tam Đa"])
    cases = [(other, {"to_unit": far}, "không đang hưởng"), (binh, {"to_place": "  "}, "Ghi nơi chuyển đến")]
    for who, where, told in cases:
        with pytest.raises(Wrong, match=told):
            merit_moving.move_out(who, on=DAY, by=office.lan, **where)
    assistance.end_by_death(binh, DAY, by=None, funeral=False, number="8/QĐ")
    with pytest.raises(Wrong, match="đã mất ngày 12/08/2024"):
        merit_moving.move_out(binh, on=DAY, by=office.lan, to_unit=far)
    assert not Slip.objects.exists()


def test_a_confirmation_says_status_degree_and_decision_and_is_numbered(
    phu_cu: PhuCu, office: Office, binh: Person
) -> None:
    first = merit_slips.confirm(binh, purpose="con vay vốn sinh viên", on=DAY, by=office.lan)
    second = merit_slips.confirm(binh, purpose="sửa nhà", on=DAY, by=office.lan)
    assert (first.number_text, second.number_text) == ("1/GXN-NCC", "2/GXN-NCC")
    said = text_of(first)
    assert "85%" in said and "quyết định số 7/QĐ" in said and "con vay vốn sinh viên" in said
    assert "Huân chương" not in said
    assert Entry.objects.filter(table="merit_slip", op="insert").count() == 2


def test_who_is_recorded_as_nothing_gets_no_confirmation(phu_cu: PhuCu, office: Office, binh: Person) -> None:
    other = person("Lê Thị Mai", phu_cu.communes["Tam Đa"])
    for who, purpose, told in (
        (other, "đi học", "chưa ghi Lê Thị Mai"),
        (binh, " ", "để làm gì"),
        (binh, "x" * 201, "200"),
    ):
        with pytest.raises(Wrong, match=told) as wrong:
            merit_slips.confirm(who, purpose=purpose, on=DAY, by=office.lan)
        assert wrong.value.field == "purpose"
    fact(other, "martyrs", 1)
    slip = merit_slips.confirm(other, purpose="đi học", on=DAY, by=office.lan)
    assert slip.said == ["Số liệt sĩ được hưởng tuất: 1 (theo tests)"]


def test_a_slip_given_stays_and_only_its_places_see_it(phu_cu: PhuCu, office: Office, binh: Person) -> None:
    slip = merit_slips.confirm(binh, purpose="đi học", on=DAY, by=office.lan)
    for statement in ("update merit_slip set purpose = 'khác'", "delete from merit_slip"):
        with pytest.raises(DatabaseError, match="stays"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    thu = User.objects.create_user("thu", role=Role.OFFICER)
    thu.places.add(phu_cu.communes["Tam Đa"])
    with permit.acting(thu):
        assert not Slip.objects.exists()
    with pytest.raises(permit.Refused):
        merit_slips.confirm(binh, purpose="đi học", on=DAY, by=thu)
    with permit.acting(office.lan):
        assert Slip.objects.get().pk == slip.pk


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_dossier_sends_the_file_away_within_twelve_days_and_its_signature_makes_the_slip(
    phu_cu: PhuCu, office: Office, binh: Person, neighbour: Unit, elsewhere: bool
) -> None:
    where = {"to_place": "phường Hồng Bàng, thành phố Hải Phòng"} if elsewhere else {"unit": neighbour.pk}
    office.minh.places.add(phu_cu.province)
    dossier = taken_in(binh, office, DAY, "merit-move-out", "", **where)
    assert (dossier.step, dossier.step_due_on) == ("decide", DAY + datetime.timedelta(days=12))
    signed(dossier, office, DAY)
    (slip,) = Slip.objects.filter(person=binh)
    assert slip.to_unit_id == (None if elsewhere else neighbour.pk) and slip.paid_through == AUGUST
    binh.refresh_from_db()
    (award,) = binh.awards.all()
    assert award.until_month == (AUGUST + 1 if elsewhere else None)


def test_a_dossier_without_a_place_or_anything_to_send_is_refused(phu_cu: PhuCu, office: Office, binh: Person) -> None:
    with pytest.raises(Nothing, match="nơi chuyển đến"):
        signed(taken_in(binh, office, DAY, "merit-move-out", ""), office, DAY)
