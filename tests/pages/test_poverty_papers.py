"""The papers of a review on the site: what there is at each step, each as a Word file, the lists with every member."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest

from ansinh.record.models.people import Household
from ansinh.record.models.poverty import HouseholdClass, Review, VillageMeeting
from tests.cast import PhuCu
from tests.pages.test_poverty import _autumn, body, home, opened, survey  # noqa: F401

MINUTES = {"village": "Ngũ Phúc", "held_on": "05/10/2026", "chair": "Ông A", "secretary": "B", "representative": "C",
           "present": "40", "agreeing": "20"}  # fmt: skip


def text(content: bytes) -> str:
    read = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


def got(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
    return text(answer.content)


@pytest.fixture
def review(signed_in, office, phu_cu: PhuCu, home: Household) -> Review:  # noqa: F811
    """Opened and surveyed, the household poor; nothing met on yet."""
    lan = signed_in("lan")
    made = opened(lan, phu_cu.today["Tống Trân"])
    survey(lan, made)
    return made


def decide(signed_in, review: Review) -> None:
    page, lan = f"/ho-ngheo/xa/{review.pk}/", signed_in("lan")
    lan.post(f"{page}viec/xong/")
    lan.post(f"{page}viec/hop/", MINUTES)
    lan.post(f"{page}viec/niem/", {"posted_on": "06/10/2026"})
    signed_in("minh").post(f"{page}viec/ky/", {"number": "5/QĐ-UBND", "decided_on": "12/10/2026"})


def test_papers_come_with_the_steps_of_the_review(signed_in, review: Review) -> None:
    lan, page = signed_in("lan"), f"/ho-ngheo/xa/{review.pk}/"
    assert f'href="{page}giay-to/"' in body(lan.get(page))
    first = body(lan.get(f"{page}giay-to/"))
    assert "Dự thảo quyết định" in first and "bien-ban.docx" not in first and "Mọi giấy chứng nhận" not in first
    assert "...../QĐ-UBND" in got(lan, f"{page}giay-to/quyet-dinh.docx")
    for kind, said in (("bien-ban", "Rà soát xong mới họp thôn"), ("niem-yet", "Rà soát xong mới niêm yết"),
                       ("giay-chung-nhan", "đã công nhận có giấy chứng nhận")):  # fmt: skip
        told = lan.get(f"{page}giay-to/{kind}.docx?thon=Ngũ+Phúc", follow=True)
        assert said in body(told), kind
    lan.post(f"{page}viec/xong/")
    second = body(lan.get(f"{page}giay-to/"))
    assert "bien-ban.docx?thon=Ng" in second and "niem-yet.docx?thon=Ng" in second
    assert "Chủ trì: ……" in got(lan, f"{page}giay-to/bien-ban.docx?thon=Ngũ+Phúc")
    lan.post(f"{page}viec/hop/", MINUTES)
    meeting = VillageMeeting.objects.get().pk
    assert "Chủ trì: Ông A" in got(lan, f"{page}giay-to/bien-ban.docx?thon=Ngũ+Phúc&hop={meeting}")
    assert lan.get(f"{page}giay-to/bien-ban.docx?thon=Ngũ+Phúc&hop=9999").status_code == 404


def test_what_was_decided_is_printed_signed(signed_in, review: Review) -> None:
    decide(signed_in, review)
    minh, page, case = signed_in("minh"), f"/ho-ngheo/xa/{review.pk}/", review.cases.get()
    papers = body(minh.get(f"{page}giay-to/"))
    assert "1 giấy" in papers and "Không có hộ nào." in papers and "Quyết định công nhận, kèm danh sách" in papers
    decision = got(minh, f"{page}giay-to/quyet-dinh.docx")
    assert "Số: 5/QĐ-UBND" in decision and "Trần Văn Minh" in decision and "72/2025/QH15" in decision
    for address in (f"{page}giay-to/giay-chung-nhan.docx", f"/ho-ngheo/ho/{case.pk}/giay-to/giay-chung-nhan.docx"):
        certificate = got(minh, address)
        assert "01/GCN-HN.HCN" in certificate and "Vũ Thị Con" in certificate and "hộ nghèo cho năm 2027" in certificate
    assert f"/ho-ngheo/ho/{case.pk}/giay-to/giay-chung-nhan.docx" in body(minh.get(f"/ho-ngheo/ho/{case.pk}/"))
    told = minh.get(f"/ho-ngheo/ho/{case.pk}/giay-to/tu-choi.docx", follow=True)
    assert "không bị từ chối công nhận" in body(told)
    assert minh.get(f"{page}giay-to/khac.docx").status_code == 404
    assert minh.get(f"/ho-ngheo/ho/{case.pk}/giay-to/khac.docx").status_code == 404


def test_lists_with_every_member_are_taken_of_the_review_and_of_the_year(signed_in, review: Review) -> None:
    decide(signed_in, review)
    minh = signed_in("minh")
    for address in (f"/ho-ngheo/xa/{review.pk}/danh-sach", "/ho-ngheo/danh-sach"):
        book = openpyxl.load_workbook(io.BytesIO(minh.get(f"{address}.xlsx?nam=2027").content))
        assert book.sheetnames == ["Biểu 14", "Biểu 15"]
        names = [row[2].value for row in book["Biểu 15"].iter_rows(min_row=7) if row[2].value]
        assert names == ["Vũ Văn Nghèo", "Vũ Thị Con"], address
        assert book["Biểu 14"]["C7"].value is None
        assert "Vũ Thị Con" in got(minh, f"{address}.docx?nam=2027")
    assert minh.get("/ho-ngheo/danh-sach.csv").status_code == 404
    for year in ("2030", "0000", "x"):
        nothing = minh.get(f"/ho-ngheo/danh-sach.xlsx?nam={year}", follow=True)
        assert "Chưa có hộ nghèo, hộ cận nghèo nào được công nhận." in body(nothing)
    assert "biểu 14, 15" in body(minh.get("/ho-ngheo/bieu/?nam=2027"))


def test_lists_keep_to_the_branch(signed_in, office, review: Review, phu_cu: PhuCu, home: Household) -> None:  # noqa: F811
    decide(signed_in, review)
    (case,) = review.cases.all()
    assert HouseholdClass.objects.count() == 1
    office.hoa.places.set([phu_cu.today["Quang Hưng"]])
    hoa = signed_in("hoa")
    assert "Chưa có hộ nghèo" in body(hoa.get("/ho-ngheo/danh-sach.xlsx?nam=2027", follow=True))
    for address in (f"xa/{review.pk}/giay-to/", f"xa/{review.pk}/giay-to/quyet-dinh.docx",
                    f"xa/{review.pk}/danh-sach.xlsx",
                    f"ho/{case.pk}/giay-to/giay-chung-nhan.docx"):  # fmt: skip
        assert hoa.get(f"/ho-ngheo/{address}").status_code == 404, address
