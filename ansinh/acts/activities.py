"""Jobs found, inspections and what they found, events, teams, guidance sent: written down once, followed to the end."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from ansinh.acts import permit
from ansinh.acts.attaching import keep
from ansinh.acts.wrong import Wrong
from ansinh.record.models.activities import (
    FINDING_STATES,
    Event,
    EventField,
    EventFile,
    EventKind,
    Finding,
    FindingState,
    FindingStep,
    Inspection,
    JobPlacement,
    SentDocument,
    Team,
    TeamChange,
)
from ansinh.record.models.documents import OfficeDocument
from ansinh.record.models.people import Person
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.users import User

MOST_MONEY = 10**12


class Worker(NamedTuple):
    """Who found work: somebody of the register, or named with a year of birth."""

    name: str = ""
    birth_year: int | None = None
    woman: bool = False
    person: Person | None = None


def place(
    unit: Unit, workers: Iterable[Worker], *, on: datetime.date, employer: str, job: str = "", abroad: bool = False,
    through: str, by: User,
) -> list[JobPlacement]:  # fmt: skip
    """These people began to work for an employer on a day; nobody twice. Raises ``Wrong``, and keeps nobody then."""
    permit.check(by, "prepare", unit)
    _said(("employer", employer, "Ghi nơi làm việc."), ("through", through, "Ghi nhờ đâu có việc."))
    there(unit, on)
    found = []
    for one in workers:
        name = one.person.full_name if one.person else one.name.strip()
        if not name:
            raise Wrong("workers", "Ghi họ tên người lao động.")
        born = one.person.birth_year if one.person else one.birth_year
        if born is not None and not 14 <= on.year - born <= 90:
            raise Wrong("workers", f"{name}: năm sinh {born} không hợp với ngày làm {on:%d/%m/%Y}.")
        found.append(JobPlacement(
            unit=unit, person=one.person, name=name, birth_year=born, on=on, employer=employer.strip(),
            woman=one.person.sex == "female" if one.person else one.woman, job=job.strip(), abroad=abroad,
            through=through.strip(), by=by,
        ))  # fmt: skip
    if not found:
        raise Wrong("workers", "Ghi ít nhất một người.")
    names = [(one.name, one.birth_year) for one in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise Wrong("workers", f"{twice[0]} ghi hai lần.")
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        held = JobPlacement.objects.filter(unit=unit, on=on, employer=employer.strip())
        known = set(held.values_list("name", "birth_year"))
        if again := next((name for name in names if name in known), None):
            raise Wrong("workers", f"{again[0]} đã ghi làm ở nơi này ngày {on:%d/%m/%Y}.")
        return JobPlacement.objects.bulk_create(found)


def inspect(
    unit: Unit, *, plan: str, about: str, first_day: datetime.date, last_day: datetime.date,
    team: Sequence[tuple[str, str]], by: User,
) -> Inspection:  # fmt: skip
    """A commune is inspected by a plan; ``team``: names with their offices. Raises ``Wrong``."""
    permit.check(by, "prepare", unit)
    _said(("plan", plan, "Ghi số, ngày kế hoạch kiểm tra."), ("about", about, "Ghi nội dung kiểm tra."))
    _days(first_day, last_day)
    there(unit, first_day)
    if not team:
        raise Wrong("team", "Ghi thành viên đoàn kiểm tra.")
    try:
        with transaction.atomic():
            return Inspection.objects.create(
                unit=unit, plan=plan.strip(), about=about.strip(), first_day=first_day, last_day=last_day,
                team=[list(one) for one in team], by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Wrong("unit", f"{unit} đã có cuộc kiểm tra này từ ngày {first_day:%d/%m/%Y}.") from None


def conclude(inspection: Inspection, *, paper: str, by: User) -> None:
    """The conclusion's number and day. Raises ``Wrong``."""
    permit.check(by, "prepare", inspection.unit)
    _said(("conclusion", paper, "Ghi số, ngày kết luận."))
    inspection.conclusion = paper.strip()
    inspection.save(update_fields=["conclusion"])


def find(inspection: Inspection, *, text: str, asked: str, who: str, due: datetime.date, by: User) -> Finding:
    """Something was found, and is to be mended by a day; the same words once. Raises ``Wrong``."""
    permit.check(by, "prepare", inspection.unit)
    _said(("text", text, "Ghi điều phát hiện."), ("asked", asked, "Ghi yêu cầu khắc phục."),
          ("who", who, "Ghi ai phải làm."))  # fmt: skip
    if due < inspection.first_day:
        raise Wrong("due", "Hạn khắc phục không thể trước ngày kiểm tra.")
    with transaction.atomic():
        Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
        if inspection.findings.filter(text=text.strip()).exists():
            raise Wrong("text", "Đã ghi phát hiện này.")
        return Finding.objects.create(
            inspection=inspection, text=text.strip(), asked=asked.strip(), who=who.strip(), due=due
        )


def follow(finding: Finding, to: str, *, words: str, on: datetime.date, by: User) -> Finding:
    """It was mended, is closed, or is open again; each with words. Raises ``Wrong``."""
    permit.check(by, "prepare", finding.inspection.unit)
    _said(("words", words, "Ghi đã làm gì, hoặc vì sao."))
    with transaction.atomic():
        held = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
        if to not in FINDING_STATES[held.state]:
            raise Wrong("words", f"Việc này đang ở bước “{held.get_state_display()}”: mở lại trang rồi làm.")
        FindingStep.objects.create(finding=held, to=FindingState(to), words=words.strip(), on=on, by=by)
        held.state = FindingState(to)
        held.save(update_fields=["state"])
    return held


