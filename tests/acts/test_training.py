"""Training sessions: nobody twice, days in order, attendance and papers."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import permit, training
from ansinh.acts.wrong import Wrong
from ansinh.record.models.training import Trainee, TrainingSession
from ansinh.reports import production as reports
from ansinh.world.scans import Unreadable
from tests.acts.test_poverty import household
from tests.cast import Office, PhuCu

TOLD = {"kind": "farming", "title": "Nuôi bò", "place": "Nhà văn hóa", "first_day": datetime.date(2023, 5, 4),
        "last_day": datetime.date(2023, 5, 5), "hours": 16, "teacher": "Khuyến nông", "paper": "KH 3"}  # fmt: skip


def held(office: Office, phu_cu: PhuCu, **other: object) -> TrainingSession:
    return training.hold(phu_cu.communes["Tam Đa"], by=office.lan, **(TOLD | other))


def test_who_came_and_what_they_reached(office: Office, phu_cu: PhuCu) -> None:
    session = held(office, phu_cu)
    home, (known,) = household("Vũ Thị Học", phu_cu.communes["Tam Đa"])
    one = training.enrol(session, person=known, by=office.lan)
    other = training.enrol(session, name="Trần Văn B", office="Thôn Cao", by=office.lan)
    for again in ({"person": known}, {"name": "Trần Văn B", "office": "Thôn Cao"}):
        with pytest.raises(Wrong, match="đã có trong lớp"):
            training.enrol(session, by=office.lan, **again)
    with pytest.raises(Wrong, match="Ghi họ tên"):
        training.enrol(session, by=office.lan)
    training.mark(session, came={one.pk}, results={one.pk: "đạt"}, by=office.lan)
    other.refresh_from_db()
    assert not other.came and [each.result for each in reports.trainings_of(home)] == ["đạt"]
    training.take_out(other, by=office.lan)
    assert Trainee.objects.count() == 1
    with pytest.raises(permit.Refused):
        training.mark(session, came=set(), results={}, by=office.minh)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"), ({"place": ""}, "place"), ({"teacher": " "}, "teacher"), ({"paper": ""}, "paper"),
        ({"last_day": datetime.date(2023, 5, 3)}, "last_day"), ({"hours": 0}, "hours"), ({"cost": -1}, "cost"),
        ({"cost": 1_000}, "source"),
    ],
)  # fmt: skip
def test_a_session_that_cannot_be_is_refused_at_its_field(
    office: Office, phu_cu: PhuCu, wrong: dict, field: str
) -> None:
    with pytest.raises(Wrong) as found:
        held(office, phu_cu, **wrong)
    assert found.value.field == field and not TrainingSession.objects.exists()


def test_papers_are_pictures_or_pdf(office: Office, phu_cu: PhuCu) -> None:
    session = held(office, phu_cu)
    kept = training.attach(session, name="ds.pdf", content=b"%PDF-1.4 %%EOF", by=office.lan)
    assert training.attach(session, name="ds.pdf", content=b"%PDF-1.4 %%EOF", by=office.lan) == kept
    with pytest.raises(Unreadable):
        training.attach(session, name="ds.exe", content=b"MZ", by=office.lan)
