"""A button pressed twice, or two officers at one record: what is recorded is recorded once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.test import Client

from ansinh.acts import permit
from ansinh.record.models.assistance import Suspension
from ansinh.record.models.people import Account, Fact, Residence
from tests.cast import Office

FORMS = {
    "tam-dung/": {"from_month": "1/2021", "reason": "không đến nhận"},
    "chuyen/": {"place": "Đình Cao", "from_month": "1/2021"},
    "du-kien/?dieu=household": {"value": "poor", "from_month": "1/2021", "source": "rà soát"},
    "nhan-tien/": {"pay_by": "bank", "number": "0123", "bank": "Agribank", "from_month": "1/2021"},
}


@pytest.mark.parametrize("path", FORMS)
def test_a_form_sent_twice_at_once_is_recorded_once(transactional_db, office: Office, anh, path: str) -> None:
    ready, answers = threading.Barrier(4), []

    def send() -> None:
        client = Client()
        client.force_login(office.lan, backend="allauth.account.auth_backends.AuthenticationBackend")
        ready.wait()
        answers.append(client.post(f"/nguoi/{anh.pk}/{path}", FORMS[path]).status_code)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {200, 302} and 302 in answers
    with permit.everywhere("tests"):
        assert Suspension.objects.count() == (path == "tam-dung/")
        assert Residence.objects.filter(until_month__isnull=True).count() == 1
        assert Residence.objects.count() == 1 + (path == "chuyen/")
        assert Fact.objects.filter(superseded_at__isnull=True).count() == path.startswith("du-kien")
        assert Account.objects.count() == (path == "nhan-tien/")
