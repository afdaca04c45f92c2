"""Chương trình on the site: a programme tried, opened, listed, approved, handed out; what is refused at the field."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from ansinh.acts import permit, rounds
from ansinh.law import programme as law
from ansinh.reckoning.money import format_dong
from ansinh.record.models.programmes import Item, Programme, Round, Sheet
from tests.acts.people import fact
from tests.cast import Office, PhuCu


def send(client, path: str, **typed: object):
    return client.post(path, typed)


def body(answer) -> str:
    return answer.content.decode().replace("\xa0", " ")


@pytest.fixture
def old(office: Office, phu_cu: PhuCu, enrol) -> None:
    for name, born in (("Vũ Thị Già", 1930), ("Vũ Văn Lão", 1935), ("Vũ Thị Trẻ", 1990)):
        person = enrol(name, born)
        person.unit = phu_cu.today["Tống Trân"]
        person.save()


def opened(client, phu_cu: PhuCu, **more: object):
    told = {"title": "Quà Tết", "month": f"{timezone.localdate():%m/%Y}", "unit": phu_cu.today["Tống Trân"].pk,
            "level.NCT": "400.000", "basis": "KH 5", "source": "Ngân sách xã"} | more  # fmt: skip
    return send(client, "/chuong-trinh/qua-nguoi-cao-tuoi/", **told)


def test_the_devices_of_a_line_are_chosen_on_its_list_and_refused_there(signed_in, office, phu_cu, enrol) -> None:
    person = enrol("Vũ Văn Chân", 1950)
    person.unit = phu_cu.today["Tống Trân"]
    person.save()
    fact(person, "device_book", True)
    lan = signed_in("lan")
    send(lan, "/chuong-trinh/dung-cu-chinh-hinh/", title="Năm nay", month=f"{timezone.localdate():%m/%Y}",
         unit=person.unit_id, source="NSNN")  # fmt: skip
    this = Round.objects.get()
    send(lan, f"/dot/{this.pk}/lap/")
    sheet = f"/dot/{this.pk}/xa/{person.unit_id}/"
    assert "Xe lăn: 2.500.000 đ, 4 năm" in body(lan.get(sheet))
    line = Item.objects.get()
    refused = send(lan, f"{sheet}viec/khai/", line=line.pk, ask="travel", value="9.000.000")
    assert refused.status_code == 422 and "nhiều nhất là 1.400.000" in body(refused)
    send(lan, f"{sheet}viec/khai/", line=line.pk, ask="devices", value=["XELAN", "NANG"])
    send(lan, f"{sheet}viec/khai/", line=line.pk, ask="travel", value="350.000")
    assert "Dụng cụ được cấp: Xe lăn, Nạng; Tiền đi lại (đồng): 350.000 đ" in body(lan.get(sheet))
    assert Item.objects.get().amount == 3_050_000


def test_one_the_question_does_not_find_is_added_by_hand_with_the_reason(signed_in, old, office, phu_cu) -> None:
    lan = signed_in("lan")
    opened(lan, phu_cu)
    this = Round.objects.get()
    send(lan, f"/dot/{this.pk}/lap/")
    sheet = f"/dot/{this.pk}/xa/{phu_cu.today['Tống Trân'].pk}/"
    typed = {"who": "Vũ Thị Trẻ 1990", "group": "NCT", "reason": "hộ bị cháy nhà"}
    for wrong, said in (({"who": "Không Có Ai 1900"}, "đúng một người"), ({"reason": ""}, "Ghi lý do đưa thêm"),
                        ({"group": "X"}, "Chọn nhóm")):  # fmt: skip
        refused = send(lan, f"{sheet}viec/dua-vao/", **typed | wrong)
        assert refused.status_code == 422 and said in body(refused)
    send(lan, f"{sheet}viec/dua-vao/", **typed)
    assert Item.objects.filter(added_for="hộ bị cháy nhà", amount=400_000).count() == 1
    assert "Đã có trong danh sách" in body(send(lan, f"{sheet}viec/dua-vao/", **typed))


def test_a_copy_keeps_what_the_form_does_not_ask_and_a_ready_one_is_not_replaced(signed_in, office) -> None:
    lan = signed_in("lan")
    page = lan.get("/chuong-trinh/mat-viec-2020/sua/").content.decode()
    typed = {"name": "Mất việc của huyện", "slug": "mat-viec-2020", "family": "support", "to": "person",
             "every": "once", "source": "Ngân sách huyện", "decree": "15/2020/QĐ-TTg", "code0": "TH",
             "name0": "Tạm hoãn", "who0": "mất việc vì Covid-19 = tạm hoãn", "amount0": "1.900.000"}  # fmt: skip
    assert 'value="1.800.000"' in page
    refused = send(lan, "/chuong-trinh/mat-viec-2020/sua/", **typed)
    assert refused.status_code == 422 and "của chương trình có sẵn" in body(refused)
    send(lan, "/chuong-trinh/mat-viec-2020/sua/", **typed | {"slug": "mat-viec-huyen"})
    read = law.read("mat-viec-huyen", Programme.objects.get().text)
    assert [(one.code, one.amount) for one in read.groups] == [("TH", law.Sum(dong=1_900_000, each="months"))]
    assert [one.name for one in read.asks] == ["months"] and read.papers and read.notes


def test_a_programme_is_tried_before_anything_is_kept(signed_in, old) -> None:
    page = body(signed_in("lan").get("/chuong-trinh/qua-nguoi-cao-tuoi/?thu=1"))
    assert "2 người" in page and "Vũ Thị Già" in page
    assert not Round.objects.exists()


def test_from_the_round_to_the_last_gift(signed_in, old, office: Office, phu_cu: PhuCu) -> None:
    lan = signed_in("lan")
    answer = opened(lan, phu_cu)
    this = Round.objects.get()
    assert answer["Location"] == f"/dot/{this.pk}/"
    assert "Lập danh sách của 1 xã" in body(lan.get(f"/dot/{this.pk}/"))
    send(lan, f"/dot/{this.pk}/lap/")
    sheet = f"/dot/{this.pk}/xa/{phu_cu.today['Tống Trân'].pk}/"
    assert "2 suất, 800.000 đ" in body(lan.get(sheet))
    minh = signed_in("minh")
    refused = send(minh, f"{sheet}viec/duyet/", paper="")
    assert refused.status_code == 422 and "Ghi số văn bản phê duyệt" in body(refused)
    Round.objects.update(money=700_000)
    over = body(send(minh, f"{sheet}viec/duyet/", paper="12/QĐ-UBND"))
    assert over.count("Vượt kinh phí được giao") == 2 and 'value="12/QĐ-UBND"' in over, "at the field, nothing lost"
    Round.objects.update(money=None)
    send(minh, f"{sheet}viec/duyet/", paper="12/QĐ-UBND")
    with permit.everywhere("tests"):
        lines = list(Item.objects.order_by("pk"))
    lan = signed_in("lan")
    refused = send(lan, f"{sheet}viec/cap/", on="31/12/2099", line=[lines[0].pk])
    assert refused.status_code == 422 and "ở sau hôm nay" in body(refused)
    today = f"{timezone.localdate():%d/%m/%Y}"
    send(lan, f"{sheet}viec/cap/", on=today, line=[lines[0].pk])
    send(lan, f"{sheet}viec/cap/", on=today, line=[lines[1].pk], returned="đi vắng")
    assert "Trả lại: đi vắng" in body(lan.get(sheet))
    send(lan, f"{sheet}viec/quyet-toan/")
    with permit.everywhere("tests"):
        assert Sheet.objects.get().stage == "settled"
    assert "Quà và hỗ trợ theo danh sách" in body(lan.get(f"/nguoi/{lines[0].person_id}/"))
    paper = lan.get(f"{sheet}ky-nhan.pdf")
    assert paper.content.startswith(b"%PDF")
    assert "1 danh sách" not in body(lan.get("/chuong-trinh/")) and "Quà Tết" in body(lan.get("/chuong-trinh/"))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("level.NCT", "", "nhập mức và văn bản quy định"), ("basis", "", "phải ghi văn bản quy định"),
        ("title", "", "Ô này cần điền"), ("month", "13/2026", "Tháng viết như 6/2021"), ("money", "-5", ""),
    ],
)  # fmt: skip
def test_a_round_that_cannot_be_is_told_at_the_field(
    signed_in, old, phu_cu: PhuCu, field: str, value: str, said: str
) -> None:
    answer = opened(signed_in("lan"), phu_cu, **{field: value})
    assert answer.status_code == 422 and said in body(answer)
    assert not Round.objects.exists()


def test_an_officer_writes_a_programme_and_sees_how_many_it_fits(signed_in, old) -> None:
    lan = signed_in("lan")
    told = body(send(lan, "/chuong-trinh/hoi/", who0="tuổi từ 80"))
    assert "Đúng với 2 người" in told
    assert "Có phải: tuổi" in body(send(lan, "/chuong-trinh/hoi/", who0="tuoi >= 80"))
    written = {"name": "Quà cụ bà", "slug": "qua-cu-ba", "to": "person", "every": "year", "source": "Quỹ xã",
               "family": "gift", "code0": "CB", "name0": "Cụ bà", "who0": "tuổi từ 80 và giới tính = nữ",
               "amount0": "200.000"}  # fmt: skip
    tried = send(lan, "/chuong-trinh/moi/", **written, thu="1")
    assert "2 người" in body(tried) and not Programme.objects.exists()
    refused = send(lan, "/chuong-trinh/moi/", **written | {"who0": "tuổi từ nhiều"})
    assert refused.status_code == 422 and "không phải là số" in body(refused)
    assert "tuổi từ nhiều" in body(refused)  # what was typed is kept
    assert send(lan, "/chuong-trinh/moi/", **written)["Location"] == "/chuong-trinh/qua-cu-ba/"
    assert "Quà cụ bà" in body(lan.get("/chuong-trinh/"))
    assert "200.000" in body(lan.get("/chuong-trinh/qua-cu-ba/sua/"))


def test_who_looks_on_cannot_open_make_or_write(signed_in, old, office: Office, phu_cu: PhuCu) -> None:
    hoa = signed_in("hoa")
    assert "Mở đợt này" not in body(hoa.get("/chuong-trinh/qua-nguoi-cao-tuoi/"))
    assert opened(hoa, phu_cu).status_code == 403
    assert hoa.get("/chuong-trinh/moi/").status_code == 403
    opened(signed_in("lan"), phu_cu)
    assert send(signed_in("hoa"), f"/dot/{Round.objects.get().pk}/lap/").status_code == 403


def test_a_round_of_another_place_is_not_there(signed_in, old, office: Office, phu_cu: PhuCu) -> None:
    opened(signed_in("lan"), phu_cu)
    this = Round.objects.get()
    with permit.everywhere("tests"):
        rounds.make(this, phu_cu.today["Tống Trân"], by=office.lan)
    office.minh.places.set([phu_cu.today["Quang Hưng"]])
    minh = signed_in("minh")
    assert minh.get(f"/dot/{this.pk}/").status_code == 404
    assert minh.get(f"/dot/{this.pk}/xa/{phu_cu.today['Tống Trân'].pk}/").status_code == 404


def test_the_levels_of_another_month_are_shown_before_a_round_of_it_is_opened(signed_in, office, phu_cu) -> None:
    lan = signed_in("lan")
    typed = {"title": "Quà 27/7/2021", "month": "7/2021", "unit": phu_cu.today["Tống Trân"].pk, "source": "NSTW"}
    page = body(lan.get("/chuong-trinh/tho-cung-liet-si/"))
    now = re.search(r'name="levels_of" value="([^"]+)"', page)
    fields = dict(re.findall(r'name="(level\.[^"]+)"[^>]*value="([^"]*)"', page))
    assert now and fields
    shown = send(lan, "/chuong-trinh/tho-cung-liet-si/", levels_of=now[1], **typed | fields)
    assert shown.status_code == 422 and "khác với mức vừa hiện" in body(shown) and not Round.objects.exists()
    again = dict(re.findall(r'name="(level\.[^"]+)"[^>]*value="([^"]*)"', body(shown)))
    assert again != fields and 'name="levels_of" value="7/2021"' in body(shown)
    send(lan, "/chuong-trinh/tho-cung-liet-si/", levels_of="7/2021", **typed | again)
    assert Round.objects.get().month == 2021 * 12 + 6


def test_who_fits_several_groups_is_named_before_any_list_is_made(signed_in, old, office, phu_cu, enrol) -> None:
    person = enrol("Vũ Thị Hai Nhóm", 1930)
    person.unit = phu_cu.today["Tống Trân"]
    person.save()
    both = {"name": "Quà", "slug": "qua-thu", "family": "gift", "to": "person", "every": "once", "source": "NS",
            "code0": "A", "name0": "Người già", "who0": "tuổi ≥ 80", "code1": "B", "name1": "Người rất già",
            "who1": "tuổi ≥ 90", "thu": "1"}  # fmt: skip
    shown = body(send(signed_in("lan"), "/chuong-trinh/moi/", **both))
    assert "thuộc hơn một nhóm" in shown and "Người già; Người rất già" in shown and "Vũ Thị Hai Nhóm" in shown


def test_a_round_ends_when_every_list_is_settled_and_its_shares_are_counted(signed_in, old, office, phu_cu) -> None:
    opened(signed_in("lan"), phu_cu)
    this = Round.objects.get()
    send(signed_in("lan"), f"/dot/{this.pk}/lap/")
    sheet = f"/dot/{this.pk}/xa/{phu_cu.today['Tống Trân'].pk}/"
    send(signed_in("minh"), f"{sheet}viec/duyet/", paper="12/QĐ")
    lan = signed_in("lan")
    send(lan, f"/dot/{this.pk}/dong/")
    this.refresh_from_db()
    assert this.closed_at is None, "lists are not settled yet"
    lines = list(Item.objects.order_by("pk").values_list("pk", flat=True))
    on = f"{timezone.localdate():%d/%m/%Y}"
    send(lan, f"{sheet}viec/cap/", line=lines[:1], on=on)
    send(lan, f"{sheet}viec/cap/", line=lines[1:], on=on, returned="đi vắng")
    send(lan, f"{sheet}viec/quyet-toan/")
    assert "Đóng đợt này" in body(lan.get(f"/dot/{this.pk}/"))
    send(lan, f"/dot/{this.pk}/dong/")
    assert "Đã đóng đợt" in body(lan.get(f"/dot/{this.pk}/"))
    now = f"{timezone.localdate():%Y-%m}"
    page = body(lan.get(f"/chuong-trinh/da-cap/?tu={now}&den={now}"))
    assert f"{len(lines)} suất, {format_dong(400_000 * len(lines))}" in page
    handed = body(lan.get(f"/chuong-trinh/da-cap/?tu={now}&den={now}&nhan=handed"))
    assert "1 suất" in handed
    door = re.search(r'href="(/chuong-trinh/da-cap/\?[^"#]+)', body(lan.get(f"/dot/{this.pk}/")))
    assert door and f"{len(lines)} suất" in body(lan.get(door[1].replace("&amp;", "&")))


def test_a_level_the_place_set_is_offered_with_its_paper_ever_after(signed_in, old, office, phu_cu) -> None:
    lan = signed_in("lan")
    page = "/chuong-trinh/hoa-tang/"
    here = phu_cu.today["Tống Trân"]
    month = f"{timezone.localdate():%m/%Y}"
    typed = {"title": "Tháng này", "month": month, "unit": here.pk, "source": "NS tỉnh", "level.HT": "6.000.000"}
    assert "văn bản quy định" in body(send(lan, page, **typed, keep="on"))
    send(lan, page, **typed, basis="NQ 189/2018/NQ-HĐND", keep="on")
    assert Round.objects.get().levels == {"HT": 6_000_000}
    again = body(lan.get(f"{page}?xa={here.pk}"))
    assert 'value="6.000.000"' in again and "NQ 189/2018/NQ-HĐND" in again
    send(lan, page, **typed | {"title": "Tháng sau"})
    assert Round.objects.get(title="Tháng sau").basis == "NQ 189/2018/NQ-HĐND"
    other = phu_cu.today["Quang Hưng"]
    assert 'value="6.000.000"' not in body(lan.get(f"{page}?xa={other.pk}")), "a neighbour sets its own"


def test_to_try_a_programme_its_sentence_is_enough_and_what_was_typed_stays(signed_in, old, office) -> None:
    lan = signed_in("lan")
    shown = send(lan, "/chuong-trinh/moi/", family="gift", to="person", every="once", who0="tuổi ≥ 80", thu="1")
    page = body(shown)
    assert shown.status_code == 200 and "2 người" in page and "tuổi ≥ 80" in page
    assert 'value="thu"' not in page, "what stood for the missing name is not kept"
    kept = send(lan, "/chuong-trinh/moi/", family="gift", to="person", every="once", who0="tuổi ≥ 80")
    assert kept.status_code == 422 and not Programme.objects.exists()
