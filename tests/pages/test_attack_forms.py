"""What a careless typist or an attacker sends to the forms about a person: told at the field, nothing lost."""

from __future__ import annotations

import unicodedata

import pytest
from django.db.models import F

from ansinh.acts import people, permit
from ansinh.pages.fact_forms import changeable
from ansinh.record.models.people import Fact
from ansinh.record.models.trail import Look
from tests.cast import Office, PhuCu
from tests.pages.test_person_changes import body, details, send

LONG = "9" * 5000
DAYS = ("1/1/99999999999999999999", f"1/1/{LONG}", f"{LONG}/1/2020", "05/03/26", "1/1/1", "a/1/2/2020", "0/0/0000")
MONTHS = ("13/2026", "0/0", "99999", LONG, f"1/{LONG}", "-1/2020", "²/2020", "1/0000", "6/99999", "6", "\x01")
EVIL = '"><script>alert(1)</script>'


def changed(office: Office, person, value: str, since: int) -> Fact:
    """A fact Lan records."""
    with permit.acting(office.lan):
        return people.change(person, "household", value, from_month=since, by=office.lan, source="rà soát")


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_that_is_none_is_said_at_the_field(signed_in, enrol, typed: str) -> None:
    tý = enrol("Phạm Thị Tý", None)
    assert "Ngày viết như" in send(signed_in("lan"), f"/nguoi/{tý.pk}/mat/", died_on=typed)
    tý.refresh_from_db()
    assert tý.died_on is None


@pytest.mark.parametrize("typed", ["99999999999999999999/1938", f"{LONG}/1938", f"1/{LONG}/1938", LONG])
def test_a_birth_that_is_none_is_said_at_the_field(signed_in, anh, typed: str) -> None:
    assert "Ngày sinh viết như" in send(signed_in("lan"), f"/nguoi/{anh.pk}/sua/", **details(anh, birth=typed))
    anh.refresh_from_db()
    assert anh.birth_year == 1938


@pytest.mark.parametrize("typed", ["1938", " 05 / 1938 ", "5.1938", "01-05-1938", "1 5 1938"])
def test_a_birth_is_read_as_people_type_it(signed_in, anh, typed: str) -> None:
    send(signed_in("lan"), f"/nguoi/{anh.pk}/sua/", **details(anh, birth=typed, phone="0912"))
    anh.refresh_from_db()
    assert anh.phone == "0912" and anh.birth_year == 1938


@pytest.mark.parametrize("path", ["tam-dung", "chuyen", "nhan-tien", "chi-tra-lai", "du-kien/?dieu=household", "thoi"])
@pytest.mark.parametrize("typed", MONTHS)
def test_a_month_that_is_none_is_said_at_the_field(signed_in, anh, path: str, typed: str) -> None:
    address = f"/nguoi/{anh.pk}/{path}" + ("" if "?" in path else "/")
    if path == "thoi":
        address = f"/che-do/{anh.awards.get().pk}/thoi/"
    shown = send(signed_in("lan"), address, from_month=typed, reason="x", place="Đình Cao", pay_by="post", source="x",
                 value="poor", pay_back="no")  # fmt: skip
    assert "Tháng viết như" in shown or "cần điền" in shown or "bắt buộc" in shown


@pytest.mark.parametrize("typed", [LONG, "9" * 30, "1.000.000.000.000", "1e9", "-5", "1.5"])
def test_a_number_no_fact_can_be_is_said_in_plain_words(signed_in, anh, typed: str) -> None:
    client = signed_in("lan")
    before = Fact.objects.count()
    for name, about in changeable().items():
        if about.type not in ("boolean", "choice"):
            shown = send(client, f"/nguoi/{anh.pk}/du-kien/?dieu={name}", from_month="6/2021", source="x", value=typed)
            assert "wrong" in shown and "Exceeds" not in shown
    assert Fact.objects.count() == before


