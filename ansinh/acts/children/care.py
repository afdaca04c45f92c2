"""A child in another home: who offers it, the decision, the visits at one and three months (decree 56/2017 Đ.43)."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction

from ansinh.acts import permit
from ansinh.acts.children.circumstances import born
from ansinh.acts.wrong import Wrong
from ansinh.law.child_groups import is_child
from ansinh.law.child_protection import protection
from ansinh.record.models.children import Care, CareKind, CareOffer, CareVisit
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User


def offer(
    unit: Unit, *, offered_on: datetime.date, by: User, on: datetime.date, person: Person | None = None,
    name: str = "", address: str = "", phone: str = "", wishes: str = "",
) -> CareOffer:  # fmt: skip
    """Somebody asks to take a child in (Mẫu số 08). Raises ``Wrong``."""
    permit.check(by, "register", unit)
    called = person.full_name if person is not None else name.strip()
    if not called:
        raise Wrong("name", "Ghi họ tên người đăng ký.")
    if offered_on > on:
        raise Wrong("offered_on", "Ngày đăng ký ở sau hôm nay.")
    same = CareOffer.objects.filter(unit=unit, person=person, name=called, withdrawn_on=None)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if same.exists():
            raise Wrong("name", f"{called} đã có trong danh sách đăng ký.")
        return CareOffer.objects.create(
            unit=unit, person=person, name=called, address=address.strip(), phone=phone.strip(),
            wishes=wishes.strip(), offered_on=offered_on, by=by,
        )  # fmt: skip


def withdraw(one: CareOffer, *, by: User, on: datetime.date) -> CareOffer:
    """They offer no more."""
    permit.check(by, "register", one.unit)
    if one.withdrawn_on is None:
        one.withdrawn_on = on
        one.save(update_fields=["withdrawn_on"])
    return one


def place(
    person: Person, *, kind: str, decision: str, decided_on: datetime.date, from_day: datetime.date, by: User,
    on: datetime.date, carer: Person | None = None, carer_name: str = "", carer_address: str = "", relation: str = "",
    offered: CareOffer | None = None,
) -> Care:  # fmt: skip
    """A child goes to another home by a decision. Raises ``Wrong``."""
    permit.check(by, "register", person.unit)
    if kind not in CareKind.values:
        raise Wrong("kind", "Chọn hình thức chăm sóc thay thế.")
    if offered is not None and carer is None and not carer_name.strip():
        carer, carer_name, carer_address = offered.person, offered.name, carer_address or offered.address
    called = carer.full_name if carer is not None else carer_name.strip()
    if not called:
        raise Wrong("carer_name", "Ghi tên người hoặc cơ sở nhận chăm sóc.")
    if carer is not None and carer.pk == person.pk:
        raise Wrong("carer", "Trẻ em không tự chăm sóc mình: chọn người khác.")
    if not decision.strip():
        raise Wrong("decision", "Ghi số quyết định giao chăm sóc thay thế.")
    birth = born(person)
    if birth is None or not is_child(birth, from_day):
        raise Wrong("from_day", "Vào ngày ấy người này không phải trẻ em dưới 16 tuổi, hoặc chưa biết năm sinh.")
    if not decided_on <= on or not from_day <= on:
        raise Wrong("from_day", "Ngày ở sau hôm nay.")
    if person.died_on is not None and from_day > person.died_on:
        raise Wrong("from_day", f"{person.full_name} đã mất ngày {person.died_on:%d/%m/%Y}.")
    if not is_child(birth, decided_on):
        raise Wrong("decided_on", "Ngày ký ở trước ngày sinh của em, hoặc khi em đã đủ 16 tuổi: xem lại.")
    try:
        with transaction.atomic():
            Person.objects.select_for_update(of=("self",)).get(pk=person.pk)  # two at once wait their turn
            return Care.objects.create(
                person=person, kind=kind, carer=carer, carer_name=called, carer_address=carer_address.strip(),
                relation=relation.strip(), offer=offered, decision=decision.strip(), decided_on=decided_on,
                from_day=from_day, by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Wrong("from_day", f"{person.full_name} đang được chăm sóc thay thế: kết thúc lần trước đã.") from None


def end(one: Care, *, until_day: datetime.date, why: str, by: User, on: datetime.date) -> Care:
    """The child leaves that home after a day. Raises ``Wrong``."""
    with transaction.atomic():
        one = _held(one, by)
        if one.until_day is not None:
            raise Wrong("until_day", "Lần chăm sóc này đã kết thúc.")
        if not one.from_day <= until_day <= on:
            raise Wrong("until_day", f"Ngày cuối từ {one.from_day:%d/%m/%Y} đến hôm nay.")
        if not why.strip():
            raise Wrong("why", "Ghi vì sao kết thúc.")
        one.until_day, one.why_ended = until_day, why.strip()
        one.save(update_fields=["until_day", "why_ended"])
    return one


def visit(
    one: Care, *, visited_on: datetime.date, who: str, words: str, by: User, on: datetime.date, month: int | None = None
) -> CareVisit:
    """How the child fares; ``month``: the visit of the first or third month, None for any other. Raises ``Wrong``."""
    with transaction.atomic():
        one = _held(one, by)
        if month is not None and month not in protection().visit_months:
            raise Wrong("month", "Chọn lần thăm.")
        if not one.from_day <= visited_on <= min(on, one.until_day or on):
            raise Wrong("visited_on", "Ngày thăm trong thời gian chăm sóc, không sau hôm nay.")
        for field, text, sentence in (("who", who, "Ghi ai thăm."), ("words", words, "Ghi tình trạng của trẻ em.")):
            if not text.strip():
                raise Wrong(field, sentence)
        if month is not None and one.visits.filter(month=month).exists():
            raise Wrong("month", f"Lần thăm {month} tháng đã ghi rồi.")
        if one.visits.filter(month=month, on=visited_on, who=who.strip(), words=words.strip()).exists():
            raise Wrong("words", "Lần thăm này đã ghi rồi.")
        return CareVisit.objects.create(
            care=one, month=month, on=visited_on, who=who.strip(), words=words.strip(), by=by
        )


def _held(one: Care, by: User) -> Care:
    fresh = Care.objects.select_for_update(of=("self",)).select_related("person__unit").get(pk=one.pk)
    permit.check(by, "register", fresh.person.unit)
    return fresh
