"""Every total of a list agrees with every other, and preparing again writes nothing."""

from __future__ import annotations

from random import Random

import pytest

from ansinh.reckoning.words import in_words
from ansinh.record.models.payroll import Line, Run, Voucher
from ansinh.reports import lists
from ansinh.reports import payroll as standing
from ansinh.world.payments import summary
from tests.acts import lives, living
from tests.acts.people import NUMBER, approved, do, elder, prepared
from tests.cast import Office, PhuCu


def by_group_on_the_sheet(run: Run) -> list[tuple]:
    """The rows of the month's printed summary by group, in figures."""
    made = list(lists.payment_lists(run))
    rows = summary.summarise(made, total_in_words=in_words).by_group if made else ()
    return [(r.code, r.sums.people, r.sums.level, r.sums.arrears, r.sums.carried, r.sums.net) for r in rows]


@pytest.mark.parametrize("seed", range(2))
def test_lists_lines_vouchers_and_the_run_give_one_total(phu_cu: PhuCu, office: Office, seed: int) -> None:
    living.live(lives.town(Random(seed), lives.WINDOWS[1 + seed], size=25), phu_cu, office)
    for run in Run.objects.all():
        sums = {
            "lists": sum(one.total for one in lists.payment_lists(run)),
            "people on lists": sum(line.net for one in lists.payment_lists(run) for line in one.lines),
            "lines": sum(line.amount for line in Line.objects.filter(run=run, entry__lt=4)),
            "vouchers": sum(Voucher.objects.filter(run=run).values_list("total", flat=True)),
            "standing": standing.standing(run).whole.total,
            "by commune": sum(one.total for one in standing.by_commune(run)),
            "by group": sum(one.total for one in standing.by_group(run)),
            "by channel": sum(one.total for one in standing.by_channel(run)),
        }
        assert sums == dict.fromkeys(sums, run.total)
        assert standing.standing(run).agrees
        assert by_group_on_the_sheet(run) == [
            (one.key, one.people, one.due, one.arrears, one.carried, one.total) for one in standing.by_group(run)
        ]
        assert run.people == len(set(Line.objects.filter(run=run, entry__lt=4).values_list("person", flat=True)))
    assert sum(run.total for run in Run.objects.all()) > 5_000_000


def written() -> dict[str, list[tuple]]:
    """Every row of the run's tables with the transaction that wrote it."""
    tables = ("payroll_line", "payroll_run", "payroll_voucher", "payroll_problem", "payroll_touch", "payroll_ruling",
              "payroll_position", "trail_entry")  # fmt: skip
    return {table: sorted(do(f"select tableoid::text, ctid::text, xmin::text from {table}")) for table in tables}


def test_preparing_again_writes_nothing(town: PhuCu, office: Office) -> None:
    elder("Không Rõ", town.communes["Tống Trân"], since=NUMBER, born=None)
    prepared(NUMBER, town.district, office)
    before = written()
    run = prepared(NUMBER, town.district, office)
    assert written() == before
    approved(run, office)
    before = written()
    assert prepared(NUMBER, town.district, office) == run
    assert written() == before
