"""Jobs found, inspections followed to their end, events, teams, guidance: every refusal at its field."""

from __future__ import annotations

import datetime
import io

import docx
import pytest

from ansinh.acts import activities, documents, inspection_papers, permit, templates, training
from ansinh.acts.activities import Worker
from ansinh.acts.wrong import Wrong
from ansinh.record.models.activities import Event, Inspection, JobPlacement, SentDocument, Team
from ansinh.record.models.places import Unit
from ansinh.record.models.users import Role, User
from ansinh.reports import activities as reports
from ansinh.reports import decided
from ansinh.world.scans import Unreadable
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
    with pytest.raises(Wrong, match="Ghi số, ngày kết luận"):
        activities.conclude(made, paper=" ", by=office.lan)
    activities.conclude(made, paper="KL 1", by=office.lan)
    with pytest.raises(Wrong, match="Đã ghi phát hiện này"):
        activities.find(made, text=" thiếu sổ ", asked="x", who="x", due=DAY, by=office.lan)
    for act in (
        lambda: activities.find(made, text="y", asked="x", who="x", due=DAY, by=office.hoa),
        lambda: activities.follow(found, "mended", words="x", on=DAY, by=office.hoa),
        lambda: activities.conclude(made, paper="KL 2", by=office.hoa),
        lambda: activities.inspect(unit, by=office.hoa, **told),
    ):
        with pytest.raises(permit.Refused):
            act()


@pytest.mark.parametrize("given", ["text", "asked", "who"])
def test_a_finding_says_what_is_asked_of_whom(unit: Unit, office: Office, given: str) -> None:
    made = inspected(unit, office)
    with pytest.raises(Wrong) as wrong:
        activities.find(made, **({"text": "x", "asked": "x", "who": "x", "due": DAY} | {given: " "}), by=office.lan)
    assert wrong.value.field == given and not made.findings.exists()


def inspected(unit: Unit, office: Office) -> Inspection:
    return activities.inspect(unit, plan="KH 1", about="chi trả", first_day=DAY, last_day=DAY,
                              team=[("Trần Minh", "Trưởng đoàn"), ("Lan", "Thư ký")], by=office.lan)  # fmt: skip


def test_what_waits_is_told_by_its_day(unit: Unit, office: Office) -> None:
    """Late from the day after its day; near within the days asked; what was told to be mended waits to be closed."""
    made = inspected(unit, office)
    late, today, later, far, mended = (
        activities.find(made, text=str(at), asked="x", who="x", due=DAY + datetime.timedelta(days=at), by=office.lan)
        for at in (9, 10, 17, 18, 0)
    )
    activities.follow(mended, "mended", words="x", on=DAY, by=office.lan)
    left = reports.left(DAY + datetime.timedelta(days=10), datetime.timedelta(days=7))
    assert (left.late, left.near, left.mended) == ([late], [today, later], [mended])
    activities.follow(mended, "closed", words="x", on=DAY, by=office.lan)
    assert set(reports.waiting()) == {late, today, later, far}


def test_the_minutes_say_what_was_found(unit: Unit, phu_cu: PhuCu, office: Office) -> None:
    made = inspected(unit, office)
    assert "Không ghi phát hiện nào" in words_of(inspection_papers.minutes(made))
    activities.find(made, text="Thiếu sổ & <b>", asked="Ghi đủ", who="Công chức", due=DAY, by=office.lan)
    said = words_of(inspection_papers.minutes(made))
    for wanted in ("BIÊN BẢN", "HUYỆN PHÙ CỪ", "xã Tam Đa", "Trần Minh, Trưởng đoàn", "ngày 15 tháng 3 năm 2021",
                   "KH 1", "Thiếu sổ & <b>", "Ghi đủ", "15/03/2021"):  # fmt: skip
        assert wanted in said, wanted
    assert "{{" not in said and "Không ghi phát hiện nào" not in said
    own = docx.Document()
    own.add_paragraph("{{ inspected }}: {% for row in rows %}{{ row.text }}{% endfor %}")
    out = io.BytesIO()
    own.save(out)
    templates.use(phu_cu.district, "inspection_minutes", out.getvalue(), by=office.lan)
    assert "Xã Tam Đa: Thiếu sổ" in words_of(inspection_papers.minutes(made))


