"""Dossiers and decisions on the site: taken in, moved on, signed; what is typed wrongly is told at its place."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from tests.cast import Office, PhuCu

if TYPE_CHECKING:
    from ansinh.record.models.people import Person

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)


@pytest.fixture
def lan(office: Office, client: Client) -> Client:
    client.force_login(office.lan)
    return client


@pytest.fixture
def minh(office: Office) -> Client:
    client = Client()
    client.force_login(office.minh)
    return client


def take_in(lan: Client, person: Person, choice: str, **said: str) -> str:
    """Choose a procedure, fill in its form, receive; the dossier's address."""
    chosen = lan.post(f"/ho-so/moi/?nguoi={person.pk}", {"thu-tuc": choice})
    assert chosen.status_code == 302, chosen.content.decode()[:2000]
    page = lan.get(chosen["location"]).content.decode()
    papers = {name: "given" for name in _names(page) if name.startswith("paper_")}
    sent = lan.post(f"{chosen['location']}khai/", {"channel": "direct", "receive": "1"} | papers | said)
    assert sent.status_code == 302, sent.content.decode()
    return chosen["location"]


def _names(page: str) -> list[str]:
    import re

    return re.findall(r'name="([a-z_0-9]+)"', page)


def test_from_a_name_not_in_the_register_to_a_signed_decision(
    lan: Client, minh: Client, phu_cu: PhuCu, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ansinh.record.models.assistance import Award
    from ansinh.record.models.people import Person

    unit = phu_cu.today["Quang Hưng"]
    new = lan.post("/ho-so/moi/", {"full_name": "Trần Thị Cúc", "birth": "1948", "sex": "female", "unit": unit.pk})
    person = Person.objects.get(full_name="Trần Thị Cúc")
    assert new["location"] == f"/ho-so/moi/?nguoi={person.pk}"
    address = take_in(lan, person, "social-pension/HTXH")
    page = lan.get(address).content.decode()
    assert "500.000" in page.replace("\u00a0", " ") and "còn 10 ngày" in page
    while "Xem dự thảo" not in page:
        moved = lan.post(f"{address}viec/chuyen/")
        assert moved.status_code == 302, moved.content.decode()
        page = lan.get(address).content.decode()
    assert "Chờ người có thẩm quyền ký" in page
    from ansinh.record.models.decisions import Decision

    decision = Decision.objects.get()
    shown = minh.get(f"/quyet-dinh/{decision.pk}/").content.decode()
    assert "Ký, cấp số 1/QĐ-UBND" in shown
    assert minh.post(f"/quyet-dinh/{decision.pk}/ky/").status_code == 302
    assert Award.objects.get(person=person).decision_number == "1/QĐ-UBND"
    assert minh.get(f"/quyet-dinh/{decision.pk}/van-ban.docx").content[:2] == b"PK"
    assert "1/QĐ-UBND" in lan.get(f"/nguoi/{person.pk}/").content.decode()
    assert lan.post(f"{address}viec/tra-ket-qua/").status_code == 302
    assert "Đã trả kết quả" in lan.get(address).content.decode()


def test_an_officer_cannot_sign_by_posting(lan: Client, phu_cu: PhuCu, enrol) -> None:  # type: ignore[no-untyped-def]
    from ansinh.record.models.assistance import Award
    from ansinh.record.models.decisions import Decision

    person = enrol("Trần Thị Cúc", 1948)
    address = take_in(lan, person, "social-pension/HTXH")
    while not Decision.objects.exists():
        lan.post(f"{address}viec/chuyen/")
    decision = Decision.objects.get()
    assert lan.post(f"/quyet-dinh/{decision.pk}/ky/").status_code == 403
    assert lan.post("/quyet-dinh/ky-het/").status_code == 403
    assert not Award.objects.exists()


def test_wrong_answers_are_told_at_their_field_and_kept(lan: Client, enrol, phu_cu: PhuCu) -> None:  # type: ignore[no-untyped-def]
    person = enrol("Trần Thị Cúc", 1938, group="K5c")
    chosen = lan.post(f"/ho-so/moi/?nguoi={person.pk}", {"thu-tuc": "stop/"})
    page = lan.post(
        f"{chosen['location']}khai/", {"channel": "direct", "receive": "1", "ending": "death", "died_on": "31/02/2026"}
    )
    text = page.content.decode()
    assert "31/02/2026" in text and "Ngày viết như" in text
    page = lan.post(f"{chosen['location']}khai/", {"channel": "direct", "receive": "1", "ending": "death"})
    assert "Ghi ngày mất." in page.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("virus.exe", b"MZ\x90\x00", "không phải PDF hay ảnh"),
        ("gia.pdf", b"<html>%PDF-", "không phải PDF hay ảnh"),
        ("cut.pdf", b"%PDF-1.4 half", "cắt cụt"),
        ("rong.pdf", b"", "rỗng"),
    ],
)
def test_files_that_are_no_papers_are_refused(  # type: ignore[no-untyped-def]
    lan: Client, enrol, name: str, content: bytes, told: str
) -> None:
    from ansinh.record.models.dossiers import File

    address = take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH")
    answer = lan.post(f"{address}tep/", {"tep": SimpleUploadedFile(name, content)}, follow=True)
    assert told in answer.content.decode() and not File.objects.exists()


