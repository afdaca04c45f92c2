"""A report is drafted, reckoned, told in words; an officer may put another number, with the reason; it is signed.

What the records give is passed in (reports/reporting), since acts do not read reports.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping

from django.db import transaction

from ansinh.acts import permit
from ansinh.acts.reporting.plans import not_there
from ansinh.acts.wrong import Wrong
from ansinh.law.indicator import indicator
from ansinh.law.report_forms import report_form
from ansinh.law.report_periods import Period
from ansinh.reckoning.numbers import Behind, Counted
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.reporting import NumberBehind, Report, ReportNumber, ReportState
from ansinh.record.models.users import User

LINES, LONG = 60, 2_000
"""At most so many lines of words in a section, and so many letters a line."""


def draft(form: str, unit: Unit, period: Period, *, on: datetime.date, by: User) -> Report:
    """A report of a place on a period by the records of a day; words are taken over from its last one. ``Wrong``."""
    permit.check(by, "prepare", unit)
    told = report_form(form)
    if not told.fits(Level(unit.level), period.kind):
        raise Wrong("form", "Mẫu này không dành cho cấp hoặc kỳ đã chọn.")
    if gone := not_there(unit, period):
        raise Wrong("unit", gone)
    if on < period.first:
        raise Wrong("on", f"{period.name[:1].upper()}{period.name[1:]} bắt đầu ngày {period.first:%d/%m/%Y}.")
    last = Report.objects.filter(form=form, unit=unit).order_by("-on", "-pk").first()
    with transaction.atomic():
        made, new = Report.objects.get_or_create(
            form=form, unit=unit, kind=period.kind, year=period.year, number=period.number, on=on,
            defaults={"made_by": by, "words": last.words if last else {}},
        )  # fmt: skip
    if not new:
        raise Wrong("form", f"Đã có báo cáo này, số liệu đến ngày {on:%d/%m/%Y}: mở bản ấy.")
    return made


def keep(report: Report, counted: Iterable[Counted], *, by: User) -> None:
    """Keep what the records give now; what an officer says instead stays. Raises ``Wrong`` once signed."""
    permit.check(by, "prepare", report.unit)
    with transaction.atomic():
        _drafted(report)
        _kept(report, counted)


def say(report: Report, words: Mapping[str, str], *, by: User) -> None:
    """What is told in words, by section, a line a paragraph. Raises ``Wrong``."""
    permit.check(by, "prepare", report.unit)
    sections = {one.code for one in report_form(report.form).sections}
    told = {code: lines(text) for code, text in words.items() if code in sections}
    for code, said in told.items():
        if len(said) > LINES or any(len(line) > LONG for line in said):
            raise Wrong(code, f"Nhiều nhất {LINES} dòng, mỗi dòng nhiều nhất {LONG} chữ.")
    with transaction.atomic():
        held = _drafted(report)
        held.words = held.words | told
        held.save(update_fields=["words"])
    report.words = held.words


def lines(text: str) -> list[str]:
    """The lines of a text without dashes before them, the empty ones left out."""
    return [line for each in text.splitlines() if (line := each.strip().lstrip("-+•").strip())]


def put(report: Report, space: str, code: str, *, part: str, own: int, why: str, by: User) -> None:
    """Another number than the records', with the reason; both are kept. Raises ``Wrong``."""
    permit.check(by, "prepare", report.unit)
    if part not in ("number", "money") or own < 0 or own > 10**15:
        raise Wrong("own", "Ghi một số từ 0 trở lên.")
    if indicator(code).measure == "rate" and part == "number" and own > 100_00:
        raise Wrong("own", "Tỷ lệ nhiều nhất là 100 %.")
    if not why.strip():
        raise Wrong("why", "Ghi vì sao khác số của hồ sơ.")
    with transaction.atomic():
        _drafted(report)
        changed = ReportNumber.objects.filter(report=report, space=space, code=code).update(
            own=own, part=part, why=why.strip(), by=by
        )
    if not changed:
        raise Wrong("own", "Báo cáo không dùng số này.")


def take_back(report: Report, space: str, code: str, *, by: User) -> None:
    """Back to what the records give."""
    permit.check(by, "prepare", report.unit)
    with transaction.atomic():
        _drafted(report)
        ReportNumber.objects.filter(report=report, space=space, code=code).update(own=None, part="", why="", by=None)


def sign(
    report: Report, counted: Iterable[Counted], behind: Iterable[Behind], document: bytes, *, paper_number: str,
    signed_on: datetime.date, by: User, title: str,
) -> None:  # fmt: skip
    """Sign: the numbers, what they were counted from and the document stay as they are now. Raises ``Wrong``."""
    permit.check(by, "approve", report.unit)
    if not paper_number.strip():
        raise Wrong("paper_number", "Ghi số của báo cáo.")
    if signed_on < period_begins(report):
        raise Wrong("signed_on", "Ngày ký không thể trước kỳ báo cáo.")
    if by == report.made_by:
        raise Wrong("", "Người soạn không ký báo cáo của mình: người khác ký.")
    with transaction.atomic():
        held = _drafted(report)
        rows = _kept(report, counted)
        NumberBehind.objects.filter(number__report=report).delete()
        NumberBehind.objects.bulk_create(
            [NumberBehind(number=rows[one.space, one.code], unit_id=one.unit, rows=one.rows) for one in behind],
            batch_size=200,
        )
        held.state, held.signed_by, held.signed_on = ReportState.SIGNED, by, signed_on
        held.paper_number, held.signer_title = paper_number.strip(), title
        held.document, held.digest = document, hashlib.sha256(document).hexdigest()
        held.save()


def drop(report: Report, *, by: User) -> None:
    """Throw a draft away; it stays in the trail. Raises ``Wrong`` once signed."""
    permit.check(by, "prepare", report.unit)
    with transaction.atomic():
        held = _drafted(report)
        held.numbers.all().delete()
        held.delete()


def period_begins(report: Report) -> datetime.date:
    """The first day of a report's period."""
    return Period(report.kind, report.year, report.number).first  # type: ignore[arg-type]


def _drafted(report: Report) -> Report:
    held = Report.objects.select_for_update(of=("self",)).filter(pk=report.pk).first()
    if held is None:
        raise Wrong("", "Báo cáo này đã bị bỏ.")
    if held.state == ReportState.SIGNED:
        raise Wrong("", f"Báo cáo đã ký ngày {held.signed_on:%d/%m/%Y}: không sửa được nữa.")
    return held


def _kept(report: Report, counted: Iterable[Counted]) -> dict[tuple[str, str], ReportNumber]:
    held = {(one.space, one.code): one for one in report.numbers.select_for_update()}
    new: list[ReportNumber] = []
    changed: list[ReportNumber] = []
    seen: set[tuple[str, str]] = set()
    for one in counted:
        row = held.get((one.space, one.code)) or ReportNumber(report=report, space=one.space, code=one.code)
        row.number, row.money, row.most = one.value
        row.estimate, row.names, row.page, row.headings = one.estimate, one.names, one.page, one.headings
        (changed if row.pk else new).append(row)
        seen.add((one.space, one.code))
    gone = [one.pk for key, one in held.items() if key not in seen and one.own is None]
    ReportNumber.objects.filter(pk__in=gone).delete()
    ReportNumber.objects.bulk_create(new)
    ReportNumber.objects.bulk_update(
        changed, ["number", "money", "most", "estimate", "names", "page", "headings"], batch_size=200
    )
    return {(one.space, one.code): one for one in [*new, *changed]}
