"""A button pressed twice, or two officers at one record: what is recorded is recorded once."""

from __future__ import annotations

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from ansinh.acts import permit, preparing
from ansinh.record.models.assistance import Suspension
from ansinh.record.models.decisions import Template
from ansinh.record.models.people import Account, Fact, Person, Residence
from ansinh.record.models.users import User
from ansinh.world.documents.filling import standard
from tests.cast import Office, PhuCu
from tests.pages.conftest import JUNE, ON

FORMS = {
    "tam-dung/": {"from_month": "1/2021", "reason": "không đến nhận", "number": "6/QĐ", "decided_on": "04/01/2021"},
    "chuyen/": {"place": "Đình Cao", "from_month": "1/2021"},
    "du-kien/?dieu=household": {"value": "poor", "from_month": "1/2021", "source": "rà soát"},
    "nhan-tien/": {"pay_by": "bank", "number": "0123", "bank": "Agribank", "from_month": "1/2021"},
}


def at_once(user: User, *calls: tuple[str, dict[str, object]]) -> list[HttpResponse]:
    """What each form is answered when all are sent at the same moment."""
    ready, answers = threading.Barrier(len(calls)), []

    def send(call: tuple[str, dict[str, object]]) -> None:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        ready.wait()
        answers.append(client.post(*call))
        connection.close()

    threads = [threading.Thread(target=send, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == len(calls) and {answer.status_code for answer in answers} <= {200, 302}
    return answers


@pytest.mark.parametrize("path", FORMS)
def test_a_form_sent_twice_at_once_is_recorded_once(transactional_db, office: Office, anh, path: str) -> None:
    at_once(office.lan, *[(f"/nguoi/{anh.pk}/{path}", FORMS[path])] * 4)
    with permit.everywhere("tests"):
        assert Suspension.objects.count() == (path == "tam-dung/")
        assert Residence.objects.filter(until_month__isnull=True).count() == 1
        assert Residence.objects.count() == 1 + (path == "chuyen/")
        assert Fact.objects.filter(superseded_at__isnull=True).count() == path.startswith("du-kien")
        assert Account.objects.count() == (path == "nhan-tien/")


def test_a_template_sent_twice_at_once_is_in_use_once(transactional_db, office: Office, phu_cu: PhuCu) -> None:
    sent = [
        ("/quyet-dinh/mau/", {"mau": "refusal", "tep": SimpleUploadedFile("m.docx", standard("refusal"))})
        for _ in range(4)
    ]
    at_once(office.lan, *sent)
    assert Template.objects.filter(name="refusal", replaced_at=None).count() == 1


def test_one_number_given_to_two_people_at_once_is_given_once(transactional_db, office: Office, anh, enrol) -> None:
    sent = [
        (f"/nguoi/{one.pk}/sua/", {"full_name": one.full_name, "birth": "1938", "identity_number": "033138000077"})
        for one in (anh, enrol("Trần Văn Bính", 1938))
    ]
    assert any("Số định danh này" in answer.content.decode() for answer in at_once(office.lan, *sent * 2))
    with permit.everywhere("tests"):
        assert Person.objects.filter(identity_number="033138000077").count() == 1


def test_a_list_thrown_away_while_others_work_on_it_is_told(transactional_db, office: Office, anh) -> None:
    with permit.acting(office.lan):
        run = preparing.prepare(month=JUNE, scope=office.lan.places.get(), by=office.lan, on=ON)
    drop = (f"/ky-chi-tra/{run.pk}/bo/", {"reason": "lập nhầm"})
    answers = at_once(office.lan, drop, drop, drop)
    assert sorted(answer.status_code for answer in answers) == [200, 200, 302]
    assert sum("đã được bỏ" in answer.content.decode() for answer in answers) == 2


def test_a_user_added_twice_at_once_is_added_once(transactional_db, office: Office, phu_cu: PhuCu) -> None:
    typed = {"username": "x1", "last_name": "A", "first_name": "B", "role": "officer", "places": [phu_cu.district.pk]}
    answers = at_once(office.admin, *[("/nguoi-dung/moi/", typed)] * 3)
    assert sum("Đã có người dùng tên" in answer.content.decode() for answer in answers) == 2
    assert User.objects.filter(username="x1").count() == 1
