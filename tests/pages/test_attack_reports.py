"""What an attacker or a careless typist sends to reports, rounds, plans of emulation and activities."""

from __future__ import annotations

import datetime
import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ansinh.acts import activities, child_friendly, emulation, inspection_papers, permit
from ansinh.acts.reporting import answers
from ansinh.law.child_friendly import standard
from ansinh.law.report_periods import read
from ansinh.record.models.activities import Event, Inspection
from ansinh.record.models.child_friendly import EmulationTarget, FriendlyFile, FriendlyRound
from ansinh.record.models.decisions import Template
from ansinh.record.models.reporting import Report, ReportAnswer, ReportAsk
from tests.cast import Office, PhuCu
from tests.pages.test_reporting import NEW

TODAY = timezone.localdate()
LATER = f"{TODAY + datetime.timedelta(days=2):%d/%m/%Y}"
PDF = b"%PDF-1.4 %%EOF"


def text(answer) -> str:
    return answer.content.decode()


def drafted(client, phu_cu: PhuCu, form: str = "assistance") -> str:
    told = client.post("/bao-cao/moi/", NEW | {"form": form, "unit": phu_cu.district.pk})
    assert told.status_code == 302, text(told)
    return f"/bao-cao/{Report.objects.latest('pk').pk}/"


@pytest.mark.parametrize("day", [LATER, "31/12/9999"])
def test_no_report_is_of_a_day_to_come_nor_signed_on_one(signed_in, phu_cu: PhuCu, day: str) -> None:
    client = signed_in("lan")
    told = client.post("/bao-cao/moi/", NEW | {"form": "assistance", "unit": phu_cu.district.pk, "on": day})
    assert told.status_code == 422 and "ở sau hôm nay" in text(told) and not Report.objects.exists()
    at = drafted(client, phu_cu)
    told = signed_in("minh").post(f"{at}ky/", {"paper_number": "7", "signed_on": day})
    assert told.status_code == 422 and "ở sau hôm nay" in text(told)


@pytest.mark.parametrize("typed", ["%", " % ", "100,01", "-1", "1e3", "１"])
def test_a_share_that_is_none_is_told(signed_in, phu_cu: PhuCu, typed: str) -> None:
    client = signed_in("lan")
    at = drafted(client, phu_cu, "poverty")
    told = client.post(f"{at}so/so/near_poor_rate_begin/", {"part": "number", "own": typed, "why": "x"})
    assert told.status_code == 422 and ("Phần trăm viết như" in text(told) or "nhiều nhất là 100" in text(told))


def test_whoever_is_late_is_told_why_nothing_was_kept(signed_in, phu_cu: PhuCu, office: Office) -> None:
    """Two approvers, two officers: the second finds the report signed, the answer sent."""
    at = drafted(signed_in("lan"), phu_cu)
    given = {"paper_number": "7", "signed_on": "20/06/2021"}
    assert signed_in("minh").post(f"{at}ky/", given).status_code == 302
    told = signed_in("minh").post(f"{at}ky/", given)
    assert told.status_code == 422 and "đã ký ngày 20/06/2021" in text(told)
    told = signed_in("lan").post(f"{at}so/so/assistance_monthly/", {"part": "number", "own": "5", "why": "x"})
    assert told.status_code == 422 and "đã ký ngày 20/06/2021" in text(told)
    ask = answers.ask(phu_cu.district, read("half-2021-1"), ["children_injured"], due=TODAY, by=office.lan, on=TODAY)
    one = f"/bao-cao/xa/gui/{ask.answers.earliest('pk').pk}/"
    assert signed_in("lan").post(one, {"children_injured": "1", "send": "1"}).status_code == 302
    told = signed_in("lan").post(one, {"children_injured": "2", "send": "1"})
    assert told.status_code == 422 and "Đã gửi lên lúc" in text(told)


def test_an_answer_is_taken_or_sent_back_and_nothing_else(signed_in, phu_cu: PhuCu, office: Office) -> None:
    ask = answers.ask(phu_cu.district, read("half-2021-1"), ["children_injured"], due=TODAY, by=office.lan, on=TODAY)
    one = ask.answers.earliest("pk")
    signed_in("lan").post(f"/bao-cao/xa/gui/{one.pk}/", {"children_injured": "1", "send": "1"})
    assert signed_in("lan").post(f"/bao-cao/xa/gui/{one.pk}/xoa/", {"reason": "x"}).status_code == 404
    assert ReportAnswer.objects.get(pk=one.pk).state == "sent"
    far = {"unit": phu_cu.district.pk, "period": "half-2021-1", "codes": ["births_registered"], "due": "31/12/9999"}
    told = signed_in("lan").post("/bao-cao/xa/", far)
    assert told.status_code == 422 and "quá xa: xem lại năm" in text(told) and ReportAsk.objects.count() == 1


def test_words_make_no_links(signed_in, phu_cu: PhuCu) -> None:
    client = signed_in("lan")
    at = drafted(client, phu_cu)
    forged = "Xem \ue000so.secret\ue001bấm đây\ue002 <b>đậm</b>"
    assert client.post(f"{at}loi/", {"assessment": forged}).status_code == 302
    page = text(client.get(at))
    assert "so.secretbấm đây &lt;b&gt;đậm" in page and "/so/so/secret/" not in page


@pytest.fixture
def friendly(phu_cu: PhuCu, office: Office) -> FriendlyRound:
    with permit.acting(office.lan):
        return child_friendly.open_round(
            phu_cu.district, 2021, on=datetime.date(2021, 3, 1), decider="district", paper="KH 1", kinds={},
            by=office.lan,
        )  # fmt: skip


