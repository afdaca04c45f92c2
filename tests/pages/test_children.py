"""The pages of children: counts and lists, a child's own page, cases behind their door, care and its visits."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ansinh.acts import permit, users
from ansinh.acts.children import cases, circumstances
from ansinh.acts.children.cases import Child, Teller
from ansinh.record.models.child_cases import CaseLook, ChildCase
from ansinh.record.models.children import Care, CareOffer, Circumstance
from ansinh.record.models.people import Person
from ansinh.record.models.trail import Look
from tests.cast import Office, PhuCu

TODAY = timezone.localdate()
Sign = Callable[[str], Client]


@pytest.fixture
def team(office: Office) -> Office:
    for one in (office.lan, office.minh):
        users.entrust(one, children=True, by=office.admin)
    return office


@pytest.fixture
def child(enrol: Any) -> Person:
    return enrol("Vũ Bảo An", TODAY.year - 8, number="033218000001", facts={"disability": "severe"})


@pytest.fixture
def case(team: Office, child: Person) -> ChildCase:
    now = timezone.now()
    return cases.record(
        child.unit, Child(child), told_by="hotline", informed_at=now, danger=True, by=team.lan, now=now,
        said={"happened": "bị đánh đập", "where": "thôn Trung"}, teller=Teller("Bà Hàng Xóm", "0900000001"),
    )  # fmt: skip


def text(answer: Any) -> str:
    return answer.content.decode()


def day(on: datetime.date) -> str:
    return f"{on:%d/%m/%Y}"


def moment(at: datetime.datetime) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}"


def test_an_empty_page_says_how_to_begin(signed_in: Sign) -> None:
    page = text(signed_in("hoa").get("/tre-em/"))
    assert "0 trẻ em" in page and "Chưa ghi em nào" in page and "111" in page


def test_a_number_opens_the_children_behind_it(signed_in: Sign, team: Office, child: Person) -> None:
    client = signed_in("lan")
    assert "1 hoàn cảnh sổ cho biết" in text(client.get("/tre-em/"))
    assert "Vũ Bảo An" in text(client.get("/tre-em/tu-so/"))
    assert client.post("/tre-em/tu-so/", {"nhan": f"{child.pk}:d"}).status_code == 302
    assert Circumstance.objects.get().part == "severe"
    page = text(client.get("/tre-em/"))
    assert "1 trẻ em" in page and f"/tre-em/danh-sach/?nhom=d&amp;ngay={TODAY:%d}" in page
    listed = text(client.get(f"/tre-em/danh-sach/?nhom=d&xa={child.unit_id}&tuoi=6-10&gioi=female"))
    assert "Vũ Bảo An" in listed and "d) Khuyết tật: nặng" in listed
    for none in ("nhom=a", "tuoi=0-5", "gioi=male", "sap=1", "ngay=01/01/2017"):
        assert "Không có em nào" in text(client.get(f"/tre-em/danh-sach/?{none}"))
    assert client.get("/tre-em/danh-sach/?xlsx=tre-em").headers["Content-Type"].endswith("sheet")
    assert client.get("/tre-em/?ngay=31/02/2022").status_code == 200


def test_a_circumstance_is_written_put_right_ended_and_taken_back(
    signed_in: Sign, team: Office, child: Person
) -> None:  # fmt: skip
    client, here = signed_in("lan"), f"/nguoi/{child.pk}/tre-em/"
    told = {"group": "c/other", "words": "", "from_day": "1/1/2024", "paper": "biên bản thôn"}
    answer = client.post(f"{here}viec/ghi/", told)
    assert answer.status_code == 422 and "nêu 12 trường hợp" in text(answer) and "biên bản thôn" in text(answer)
    assert client.post(f"{here}viec/ghi/", told | {"words": "bà nuôi đã mất"}).status_code == 302
    one = Circumstance.objects.get()
    assert client.post(f"{here}{one.pk}/sua/", told | {"group": "c/young", "words": "x"}).status_code == 302
    one.refresh_from_db()
    assert (one.part, one.words) == ("young", "x")
    assert client.post(f"{here}viec/het/", {"hoan-canh": one.pk, "until_day": "x", "why": ""}).status_code == 422
    ended = {"hoan-canh": one.pk, "until_day": day(TODAY), "why": "về với mẹ"}
    assert client.post(f"{here}viec/het/", ended).status_code == 302
    assert client.post(f"{here}viec/bo/", {"hoan-canh": one.pk, "reason": "nhầm"}).status_code == 302
    page = text(client.get(here))
    assert "về với mẹ" in page and "đã bỏ:" in page
    assert Look.objects.filter(person=child, by=team.lan).exists()
    assert "Trẻ em: hoàn cảnh" in text(client.get(f"/nguoi/{child.pk}/"))
    assert client.get(f"{here}viec/khac/").status_code == 405
    assert client.post(f"{here}viec/khac/").status_code == 404


def test_names_few_may_read_are_not_on_the_pages_of_others(signed_in: Sign, team: Office, child: Person) -> None:
    circumstances.enter(child, group="l", part="rape", paper="x", from_day=TODAY, by=team.lan, on=TODAY)
    for path in ("/tre-em/danh-sach/", f"/nguoi/{child.pk}/tre-em/"):
        page = text(signed_in("hoa").get(path))
        assert "hiếp dâm" not in page and "l) Bị xâm hại" not in page.replace("<option", "\n").split("figure")[-1]
        assert "hiếp dâm" in text(signed_in("minh").get(path)) or "Bị xâm hại" in text(signed_in("minh").get(path))
    assert "1 trẻ em" in text(signed_in("hoa").get("/tre-em/"))
    assert "Vũ Bảo An" not in text(signed_in("hoa").get("/tre-em/danh-sach/"))
    assert '<option value="l' not in text(_fresh_officer(signed_in, team, child))


def _fresh_officer(signed_in: Sign, team: Office, child: Person) -> Any:
    users.entrust(team.lan, children=False, by=team.admin)
    return signed_in("lan").get(f"/nguoi/{child.pk}/tre-em/")


CASE_PAGES = ("", "nguoi-bao/", "in/mau-01.docx", "tep/1/")


@pytest.mark.parametrize("who", ["hoa", "admin"])
@pytest.mark.parametrize("path", CASE_PAGES)
def test_a_case_has_a_door_for_the_entrusted_only(signed_in: Sign, case: ChildCase, who: str, path: str) -> None:
    answer = signed_in(who).get(f"/tre-em/vu-viec/{case.pk}/{path}")
    assert answer.status_code == 403 and "đánh đập" not in text(answer)
    assert signed_in(who).get("/tre-em/vu-viec/").status_code == 403
    assert signed_in(who).post(f"/tre-em/vu-viec/{case.pk}/viec/danh-gia/").status_code == 403
    assert not CaseLook.objects.exists()


def test_nothing_of_a_case_is_told_elsewhere(signed_in: Sign, case: ChildCase, child: Person) -> None:
    client = signed_in("hoa")
    for path in ("/", "/tre-em/", f"/nguoi/{child.pk}/", f"/nguoi/{child.pk}/tre-em/", "/nhat-ky/", "/tim/?q=bao an"):
        page = text(client.get(path))
        assert "đánh đập" not in page and "Hàng Xóm" not in page and case.code not in page
        assert "vụ việc bảo vệ trẻ em" not in page
    assert "vụ việc đang làm" in text(signed_in("minh").get("/tre-em/"))


def test_the_entrusted_of_another_place_find_no_case(
    signed_in: Sign, team: Office, case: ChildCase, phu_cu: PhuCu
) -> None:  # fmt: skip
    team.minh.places.set([phu_cu.communes["Đình Cao"]])
    for path in CASE_PAGES:
        assert signed_in("minh").get(f"/tre-em/vu-viec/{case.pk}/{path}").status_code == 404


def test_a_case_walked_by_officer_and_chair(signed_in: Sign, team: Office, child: Person) -> None:
    client, now = signed_in("lan"), timezone.now()
    form = {
        "unit": child.unit_id, "told_by": "police", "done_at": moment(now), "who": "033218000001",
        "happened": "bị bỏ đói", "where": "thôn Trung", "teller_name": "Cô Giáo",
    }  # fmt: skip
    places = [one.pk for one in permit_places(team)]
    form["unit"] = places[0]
    assert "Ghi mục" in text(client.post("/tre-em/vu-viec/moi/", form | {"happened": ""}))
    wrong = text(client.post("/tre-em/vu-viec/moi/", form | {"done_at": "hôm qua"}))
    assert "Giờ, ngày viết như 14:30 31/08/2026" in wrong and "bị bỏ đói" in wrong
    here = client.post("/tre-em/vu-viec/moi/", form).url
    case = ChildCase.objects.get()
    assert case.person == child and case.informant.name == "Cô Giáo"
    page = text(client.get(here))
    assert "Việc bây giờ" in page and "Cô Giáo" not in page and "tạm tính" in page
    assert "Cô Giáo" in text(client.get(f"{here}nguoi-bao/"))
    at = {"done_at": moment(now)}
    said = at | {"harm": "suy dinh dưỡng", "risk": "còn", "conclusion": "cần hỗ trợ"}
    assert client.post(f"{here}viec/danh-gia/", said | {"harm": ""}).status_code == 422
    assert client.post(f"{here}viec/danh-gia/", said).status_code == 302
    assert "đang ở bước" in text(client.post(f"{here}viec/danh-gia/", said))  # pressed twice: once written, once told
    for verb, more in (
        ("chi-tiet", {"body_and_mind": "gầy", "family": "mẹ ốm", "needs": "ăn"}),
        ("hop", {"present": "Chủ tịch", "measures": "hỗ trợ"}),
        ("ke-hoach", {"services": "bữa ăn", "who": "Hội Phụ nữ", "ends": day(TODAY + datetime.timedelta(days=30))}),
    ):  # fmt: skip
        assert client.post(f"{here}viec/{verb}/", at | more).status_code == 302, verb
    assert "chờ Chủ tịch xã phê duyệt" in text(client.get(here))
    decided = {"decision": "15/QĐ-UBND", "approved_on": day(TODAY)}
    assert client.post(f"{here}viec/duyet/", decided).status_code == 403
    assert signed_in("minh").post(f"{here}viec/duyet/", decided).status_code == 302
    client, at = signed_in("lan"), {"done_at": moment(timezone.now())}
    assert client.post(f"{here}viec/lam/", at | {"done": "đã đưa gạo"}).status_code == 302
    review = at | {"child": "lên cân", "home": "mẹ khỏi", "safe": "co"}
    assert client.post(f"{here}viec/ra-soat/", review).status_code == 302
    assert signed_in("minh").post(f"{here}viec/dong/").status_code == 302
    page = text(signed_in("lan").get(here))
    assert "Đã kết thúc" in page and "lên cân" in page and "15/QĐ-UBND" in page
    for name in ("mau-01", "mau-02", "mau-03", "mau-04", "mau-05", "mau-06"):
        paper = client.get(f"{here}in/{name}.docx")
        assert paper.status_code == 200 and paper.content[:2] == b"PK"
        assert b"C\xc3\xb4 Gi\xc3\xa1o" not in _words(paper.content)
    assert client.get(f"{here}in/mau-07.docx").status_code == 302  # nobody was kept apart
    assert set(CaseLook.objects.values_list("what", flat=True)) == {"case", "informant", "paper"}
    assert "1" in text(client.get(f"/tre-em/vu-viec/?buoc=closed&tu={day(TODAY)}&den={day(TODAY)}"))
    assert case.code not in text(client.get("/tre-em/vu-viec/"))
    assert case.code in text(client.get("/tre-em/vu-viec/?buoc=tat-ca"))


def permit_places(team: Office) -> Any:
    from ansinh.record.models.places import Unit

    return Unit.objects.communes().valid_on(TODAY).filter(pk__in=permit.cover(team.lan))


def _words(docx: bytes) -> bytes:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml")


def test_an_emergency_with_isolation_and_its_files(signed_in: Sign, team: Office, case: ChildCase) -> None:
    client, here = signed_in("lan"), f"/tre-em/vu-viec/{case.pk}/"
    at = {"done_at": moment(timezone.now())}
    said = at | {"harm": "nặng", "risk": "cao", "conclusion": "khẩn cấp", "danger": "on"}
    assert client.post(f"{here}viec/danh-gia/", said).status_code == 302
    told = at | {"measures": "đưa đến nhà bà", "isolated_from": day(TODAY), "decision": "7/QĐ-UBND"}
    late = client.post(f"{here}viec/khan-cap/", told | {"until": day(TODAY + datetime.timedelta(days=20))})
    assert late.status_code == 422 and "tối đa 15 ngày" in text(late) and "đưa đến nhà bà" in text(late)
    until = day(TODAY + datetime.timedelta(days=14))
    assert client.post(f"{here}viec/khan-cap/", told | {"until": until}).status_code == 302
    assert client.get(f"{here}in/mau-07.docx").status_code == 200
    more = {"until": day(TODAY + datetime.timedelta(days=3)), "why": "mẹ đã an toàn", "longer_by": ""}
    assert client.post(f"{here}viec/cach-ly/", more).status_code == 302
    scan = SimpleUploadedFile("giay.pdf", b"%PDF-1.4\n%%EOF")
    assert client.post(f"{here}tep/", {"file": scan}).status_code == 302
    assert client.get(f"{here}tep/{case.files.get().pk}/").content.startswith(b"%PDF")
    bad = client.post(f"{here}tep/", {"file": SimpleUploadedFile("x.exe", b"MZ")})
    assert bad.status_code == 422 and "không phải PDF" in text(bad)


def test_care_is_written_visited_and_ended(signed_in: Sign, team: Office, child: Person) -> None:
    client, start = signed_in("lan"), TODAY - datetime.timedelta(days=40)
    place = [one.pk for one in permit_places(team)][0]
    told = {"unit": place, "who": "", "called": "Lê Văn Nuôi", "offered_on": day(start)}
    assert client.post("/tre-em/cham-soc/dang-ky/", told | {"called": ""}).status_code == 422
    assert client.post("/tre-em/cham-soc/dang-ky/", told).status_code == 302
    offered = CareOffer.objects.get()
    assert client.get(f"/tre-em/cham-soc/dang-ky/{offered.pk}.docx").status_code == 200
    given = {"who": "033218000001", "kind": "foster", "offered": offered.pk, "decision": "8/QĐ",
             "decided_on": day(start), "from_day": day(start)}  # fmt: skip
    assert client.post("/tre-em/cham-soc/giao/", given | {"who": "không ai"}).status_code == 422
    here = client.post("/tre-em/cham-soc/giao/", given).url
    assert Care.objects.get().carer_name == "Lê Văn Nuôi"
    assert client.post("/tre-em/cham-soc/giao/", given).status_code == 422
    assert "1 em quá hạn thăm" in text(client.get("/tre-em/cham-soc/?tham=1"))
    assert "1 em đến hạn thăm" in text(client.get("/tre-em/"))
    visit = {"month": "1", "visited_on": day(TODAY), "who": "Lan", "words": ""}
    assert client.post(f"{here}viec/tham/", visit).status_code == 422
    assert client.post(f"{here}viec/tham/", visit | {"words": "khoẻ"}).status_code == 302
    assert "Không có em nào" in text(client.get("/tre-em/cham-soc/?tham=1"))
    assert client.post(f"{here}viec/ket-thuc/", {"until_day": day(TODAY), "why": "mẹ về"}).status_code == 302
    assert client.post("/tre-em/cham-soc/dang-ky/", {"thoi": offered.pk}).status_code == 302
    page = text(client.get("/tre-em/cham-soc/"))
    assert "Chưa có ai đăng ký" in page and "1 em" in page  # the last day counts
    assert "Lê Văn Nuôi" in text(client.get(f"/nguoi/{child.pk}/tre-em/"))


@pytest.mark.parametrize(("who", "path"), [
    ("minh", "/tre-em/cham-soc/giao/"), ("hoa", "/tre-em/cham-soc/dang-ky/"), ("minh", "/tre-em/vu-viec/moi/"),
])  # fmt: skip
def test_only_officers_write(signed_in: Sign, team: Office, who: str, path: str) -> None:
    assert signed_in(who).post(path, {}).status_code == 403


def test_children_of_another_place_are_not_there(signed_in: Sign, team: Office, child: Person, phu_cu: PhuCu) -> None:
    circumstances.enter(child, group="d", part="severe", paper="x", from_day=TODAY, by=team.lan, on=TODAY)
    team.hoa.places.set([phu_cu.communes["Đình Cao"]])
    client = signed_in("hoa")
    assert "0 trẻ em" in text(client.get("/tre-em/"))
    assert client.get(f"/nguoi/{child.pk}/tre-em/").status_code == 404
    assert "Không có em nào" in text(client.get(f"/tre-em/danh-sach/?xa={child.unit_id}"))


def test_an_administrator_entrusts_and_takes_back(signed_in: Sign, office: Office) -> None:
    client = signed_in("admin")
    assert "Giao làm công tác bảo vệ trẻ em" in text(client.get(f"/nguoi-dung/{office.lan.pk}/"))
    assert client.post(f"/nguoi-dung/{office.lan.pk}/bao-ve-tre-em/", {"giao": "on"}).status_code == 302
    assert signed_in("lan").get("/tre-em/vu-viec/").status_code == 200
    signed_in("admin").post(f"/nguoi-dung/{office.lan.pk}/bao-ve-tre-em/")
    assert signed_in("lan").get("/tre-em/vu-viec/").status_code == 403
    assert signed_in("minh").post(f"/nguoi-dung/{office.lan.pk}/bao-ve-tre-em/", {"giao": "on"}).status_code == 403