def words_of(paper: bytes) -> str:
    read = docx.Document(io.BytesIO(paper))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in read.paragraphs), *cells])


def test_what_is_done_is_of_the_unit_of_that_day(phu_cu: PhuCu, unit: Unit, office: Office) -> None:
    """A commune that was no more, or was not there yet, did nothing on that day."""
    new, since = phu_cu.today["Tống Trân"], datetime.date(2026, 1, 5)
    held = {"field": "evils", "kind": "contest", "title": "x", "place": "x"}
    told = {"plan": "KH", "about": "x", "team": [("A", "")]}
    team = {"field": "evils", "name": "Đội", "paper": "QĐ", "members": [("A", "")]}
    session = {"kind": "trade", "title": "x", "place": "x", "hours": 8, "teacher": "x", "paper": "x"}
    for of, day, said in ((unit, since, "không còn từ ngày 01/07/2025"), (new, DAY, "chỉ có từ ngày 01/07/2025")):
        days = {"first_day": day, "last_day": day, "by": office.lan}
        for act in (
            lambda of=of, days=days: activities.hold(of, **held, **days),
            lambda of=of, days=days: activities.inspect(of, **told, **days),
            lambda of=of, days=days: training.hold(of, **session, **days),
            lambda of=of, day=day: activities.reorganise(of, on=day, by=office.lan, **team),
            lambda of=of, day=day: activities.place(of, [Worker("A")], by=office.lan, **(JOB | {"on": day})),
        ):
            with pytest.raises(Wrong, match=said) as wrong:
                act()
            assert wrong.value.field == "unit"
    assert not JobPlacement.objects.exists() and not Event.objects.exists() and not Team.objects.exists()


def test_a_class_is_opened_once(unit: Unit, office: Office) -> None:
    told = {"kind": "trade", "title": "May", "place": "xã", "first_day": DAY, "last_day": DAY, "hours": 8,
            "teacher": "x", "paper": "KH", "by": office.lan}  # fmt: skip
    training.hold(unit, **told)
    with pytest.raises(Wrong, match="Đã có lớp này") as wrong:
        training.hold(unit, **told)
    assert wrong.value.field == "title"
    training.hold(unit, **(told | {"title": "May, lớp 2"}))


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
    later = DAY + datetime.timedelta(days=30)
    with pytest.raises(Wrong, match="thuộc lĩnh vực") as wrong:
        activities.reorganise(unit, on=later, by=office.lan, **(team | {"field": "children"}))
    assert wrong.value.field == "field"
    activities.reorganise(unit, on=later, by=office.lan, **(team | {"paper": "QĐ 2", "members": [("B", "đội trưởng")]}))
    (standing,) = reports.teams("evils")
    assert (standing.now.paper, standing.now.members) == ("QĐ 2", [["B", "đội trưởng"]])
    assert [one.members for one in standing.before] == [[["A", ""]]] and standing.team.formed_on == DAY
    assert reports.teams("children") == [] and reports.teams(days=(BEFORE, BEFORE)) == []
    (then,) = reports.teams(days=(DAY, DAY))
    assert (then.now.paper, then.before) == ("QĐ", [])  # as it stood on those days


def test_a_photo_is_kept_once(unit: Unit, office: Office) -> None:
    made = activities.hold(unit, field="evils", kind="contest", title="x", place="x", first_day=DAY, last_day=DAY,
                           by=office.lan)  # fmt: skip
    photo = b"\x89PNG\r\n\x1a\n" + b"x" * 20
    kept = [activities.attach(made, name=name, content=photo, by=office.lan) for name in ("a.png", "b.png")]
    assert kept[0] == kept[1] and made.files.get().name == "a.png"
    with pytest.raises(Unreadable):
        activities.attach(made, name="a.exe", content=b"MZ", by=office.lan)
    with pytest.raises(permit.Refused):
        activities.attach(made, name="a.png", content=photo, by=office.hoa)