def test_a_paper_opens_but_nothing_in_it_runs(lan: Client, enrol) -> None:  # type: ignore[no-untyped-def]
    from ansinh.record.models.dossiers import File

    address = take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH")
    pdf = b"%PDF-1.4\n<script>alert(1)</script>\n%%EOF\n"
    lan.post(f"{address}tep/", {"tep": SimpleUploadedFile("../../to khai.pdf", pdf)})
    kept = File.objects.get()
    assert kept.name == "to khai.pdf"
    answer = lan.get(f"{address}tep/{kept.pk}/")
    assert answer["Content-Type"] == "application/pdf" and "sandbox" in answer["Content-Security-Policy"]


def test_another_branch_sees_neither_dossier_nor_decision(lan: Client, enrol, phu_cu: PhuCu, office: Office) -> None:  # type: ignore[no-untyped-def]
    from ansinh.record.models.users import Role, User

    address = take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH")
    stranger = User.objects.create_user("xa", role=Role.OFFICER)
    stranger.places.add(phu_cu.communes["Minh Tiến"])
    client = Client()
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}viec/chuyen/").status_code == 404


def test_every_queue_and_page_opens(lan: Client, minh: Client, enrol) -> None:  # type: ignore[no-untyped-def]
    address = take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH")
    for queue in ("mine", "open", "papers", "ready", "draft", "done"):
        assert lan.get(f"/ho-so/?loc={queue}").status_code == 200
    for page in ("/quyet-dinh/", "/quyet-dinh/?loc=signed", "/quyet-dinh/mau/", "/quyet-dinh/co-quan/", "/ho-so/moi/",
                 f"{address}in/giay-hen.docx", "/"):  # fmt: skip
        assert lan.get(page).status_code == 200, page
        assert minh.get(page).status_code in (200, 403), page


