"""What the Post or the bank sent back, read into a run: who was paid, who was not and why."""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

from django.db.models import Sum

from ansinh.acts import payroll
from ansinh.record.models.payroll import EntryKind, Line, Outcome, Run
from ansinh.record.models.users import User
from ansinh.world.payments import results


class Remark(NamedTuple):
    """One row that could not be taken as it stands: its row in the file, the code it names, and why."""

    row: int | None
    person_code: str
    sentence: str
    full_name: str = ""


class Told(NamedTuple):
    """How many people's results changed, and the rows somebody must look at."""

    changed: int
    remarks: list[Remark]


def read_file(run: Run, data: bytes, *, by: User | None) -> Told:
    """Read a result file into a run. A row of nobody on the list, or with another amount, is a remark, never dropped.

    Raises ``payroll.NotNow`` and ``ValueError`` for a file that holds no results.
    """
    paid = Line.objects.filter(run_month=run.month, run=run, entry__lt=EntryKind.DEBT)
    expected = {f"{person:08}": net for person, net in paid.values_list("person").annotate(Sum("amount"))}
    rows: list[payroll.ResultRow] = []
    remarks: list[Remark] = []
    listed = list(results.read_results(BytesIO(data), expected=expected))
    if not any(found.outcome in Outcome.values for found in listed):
        raise ValueError("Tệp chưa ghi kết quả của ai: cột “Kết quả” còn trống. Ghi Đã trả hoặc Chưa trả rồi gửi lại.")
    ways = dict(paid.values_list("person", "pay_by"))
    told_ways = {ways[int(found.person_code)] for found in listed if found.row and found.person_code in expected}
    for found in listed:
        if found.row is None and ways.get(int(found.person_code or 0)) not in told_ways:
            continue  # somebody paid another way: the other channel's file will tell
        remarks += [Remark(found.row, found.person_code, sentence, found.full_name) for sentence in found.remarks]
        known = found.person_code in expected
        amount_differs = known and found.amount is not None and found.amount != expected[found.person_code]
        if known and not amount_differs and found.outcome in Outcome.values:
            rows.append(payroll.ResultRow(int(found.person_code), Outcome(found.outcome), found.reason))
    return Told(payroll.record_results(run, rows, by=by), remarks)
