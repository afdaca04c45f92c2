"""``ansinh upcoming``: who changes next month or has changed already, and the drafts of their decisions.

The office's daily timer runs it (docs/serving.md).
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from ansinh.jobs import setup
from ansinh.reckoning.months import month_of

if TYPE_CHECKING:
    from ansinh.acts.foreseen import Drafts
    from ansinh.record.models.places import Unit
    from ansinh.record.models.users import User
    from ansinh.reports.upcoming import Upcoming


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

    day = on.date() if on else datetime.date.today()
    with permit.everywhere("ansinh upcoming"):
        found = due(day)
        people = len({one.person.pk for one in foreseen.undecided(found)})
        click.echo(f"{people} người đổi mức hoặc thôi hưởng chưa có quyết định, dự thảo.")
        if not draft:
            return
        drafts = foreseen.arrive(found, by=None, on=day)
        say(drafts)
    if drafts.left:
        raise SystemExit(1)


def due(day: datetime.date) -> list[Upcoming]:
    """Everybody whose change a decision must make by a day, of the month after it too."""
    from ansinh.acts.rulings import book_of
    from ansinh.reports.happened import to_decide

    month = month_of(day)
    return to_decide(month, lambda province: book_of(province, day, month + 1))


def arriving(scope: Unit, day: datetime.date, by: User | None) -> Drafts:
    """What is due in a place, drafted with the list that is prepared of it, as the page does."""
    from ansinh.acts import foreseen, permit

    communes = permit.communes_of([scope])
    return foreseen.arrive([one for one in due(day) if one.person.unit_id in communes], by=by, on=day)


def say(drafts: Drafts) -> None:
    """What was drafted, and who was left with the reason."""
    listed = sum(len(decision.effects.all()) for decision in drafts.made)
    click.echo(f"Đã soạn {len(drafts.made)} dự thảo cho {listed} người, chờ người có thẩm quyền ký.")
    for person, why in drafts.left:
        click.echo(f"{person}: {why}")
