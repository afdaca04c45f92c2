"""Behind every figure of a list stand exactly the people it counts; lists are found by year and commune."""

import io
import re
import zipfile

from ansinh.acts import payroll, permit
from ansinh.reckoning.money import format_dong
from ansinh.record.models.payroll import Outcome, Result, Run
from ansinh.record.models.tasks import Task
from ansinh.reports.changes import changes, counts
from tests.cast import PhuCu


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode().replace("\xa0", " ")


def test_a_change_counts_people_and_its_page_lists_them(signed_in, run, anh) -> None:
    found = changes([run], what="new")
    assert counts([run])["new"][0] == len({change.person_id for change in found}) == 2
    first = page(signed_in("lan"), "/")
    assert f'href="/ky-chi-tra/{run.pk}/thay-doi/?loai=new">mới <strong class="nums">2<' in first
    shown = page(signed_in("lan"), f"/ky-chi-tra/{run.pk}/thay-doi/?loai=new")
    assert "<strong>2 người</strong>" in shown and "tháng trước không có trong danh sách" in shown


def test_changes_narrow_to_a_commune(signed_in, run, anh) -> None:
    shown = page(signed_in("lan"), f"/ky-chi-tra/{run.pk}/thay-doi/?xa={anh.unit_id}")
    assert "Nguyễn Thị Ánh" in shown and "Trần Văn Bính" not in shown


def test_every_sum_of_the_list_opens_to_its_people(signed_in, run, enrol) -> None:
    client = signed_in("lan")
    whole = page(client, f"/ky-chi-tra/{run.pk}/")
    for door, people in ((f"/ky-chi-tra/{run.pk}/nguoi/", 2), (f"/ky-chi-tra/{run.pk}/nguoi/?kenh=post", 2),
                         (f"/ky-chi-tra/{run.pk}/nguoi/?nhom=K5c", 2)):  # fmt: skip
        assert f'href="{door}"' in whole
        assert f"<strong>{people} người, {format_dong(run.total)}</strong>" in page(client, door)
    assert "Không có ai." in page(client, f"/ky-chi-tra/{run.pk}/nguoi/?kenh=bank")


def test_a_month_s_lists_are_looked_at_together(signed_in, office, run, phu_cu: PhuCu) -> None:
    shown = page(signed_in("hoa"), "/ky-chi-tra/thang/2021-06/nguoi/")
    assert "<strong>2 người" in shown
    assert "Trần Văn Bính" in page(signed_in("hoa"), "/ky-chi-tra/thang/2021-06/thay-doi/")
    assert signed_in("hoa").get("/ky-chi-tra/thang/2021-05/nguoi/").status_code == 404
    assert signed_in("hoa").get("/ky-chi-tra/thang/hom-qua/nguoi/").status_code == 404


def test_people_of_a_list_outside_the_branch_are_not_there(signed_in, office, run, phu_cu: PhuCu) -> None:
    office.hoa.places.set([phu_cu.communes["Đình Cao"]])
    shown = page(signed_in("hoa"), f"/ky-chi-tra/{run.pk}/nguoi/")
    assert "Trần Văn Bính" in shown and "Nguyễn Thị Ánh" not in shown


def test_lists_are_found_by_year_and_commune(signed_in, run, anh) -> None:
    client = signed_in("hoa")
    assert f'href="/ky-chi-tra/{run.pk}/"' in page(client, "/ky-chi-tra/?nam=2021")
    assert f'href="/ky-chi-tra/{run.pk}/"' not in page(client, "/ky-chi-tra/?nam=2020")
    commune = page(client, f"/ky-chi-tra/?xa={anh.unit_id}")
    assert f'href="/ky-chi-tra/{run.pk}/xa/{anh.unit_id}/"' in commune
    assert f">{format_dong(run.vouchers.get(unit=anh.unit_id).total).removesuffix(' đ')}<" in commune


def test_no_list_is_prepared_for_a_place_that_is_off_the_map(signed_in, office, phu_cu: PhuCu) -> None:
    client = signed_in("lan")
    shown = client.post("/ky-chi-tra/", {"month": "8/2025", "scope": phu_cu.district.pk}).content.decode()
    assert "Tháng 8/2025 không có Huyện Phù Cừ trên bản đồ" in shown and not Run.objects.exists()
    assert "Huyện Phù Cừ (đến 30/06/2025)" in page(client, "/ky-chi-tra/")


def test_the_masthead_names_the_communes_of_today(signed_in, anh, phu_cu: PhuCu) -> None:
    shown = page(signed_in("lan"), "/")
    assert re.search(r"\d xã, tỉnh Hưng Yên \(huyện Phù Cừ cũ\)", shown)
    slip = page(signed_in("lan"), f"/nguoi/{anh.pk}/phieu/?thang=2021-06")
    assert "Xã Tam Đa (nay là xã" in slip and "Huyện" not in slip.split("PHIẾU")[0].split("article")[-1]