def test_guidance_is_sent_once_and_confirmed(phu_cu: PhuCu, office: Office) -> None:
    paper = documents.enter(phu_cu.district, number="1/KH-UBND", kind="Kế hoạch", issuer="UBND", subject="x",
                            issued=DAY, drafted_by="Phòng", by=office.lan, on=DAY)  # fmt: skip
    communes = list(phu_cu.communes.values())
    assert len(activities.send(paper, communes[:2], on=DAY, by=office.lan)) == 2
    assert len(activities.send(paper, communes[:3], on=DAY, by=office.lan)) == 1
    with pytest.raises(Wrong, match="ít nhất một xã"):
        activities.send(paper, [], on=DAY, by=office.lan)
    with pytest.raises(permit.Refused):
        activities.send(paper, communes[:1], on=DAY, by=office.hoa)
    assert set(activities.receivers(paper, by=office.lan, on=DAY)) == set(communes[3:])
    activities.send(paper, communes, on=DAY, by=office.lan)
    assert not activities.receivers(paper, by=office.lan, on=DAY).exists()
    sent = SentDocument.objects.first()
    assert sent is not None
    with pytest.raises(Wrong, match="Người gửi không xác nhận thay"):
        activities.confirm(sent, on=DAY, by=office.lan)
    an, dung = (of_the_commune(name, sent.unit) for name in ("an", "dung"))
    assert not activities.receivers(paper, by=an, on=DAY).exists()  # a commune sends to nobody
    assert [one.unit for one in reports.unread(an).filter(unit=sent.unit)] == [sent.unit]
    activities.confirm(sent, on=DAY, by=an)
    activities.confirm(sent, on=DAY + datetime.timedelta(days=1), by=dung)
    sent.refresh_from_db()
    assert (sent.read_by, sent.read_on) == (an, DAY)  # whoever read it first
    other = document_sent_elsewhere(sent)
    with pytest.raises(permit.Refused):
        activities.confirm(other, on=DAY, by=an)


def of_the_commune(name: str, unit: Unit) -> User:
    made = User.objects.create_user(name, password="an-sinh-tests", role=Role.OFFICER)
    made.places.add(unit)
    return made


def document_sent_elsewhere(sent: SentDocument) -> SentDocument:
    other = SentDocument.objects.exclude(unit=sent.unit).first()
    assert other is not None
    return other


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


def test_two_communes_number_their_own_decisions_since_the_two_tiers(phu_cu: PhuCu, office: Office) -> None:
    """A number and day of two communes was one decision of the district; since July 2025 it is two."""
    from ansinh.acts import assistance
    from tests.acts.people import person

    old, new = list(phu_cu.communes.values())[:2], list(phu_cu.today.values())[:2]
    for units, day in ((old, DAY), (new, datetime.date(2026, 1, 5))):
        for unit in units:
            held = assistance.award(person(f"Vũ {unit.name}", unit), kind="allowance", code="K5c",
                                    from_month=day.year * 12 + day.month, by=None, number="5/QĐ")  # fmt: skip
            held.decided_on = day
            held.save()
    both = {unit.pk for unit in (*old, *new)}
    (one,) = decided.decided(DAY, DAY, both)
    first = min(old, key=lambda unit: unit.name)
    assert (one.people, one.unit, one.unit_id) == (2, str(first), first.pk)  # the name and the id are of one commune
    each = decided.decided(datetime.date(2026, 1, 5), datetime.date(2026, 1, 5), both)
    assert [(one.people, one.unit_id) for one in each] == [(1, unit.pk) for unit in sorted(new, key=lambda u: u.name)]