@pytest.mark.parametrize("typed", ["x", "True", "null", "[]", EVIL])
def test_a_value_that_was_not_offered_is_not_taken(signed_in, anh, typed: str) -> None:
    client = signed_in("lan")
    before = Fact.objects.count()
    for name, about in changeable().items():
        if about.type in ("boolean", "choice"):
            send(client, f"/nguoi/{anh.pk}/du-kien/?dieu={name}", from_month="6/2021", source="x", value=typed)
    assert Fact.objects.count() == before


@pytest.mark.parametrize(("which", "month", "said"), [
    ("poor", "1/2020", "chỉ đúng đến hết tháng 12/2019"), ("near_poor", "1/2019", "Đến hết tháng 12/2019 đang ghi"),
])  # fmt: skip
def test_a_corrected_fact_keeps_to_its_own_months(signed_in, office, anh, which: str, month: str, said: str) -> None:
    changed(office, anh, "poor", 2018 * 12)
    changed(office, anh, "near_poor", 2020 * 12)
    live = Fact.objects.filter(kind="household", superseded_at__isnull=True)
    before = set(live.values_list("pk", flat=True))
    path = f"/nguoi/{anh.pk}/du-kien/{live.get(value=which).pk}/"
    assert said in send(signed_in("lan"), path, from_month=month, value=which, source="sổ")
    assert set(live.values_list("pk", flat=True)) == before


def test_a_fact_put_right_twice_is_put_right_once(signed_in, office: Office, anh) -> None:
    path = f"/nguoi/{anh.pk}/du-kien/{changed(office, anh, 'poor', 2018 * 12).pk}/"
    client = signed_in("lan")
    for _ in range(2):
        shown = send(client, path, from_month="1/2018", value="near_poor", source="sổ")
    assert "đã được sửa rồi" in shown
    assert Fact.objects.filter(kind="household", superseded_at__isnull=True).count() == 1


def test_a_form_filled_in_over_a_newer_record_undoes_nothing(signed_in, anh) -> None:
    client, path = signed_in("lan"), f"/nguoi/{anh.pk}/sua/"
    seen = client.get(path).context["form"].seen
    assert f'name="seen" value="{seen}"' in body(client.get(path))
    send(client, path, seen=seen, **details(anh, village="Thôn Mới"))
    shown = send(client, path, seen=seen, **details(anh, phone="0912"))
    assert "vừa được sửa ở nơi khác" in shown and "Thôn Mới" in shown and 'value="0912"' in shown
    anh.refresh_from_db()
    assert (anh.village, anh.phone) == ("Thôn Mới", "")
    send(client, path, seen=client.get(path).context["form"].seen, **details(anh, phone="0912"))
    anh.refresh_from_db()
    assert (anh.village, anh.phone) == ("Thôn Mới", "0912")


def test_the_same_form_sent_again_is_not_called_a_change_elsewhere(signed_in, anh) -> None:
    client = signed_in("lan")
    how = {"pay_by": "bank", "number": "0123", "bank": "Agribank", "holder": "Nguyễn Thị Ánh"}
    for path, typed in (("sua", details(anh, village="Thôn Mới")), ("mat", {"died_on": "05/03/2020"})):
        seen = client.get(f"/nguoi/{anh.pk}/{path}/").context["form"].seen
        for _ in range(2):
            assert "Đã ghi" in send(client, f"/nguoi/{anh.pk}/{path}/", seen=seen, **typed)
    seen = client.get(f"/nguoi/{anh.pk}/nhan-tien/").context["form"].seen
    now = client.get(f"/nguoi/{anh.pk}/nhan-tien/").context["form"].initial["from_month"]
    for _ in range(2):
        how["from_month"] = f"{now % 12 + 1}/{now // 12}"
        assert "Đã ghi" in send(client, f"/nguoi/{anh.pk}/nhan-tien/", seen=seen, **how)


