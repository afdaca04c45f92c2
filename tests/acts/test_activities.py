"""Jobs found, inspections followed to their end, events, teams, guidance: every refusal at its field."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from ansinh.acts import activities, documents, permit, training
from ansinh.acts.activities import Worker
from ansinh.acts.wrong import Wrong
from ansinh.law.report_periods import read
from ansinh.record.branches import communes_of
from ansinh.record.models.activities import JobPlacement, SentDocument
from ansinh.record.models.places import Unit
from ansinh.reports import decided
from ansinh.reports import indicator as reckoned
from tests.cast import Office, PhuCu

DAY = datetime.date(2021, 3, 15)
BEFORE = DAY - datetime.timedelta(days=1)
JOB = {"on": DAY, "employer": "CT may", "through": "phiên giao dịch"}


@pytest.fixture
def unit(phu_cu: PhuCu) -> Unit:
    return phu_cu.communes["Tam Đa"]


@pytest.mark.parametrize(
    ("workers", "given", "field", "said"),
    [
        ([], {}, "workers", "ít nhất một"), ([Worker(" ")], {}, "workers", "họ tên"),
        ([Worker("Vũ A", 1990)] * 2, {}, "workers", "hai lần"),
        ([Worker("Vũ A", 2015)], {}, "workers", "năm sinh 2015"),
        ([Worker("Vũ A")], {"employer": ""}, "employer", "nơi làm việc"),
        ([Worker("Vũ A")], {"through": " "}, "through", "nhờ đâu"),
    ],
)  # fmt: skip
def test_a_job_that_cannot_be_is_told(
    unit: Unit, office: Office, workers: list, given: dict, field: str, said: str
) -> None:
    with pytest.raises(Wrong, match=said) as wrong:
        activities.place(unit, workers, by=office.lan, **(JOB | given))
    assert wrong.value.field == field and not JobPlacement.objects.exists()


def test_nobody_found_the_same_work_twice(unit: Unit, office: Office) -> None:
    activities.place(unit, [Worker("Vũ A", 1990), Worker("Vũ A", 1991)], by=office.lan, **JOB)
    with pytest.raises(Wrong, match="Vũ A đã ghi"):
        activities.place(unit, [Worker("Vũ B", 1980), Worker("Vũ A", 1990)], by=office.lan, **JOB)
    assert JobPlacement.objects.count() == 2
    with pytest.raises(permit.Refused):
        activities.place(unit, [Worker("x")], by=office.hoa, **JOB)


def test_what_was_found_is_followed_until_it_is_closed_and_may_open_again(unit: Unit, office: Office) -> None:
    told = {"plan": "KH 1", "about": "x", "first_day": DAY, "last_day": DAY, "team": [("A", "Trưởng đoàn")]}
    made = activities.inspect(unit, by=office.lan, **told)
    for given, field in (
        ({"plan": ""}, "plan"),
        ({"last_day": BEFORE}, "last_day"),
        ({"team": []}, "team"),
        ({}, "unit"),
    ):
        with pytest.raises(Wrong) as wrong:
            activities.inspect(unit, by=office.lan, **(told | given))
        assert wrong.value.field == field
    with pytest.raises(Wrong, match="trước ngày kiểm tra"):
        activities.find(made, text="x", asked="x", who="x", due=BEFORE, by=office.lan)
    found = activities.find(made, text="thiếu sổ", asked="ghi đủ", who="công chức", due=DAY, by=office.lan)
    with pytest.raises(Wrong, match="đang ở bước"):
        activities.follow(found, "closed", words="x", on=DAY, by=office.lan)
    with pytest.raises(Wrong, match="Ghi đã làm gì"):
        activities.follow(found, "mended", words=" ", on=DAY, by=office.lan)
    for to in ("mended", "closed", "open", "mended", "open"):
        found = activities.follow(found, to, words=f"sang {to}", on=DAY, by=office.lan)
    assert (found.state, found.steps.count()) == ("open", 5)
    activities.conclude(made, paper="KL 1", by=office.lan)


def test_events_and_teams(unit: Unit, office: Office) -> None:
    told = {
        "field": "evils",
        "kind": "contest",
        "title": "Hội thi",
        "place": "trường",
        "first_day": DAY,
        "last_day": DAY,
    }
    activities.hold(unit, by=office.lan, **told)
    for given, field in (
        ({}, "title"), ({"title": ""}, "title"), ({"last_day": BEFORE}, "last_day"), ({"cost": 5}, "source"),
        ({"people": -1}, "people"), ({"cost": -1}, "cost"),
    ):  # fmt: skip
        with pytest.raises(Wrong) as wrong:
            activities.hold(unit, by=office.lan, **(told | given))
        assert wrong.value.field == field
    team = {"field": "evils", "name": "Đội", "paper": "QĐ", "members": [("A", "")]}
    activities.reorganise(unit, on=DAY, by=office.lan, **team)
    with pytest.raises(Wrong, match="đã được kiện toàn"):
        activities.reorganise(unit, on=DAY, by=office.lan, **team)
    with pytest.raises(Wrong, match="thành viên"):
        activities.reorganise(unit, on=DAY, by=office.lan, **(team | {"members": []}))


def test_guidance_is_sent_once_and_confirmed(phu_cu: PhuCu, office: Office) -> None:
    paper = documents.enter(phu_cu.district, number="1/KH-UBND", kind="Kế hoạch", issuer="UBND", subject="x",
                            issued=DAY, drafted_by="Phòng", by=office.lan, on=DAY)  # fmt: skip
    communes = list(phu_cu.communes.values())
    assert len(activities.send(paper, communes[:2], on=DAY, by=office.lan)) == 2
    assert len(activities.send(paper, communes[:3], on=DAY, by=office.lan)) == 1
    with pytest.raises(Wrong, match="ít nhất một xã"):
        activities.send(paper, [], on=DAY, by=office.lan)
    sent = SentDocument.objects.first()
    assert sent is not None
    activities.confirm(sent, on=DAY, by=office.lan)
    sent.refresh_from_db()
    assert (sent.read_by, sent.read_on) == (office.lan, DAY)


def counted(code: str, phu_cu: PhuCu) -> int | None:
    from ansinh.acts.rulings import books
    from ansinh.law.indicator import indicator

    on = datetime.date(2021, 7, 1)
    asked = reckoned.Asked(phu_cu.district, communes_of([phu_cu.district]), read("half-2021-1"), on, books(on))
    value, rows = reckoned.value(indicator(code), asked), reckoned.rows(indicator(code), asked)
    assert value.number == len(rows) or code.endswith("classes")
    assert all(len(row.cells) == len(reckoned.way(indicator(code)).HEADINGS) for row in rows)
    return value.number


def test_what_was_done_counts_in_its_period(phu_cu: PhuCu, unit: Unit, office: Office) -> None:
    activities.place(unit, [Worker("Vũ A", 1990)], by=office.lan, **JOB)
    activities.place(unit, [Worker("Vũ A", 1990)], by=office.lan, **(JOB | {"on": datetime.date(2021, 6, 15)}))
    session = training.hold(unit, kind="farming", title="x", place="x", first_day=DAY, last_day=DAY, hours=8,
                            teacher="x", paper="KH", by=office.lan)  # fmt: skip
    assert len(training.enrol_many(session, [("A", ""), ("A", ""), ("B", "x")], by=office.lan)) == 2
    assert training.enrol_many(session, [("A", "")], by=office.lan) == []
    first = session.trainees.get(name="A")
    training.mark(session, came={first.pk}, results={}, by=office.lan)
    activities.inspect(unit, plan="KH", about="x", first_day=DAY, last_day=DAY, team=[("A", "")], by=office.lan)
    wanted: list[tuple[str, int, Callable[[], object] | None]] = [
        ("jobs_created", 1, None), ("technique_classes", 1, None), ("technique_attendances", 1, None),
        ("communes_inspected", 1, None), ("workers_trained", 0, None), ("evils_contests", 0, None),
    ]  # fmt: skip
    for code, number, _ in wanted:
        assert counted(code, phu_cu) == number, code


def test_decisions_count_once_by_number_and_day(phu_cu: PhuCu, unit: Unit, office: Office) -> None:
    from ansinh.acts import assistance
    from tests.acts.people import person

    since = 2021 * 12 + 2
    for name, number in (("Vũ A", "1/QĐ"), ("Vũ B", "1/QĐ"), ("Vũ C", "2/QĐ")):
        held = assistance.award(
            person(name, unit), kind="allowance", code="K5c", from_month=since, by=None, number=number
        )
        held.decided_on = DAY
        held.save()
    ended = held
    ended.until_month, ended.stop_number, ended.stop_decided_on, ended.stop_reason = since + 2, "3/QĐ", DAY, "Chết"
    ended.save()
    found = decided.decided(DAY, DAY, [unit.pk])
    assert [(one.number, one.people, one.what) for one in found] == [
        ("1/QĐ", 2, "hưởng, điều chỉnh"), ("2/QĐ", 1, "hưởng, điều chỉnh"), ("3/QĐ", 1, "thôi hưởng"),
    ]  # fmt: skip
    assert decided.decided(BEFORE, BEFORE, [unit.pk]) == [] and decided.decided(DAY, DAY, [0]) == []
