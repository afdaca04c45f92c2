"""Documents of an office beside those of the law: entered once, found by words with or without tone marks."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import documents, permit
from ansinh.acts.wrong import Wrong
from ansinh.record.models.documents import OfficeDocument
from ansinh.reports import documents as reports
from ansinh.world.scans import Unreadable
from tests.cast import Office, PhuCu

ON = datetime.date(2023, 12, 31)
TOLD = {"number": "05/2023/NQ-HĐND", "kind": "Nghị quyết", "issuer": "Hội đồng nhân dân huyện",
        "subject": "Chỉ tiêu giảm nghèo năm 2023", "issued": datetime.date(2023, 1, 5),
        "programmes": ["2021-2025"]}  # fmt: skip


def enter(office: Office, phu_cu: PhuCu, **other: object) -> OfficeDocument:
    return documents.enter(phu_cu.district, by=office.lan, on=ON, **(TOLD | other))


def test_it_is_found_beside_the_law_with_or_without_tone_marks(office: Office, phu_cu: PhuCu) -> None:
    made = enter(office, phu_cu)
    for words in ("chỉ tiêu giảm nghèo", "chi tieu giam ngheo", "CHI TIEU 05/2023"):
        assert reports.search([phu_cu.district.pk], words)[0].own == made
    assert made not in [one.own for one in reports.search([], "chi tieu giam ngheo nam 2023")]
    (decree,) = reports.search([phu_cu.district.pk], "27/2022/nd-cp co che quan ly")
    assert decree.own is None and decree.text.number == "27/2022/NĐ-CP"
    numbers = {one.text.number for one in reports.search([], programme="2021-2025", level="centre", on=ON)}
    assert {"27/2022/NĐ-CP", "38/2023/NĐ-CP"} <= numbers and "351/2025/NĐ-CP" not in numbers


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": " "}, "number"), ({"number": "27/2022/NĐ-CP"}, "number"), ({"kind": "Thư"}, "kind"),
        ({"issuer": ""}, "issuer"), ({"subject": ""}, "subject"), ({"issued": datetime.date(2024, 1, 1)}, "issued"),
        ({"in_force": datetime.date(2023, 1, 1)}, "in_force"), ({"until": datetime.date(2023, 1, 1)}, "until"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(office: Office, phu_cu: PhuCu, wrong: dict, field: str) -> None:
    with pytest.raises(Wrong) as found:
        enter(office, phu_cu, **wrong)
    assert found.value.field == field and not OfficeDocument.objects.exists()


def test_it_is_entered_once_and_corrected(office: Office, phu_cu: PhuCu) -> None:
    made = enter(office, phu_cu)
    with pytest.raises(Wrong, match="Đã có văn bản"):
        enter(office, phu_cu)
    said = {name: TOLD.get(name) for name in ("number", "kind", "issuer", "subject", "issued", "programmes")}
    documents.correct(made, by=office.lan, on=ON, in_force=None, until=ON, replaced_by="9/2024/NQ-HĐND", **said)
    made.refresh_from_db()
    later = reports.search([phu_cu.district.pk], "chi tieu", on=datetime.date(2024, 1, 1))
    assert made.until == ON and made not in [one.own for one in later]
    with pytest.raises(permit.Refused):
        documents.correct(made, by=office.minh, on=ON, in_force=None, until=None, replaced_by="", **said)


def test_its_file_is_a_pdf_or_a_picture(office: Office, phu_cu: PhuCu) -> None:
    made = enter(office, phu_cu)
    kept = documents.attach(made, name="nq.pdf", content=b"%PDF-1.4 ... %%EOF", by=office.lan)
    assert documents.attach(made, name="nq.pdf", content=b"%PDF-1.4 ... %%EOF", by=office.lan) == kept
    with pytest.raises(Unreadable):
        documents.attach(made, name="nq.exe", content=b"MZ", by=office.lan)
