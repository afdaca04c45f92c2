"""Decisions signed at the same moment in one book: each has a number, none is missing, none is given twice."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import connection

from ansinh.acts import deciding, permit
from ansinh.record.models.decisions import Decision, Drafted
from tests.acts.test_dossiers import newcomer, taken_in, to_signature
from tests.cast import Office, PhuCu, hire, settle

DAY = datetime.date(2022, 3, 1)


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_when_many_sign_at_once() -> None:
    with permit.everywhere("tests"):
        phu_cu: PhuCu = settle()
        office: Office = hire(phu_cu)
        unit = phu_cu.communes["Tam Đa"]
        drafts = [to_signature(taken_in(newcomer(unit, name=f"Bà {n}"), office, DAY), office, DAY) for n in "ABCDEF"]
    refused: list[Exception] = []
    ready = threading.Barrier(len(drafts))

    def sign(draft: Decision) -> None:
        try:
            with permit.acting(office.minh):
                ready.wait()
                deciding.sign(draft, by=office.minh, on=DAY + datetime.timedelta(days=7))
        except Exception as why:
            refused.append(why)
        finally:
            connection.close()

    threads = [threading.Thread(target=sign, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    with permit.everywhere("tests"):
        signed = Decision.objects.filter(state=Drafted.SIGNED)
        assert sorted(signed.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
