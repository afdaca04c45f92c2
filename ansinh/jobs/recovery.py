"""``ansinh recovery``: whether the books of what must be paid back add up, and what is open by commune."""

from __future__ import annotations

import datetime

import click

from ansinh.jobs import setup
from ansinh.reckoning.money import format_dong


@click.group(help="Khoản chi quá phải thu hồi: kiểm tra sổ, xem còn lại.")
def recovery() -> None:
    """The books of recovery; nothing here changes them."""


@recovery.command()
def check() -> None:
    """So sổ thu hồi với danh sách đã duyệt, phiếu thu và quyết định xoá; nói còn lại theo xã.

    Mã thoát 1: có chỗ không khớp.
    """
    setup.django()
    from ansinh.acts import permit
    from ansinh.reports import recovery as reports

    with permit.everywhere("ansinh recovery check"):
        found = reports.debts(datetime.date.today())
        wrong = reports.disagreements()
    for row in reports.by_commune(found):
        click.echo(f"{row.unit}: {row.debts} khoản, còn {format_dong(row.open)}")
    owed, back = sum(one.owed for one in found), sum(one.recovered for one in found)
    off, left = sum(one.written_off for one in found), sum(one.open for one in found)
    click.echo(
        f"Cộng: chi quá {format_dong(owed)} = đã hoàn trả {format_dong(back)} + đã xoá {format_dong(off)}"
        f" + còn lại {format_dong(left)}"
    )
    for sentence in wrong:
        click.echo(sentence)
    if wrong or owed != back + off + left:
        raise SystemExit(1)
    click.echo("Sổ khớp.")
