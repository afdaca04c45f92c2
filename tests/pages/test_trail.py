"""The trail in the browser: what, who, when and of whom; by person, user and day; and whether its chain is whole."""

import datetime

from django.db import connection
from django.utils import timezone

from ansinh.acts import people, permit
from ansinh.record.models.tasks import Task
from ansinh.record.models.users import User
from ansinh.reports import journal
from tests.cast import PhuCu


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def changed(office, person) -> None:
    with permit.acting(office.lan):
        people.change(person, "household", "poor", from_month=2021 * 12, by=office.lan, source="rà soát 2021")


def test_an_auditor_reads_what_who_when_and_of_whom(signed_in, office, anh) -> None:
    changed(office, anh)
    shown = page(signed_in("hoa"), "/nhat-ky/")
    assert "thêm dữ kiện" in shown and "Nguyễn Thị Lan" in shown
    assert f'<a href="/nguoi/{anh.pk}/">Nguyễn Thị Ánh</a>' in shown and "value: poor" in shown
    assert f"{timezone.localdate():%d/%m/%Y}" in shown


def test_an_administrator_sees_that_a_record_was_touched_and_not_whose(signed_in, office, anh) -> None:
    changed(office, anh)
    shown = page(signed_in("admin"), "/nhat-ky/")
    assert "thêm dữ kiện" in shown and f"{anh.pk:08}" in shown
    assert "Ánh" not in shown and "poor" not in shown and 'name="nguoi"' not in shown
    assert page(signed_in("admin"), f"/nhat-ky/?nguoi={anh.pk}") and "Ánh" not in shown


def test_officers_and_approvers_do_not_read_it(signed_in, office) -> None:
    for who in ("lan", "minh"):
        assert signed_in(who).get("/nhat-ky/").status_code == 403
        assert signed_in(who).post("/nhat-ky/kiem/").status_code == 403


def test_it_narrows_to_a_person_a_user_and_a_day(signed_in, office, anh, enrol) -> None:
    other = enrol("Trần Văn Bính", 1935, "Đình Cao", group="K5c")
    changed(office, anh)
    client = signed_in("hoa")
    of_anh = page(client, "/nhat-ky/?nguoi=033138000001")
    assert "Nguyễn Thị Ánh" in of_anh and "Trần Văn Bính" not in of_anh
    assert "Trần Văn Bính" in page(client, f"/nhat-ky/?nguoi={other.pk:08}")
    by_lan = page(client, "/nhat-ky/?ai=lan")
    assert "thêm dữ kiện" in by_lan and "Trần Văn Bính" not in by_lan
    assert "Không có mục nào" in page(client, "/nhat-ky/?ngay=01/01/2001")
    assert "Nguyễn Thị Ánh" in page(client, f"/nhat-ky/?ngay={timezone.localdate():%d/%m/%Y}")
    assert "Không thấy ai mang số" in page(client, "/nhat-ky/?nguoi=099999999999")
    assert "Ngày viết như" in page(client, "/nhat-ky/?ngay=hom-qua")


def test_it_is_read_page_by_page_to_its_beginning(signed_in, office, anh, monkeypatch) -> None:
    monkeypatch.setattr(journal, "PAGE", 5)
    client = signed_in("hoa")
    with permit.acting(office.hoa):
        whole = journal.entries(journal.Wanted(), names=True)
        older = journal.entries(journal.Wanted(before=whole[4].entry.pk), names=True)
    assert len(whole) == 6 and older[0].entry.pk == whole[5].entry.pk
    assert f"truoc={whole[4].entry.pk}" in page(client, "/nhat-ky/")


def test_people_outside_the_branch_leave_no_trace_in_it(signed_in, office, anh, phu_cu: PhuCu) -> None:
    changed(office, anh)
    office.hoa.places.set([phu_cu.communes["Đình Cao"]])
    assert "Ánh" not in page(signed_in("hoa"), "/nhat-ky/")


def test_whether_the_chain_is_whole_is_asked_here_and_kept(signed_in, office, anh, monkeypatch) -> None:
    from ansinh.acts import tasks

    def at_once(kind: str, work, *, by: User, total: int | None = None) -> Task:
        return Task.objects.create(kind=kind, state="done", by=by, result=work(lambda done: None), communes=[],
                                   ended_at=timezone.now(), message=datetime.datetime.now().isoformat())  # fmt: skip

    monkeypatch.setattr(tasks, "start", at_once)
    client = signed_in("hoa")
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # a test never commits: seal now
    assert "Chưa kiểm lần nào" in page(client, "/nhat-ky/")
    client.post("/nhat-ky/kiem/")
    assert "nguyên vẹn" in page(client, "/nhat-ky/")
    assert "Lê Thị Hoà kiểm lúc" in page(signed_in("admin"), "/nhat-ky/")


def test_signing_in_is_told_as_signing_in(client, office) -> None:
    client.post("/accounts/login/", {"login": "hoa", "password": "an-sinh-tests"})
    shown = page(client, "/nhat-ky/")
    assert "đăng nhập </td>" in shown and "Lê Thị Hoà</td>" in shown and "last_login" not in shown
