"""What stands in the way of a dossier's decision, whatever the law would give: who it is for, its months, its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from ansinh.acts import authority
from ansinh.law.book import Book
from ansinh.law.month import Month
from ansinh.law.procedure import Procedure, procedures
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.models.assistance import Award
from ansinh.record.models.disability import Certificate, Held
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit

AHEAD = 12
"""A month further ahead than these is a slip of the hand: the law of that day is not known."""


class Nothing(ValueError):
    """The law gives nothing here, or the form lacks something; the text says what and why."""


def check_merged(person: Person | None) -> None:
    """Nothing is decided for a record that went into another."""
    if person is not None and person.merged_into is not None:
        raise Nothing(f"Hồ sơ này đã gộp vào hồ sơ của {person.merged_into}: lập hồ sơ cho người ấy.")


def check_person(person: Person, law: Procedure) -> None:
    """A record that stands by itself; the dead are awarded nothing and do not move."""
    check_merged(person)
    if person.died_on is not None and law.outcome in ("award", "move", "list"):
        raise Nothing(f"{person.full_name} đã mất ngày {person.died_on:%d/%m/%Y}: không lập hồ sơ này được nữa.")


def check_months(said: Mapping[str, Any], on: datetime.date, *, happened: Iterable[str] = ()) -> None:
    """Months typed stand within reach of today; those of what ``happened`` are not still to come."""
    now, what_happened = month_of(on), set(happened)
    for name in ("certificate", "condition_met", "happened", "from_month", "until_month"):
        month = said.get(name)
        if month is not None and month > now + (0 if name in what_happened else AHEAD):
            raise Nothing(f"Tháng {month_text(month)} chưa tới: xem lại tháng đã ghi.")


def check_certificate(person: Person, group: str, stated: object, month: int | None, book: Book, now: int) -> None:
    """A group that counts from the certificate wants one (Article 8 clause 1), and of the degree that is stated."""
    rule = book.provision("start.certificate", Month.from_number(now))
    if rule is not None and group in rule.groups and month is None:
        raise Nothing(
            "Nhóm này tính từ tháng cấp giấy xác nhận khuyết tật: ghi tháng cấp giấy, hoặc làm thủ tục xác định mức độ"
            " khuyết tật trước."
        )
    check_degree(person, stated)


def check_degree(person: Person, stated: object) -> None:
    """The degree of a certificate that is in force is not changed by a form: that is the council's."""
    held = Certificate.objects.filter(person=person, state=Held.VALID).first()
    if held is not None and stated is not None and stated != held.degree:
        raise Nothing(
            f"Giấy xác nhận khuyết tật đang dùng ghi mức độ {held.get_degree_display().lower()}, tờ khai ghi khác: sửa"
            " tờ khai, hoặc làm thủ tục xác định lại."
        )


def check_suspension(awards: Iterable[Award], first: int, until: int | None) -> None:
    """The months stand in order, some of them are due, and none of them is suspended already."""
    if until is not None and until <= first:
        raise Nothing(f"Tháng cuối tạm dừng phải từ tháng {month_text(first)} trở đi.")
    for award in awards:
        if until is not None and until <= award.from_month:
            raise Nothing(f"Khoản này hưởng từ tháng {month_text(award.from_month)}: tháng tạm dừng phải từ tháng ấy.")
        meeting = award.suspensions.exclude(until_month__lte=first)
        if until is not None:
            meeting = meeting.filter(from_month__lt=until)
        if (pause := meeting.order_by("from_month").first()) is not None:
            end = f" đến hết tháng {month_text(pause.until_month - 1)}" if pause.until_month else ""
            raise Nothing(f"Khoản này đã tạm dừng từ tháng {month_text(pause.from_month)}{end}.")


def check_resumption(awards: Iterable[Award], start: int, said: Mapping[str, Any]) -> None:
    """What has ended by then is not paid again, and no month is given back before the suspension began."""
    for award in awards:
        if award.until_month is not None and award.until_month <= start and not said.get("pay_back"):
            raise Nothing(
                f"Khoản này đã thôi hưởng từ tháng {month_text(award.until_month)}: không còn tháng nào để chi trả lại."
            )
        pause = award.suspensions.filter(until_month__isnull=True).order_by("from_month").first()
        if pause is not None and said.get("from_month") and start < pause.from_month:
            raise Nothing(
                f"Tạm dừng từ tháng {month_text(pause.from_month)}: tháng chi trả lại không thể trước tháng ấy."
            )


def check_place(dossier: Dossier, law: Procedure, unit: Unit, on: datetime.date) -> None:
    """What needs no decision stays within one office's place: to another's, the chair signs (Article 8)."""
    if law.leaves:
        return
    if authority.signing(law.signer, unit, on).pk != authority.signing(law.signer, dossier.place, on).pk:
        other = next((one.name for one in procedures(on) if one.leaves), "")
        raise Nothing(f"{unit} không cùng địa bàn: làm thủ tục “{other}”.")


def check_ended(award: Award, month: int) -> None:
    """Raise ``ValueError`` when an award is over by a month: nothing changes of it any more."""
    if award.until_month is not None and award.until_month <= month:
        raise ValueError(
            f"{award.person}: khoản này đã thôi hưởng từ tháng {month_text(award.until_month)}, không điều chỉnh được."
        )
