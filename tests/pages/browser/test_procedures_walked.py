"""Each procedure from application to payment in a real browser, with the tiers of 2021 and of 2026."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from ansinh.acts import assistance, people, permit, preparing
from ansinh.record.models.decisions import Decision
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from tests.cast import Office, PhuCu
from tests.pages.browser.conftest import THREE, TWO, Reader, press

HOME = {THREE: "Tam Đa", TWO: "Quang Hưng"}
NEAR = {THREE: "xã Đình Cao, huyện Phù Cừ", TWO: "xã Quang Hưng"}
"""Within the district while there was one; since then within the commune."""
THERE = {THREE: "xã Đình Cao, huyện Phù Cừ", TWO: "xã Tống Trân"}
POOR = {"household": "poor", "no_supporter": True}


class Walk(NamedTuple):
    """A procedure walked for somebody: what they draw and what is known, what is filled in, what is paid at the end."""

    choice: str
    fill: dict[str, str]
    born: int = 1955
    draws: str = ""
    knows: dict[str, Any] = {}
    kind: str = "allowance"
    paid: Callable[[datetime.date], int | None] = lambda day: None
    suspended: bool = False


def level(many: int) -> Callable[[datetime.date], int]:
    """So many tenths of the standard amount of the day."""
    return lambda day: {THREE: 360_000, TWO: 500_000}[day] * many // 10


BURIED = {"died_on": "DIED", "receiver_name": "Vũ Văn Con", "receiver_relation": "con"}
"""The day, and who is paid."""

WALKS = {
    "allowance": Walk("monthly-allowance/K5a", {"household": "poor", "no_supporter": "on"}, paid=level(15)),
    "adjustment": Walk(
        "adjustment/K6", {"disability": "extreme"}, 1985, "K6.N", {"disability": "severe"}, paid=level(20)
    ),
    "care money": Walk(
        "care-money/C5", {"cared_at_home": "on"}, 1985, "K6.ĐBN", {"disability": "extreme"}, "care", level(10)
    ),
    "stop": Walk("stop/", {"ending": "refused", "reason": "Có con nuôi dưỡng"}, draws="K5a.60-80", knows=POOR),
    "suspension": Walk("suspension/", {"ground": "uncollected"}, draws="K5a.60-80", knows=POOR),
    "resumption": Walk(
        "resumption/", {"pay_back": "yes"}, draws="K5a.60-80", knows=POOR, paid=level(15), suspended=True
    ),
    "move within": Walk(
        "move-within/", {"place": "NEAR", "village": "Trà Dương"}, draws="K5a.60-80", knows=POOR, paid=level(15)
    ),
    "move between": Walk("move-between/", {"place": "THERE"}, draws="K5a.60-80", knows=POOR, paid=level(15)),
    "funeral": Walk(
        "funeral-grant/MTP", BURIED, draws="K5a.60-80", knows=POOR, kind="funeral", paid=level(200)
    ),
    "emergency": Walk("emergency-support/KC", {"emergency": "injured"}, kind="emergency", paid=level(100)),
    "social pension": Walk("social-pension/HTXH", {}, 1948, paid=level(10)),
    "pension funeral": Walk(
        "pension-funeral/MTP.HTXH", BURIED, 1945, "HTXH", kind="funeral", paid=level(200)
    ),
}  # fmt: skip
ONLY_SINCE_2025 = ("social pension", "pension funeral")


@pytest.mark.parametrize(
    ("name", "day"),
    [(name, day) for name in WALKS for day in (THREE, TWO) if name not in ONLY_SINCE_2025 or day == TWO],
    ids=lambda one: one if isinstance(one, str) else f"{one.year}",
)
def test_a_procedure_is_walked_from_application_to_payment(
    name: str, day: datetime.date, reader: Reader, chair: Page, office: Office, phu_cu: PhuCu, today: dict[str, Any]
) -> None:
    walk, today["day"] = WALKS[name], day
    person = settled(walk, phu_cu, day)
    page = reader.sign_in("lan")
    take_in(reader, person, walk, day)
    address = through(page, chair, today)
    if name != "move within":  # which needs no decision (decree 20/2021 Article 8 clause 3)
        signed(reader, page, chair, signs_for(name, walk, day, phu_cu))
        page.goto(address)
    press(page, "text=Đã giao kết quả cho người nộp")
    page.wait_for_selector("text=Đã trả kết quả")
    assert Dossier.objects.get().outcome == "granted"
    assert paid_next(reader, person, walk, office, today["day"]) == walk.paid(day)


@pytest.mark.parametrize("day", [THREE, TWO], ids=["2021", "2026"])
def test_what_the_law_does_not_give_is_refused_in_writing_with_its_article(
    day: datetime.date, reader: Reader, chair: Page, office: Office, phu_cu: PhuCu, today: dict[str, Any]
) -> None:
    walk = Walk("monthly-allowance/K5a", {"household": "other"})
    today["day"] = day
    person = settled(walk, phu_cu, day)
    page = reader.sign_in("lan")
    take_in(reader, person, walk, day)
    address = page.url
    unfold(page)
    page.fill("#r4", "Chưa thuộc hộ nghèo: chưa đủ điều kiện theo Điều 5 khoản 5, Nghị định 20/2021/NĐ-CP.")
    press(page, "button:has-text('Soạn thông báo từ chối')")
    page.wait_for_selector("text=Đã soạn thông báo từ chối, chờ ký.")
    decision = Decision.objects.get()
    chair.goto(f"{reader.base}/quyet-dinh/{decision.pk}/")
    press(chair, "button:has-text('Ký, cấp số 1/')")
    chair.wait_for_selector("text=Đã ký, số 1/TB-UBND")
    page.goto(address)
    assert "Điều 5 khoản 5" in page.locator("main").inner_text()
    press(page, "text=Đã giao kết quả cho người nộp")
    page.wait_for_selector("text=Đã trả kết quả")
    assert Dossier.objects.get().outcome == "refused" and not person.awards.exists()
    assert paid_next(reader, person, walk, office, today["day"]) is None


def unfold(page: Page) -> None:
    """Everything folded away on the page is opened."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def through(page: Page, chair: Page, today: dict[str, datetime.date]) -> str:
    """Every step of the dossier on the page, each by whoever may do it, up to its draft or its result."""
    address = page.url
    for _step in range(12):
        if page.locator("text=Xong bước này, chuyển tiếp").count():
            press(page, "text=Xong bước này, chuyển tiếp")
        elif page.locator("text=Xem dự thảo").count() or page.locator("text=Đã giao kết quả").count():
            break
        else:
            chair.goto(address)
            press(chair, "text=Xong bước này, chuyển tiếp")
            page.goto(address)
        if page.locator(".errors").count():
            said = page.locator(".errors").inner_text()
            page.goto(address)
            if "Còn giấy tờ chưa thấy" in said:  # one that another office sends meanwhile
                press(page, "text=Đã nhận bản giấy")
                continue
            assert "Niêm yết đến hết ngày" in said
            today["day"] += datetime.timedelta(days=4)
            page.goto(address)
    return address


