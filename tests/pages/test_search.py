"""One box finds people by name with or without tone marks, number, birth year and commune, within the branch."""

import datetime

import pytest

from ansinh.acts import assistance, permit
from ansinh.reports.people import search
from ansinh.reports.places import called, in_a_sentence
from tests.cast import Office, PhuCu


@pytest.fixture
def people(enrol):
    return {
        "anh": enrol("Nguyễn Thị Ánh", 1938, "Tam Đa", number="033138000001"),
        "an": enrol("Nguyễn Thị Anh", 1950, "Đình Cao"),
        "thanh": enrol("Lê Văn Thành", 1938, "Tam Đa"),
    }


def names(query: str) -> list[str]:
    return [person.full_name for person in search(query).people]


@pytest.mark.parametrize("query", ["nguyen thi anh", "NGUYỄN THỊ ÁNH", "Nguyễn Thị Ánh", "anh nguyen"])
def test_a_name_is_found_with_or_without_tone_marks(people, query: str) -> None:
    assert set(names(query)) == {"Nguyễn Thị Ánh", "Nguyễn Thị Anh"}


def test_words_are_found_from_their_beginning_and_not_from_inside(people) -> None:
    assert "Lê Văn Thành" not in names("anh")
    assert names("thanh") == ["Lê Văn Thành"]


def test_a_decomposed_query_finds_too(people) -> None:
    import unicodedata

    assert "Nguyễn Thị Ánh" in names(unicodedata.normalize("NFD", "Nguyễn Thị Ánh"))


def test_name_year_and_commune_in_one_box(people) -> None:
    assert names("nguyen thi anh 1938 tam da") == ["Nguyễn Thị Ánh"]
    assert names("xã Tam Đa nguyen") == ["Nguyễn Thị Ánh"]
    assert set(names("1938 tam da")) == {"Nguyễn Thị Ánh", "Lê Văn Thành"}


def test_a_number_finds_one_person_also_by_its_beginning(people) -> None:
    assert names("033138000001") == ["Nguyễn Thị Ánh"]
    assert names("033 138 000 001") == ["Nguyễn Thị Ánh"]
    assert names("033138") == ["Nguyễn Thị Ánh"]
    assert search("033138000001").by_number


def test_a_scanned_card_is_found_by_number_else_by_name_and_birth(people) -> None:
    card = "{}|145678901|Nguyễn Thị Ánh|01051938|Nữ|Ngũ Phúc, Tam Đa, Phù Cừ, Hưng Yên|25042021"
    assert names(card.format("033138000001")) == ["Nguyễn Thị Ánh"]
    assert names(card.format("033138999999")) == ["Nguyễn Thị Ánh"]


@pytest.mark.parametrize("query", ["", "   ", "%", "_", "khong co ai", "'; drop table people_person; --"])
def test_nothing_and_nonsense_find_nobody(people, query: str) -> None:
    assert names(query) == []


def test_a_commune_officer_finds_only_people_of_the_commune(people, office: Office, phu_cu: PhuCu) -> None:
    office.lan.places.set([phu_cu.communes["Đình Cao"]])
    with permit.acting(office.lan):
        assert names("nguyen thi anh") == ["Nguyễn Thị Anh"]
        assert names("033138000001") == []


def test_the_words_follow_a_change_of_name_or_commune(people, phu_cu: PhuCu) -> None:
    person = people["thanh"]
    person.full_name, person.name_folded = "Lê Văn Công", "le van cong"
    person.unit = phu_cu.communes["Đình Cao"]
    person.save()
    assert names("thanh") == []
    assert names("le van cong dinh cao") == ["Lê Văn Công"]


def test_more_than_asked_for_is_said(enrol) -> None:
    for year in range(1940, 1946):
        enrol("Trần Thị Mơ", year)
    found = search("tran thi mo", limit=5)
    assert len(found.people) == 5 and found.more


def shown(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def test_what_is_found_says_what_each_receives_now(signed_in, office: Office, enrol, run) -> None:
    """Ánh draws, Mơ stopped in March, Tý is held since May, Mận was never awarded anything."""
    stopped, held = enrol("Lê Thị Mơ", 1937, group="K5c"), enrol("Lê Thị Tý", 1936, group="K5c")
    enrol("Lê Thị Mận", 1960)
    assistance.stop(stopped.awards.get(), until_month=2021 * 12 + 2, by=None, number="1/QĐ", reason="chuyển đi")
    assistance.suspend(held, from_month=2021 * 12 + 4, reason="vắng mặt", by=None, number="6/QĐ")
    client = signed_in("hoa")
    assert "(K5c): 270.000 đ/tháng" in shown(client, "/tim/?q=nguyen thi anh")
    le = shown(client, "/tim/?q=le thi")
    assert "thôi hưởng từ 3/2021" in le and "tạm dừng từ 5/2021" in le and "chưa hưởng chế độ nào" in le


def test_an_old_number_says_that_it_is_one(signed_in, enrol) -> None:
    person = enrol("Lê Thị Mơ", 1937)
    type(person).objects.filter(pk=person.pk).update(old_number="145678901")
    assert "CMND 145678901" in shown(signed_in("hoa"), "/tim/?q=le thi mo")


def test_an_address_of_the_old_map_says_what_it_is_now(signed_in, enrol, phu_cu: PhuCu) -> None:
    enrol("Lê Thị Mơ", 1937, "Tam Đa")
    today = called(phu_cu.communes["Tam Đa"], datetime.date(2026, 11, 22))
    assert f"Xã Tam Đa (nay là {in_a_sentence(today)})" in shown(signed_in("hoa"), "/tim/?q=le thi mo")


def test_what_wants_looking_at_has_a_reason_and_a_month(signed_in, office: Office, enrol, run) -> None:
    held = enrol("Lê Thị Tý", 1936, group="K5c")
    assistance.suspend(held, from_month=2021 * 12 + 4, reason="vắng mặt ba tháng", by=None, number="6/QĐ")
    enrol("Phạm Thị Tý", None, group="K5c")
    client = signed_in("lan")
    first = shown(client, "/")
    assert 'href="/can-xem/problems/">1 người chưa tính được' in first and "1 người đang tạm dừng" in first
    problem = shown(client, "/can-xem/problems/")
    assert "Phạm Thị Tý" in problem and "Chưa biết năm sinh" in problem and "6/2021" in problem
    suspended = shown(client, "/can-xem/suspended/")
    assert "vắng mặt ba tháng" in suspended and "5/2021" in suspended
    assert "chưa rõ năm sinh" in shown(client, "/can-xem/no_birth/")


def test_a_long_list_of_people_to_look_at_has_pages(signed_in, enrol, monkeypatch) -> None:
    for number in range(3):
        enrol(f"Lê Thị Mơ {number}", 1937, group="K5c")
    monkeypatch.setattr("ansinh.pages.tables.PAGE", 2)
    client = signed_in("hoa")
    assert "cả bảng 3 dòng" in shown(client, "/can-xem/no_number/")
    assert "Lê Thị Mơ 2" in shown(client, "/can-xem/no_number/?trang=2")
