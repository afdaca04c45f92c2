"""The month's lists written to a folder: a file a commune, channel and purse, printed and as a workbook, and sums."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import month_iso
from ansinh.reckoning.names import fold
from ansinh.reckoning.words import in_words
from ansinh.record.models.payroll import Run
from ansinh.reports import lists
from ansinh.world.payments import channel_that_pays, summary
from ansinh.world.payments.listing import ASSISTANCE, MERIT, PaymentList

PURSES = {ASSISTANCE: "", MERIT: "-nguoi-co-cong"}


def write(month: int, folder: Path) -> Iterator[str]:
    """Write every list of a month; gives a line of text a file pair, with its total."""
    for run in Run.objects.filter(month=month).select_related("scope"):
        into = folder / month_iso(month) / _file_name(str(run.scope))
        into.mkdir(parents=True, exist_ok=True)
        made = []
        for one in lists.payment_lists(run):
            channel = channel_that_pays(one.lines[0].pay_by)
            name = f"{_file_name(one.commune)}-{channel.CODE}{PURSES[one.purse]}"
            with (into / f"{name}.xlsx").open("wb") as out:
                channel.write_xlsx(one, out)
            with (into / f"{name}.pdf").open("wb") as out:
                channel.write_pdf(one, out)
            made.append(one)
            yield f"{into / name}.{{xlsx,pdf}}: {len(one.lines)} người, {format_dong(one.total)}"
        for purse, ending in PURSES.items():
            if mine := [one for one in made if one.purse == purse]:
                yield _summarised(mine, into / f"tong-hop{ending}")


def _summarised(made: list[PaymentList], path: Path) -> str:
    whole = summary.summarise(made, total_in_words=in_words)
    with path.with_suffix(".xlsx").open("wb") as out:
        summary.write_xlsx(whole, out)
    with path.with_suffix(".pdf").open("wb") as out:
        summary.write_pdf(whole, out)
    return f"{path}.{{xlsx,pdf}}: {whole.total.people} người, {format_dong(whole.total.net)}"


def _file_name(text: str) -> str:
    return fold(text).replace(" ", "-")
