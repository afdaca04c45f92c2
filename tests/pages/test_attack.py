"""What an attacker sends and what a careless typist does twice: nothing breaks, nothing leaks, nothing is lost."""

from __future__ import annotations

import io
import threading
import time
from urllib.parse import quote

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from ansinh.acts import permit, registers
from ansinh.record.models.payroll import Result, Run
from ansinh.record.models.people import Person
from ansinh.record.models.tasks import Import, Task
from ansinh.record.models.users import User
from tests.cast import Office, PhuCu
from tests.pages.conftest import ON

HEADINGS = ["STT", "Họ và tên", "Năm sinh", "Giới tính", "Xã", "Loại đối tượng", "Hệ số", "Mức hưởng", "Hưởng từ"]
ROW = [1, "Nguyễn Thị Ánh", "1938", "Nữ", "Tam Đa", "Người cao tuổi từ đủ 80 tuổi", 1, 270000, "01/2018"]
EVIL = '=HYPERLINK("http://x")<script>alert(1)</script>'


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in (HEADINGS, *rows):
        book.worksheets[0].append(row)
    for cell in book.worksheets[0][book.worksheets[0].max_row]:
        cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def settled() -> None:
    """Wait until no background work is left."""
    for _ in range(400):
        if not any(thread.name.startswith("task-") for thread in threading.enumerate()):
            return
        time.sleep(0.05)
    raise AssertionError("still running")


def sent(client, data: bytes, name: str = "so.xlsx") -> Task:
    """A workbook sent and tried."""
    form = {"file": SimpleUploadedFile(name, data), "paid_through": "5/2021"}
    assert client.post("/nhap-so/", form).status_code == 302
    settled()
    return Task.objects.latest("pk")


@pytest.fixture
def thu(office: Office, phu_cu: PhuCu) -> User:
    """An officer of the commune Đình Cao alone."""
    user = User.objects.create_user("thu", password="an-sinh-tests", role="officer")
    user.places.add(phu_cu.communes["Đình Cao"])
    return user


def enter(client, user: User):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("query", ["\0", "a\0b", "a " * 3000, "1" * 5000, "%", "' or 1=1 --", "|" * 4000])
@pytest.mark.parametrize("page", ["/tim/?q=", "/tim/goi-y/?q="])
def test_no_query_stops_the_search(signed_in, anh, page: str, query: str) -> None:
    assert signed_in("lan").get(page + quote(query)).status_code == 200


def test_a_reason_with_a_letter_no_text_may_hold_is_kept_without_it(signed_in, office: Office, run: Run) -> None:
    from ansinh.acts import payroll

    payroll.check(run, by=office.lan)
    assert signed_in("minh").post(f"/ky-chi-tra/{run.pk}/tra-lai/", {"reason": "Sai\0 xã"}).status_code == 302
    run.refresh_from_db()
    assert run.returned_reason == "Sai xã"


@pytest.mark.parametrize("typed", ["6/2121", "12/2030", "1/2200"])
def test_a_month_typed_far_ahead_makes_no_list(signed_in, office: Office, anh, typed: str) -> None:
    scope = office.lan.places.get()
    page = signed_in("lan").post("/ky-chi-tra/", {"month": typed, "scope": scope.pk})
    assert page.status_code == 200 and "chưa đến lúc lập" in page.content.decode()
    assert not Run.objects.exists()


def test_landing_twice_makes_nobody_twice(transactional_db, signed_in, office: Office) -> None:
    client = signed_in("lan")
    tried = sent(client, workbook(ROW))
    first = client.post(f"/nhap-so/viec/{tried.pk}/ghi/")
    second = client.post(f"/nhap-so/viec/{tried.pk}/ghi/")
    settled()
    assert first.url == second.url
    client.post(f"/nhap-so/viec/{tried.pk}/ghi/")  # the back button, later
    settled()
    with permit.everywhere("tests"):
        assert Person.objects.count() == 1
    assert not Task.objects.filter(state="failed").exists()
    said = client.post(f"/nhap-so/viec/{tried.pk}/bo/", follow=True).content.decode()
    assert "đã ghi vào sổ" in said and "Sổ không thay đổi gì" not in said


