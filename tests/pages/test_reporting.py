"""The pages of reporting: drafted, read with each number a link, told in words, signed; plans; what communes tell."""

from __future__ import annotations

import datetime
import io
import re

import docx
import pytest
from django.test import Client

from ansinh.acts.reporting import answers, plans
from ansinh.law.report_periods import read
from ansinh.record.models.reporting import IndicatorPlan, Report, ReportAnswer, ReportAsk
from tests.cast import Office, PhuCu
from tests.pages.conftest import Enrol

NEW = {"period": "half-2021-1", "on": "20/06/2021"}


@pytest.fixture
def as_lan(office: Office) -> Client:
    client = Client()
    client.force_login(office.lan)
    return client


@pytest.fixture
def as_minh(office: Office) -> Client:
    client = Client()
    client.force_login(office.minh)
    return client


def drafted(client: Client, phu_cu: PhuCu, form: str = "district_half_year") -> Report:
    told = client.post("/bao-cao/moi/", NEW | {"form": form, "unit": phu_cu.district.pk})
    assert told.status_code == 302, told.content.decode()
    return Report.objects.latest("pk")


def test_a_report_is_drafted_read_told_and_signed(as_lan: Client, as_minh: Client, phu_cu: PhuCu) -> None:
    report = drafted(as_lan, phu_cu)
    at = f"/bao-cao/{report.pk}/"
    as_lan.post(f"{at}loi/", {"difficulties": "- Thiếu người\nThiếu kinh phí", "basis": "Thực hiện công văn 1"})
    page = as_lan.get(at).content.decode()
    assert "Thiếu kinh phí" in page and "Thực hiện công văn 1" in page
    assert as_lan.post(f"{at}ky/", {"paper_number": "07", "signed_on": "20/06/2021"}).status_code == 403
    told = as_minh.post(f"{at}ky/", {"paper_number": "07", "signed_on": "chiều nay"})
    assert told.status_code == 422 and "chiều nay" in told.content.decode()
    assert as_minh.post(f"{at}ky/", {"paper_number": "07", "signed_on": "20/06/2021"}).status_code == 302
    signed = as_lan.get(at).content.decode()
    assert "Đã ký" in signed and "Tính lại" not in signed
    said = docx.Document(io.BytesIO(as_lan.get(f"{at}van-ban.docx").content))
    assert any("Thiếu người" in one.text for one in said.paragraphs)
    pdf = as_lan.get(f"{at}van-ban.pdf")
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")


def test_every_number_of_a_report_opens(as_lan: Client, phu_cu: PhuCu, office: Office, enrol: Enrol) -> None:
    enrol("Vũ Thị Lụa", 1938, group="K5c")
    plans.plan("assistance_monthly", phu_cu.district, read("half-2021-1"), least=5, paper="KH 1", by=office.lan)
    report = drafted(as_lan, phu_cu, "assistance")
    page = as_lan.get(f"/bao-cao/{report.pk}/").content.decode()
    links = set(re.findall(r'href="(/bao-cao/\d+/so/[a-z_/0-9]+)"', page))
    assert links
    for link in links:
        answer = as_lan.get(link)
        assert answer.status_code == 200, link
    for row in report.numbers.all():
        assert as_lan.get(f"/bao-cao/{report.pk}/so/{row.space}/{row.code}/").status_code == 200, row.code
        if row.page:
            assert as_lan.get(row.page).status_code == 200, row.page


def test_another_number_is_put_with_its_reason(as_lan: Client, phu_cu: PhuCu) -> None:
    report = drafted(as_lan, phu_cu, "assistance")
    at = f"/bao-cao/{report.pk}/so/so/assistance_monthly/"
    for given, said in (
        ({"part": "number", "own": "năm", "why": "x"}, "một số nguyên"),
        ({"part": "number", "own": "5", "why": ""}, ""),
    ):  # fmt: skip
        told = as_lan.post(at, given)
        assert told.status_code == 422 and (said in told.content.decode() or not given["why"])
    assert as_lan.post(at, {"part": "number", "own": "1.005", "why": "chờ quyết định"}).status_code == 302
    assert report.numbers.get(space="so", code="assistance_monthly").own == 1005
    assert "1.005" in as_lan.get(f"/bao-cao/{report.pk}/").content.decode()
    as_lan.post(at, {"take_back": "1"})
    assert report.numbers.get(space="so", code="assistance_monthly").own is None


def test_reports_of_another_place_are_not_shown(as_lan: Client, phu_cu: PhuCu, office: Office) -> None:
    report = drafted(as_lan, phu_cu, "assistance")
    stranger = type(office.lan).objects.create_user("dung", password="an-sinh-tests", role="officer")
    client = Client()
    client.force_login(stranger)
    for at in ("", "van-ban.docx", "so/so/assistance_monthly/", "loi/"):
        assert client.get(f"/bao-cao/{report.pk}/{at}").status_code == 403, at
    assert f"/bao-cao/{report.pk}/" not in client.get("/bao-cao/").content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"unit": "0"}, ""), ({"period": "half-2021-9"}, ""), ({"on": "31/02/2021"}, ""), ({"form": "khong"}, ""),
        ({"form": "province_speech"}, "không dành cho cấp"), ({"on": "01/12/2020"}, "bắt đầu ngày 15/12/2020"),
        ({"period": "half-2026-1", "on": "01/06/2026"}, "không còn từ ngày"),
    ],
)  # fmt: skip
def test_a_draft_that_cannot_be_is_told(as_lan: Client, phu_cu: PhuCu, given: dict, said: str) -> None:
    told = as_lan.post("/bao-cao/moi/", NEW | {"form": "assistance", "unit": phu_cu.district.pk} | given)
    assert told.status_code == 422 and said in told.content.decode()
    assert not Report.objects.exists()