@pytest.mark.parametrize("band", ["NaN;NaN;1", "sNaN;;1", ";Infinity;1", "1e9999999;;1", "98;95;1"])
def test_points_are_read_off_numbers_alone(signed_in, friendly: FriendlyRound, band: str) -> None:
    client = signed_in("lan")
    file = friendly.files.earliest("pk")
    told = client.post(f"/tre-em/xa-phu-hop/dot/{friendly.pk}/muc-diem/",
                       {"most_1": "100", "bands_1": band, "source": "TT"})  # fmt: skip
    if band != "1e9999999;;1":
        assert told.status_code == 422 and "“từ” và “đến” là số" in text(told)
    whole = {"most_1": "100", "bands_1": "95; 97,99; 5", "source": "TT"}
    assert client.post(f"/tre-em/xa-phu-hop/dot/{friendly.pk}/muc-diem/", whole).status_code == 302
    for typed in ("NaN", "sNaN", "Infinity", "%", "nhiều"):
        assert client.post(f"/tre-em/xa-phu-hop/{file.pk}/", {"c1": "1", "v1": typed}).status_code == 302
    assert "được 5 điểm" in text(client.post(f"/tre-em/xa-phu-hop/{file.pk}/", {"c1": "1", "v1": "96"}))


def test_a_file_goes_step_by_step_with_papers_of_its_time(signed_in, friendly: FriendlyRound, office: Office) -> None:
    client, file = signed_in("lan"), friendly.files.earliest("pk")
    at = f"/tre-em/xa-phu-hop/{file.pk}/"
    assert client.post(at, {f"c{one.number}": "1" for one in standard(friendly.on).criteria}).status_code == 302
    given = {"on": "01/04/2021", "asked": "10", "agreed": "9"}
    for wrong, said in (({"asked": "99999999999"}, "Số lớn nhất là"), ({"on": "31/12/9999"}, "ở sau hôm nay"),
                        ({"asked": "nhiều"}, "Ghi một số nguyên.")):  # fmt: skip
        told = client.post(f"{at}viec/posted/", given | wrong)
        assert told.status_code == 422 and said in text(told)
    assert client.post(f"{at}viec/mat/", given).status_code == 404
    assert client.post(f"{at}viec/posted/", given).status_code == 302
    told = client.post(at, {"f1": SimpleUploadedFile("x.pdf", PDF)})
    assert told.status_code == 422 and "đang ở bước" in text(told)
    assert not FriendlyFile.objects.get(pk=file.pk).evidence.exists()


def test_a_template_that_fails_on_a_real_paper_is_told(signed_in, phu_cu: PhuCu, office: Office) -> None:
    """Tried with one row it passes; with what there is it asks too much."""
    client, unit = signed_in("lan"), phu_cu.today["Tống Trân"]
    seen = activities.inspect(unit, plan="KH 1", about="x", first_day=TODAY, last_day=TODAY, team=[("An", "")],
                              by=office.lan)  # fmt: skip
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph("{% if rows | length > 1 %}{{ rows[0].nothing }}{% endif %}")
    made.save(out)
    Template.objects.create(unit=inspection_papers.office_of(seen), name="inspection_minutes", content=out.getvalue(),
                            uploaded_by=office.lan)  # fmt: skip
    assert client.get(f"/kiem-tra/{seen.pk}/bien-ban.docx").status_code == 200
    for text_ in ("một", "hai"):
        activities.find(seen, text=text_, asked="x", who="x", due=TODAY, by=office.lan)
    told = client.get(f"/kiem-tra/{seen.pk}/bien-ban.docx")
    assert told.status_code == 422 and "hỏi một mục không có (“nothing”)" in text(told)


def test_a_target_that_is_none_is_told(signed_in, phu_cu: PhuCu, office: Office) -> None:
    plan = emulation.plan(phu_cu.district, number="1", issued=TODAY, title="Thi đua", first_year=2020, last_year=2025,
                          by=office.lan)  # fmt: skip
    aim = {"aim": "1", "number": "1", "text": "x", "measure": "%"}
    for typed, said in (("%", "Phần trăm viết như"), ("", "Ô này cần điền.")):
        told = signed_in("lan").post(f"/thi-dua/{plan.pk}/", aim | {"value": typed})
        assert told.status_code == 422 and said in text(told)
    assert not EmulationTarget.objects.exists()


def test_a_slip_of_the_year_is_told(signed_in, phu_cu: PhuCu) -> None:
    client, unit = signed_in("lan"), phu_cu.today["Tống Trân"].pk
    held = {"unit": unit, "field": "evils", "kind": "other", "title": "x", "place": "x", "first_day": "05/01/2206",
            "last_day": "05/01/2206"}  # fmt: skip
    seen = {"unit": unit, "plan": "KH 1", "about": "x", "first_day": "05/01/2026", "last_day": "05/01/2206",
            "team": "An, trưởng đoàn"}  # fmt: skip
    assert "quá xa: xem lại năm" in text(client.post("/hoat-dong/", held))
    assert "quá xa: xem lại năm" in text(client.post("/kiem-tra/", seen))
    assert not Event.objects.exists() and not Inspection.objects.exists()


@pytest.mark.parametrize("team", [", trưởng đoàn", "A" * 121 + ", thư ký", "An, " + "x" * 201])
def test_a_line_without_a_name_or_far_too_long_is_told_not_cut(signed_in, phu_cu: PhuCu, team: str) -> None:
    told = signed_in("lan").post("/kiem-tra/", {
        "unit": phu_cu.today["Tống Trân"].pk, "plan": "KH 1", "about": "x", "first_day": "05/01/2026",
        "last_day": "05/01/2026", "team": team,
    })  # fmt: skip
    assert told.status_code == 422 and ("chưa ghi họ tên" in text(told) or "quá dài" in text(told))
    assert not Inspection.objects.exists()