@pytest.mark.parametrize("name", ["A" * 10_000, EVIL, "Nguyễn\u202eÁnh", "\u200b", "-", "'", "\x01"])
def test_a_name_nobody_can_have_is_refused(signed_in, anh, name: str) -> None:
    shown = send(signed_in("lan"), f"/nguoi/{anh.pk}/sua/", **details(anh, full_name=name, phone="0912"))
    assert "<script>alert" not in shown and "wrong" in shown
    anh.refresh_from_db()
    assert (anh.full_name, anh.phone) == ("Nguyễn Thị Ánh", "")


def test_a_name_typed_in_loose_letters_is_kept_as_every_other(signed_in, anh) -> None:
    typed = unicodedata.normalize("NFD", "Nguyễn  Thị\x01 Ảnh")
    send(signed_in("lan"), f"/nguoi/{anh.pk}/sua/", **details(anh, full_name=typed))
    anh.refresh_from_db()
    assert anh.full_name == "Nguyễn Thị Ảnh"


def test_fields_the_form_has_not_change_nothing(signed_in, anh, phu_cu: PhuCu) -> None:
    more = {"unit": str(phu_cu.communes["Đình Cao"].pk), "identity_status": "verified", "died_on": "2020-01-01",
            "pay_by": "bank", "household": "3", "name_folded": "x", "id": "99", "pk": "99"}  # fmt: skip
    send(signed_in("lan"), f"/nguoi/{anh.pk}/sua/", **details(anh, phone="0912"), **more)
    anh.refresh_from_db()
    assert (anh.phone, anh.unit, anh.pay_by, anh.died_on) == ("0912", phu_cu.communes["Tam Đa"], "post", None)
    assert anh.identity_status == "not_sent" and anh.name_folded == "nguyen thi anh"


def test_what_has_ended_is_not_prolonged_by_ending_it_again(signed_in, anh) -> None:
    client = signed_in("lan")
    signed = {"number": "9/QĐ", "decided_on": "10/03/2020"}
    send(client, f"/nguoi/{anh.pk}/mat/", died_on="05/03/2020", funeral="on", **signed)
    for held in anh.awards.all():
        told = send(client, f"/che-do/{held.pk}/thoi/", from_month="1/2022", reason="x", **signed)
        assert "đã thôi từ tháng 4/2020" in told
    assert set(anh.awards.values_list("until_month", flat=True)) == {2020 * 12 + 3}


def test_a_death_sent_twice_and_then_put_right_leaves_one_grant(signed_in, anh) -> None:
    client = signed_in("lan")
    for day in ("01/01/2017", "01/01/2190", "01/01/1930", "05/03/2020", "05/03/2020", "06/04/2020"):
        send(client, f"/nguoi/{anh.pk}/mat/", died_on=day, funeral="on", number="9/QĐ")
    anh.refresh_from_db()
    assert f"{anh.died_on:%d/%m/%Y}" == "06/04/2020"
    owed = anh.awards.filter(kind="funeral", reckoned_from__lt=F("until_month"))
    assert [grant.from_month for grant in owed] == [2020 * 12 + 3]  # it goes with the day of death
    assert anh.awards.exclude(kind="funeral").get().until_month == 2020 * 12 + 4


@pytest.mark.parametrize("place", [",", ",,,", "A" * 300, "Đình Cao, Đình Cao", EVIL])
def test_a_place_that_is_none_moves_nobody(signed_in, anh, place: str) -> None:
    shown = send(signed_in("lan"), f"/nguoi/{anh.pk}/chuyen/", place=place, from_month="1/2021")
    assert "wrong" in shown and "<script>alert" not in shown
    anh.refresh_from_db()
    assert anh.unit.name == "Tam Đa" and anh.residences.count() == 1


@pytest.mark.parametrize("part", ["sua/", "nhan-tien/", "vi-sao/", "mat/"])
def test_whoever_opens_a_part_of_a_record_has_looked_at_it(signed_in, office: Office, anh, part: str) -> None:
    client = signed_in("lan")
    for _ in range(3):
        client.get(f"/nguoi/{anh.pk}/{part}")
    assert list(Look.objects.values_list("by", "person")) == [(office.lan.pk, anh.pk)]
