"""Nghi trùng on the site: who sees what, what each button does, and what is refused at its field."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ansinh.acts import doubles, inquiries, permit
from ansinh.pages import doubles as pages
from ansinh.record.models.assistance import Award
from ansinh.record.models.linkage import Merge, OutsideList, Pair
from ansinh.record.models.people import Person
from tests.cast import Office, PhuCu
from tests.pages.conftest import Enrol

Sign = Callable[[str], Client]


@pytest.fixture
def pair(anh: Person, enrol: Enrol, office: Office) -> Pair:
    """Bà Ánh again without her tone marks, in another commune, drawing there since 2019."""
    enrol("Nguyen Thi Anh", 1938, "Đình Cao", group="K5c", since=2019 * 12)
    doubles.search_register(by=office.lan)
    return Pair.objects.get()


def shown(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


MERGE = {"month": "1/2027", "reason": "Đối chiếu thẻ", "number": "3/QĐ-UBND", "decided_on": "05/06/2026"}


def test_the_queue_and_the_first_screen_tell_how_many_wait(pair: Pair, signed_in: Sign) -> None:
    client = signed_in("lan")
    assert "1 cặp nghi trùng" in shown(client.get("/"))
    queue = shown(client.get("/trung/"))
    assert f"/trung/{pair.pk}/" in queue and "Nguyen Thi Anh" in queue
    assert "Không có cặp nào như vậy" in shown(client.get("/trung/?trang_thai=different"))
    assert f"/trung/{pair.pk}/" not in shown(client.get("/trung/?nguon=deaths"))


def test_a_pair_is_side_by_side_with_weights_in_words_and_what_the_law_keeps(pair: Pair, signed_in: Sign) -> None:
    page = shown(signed_in("lan").get(f"/trung/{pair.pk}/"))
    assert "Họ tên giống nhau, một bên viết không dấu" in page
    assert "rất khớp" in page and "Cùng một người, gộp hai người trong sổ" in page
    assert "hưởng trùng từ tháng 1/2019" in page and "giữ quyết định có trước" in page
    assert "Hai người khác nhau" in page and "gộp hai người trong sổ" in page


def test_an_approver_reads_and_decides_nothing(pair: Pair, signed_in: Sign) -> None:
    client = signed_in("minh")
    page = shown(client.get(f"/trung/{pair.pk}/"))
    assert "gộp hai người trong sổ" not in page and "Hỏi lại xã" not in page
    for verb in ("cung", "khac", "hoi"):
        assert client.post(f"/trung/{pair.pk}/viec/{verb}/", {"reason": "x"}).status_code == 403
    assert client.post(f"/trung/{pair.pk}/gop/", MERGE | {"kept": pair.left_id}).status_code == 403
    pair.refresh_from_db()
    assert pair.state == "open"


def test_somebody_of_elsewhere_is_only_a_commune(pair: Pair, signed_in: Sign, office: Office, phu_cu: PhuCu) -> None:
    office.lan.places.set([phu_cu.communes["Tam Đa"]])
    client = signed_in("lan")
    page = shown(client.get(f"/trung/{pair.pk}/"))
    assert "Nguyen Thi Anh" not in page and "ngoài địa bàn" in page and "Đình Cao" in page
    assert "gộp hai người trong sổ" not in page
    assert "Nguyen Thi Anh" not in shown(client.get("/trung/"))
    told = client.post(f"/trung/{pair.pk}/viec/khac/", {}, follow=True)
    assert told.status_code in (200, 403) and Pair.objects.get().state == "open"


def test_asking_the_commune_needs_a_question(pair: Pair, signed_in: Sign) -> None:
    client = signed_in("lan")
    assert "Ghi điều cần xã xác minh" in shown(client.post(f"/trung/{pair.pk}/viec/hoi/", {"reason": " "}, follow=True))
    client.post(f"/trung/{pair.pk}/viec/hoi/", {"reason": "Bà có em gái tên Ánh không?"})
    assert "Đã hỏi lại xã" in shown(client.get("/trung/"))


def test_the_question_to_the_commune_is_the_office_s_own_business(pair: Pair, signed_in: Sign) -> None:
    client = signed_in("lan")
    client.post(f"/trung/{pair.pk}/viec/hoi/", {"reason": "Bà có em gái tên Ánh không?"})
    asked = inquiries.of(pair)
    assert asked is not None
    page = shown(client.get(f"/ho-so/{asked.pk}/"))
    assert "Việc của cơ quan" in page and "Luật muốn gì" not in page and "Luật nói gì" not in page


def test_two_people_leave_the_queue_and_can_come_back(pair: Pair, signed_in: Sign) -> None:
    client = signed_in("lan")
    client.post(f"/trung/{pair.pk}/viec/khac/", {})
    assert f"/trung/{pair.pk}/" not in shown(client.get("/trung/"))
    assert "đưa lại chờ xem" in shown(client.get(f"/trung/{pair.pk}/"))
    client.post(f"/trung/{pair.pk}/viec/mo/", {})
    assert f"/trung/{pair.pk}/" in shown(client.get("/trung/"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"month": "xx"}, "Tháng viết như"),
        ({"number": ""}, "ghi số và ngày quyết định"),
        ({"decided_on": "31/02/2026"}, "Ngày viết như"),
        ({"kept": "999999"}, "Chưa được, vì"),
        ({"reason": ""}, "Chưa được, vì"),
    ],
)
def test_a_merge_that_lacks_something_is_refused_and_nothing_is_saved(
    pair: Pair, signed_in: Sign, typed: dict[str, str], words: str
) -> None:
    page = shown(signed_in("lan").post(f"/trung/{pair.pk}/gop/", MERGE | {"kept": str(pair.left_id)} | typed))
    assert words in page
    assert not Merge.objects.exists() and not Person.objects.filter(merged_into__isnull=False).exists()


def test_a_merge_and_its_undoing_from_page_to_page(pair: Pair, anh: Person, signed_in: Sign) -> None:
    client = signed_in("lan")
    told = client.post(f"/trung/{pair.pk}/gop/", MERGE | {"kept": anh.pk}, follow=True)
    assert told.redirect_chain[-1][0] == f"/trung/{pair.pk}/"
    assert "thành khoản phải thu hồi khi danh sách kế tiếp được duyệt" in shown(told)
    assert "từ hồ sơ" in shown(client.get(f"/nguoi/{anh.pk}/"))
    gone = Person.objects.get(merged_into=anh)
    page = shown(client.get(f"/nguoi/{gone.pk}/"))
    assert "Hồ sơ này đã gộp" in page and f"/nguoi/{anh.pk}/" in page and "Lập hồ sơ" not in page
    found = shown(client.get("/tim/?q=nguyen thi anh"))
    assert f"/nguoi/{anh.pk}/" in found and f"/nguoi/{gone.pk}/" not in found
    made = Merge.objects.get()
    assert "Ghi vì sao" in shown(client.post(f"/gop/{made.pk}/hoan-lai/", {"reason": ""}))
    client.post(f"/gop/{made.pk}/hoan-lai/", {"reason": "Hai chị em họ."})
    assert not Person.objects.filter(merged_into__isnull=False).exists()
    assert Award.objects.filter(person=gone, until_month=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_list_sent_in_becomes_pairs_and_a_confirmed_one_a_fact(anh: Person, signed_in: Sign, monkeypatch) -> None:
    monkeypatch.setattr(pages.tasks, "start", at_once)
    client = signed_in("lan")
    text = "STT,Họ tên,Ngày sinh,CCCD,Hưởng từ tháng\n1,NGUYEN THI ANH,1938,033138000001,03/2021\n"
    sent = {"kind": "pension", "file": SimpleUploadedFile("huu-tri.csv", text.encode())}
    client.post("/trung/danh-sach/", sent)
    held = Pair.objects.get()
    assert "huu-tri.csv" in shown(client.get("/trung/?nguon=pension"))
    page = shown(client.get(f"/trung/{held.pk}/"))
    assert "3/2021" in page and "ghi vào hồ sơ" in page
    client.post(f"/trung/{held.pk}/xac-nhan/", {"value": "retirement", "from_month": "3/2021"})
    told = anh.facts.get(kind="pension")
    assert (told.value, told.from_month) == ("retirement", 2021 * 12 + 2)


def at_once(kind: str, work, *, by, total=None, **arguments):
    """The task done before it is asked about."""
    from ansinh.record.models.tasks import Task

    with permit.acting(by):
        told = work(lambda done: None)
    return Task.objects.create(kind=kind, state="done", by=by, result=told, message="", communes=[])


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"x": "1"}, "Chọn danh sách này là của ai"),
        ({"kind": "pension"}, "Hãy chọn tệp danh sách"),
        ({"kind": "nobody"}, "Chưa được, vì"),
        ({"kind": "pension", "file": SimpleUploadedFile("a.pdf", b"x")}, "không phải tệp bảng tính"),
    ],
)
def test_a_list_that_will_not_do_is_refused_at_its_field(anh: Person, signed_in: Sign, sent, words: str) -> None:
    assert words in shown(signed_in("lan").post("/trung/danh-sach/", sent))
    assert not OutsideList.objects.exists()


def test_somebody_being_entered_is_known_already(anh: Person, signed_in: Sign) -> None:
    client = signed_in("lan")
    assert f"/nguoi/{anh.pk}/" in shown(client.get("/tim/trung/?ten=nguyen thi anh&ngay_sinh=1938&so=033138000001"))
    assert f"/nguoi/{anh.pk}/" in shown(client.get("/tim/trung/?so=033 138 000 001"))
    for asked in ("", "?ten=anh", "?ten=Trần Văn Hùng&ngay_sinh=1951", "?ten=%00&ngay_sinh=99/99/9999&so=abc"):
        assert "nguoi/" not in shown(client.get(f"/tim/trung/{asked}"))


def test_somebody_known_elsewhere_is_told_by_commune_alone(
    anh: Person, signed_in: Sign, office: Office, phu_cu: PhuCu
) -> None:
    office.lan.places.set([phu_cu.communes["Đình Cao"]])
    page = shown(signed_in("lan").get("/tim/trung/?ten=Nguyễn Thị Ánh&ngay_sinh=1938&so=033138000001"))
    assert "một người ở" in page and "Tam Đa" in page and "Nguyễn Thị Ánh" not in page


def test_administrators_have_no_business_here(anh: Person, signed_in: Sign) -> None:
    client = signed_in("admin")
    for path in ("/trung/", "/trung/danh-sach/", "/tim/trung/?so=033138000001"):
        assert client.get(path).status_code == 403