def test_a_template_with_an_unknown_field_is_told_and_nothing_is_lost(
    as_lan: Client, phu_cu: PhuCu, office: Office
) -> None:
    from ansinh.acts import templates
    from ansinh.world.documents.filling import BadTemplate

    paper = docx.Document()
    paper.add_paragraph("Có {{ so.khong_co_chi_tieu }} người")
    out = io.BytesIO()
    paper.save(out)
    with pytest.raises(BadTemplate, match="khong_co_chi_tieu"):
        templates.use(phu_cu.district, "report_subject", out.getvalue(), by=office.lan)
    paper = docx.Document()
    paper.add_paragraph("Có {{ so.assistance_monthly | tren(100) }} người, {{ so.assistance_paid.tien | trieu }}")
    out = io.BytesIO()
    paper.save(out)
    templates.use(phu_cu.district, "report_subject", out.getvalue(), by=office.lan)
    report = drafted(as_lan, phu_cu, "assistance")
    assert "/so/so/assistance_monthly/" in as_lan.get(f"/bao-cao/{report.pk}/").content.decode()


def test_plans_are_set_beside_results(as_lan: Client, phu_cu: PhuCu) -> None:
    at = f"/bao-cao/chi-tieu/?linh-vuc=work&ky=half-2021-1&noi={phu_cu.district.pk}"
    told = {"code": "jobs_created", "unit": phu_cu.district.pk, "period": "year-2021-1", "least": "500",
            "most": "1.000", "paper": "KH 12"}  # fmt: skip
    assert as_lan.post(at, told | {"least": "năm trăm"}).status_code == 422
    assert as_lan.post(at, told | {"most": "100"}).status_code == 422
    assert as_lan.post(at, told | {"period": "year-2026-1"}).status_code == 422
    assert as_lan.post(at, told).status_code == 302
    assert IndicatorPlan.objects.get().most == 1000
    assert "500 – 1.000" in as_lan.get(at).content.decode()
    for subject in ("poverty", "merit", "assistance", "insurance", "children", "equality", "office", "sai"):
        assert as_lan.get(f"/bao-cao/chi-tieu/?linh-vuc={subject}&ky=month-2021-6&noi=x").status_code == 200


def test_a_commune_s_short_page(as_lan: Client, phu_cu: PhuCu) -> None:
    due = f"{datetime.date.today() + datetime.timedelta(days=30):%d/%m/%Y}"
    told = {"unit": phu_cu.district.pk, "period": "half-2021-1", "codes": ["children_injured"], "due": due}
    assert as_lan.post("/bao-cao/xa/", told | {"due": "01/01/2020"}).status_code == 422
    assert as_lan.post("/bao-cao/xa/", told).status_code == 302
    ask = ReportAsk.objects.get()
    assert as_lan.get(f"/bao-cao/xa/{ask.pk}/").status_code == 200
    answer = ReportAnswer.objects.filter(unit=phu_cu.communes["Tam Đa"]).get()
    at = f"/bao-cao/xa/gui/{answer.pk}/"
    wrong = as_lan.post(at, {"children_injured": "9.999", "send": "1"})
    assert wrong.status_code == 422 and "Phải từ 0 đến 2.000" in wrong.content.decode()
    assert "9.999" in wrong.content.decode()
    assert as_lan.post(at, {"children_injured": "ba"}).status_code == 422
    assert as_lan.post(at, {"children_injured": ""}).status_code == 302  # kept, nothing yet
    assert as_lan.post(at, {"children_injured": "", "send": "1"}).status_code == 422
    assert as_lan.post(at, {"children_injured": "3", "send": "1"}).status_code == 302
    answer.refresh_from_db()
    assert answer.state == "sent" and answer.values.get().number == 3
    assert "Đã gửi lên" in as_lan.get(at).content.decode()
    assert as_lan.post(f"{at}tra-lai/", {"reason": ""}).status_code == 302
    assert as_lan.post(f"{at}tra-lai/", {"reason": "xem lại"}).status_code == 302
    page = as_lan.get(at).content.decode()
    assert "xem lại" in page and 'value="3"' in page
    as_lan.post(at, {"children_injured": "3", "send": "1"})
    as_lan.post(f"{at}nhan/")
    answer.refresh_from_db()
    assert answer.state == "accepted"


def test_a_late_answer_is_taken_and_said_to_be_late(as_lan: Client, phu_cu: PhuCu, office: Office) -> None:
    day = datetime.date(2021, 6, 1)
    ask = answers.ask(phu_cu.district, read("half-2021-1"), ["children_injured"], due=day, by=office.lan, on=day)
    answer = ask.answers.first()
    assert answer is not None
    at = f"/bao-cao/xa/gui/{answer.pk}/"
    assert "quá hạn" in as_lan.get(at).content.decode()
    assert as_lan.post(at, {"children_injured": "0", "send": "1"}).status_code == 302
    assert "trễ hạn" in as_lan.get(f"/bao-cao/xa/{ask.pk}/").content.decode()


def test_the_reports_of_2026_come_out_for_the_map_of_two_tiers(as_lan: Client, phu_cu: PhuCu) -> None:
    new = next(iter(phu_cu.today.values()))
    for form in ("assistance", "merit", "poverty", "children", "district_half_year"):
        told = as_lan.post("/bao-cao/moi/", {"form": form, "unit": new.pk, "period": "half-2026-1", "on": "01/06/2026"})
        assert told.status_code == 302, told.content.decode()
        report = Report.objects.latest("pk")
        page = as_lan.get(f"/bao-cao/{report.pk}/")
        assert page.status_code == 200 and str(new).upper() in page.content.decode().upper()
        assert as_lan.get(f"/bao-cao/{report.pk}/van-ban.pdf").content.startswith(b"%PDF")
