"""What a careless or a cunning hand tries with dossiers and decisions, and what it is told."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.acts import assistance, deciding, dossiers, drafting, merging, numbering, people, permit
from ansinh.record.models.assistance import Award, Suspension
from ansinh.record.models.decisions import Act, Decision, Drafted, Effect
from ansinh.record.models.dossiers import Dossier, Standing
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from tests.acts.people import elder, fact, month
from tests.acts.test_dossiers import newcomer, signed, taken_in, to_signature
from tests.cast import Office, PhuCu

pytestmark = pytest.mark.django_db
NOW = datetime.date(2026, 3, 2)
PENSION = ("social-pension", "HTXH")


@pytest.fixture
def commune(phu_cu: PhuCu) -> Unit:
    return phu_cu.today["Quang Hưng"]


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_nobody_dead_is_awarded_or_moved(commune: Unit, office: Office, register: None, phu_cu: PhuCu) -> None:
    person = newcomer(commune, born=1948)
    people.record_death(person, datetime.date(2026, 2, 20), by=None)
    with pytest.raises(ValueError, match="đã mất ngày 20/02/2026"):
        to_signature(taken_in(fresh(person), office, NOW, *PENSION), office, NOW)
    there = phu_cu.today["Tống Trân"]
    with pytest.raises(ValueError, match="đã mất ngày 20/02/2026"):
        to_signature(taken_in(fresh(person), office, NOW, "move-between", "", unit=there.pk), office, NOW)


def test_a_draft_is_not_signed_for_somebody_who_died_meanwhile(commune: Unit, office: Office, register: None) -> None:
    person = newcomer(commune, born=1948)
    draft = to_signature(taken_in(person, office, NOW, *PENSION), office, NOW)
    people.record_death(person, datetime.date(2026, 3, 1), by=None)
    with pytest.raises(ValueError, match="đã mất"):
        deciding.sign(draft, by=office.minh, on=NOW)
    assert not Award.objects.exists()


def test_a_draft_is_not_signed_for_somebody_who_moved_away_meanwhile(
    commune: Unit, office: Office, register: None, phu_cu: PhuCu
) -> None:
    person = newcomer(commune, born=1948)
    draft = to_signature(taken_in(person, office, NOW, *PENSION), office, NOW)
    people.move(person, phu_cu.today["Tống Trân"], from_month=month("2026-03"), by=None)
    with pytest.raises(deciding.NotNow, match="Tống Trân"):
        deciding.sign(draft, by=office.minh, on=NOW)
    assert not Award.objects.exists()


def test_an_award_that_came_by_another_way_meanwhile_is_not_given_twice(
    commune: Unit, office: Office, register: None
) -> None:
    person = newcomer(commune, born=1948)
    draft = to_signature(taken_in(person, office, NOW, *PENSION), office, NOW)
    assistance.award(person, kind="allowance", code="HTXH", from_month=month("2026-02"), by=None, number="1/QĐ")
    with pytest.raises(ValueError, match="không hưởng hai lần"):
        deciding.sign(draft, by=office.minh, on=NOW)
    assert deciding.sign_all([draft], by=office.minh, on=NOW)[0] == []


def test_who_draws_a_class_does_not_apply_for_it_again(commune: Unit, office: Office, register: None) -> None:
    person = newcomer(commune, born=1948)
    held = assistance.award(person, kind="allowance", code="HTXH", from_month=month("2026-02"), by=None, number="1/QĐ")
    procedure, group = PENSION[:2]
    with pytest.raises(ValueError, match="nhóm HTXH từ tháng 2/2026, quyết định 1/QĐ; không hưởng hai lần"):
        dossiers.start(procedure=procedure, unit=commune, by=office.lan, on=NOW, person=person, group=group)
    assistance.stop(held, until_month=month("2026-06"), reason="x", by=None, number="2/QĐ")
    assert dossiers.start(procedure=procedure, unit=commune, by=office.lan, on=NOW, person=person, group=group).pk


def test_a_merged_record_is_given_nothing(commune: Unit, office: Office, register: None) -> None:
    kept, gone = newcomer(commune, born=1948), newcomer(commune, born=1948, name="Trần Thị Cúc (2)")
    draft = to_signature(taken_in(gone, office, NOW, *PENSION), office, NOW)
    merging.merge(kept, gone, month=month("2026-03"), by=office.lan, on=NOW)
    with pytest.raises(ValueError, match="đã gộp"):
        deciding.sign(draft, by=office.minh, on=NOW)
    with pytest.raises(ValueError, match="đã gộp"):
        dossiers.start(procedure="stop", unit=commune, by=office.lan, on=NOW, person=fresh(gone))


def test_disability_without_a_certificate_gives_nothing(commune: Unit, office: Office, register: None) -> None:
    person = newcomer(commune, born=1990)
    dossier = taken_in(person, office, NOW, "monthly-allowance", "K6", facts={"disability": "extreme"})
    with pytest.raises(ValueError, match="giấy xác nhận khuyết tật"):
        to_signature(dossier, office, NOW)


def test_a_certificate_of_a_month_to_come_gives_nothing(commune: Unit, office: Office, register: None) -> None:
    person = newcomer(commune, born=1990)
    dossier = taken_in(
        person, office, NOW, "monthly-allowance", "K6", facts={"disability": "extreme"}, certificate=month("2126-01")
    )
    with pytest.raises(ValueError, match="1/2126"):
        to_signature(dossier, office, NOW)


def test_months_of_a_suspension_stand_in_order(commune: Unit, office: Office, register: None) -> None:
    held = elder("Vũ Thị Lụa", commune, since=month("2018-01"))
    dossier = taken_in(
        held.person, office, NOW, "suspension", "", ground="uncollected", from_month=month("2026-05"),
        until_month=month("2026-04"),
    )  # fmt: skip
    with pytest.raises(ValueError, match="Tháng cuối tạm dừng"):
        to_signature(dossier, office, NOW)


def test_nobody_is_suspended_twice(commune: Unit, office: Office, register: None) -> None:
    held = elder("Vũ Thị Lụa", commune, since=month("2018-01"))
    first = taken_in(
        held.person, office, NOW, "suspension", "", ground="uncollected", from_month=month("2026-04"),
        until_month=month("2026-08"),
    )  # fmt: skip
    signed(first, office, NOW)
    again = taken_in(
        held.person, office, NOW, "suspension", "", ground="uncollected", from_month=month("2026-06"),
        until_month=month("2026-07"),
    )  # fmt: skip
    with pytest.raises(ValueError, match="tạm dừng"):
        to_signature(again, office, NOW)
    assert Suspension.objects.count() == 1


def test_what_has_ended_is_not_resumed(commune: Unit, office: Office, register: None) -> None:
    held = elder("Vũ Thị Lụa", commune, since=month("2018-01"))
    assistance.suspend(held.person, from_month=month("2025-10"), reason="không nhận", by=None, number="6/QĐ")
    held.refresh_from_db()
    assistance.stop(held, until_month=month("2026-02"), reason="từ chối", by=None, number="1/QĐ")
    dossier = taken_in(held.person, office, NOW, "resumption", "", pay_back=False)
    with pytest.raises(ValueError, match="đã thôi hưởng từ tháng 2/2026"):
        to_signature(dossier, office, NOW)


def test_a_stop_does_not_come_before_the_award(commune: Unit, office: Office, register: None) -> None:
    held = elder("Vũ Thị Lụa", commune, since=month("2026-01"))
    dossier = taken_in(held.person, office, NOW, "stop", "", ending="ineligible", happened=month("2025-06"))
    with pytest.raises(ValueError, match="hưởng từ tháng 1/2026"):
        to_signature(dossier, office, NOW)


def test_a_draft_made_ahead_does_not_touch_what_ended_or_is_paused_meanwhile(
    commune: Unit, office: Office, register: None
) -> None:
    held = elder("Vũ Thị Lụa", commune, since=month("2018-01"))
    line: dict[str, Any] = {"person": held.person, "kind": "allowance", "award": held, "old_amount": 500_000}
    adjust = drafting.draft_of(
        [Effect(act=Act.ADJUST, code="K5a.80+", from_month=month("2026-04"), amount=1_000_000, **line)],
        act=Act.ADJUST, signs=commune, by=office.lan, origin="age",
    )  # fmt: skip
    stop = drafting.draft_of(
        [Effect(act=Act.STOP, code="K5c", from_month=month("2026-04"), reason="hết tuổi", **line)],
        act=Act.STOP, signs=commune, by=office.lan, origin="age",
    )  # fmt: skip
    assistance.end_by_death(held.person, datetime.date(2026, 2, 3), by=None, funeral=False)
    for draft in (adjust, stop):
        with pytest.raises((ValueError, deciding.NotNow), match="đã thôi|thôi hưởng|không còn ai"):
            deciding.sign(draft, by=office.minh, on=NOW)
    held.refresh_from_db()
    assert (held.code, held.until_month) == ("K5c", month("2026-03"))


def test_a_draft_of_many_with_one_who_holds_it_already_is_told_and_the_others_are_signed(
    commune: Unit, office: Office, register: None
) -> None:
    """Whatever the register refuses of one decision, signing them all goes on with the next."""
    taken, free = newcomer(commune, born=1948), newcomer(commune, born=1948, name="Lê Thị Đào")
    drafts = [
        drafting.draft_of(
            [Effect(person=one, act=Act.AWARD, kind="allowance", code="HTXH", from_month=month("2026-03"),
                    amount=500_000, reason="Hưu trí xã hội")],
            act=Act.AWARD, signs=commune, by=office.lan, origin="event",
        )
        for one in (taken, free)
    ]  # fmt: skip
    assistance.award(taken, kind="allowance", code="HTXH", from_month=month("2026-01"), by=None, number="1/QĐ")
    done, left = deciding.sign_all(drafts, by=office.minh, on=NOW)
    assert [one.pk for one in done] == [drafts[1].pk]
    assert "không thể hưởng hai lần" in left[0][1]


def test_papers_are_asked_at_the_signature_and_the_draft_waits_with_them(
    commune: Unit, office: Office, register: None
) -> None:
    held = elder("Vũ Thị Lụa", commune, since=month("2018-01"))
    assistance.suspend(held.person, from_month=month("2026-01"), reason="không nhận", by=None, number="6/QĐ")
    draft = to_signature(taken_in(held.person, office, NOW, "resumption", "", pay_back=False), office, NOW)
    assert draft.dossier is not None
    dossier = dossiers.ask(draft.dossier, reason="Đơn chưa ký", by=office.minh, on=NOW)
    with pytest.raises((deciding.NotNow, dossiers.NotNow), match="bổ sung"):
        deciding.sign(draft, by=office.minh, on=NOW)
    papers = {paper.name: "given" for paper in dossier.papers.all()}
    dossiers.fill(dossier, by=office.lan, answers={"facts": {}, "pay_back": True}, papers=papers)
    dossiers.complete(dossier, by=office.lan, on=NOW)
    now = Decision.objects.get(dossier=dossier, state=Drafted.DRAFT)
    assert now.effects.get().pay_back is True


def test_a_dossiers_draft_is_not_dropped_behind_its_back(commune: Unit, office: Office, register: None) -> None:
    draft = to_signature(taken_in(newcomer(commune, born=1948), office, NOW, *PENSION), office, NOW)
    with pytest.raises(ValueError, match="hồ sơ"):
        drafting.drop(draft, reason="nhầm", by=office.lan)
    draft.refresh_from_db()
    assert draft.state == Drafted.DRAFT


def test_an_unsigned_draft_goes_with_its_dossier(commune: Unit, office: Office, register: None) -> None:
    draft = to_signature(taken_in(newcomer(commune, born=1948), office, NOW, *PENSION), office, NOW)
    assert draft.dossier is not None
    dossiers.withdraw(draft.dossier, reason="Không xin nữa", by=office.lan, on=NOW)
    with pytest.raises(deciding.NotNow):
        deciding.sign(Decision.objects.get(), by=office.minh, on=NOW)
    assert Dossier.objects.get().state == Standing.WITHDRAWN


def test_on_the_first_of_january_the_new_years_book_begins(commune: Unit, office: Office, register: None) -> None:
    last, eve = datetime.date(2026, 12, 30), datetime.date(2026, 12, 31)
    one = to_signature(taken_in(newcomer(commune, born=1948), office, last, *PENSION), office, last)
    two = to_signature(taken_in(newcomer(commune, born=1948, name="Lê Thị Đào"), office, last, *PENSION), office, last)
    assert deciding.sign(one, by=office.minh, on=eve).number == 1
    with pytest.raises(deciding.NotNow, match="lập lại"):  # the month of the signature is another one
        deciding.sign(two, by=office.minh, on=datetime.date(2027, 1, 1))
    two = Decision.objects.get(state=Drafted.DRAFT)
    two = deciding.sign(two, by=office.minh, on=datetime.date(2027, 1, 1))
    assert (two.year, two.number, two.effects.get().from_month) == (2027, 1, month("2027-01"))


def test_moves_within_a_place_do_not_leave_it(phu_cu: PhuCu, office: Office, register: None) -> None:
    """What needs no decision is a move within one place: to another one the chair signs."""
    held = elder("Vũ Thị Lụa", phu_cu.today["Quang Hưng"], since=month("2018-01"))
    dossier = taken_in(held.person, office, NOW, "move-within", "", unit=phu_cu.today["Tống Trân"].pk)
    with pytest.raises(ValueError, match="Chuyển nơi hưởng"):
        while dossier.state == Standing.OPEN:
            dossier = dossiers.forward(dossier, by=office.lan, on=NOW)
    assert fresh(held.person).unit_id == phu_cu.today["Quang Hưng"].pk


def test_there_and_back_in_one_month(phu_cu: PhuCu, office: Office, register: None) -> None:
    here, there = phu_cu.today["Quang Hưng"], phu_cu.today["Tống Trân"]
    held = elder("Vũ Thị Lụa", here, since=month("2018-01"))
    draft = to_signature(taken_in(held.person, office, NOW, "move-between", "", unit=there.pk), office, NOW)
    deciding.sign(draft, by=office.minh, on=NOW)
    person = fresh(held.person)
    assert person.unit_id == there.pk
    back = taken_in(person, office, NOW, "move-between", "", unit=here.pk)
    with pytest.raises(ValueError, match="Tháng chuyển phải sau"):
        deciding.sign(to_signature(back, office, NOW), by=office.minh, on=NOW)
    assert fresh(person).unit_id == there.pk


def test_emergency_aid_is_given_once_a_month_and_never_ahead(commune: Unit, office: Office, register: None) -> None:
    person = newcomer(commune, born=1980)
    said = {"facts": {"emergency": ["injured"]}}
    first = taken_in(person, office, NOW, "emergency-support", "KC", **said)
    signed(first, office, NOW)
    again = taken_in(fresh(person), office, NOW, "emergency-support", "KC", **said)
    with pytest.raises(ValueError, match="đã có quyết định"):
        to_signature(again, office, NOW)
    assert Dossier.objects.get(pk=again.pk).step == "receive"  # taken in all the same: it is refused in writing
    dossiers.propose_refusal(again, reason="Tháng này đã hỗ trợ.", by=office.lan, on=NOW)
    other = newcomer(commune, born=1980, name="Lê Thị Đào")
    ahead = taken_in(other, office, NOW, "emergency-support", "KC", happened=month("2026-12"), **said)
    with pytest.raises(ValueError, match="12/2026"):
        to_signature(ahead, office, NOW)


def test_a_funeral_is_granted_once(commune: Unit, office: Office, register: None) -> None:
    held = elder("Vũ Thị Lụa", commune, since=month("2018-01"))
    one = taken_in(held.person, office, NOW, "pension-funeral", "MTP.HTXH", died_on="2026-02-10")
    signed(one, office, NOW)
    two = taken_in(fresh(held.person), office, NOW, "pension-funeral", "MTP.HTXH", died_on="2026-01-10")
    with pytest.raises(ValueError, match="đã có quyết định"):
        to_signature(two, office, NOW)


def test_an_effect_is_not_slipped_into_a_signed_decision(commune: Unit, office: Office, register: None) -> None:
    done = signed(taken_in(newcomer(commune, born=1948), office, NOW, *PENSION), office, NOW)
    draft = to_signature(taken_in(newcomer(commune, born=1948, name="Lê Thị Đào"), office, NOW, *PENSION), office, NOW)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update decisions_effect set decision_id=%s where decision_id=%s", [done.pk, draft.pk])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update decisions_decision set digest='khác' where id=%s", [done.pk])


def test_a_group_the_procedure_does_not_have_is_refused(commune: Unit, office: Office, register: None) -> None:
    person = newcomer(commune, born=1948)
    for slug, group in (("stop", "XYZ"), ("social-pension", "K6"), ("social-pension", "")):
        with pytest.raises(dossiers.NotNow, match="nhóm"):
            dossiers.start(procedure=slug, unit=commune, by=office.lan, on=NOW, person=person, group=group)
    with pytest.raises(dossiers.NotNow, match="thủ tục"):
        dossiers.start(procedure="khong-co", unit=commune, by=office.lan, on=NOW, person=person)


def test_the_group_adjusted_to_is_the_group_asked_for(commune: Unit, office: Office, register: None) -> None:
    held = elder("Vũ Thị Lụa", commune, since=month("2018-01"), born="1940-01-01")
    fact(held.person, "household", "poor", since=month("2026-02"))
    dossier = taken_in(held.person, office, NOW, "adjustment", "K8", award=held.pk)
    with pytest.raises(ValueError, match="Hồ sơ đề nghị nhóm K8|luật chưa cho|không đổi"):
        to_signature(dossier, office, NOW)


def test_due_dates_step_over_tet_and_the_day_of_culture(commune: Unit, office: Office, register: None) -> None:
    day = datetime.date(2026, 2, 12)  # Tết 2026: mùng 1 is 17 February
    dossier = taken_in(newcomer(commune, born=1948), office, day, *PENSION)
    assert dossier.due_on == datetime.date(2026, 3, 5)
    day = datetime.date(2026, 11, 23)
    dossier = taken_in(newcomer(commune, born=1948, name="Lê Thị Đào"), office, day, *PENSION)
    assert dossier.due_on == datetime.date(2026, 12, 8)


@pytest.mark.parametrize("role", ["hoa", "admin"])
def test_who_looks_on_or_gives_out_places_does_nothing(
    commune: Unit, office: Office, register: None, role: str
) -> None:
    by = getattr(office, role)
    draft = to_signature(taken_in(newcomer(commune, born=1948), office, NOW, *PENSION), office, NOW)
    dossier = draft.dossier
    assert dossier is not None
    tries: list[Callable[[], object]] = [
        lambda: deciding.sign(draft, by=by, on=NOW),
        lambda: dossiers.withdraw(dossier, reason="x", by=by, on=NOW),
        lambda: dossiers.back(dossier, to="review", reason="x", by=by, on=NOW),
        lambda: dossiers.ask(dossier, reason="x", by=by, on=NOW),
        lambda: dossiers.propose_refusal(dossier, reason="x", by=by, on=NOW),
        lambda: dossiers.start(procedure="stop", unit=commune, by=by, on=NOW, person=dossier.person),
        lambda: numbering.begin(commune, 2027, "QĐ-UBND", first=9, by=by),
    ]
    for attempt in tries:
        with pytest.raises(permit.Refused):
            attempt()
