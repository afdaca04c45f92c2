"""``ansinh demo figures``: what the two reports count, asked of the demo's records again."""

from __future__ import annotations

import click

from ansinh.jobs import figures_district, figures_province, setup
from ansinh.jobs.figure import printed

PRODUCED = figures_province.PRODUCED | figures_district.PRODUCED


@click.command()
def figures() -> None:
    """Các số của hai báo cáo, tính lại từ hồ sơ của huyện mẫu và tỉnh mẫu.

    Mỗi dòng: mã, báo cáo ghi, tính được, khớp hay không, tên, trang có danh sách.
    """
    setup.django()
    from ansinh.acts import permit

    wrong = 0
    with permit.everywhere("figures"):
        for asked in printed():
            if asked.id not in PRODUCED:
                continue
            produced = PRODUCED[asked.id].count()
            met = asked.met(produced)
            wrong += not met
            click.echo(
                f"{asked.id}  {asked.said(asked):>32}  {asked.said(produced):>32}  {'ok' if met else 'KHÔNG KHỚP'}"
                f"  {asked.what}  {PRODUCED[asked.id].at}"
            )
    if wrong:
        raise SystemExit(f"{wrong} số không khớp.")
