"""Dossiers typed carelessly and posted cunningly: each is told in a sentence, nothing typed is lost, nothing breaks."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Office, PhuCu
from tests.pages.test_dossiers import take_in

if TYPE_CHECKING:
    from tests.pages.conftest import Enrol

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 2)
PDF = b"%PDF-1.4\n%%EOF\n"
FORM = {"channel": "direct", "receive": "1"}


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)


@pytest.fixture
def lan(office: Office, client: Client) -> Client:
    client.force_login(office.lan)
    return client


def told(page: Any) -> str:
    text: str = page.content.decode()
    assert page.status_code < 500
    return text


@pytest.mark.parametrize(
    ("choice", "said", "sentence"),
    [
        ("stop/", {"ending": "death", "died_on": "01/01/1930"}, "Ngày mất trước ngày sinh đang ghi."),
        ("stop/", {"ending": "death", "died_on": "01/01/2030"}, "Ngày mất sau hôm nay."),
        ("stop/", {"ending": "ineligible", "happened": "13/2026"}, "Tháng viết như 6/2021"),
        ("stop/", {"ending": "", "reason": "x" * 10_000}, "tối đa 300"),
        ("suspension/", {"ground": "uncollected", "from_month": "tháng sáu"}, "Tháng viết như 6/2021"),
        ("suspension/", {"ground": "khác"}, "khác"),
        ("move-within/", {"place": "Xã Không Có"}, "Xã Không Có"),
        ("adjustment/K6", {"award": "999999999999999999999"}, "999999999999999999999"),
        ("social-pension/HTXH", {"applicant_name": "<script>" * 100}, "tối đa 120"),
    ],
)
def test_a_slip_of_the_hand_is_told_and_what_was_typed_stays(
    lan: Client, enrol: Enrol, choice: str, said: dict[str, str], sentence: str
) -> None:
    from ansinh.record.models.dossiers import Dossier

    person = enrol("Vũ Thị Lụa", 1938, group="" if choice.endswith("/HTXH") else "K5c")
    address = lan.post(f"/ho-so/moi/?nguoi={person.pk}", {"thu-tuc": choice})["location"]
    text = told(lan.post(f"{address}khai/", FORM | {"applicant_phone": "0912 345 678"} | said))
    assert sentence in text and "0912 345 678" in text and "<script><script>" not in text
    assert Dossier.objects.get().state == "draft"


@pytest.mark.parametrize("choice", ["", "/", "stop", "stop/XYZ", "khong-co/", "social-pension/K6", "<script>/"])
def test_a_procedure_that_is_not_offered_is_not_begun(lan: Client, enrol: Enrol, choice: str) -> None:
    from ansinh.record.models.dossiers import Dossier

    person = enrol("Vũ Thị Lụa", 1938)
    answer = lan.post(f"/ho-so/moi/?nguoi={person.pk}", {"thu-tuc": choice})
    if choice == "stop":
        assert answer.status_code == 302
    else:
        assert "nhóm" in told(answer) and not Dossier.objects.exists()


def test_a_reason_too_long_is_told_and_kept_whole(lan: Client, enrol: Enrol) -> None:
    from ansinh.record.models.dossiers import Move

    address = take_in(lan, enrol("Vũ Thị Lụa", 1938), "social-pension/HTXH")
    long = "<b>dài</b> " * 1000
    text = told(lan.post(f"{address}viec/bo-sung/", {"reason": long}))
    assert "Lý do dài quá 2000 chữ" in text and text.count("&lt;b&gt;dài") == 1000
    assert not Move.objects.filter(what="ask").exists()


def test_steps_back_in_the_browser_do_nothing_twice(lan: Client, enrol: Enrol) -> None:
    from ansinh.record.models.dossiers import Dossier, Move

    address = take_in(lan, enrol("Vũ Thị Lụa", 1938), "social-pension/HTXH")
    assert lan.post(f"{address}khai/", FORM).status_code == 302
    assert Move.objects.filter(what="receive").count() == 1
    for verb, said in [
        ("tra-ket-qua", {}), ("khieu-nai", {"reason": "x"}), ("tra-lai", {"to": "decide", "reason": "x"}),
        ("tra-lai", {"to": "khong-co", "reason": "x"}), ("tu-choi", {"reason": "  "}), ("rut", {"reason": ""}),
    ]:  # fmt: skip
        page = lan.post(f"{address}viec/{verb}/", said)
        assert page.status_code == 200 and 'role="alert"' in told(page), verb
    assert lan.post(f"{address}viec/khong-co/").status_code == 404
    assert lan.get(f"{address}viec/rut/").status_code == 405
    assert Dossier.objects.get().state == "open"


def test_files_have_a_paper_of_the_list_and_an_end(lan: Client, enrol: Enrol, monkeypatch: pytest.MonkeyPatch) -> None:
    from ansinh.record.models.dossiers import File

    address = take_in(lan, enrol("Vũ Thị Lụa", 1938), "social-pension/HTXH")
    sent = {"tep": SimpleUploadedFile("a.pdf", PDF), "giay": "khong-co"}
    assert "Chọn giấy tờ có trong danh mục" in told(lan.post(f"{address}tep/", sent, follow=True))
    monkeypatch.setattr("ansinh.acts.dossiers.MOST_FILES", 2)
    many = [SimpleUploadedFile(f"<{n}>.pdf", PDF + bytes([65 + n])) for n in range(3)]
    many[2] = SimpleUploadedFile("con.pdf", b"%PDF-1.4\n2\n%%EOF\n")
    text = told(lan.post(f"{address}tep/", {"tep": many}, follow=True))
    assert "đã có 2 tệp" in text and File.objects.count() == 2
    large = SimpleUploadedFile("to.pdf", PDF + bytes(10 * 2**20) + PDF)
    assert "lớn quá 10 MB" in told(lan.post(f"{address}tep/", {"tep": large}, follow=True))


def test_a_birth_to_come_and_a_pasted_number_are_told_at_their_fields(lan: Client, phu_cu: PhuCu) -> None:
    from ansinh.record.models.people import Person

    said = {"full_name": "Vũ Thị Lụa", "birth": "01/01/2030", "sex": "female", "unit": phu_cu.today["Quang Hưng"].pk,
            "identity_number": "033 138 000 001 033138000001"}  # fmt: skip
    text = told(lan.post("/ho-so/moi/", said))
    assert "phải có 12 chữ số" in text and 'value="01/01/2030"' in text and not Person.objects.exists()


def test_a_dossiers_draft_is_not_dropped_by_posting(lan: Client, enrol: Enrol) -> None:
    from ansinh.record.models.decisions import Decision

    address = take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH")
    while not Decision.objects.exists():
        lan.post(f"{address}viec/chuyen/")
    decision = Decision.objects.get()
    assert "trả hồ sơ về bước trước" in told(lan.post(f"/quyet-dinh/{decision.pk}/bo/", {"reason": "x"}))
    assert Decision.objects.get().state == "draft"


def test_a_book_nobody_numbers_in_is_not_begun(lan: Client, phu_cu: PhuCu) -> None:
    from ansinh.record.models.decisions import Series

    said = {"phan": "so", "unit": phu_cu.today["Quang Hưng"].pk, "year": 2026, "symbol": "qđ-ubnd ", "first": 5}
    assert "qđ-ubnd" in told(lan.post("/quyet-dinh/co-quan/", said)) and not Series.objects.exists()


def test_an_offices_template_that_breaks_on_a_paper_is_told_of(lan: Client, enrol: Enrol, office: Office) -> None:
    """It was tried with a made-up paper when it came; with another paper it may ask for what there is not."""
    from ansinh.record.models.decisions import Decision, Template
    from tests.world.test_documents import word

    address = take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH")
    while not Decision.objects.exists():
        lan.post(f"{address}viec/chuyen/")
    decision = Decision.objects.get()
    for name in ("decision", "dossier_receipt"):
        Template.objects.create(
            unit=decision.authority, name=name, content=word("{{ khong_co }}"), uploaded_by=office.lan
        )
    for page in (f"/quyet-dinh/{decision.pk}/van-ban.docx", f"{address}in/giay-hen.docx"):
        assert "Mẫu văn bản hỏi một mục không có" in told(lan.get(page, follow=True)), page


def test_strangers_see_and_do_nothing(lan: Client, enrol: Enrol, phu_cu: PhuCu, office: Office) -> None:
    from ansinh.record.models.decisions import Decision
    from ansinh.record.models.dossiers import Dossier
    from ansinh.record.models.users import Role, User

    address = take_in(lan, enrol("Trần Thị Cúc", 1948), "social-pension/HTXH")
    while not Decision.objects.exists():
        lan.post(f"{address}viec/chuyen/")
    page = f"/quyet-dinh/{Decision.objects.get().pk}/"
    outsiders = [User.objects.create_user(f"xa-{role}", role=role) for role in (Role.OFFICER, Role.APPROVER)]
    for outsider in outsiders:
        outsider.places.add(phu_cu.communes["Minh Tiến"])
    for user in (*outsiders, office.hoa, office.admin):
        client = Client()
        client.force_login(user)
        for post in (f"{address}viec/rut/", f"{address}viec/tra-lai/", f"{address}khai/", f"{address}tep/",
                     f"{page}ky/", f"{page}bo/"):  # fmt: skip
            assert client.post(post, {"reason": "x", "to": "review"}).status_code in (403, 404), (user.username, post)
        if user in outsiders:
            for shown in (address, page, f"{page}van-ban.docx", f"{address}in/giay-hen.docx"):
                assert client.get(shown).status_code == 404, (user.username, shown)
    assert (Dossier.objects.get().state, Decision.objects.get().state) == ("open", "draft")
