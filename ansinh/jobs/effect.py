"""``ansinh law effect``: who in the register gains or loses what by a decree."""

from __future__ import annotations

import click

from ansinh.jobs import setup
from ansinh.jobs.months import MONTH
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import month_text


@click.command()
@click.argument("decree")
@click.option("--month", type=MONTH, help="Tháng so sánh (mặc định: tháng đầu văn bản được áp dụng).")
def effect(decree: str, month: int | None) -> None:
    """Trong sổ hiện có, văn bản DECREE (ví dụ 76/2024/NĐ-CP) làm ai được thêm, ai mất bao nhiêu."""
    setup.django()
    from ansinh.acts import permit
    from ansinh.reports import effect as report

    with permit.everywhere("ansinh law effect"):
        try:
            found = report.of_decree(decree, month=month)
        except report.UnknownDecree as unknown:
            raise click.BadParameter(str(unknown), param_hint="DECREE") from None
    click.echo(f"{found.title}\nTháng {month_text(found.month)}: {found.people} người thay đổi; "
               f"thêm {format_dong(found.gain)}, bớt {format_dong(-found.lose)} một tháng.")  # fmt: skip
    if any(row.once for row in found.rows):
        click.echo(f"Khoản chi một lần: thêm {format_dong(found.once_gain)}, bớt {format_dong(-found.once_lose)}, "
                   "không nằm trong số một tháng ở trên.")  # fmt: skip
    if found.unruled:
        click.echo(f"{found.unruled} người chưa tính được theo dữ kiện đang ghi.")
    click.echo(f"{'Không có văn bản':<28}{'Có văn bản':<28}{'Người':>8}  {'Chênh lệch':>18}")
    for row in found.rows:
        before = f"{row.code_without or '–'} {format_dong(row.amount_without)}"
        after = f"{row.code_with or '–'} {format_dong(row.amount_with)}"
        click.echo(f"{before:<28}{after:<28}{row.people:>8}  {format_dong(row.difference):>18}"
                   + ("  một lần" if row.once else ""))  # fmt: skip
