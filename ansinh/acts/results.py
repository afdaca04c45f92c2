"""What the Post or the bank sent back, read into a run: who was paid, who was not and why; kept as it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from django.db import transaction
from django.db.models import Sum

from ansinh.acts import payroll, permit
from ansinh.record.models.payroll import FAMILIES, LISTED, Line, Outcome, Run, payment_code, payment_of
from ansinh.record.models.results import Remark, ResultFile
from ansinh.record.models.users import User
from ansinh.world.payments import results


class Told(NamedTuple):
    """How many people's results changed, the rows somebody must look at, and the file as it is kept."""

    changed: int
    remarks: list[Remark]
    file: ResultFile


def read_file(run: Run, data: bytes, *, name: str, by: User | None) -> Told:
    """Read a result file into a run. A row of nobody on the list, or with another amount, is a remark, never dropped.

    Raises ``payroll.NotNow`` and ``ValueError`` for a file that holds no results.
    """
    paid = Line.objects.filter(run_month=run.month, run=run, entry__in=LISTED)
    expected: Counter[str] = Counter()
    ways: dict[str, int] = {}
    for person, kind, way, net in paid.values_list("person", "kind", "pay_by").annotate(Sum("amount")):
        code = payment_code(person, FAMILIES[kind])
        expected[code] += net
        ways[code] = way
    listed = list(results.read_results(BytesIO(data), expected=expected))
    if not any(found.outcome in Outcome.values for found in listed):
        raise ValueError("Tệp chưa ghi kết quả của ai: cột “Kết quả” còn trống. Ghi Đã trả hoặc Chưa trả rồi gửi lại.")
    told_lists = {_list_of(row.person_code, ways) for row in listed if row.row and row.person_code in expected}
    # somebody of another channel's or the other purse's list: that list's file will tell
    told = [row for row in listed if row.row is not None or _list_of(row.person_code, ways) in told_lists]
    rows = [
        payroll.ResultRow(person, Outcome(str(row.outcome)), row.reason, family)
        for row in told
        if _clear(row, expected)
        for person, family in [payment_of(row.person_code)]
    ]
    with transaction.atomic():
        changed = payroll.record_results(run, rows, by=by)
        with permit.whole(by):
            file = ResultFile.objects.create(run=run, name=name, by=by, changed=changed)
            remarks = Remark.objects.bulk_create(_remarks(file, told, expected))
    return Told(changed, remarks, file)


def _list_of(code: str, ways: Mapping[str, int]) -> tuple[int, int] | None:
    """The channel and the purse of whoever a code names; None when it names nobody on the list."""
    return (ways[code], payment_of(code)[1]) if code in ways else None


def _clear(row: results.ResultRow, expected: Mapping[str, int]) -> bool:
    """Whether a row says one of the outcomes of somebody on the list, with the amount of the list or none."""
    amount_fits = row.amount is None or row.amount == expected.get(row.person_code)
    return row.person_code in expected and amount_fits and row.outcome in Outcome.values


def _remarks(file: ResultFile, told: Iterable[results.ResultRow], expected: Mapping[str, int]) -> Iterator[Remark]:
    """Every remark on every row, to be read again later."""
    for row in told:
        person = payment_of(row.person_code)[0] if row.person_code in expected else None
        for sentence in row.remarks:
            yield Remark(file=file, person_id=person, row=row.row, person_code=row.person_code,
                         full_name=row.full_name, sentence=sentence)  # fmt: skip
