"""The council's pages: from a request to the certificate, what an address posted to directly cannot do, the papers."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from docx import Document

from ansinh.acts import permit
from ansinh.acts.disability import certificates, review
from ansinh.record.models.disability import Assessment, Certificate, Council, Referral, Session
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from tests.acts import councils
from tests.cast import Office, PhuCu

TODAY = timezone.localdate()
Sign = Callable[[str], Client]


@pytest.fixture
def commune(phu_cu: PhuCu) -> Unit:
    return phu_cu.today["Quang Hưng"]


@pytest.fixture
def held(commune: Unit, office: Office) -> Council:
    return councils.seated(commune, office)


@pytest.fixture
def mui(commune: Unit, office: Office) -> Person:
    return councils.somebody(commune, office)


@pytest.fixture
def one(held: Council, mui: Person, office: Office) -> Assessment:
    """A form of thirteen points, voted severe by everybody; not concluded."""
    dossier = councils.asked(mui, office, TODAY)
    met = councils.met(held, office, on=TODAY)
    return councils.voted(councils.filled(dossier, met, office, points="2222221000"), office, "severe")


def text(response) -> str:  # type: ignore[no-untyped-def]
    return response.content.decode()


def test_the_first_page_says_how_to_begin(signed_in: Sign, commune: Unit) -> None:
    page = text(signed_in("lan").get("/khuyet-tat/"))
    assert "Nhận đơn đề nghị" in page and "xã chưa ghi Hội đồng" in page and "Không có đơn nào đang chờ" in page


def test_a_council_is_recorded_and_what_it_lacks_is_named(signed_in: Sign, commune: Unit) -> None:
    lan = signed_in("lan")
    address = f"/khuyet-tat/hoi-dong/moi/{commune.pk}/"
    said = {"number": "9/QĐ-UBND", "decided_on": "05/01/2026", "name_chair": "Đỗ Văn Chủ", "name_health": "Bùi Y"}
    page = lan.post(address, said)
    assert page.status_code == 422 and "còn thiếu" in text(page) and 'value="Đỗ Văn Chủ"' in text(page)
    assert lan.post(address, said | {"decided_on": "5 tháng"}).status_code == 422
    said |= {f"name_{seat}": "Trần Thị Kiêm" for seat in ("officer", "front", "women", "youth", "veterans")}
    assert lan.post(address, said).status_code == 302
    assert Council.objects.get(until_day__isnull=True).members.count() == 3


def test_from_the_request_to_the_certificate(signed_in: Sign, held: Council, mui: Person, office: Office) -> None:
    lan = signed_in("lan")
    page = lan.post(f"/khuyet-tat/don/?nguoi={mui.pk}", {"what": "first", "paper": ["request"]}, follow=True)
    assert "Đã nhận hồ sơ" in text(page) and "đưa ra phiên họp" in text(page)
    day = f"{TODAY:%d/%m/%Y}"
    lan.post("/khuyet-tat/phien/moi/", {"council": held.pk, "day": day, "place": "Trạm y tế"})
    met = Session.objects.get()
    members = list(held.members.values_list("pk", flat=True))
    lan.post(f"/khuyet-tat/phien/{met.pk}/du-hop/", {"member": members[:5]})
    lan.post(f"/khuyet-tat/phien/{met.pk}/dua-ra/", {"dossier": Dossier.objects.get().pk})
    case = f"/khuyet-tat/phieu/{Assessment.objects.get().pk}/"
    assert "ghi phiếu xác định" in text(lan.get(case))
    points = {f"p{at}": "1" for at in range(1, 11)}
    lan.post(f"{case}ghi/", {"form": "03", "feature": ["1.4"], **points})
    lan.post(f"{case}bieu-quyet/", {f"v{pk}": "severe" for pk in members[:5]})
    page = text(lan.get(case))
    assert "10 điểm" in page and "Kết luận: nặng" in page and "Điều 16 khoản 3" in page
    lan.post(f"{case}viec/ket-luan/")
    lan.post(f"{case}viec/bien-ban/", {"opinions": "Nhất trí."})
    assert "Chờ Chủ tịch UBND cấp xã ký" in text(lan.get(case))
    minh = signed_in("minh")
    assert "Ký giấy xác nhận: Phạm Thị Mùi, nặng" in text(minh.get(case))
    page = text(minh.post(f"{case}viec/cap-giay/", follow=True))
    assert f"số 1/{TODAY.year}" in page
    lan = signed_in("lan")
    assert f"số 1/{TODAY.year}: nặng (vận động)" in text(lan.get(f"/nguoi/{mui.pk}/"))
    sheet = openpyxl.load_workbook(io.BytesIO(lan.get("/khuyet-tat/giay/?xlsx=giay-xac-nhan").content)).active
    assert [cell.value for cell in sheet[2]][:2] == [f"1/{TODAY.year}", "Phạm Thị Mùi"]


def test_what_the_form_means_is_told_as_it_is_filled_in(signed_in: Sign, one: Assessment) -> None:
    lan = signed_in("lan")
    address = f"/khuyet-tat/phieu/{one.pk}/thu/"
    page = text(lan.post(address, {"feature": ["3.1"], **{f"p{at}": "2" for at in range(1, 8)}}))
    assert "14 điểm" in page and "Chưa ghi hoạt động 8, 9, 10" in page and "nhìn" in page and "tạm" in page
    assert "đặc biệt nặng" in text(lan.post(address, {"sign": ["1.3"]}))
    assert "chỉ ghi 0, 1, 2 hoặc X" in text(lan.post(address, {"p1": "3"}))
    one.refresh_from_db()
    assert one.points["7"] == "1"


def test_a_score_out_of_range_and_the_form_of_small_children_are_refused(signed_in: Sign, one: Assessment) -> None:
    lan = signed_in("lan")
    address = f"/khuyet-tat/phieu/{one.pk}/ghi/"
    page = lan.post(address, {"form": "03", "p1": "9"})
    assert page.status_code == 422 and "chỉ ghi 0, 1, 2 hoặc X" in text(page)
    page = lan.post(address, {"form": "02", "sign": ["1.3"]})
    assert page.status_code == 422 and "Người này dùng Mẫu 03" in text(page)
    one.refresh_from_db()
    assert one.form_degree == "severe"


@pytest.mark.parametrize("ground", ["a", "c", "d"])
def test_sending_to_the_board_without_a_case_is_refused_at_the_address(
    signed_in: Sign, one: Assessment, ground: str
) -> None:
    lan = signed_in("lan")
    case = f"/khuyet-tat/phieu/{one.pk}/"
    said = {"ground": ground, "reason": "cho chắc"}
    assert "chưa họp và kết luận" in text(lan.post(f"{case}viec/giam-dinh/", said | {"ground": "a"}))
    lan.post(f"{case}viec/ket-luan/")
    lan.post(f"{case}viec/bien-ban/", {"opinions": "Nhất trí."})
    page = lan.post(f"{case}viec/giam-dinh/", said)
    assert page.status_code == 422 and ("Điều 15 khoản 2" in text(page) or ground == "d")
    assert not Referral.objects.exists()


def test_who_pays_is_said_before_and_after_the_boards_word(signed_in: Sign, one: Assessment) -> None:
    lan = signed_in("lan")
    case = f"/khuyet-tat/phieu/{one.pk}/viec/"
    lan.post(f"{case}ket-luan/")
    lan.post(f"{case}bien-ban/", {"opinions": "Nhất trí."})
    lan.post(f"{case}khieu-nai/", {"from_whom": "Phạm Thị Mùi", "own": "on", "text": "Nặng hơn."})
    page = text(lan.post(f"{case}giam-dinh/", {"ground": "b", "reason": "Không đồng ý."}, follow=True))
    assert "chờ kết quả mới biết ai trả" in page and "Điều 13 khoản 2" in page and "suy ra, chưa đọc văn bản" in page
    lan.post(f"{case}gui-giam-dinh/", {"sent_on": f"{TODAY:%d/%m/%Y}"})
    told = {"number": "4/GĐYK", "issued_on": f"{TODAY:%d/%m/%Y}", "degree": "severe", "kinds": ["movement"]}
    page = lan.post(f"{case}ket-qua/", told)
    assert page.status_code == 422 and "ai trả phí" in text(page) and 'value="4/GĐYK"' in text(page)
    page = text(lan.post(f"{case}ket-qua/", told | {"upheld": "no"}, follow=True))
    assert "Phí giám định: người khiếu nại trả" in page


def test_without_quorum_the_page_says_what_is_needed(
    signed_in: Sign, held: Council, mui: Person, office: Office
) -> None:
    met = councils.met(held, office, on=TODAY, present=3)
    case = councils.voted(councils.filled(councils.asked(mui, office, TODAY), met, office), office, "severe")
    lan = signed_in("lan")
    page = lan.post(f"/khuyet-tat/phieu/{case.pk}/viec/ket-luan/")
    assert page.status_code == 422 and "có 3/6, cần ít nhất 4" in text(page)
    case.refresh_from_db()
    assert case.outcome == ""


def test_another_conclusion_than_the_form_asks_why_and_keeps_what_was_typed(
    signed_in: Sign, one: Assessment, office: Office
) -> None:
    councils.voted(one, office, "mild")
    lan = signed_in("lan")
    page = lan.post(f"/khuyet-tat/phieu/{one.pk}/viec/ket-luan/", {"reason": " "})
    assert page.status_code == 422 and "ghi vì sao khác phiếu" in text(page)


def test_who_may_not_do_it_is_told_so(signed_in: Sign, one: Assessment) -> None:
    case = f"/khuyet-tat/phieu/{one.pk}/"
    for who in ("minh", "hoa"):
        client = signed_in(who)
        assert client.get(case).status_code == 200
        assert client.post(f"{case}viec/ket-luan/").status_code == 403
        assert client.post(f"{case}ghi/", {}).status_code == 403
    lan = signed_in("lan")
    lan.post(f"{case}viec/ket-luan/")
    lan.post(f"{case}viec/bien-ban/", {"opinions": "Nhất trí."})
    assert lan.post(f"{case}viec/cap-giay/").status_code == 403
    assert signed_in("admin").get("/khuyet-tat/").status_code == 403
    assert not Certificate.objects.exists()


def test_another_commune_finds_nothing(signed_in: Sign, one: Assessment, office: Office, phu_cu: PhuCu) -> None:
    office.lan.places.set([phu_cu.today["Tống Trân"]])
    lan = signed_in("lan")
    for address in (f"phieu/{one.pk}/", f"phien/{one.session_id}/", f"hoi-dong/{one.session.council_id}/",
                    f"phieu/{one.pk}/in/phieu.docx"):  # fmt: skip
        assert lan.get(f"/khuyet-tat/{address}").status_code == 404, address


def test_turning_six_spares_the_signs_the_law_names(signed_in: Sign, commune: Unit, office: Office) -> None:
    born = datetime.date(TODAY.year - 6, TODAY.month, 1)
    signed = born + datetime.timedelta(days=700)
    for name, degree, signs in (
        ("Bé Nhẹ", "severe", ["2.2"]),
        ("Bé Liệt", "extreme", ["1.1"]),
        ("Bé Ba", "extreme", None),
    ):
        child = councils.somebody(commune, office, born=f"{born}", name=name)
        certificates.record_paper(
            child, number=name, signed_on=signed, degree=degree, of=["movement"], by=office.lan, signs=signs,
            form="02" if signs else "",
        )  # fmt: skip
    grown = councils.somebody(commune, office, name="Người Lớn")
    certificates.record_paper(grown, number="9", signed_on=signed, degree="severe", of=["sight"], by=office.lan)
    lan = signed_in("lan")
    book = openpyxl.load_workbook(io.BytesIO(lan.get("/khuyet-tat/du-6-tuoi/?xlsx=du-6-tuoi").content)).active
    told = {row[0]: row[6] for row in book.iter_rows(min_row=2, values_only=True)}
    assert told == {
        "Bé Nhẹ": "cấp lại: làm hồ sơ xác định lại", "Bé Liệt": "không phải cấp lại (dấu hiệu được trừ)",
        "Bé Ba": "xem phiếu cũ: dấu hiệu 1.1, 1.2, 1.5, 1.6, 1.7 thì không phải",
    }  # fmt: skip


def test_a_lost_certificate_is_asked_for_and_signed_again(
    signed_in: Sign, held: Council, mui: Person, office: Office
) -> None:
    first = councils.certified(councils.asked(mui, office), councils.met(held, office), office)
    lan = signed_in("lan")
    page = text(lan.post(f"/khuyet-tat/don/?nguoi={mui.pk}", {"what": "lost", "paper": ["request"]}, follow=True))
    assert "ký giấy đổi, cấp lại" in page
    minh = signed_in("minh")
    assert "đang chờ ký" in text(minh.get(f"/khuyet-tat/giay/{first.pk}/"))
    page = text(minh.post(f"/khuyet-tat/giay/{first.pk}/doi/", {"reason": "lost"}, follow=True))
    assert "Đã ký giấy mới số 2/" in page
    first.refresh_from_db()
    assert first.state == "replaced" and Dossier.objects.filter(state="ready").count() == 2
    page = minh.post(f"/khuyet-tat/giay/{first.replaced_by_id}/thu-hoi/", {"finding": "", "finding_on": "1/1/2026"})
    assert page.status_code == 422 and "Ô này cần điền" in text(page)
    page = minh.post(f"/khuyet-tat/giay/{first.replaced_by_id}/doi/", {"reason": "degree"})
    assert page.status_code == 422


def words(content: bytes) -> str:
    """All that a Word file says, tables included."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_papers_are_filled_in(signed_in: Sign, one: Assessment, office: Office) -> None:
    lan = signed_in("lan")
    case = f"/khuyet-tat/phieu/{one.pk}/"
    assert lan.get(f"{case}in/bien-ban.docx").status_code == 404
    form = words(lan.get(f"{case}in/phieu.docx").content)
    assert "Phạm Thị Mùi" in form and "Tổng số điểm: 13" in form and "Mức độ khuyết tật: nặng" in form
    lan.post(f"{case}viec/ket-luan/")
    lan.post(f"{case}viec/bien-ban/", {"opinions": "Nhất trí cao."})
    minutes = words(lan.get(f"{case}in/bien-ban.docx").content)
    assert "Nhất trí cao." in minutes and "6/6" in minutes and "khuyết tật nặng; dạng: vận động" in minutes
    assert "Kính gửi: Chủ tịch Ủy ban nhân dân xã Quang Hưng" in words(lan.get(f"{case}in/don.docx").content)
    signed_in("minh").post(f"{case}viec/cap-giay/")
    made = Certificate.objects.get()
    card = words(signed_in("lan").get(f"/khuyet-tat/giay/{made.pk}/giay.docx").content)
    assert f"Số hiệu: 1/{TODAY.year}" in card and "Mức độ khuyết tật: nặng" in card and "Trần Văn Minh" in card