def test_nothing_is_printed_for_posting_of_hiv_nor_before_the_posting(lan: Client, enrol) -> None:  # type: ignore[no-untyped-def]
    from ansinh.record.models.dossiers import Dossier

    poor = {"household": "poor", "no_supporter": "on"}
    ill = take_in(lan, enrol("Lý Văn Quyền", 1992), "monthly-allowance/K8", hiv="on", **poor)
    Dossier.objects.update(posted_on=TODAY)  # even where somebody wrote it so
    assert lan.get(f"{ill}in/niem-yet.docx").status_code == 404
    old = take_in(lan, enrol("Trần Thị Cúc", 1960), "monthly-allowance/K5a", **poor)
    assert lan.get(f"{old}in/niem-yet.docx").status_code == 404
    lan.post(f"{old}viec/chuyen/")
    posted = "\n".join(line.text for line in Document(BytesIO(lan.get(f"{old}in/niem-yet.docx").content)).paragraphs)
    assert "Kết quả xét duyệt: đủ điều kiện, đề nghị:" in posted and "750.000 đồng" in posted
    with_supporter = take_in(lan, enrol("Trần Thị Mơ", 1960), "monthly-allowance/K5a", household="poor")
    lan.post(f"{with_supporter}viec/chuyen/")
    posted = "\n".join(
        line.text for line in Document(BytesIO(lan.get(f"{with_supporter}in/niem-yet.docx").content)).paragraphs
    )
    assert "Kết quả xét duyệt: chưa đủ điều kiện." in posted and "đồng" not in posted


def test_a_file_is_one_of_the_papers_its_own_group_brings(lan: Client, enrol) -> None:  # type: ignore[no-untyped-def]
    page = lan.get(take_in(lan, enrol("Trần Thị Cúc", 1960), "monthly-allowance/K5a")).content.decode()
    assert '<option value="residence">' in page and '<option value="hiv">' not in page


def test_somebody_being_entered_who_is_there_already_is_shown(lan: Client, anh) -> None:  # type: ignore[no-untyped-def]
    page = lan.get("/ho-so/moi/").content.decode()
    assert 'hx-get="/tim/trung/"' in page
    told = lan.get("/tim/trung/", {"full_name": "nguyen thi anh", "birth": "1938", "identity_number": "033138000001"})
    assert "Có thể đã có trong sổ" in told.content.decode() and f"/nguoi/{anh.pk}/" in told.content.decode()
    assert lan.get("/tim/trung/", {"full_name": "Ng"}).content.decode().strip() == ""


def test_why_a_dossier_came_back_stands_with_the_next_step(lan: Client, minh: Client, enrol) -> None:  # type: ignore[no-untyped-def]
    page = take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH", applicant_name="Trần Văn Sơn")
    lan.post(f"{page}viec/chuyen/")
    minh.post(f"{page}viec/tra-lai/", {"to": "review", "reason": "Thiếu xác nhận nơi ở"})
    shown = lan.get(page).content.decode()
    assert "Trần Văn Sơn" in shown and shown.count("Thiếu xác nhận nơi ở") == 2


def test_a_name_looked_for_in_vain_is_not_typed_again(lan: Client) -> None:
    assert 'name="full_name" value="Lê Lạ"' in lan.get("/ho-so/moi/?tim=Lê Lạ").content.decode()
    assert 'name="identity_number" value="033150001234"' in lan.get("/ho-so/moi/?tim=033150001234").content.decode()
    assert 'name="full_name" value=' not in lan.get("/ho-so/moi/?tim=Lê Lạ 1950").content.decode()


def test_the_first_screen_counts_what_its_link_opens(lan: Client, enrol, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH")
    assert "Cúc" not in lan.get("/ho-so/?loc=mine&han=sap").content.decode()
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: datetime.date(2026, 3, 13))
    assert "Cúc" in lan.get("/ho-so/?loc=mine&han=sap").content.decode()
    assert 'href="/ho-so/?loc=mine&amp;han=sap"' in lan.get("/").content.decode()
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: datetime.date(2026, 4, 1))
    first = lan.get("/").content.decode()
    assert "1 hồ sơ quá hạn" in first and 'href="/ho-so/?loc=mine&amp;han=qua"' in first
    late = lan.get("/ho-so/?loc=mine&han=qua").content.decode()
    assert "Cúc" in late and "Quá hạn (1)" in late
    assert "Cúc" not in lan.get("/ho-so/?loc=mine&han=sap").content.decode()
    assert lan.get("/ho-so/?han=mai").status_code == 404


