"""Sắp đổi: the list, its filters, and the drafts for the whole of it."""

from __future__ import annotations

import datetime
from unittest.mock import patch

import pytest
from django.utils import timezone

from ansinh.acts import assistance
from ansinh.record.models.decisions import Decision, Effect
from ansinh.record.models.people import Person
from tests.acts.people import fact, person
from tests.cast import Office, PhuCu

OCTOBER = datetime.date(2025, 10, 15)


@pytest.fixture(autouse=True)
def _october_2025():
    """Today, everywhere the pages ask for it."""
    with patch.object(timezone, "localdate", return_value=OCTOBER):
        yield


@pytest.fixture
def people(phu_cu: PhuCu, office: Office, register: None) -> dict[str, object]:
    """A disabled child nearly sixteen, an orphan just sixteen, and somebody of seventy-four who draws nothing."""
    commune = next(iter(phu_cu.today.values()))
    child = person("Trần Thị Bé", commune, born="2009-12-05")
    fact(child, "disability", "severe")
    orphan = person("Lê Văn Côi", commune, born="2009-10-20")
    fact(orphan, "orphan", "b")
    for who, code in ((child, "K6.N.TE"), (orphan, "K1.4-16")):
        assistance.award(who, kind="allowance", code=code, from_month=2024 * 12, by=None, number="1/QĐ")
    return {"child": child, "orphan": orphan, "old": person("Phạm Thị Già", commune, born="1950-12-10")}