def test_a_referral_has_a_letter_for_the_board(signed_in: Sign, one: Assessment, office: Office) -> None:
    lan, today = signed_in("lan"), timezone.localdate()
    case = f"/khuyet-tat/phieu/{one.pk}/"
    lan.post(f"{case}viec/ket-luan/")
    lan.post(f"{case}viec/bien-ban/", {"opinions": "Nhất trí cao."})
    assert lan.get(f"{case}in/giam-dinh.docx").status_code == 404
    one.refresh_from_db()
    review.complain(one, from_whom="Phạm Thị Mùi", own=True, text="Nặng hơn.", by=office.lan, on=today)
    review.refer(one, ground="b", reason="Bà Mùi cho là nặng hơn", by=office.lan, on=today)
    assert f"{case}in/giam-dinh.docx" in text(lan.get(case))
    letter = words(lan.get(f"{case}in/giam-dinh.docx").content)
    assert "Phạm Thị Mùi" in letter and "Bà Mùi cho là nặng hơn." in letter and "tỉnh Hưng Yên" in letter
    assert "điểm b khoản 2 Điều 15" in letter or "Điều 15 khoản 2 điểm b" in letter
    assert "chờ kết quả" in letter and "biên bản họp Hội đồng" in letter and "Bằng chứng" not in letter


@pytest.mark.parametrize("name", ["mau-01", "mau-02", "mau-03", "mau-05", "mau-06"])
def test_blank_forms_can_be_printed(signed_in: Sign, name: str) -> None:
    lan = signed_in("lan")
    assert f"{name}.docx" in text(lan.get("/khuyet-tat/mau/"))
    assert "…" in words(lan.get(f"/khuyet-tat/mau/{name}.docx").content)
    assert lan.get("/khuyet-tat/mau/khac.docx").status_code == 404


def test_the_desk_tells_of_sessions_and_of_requests_past_their_days(
    signed_in: Sign, held: Council, mui: Person, office: Office
) -> None:
    today = timezone.localdate()
    tomorrow, past = today + datetime.timedelta(days=1), today - datetime.timedelta(days=60)
    with permit.everywhere("tests"):
        councils.met(held, office, on=tomorrow)
        councils.met(held, office, on=today + datetime.timedelta(days=20))
        councils.asked(mui, office, past)
    page = signed_in("lan").get("/").content.decode()
    assert f"họp {tomorrow:%d/%m/%Y}: 0 người" in page and "ngày mai" in page
    assert page.count("Hội đồng Xã") == 1
    assert "1 đơn khuyết tật quá hạn họp Hội đồng" in page