@pytest.mark.parametrize("opened", ["file", "slip", "document"])
def test_a_file_or_slip_opened_by_its_address_is_a_look_at_the_person(  # type: ignore[no-untyped-def]
    lan: Client, minh: Client, enrol, office: Office, opened: str
) -> None:
    from ansinh.record.models.dossiers import File
    from ansinh.record.models.trail import Look

    person = enrol("Trần Thị Cúc", 1948)
    address = take_in(lan, person, "social-pension/HTXH")
    lan.post(f"{address}tep/", {"tep": SimpleUploadedFile("to khai.pdf", b"%PDF-1.4\n1\n%%EOF\n")})
    paths = {
        "file": f"{address}tep/{File.objects.get().pk}/", "slip": f"{address}in/giay-hen.docx",
        "document": f"/quyet-dinh/{_drafted(lan, address).pk}/van-ban.docx",
    }  # fmt: skip
    assert minh.get(paths[opened]).status_code == 200
    assert Look.objects.get(by=office.minh).person == person


def _drafted(lan: Client, address: str):  # type: ignore[no-untyped-def]
    """Every step done until a decision waits to be signed."""
    from ansinh.record.models.decisions import Decision

    for _step in range(8):
        if (found := Decision.objects.filter(state="draft").first()) is not None:
            return found
        assert lan.post(f"{address}viec/chuyen/", {"confirmed": "1"}).status_code == 302
    raise AssertionError("no draft")


def test_a_funeral_grant_is_paid_to_who_is_named_and_a_death_offers_it(  # type: ignore[no-untyped-def]
    lan: Client, minh: Client, enrol
) -> None:
    person = enrol("Trần Thị Cúc", 1938, group="K5c")
    assert lan.post(f"/nguoi/{person.pk}/mat/", {"died_on": "20/02/2026"}).status_code == 302
    assert "Lập hồ sơ mai táng phí" in lan.get(f"/nguoi/{person.pk}/").content.decode()
    chosen = lan.post(f"/ho-so/moi/?nguoi={person.pk}", {"thu-tuc": "pension-funeral/MTP.HTXH"})
    page = lan.get(chosen["location"]).content.decode()
    assert "20/02/2026" in page and page.count('data-when="receiver_way=bank"') == 2
    said = {"channel": "direct", "receive": "1", "died_on": "20/02/2026", "receiver_way": "bank"}
    said |= {name: "given" for name in _names(page) if name.startswith("paper_")}
    refused = lan.post(f"{chosen['location']}khai/", said).content.decode()
    assert "Ghi người đứng ra mai táng" in refused and "Nhận qua tài khoản thì cần ghi ô này" in refused
    said |= {"receiver_name": "Vũ Văn Con", "receiver_relation": "con", "receiver_account": "0123456789",
             "receiver_bank": "Agribank"}  # fmt: skip
    assert lan.post(f"{chosen['location']}khai/", said).status_code == 302
    decision = _drafted(lan, chosen["location"])
    shown = minh.get(f"/quyet-dinh/{decision.pk}/").content.decode()
    assert "Người nhận: Vũ Văn Con (con), nhận qua tài khoản 0123456789, Agribank" in shown
    assert "Hưởng từ tháng ký" not in shown
    assert minh.post(f"/quyet-dinh/{decision.pk}/ky/").status_code == 302
    person.refresh_from_db()
    account = person.accounts.get(until_month__isnull=True)
    assert (person.pay_by, account.holder, account.number) == ("bank", "Vũ Văn Con", "0123456789")


def test_nothing_is_offered_to_be_adjusted_of_who_draws_nothing(lan: Client, enrol) -> None:  # type: ignore[no-untyped-def]
    page = f"/ho-so/moi/?nguoi={enrol('Trần Thị Cúc', 1948).pk}"
    assert 'value="adjustment/' not in lan.get(page).content.decode()
    refused = lan.post(page, {"thu-tuc": "adjustment/K5a"}).content.decode()
    assert "không đang hưởng khoản nào" in refused and 'role="alert"' in refused
    drawing = lan.get(f"/ho-so/moi/?nguoi={enrol('Vũ Thị Lụa', 1938, group='K5c').pk}").content.decode()
    assert 'value="adjustment/K5a"' in drawing and 'value="adjustment/K4"' not in drawing