def test_two_officers_landing_one_workbook_at_once_make_nobody_twice(transactional_db, office: Office) -> None:
    def land() -> None:
        with permit.acting(office.lan):
            registers.import_workbook(workbook(ROW), name="so.xlsx", on=ON, by=office.lan)
        connection.close()

    threads = [threading.Thread(target=land) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with permit.everywhere("tests"):
        assert Person.objects.count() == 1


def test_giving_a_file_up_leaves_a_colleague_s_copy(transactional_db, signed_in, office: Office, client) -> None:
    colleague = User.objects.create_user("thu", password="an-sinh-tests", role="officer")
    colleague.places.set(office.lan.places.all())
    data = workbook(ROW)
    mine = sent(signed_in("lan"), data)
    hers = sent(enter(client, colleague), data)
    client.post(f"/nhap-so/viec/{hers.pk}/bo/")
    enter(client, office.lan).post(f"/nhap-so/viec/{mine.pk}/ghi/")
    settled()
    with permit.everywhere("tests"):
        assert Person.objects.count() == 1


def test_another_s_task_can_be_neither_seen_nor_moved(transactional_db, signed_in, office: Office, thu, client) -> None:
    tried = sent(signed_in("lan"), workbook(ROW))
    enter(client, thu)
    assert client.get(f"/nhap-so/viec/{tried.pk}/").status_code == 404
    assert client.get(f"/nhap-so/viec/{tried.pk}/sua/").status_code == 404
    for verb in ("ghi", "bo"):
        assert client.post(f"/nhap-so/viec/{tried.pk}/{verb}/").status_code == 404
        assert client.get(f"/nhap-so/viec/{tried.pk}/{verb}/").status_code == 405


def test_rows_held_by_the_command_line_are_not_shown_to_one_commune(client, office: Office, anh, thu) -> None:
    kept = Import.objects.create(
        name="huyen.xlsx", digest="x", format="office", by=None, corrections=b"PK", differences=[],
        communes=sorted(permit.cover(office.lan)),
        counts={"landed": 1, "landed with remarks": 0, "held": 2, "not a person": 3},
    )  # fmt: skip
    enter(client, thu)
    assert client.get(f"/nhap-so/{kept.pk}/sua/").status_code == 404
    assert "huyen.xlsx" not in client.get("/nhap-so/").content.decode()
    enter(client, office.lan)
    assert client.get(f"/nhap-so/{kept.pk}/sua/").status_code == 200
    assert "huyen.xlsx" in client.get("/nhap-so/").content.decode()


def test_the_same_file_from_another_office_leaves_my_import_mine(office: Office, thu) -> None:
    data = workbook(ROW)
    with permit.acting(office.lan):
        mine = registers.import_workbook(data, name="so.xlsx", on=ON, by=office.lan).kept
    with permit.acting(thu):
        registers.import_workbook(data, name="so.xlsx", on=ON, by=thu)
    mine.refresh_from_db()
    assert mine.by == office.lan and mine.counts["held"] == 0


def test_cells_and_file_names_come_back_as_text(transactional_db, signed_in, office: Office) -> None:
    client = signed_in("lan")
    tried = sent(client, workbook([*ROW[:1], EVIL, "19x8", *ROW[3:]]), 'sổ "<b>x.xlsx')
    page = client.get(f"/nhap-so/viec/{tried.pk}/").content.decode()
    assert "<script>alert" not in page and "<b>x" not in page
    answer = client.get(f"/nhap-so/viec/{tried.pk}/sua/")
    assert "filename*=utf-8''" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells if "HYPERLINK" in str(cell.value))


