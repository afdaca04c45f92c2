"""What became of workbooks: who may look, the rows that were held or remarked, and how a held row is answered."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ansinh.acts import permit, registers
from ansinh.record.models.people import Person
from ansinh.record.models.tasks import Import, ImportRow, Task
from ansinh.record.models.trail import Entry
from tests.cast import Office, PhuCu
from tests.pages.conftest import ON
from tests.pages.test_attack import HEADINGS, ROW, enter, sent, settled, workbook

FAULTY = [2, "Đỗ Thị Én", "19x8", "Nữ", "Không Có", "Người cao tuổi từ đủ 80 tuổi", 1, 270000, "01/2018"]
REMARKED = [3, "Do Thi Mo", "1938", "Nữ", "Tam Đa", "Người cao tuổi từ đủ 80 tuổi", 1, 270000, "01/2018"]


@pytest.fixture
def kept(office: Office, anh) -> Import:
    return Import.objects.create(
        name="tam-da.xlsx", digest="x", format="office", by=office.lan, corrections=b"PK",
        communes=sorted(permit.cover(office.lan)),
        counts={"landed": 1, "landed with remarks": 0, "held": 2, "not a person": 3},
        differences=[{"person": anh.pk, "name": anh.full_name, "sheet": "Tam Đa", "row": 4, "group": "K5c",
                      "month": 24257, "stated": 180000, "law": 270000, "reason": "Sổ ghi ít hơn luật."}],
    )  # fmt: skip


@pytest.fixture
def imported(office: Office) -> Import:
    """A workbook of Lan's with one row that landed with a remark and one held for two faults."""
    with permit.acting(office.lan):
        found = registers.import_workbook(workbook(REMARKED, FAULTY), name="so.xlsx", on=ON, by=office.lan).kept
    assert found is not None and (found.counts["held"], found.counts["landed with remarks"]) == (1, 1)
    return found


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def titled(title: str) -> bytes:
    """A workbook of one row whose title says a month."""
    book = openpyxl.Workbook()
    for row in ([title], HEADINGS, ROW):
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def corrected(data: bytes) -> bytes:
    """The workbook of rows to correct, with the birth and the commune put right."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for cell in (cell for row in book.worksheets[0].iter_rows() for cell in row):
        cell.value = {"19x8": "1938", "Không Có": "Tam Đa"}.get(cell.value, cell.value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_became_of_a_workbook_is_told_with_its_rows_to_correct(signed_in, kept: Import, anh) -> None:
    client = signed_in("lan")
    shown = body(client.get(f"/nhap-so/{kept.pk}/"))
    assert "giữ lại chờ sửa" in shown and "Sổ ghi ít hơn luật." in shown and f'href="/nguoi/{anh.pk}/"' in shown
    assert client.get(f"/nhap-so/{kept.pk}/sua/").content == b"PK"


def test_the_page_of_imports_lists_what_was_imported_with_its_differences(signed_in, kept: Import) -> None:
    assert "tam-da.xlsx" in body(signed_in("lan").get("/nhap-so/"))


@pytest.mark.parametrize("by_command_line", [False, True])
def test_an_officer_of_another_commune_sees_nothing_of_it(
    signed_in, office: Office, phu_cu: PhuCu, imported: Import, by_command_line: bool
) -> None:
    from ansinh.record.models.users import User

    if by_command_line:
        Import.objects.update(by=None)
    other = User.objects.create_user("thu", password="an-sinh-tests", role="officer")
    other.places.add(phu_cu.communes["Đình Cao"])
    row = ImportRow.objects.get(outcome="held")
    client = enter(signed_in("lan"), other)
    for path in ("", "sua/", "dong/giu-lai/", "dong/ghi-chu/"):
        assert client.get(f"/nhap-so/{imported.pk}/{path}").status_code == 404
    for path in ("gac-lai", "xem-lai"):
        assert client.post(f"/nhap-so/dong/{row.pk}/{path}/", {"reason": "x"}).status_code == 404
    assert "so.xlsx" not in body(client.get("/")) + body(client.get("/nhap-so/"))
    assert "so.xlsx" in body(enter(client, office.lan).get("/"))


def test_an_import_of_the_command_line_is_seen_where_its_people_live(signed_in, office: Office, phu_cu: PhuCu) -> None:
    from ansinh.record.models.users import User

    registers.import_workbook(workbook(ROW, FAULTY), name="huyen.xlsx", on=ON, by=None)
    other = User.objects.create_user("thu", password="an-sinh-tests", role="officer")
    other.places.add(phu_cu.communes["Đình Cao"])
    client = signed_in("lan")
    assert "huyen.xlsx" in body(client.get("/nhap-so/"))
    assert "huyen.xlsx" not in body(enter(client, other).get("/nhap-so/"))


def test_a_row_with_remarks_is_shown_with_them_and_leads_to_its_person(signed_in, imported: Import) -> None:
    shown = body(signed_in("lan").get(f"/nhap-so/{imported.pk}/dong/ghi-chu/"))
    person = Person.objects.get(full_name="Do Thi Mo")
    (row,) = imported.rows.filter(outcome="remarked")
    assert f'<a href="/nguoi/{person.pk}/">Do Thi Mo</a>' in shown
    assert row.remarks and all(remark["sentence"] in shown for remark in row.remarks)


def test_many_rows_are_shown_a_page_at_a_time_and_downloaded_whole(signed_in, imported: Import) -> None:
    ImportRow.objects.bulk_create(
        ImportRow(source=imported, sheet="Tam Đa", row=1000 + at, outcome="remarked", full_name=f"Người {at:03}",
                  origin=f"AS-{at}", remarks=[{"column": "", "value": "", "sentence": "Thiếu số định danh."}])
        for at in range(150)
    )  # fmt: skip
    client, address = signed_in("lan"), f"/nhap-so/{imported.pk}/dong/ghi-chu/"
    first, second = body(client.get(address)), body(client.get(f"{address}?trang=2"))
    assert "151 dòng vào sổ có ghi chú" in first and "Trang 1/2" in first
    assert "Người 098" in first and "Người 099" not in first
    assert "Người 099" in second and "Người 149" in second and "Người 098" not in second
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}?xlsx=ghi-chu").content)).worksheets[0]
    assert sheet.max_row == 152


def test_a_held_row_is_shown_with_all_its_faults(signed_in, imported: Import) -> None:
    shown = body(signed_in("lan").get(f"/nhap-so/{imported.pk}/dong/giu-lai/"))
    (row,) = imported.rows.filter(outcome="held")
    assert len([remark for remark in row.remarks if remark["holds"]]) >= 2
    assert "<strong>Cột C</strong>: " in shown and "“19x8”" in shown and "Không Có" in shown
    assert "1 dòng còn chờ sửa" in body(signed_in("lan").get(f"/nhap-so/{imported.pk}/"))


def test_the_corrected_workbook_answers_its_rows(signed_in, office: Office, imported: Import) -> None:
    client = signed_in("lan")
    assert "1 dòng giữ lại chờ sửa, so.xlsx" in body(client.get("/"))
    data = corrected(client.get(f"/nhap-so/{imported.pk}/sua/").content)
    with permit.acting(office.lan):
        again = registers.import_workbook(data, name="sua-so.xlsx", on=ON, by=office.lan).kept
    assert again is not None and again.counts["held"] == 0
    assert "giữ lại chờ sửa" not in body(client.get("/"))
    shown = body(client.get(f"/nhap-so/{imported.pk}/dong/giu-lai/"))
    assert "đã vào sổ từ" in shown and f'<a href="/nhap-so/{again.pk}/">sua-so.xlsx</a>' in shown
    assert "Không còn dòng nào chờ sửa" in body(client.get(f"/nhap-so/{imported.pk}/"))


def test_a_row_sent_again_and_still_wrong_waits_in_one_place_only(signed_in, office: Office, imported: Import) -> None:
    client = signed_in("lan")
    data = client.get(f"/nhap-so/{imported.pk}/sua/").content
    with permit.acting(office.lan):
        again = registers.import_workbook(data, name="sua-so.xlsx", on=ON, by=office.lan).kept
        assert again is not None
        third = registers.import_workbook(
            corrected(client.get(f"/nhap-so/{again.pk}/sua/").content), name="sua-2.xlsx", on=ON, by=office.lan
        ).kept
    assert "đã gửi lại, còn giữ ở" in body(client.get(f"/nhap-so/{imported.pk}/dong/giu-lai/"))
    assert again.rows.get().answered_by == third
    assert not ImportRow.objects.open().exists()


def test_the_whole_workbook_corrected_and_sent_again_answers_its_rows(office: Office, imported: Import) -> None:
    right = [*FAULTY[:2], "1938", FAULTY[3], "Tam Đa", *FAULTY[5:]]
    other = [*FAULTY[:2], "1936", FAULTY[3], "Tam Đa", *FAULTY[5:8], "05/2019"]
    with permit.acting(office.lan):
        registers.import_workbook(workbook(other), name="khac.xlsx", on=ON, by=office.lan)
        assert ImportRow.objects.open().count() == 1  # the same name, other months: not surely the same row
        registers.import_workbook(workbook(REMARKED, [2, *right[1:]]), name="so-2.xlsx", on=ON, by=office.lan)
    (row,) = imported.rows.filter(outcome="held")
    assert row.answered_by is not None and row.answered_by.name == "so-2.xlsx"


def test_another_benefit_of_the_same_person_answers_nothing(office: Office) -> None:
    unclear = [*ROW[:5], "Kinh phí gì đó", 1, 270000, "01/2018"]
    with permit.acting(office.lan):
        first = registers.import_workbook(workbook(unclear), name="so.xlsx", on=ON, by=office.lan)
        registers.import_workbook(workbook(ROW), name="khac.xlsx", on=ON, by=office.lan)
    assert first.counts["held"] == 1
    assert ImportRow.objects.open().get().full_name == "Nguyễn Thị Ánh"


def test_sheets_whose_names_differ_by_a_space_keep_their_rows_apart(office: Office) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Tam Đa"
    for sheet in (book.worksheets[0], book.create_sheet("Tam Đa ")):
        sheet.append(HEADINGS)
        sheet.append(FAULTY)
    out = io.BytesIO()
    book.save(out)
    with permit.acting(office.lan):
        kept = registers.import_workbook(out.getvalue(), name="so.xlsx", on=ON, by=office.lan).kept
    assert kept is not None and kept.rows.count() == kept.counts["held"] == 2


def test_a_held_row_is_put_aside_with_its_reason_who_and_when(signed_in, office: Office, imported: Import) -> None:
    client, row = signed_in("lan"), imported.rows.get(outcome="held")
    assert "Ghi lý do" in body(client.post(f"/nhap-so/dong/{row.pk}/gac-lai/", {"reason": "  "}))
    assert client.post(f"/nhap-so/dong/{row.pk}/gac-lai/", {"reason": "Đã chết năm 2019"}).status_code == 302
    shown = body(client.get(f"/nhap-so/{imported.pk}/dong/giu-lai/"))
    assert "Không đưa vào sổ: Đã chết năm 2019 (Nguyễn Thị Lan," in shown
    assert "giữ lại chờ sửa" not in body(client.get("/"))
    entry = Entry.objects.get(table="tasks_row")
    assert (entry.by, entry.after["aside_reason"], entry.before["aside_reason"]) == ("lan", "Đã chết năm 2019", "")
    assert "đã được gác lại" in body(client.post(f"/nhap-so/dong/{row.pk}/gac-lai/", {"reason": "lần nữa"}))
    assert client.post(f"/nhap-so/dong/{row.pk}/xem-lai/").status_code == 302
    assert ImportRow.objects.open().get() == row


def test_a_row_put_aside_stays_so_when_the_same_file_comes_again(office: Office) -> None:
    from ansinh.acts import kept_rows

    data = workbook(REMARKED, FAULTY)
    with permit.acting(office.lan):
        first = registers.import_workbook(data, name="so.xlsx", on=ON, by=office.lan).kept
        assert first is not None
        kept_rows.put_aside(first.rows.get(outcome="held"), reason="trùng", by=office.lan)
        assert registers.import_workbook(data, name="so.xlsx", on=ON, by=office.lan).kept == first
    assert first.rows.get(outcome="held").aside_reason == "trùng"


@pytest.mark.parametrize("who", ["hoa", "minh", "admin"])
def test_only_an_officer_puts_rows_aside(signed_in, imported: Import, who: str) -> None:
    row = imported.rows.get(outcome="held")
    assert signed_in(who).post(f"/nhap-so/dong/{row.pk}/gac-lai/", {"reason": "x"}).status_code == 403
    assert ImportRow.objects.open().count() == 1


def test_another_month_in_the_title_is_asked_about_before_anything_lands(transactional_db, signed_in) -> None:
    client = signed_in("lan")
    tried = sent(client, titled("DANH SÁCH CHI TRẢ THÁNG 9 NĂM 2020"))
    shown = body(client.get(f"/nhap-so/viec/{tried.pk}/"))
    assert "Tiêu đề tệp ghi tháng 9/2020" in shown and "Tháng nào đúng?" in shown
    client.post(f"/nhap-so/viec/{tried.pk}/ghi/")
    settled()
    with permit.everywhere("tests"):
        assert not Person.objects.exists()
    assert "Tháng viết như 6/2021" in body(
        client.post(f"/nhap-so/viec/{tried.pk}/thang/", {"paid_through": "chín"}, follow=True)
    )
    client.post(f"/nhap-so/viec/{tried.pk}/thang/", {"paid_through": "9/2020"})
    settled()
    with permit.everywhere("tests"):
        again = Task.objects.latest("pk")
    assert again.arguments["paid_before"] == 2020 * 12 + 9
    assert "Tháng nào đúng?" not in body(client.get(f"/nhap-so/viec/{again.pk}/"))
    client.post(f"/nhap-so/viec/{tried.pk}/ghi/", {"month": "seen"})
    settled()
    with permit.everywhere("tests"):
        assert Person.objects.get().full_name == "Nguyễn Thị Ánh"


@pytest.mark.parametrize("title", ["DANH SÁCH THÁNG 6/2021", "DANH SÁCH THÁNG 5 NĂM 2021", "DANH SÁCH",
                                   "Kèm theo Quyết định số 5 ngày 15 tháng 9 năm 2020"])  # fmt: skip
def test_a_title_that_agrees_or_says_no_month_asks_nothing(transactional_db, signed_in, title: str) -> None:
    client = signed_in("lan")
    assert "Tháng nào đúng?" not in body(client.get(f"/nhap-so/viec/{sent(client, titled(title)).pk}/"))


def test_nobody_is_linked_while_a_workbook_is_only_tried(transactional_db, signed_in) -> None:
    client = signed_in("lan")
    tried = sent(client, workbook([*ROW[:7], 999000, ROW[8]]))
    shown = body(client.get(f"/nhap-so/viec/{tried.pk}/"))
    assert "1 dòng sổ ghi khác mức luật" in shown and "Nguyễn Thị Ánh" in shown
    assert 'href="/nguoi/' not in shown


def test_an_xlsb_is_refused_with_what_to_do(signed_in, office: Office) -> None:
    form = {"file": SimpleUploadedFile("so.xlsb", b"PK"), "paid_through": "5/2021"}
    assert "lưu thành .xlsx rồi gửi lại" in body(signed_in("lan").post("/nhap-so/", form))


def test_an_officer_without_a_place_is_told_before_anything_is_read(signed_in, office: Office) -> None:
    office.lan.places.clear()
    form = {"file": SimpleUploadedFile("so.xlsx", workbook(ROW)), "paid_through": "5/2021"}
    assert "chưa được giao địa bàn nào" in body(signed_in("lan").post("/nhap-so/", form))
    assert not Task.objects.exists()