def test_a_certificate_is_asked_only_of_groups_that_bring_one(lan: Client, enrol) -> None:  # type: ignore[no-untyped-def]
    person = enrol("Trần Thị Cúc", 1990)
    for group, asked in (("K4", False), ("K6", True)):
        chosen = lan.post(f"/ho-so/moi/?nguoi={person.pk}", {"thu-tuc": f"monthly-allowance/{group}"})
        assert ('name="certificate"' in lan.get(chosen["location"]).content.decode()) == asked, group


def test_a_paper_that_comes_later_is_ticked_without_a_file_and_with_its_day(lan: Client, enrol) -> None:  # type: ignore[no-untyped-def]
    address = take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH", applicant_name="Trần Văn Tú")
    from ansinh.record.models.dossiers import Dossier

    dossier = Dossier.objects.get()
    paper = dossier.papers.first()
    dossier.papers.filter(pk=paper.pk).update(state="missing")
    page = lan.get(address).content.decode()
    assert "Giấy tờ chưa thấy" in page and "Đã nhận bản giấy" in page
    held = lan.post(f"{address}viec/chuyen/")
    assert held.status_code == 200 and "Còn giấy tờ chưa thấy" in held.content.decode()
    wrong = lan.post(f"{address}viec/giay-den/", {"giay": paper.name, "ngay": "31/02/2026"}).content.decode()
    assert "Ngày viết như" in wrong
    late = lan.post(f"{address}viec/giay-den/", {"giay": paper.name, "ngay": "03/03/2026"}).content.decode()
    assert "sau hôm nay" in late and 'value="03/03/2026"' in late
    early = lan.post(f"{address}viec/giay-den/", {"giay": paper.name, "ngay": "01/03/2026"}).content.decode()
    assert "trước ngày nhận hồ sơ (02/03/2026)" in early and 'value="01/03/2026"' in early
    assert lan.post(f"{address}viec/giay-den/", {"giay": paper.name, "ngay": "02/03/2026"}).status_code == 302
    page = lan.get(address).content.decode()
    assert "Đã nhận bản giấy ngày 02/03/2026" in page and "Giấy tờ chưa thấy" not in page
    assert lan.post(f"{address}viec/chuyen/").status_code == 302


def test_when_the_last_paper_awaited_is_ticked_the_page_says_what_is_left_to_do(lan: Client, enrol) -> None:  # type: ignore[no-untyped-def]
    person = enrol("Trần Thị Cúc", 1948)
    address = take_in(lan, person, "social-pension/HTXH", paper_declaration="missing")
    assert "Việc bây giờ: chờ giấy tờ" in lan.get(address).content.decode()
    lan.post(f"{address}viec/giay-den/", {"giay": "declaration", "ngay": "02/03/2026"})
    page = lan.get(address).content.decode()
    assert "Việc bây giờ: xem giấy tờ đã đủ chưa" in page and "Xem lại tờ khai, xác nhận đã đủ" in page
    assert "Việc bây giờ: chờ giấy tờ" not in page


def test_a_step_can_be_done_though_a_paper_is_not_needed(lan: Client, enrol) -> None:  # type: ignore[no-untyped-def]
    from ansinh.acts import checklist
    from ansinh.record.models.dossiers import Dossier

    address = take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH")
    dossier = Dossier.objects.get()
    dossier.papers.update(state="missing")
    assert lan.post(f"{address}viec/chuyen/", {"confirmed": "1"}).status_code == 302
    assert Dossier.objects.get().step != dossier.step
    page = lan.get(address).content.decode()
    assert "không cần: " in page and not checklist.unseen(Dossier.objects.get())  # by whom and when: it stays so
    paper = dossier.papers.first()
    assert lan.post(f"{address}viec/can-lai/", {"giay": paper.name}).status_code == 302
    assert list(checklist.unseen(Dossier.objects.get())) == [paper.name]
    assert "không cần" in lan.post(f"{address}viec/can-lai/", {"giay": paper.name}).content.decode()


