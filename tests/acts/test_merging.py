"""Two records of one person made one: what the law keeps, what becomes a debt, what is refused, and all taken back."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from ansinh.acts import assistance, merging, permit, registers
from ansinh.record.models.assistance import Award
from ansinh.record.models.linkage import Merge, Pair
from ansinh.record.models.people import Fact, Person
from tests.acts.people import do, elder, fact, lines, month, paid, person
from tests.cast import Office, PhuCu

ON = datetime.date(2021, 6, 10)
SIGNED = {"number": "7/QĐ-UBND", "decided_on": datetime.date(2021, 6, 5)}


def merged(kept: Person, gone: Person, office: Office, at: str = "2021-07", **more: object) -> Merge:
    return merging.merge(kept, gone, month=month(at), by=office.lan, on=ON, **more)  # type: ignore[arg-type]


def refused(act: Callable[[], object], words: str) -> None:
    with (
        pytest.raises((ValueError, permit.Refused, DatabaseError, assistance.Overlaps), match=words),
        transaction.atomic(),
    ):
        act()


@pytest.fixture
def two(phu_cu: PhuCu) -> tuple[Award, Award]:
    """One woman, drawing in two communes: here since January, there since March 2021."""
    here = elder("Vũ Thị Lụa", phu_cu.communes["Tống Trân"], since=month("2021-01"), identity_number="033130001234")
    there = elder("Vu Thi Lua", phu_cu.communes["Tam Đa"], since=month("2021-03"), old_number="145001234")
    return here, there


def test_the_earlier_award_stays_and_months_paid_twice_become_a_debt(
    two: tuple[Award, Award], phu_cu: PhuCu, office: Office
) -> None:
    for at in ("2021-01", "2021-02", "2021-03", "2021-04"):
        paid(month(at), phu_cu.district, office)
    here, there = two
    (both,) = merging.double(here.person, there.person, ON)
    assert (both.stays, both.goes, both.from_month) == (here, there, month("2021-03"))
    assert "có trước" in both.sentence
    merged(here.person, there.person, office, **SIGNED)
    run = paid(month("2021-05"), phu_cu.district, office)
    told = lines(run)
    assert [line for line in told if line[0] == "DEBT"] == [
        ("DEBT", month("2021-03"), -270_000), ("DEBT", month("2021-04"), -270_000)]  # fmt: skip
    assert [line for line in told if line[0] == "DUE"] == [("DUE", month("2021-05"), 270_000)]


def test_the_law_keeps_the_higher_of_two_groups(phu_cu: PhuCu, office: Office) -> None:
    unit = phu_cu.communes["Tống Trân"]
    old = person("Đỗ Thị Mận", unit, born="1935-02-03")
    fact(old, "no_supporter", False)
    aged = assistance.award(old, kind="allowance", code="K5c", from_month=month("2020-01"), by=None, number="1/QĐ")
    again = person("Do Thi Man", unit, born="1935-02-03")
    fact(again, "disability", "extreme")
    disabled = assistance.award(
        again, kind="allowance", code="K6.ĐBN", from_month=month("2020-06"), by=None, number="1/QĐ"
    )
    (both,) = merging.double(old, again, datetime.date(2021, 8, 1))
    assert (both.stays, both.goes) == (disabled, aged)
    assert both.because and "cao nhất" in both.sentence
    merging.merge(old, again, month=month("2021-09"), by=office.lan, on=ON, **SIGNED)
    aged.refresh_from_db()
    assert aged.until_month == month("2020-06")
    on = old.awards.get(from_month=month("2021-09"))
    assert (on.code, on.until_month) == ("K6.ĐBN", None)
    assert Fact.objects.get(person=old, kind="disability").source.startswith("gộp hồ sơ")


def test_a_double_award_is_not_ended_without_its_decision(two: tuple[Award, Award], office: Office) -> None:
    refused(lambda: merged(two[0].person, two[1].person, office), "số và ngày quyết định")
    assert Merge.objects.count() == 0 and Person.objects.filter(merged_into__isnull=False).count() == 0


def test_numbers_the_kept_record_has_not_go_over_to_it(two: tuple[Award, Award], office: Office) -> None:
    here, there = two
    merged(there.person, here.person, office, **SIGNED)
    kept, gone = Person.objects.get(pk=there.person_id), Person.objects.get(pk=here.person_id)
    assert (kept.identity_number, kept.old_number, gone.identity_number) == ("033130001234", "145001234", None)
    assert gone.merged_into == kept


def test_undo_restores_everything(two: tuple[Award, Award], office: Office, phu_cu: PhuCu) -> None:
    here, there = two
    fact(there.person, "disability", "severe")
    before = {
        "awards": list(Award.objects.order_by("pk").values(*merging.ENDS)),
        "people": list(Person.objects.order_by("pk").values("identity_number", "old_number", "identity_status")),
        "facts": set(Fact.objects.filter(superseded_at=None).values_list("pk", flat=True)),
    }
    made = merged(there.person, here.person, office, **SIGNED)
    merging.undo(made, reason="Là hai chị em.", by=office.lan)
    assert (
        list(Award.objects.filter(pk__in=[here.pk, there.pk]).order_by("pk").values(*merging.ENDS)) == before["awards"]
    )
    assert (
        list(Person.objects.order_by("pk").values("identity_number", "old_number", "identity_status"))
        == before["people"]
    )
    assert set(Fact.objects.filter(superseded_at=None).values_list("pk", flat=True)) == before["facts"]
    run = paid(month("2021-07"), phu_cu.district, office)
    due = [amount for entry, at, amount in lines(run) if entry == "DUE" and at == month("2021-07")]
    assert len(due) == 2
    assert Person.objects.filter(merged_into__isnull=False).count() == 0


def test_a_merge_is_undone_once_and_says_why(two: tuple[Award, Award], office: Office) -> None:
    made = merged(two[0].person, two[1].person, office, **SIGNED)
    refused(lambda: merging.undo(made, reason=" ", by=office.lan), "vì sao")
    merging.undo(made, reason="Nhầm.", by=office.lan)
    refused(lambda: merging.undo(made, reason="Nhầm.", by=office.lan), "đã hoàn lại rồi")


def test_who_may_not_merge(two: tuple[Award, Award], office: Office) -> None:
    for somebody in (office.minh, office.hoa):
        with pytest.raises(permit.Refused):
            merging.merge(two[0].person, two[1].person, month=month("2021-07"), by=somebody, on=ON, **SIGNED)  # type: ignore[arg-type]


def test_records_are_merged_one_step_deep(two: tuple[Award, Award], office: Office, phu_cu: PhuCu) -> None:
    here, there = two
    third = person("Vũ Thị Lụa", phu_cu.communes["Đoàn Đào"], born="1930-05-02")
    refused(lambda: merged(here.person, here.person, office), "hai hồ sơ khác nhau")
    merged(here.person, there.person, office, **SIGNED)
    refused(lambda: merged(third, there.person, office, **SIGNED), "đã gộp")
    refused(lambda: merged(third, here.person, office, **SIGNED), "đang giữ hồ sơ khác")
    refused(lambda: merged(there.person, third, office, **SIGNED), "đã gộp")


def test_two_identity_numbers_are_settled_before_a_merge(phu_cu: PhuCu, office: Office) -> None:
    unit = phu_cu.communes["Tống Trân"]
    one = person("Vũ Thị Lụa", unit, identity_number="033130001234")
    other = person("Vũ Thị Lụa", unit, identity_number="033130001235")
    refused(lambda: merged(one, other, office), "hai số định danh")


def test_the_database_refuses_a_second_award_of_the_other_record(two: tuple[Award, Award], office: Office) -> None:
    """By the act the refusal says who, what, where and since when; by hand the database itself refuses."""
    here, there = two
    merged(here.person, there.person, office, **SIGNED)
    kept, gone = Person.objects.get(pk=here.person_id), Person.objects.get(pk=there.person_id)
    refused(
        lambda: assistance.award(gone, kind="care", code="KC", from_month=month("2022-01"), by=None, number="1/QĐ"),
        "đã gộp vào",
    )
    by_hand = {
        "person": gone,
        "kind": "care",
        "code": "KC",
        "from_month": 24_300,
        "reckoned_from": 24_300,
        "decision_number": "6/QĐ",
    }
    refused(lambda: Award.objects.create(**by_hand), "given nothing")
    refused(lambda: assistance.award(kept, kind="allowance", code="K5c", from_month=month("2021-05"), by=None,
                                     number="1/QĐ"),
            "Vũ Thị Lụa .*Tống Trân.*nhóm K5c từ 1/2021")  # fmt: skip


def test_an_award_over_the_months_of_a_merged_record_is_refused_with_its_place(phu_cu: PhuCu, office: Office) -> None:
    kept = person("Vũ Thị Lụa", phu_cu.communes["Tống Trân"], born="1930-05-02")
    gone = elder("Vu Thi Lua", phu_cu.communes["Tam Đa"], since=month("2021-01"), old_number="145001234").person
    merged(kept, gone, office)
    kept.refresh_from_db()
    words = "Vu Thi Lua .*Tống Trân.*đã gộp vào đây.*từ 1/2021"
    refused(lambda: assistance.award(kept, kind="allowance", code="K5c", from_month=month("2020-12"),
                                     until_month=month("2021-03"), by=None, number="1/QĐ"), words)  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("update people_person set merged_into_id = %s where id = %s", "merged by a merge"),
        ("delete from linkage_merge where kept_id = %s or gone_id = %s", "stays as it was written"),
        ("update linkage_merge set month = month + 1 where kept_id in (%s, %s)", "stays as it was written"),
    ],
)
def test_merges_cannot_be_walked_around(
    two: tuple[Award, Award], office: Office, phu_cu: PhuCu, statement: str, words: str
) -> None:
    here, there = two
    if "merged_into" not in statement:
        merged(here.person, there.person, office, **SIGNED)
    refused(lambda: do(statement, here.person_id, there.person_id), words)


def test_a_merge_of_a_pair_decides_it(two: tuple[Award, Award], office: Office) -> None:
    here, there = two
    pair = Pair.objects.create(left=here.person, right=there.person, score=900, sure=True)
    merged(here.person, there.person, office, **SIGNED)
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("same", office.lan)


def test_a_pair_needs_two_and_a_decider(two: tuple[Award, Award], office: Office) -> None:
    here, there = two
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.create(left=there.person, right=here.person, score=1, sure=True)
    pair = Pair.objects.create(left=here.person, right=there.person, score=1, sure=True)
    refused(
        lambda: do("update linkage_pair set state = 'same', decided_at = now() where id = %s", pair.pk), "by somebody"
    )


def test_a_workbook_that_names_the_record_that_is_gone_lands_at_the_one_that_stays(
    phu_cu: PhuCu, office: Office
) -> None:
    unit = phu_cu.communes["Tống Trân"]
    kept = person("Vũ Thị Lụa", unit, born="1930-05-02", sex="female")
    gone = elder("Vũ Thị Luạ", unit, since=month("2021-01"), sex="female").person
    merged(kept, gone, office)
    text = (
        "STT,Họ và tên,Ngày sinh,Giới tính,Xã,Loại đối tượng,Hưởng từ tháng\n"
        "1,Vũ Thị Luạ,02/05/1930,Nữ,Xã Tống Trân,Người cao tuổi từ đủ 80 tuổi trở lên,07/2021\n"
    )
    with permit.acting(office.lan):
        report = registers.import_workbook(text.encode(), name="so.csv", on=ON, by=office.lan)
    assert report.counts["held"] == 0, report.rows
    assert Person.objects.count() == 2
    assert not gone.awards.filter(until_month=None).exists()


def test_a_death_recorded_on_one_side_alone_is_settled_first(two: tuple[Award, Award], office: Office) -> None:
    here, there = two
    assistance.end_by_death(there.person, datetime.date(2021, 4, 5), by=office.lan, funeral=False)
    refused(lambda: merged(here.person, there.person, office, **SIGNED), "ghi chết ngày 05/04/2021")