def test_a_row_with_another_amount_or_of_nobody_is_told_and_the_rest_is_kept(
    signed_in, office: Office, run: Run, anh
) -> None:
    from ansinh.acts import payroll

    payroll.check(run, by=office.lan)
    payroll.approve(run, by=office.minh, accept_provisional=True)
    payroll.send(run, by=office.lan)
    bính = Person.objects.get(full_name="Trần Văn Bính")
    lines = ["Mã chi trả;Họ và tên;Thực lĩnh;Kết quả", f"{anh.pk:08};Nguyễn Thị Ánh;1;Đã trả",
             f"{bính.pk:08};Trần Văn Bính;;Đã trả", "99999999;Ai đó;;Đã trả", "²²;Ai đó;;Đã trả"]  # fmt: skip
    file = SimpleUploadedFile("ket-qua.csv", "\n".join(lines).encode())
    page = signed_in("lan").post(f"/ky-chi-tra/{run.pk}/ket-qua/", {"file": file}, follow=True).content.decode()
    assert set(Result.objects.values_list("person", flat=True)) == {bính.pk}
    assert "khác danh sách đã gửi" in page and "99999999" in page and "²²" in page


@pytest.mark.parametrize(("who", "path"), [
    ("hoa", "tra-lai"), ("hoa", "cap-nhat"), ("minh", "cap-nhat"), ("lan", "tra-lai"), ("minh", "ket-qua"),
    ("admin", "buoc/check"), ("admin", "cap-nhat"),
])  # fmt: skip
def test_a_deed_of_another_role_is_refused(signed_in, run: Run, who: str, path: str) -> None:
    assert signed_in(who).post(f"/ky-chi-tra/{run.pk}/{path}/", {"reason": "x"}).status_code == 403


def test_one_commune_cannot_move_the_district_s_list(client, run: Run, thu: User) -> None:
    enter(client, thu)
    client.post(f"/ky-chi-tra/{run.pk}/buoc/check/")
    assert client.post(f"/ky-chi-tra/{run.pk}/cap-nhat/").status_code == 403
    run.refresh_from_db()
    assert run.state == "prepared"


def test_a_deed_without_the_form_s_token_is_refused(office: Office, run: Run) -> None:
    from django.test import Client

    client = enter(Client(enforce_csrf_checks=True), office.lan)
    assert client.post(f"/ky-chi-tra/{run.pk}/buoc/check/").status_code == 403


def test_signing_in_changes_the_session_and_guessing_is_slowed(client, office: Office) -> None:
    from django.core.cache import cache

    cache.clear()
    client.get("/accounts/login/")
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post("/accounts/login/", {"login": "lan", "password": "an-sinh-tests"})
    assert client.session.session_key != before
    client.post("/accounts/logout/")
    for _ in range(12):
        page = client.post("/accounts/login/", {"login": "lan", "password": "sai"})
    cache.clear()
    assert page.status_code == 429 or "Sai quá nhiều lần" in page.content.decode()


def test_a_step_sent_again_from_an_old_tab_is_told_and_changes_nothing(signed_in, office: Office, run: Run) -> None:
    from ansinh.acts import payroll

    minh = signed_in("minh")
    assert minh.post(f"/ky-chi-tra/{run.pk}/tra-lai/", {"reason": "x"}).status_code == 302
    run.refresh_from_db()
    assert run.returned_reason == ""  # nothing was given back: it was not there to give
    payroll.check(run, by=office.lan)
    payroll.approve(run, by=office.minh, accept_provisional=True)
    assert minh.post(f"/ky-chi-tra/{run.pk}/tra-lai/", {"reason": "muộn"}).status_code == 302
    run.refresh_from_db()
    assert (run.state, run.returned_reason) == ("approved", "")
    for step in (lambda: payroll.check(run, by=office.lan), lambda: payroll.approve(run, by=office.minh),
                 lambda: payroll.close(run, by=office.lan)):  # fmt: skip
        with pytest.raises(payroll.NotNow):
            step()
