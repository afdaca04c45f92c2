"""What the Post or the bank sent back, read into a run: who was paid, who was not and why; kept as it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from django.db import transaction
from django.db.models import Sum

from ansinh.acts import payroll, permit
from ansinh.record.models.payroll import LISTED, Line, Outcome, Run
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
    expected = {f"{person:08}": net for person, net in paid.values_list("person").annotate(Sum("amount"))}
    listed = list(results.read_results(BytesIO(data), expected=expected))
    if not any(found.outcome in Outcome.values for found in listed):
        raise ValueError("Tệp chưa ghi kết quả của ai: cột “Kết quả” còn trống. Ghi Đã trả hoặc Chưa trả rồi gửi lại.")
    ways = dict(paid.values_list("person", "pay_by"))
    told_ways = {ways[int(found.person_code)] for found in listed if found.row and found.person_code in expected}
    # somebody paid another way: the other channel's file will tell
    told = [row for row in listed if row.row is not None or ways.get(int(row.person_code or 0)) in told_ways]
    rows = [
        payroll.ResultRow(int(row.person_code), Outcome(str(row.outcome)), row.reason)
        for row in told
        if _clear(row, expected)
    ]
    with transaction.atomic():
        changed = payroll.record_results(run, rows, by=by)
        with permit.whole(by):
            file = ResultFile.objects.create(run=run, name=name, by=by, changed=changed)
            remarks = Remark.objects.bulk_create(_remarks(file, told, expected))
    return Told(changed, remarks, file)


def _clear(row: results.ResultRow, expected: Mapping[str, int]) -> bool:
    """Whether a row says one of the outcomes of somebody on the list, with the amount of the list or none."""
    amount_fits = row.amount is None or row.amount == expected.get(row.person_code)
    return row.person_code in expected and amount_fits and row.outcome in Outcome.values


def _remarks(file: ResultFile, told: Iterable[results.ResultRow], expected: Mapping[str, int]) -> Iterator[Remark]:
    """Every remark on every row, to be read again later."""
    for row in told:
        person = int(row.person_code) if row.person_code in expected else None
        for sentence in row.remarks:
            yield Remark(file=file, person_id=person, row=row.row, person_code=row.person_code,
                         full_name=row.full_name, sentence=sentence)  # fmt: skip
