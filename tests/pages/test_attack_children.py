"""What an attacker or a careless typist sends about children: told at the field, and no child is one that is none."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from ansinh.acts import users
from ansinh.law.child_protection import protection
from ansinh.record.models.child_cases import ChildCase
from ansinh.record.models.children import Care, Circumstance
from tests.cast import Office
from tests.pages.test_children import TODAY, day, moment, text

NEW = "/tre-em/vu-viec/moi/"


@pytest.fixture
def team(office: Office) -> Office:
    users.entrust(office.lan, children=True, by=office.admin)
    return office


def told_now(unit: Any, **more: str) -> dict[str, Any]:
    said = dict.fromkeys(protection().step("record").fields, "có chuyện")
    return said | {"unit": unit.pk, "told_by": "commune", "done_at": moment(timezone.now())} | more


@pytest.mark.parametrize("query", ["tu=31/12/9999&den=31/12/9999", "den=31/12/9999", "tu=01/01/1900", "buoc=x&qua=1"])
def test_no_days_stop_the_list_of_cases(signed_in, team: Office, query: str) -> None:
    assert signed_in("lan").get(f"/tre-em/vu-viec/?{query}").status_code == 200


def test_a_case_is_of_a_child(signed_in, team: Office, enrol, phu_cu) -> None:
    client, unit = signed_in("lan"), phu_cu.today["Tống Trân"]
    enrol("Phạm Văn Già", 1938, number="033138000009")
    for more, said in (
        ({"who": "033138000009"}, "không còn là trẻ em"), ({"birth_year": str(TODAY.year - 17)}, "không còn là trẻ em"),
        ({"birth_year": str(TODAY.year + 1)}, "chưa sinh"), ({"done_at": "08:00 01/01/1900"}, "xem lại năm nhận tin"),
    ):  # fmt: skip
        told = client.post(NEW, told_now(unit, **more))
        assert told.status_code == 422 and said in text(told), more
    for year in (TODAY.year, TODAY.year - 16):
        assert client.post(NEW, told_now(unit, birth_year=str(year))).status_code == 302
    assert ChildCase.objects.count() == 2


def test_what_is_sent_twice_is_written_once(signed_in, team: Office, enrol, phu_cu) -> None:
    client, told = signed_in("lan"), told_now(phu_cu.today["Tống Trân"])
    assert client.post(NEW, told).status_code == 302
    again = client.post(NEW, told)
    assert again.status_code == 422 and "đã ghi thành vụ việc" in text(again) and ChildCase.objects.count() == 1
    assert client.post(NEW, told | {"child_name": "Một em khác"}).status_code == 302
    enrol("Vũ Bảo An", TODAY.year - 8, number="033218000001")
    placed = {"who": "033218000001", "kind": "relative", "carer_name": "Bà Hai", "decision": "1/QĐ",
              "decided_on": day(TODAY), "from_day": day(TODAY)}  # fmt: skip
    assert client.post("/tre-em/cham-soc/giao/", placed).status_code == 302
    at = f"/tre-em/cham-soc/{Care.objects.get().pk}/viec/tham/"
    visit = {"month": "", "visited_on": day(TODAY), "who": "Lan", "words": "khỏe"}
    assert client.post(at, visit).status_code == 302
    again = client.post(at, visit)
    assert again.status_code == 422 and "đã ghi rồi" in text(again) and Care.objects.get().visits.count() == 1


def test_a_child_is_kept_apart_from_when_it_was_told_and_not_for_good(signed_in, team: Office, phu_cu) -> None:
    client = signed_in("lan")
    assert client.post(NEW, told_now(phu_cu.today["Tống Trân"], danger="on")).status_code == 302
    case = ChildCase.objects.get()
    said = {name: "đã làm" for one in protection().steps for name in one.fields} | {"done_at": moment(timezone.now())}
    assert client.post(f"/tre-em/vu-viec/{case.pk}/viec/danh-gia/", said | {"danger": "on"}).status_code == 302
    at = f"/tre-em/vu-viec/{case.pk}/viec/khan-cap/"
    told = client.post(at, said | {"isolated_from": "01/01/1900", "until": "10/01/1900"})
    assert told.status_code == 422 and "ở trước ngày nhận tin" in text(told)
    told = client.post(at, said | {"isolated_from": day(TODAY), "until": "31/12/9999"})
    assert told.status_code == 422 and "quá xa: xem lại năm" in text(told)
    assert client.post(at, said | {"isolated_from": day(TODAY), "until": day(TODAY)}).status_code == 302


def test_nothing_begins_for_a_child_who_died_or_was_not_born(signed_in, team: Office, enrol) -> None:
    client = signed_in("lan")
    child = enrol("Vũ Bảo An", TODAY.year - 8, number="033218000001")
    placed = {"who": "033218000001", "kind": "relative", "carer_name": "Bà Hai", "decision": "1/QĐ",
              "decided_on": "01/01/1900", "from_day": day(TODAY)}  # fmt: skip
    told = client.post("/tre-em/cham-soc/giao/", placed)
    assert told.status_code == 422 and "trước ngày sinh của em" in text(told)
    type(child).objects.filter(pk=child.pk).update(died_on=TODAY - datetime.timedelta(days=9))
    told = client.post("/tre-em/cham-soc/giao/", placed | {"decided_on": day(TODAY)})
    assert told.status_code == 422 and ("đã mất ngày" in text(told) or "đúng một người" in text(told))
    entered = {"group": "a", "from_day": day(TODAY), "paper": "giấy khai tử của cha, mẹ", "words": "x"}
    told = client.post(f"/nguoi/{child.pk}/tre-em/viec/ghi/", entered)
    assert told.status_code == 422 and "đã mất ngày" in text(told)
    assert not Care.objects.exists() and not Circumstance.objects.exists()


def test_whoever_grew_up_meanwhile_is_told_so(signed_in, team: Office, enrol) -> None:
    grown = enrol("Phạm Văn Lớn", TODAY.year - 20)
    entered = {"group": "a", "from_day": day(TODAY), "paper": "giấy", "words": "x"}
    told = signed_in("lan").post(f"/nguoi/{grown.pk}/tre-em/viec/ghi/", entered)
    assert told.status_code == 422 and "không còn là trẻ em" in text(told).replace("không còn là trẻ em từ", "")
