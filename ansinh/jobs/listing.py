"""The month's lists written to a folder: a file a commune and channel, printed and as a workbook, and the summary."""

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


def write(month: int, folder: Path) -> Iterator[str]:
    """Write every list of a month; gives a line of text a file pair, with its total."""
    for run in Run.objects.filter(month=month).select_related("scope"):
        into = folder / month_iso(month) / _file_name(str(run.scope))
        into.mkdir(parents=True, exist_ok=True)
        made = []
        for one in lists.payment_lists(run):
            channel = channel_that_pays(one.lines[0].pay_by)
            name = f"{_file_name(one.commune)}-{channel.CODE}"
            with (into / f"{name}.xlsx").open("wb") as out:
                channel.write_xlsx(one, out)
            with (into / f"{name}.pdf").open("wb") as out:
                channel.write_pdf(one, out)
            made.append(one)
            yield f"{into / name}.{{xlsx,pdf}}: {len(one.lines)} người, {format_dong(one.total)}"
        if made:
            whole = summary.summarise(made, total_in_words=in_words)
            with (into / "tong-hop.xlsx").open("wb") as out:
                summary.write_xlsx(whole, out)
            with (into / "tong-hop.pdf").open("wb") as out:
                summary.write_pdf(whole, out)
            yield f"{into / 'tong-hop'}.{{xlsx,pdf}}: {run.people} người, {format_dong(run.total)}"


def _file_name(text: str) -> str:
    return fold(text).replace(" ", "-")
