"""Sessions of the demo's disability councils: requests at every stage, from received to a certificate replaced."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from ansinh.acts import authority, dossiers, people
from ansinh.acts.disability import certificates, council, forms, review
from ansinh.acts.disability.council import Seated
from ansinh.law.disability import DETERMINATION
from ansinh.reckoning.months import month_of
from ansinh.record.models.disability import Assessment, Certificate, Council, Session
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

MEMBERS = (
    Seated("Trần Văn Chương", ["chair"], "Chủ tịch UBND xã"),
    Seated("Đoàn Thị Hiền", ["health"], "Trạm trưởng trạm y tế"),
    Seated("Nguyễn Thị Lan", ["officer"], "Công chức văn hóa – xã hội"),
    Seated("Phạm Văn Thái", ["front", "veterans"], "Phó Chủ tịch Ủy ban Mặt trận Tổ quốc"),
    Seated("Lưu Thị Nga", ["women"], "Chủ tịch Hội Phụ nữ"),
    Seated("Đặng Quốc Việt", ["youth"], "Bí thư Đoàn Thanh niên"),
)


class Case(NamedTuple):
    """Somebody's request: the points or signs of the form, what was voted, how far it has come."""

    name: str
    born: tuple[int, int, int]
    features: tuple[str, ...]
    points: str
    choice: str
    until: str
    signs: tuple[str, ...] = ()
    reason: str = ""


PAST = (
    Case("Nguyễn Văn Tấn", (1979, 2, 17), ("1.3",), "2211100100", "severe", "certified"),
    Case("Lê Thị Phượng", (1991, 8, 5), ("4.2",), "1001100100", "mild", "certified"),
    Case("Vũ Thị Chanh", (1986, 12, 24), ("3.1",), "", "extreme", "certified", ("1.3",)),
    Case("Trịnh Văn Sửu", (1973, 5, 9), ("4.4",), "1X11X11XX1", "unable", "referred",
         reason="Bốn hoạt động không xác định được trong buổi quan sát."),
    Case("Hà Thị Mến", (1968, 1, 28), ("1.4",), "1111110000", "mild", "disagreed", reason="Gia đình cho là nặng hơn."),
)  # fmt: skip
"""Before the session of three weeks ago."""

RECENT = (
    Case("Phạm Thị Ngọt", (1983, 4, 3), ("2.3",), "0000022210", "severe", "minutes"),
    Case("Đỗ Văn Hợi", (1995, 11, 11), ("5.2",), "1111211111", "", "form"),
)
"""Before the session of yesterday."""

WAITING = (Case("Bùi Thị Gạo", (1977, 7, 7), (), "", "", "asked"),)
"""Not before any session yet."""


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """A council in each commune of the office, and the last weeks of one of them."""
    if Council.objects.exists():
        return
    lan, minh = User.objects.get(username="lan"), User.objects.get(username="minh")
    communes = [unit for unit in authority.offices(lan, today) if unit.level == "commune"]
    since = max(datetime.date(today.year, 1, 5), max(unit.valid_from for unit in communes))
    for unit in communes[:-1]:
        council.establish(unit=unit, number="08/QĐ-UBND", decided_on=since, members=MEMBERS, by=lan)
    held = Council.objects.get(unit=communes[0])
    past = _met(held, today - datetime.timedelta(days=21), lan)
    for case in PAST:
        _walk(case, past, lan, minh, today)
    recent = _met(held, today - datetime.timedelta(days=1), lan)
    for case in RECENT:
        _walk(case, recent, lan, minh, today)
    for case in WAITING:
        _asked(case, held.unit, lan, today)
    _child(held.unit, lan, today)
    echo(
        f"Khuyết tật: {Council.objects.count()} Hội đồng, {Assessment.objects.count()} phiếu,"
        f" {Certificate.objects.count()} giấy xác nhận."
    )


def _met(held: Council, on: datetime.date, lan: User) -> Session:
    session = council.open_session(held, on=on, place="Trạm y tế xã", by=lan)
    council.attend(session, council.members_on(held, on)[:5], by=lan)
    return session


def _asked(case: Case, unit: Unit, lan: User, on: datetime.date) -> Dossier:
    year, month, day = case.born
    person = people.enrol(
        full_name=case.name, unit=unit, village="thôn Trung", from_month=month_of(on) - 48, by=lan, birth_year=year,
        birth_month=month, birth_day=day, sex="female" if " Thị " in case.name else "male", ethnicity="Kinh",
    )  # fmt: skip
    made = dossiers.start(procedure=DETERMINATION, unit=unit, by=lan, on=on, person=person)
    dossiers.fill(made, by=lan, answers={}, papers={"request": "given", "medical": "given"})
    return dossiers.receive(made, by=lan, on=on)


def _walk(case: Case, session: Session, lan: User, minh: User, today: datetime.date) -> None:
    """As far as the case has come, by the officer's own steps."""
    dossier = _asked(case, session.council.unit, lan, session.on - datetime.timedelta(days=9))
    one = forms.take_up(dossier, session, by=lan)
    forms.fill(one, features=case.features, signs=case.signs, points=dict(enumerate(case.points, 1)), by=lan)
    if case.until == "form":
        return
    one.refresh_from_db()
    forms.vote(one, dict.fromkeys(session.present.all(), case.choice), by=lan)
    one = forms.conclude(one, by=lan, on=session.on, reason=case.reason if case.choice == "unable" else "")
    one = forms.write_minutes(one, opinions="Các thành viên dự họp nhất trí với phiếu.", by=lan, on=session.on)
    later = min(session.on + datetime.timedelta(days=4), today)
    if case.until == "certified":
        made = certificates.certify(one, by=minh, on=later)
        assert made.dossier is not None
        dossiers.hand_over(made.dossier, by=lan, on=later)
    elif case.until == "referred":
        sent = review.refer(one, ground="a", reason=case.reason, by=lan, on=later)
        review.send(sent, by=lan, on=later)
    elif case.until == "disagreed":
        review.complain(one, from_whom=case.name, own=True, text=case.reason, by=lan, on=later)


def _child(unit: Unit, lan: User, today: datetime.date) -> Person:
    """A child certified at three who turns six in the next months."""
    year, month = divmod(month_of(today) + 2 - 6 * 12, 12)
    child = people.enrol(
        full_name="Nguyễn Bảo An", unit=unit, village="thôn Trung", from_month=month_of(today) - 40, by=lan, sex="male",
        birth_year=year, birth_month=month + 1, birth_day=9, ethnicity="Kinh",
    )  # fmt: skip
    certificates.record_paper(
        child, number="15/GXN", signed_on=today - datetime.timedelta(days=900), degree="severe", of=["movement"],
        form="02", signs=["2.3"], by=lan,
    )  # fmt: skip
    return child