def text(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_says_old_new_and_why(signed_in, people) -> None:
    shown = text(signed_in("lan"), "/sap-doi/")
    assert "K6.N.TE: 1.000.000" in shown and "K6.N: 750.000" in shown
    assert "K1.4-16: 750.000" in shown and "thôi hưởng" in shown
    assert "có thể: HTXH: 500.000" in shown and "Đủ 75 tuổi trong tháng 12/2025" in shown
    assert f"/nguoi/{people['child'].pk}/" in shown


def test_it_is_narrowed_by_length_month_commune_and_what(signed_in, people, phu_cu: PhuCu) -> None:
    client = signed_in("lan")
    assert "Lê Văn Côi" in (near := text(client, "/sap-doi/?so-thang=1")) and "Trần Thị Bé" not in near
    assert "Trần Thị Bé" in (december := text(client, "/sap-doi/?thang=2025-12")) and "Lê Văn Côi" not in december
    assert "Phạm Thị Già" in (apply := text(client, "/sap-doi/?viec=may_apply")) and "Trần Thị Bé" not in apply
    other = list(phu_cu.today.values())[1]
    assert "Không có ai sắp đổi" in text(client, f"/sap-doi/?xa={other.pk}")
    assert "Trần Thị Bé" in text(client, "/sap-doi/?so-thang=99&xa=abc&thang=hai&viec=gi")


def test_it_can_be_taken_away(signed_in, people) -> None:
    assert signed_in("lan").get("/sap-doi/?xlsx=sap-doi").content.startswith(b"PK")


def test_drafts_are_made_of_the_list_as_shown_once(signed_in, people) -> None:
    client = signed_in("lan")
    client.post("/sap-doi/soan/", {"viec": "adjust", "so-thang": "3"})
    [effect] = Effect.objects.all()
    assert (effect.person_id, effect.act, effect.old_code, effect.code) == (
        people["child"].pk, "adjust", "K6.N.TE", "K6.N",
    )  # fmt: skip
    assert (effect.from_month, effect.old_amount, effect.amount) == (2025 * 12 + 11, 1_000_000, 750_000)
    assert effect.decision.origin == "age" and effect.because[-1]["place"] == "Điều 8 khoản 1, 20/2021/NĐ-CP"
    client.post("/sap-doi/soan/", {"so-thang": "3"})
    assert sorted(Decision.objects.values_list("act", flat=True)) == ["adjust", "stop"]
    told = client.post("/sap-doi/soan/", {"so-thang": "3"}, follow=True).content.decode()
    assert "Không còn ai chưa có dự thảo" in told and Decision.objects.count() == 2
    assert "đã có" in told and ">chưa có<" not in told


def test_only_an_officer_drafts(signed_in, people) -> None:
    client = signed_in("minh")
    assert "Soạn dự thảo" not in text(client, "/sap-doi/")
    assert client.post("/sap-doi/soan/").status_code == 403
    assert not Decision.objects.exists()


def test_people_of_another_place_are_not_there(signed_in, people, office: Office, phu_cu: PhuCu) -> None:
    office.hoa.places.set([list(phu_cu.today.values())[1]])
    assert "Trần Thị Bé" not in text(signed_in("hoa"), "/sap-doi/")


def test_the_first_screen_counts_who_changes_next_month_until_it_is_drafted(signed_in, people) -> None:
    client = signed_in("lan")
    assert "1 người sắp đổi mức hoặc thôi hưởng tháng sau" in text(client, "/")
    client.post("/sap-doi/soan/", {"so-thang": "1"})
    assert "sắp đổi mức hoặc thôi hưởng" not in text(client, "/")


@pytest.fixture
def retired(people) -> Person:
    """An elder with a pension since June of whom nothing was decided."""
    who = person("Vũ Thị Hưu", people["child"].unit, born="1940-03-03")
    assistance.award(who, kind="allowance", code="K5c", from_month=2024 * 12, by=None, number="1/QĐ")
    fact(who, "pension", "retirement", 2025 * 12 + 5)
    return who


def test_what_has_happened_without_a_decision_is_listed_apart_and_drafted_as_an_event(signed_in, retired) -> None:
    client = signed_in("lan")
    assert "1 người đã đổi, chưa có quyết định" in text(client, "/")
    assert "Vũ Thị Hưu" not in text(client, "/sap-doi/")
    shown = text(client, "/sap-doi/?luc=da-doi")
    assert "Vũ Thị Hưu" in shown and "7/2025" in shown and "từ tháng 6/2025 (tests)" in shown
    assert "Trần Thị Bé" not in shown
    client.post("/sap-doi/soan/", {"luc": "da-doi", "loc": "luc=da-doi"})
    effect = Effect.objects.get()
    assert (effect.person, effect.act, effect.from_month, effect.decision.origin) == (
        retired, "stop", 2025 * 12 + 6, "event",
    )  # fmt: skip
    assert "đã đổi, chưa có quyết định" not in text(client, "/")


def test_a_suspended_award_is_marked(signed_in, people) -> None:
    assistance.suspend(people["child"], from_month=2025 * 12 + 8, reason="x", by=None, number="6/QĐ")
    assert "K6.N.TE: 1.000.000, đang tạm dừng" in text(signed_in("lan"), "/sap-doi/")


def test_drafts_arrive_with_the_list_that_is_prepared_and_with_what_is_recorded(signed_in, people, phu_cu) -> None:
    """The orphan of sixteen is drafted when the list is prepared, another child when prison is recorded."""
    client = signed_in("lan")
    here = people["orphan"].unit
    for _again in range(2):
        client.post("/ky-chi-tra/", {"month": "11/2025", "scope": here.pk})
    [effect] = Effect.objects.all()
    assert (effect.person_id, effect.act, effect.decision.origin) == (people["orphan"].pk, "stop", "age")
    assert "1 dự thảo tự soạn" in text(client, "/")
    assert "1 quyết định chờ ký" in text(signed_in("minh"), "/")
    prison = {"value": "true", "from_month": "10/2025", "source": "Bản án 12"}
    client = signed_in("lan")
    client.post(f"/nguoi/{people['child'].pk}/du-kien/?dieu=prison", prison)
    [event] = Effect.objects.filter(person=people["child"])
    assert event.decision.origin == "event"