def hold(
    unit: Unit, *, field: str, kind: str, title: str, place: str, first_day: datetime.date, last_day: datetime.date,
    people: int = 0, cost: int = 0, source: str = "", partners: str = "", by: User,
) -> Event:  # fmt: skip
    """Something was held. Raises ``Wrong``."""
    permit.check(by, "prepare", unit)
    _said(("title", title, "Ghi tên hoạt động."), ("place", place, "Ghi nơi tổ chức."))
    _days(first_day, last_day)
    there(unit, first_day)
    if not 0 <= people <= 1_000_000:
        raise Wrong("people", "Số lượt người từ 0 đến 1.000.000.")
    if not 0 <= cost <= MOST_MONEY:
        raise Wrong("cost", "Số tiền không hợp lý: xem lại.")
    if cost and not source.strip():
        raise Wrong("source", "Có kinh phí thì ghi nguồn.")
    try:
        with transaction.atomic():
            return Event.objects.create(
                unit=unit, field=EventField(field), kind=EventKind(kind), title=title.strip(), place=place.strip(),
                first_day=first_day, last_day=last_day, people=people, cost=cost, source=source.strip(),
                partners=partners.strip(), by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Wrong("title", f"Đã ghi hoạt động này ngày {first_day:%d/%m/%Y}.") from None


def attach(event: Event, *, name: str, content: bytes, by: User) -> EventFile:
    """A photo or paper of an event. Raises ``scans.Unreadable``."""
    permit.check(by, "prepare", event.unit)
    return keep(EventFile, name=name, content=content, by=by, event=event)


def reorganise(
    unit: Unit, *, field: str, name: str, on: datetime.date, paper: str, members: Sequence[tuple[str, str]], by: User
) -> TeamChange:
    """A decision forms a team, or says anew who is in it; its field stays. Raises ``Wrong``."""
    permit.check(by, "prepare", unit)
    _said(("name", name, "Ghi tên đội."), ("paper", paper, "Ghi số, ngày quyết định."))
    there(unit, on)
    if not members:
        raise Wrong("members", "Ghi thành viên của đội.")
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        team, _ = Team.objects.get_or_create(
            unit=unit, name=name.strip(), defaults={"field": EventField(field), "formed_on": on}
        )
        if team.field != field:
            raise Wrong("field", f"Đội này thuộc lĩnh vực “{team.get_field_display()}”: chọn lại, hoặc đặt tên khác.")
        if team.changes.filter(on__gte=on).exists():
            raise Wrong("on", "Đội đã được kiện toàn từ ngày ấy hoặc sau đó.")
        return TeamChange.objects.create(
            team=team, on=on, paper=paper.strip(), members=[list(one) for one in members], by=by
        )


def receivers(document: OfficeDocument, *, by: User, on: datetime.date) -> QuerySet[Unit]:
    """Communes a document may be sent to and has not been; none for whoever works for one commune alone."""
    communes = Unit.objects.communes().valid_on(on).filter(pk__in=permit.cover(by))
    if document.unit.level == Level.COMMUNE or communes.count() < 2:
        return communes.none()
    return communes.exclude(pk__in=document.sent.values("unit"))


def send(document: OfficeDocument, units: Iterable[Unit], *, on: datetime.date, by: User) -> list[SentDocument]:
    """Send a document to communes as guidance; one that has it is passed over. Raises ``Wrong``."""
    permit.check(by, "prepare")
    chosen = list(units)
    for unit in chosen:
        permit.check(by, "prepare", unit)
    if not chosen:
        raise Wrong("units", "Chọn ít nhất một xã.")
    with transaction.atomic():
        OfficeDocument.objects.select_for_update().get(pk=document.pk)
        held = set(document.sent.filter(unit__in=chosen).values_list("unit", flat=True))
        return SentDocument.objects.bulk_create(
            [SentDocument(document=document, unit=unit, on=on, by=by) for unit in chosen if unit.pk not in held]
        )


def confirm(sent: SentDocument, *, on: datetime.date, by: User) -> None:
    """Somebody of the commune has read it, other than whoever sent it; the first reader stays. Raises ``Wrong``."""
    permit.check(by, "prepare", sent.unit)
    if sent.by_id == by.pk:
        raise Wrong("", "Người gửi không xác nhận thay xã.")
    with transaction.atomic():
        held = SentDocument.objects.select_for_update(of=("self",)).get(pk=sent.pk)
        if held.read_on is None:
            held.read_by, held.read_on = by, on
            held.save(update_fields=["read_by", "read_on"])


def there(unit: Unit, on: datetime.date) -> None:
    """A unit that was there on a day; what is done is counted for the unit of that day. Raises ``Wrong``."""
    if unit.valid_to is not None and unit.valid_to <= on:
        raise Wrong("unit", f"{unit} không còn từ ngày {unit.valid_to:%d/%m/%Y}: chọn xã của ngày {on:%d/%m/%Y}.")
    if unit.valid_from > on:
        raise Wrong("unit", f"{unit} chỉ có từ ngày {unit.valid_from:%d/%m/%Y}: chọn xã của ngày {on:%d/%m/%Y}.")


def _said(*asked: tuple[str, str, str]) -> None:
    for field, text, sentence in asked:
        if not text.strip():
            raise Wrong(field, sentence)


def _days(first: datetime.date, last: datetime.date) -> None:
    if last < first:
        raise Wrong("last_day", "Ngày cuối không thể trước ngày đầu.")
