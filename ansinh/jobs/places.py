"""``ansinh place``: what a province has decided for itself, put into the register."""

from __future__ import annotations

import click

from ansinh.jobs import setup
from ansinh.jobs.months import MONTH
from ansinh.law.book import open_book
from ansinh.law.month import Month
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import first_day, month_text


@click.group(help="Đơn vị hành chính: ghi mức riêng của tỉnh.")
def place() -> None:
    """What differs from place to place."""


@place.command()
@click.argument("province", metavar="MÃ_TỈNH")
@click.option("--from", "from_month", type=MONTH, required=True, help="Tháng bắt đầu áp dụng, ví dụ 2026-02.")
@click.option("--amount", type=click.IntRange(min=1), metavar="ĐỒNG", required=True, help="Mức của tỉnh, đồng.")
@click.option("--basis", required=True, help="Nghị quyết của HĐND tỉnh, ví dụ “NQ 12/2026/NQ-HĐND”.")
@click.option("--figure", default="standard_amount", show_default=True, help="Mức nào, theo cột Mã của law show.")
@click.option("--by", help="Tên đăng nhập của người quản trị ghi mức này.")
def level(province: str, from_month: int, amount: int, basis: str, figure: str, by: str | None) -> None:
    """Ghi mức riêng của tỉnh, cao hơn mức chung (khoản 3 Điều 4 NĐ 20/2021).

    Danh sách đang mở tính lại từ tháng ấy; tháng đã chốt giữ nguyên, phần thiếu thành truy lĩnh.
    Ghi lại cùng tỉnh, cùng tháng thì thay mức cũ; nhật ký còn giữ mức trước.
    """
    national = open_book().level(figure, Month.from_number(from_month))
    if national is None:
        raise click.BadParameter(f"tháng {month_text(from_month)} không có mức nào mã {figure}", param_hint="--figure")
    if amount <= national.amount:
        said = f"mức chung của tháng {month_text(from_month)} là {format_dong(national.amount)}; mức của tỉnh phải hơn"
        raise click.BadParameter(said, param_hint="--amount")
    setup.django()
    from ansinh.acts import permit, places
    from ansinh.record.models.places import Unit
    from ansinh.record.models.users import User

    with permit.everywhere("ansinh place level"):
        places.load()
        user = User.objects.filter(username=by).first() if by else None
        if by and user is None:
            raise click.BadParameter(f"không có người dùng “{by}”", param_hint="--by")
        unit = Unit.objects.valid_on(first_day(from_month)).filter(code=province, level="province").first()
        if unit is None:
            said = f"tháng {month_text(from_month)} không có tỉnh nào mang mã {province}"
            raise click.BadParameter(said, param_hint="MÃ_TỈNH")
        try:
            places.set_local_figure(
                province=unit, from_month=from_month, amount=amount, basis=basis, by=user, figure=figure
            )
        except permit.Refused as refused:
            raise click.ClickException(str(refused)) from None
    click.echo(f"{unit}: {format_dong(amount)} từ tháng {month_text(from_month)}, theo {basis}.")
