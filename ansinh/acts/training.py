"""Training sessions: opened with their paper, who came, what they reached, the papers kept."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction

from ansinh.acts import permit
from ansinh.acts.activities import there
from ansinh.acts.attaching import keep
from ansinh.acts.wrong import Wrong
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.training import Trainee, TrainingFile, TrainingKind, TrainingSession
from ansinh.record.models.users import User


def hold(
    unit: Unit, *, kind: str, title: str, place: str, first_day: datetime.date, last_day: datetime.date, hours: int,
    teacher: str, paper: str, by: User, cost: int = 0, source: str = "", programme: str = "", part: str = "",
) -> TrainingSession:  # fmt: skip
    """A session of a place, once. Raises ``Wrong``."""
    permit.check(by, "prepare", unit)
    for field, text, sentence in (
        ("title", title, "Ghi tên lớp."), ("place", place, "Ghi nơi học."), ("teacher", teacher, "Ghi người dạy."),
        ("paper", paper, "Ghi số kế hoạch, quyết định mở lớp."),
    ):  # fmt: skip
        if not text.strip():
            raise Wrong(field, sentence)
    if last_day < first_day:
        raise Wrong("last_day", "Ngày cuối không thể trước ngày đầu.")
    there(unit, first_day)
    if hours <= 0:
        raise Wrong("hours", "Ghi số giờ.")
    if cost < 0:
        raise Wrong("cost", "Số tiền không thể âm.")
    if cost and not source.strip():
        raise Wrong("source", "Có kinh phí thì ghi nguồn.")
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        same = TrainingSession.objects.filter(unit=unit, kind=kind, title=title.strip(), place=place.strip())
        if same.filter(first_day=first_day).exists():
            raise Wrong("title", f"Đã có lớp này từ ngày {first_day:%d/%m/%Y}: hai lớp cùng ngày thì đặt tên khác.")
        return TrainingSession.objects.create(
            unit=unit, kind=TrainingKind(kind), title=title.strip(), place=place.strip(), first_day=first_day,
            last_day=last_day, hours=hours, teacher=teacher.strip(), paper=paper.strip(), cost=cost,
            source=source.strip(), programme=programme, part=part, made_by=by,
        )  # fmt: skip


def enrol(
    session: TrainingSession, *, person: Person | None = None, name: str = "", office: str = "", by: User
) -> Trainee:
    """Somebody of the register, or named; nobody twice. Raises ``Wrong``."""
    permit.check(by, "prepare", session.unit)
    called = person.full_name if person is not None else name.strip()
    if not called:
        raise Wrong("who", "Ghi họ tên người học.")
    with transaction.atomic():
        TrainingSession.objects.select_for_update().get(pk=session.pk)
        same = session.trainees.filter(person=person) if person is not None else session.trainees.filter(
            person=None, name=called, office=office.strip())  # fmt: skip
        if same.exists():
            raise Wrong("who", f"{called} đã có trong lớp.")
        return Trainee.objects.create(session=session, person=person, name=called, office=office.strip())


def enrol_many(session: TrainingSession, people: Sequence[tuple[str, str]], *, by: User) -> list[Trainee]:
    """Named people with their offices, all at once; who is there already is passed over. Raises ``Wrong``."""
    permit.check(by, "prepare", session.unit)
    told = list(dict.fromkeys((name.strip(), office.strip()) for name, office in people if name.strip()))
    if not told:
        raise Wrong("people", "Ghi ít nhất một người.")
    with transaction.atomic():
        TrainingSession.objects.select_for_update().get(pk=session.pk)
        held = set(session.trainees.filter(person=None).values_list("name", "office"))
        return Trainee.objects.bulk_create(
            [Trainee(session=session, name=name, office=office) for name, office in told if (name, office) not in held]
        )


def mark(session: TrainingSession, *, came: set[int], results: dict[int, str], by: User) -> None:
    """Who came, and what they reached, by the trainee's id."""
    permit.check(by, "prepare", session.unit)
    with transaction.atomic():
        changed = list(session.trainees.select_for_update())
        for one in changed:
            one.came, one.result = one.pk in came, results.get(one.pk, "").strip()
        Trainee.objects.bulk_update(changed, ["came", "result"])


def take_out(trainee: Trainee, *, by: User) -> None:
    """Put in by mistake."""
    permit.check(by, "prepare", trainee.session.unit)
    trainee.delete()


def attach(session: TrainingSession, *, name: str, content: bytes, by: User) -> TrainingFile:
    """A paper of the session. Raises ``scans.Unreadable``."""
    permit.check(by, "prepare", session.unit)
    return keep(TrainingFile, name=name, content=content, by=by, session=session)