def test_a_funeral_is_offered_by_what_was_drawn_and_the_death_is_told_until_it_is_signed(  # type: ignore[no-untyped-def]
    lan: Client, enrol
) -> None:
    person = enrol("Trần Thị Cúc", 1938, group="K5c")  # from 80 without a pension: the social pension since 2025
    page = lan.get(f"/ho-so/moi/?nguoi={person.pk}").content.decode()
    assert 'value="pension-funeral/MTP.HTXH"' in page and 'value="funeral-grant/MTP"' not in page
    refused = lan.post(f"/ho-so/moi/?nguoi={person.pk}", {"thu-tuc": "funeral-grant/MTP"}).content.decode()
    assert "làm thủ tục “Mai táng phí người hưởng trợ cấp hưu trí xã hội”" in refused
    address = take_in(lan, person, "pension-funeral/MTP.HTXH", died_on="20/02/2026", receiver_name="Vũ Văn Con",
                      receiver_relation="con", receiver_way="cash")  # fmt: skip
    assert "Khai mất ngày 20/02/2026" in lan.get(address).content.decode()
    assert "khai mất ngày 20/02/2026" in lan.get(f"/nguoi/{person.pk}/").content.decode()


def test_a_paper_is_asked_for_only_after_the_step_that_makes_it(lan: Client, enrol) -> None:  # type: ignore[no-untyped-def]
    from ansinh.acts import checklist
    from ansinh.record.models.dossiers import Dossier, Paper

    take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH")
    moving = Dossier.objects.get()
    moving.procedure, moving.group, moving.step = "move-between", "", "execute"
    Paper.objects.create(dossier=moving, name="file")
    assert "file" not in checklist.unseen(moving)
    moving.step = "review"
    assert "file" in checklist.unseen(moving)


def test_a_received_dossier_still_says_what_was_declared_who_does_what_and_what_was_done(  # type: ignore[no-untyped-def]
    lan: Client, minh: Client, enrol
) -> None:
    from ansinh.reports.situation import asked

    address = take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH", household="near_poor",
                      condition_met="02/2026")  # fmt: skip
    page = lan.get(address).content.decode()
    assert "Đã khai" in page and "<dd>2/2026</dd>" in page and "cận nghèo" in page
    assert "Công chức cấp xã" in page and "Luật yêu cầu gì" in page
    assert asked()["pension"].label_vi in page  # left as it stood, and the group rests on it
    decision = _drafted(lan, address)
    assert "xong bước" in lan.get(address).content.decode()
    assert "Nếu ký trong tháng này thì hưởng từ tháng" in minh.get(f"/quyet-dinh/{decision.pk}/").content.decode()


def test_the_nearest_limit_stands_on_top_whether_of_the_step_or_of_the_whole(lan: Client, enrol) -> None:  # type: ignore[no-untyped-def]
    from ansinh.record.models.dossiers import Dossier
    from ansinh.reports import dossiers as reports

    made = [enrol(f"Trần Thị {name}", 1946) for name in ("Mai", "Lan", "Cúc")]
    for person, whole, step in zip(made, (9, 5, 4), (1, 8, 6), strict=True):
        take_in(lan, person, "social-pension/HTXH")
        Dossier.objects.filter(person=person).update(
            due_on=TODAY + datetime.timedelta(whole), step_due_on=TODAY + datetime.timedelta(step)
        )
    assert [one.person for one in reports.queue("mine")] == [made[0], made[2], made[1]]
