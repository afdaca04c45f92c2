"""Dossiers of people with merit on the site: chosen by family, asked at the field, signed by the bureau; slips."""

from __future__ import annotations

import datetime
import re
from io import BytesIO

import pytest
from django.test import Client
from docx import Document

from ansinh.record.models.decisions import Decision
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.merit import Slip
from ansinh.record.models.people import Person
from tests.acts.people import fact, month, person
from tests.acts.test_dossiers import signed, taken_in, to_signature
from tests.acts.test_merit import AUGUST, WOUNDED, gives, with_merit
from tests.acts.test_merit_dossiers import BURIED_BY, SURVIVOR
from tests.cast import Office, PhuCu

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2024, 8, 12)


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)


@pytest.fixture
def lan(office: Office, client: Client) -> Client:
    client.force_login(office.lan)
    return client


@pytest.fixture
def binh(phu_cu: PhuCu) -> Person:
    """Wounded of 85 %, drawing since August."""
    made = with_merit("Nguyễn Văn Bình", phu_cu, **WOUNDED)
    gives(made, "merit_wounded", "TB")
    return made


@pytest.fixture
def mai(phu_cu: PhuCu) -> Person:
    return person("Lê Thị Mai", phu_cu.communes["Tống Trân"], born="1956-05-02", sex="female")


def begun(lan: Client, who: Person, choice: str) -> str:
    """A draft of a procedure: its form's address."""
    chosen = lan.post(f"/ho-so/moi/?nguoi={who.pk}", {"thu-tuc": choice})
    assert chosen.status_code == 302, chosen.content.decode()[:3000]
    return f"{chosen['location']}khai/"


def told(page: str) -> dict[str, str]:
    """The sentence at each field that is wrong, by the field's name."""
    summary = page.split('id="errors"')[1].split("</ul>")[0] if 'id="errors"' in page else ""
    return dict(re.findall(r'<a href="#id_(\w+)">([^<]*)</a>', summary))


def test_procedures_are_chosen_from_two_lists_and_found_by_their_words(
    phu_cu: PhuCu, lan: Client, mai: Person, binh: Person
) -> None:
    new = lan.get(f"/ho-so/moi/?nguoi={mai.pk}").content.decode()
    assert "Trợ cấp xã hội, hỗ trợ kinh phí" in new or "monthly-allowance" in new
    assert "merit-survivor" not in new
    merit = lan.get(f"/ho-so/moi/?nguoi={mai.pk}&loai=nguoi-co-cong").content.decode()
    assert "merit-survivor" in merit and "monthly-allowance/" not in merit
    found = lan.get(f"/ho-so/moi/?nguoi={mai.pk}&tim=tuat hang thang").content.decode()
    assert "merit-survivor" in found and "merit-toxic" not in found
    none = lan.get(f"/ho-so/moi/?nguoi={mai.pk}&tim=xyz").content.decode()
    assert "Không có thủ tục nào có chữ “xyz”" in none
    assert "merit-funeral" in lan.get(f"/ho-so/moi/?nguoi={binh.pk}").content.decode()  # who draws merit begins there


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"wounded": "tb", "wounded_degree": "15"}, "wounded_degree", "từ 21 đến 100%"),
        ({"wounded": "tb", "wounded_degree": "161"}, "wounded_degree", "100"),
        ({"wounded": "tb", "wounded_degree": "61", "recognised_by": ""}, "recognised_by", "số, ngày và cơ quan"),
        ({"wounded": "tb", "wounded_degree": "61", "certificate": "9/2024"}, "certificate", "chưa tới"),
    ],
)
def test_a_recognition_says_what_is_wrong_at_the_field(
    lan: Client, mai: Person, said: dict[str, str], field: str, sentence: str
) -> None:
    address = begun(lan, mai, "merit-recognition/TB")
    form = {"channel": "direct", "receive": "1", "recognised_by": "77/QĐ", "certificate": "7/2024",
            "paper_recognition": "given", "paper_board": "given"}  # fmt: skip
    page = lan.post(address, form | said)
    assert page.status_code == 200
    assert sentence in told(page.content.decode())[field]
    assert Dossier.objects.get().number is None and not mai.facts.exists()


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"dead_name": ""}, "dead_name", "Ghi họ tên"),
        ({"condition_met": ""}, "condition_met", "Ghi tháng mất"),
        ({"dead_number": "033054000001"}, "dead_number", "Sổ chưa ghi Nguyễn Văn Bình mất"),
        ({"dead_number": "033056000009"}, "dead_number", "chính người đề nghị"),
        ({"dead_number": "033050000002"}, "condition_met", "mất tháng 6/2024"),
    ],
)
def test_a_survivors_form_is_held_against_what_the_register_says_of_the_dead(
    lan: Client, phu_cu: PhuCu, mai: Person, binh: Person, said: dict[str, str], field: str, sentence: str
) -> None:
    Person.objects.filter(pk=binh.pk).update(identity_number="033054000001")
    Person.objects.filter(pk=mai.pk).update(identity_number="033056000009")
    person("Trần Văn Mất", phu_cu.communes["Tam Đa"], identity_number="033050000002", died_on=datetime.date(2024, 6, 2))
    address = begun(lan, mai, "merit-survivor/TUAT")
    form = {"channel": "direct", "receive": "1", "survivor_of": "tb", "survivor_as": "spouse", "retirement_age": "on",
            "dead_name": "Nguyễn Văn Bình", "condition_met": "7/2024", "paper_death": "given"}  # fmt: skip
    page = lan.post(address, form | said).content.decode()
    assert sentence in told(page)[field]
    assert Dossier.objects.get().number is None


