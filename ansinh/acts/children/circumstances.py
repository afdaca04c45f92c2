"""A child's special circumstances: written, put right, ended, taken back (Luật Trẻ em Đ.10; decree 56/2017 Đ.3–16)."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction

from ansinh.acts import facts, permit
from ansinh.acts.wrong import Wrong
from ansinh.law.child_groups import Group, groups, grown_on, is_child
from ansinh.reckoning.months import month_of
from ansinh.record.models.children import Circumstance
from ansinh.record.models.people import Person
from ansinh.record.models.users import User


def enter(
    person: Person, *, group: str, from_day: datetime.date, paper: str, by: User, on: datetime.date, part: str = "",
    words: str = "", until_day: datetime.date | None = None,
) -> Circumstance:  # fmt: skip
    """A child is in a group from a day on. Raises ``Wrong``, ``permit.Refused``."""
    kind = _group(group)
    _may(by, person, kind)
    _fits(person, kind, part, words, paper, from_day, until_day, on)
    try:
        with transaction.atomic():
            Person.objects.select_for_update(of=("self",)).get(pk=person.pk)  # two at once wait their turn
            return Circumstance.objects.create(
                person=person, group=group, part=part, words=words.strip(), paper=paper.strip(), from_day=from_day,
                until_day=until_day, by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Wrong("group", f"{person.full_name} đã có nhóm “{kind.titled}” trong những ngày ấy.") from None


def correct(
    one: Circumstance, *, from_day: datetime.date, paper: str, by: User, on: datetime.date, part: str = "",
    words: str = "",
) -> Circumstance:  # fmt: skip
    """What was written of it was wrong; the trail keeps what stood before. Raises ``Wrong``."""
    with transaction.atomic():
        one = _held(one, by)
        _fits(one.person, _group(one.group), part, words, paper, from_day, one.until_day, on)
        one.from_day, one.paper, one.part, one.words = from_day, paper.strip(), part, words.strip()
        try:
            with transaction.atomic():
                one.save()
        except IntegrityError:
            raise Wrong("from_day", "Những ngày ấy đã có cùng nhóm này.") from None
    return one


def end(one: Circumstance, *, until_day: datetime.date, why: str, by: User, on: datetime.date) -> Circumstance:
    """The child is in it no more after a day. Raises ``Wrong``."""
    with transaction.atomic():
        one = _held(one, by)
        if one.until_day is not None:
            raise Wrong("until_day", "Hoàn cảnh này đã kết thúc.")
        if not one.from_day <= until_day <= on:
            raise Wrong("until_day", f"Ngày cuối từ {one.from_day:%d/%m/%Y} đến hôm nay.")
        if not why.strip():
            raise Wrong("why", "Ghi vì sao kết thúc.")
        one.until_day, one.why_ended = until_day, why.strip()
        one.save(update_fields=["until_day", "why_ended"])
    return one


def void(one: Circumstance, *, reason: str, by: User) -> Circumstance:
    """Written by mistake: it never was. Raises ``Wrong``."""
    if not reason.strip():
        raise Wrong("reason", "Ghi vì sao bỏ.")
    with transaction.atomic():
        one = _held(one, by)
        one.voided_by, one.voided_reason = by, reason.strip()
        one.save(update_fields=["voided_by", "voided_reason"])
    return one


def born(person: Person) -> tuple[int, int | None, int | None] | None:
    """A birth as the law reckons ages; None when the year is not known."""
    return None if person.birth_year is None else (person.birth_year, person.birth_month, person.birth_day)


def _may(by: User, person: Person, kind: Group) -> None:
    if kind.private:
        permit.check_protects(by, "register", person.unit)
    else:
        permit.check(by, "register", person.unit)


def _group(code: str) -> Group:
    try:
        return groups().group(code)
    except LookupError:
        raise Wrong("group", "Chọn nhóm hoàn cảnh.") from None


def _held(one: Circumstance, by: User) -> Circumstance:
    fresh = Circumstance.objects.select_for_update(of=("self",)).select_related("person__unit").get(pk=one.pk)
    _may(by, fresh.person, _group(fresh.group))
    if fresh.voided_by_id is not None:
        raise Wrong("", "Hoàn cảnh này đã bỏ vì ghi nhầm.")
    return fresh


def _fits(
    person: Person, kind: Group, part: str, words: str, paper: str, from_day: datetime.date,
    until_day: datetime.date | None, on: datetime.date,
) -> None:  # fmt: skip
    """The child was a child then, the case is one of the decree's, and it is told what it rests on."""
    birth = born(person)
    if birth is None:
        raise Wrong("from_day", "Chưa biết năm sinh: sửa thông tin người này trước.")
    if from_day > on:
        raise Wrong("from_day", "Ngày bắt đầu ở sau hôm nay.")
    if not is_child(birth, from_day):
        said = f"Trẻ em là người dưới {groups().under} tuổi: từ {grown_on(birth):%d/%m/%Y} không còn là trẻ em."
        raise Wrong("from_day", said if from_day >= grown_on(birth) else "Ngày bắt đầu ở trước ngày sinh.")
    if person.died_on is not None and from_day > person.died_on:
        raise Wrong("from_day", f"{person.full_name} đã mất ngày {person.died_on:%d/%m/%Y}.")
    if until_day is not None and until_day < from_day:
        raise Wrong("until_day", "Ngày cuối ở trước ngày bắt đầu.")
    if part and part not in kind.parts:
        raise Wrong("part", "Chọn trường hợp của nhóm này.")
    if kind.parts and not part and kind.code in ("d", "n"):
        raise Wrong("part", f"Chọn trường hợp: {', '.join(kind.parts.values())}.")
    if kind.words and not words.strip() and part in ("", "other"):
        raise Wrong("words", f"{kind.decree} {kind.at} nêu {kind.words} trường hợp: ghi rõ trường hợp nào.")
    if not paper.strip():
        asked = f": {kind.paper}" if kind.paper else " (giấy tờ, người cho biết)"
        raise Wrong("paper", f"Ghi căn cứ{asked}.")
    if kind.code == "n":
        _poor(person, part, from_day)


def _poor(person: Person, part: str, from_day: datetime.date) -> None:
    """An illness counts in a poor or near-poor household: the register must say so (Đ.15)."""
    held = facts.in_month(person, month_of(from_day)).get("household", "other")
    if held != part:
        called = groups().group("n").part(part)
        raise Wrong("part", f"Tháng {from_day:%m/%Y} sổ không ghi người này thuộc {called}: sửa dữ kiện hộ trước.")
