"""A text raises a level: who is concerned, one decision of each authority with its list, signed as one act."""

from __future__ import annotations

import datetime
import io
import time
from unittest.mock import patch

import pytest
from django.utils import timezone
from docx import Document

from ansinh.acts import assistance, deciding, facts, foreseen
from ansinh.acts.rulings import book_of
from ansinh.law.book import Book
from ansinh.pages.decisions import FEW
from ansinh.pages.new_levels import _changes
from ansinh.record.models.assistance import Award
from ansinh.record.models.decisions import Decision, Effect
from ansinh.record.models.payroll import Position, Touch
from ansinh.record.models.people import Person
from ansinh.record.models.tasks import Task
from ansinh.record.models.trail import Look
from ansinh.reports import raised as reports
from tests.acts.people import fact, month, person
from tests.cast import Office, PhuCu

TODAY = datetime.date(2026, 11, 20)
JULY = month("2026-07")


@pytest.fixture(autouse=True)
def _november_2026():
    """Decree 335/2026 is in force, and applies from July."""
    with patch.object(timezone, "localdate", return_value=TODAY):
        yield


def drawing(name: str, unit, born: str, code: str, **known: object) -> Award:
    who = person(name, unit, born=born)
    for kind, value in known.items():
        fact(who, kind, value)
    return assistance.award(who, kind="allowance", code=code, from_month=month("2025-08"), by=None, number="1/QĐ")


def town(phu_cu: PhuCu) -> dict[str, Award]:
    one, two = list(phu_cu.today.values())[:2]
    return {
        "severe": drawing("Trần Văn Nặng", one, "1985-05-05", "K6.N", disability="severe"),
        "elder": drawing("Phạm Thị Già", one, "1940-04-04", "HTXH"),
        "other": drawing("Lê Văn Nặng", two, "1985-05-05", "K6.N", disability="severe"),
        "sixteen": drawing("Đỗ Thị Bé", one, "2010-07-05", "K6.N.TE", disability="severe"),
        "new": assistance.award(
            person("Mới", one, born="1940"), kind="allowance", code="HTXH", from_month=JULY, by=None, number="1/QĐ"
        ),
    }


def books(province: int) -> Book:
    return book_of(province, TODAY, JULY)


def raised() -> dict[str, tuple[str, int, int]]:
    found = reports.raised(JULY, books)
    names = dict(Person.objects.values_list("pk", "full_name"))
    return {names[one.person_id]: (one.code, one.old, one.new) for one in found}


def test_the_same_situation_and_group_at_another_level_and_nobody_else(phu_cu: PhuCu, register: None) -> None:
    town(phu_cu)
    assert raised() == {
        "Trần Văn Nặng": ("K6.N", 750_000, 810_000), "Lê Văn Nặng": ("K6.N", 750_000, 810_000),
        "Phạm Thị Già": ("HTXH", 500_000, 540_000),
    }  # fmt: skip


def ended(task: Task) -> Task:
    for _ in range(400):
        task.refresh_from_db()
        if task.state != "running":
            return task
        time.sleep(0.05)
    raise AssertionError("still running")


def test_it_is_drafted_in_the_background_and_signed_as_one_act(
    transactional_db, phu_cu: PhuCu, office: Office, signed_in
) -> None:
    awards = town(phu_cu)
    lan = signed_in("lan")
    shown = lan.get("/quyet-dinh/muc-moi/?thang=2026-07").content.decode()
    assert "3 người (3 khoản đang hưởng) chưa có quyết định" in shown and "2.000.000" in shown and "2.160.000" in shown
    assert lan.post("/quyet-dinh/muc-moi/soan/", {"thang": "2026-07"}).status_code == 302
    task = ended(Task.objects.get())
    assert task.state == "done", task.result
    page = lan.get(f"/quyet-dinh/muc-moi/soan/{task.pk}/").content.decode()
    assert "Đã soạn 2 dự thảo" in page
    assert "Cả 3 người đã có quyết định" in lan.get("/quyet-dinh/muc-moi/?thang=2026-07").content.decode()
    draft = Decision.objects.get(effects__award=awards["severe"])
    assert (draft.origin, draft.act, draft.effects.count()) == ("decree", "adjust", 2)
    before = list(Position.objects.values_list()), Touch.objects.count()
    minh = signed_in("minh")
    assert minh.post(f"/quyet-dinh/{draft.pk}/ky/").status_code == 302
    assert (list(Position.objects.values_list()), Touch.objects.count()) == before
    draft.refresh_from_db()
    [table] = [one for one in Document(io.BytesIO(bytes(draft.document))).tables if len(one.columns) > 4]
    assert [[cell.text for cell in row.cells][-3:] for row in table.rows[1:]] == [
        ["750.000", "810.000", "7/2026"], ["500.000", "540.000", "7/2026"],
    ]  # fmt: skip
    told = minh.get(f"/nguoi/{awards['elder'].person_id}/").content.decode()
    assert draft.number_text in told


def test_a_thousand_adjustments_are_signed_without_asking_for_each(
    phu_cu: PhuCu, office: Office, register: None, django_assert_max_num_queries
) -> None:
    unit = next(iter(phu_cu.today.values()))
    people = [person(f"Người {at}", unit, born="1940-04-04") for at in range(120)]
    Award.objects.bulk_create(
        Award(
            person=who,
            kind="allowance",
            code="HTXH",
            from_month=month("2025-08"),
            reckoned_from=month("2025-08"),
            decision_number="1/QĐ",
        )
        for who in people
    )
    facts.rebuild([who.pk for who in people])
    found = reports.raised(JULY, books)
    with django_assert_max_num_queries(60):
        [draft] = foreseen.draft(_changes(found, JULY), by=office.lan, on=TODAY, origin="decree").made
    with django_assert_max_num_queries(100):
        deciding.sign(draft, by=office.minh, on=TODAY)
    assert Effect.objects.filter(decision=draft, amount=540_000).count() == 120


def test_a_decision_of_few_is_a_look_at_each_and_a_long_list_at_none(
    phu_cu: PhuCu, office: Office, register: None, signed_in
) -> None:
    unit = next(iter(phu_cu.today.values()))
    people = [drawing(f"Người {at}", unit, "1940-04-04", "HTXH").person_id for at in range(2 * FEW + 1)]
    few, many = drafted_of(people[:FEW], office), drafted_of(people[FEW:], office)
    minh = signed_in("minh")
    assert minh.get(f"/quyet-dinh/{many.pk}/").status_code == 200
    assert not Look.objects.exists()
    assert minh.get(f"/quyet-dinh/{few.pk}/").status_code == 200
    assert sorted(Look.objects.values_list("person", flat=True)) == sorted(people[:FEW])


def drafted_of(people: list[int], office: Office) -> Decision:
    """One draft that raises the level of these people."""
    found = [one for one in reports.raised(JULY, books) if one.person_id in people]
    [draft] = foreseen.draft(_changes(found, JULY), by=office.lan, on=TODAY, origin="decree").made
    return draft


def test_only_an_officer_drafts_and_an_unknown_month_shows_the_last_one(
    phu_cu: PhuCu, office: Office, signed_in
) -> None:
    town(phu_cu)
    client = signed_in("minh")
    assert client.post("/quyet-dinh/muc-moi/soan/", {"thang": "2026-07"}).status_code == 403
    assert 'value="2026-07" selected' in client.get("/quyet-dinh/muc-moi/?thang=hai").content.decode()
    assert signed_in("lan").get("/quyet-dinh/muc-moi/soan/99999/").status_code == 404