def test_a_death_before_the_award_began_is_said_at_the_day(lan: Client, binh: Person) -> None:
    address = begun(lan, binh, "merit-funeral/MTP.NCC")
    form = {"channel": "direct", "receive": "1", "died_on": "30/07/2024", "paper_death": "given"} | BURIED_BY
    page = lan.post(address, form).content.decode()
    assert "trước tháng bắt đầu hưởng 8/2024" in told(page)["died_on"]


def test_a_survivor_who_draws_already_is_told_before_the_form(lan: Client, mai: Person) -> None:
    fact(mai, "survivor_of", ["bb"])
    gives(mai, "merit_survivor", "TUAT", since=month("2024-02"))
    page = lan.post(f"/ho-so/moi/?nguoi={mai.pk}", {"thu-tuc": "merit-survivor/TUAT"}).content.decode()
    assert "đang hưởng “Trợ cấp tuất người có công”" in page and not Dossier.objects.exists()


def test_the_bureaus_paper_decision_is_recorded_and_both_grants_follow(
    lan: Client, office: Office, binh: Person
) -> None:
    dossier = taken_in(binh, office, TODAY, "merit-funeral", "MTP.NCC", died_on="2024-08-10", **BURIED_BY)
    to_signature(dossier, office, TODAY)
    page = lan.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "Sở đã ký trên giấy: ghi số quyết định" in page
    address = f"/ho-so/{dossier.pk}/so-da-ky/"
    form = lan.get(address).content.decode()
    assert "23.400.000" in form and "27.000.000" in form
    for said, field in (
        ({"number": "", "signed_on": "12/08/2024"}, "number"),
        ({"number": "8/QĐ", "signed_on": "13/08/2024"}, "signed_on"),
    ):
        assert field in told(lan.post(address, said).content.decode())
    assert not binh.awards.filter(kind="merit_death").exists()
    done = lan.post(address, {"number": "812/QĐ-SLĐTBXH", "signed_on": "12/08/2024"}, follow=True).content.decode()
    assert "Đã ghi quyết định số 812/QĐ-SLĐTBXH." in done and "ký số 812/QĐ-SLĐTBXH ngày 12/08/2024" in done
    assert binh.awards.get(kind="merit_death").decision_number == "812/QĐ-SLĐTBXH"


def test_the_boards_result_is_typed_at_its_step(lan: Client, mai: Person) -> None:
    address = begun(lan, mai, "merit-toxic/CD")
    form = lan.get(address.removesuffix("khai/")).content.decode()
    assert 'name="certificate"' not in form and "paper_board" not in form
    lan.post(address, {"channel": "direct", "receive": "1"})
    one = Dossier.objects.get()
    while Dossier.objects.get().step != "conclude":
        lan.post(f"/ho-so/{one.pk}/viec/chuyen/", {})
    page = lan.get(f"/ho-so/{one.pk}/").content.decode()
    assert "Mở tờ khai, ghi kết quả" in page
    assert 'name="certificate"' in lan.get(address).content.decode()
    said = {"channel": "direct", "toxic_degree": "61", "certificate": "7/2024", "paper_board": "given"}
    assert "từ 21 đến 100%" in told(lan.post(address, said | {"toxic_degree": "15"}).content.decode())["toxic_degree"]
    lan.post(address, said)
    lan.post(f"/ho-so/{one.pk}/viec/chuyen/", {})
    assert Decision.objects.get().effects.get().code == "CD.61"