def signed(reader: Reader, page: Page, chair: Page, authority: Unit) -> None:
    """The draft is signed by its authority's chair and has the first number of its book."""
    assert page.locator("text=Chờ người có thẩm quyền ký").count()
    decision = Decision.objects.get()
    chair.goto(f"{reader.base}/quyet-dinh/{decision.pk}/")
    press(chair, "button:has-text('Ký, cấp số 1/')")
    chair.wait_for_selector("text=Đã ký, số 1/QĐ-UBND")
    assert decision.authority == authority


def signs_for(name: str, walk: Walk, day: datetime.date, phu_cu: PhuCu) -> Unit:
    """Whose decision it is: the district's until June 2025, but for emergency aid; then the commune's."""
    if day == THREE:
        return phu_cu.communes[HOME[day]] if walk.kind == "emergency" else phu_cu.district
    return phu_cu.today["Tống Trân" if name == "move between" else HOME[day]]


def settled(walk: Walk, phu_cu: PhuCu, day: datetime.date) -> Person:
    """Somebody who lives there, with what is known of them and what they draw."""
    from ansinh.reckoning.names import fold, sort_key
    from ansinh.record.models.people import Residence

    unit = (phu_cu.communes if day == THREE else phu_cu.today)[HOME[day]]
    since = 2018 * 12 if day == THREE else 2025 * 12 + 6
    with permit.everywhere("tests"):
        person = Person.objects.create(
            full_name="Trần Thị Cúc", name_folded=fold("Trần Thị Cúc"), name_sort=sort_key("Trần Thị Cúc"),
            birth_year=walk.born, birth_month=5, birth_day=4, sex="female", unit=unit, village="Ngũ Phúc",
        )  # fmt: skip
        Residence.objects.create(person=person, unit=unit, village="Ngũ Phúc", from_month=since)
        for kind, value in walk.knows.items():
            people.change(person, kind, value, from_month=since, by=None, source="giấy tờ")
        if walk.draws:
            begun = day.year * 12 + day.month - 3
            held = assistance.award(
                person, kind="allowance", code=walk.draws, from_month=begun, by=None, number="5/QĐ",
            )  # fmt: skip
            if walk.suspended:
                assistance.suspend(person, from_month=begun + 1, reason="vắng", by=None, number="6/QĐ")
            assert held.pk
    return person


