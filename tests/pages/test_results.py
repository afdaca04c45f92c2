"""Results in the browser: the file to fill in goes out, the filled one comes back, and its remarks stay readable."""

import io

import openpyxl
import pytest
import xlsxwriter
from django.db import DatabaseError, transaction

from ansinh.acts import payroll, permit
from ansinh.record.models.payroll import Result, Run
from ansinh.record.models.results import Remark, ResultFile
from tests.cast import PhuCu


@pytest.fixture
def sent(office, run) -> Run:
    """The list of June 2021, with the Post."""
    with permit.acting(office.lan):
        payroll.check(run, by=office.lan)
    with permit.acting(office.minh):
        payroll.approve(run, by=office.minh, accept_provisional=True)
    with permit.acting(office.lan):
        return payroll.send(run, by=office.lan)


def workbook(*rows: list[str]) -> io.BytesIO:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate((["Mã chi trả", "Họ và tên", "Kết quả", "Lý do"], *rows)):
        sheet.write_row(at, 0, row)
    book.close()
    file.seek(0)
    file.name = "ket-qua.xlsx"
    return file


@pytest.fixture
def read(signed_in, sent, anh) -> str:
    """The page after a file that says Ánh was away and pays a stranger."""
    file = workbook([f"{anh.pk:08}", anh.full_name, "Chưa trả", "vắng nhà"], ["00999999", "Người Lạ", "Đã trả", ""])
    return signed_in("lan").post(f"/ky-chi-tra/{sent.pk}/ket-qua/", {"file": file}, follow=True).content.decode()


def test_a_result_file_is_read_and_what_is_unclear_is_listed(signed_in, read: str, anh) -> None:
    assert "Đã ghi kết quả của 1 người" in read and "không có trong danh sách" in read
    assert "Chưa trả" in signed_in("lan").get(f"/nguoi/{anh.pk}/").content.decode()


def test_the_remarks_of_a_file_stay_readable(signed_in, sent, read: str) -> None:
    client, file = signed_in("lan"), ResultFile.objects.get()
    kept = client.get(f"/ky-chi-tra/{sent.pk}/ket-qua/").content.decode()
    assert "ket-qua.xlsx: 2 dòng cần xem" in kept and "Nguyễn Thị Lan" in kept
    assert "Người Lạ" in client.get(f"/ky-chi-tra/{sent.pk}/ket-qua/{file.pk}/").content.decode()


def test_remarks_are_seen_where_their_people_are(office, read: str, phu_cu: PhuCu, run, enrol) -> None:
    """Bính of Đình Cao is missing in the file; the stranger is seen by whoever read the file alone."""
    office.minh.places.set([phu_cu.communes["Đình Cao"]])
    with permit.acting(office.minh):
        assert [remark.person.full_name for remark in Remark.objects.all()] == ["Trần Văn Bính"]
    office.minh.places.set([phu_cu.communes["Tam Đa"]])
    with permit.acting(office.minh):
        assert not Remark.objects.exists()


def test_a_file_that_holds_no_result_leaves_nothing(signed_in, sent, anh) -> None:
    file = workbook([f"{anh.pk:08}", anh.full_name, "", ""])
    shown = signed_in("lan").post(f"/ky-chi-tra/{sent.pk}/ket-qua/", {"file": file}).content.decode()
    assert "Tệp chưa ghi kết quả của ai" in shown
    assert not ResultFile.objects.exists() and not Result.objects.exists()


def test_the_template_goes_out_and_comes_back_filled(signed_in, sent, anh) -> None:
    client = signed_in("lan")
    path = f"/ky-chi-tra/{sent.pk}/ket-qua/mau/{anh.unit_id}/post.xlsx"
    assert path in client.get(f"/ky-chi-tra/{sent.pk}/ket-qua/").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get(path).content))
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == "Chưa cập nhật":
                cell.value = "Đã trả"
    filled = io.BytesIO()
    book.save(filled)
    filled.seek(0)
    filled.name = "dien.xlsx"
    client.post(f"/ky-chi-tra/{sent.pk}/ket-qua/", {"file": filled})
    assert Result.objects.get().person == anh and Result.objects.get().outcome == "paid"


def test_an_approver_reads_what_came_back_but_sends_nothing_in(signed_in, sent, read: str) -> None:
    client = signed_in("minh")
    assert 'type="file"' not in client.get(f"/ky-chi-tra/{sent.pk}/ket-qua/").content.decode()
    assert client.post(f"/ky-chi-tra/{sent.pk}/ket-qua/", {"file": workbook()}).status_code == 403
    assert ResultFile.objects.count() == 1


def test_what_was_read_stays_as_it_was_read(read: str) -> None:
    for change in (lambda: Remark.objects.update(sentence="khác"), lambda: ResultFile.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Remark.objects.exists()