def test_a_confirmation_and_a_moved_file_are_kept_and_listed(lan: Client, binh: Person) -> None:
    page = lan.get(f"/nguoi/{binh.pk}/").content.decode()
    assert "Lập giấy xác nhận" in page and "Di chuyển hồ sơ" in page
    confirm = f"/nguoi/{binh.pk}/xac-nhan-nguoi-co-cong/"
    assert "85%" in lan.get(confirm).content.decode()
    assert "purpose" in told(lan.post(confirm, {"purpose": "  "}).content.decode())
    done = lan.post(confirm, {"purpose": "con đi học"}, follow=True).content.decode()
    assert "Giấy xác nhận 1/GXN-NCC" in done
    slip = Slip.objects.get()
    words = "\n".join(
        p.text for p in Document(BytesIO(lan.get(f"/nguoi-co-cong/phieu/{slip.pk}.docx").content)).paragraphs
    )
    assert "con đi học" in words and "quyết định số 7/QĐ" in words
    move = f"/nguoi/{binh.pk}/di-chuyen-ho-so/"
    assert "Ở đây chi hết tháng 8/2024" in lan.get(move).content.decode()
    assert "place" in told(lan.post(move, {"place": "xã Không Có"}).content.decode())
    assert Slip.objects.count() == 1 and binh.awards.get().until_month is None
    done = lan.post(move, {"place": "xã Không Có, tỉnh Lai Châu", "other": "on"}, follow=True).content.decode()
    assert "<strong>1 hồ sơ đi</strong>" in done and "Nguyễn Văn Bình" in done and "8/2024" in done
    assert binh.awards.get().until_month == AUGUST + 1
    early = lan.get("/nguoi-co-cong/di-chuyen/?tu=01/01/2024&den=30/06/2024").content.decode()
    assert "<strong>0 hồ sơ đi</strong>" in early


def test_the_dead_and_those_without_merit_are_told_at_the_field(
    lan: Client, office: Office, binh: Person, mai: Person
) -> None:
    page = lan.post(f"/nguoi/{mai.pk}/di-chuyen-ho-so/", {"place": "Lai Châu", "other": "on"}).content.decode()
    assert "không đang hưởng khoản ưu đãi nào" in told(page)["place"]
    page = lan.post(f"/nguoi/{mai.pk}/xac-nhan-nguoi-co-cong/", {"purpose": "đi học"}).content.decode()
    assert "chưa ghi Lê Thị Mai" in told(page)["purpose"]
    signed(taken_in(binh, office, TODAY, "merit-funeral", "MTP.NCC", died_on="2024-08-10", **BURIED_BY), office, TODAY)
    page = lan.post(f"/nguoi/{binh.pk}/di-chuyen-ho-so/", {"place": "Lai Châu", "other": "on"}).content.decode()
    assert "đã mất ngày 10/08/2024" in told(page)["place"]
    assert not Slip.objects.exists()


OWN_AND_SURVIVOR = {"wounded": "tb", "wounded_degree": 61, "survivor_of": ["tb"], "survivor_as": "spouse",
                    "retirement_age": True}  # fmt: skip
TWICE = {"wounded": "tb", "wounded_degree": 61, "imprisoned": True}
PARENT = {"survivor_of": ["tb"], "survivor_as": "parent", "retirement_age": True}
QUESTIONS = {
    "R17": (OWN_AND_SURVIVOR, ("merit_wounded", "merit_survivor"), "Vừa là người có công vừa là thân nhân"),
    "R18": (TWICE, ("merit_wounded", "merit_prisoner"), "ba tháng khi chết"),
    "R19": ({"toxic_degree": 85, "toxic_extreme": True}, ("merit_toxic",), "bệnh đặc biệt nặng"),
    "R20": (PARENT, ("merit_survivor",), "áp dụng cho cha mẹ"),
}  # fmt: skip


@pytest.mark.parametrize("reading", QUESTIONS)
def test_what_the_law_of_merit_leaves_open_is_shown_to_decide(reading: str, phu_cu: PhuCu, lan: Client) -> None:
    facts, kinds, words = QUESTIONS[reading]
    who = with_merit("Phạm Văn Chính", phu_cu, **facts)
    for kind in kinds:
        gives(who, kind, "TB")
    if reading == "R18":
        Person.objects.filter(pk=who.pk).update(died_on=TODAY)
        gives(who, "merit_death", "3T", until=AUGUST + 1)
    page = lan.get(f"/nguoi/{who.pk}/vi-sao/?thang=2024-08").content.decode()
    assert "Luật để ngỏ, anh chị quyết định" in page
    assert f'<span class="tag note">{reading}</span>' in page and words in page


def test_merit_beside_social_assistance_is_a_question_with_its_article(phu_cu: PhuCu, lan: Client) -> None:
    who = person("Phạm Thị Già", phu_cu.communes["Tam Đa"], born="1935-01-01")
    fact(who, "imprisoned", True)
    gives(who, "merit_prisoner", "TUDAY")
    gives(who, "allowance", "K5c")
    page = lan.get(f"/nguoi/{who.pk}/vi-sao/?thang=2024-08").content.decode()
    asked = page.split("Luật để ngỏ, anh chị quyết định")[1].split("</ul>")[0]
    assert "R10" in asked and "Điều" in asked


def test_a_dossier_of_merit_shows_the_open_question_before_it_is_signed(
    lan: Client, office: Office, binh: Person
) -> None:
    dossier = taken_in(
        binh, office, TODAY, "merit-survivor", "TUAT", facts=SURVIVOR | {"survivor_of": ["cd"]}, condition_met=AUGUST,
        dead_name="Trần Thị Vợ",
    )  # fmt: skip
    page = lan.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "Vừa là người có công vừa là thân nhân người có công" in page