def test_who_did_what_with_a_list_is_one_history(signed_in, run) -> None:
    signed_in("lan").post(f"/ky-chi-tra/{run.pk}/buoc/check/")
    signed_in("minh").post(f"/ky-chi-tra/{run.pk}/buoc/approve/", {"provisional": "on"})
    signed_in("lan").post(f"/ky-chi-tra/{run.pk}/buoc/send/")
    shown = page(signed_in("hoa"), f"/ky-chi-tra/{run.pk}/")
    for deed in ("Lập: <strong>Nguyễn Thị Lan", "Duyệt: <strong>Trần Văn Minh", "Gửi đơn vị chi trả: <strong>Nguyễn"):
        assert deed in shown
    assert "Tính theo các văn bản có hiệu lực đến 01/06/2021." in shown


def test_an_open_list_is_thrown_away_with_a_reason_that_stays_readable(signed_in, run) -> None:
    from ansinh.record.models.trail import Entry

    client = signed_in("lan")
    assert "Không hoàn lại được" in page(client, f"/ky-chi-tra/{run.pk}/bo/")
    assert "Ghi lý do bỏ danh sách" in client.post(f"/ky-chi-tra/{run.pk}/bo/", {"reason": " "}).content.decode()
    assert Run.objects.exists()
    client.post(f"/ky-chi-tra/{run.pk}/bo/", {"reason": "nhầm tháng"})
    assert not Run.objects.exists()
    with permit.everywhere("tests"):
        assert Entry.objects.get(table="payroll_run", op="delete").before["dropped_reason"] == "nhầm tháng"


def test_only_an_officer_throws_an_open_list_away(signed_in, run) -> None:
    assert signed_in("minh").post(f"/ky-chi-tra/{run.pk}/bo/", {"reason": "x"}).status_code == 403
    signed_in("lan").post(f"/ky-chi-tra/{run.pk}/buoc/check/")
    signed_in("minh").post(f"/ky-chi-tra/{run.pk}/buoc/approve/", {"provisional": "on"})
    signed_in("lan").post(f"/ky-chi-tra/{run.pk}/bo/", {"reason": "x"})
    assert Run.objects.exists()


def test_a_list_made_by_older_law_offers_to_be_made_by_today_s(signed_in, run) -> None:
    """Decree 20/2021 came into force on 1 July 2021, and later ones since."""
    client = signed_in("lan")
    assert "lập lại theo văn bản hôm nay" in page(client, f"/ky-chi-tra/{run.pk}/")
    client.post(f"/ky-chi-tra/{run.pk}/cap-nhat/")
    assert "lập lại theo văn bản hôm nay" not in page(client, f"/ky-chi-tra/{run.pk}/")


def test_the_files_of_a_small_list_come_at_once(signed_in, run) -> None:
    archive = zipfile.ZipFile(io.BytesIO(signed_in("hoa").get(f"/ky-chi-tra/{run.pk}/tep.zip").content))
    assert len(archive.namelist()) == 4  # two communes, XLSX and PDF


def test_the_files_of_a_large_list_are_made_beside_the_request(signed_in, run, monkeypatch) -> None:
    from ansinh.acts import tasks

    monkeypatch.setattr("ansinh.pages.bundles.SMALL", 1)
    monkeypatch.setattr(tasks, "start", _at_once)
    client = signed_in("hoa")
    assert "Viết các tệp" in page(client, f"/ky-chi-tra/{run.pk}/tep.zip")
    there = client.post(f"/ky-chi-tra/{run.pk}/tep/").url
    assert "Đã viết xong 2 danh sách" in page(client, there)
    assert len(zipfile.ZipFile(io.BytesIO(client.get(f"{there}tep.zip").content)).namelist()) == 4
    assert signed_in("minh").get(f"{there}tep.zip").status_code == 404  # somebody else's


def _at_once(kind, work, *, by, total=None, **arguments) -> Task:
    """The task machinery without its thread: a test's transaction is seen by nobody else."""
    from django.utils import timezone

    return Task.objects.create(
        kind=kind, state="done", by=by, total=total, done=total or 0, arguments=arguments,
        result=work(lambda done: None), ended_at=timezone.now(), communes=[],
    )  # fmt: skip


def test_what_several_months_paid_is_added_up_for_each_person(signed_in, office, run, anh) -> None:
    with permit.acting(office.lan):
        payroll.check(run, by=office.lan)
    with permit.acting(office.minh):
        payroll.approve(run, by=office.minh, accept_provisional=True)
    client = signed_in("lan")
    shown = page(client, "/ky-chi-tra/da-chi/?tu=2021-01&den=2021-06&nguon=0&loai=hang-thang")
    assert f"{format_dong(run.total)}</p>" in shown and "2 người hưởng hằng tháng, 0 người" in shown
    assert "0 người hưởng hằng tháng" in page(client, "/ky-chi-tra/da-chi/?tu=2021-01&den=2021-06&nguon=1")
    with permit.acting(office.lan):
        payroll.send(run, by=office.lan)
        Result.objects.create(run=run, person=anh, outcome=Outcome.UNPAID)
    assert "1 người hưởng hằng tháng" in page(client, "/ky-chi-tra/da-chi/?tu=2021-01&den=2021-06")
    assert page(client, "/ky-chi-tra/da-chi/?tu=hôm qua&den=99/9999"), "a month that is none is as usual"