def take_in(reader: Reader, person: Person, walk: Walk, day: datetime.date) -> None:
    """The procedure chosen, its form filled in, its papers ticked, and the dossier received."""
    fill_in(reader.go(f"/ho-so/moi/?nguoi={person.pk}"), walk, day)


def fill_in(page: Page, walk: Walk, day: datetime.date) -> None:
    """The same from the list of procedures that is open."""
    unfold(page)
    press(page, f"button[value='{walk.choice}']")
    page.wait_for_selector("text=Tiếp nhận hồ sơ")
    for name, value in walk.fill.items():
        value = {"THERE": THERE.get(day), "NEAR": NEAR.get(day), "DIED": f"{day:%d/%m/%Y}"}.get(value, value)
        field = page.locator(f"[name={name}]").first
        if value == "on":
            field.check()
        elif field.evaluate("one => one.type") == "checkbox":
            page.check(f"[name={name}][value={value}]")
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    for paper in page.locator("select[name^=paper_]").all():
        paper.select_option("given")
    press(page, "text=Tiếp nhận hồ sơ")
    page.wait_for_selector("text=Đã tiếp nhận, hồ sơ số")


def paid_next(reader: Reader, person: Person, walk: Walk, office: Office, day: datetime.date) -> int | None:
    """What the month's list pays the person of this kind, as the page of its people shows it; None: nothing."""
    from ansinh.record.models.payroll import KINDS, Line, Run

    scope = office.lan.places.get()
    month = day.year * 12 + day.month - 1
    with permit.acting(office.lan):
        for number in (month, month + 1) if walk.choice.startswith(("move", "suspension", "stop")) else (month,):
            run = preparing.prepare(month=number, scope=scope, by=office.lan, on=day)
            if number == month and walk.choice.startswith(("move", "suspension", "stop")):
                with permit.everywhere("tests"):
                    Line.objects.filter(run_month=month, run=run).delete()
                    Run.objects.filter(pk=run.pk).delete()
        lines = Line.objects.filter(run=run, person=person, kind=KINDS.index(walk.kind), for_month=run.month)
        amounts = list(lines.values_list("amount", flat=True))
    if not amounts:
        return None
    page = reader.go(f"/ky-chi-tra/{run.pk}/nguoi/")
    assert page.locator("td:has-text('Trần Thị Cúc')").count()
    return amounts[0]


def test_what_the_law_of_the_day_does_not_know_is_not_offered(
    reader: Reader, phu_cu: PhuCu, today: dict[str, Any]
) -> None:
    person = settled(Walk("", {}), phu_cu, THREE)
    reader.sign_in("lan")
    page = reader.go(f"/ho-so/moi/?nguoi={person.pk}")
    assert page.locator("button[value='monthly-allowance/K5a']").count() == 1
    for name in ONLY_SINCE_2025:
        assert page.locator(f"button[value='{WALKS[name].choice}']").count() == 0
