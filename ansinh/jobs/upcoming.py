"""``ansinh upcoming``: who changes next month or has changed already, and the drafts of their decisions.

The office's daily timer runs it (docs/serving.md).
"""

from __future__ import annotations

import datetime

import click

from ansinh.jobs import setup
from ansinh.reckoning.months import month_of


@click.command()
@click.option(
    "--draft", is_flag=True, help="Soạn dự thảo quyết định cho những người chưa có; không ai bị soạn hai lần."
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="NGÀY", help="Tính như ngày này (mặc định: hôm nay).")
def upcoming(draft: bool, on: datetime.datetime | None) -> None:
    """Ai đổi mức hay thôi hưởng tháng sau, ai đã đổi mà chưa có quyết định.

    Mã thoát 1: có người chưa soạn được, lý do ghi từng dòng.
    """
    setup.django()
    from ansinh.acts import foreseen, permit
    from ansinh.acts.rulings import book_of
    from ansinh.reports.happened import to_decide

    day = on.date() if on else datetime.date.today()
    month = month_of(day)
    with permit.everywhere("ansinh upcoming"):
        found = to_decide(month, lambda province: book_of(province, day, month + 1))
        people = len({one.person.pk for one in foreseen.undecided(found)})
        click.echo(f"{people} người đổi mức hoặc thôi hưởng chưa có quyết định, dự thảo.")
        if not draft:
            return
        drafts = foreseen.arrive(found, by=None, on=day)
        listed = sum(decision.effects.count() for decision in drafts.made)
    click.echo(f"Đã soạn {len(drafts.made)} dự thảo cho {listed} người, chờ người có thẩm quyền ký.")
    for person, why in drafts.left:
        click.echo(f"{person}: {why}")
    if drafts.left:
        raise SystemExit(1)
