"""What an office enters from the annexes: filled in, told where it is wrong, used once a second person confirmed it."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ansinh.acts.poverty import annexes
from ansinh.acts.poverty.surveying import scores
from ansinh.acts.wrong import Wrong
from ansinh.law.score_table import REGIONS
from ansinh.record.models.poverty import HouseholdClass, HouseholdCount, KeptScores, OwnStandard
from ansinh.world import score_workbook
from tests.acts.test_poverty import household
from tests.cast import Office, PhuCu
from tests.pages.test_poverty import body, opened

LINES = [["Nhân khẩu", "chọn một", "1 người", *range(10, 17)], ["Nhân khẩu", "chọn một", "2 người", *range(7)],
         ["Tài sản", "đếm", "Tủ lạnh", *[5] * 7]]  # fmt: skip


def filled(lines: list[list[object]]) -> bytes:
    blank = io.BytesIO()
    score_workbook.write([], REGIONS, blank)
    book = openpyxl.load_workbook(blank)
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_score_table_goes_from_its_blank_to_its_use(signed_in, office: Office) -> None:
    lan = signed_in("lan")
    assert lan.get("/ho-ngheo/bang-diem/0.xlsx").content[:2] == b"PK"
    told = {"viec": "diem", "decree": "PL 07/2021", "first_year": "2022", "last_year": "2026"}

    def send(data: bytes, **other: str):
        return lan.post("/ho-ngheo/bang-diem/", told | other | {"file": SimpleUploadedFile("b1.xlsx", data)})

    missing = send(filled([[*LINES[0][:-1], None], *LINES[1:]]))
    assert missing.status_code == 422 and "“1 người” chưa có điểm: Thành thị" in body(missing)
    assert "Dòng 2: “Cách chọn”" in body(send(filled([["A", "sao", "B", *[1] * 7]])))
    assert "không phải bảng điểm" in body(send(b"a,b\n"))
    assert "Năm cuối" in body(send(filled(LINES), last_year="2021")) and not KeptScores.objects.exists()
    send(filled(LINES))
    kept = KeptScores.objects.get()
    assert scores(2023) is None and "chưa xác nhận" in body(lan.get("/ho-ngheo/bang-diem/"))
    assert lan.post(f"/ho-ngheo/bang-diem/{kept.pk}/xac-nhan/").status_code == 403
    minh = signed_in("minh")
    minh.post(f"/ho-ngheo/bang-diem/{kept.pk}/xac-nhan/")
    assert scores(2023) == kept and scores(2027) is None
    newer = annexes.keep_scores(kept.groups, decree="PL 02/2022", first_year=2022, last_year=2026, by=office.lan)
    annexes.confirm_scores(newer, by=office.minh, on=newer.entered_at.date())
    assert scores(2023) == newer and "đã thay" in body(minh.get("/ho-ngheo/bang-diem/"))
    again = io.BytesIO()
    score_workbook.write(newer.groups, REGIONS, again)
    assert score_workbook.read(again.getvalue(), REGIONS) == newer.groups


def test_a_province_s_own_standard_is_never_lower(office: Office, phu_cu: PhuCu) -> None:
    office.lan.places.add(phu_cu.province)
    told = {"first_year": 2023, "last_year": 2025, "rural": 1_800_000, "urban": 2_400_000, "min_indicators": 2,
            "basis": "NQ 5"}  # fmt: skip
    for wrong, field in (({"rural": 1_400_000}, "rural"), ({"min_indicators": 4}, "min_indicators"),
                         ({"basis": " "}, "basis"), ({"last_year": 2022}, "last_year"),
                         ({"first_year": 1999, "last_year": 1999}, "first_year")):  # fmt: skip
        with pytest.raises(Wrong) as found:
            annexes.set_own_standard(phu_cu.province, by=office.lan, **(told | wrong))
        assert found.value.field == field
    annexes.set_own_standard(phu_cu.province, by=office.lan, **told)
    with pytest.raises(Wrong, match="đã có chuẩn riêng"):
        annexes.set_own_standard(phu_cu.province, by=office.lan, **(told | {"first_year": 2024}))
    with pytest.raises(Wrong, match="do tỉnh đặt"):
        annexes.set_own_standard(phu_cu.district, by=office.lan, **told)
    assert OwnStandard.objects.get().rural == 1_800_000


def test_counts_are_typed_by_commune_and_never_below_the_poor(signed_in, office: Office, phu_cu: PhuCu) -> None:
    unit, other = phu_cu.today["Tống Trân"], phu_cu.today["Quang Hưng"]
    for at in range(3):
        home, _ = household(f"Hộ {at}", unit)
        HouseholdClass.objects.create(household=home, unit=unit, data_year=2026, from_month=2026 * 12,
                                      until_month=2027 * 12, klass="poor", members=1, basis="QĐ")  # fmt: skip
    lan = signed_in("lan")
    page = "/ho-ngheo/so-ho/?nam=2026"
    told = {f"households-{unit.pk}": "2", f"members-{unit.pk}": "9", f"minority-{unit.pk}": "",
            f"households-{other.pk}": "1.200", f"members-{other.pk}": "4.500", f"minority-{other.pk}": "3"}  # fmt: skip
    none = lan.post(page, told)
    assert none.status_code == 422 and "Ghi nguồn" in body(none) and not HouseholdCount.objects.exists()
    part = lan.post(page, told | {"source": "Thống kê xã"})
    assert part.status_code == 422 and "có 3 hộ nghèo, cận nghèo" in body(part) and 'value="2"' in body(part)
    assert HouseholdCount.objects.get().households == 1_200
    assert "bằng chữ số" in body(lan.post(page, told | {"source": "x", f"members-{unit.pk}": "chín"}))
    lan.post(page, told | {"source": "Thống kê xã", f"households-{unit.pk}": "300", f"members-{unit.pk}": "900"})
    assert HouseholdCount.objects.count() == 2
    assert "3 hộ nghèo, 0 hộ cận nghèo trong 1.500 hộ" in body(lan.get("/ho-ngheo/?nam=2026"))


def test_a_survey_chooses_the_lines_of_the_confirmed_table(
    signed_in, office: Office, phu_cu: PhuCu, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(timezone, "localdate", lambda *_: datetime.date(2026, 11, 10))
    unit = phu_cu.today["Tống Trân"]
    kept = annexes.keep_scores(score_workbook.read(filled(LINES), REGIONS), decree="PL", first_year=2022,
                               last_year=2030, by=office.lan)  # fmt: skip
    annexes.confirm_scores(kept, by=office.minh, on=datetime.date(2026, 9, 1))
    lan = signed_in("lan")
    review = opened(lan, unit)
    home, (one,) = household("Vũ Văn Nghèo", unit)
    lan.post(f"/ho-ngheo/xa/{review.pk}/viec/them/", {"who": f"Vũ Văn Nghèo {one.birth_year}", "why": "asked",
                                                      "asked_on": "02/10/2026"})  # fmt: skip
    case = review.cases.get()
    page = f"/ho-ngheo/ho/{case.pk}/"
    assert "Tủ lạnh" in body(lan.get(page))
    told = {"interviewer": "A", "taken_on": "03/10/2026", "people": [one.pk], "lacks": ["job"], "income": "1.500.000",
            "b1_g2_o1": "2"}  # fmt: skip
    half = lan.post(page, told)
    assert half.status_code == 422 and "Nhân khẩu" in body(half)
    lan.post(page, told | {"b1_g1": "o2"})
    made = case.surveys.get()
    assert (made.b1, made.b1_of_table, made.way) == (10, True, "typed")
