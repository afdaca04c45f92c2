"""What an office sets for itself: its Word templates, its book of numbers, its limits and days off."""

from __future__ import annotations

import datetime
import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ansinh.acts import writing
from ansinh.record.models.decisions import Series, Template
from ansinh.record.models.dossiers import DayOff, Limit
from ansinh.world.documents.filling import standard
from tests.cast import Office, PhuCu

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan(office: Office, client: Client) -> Client:
    client.force_login(office.lan)
    return client


def changed(name: str, text: str) -> bytes:
    """A template that comes along, with a line more."""
    document = docx.Document(io.BytesIO(standard(name)))
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def send(lan: Client, place: int, name: str, content: bytes) -> str:
    answer = lan.post(
        f"/quyet-dinh/mau/?noi={place}", {"mau": name, "tep": SimpleUploadedFile("mau.docx", content)}, follow=True
    )
    return answer.content.decode()


def test_an_office_uses_a_template_of_its_own_and_goes_back(lan: Client, phu_cu: PhuCu) -> None:
    place = phu_cu.today["Quang Hưng"]
    assert "Đã đổi mẫu văn bản." in send(lan, place.pk, "decision", changed("decision", "Phòng Kinh tế {{ about }}"))
    assert b"PK" == writing.template("decision", place)[:2] != standard("decision")[:0]
    assert writing.template("decision", place) == bytes(Template.objects.get().content)
    assert writing.template("decision", phu_cu.today["Tống Trân"]) == standard("decision")
    got = lan.get(f"/quyet-dinh/mau/decision.docx?noi={place.pk}")
    assert bytes(got.content) == bytes(Template.objects.get().content)
    lan.post(f"/quyet-dinh/mau/?noi={place.pk}", {"mau": "decision", "bo": "1"})
    assert writing.template("decision", place) == standard("decision")
    assert Template.objects.get().replaced_at is not None  # what was used stays readable


@pytest.mark.parametrize("name", list(writing.NAMES))
def test_every_template_that_comes_along_can_be_changed(lan: Client, phu_cu: PhuCu, name: str) -> None:
    place = phu_cu.today["Quang Hưng"]
    assert "Đã đổi mẫu văn bản." in send(lan, place.pk, name, changed(name, "Thêm một dòng."))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"khong phai word", "không phải văn bản Word"),
        (changed("decision", "{{ so_tien_bi_mat }}"), "so_tien_bi_mat"),
        (changed("decision", "{{ about"), "ghi sai chỗ điền"),
        (changed("decision", "{{ about.__class__.__mro__ }}"), "Mẫu văn bản"),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_refused(lan: Client, phu_cu: PhuCu, content: bytes, told: str) -> None:
    assert told in send(lan, phu_cu.today["Quang Hưng"].pk, "decision", content)
    assert not Template.objects.exists()


def test_another_offices_templates_are_not_changed(lan: Client, phu_cu: PhuCu) -> None:
    assert lan.get(f"/quyet-dinh/mau/?noi={phu_cu.province.pk}").status_code == 404


def test_numbers_limits_and_days_off_are_entered_with_their_paper(lan: Client, phu_cu: PhuCu) -> None:
    unit = phu_cu.today["Quang Hưng"].pk
    page = "/quyet-dinh/co-quan/"
    lan.post(page, {"phan": "so", "unit": unit, "year": 2026, "symbol": "QĐ-UBND", "first": 214})
    assert Series.objects.get().first == 214
    lan.post(page, {"phan": "han", "unit": unit, "procedure": "monthly-allowance", "days": 10,
                    "from_day": "01/01/2026", "basis": "QĐ 12/QĐ-UBND"})  # fmt: skip
    assert Limit.objects.get().days == 10
    lan.post(page, {"phan": "nghi", "unit": unit, "on": "07/12/2026", "works": "off", "basis": "TB 5"})
    assert DayOff.objects.get().on == datetime.date(2026, 12, 7)
    for wrong, told in [
        ({"phan": "nghi", "unit": unit, "on": "06/12/2026", "works": "off", "basis": "TB 5"}, "vốn đã là ngày nghỉ"),
        ({"phan": "nghi", "unit": unit, "on": "32/12/2026", "works": "off", "basis": "TB 5"}, "Ngày viết như"),
        ({"phan": "han", "unit": unit, "procedure": "monthly-allowance", "days": 0, "from_day": "01/01/2026",
          "basis": "x"}, "lớn hơn hoặc bằng với 1"),
        ({"phan": "so", "unit": phu_cu.province.pk, "year": 2026, "symbol": "QĐ-UBND", "first": 3}, "chọn"),
    ]:  # fmt: skip
        assert told in lan.post(page, wrong).content.decode(), wrong
    assert (Series.objects.count(), Limit.objects.count(), DayOff.objects.count()) == (1, 1, 1)
