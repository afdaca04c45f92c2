"""The daily job: what age brings next month stands in a draft, once, and nothing is drafted unless asked."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from ansinh.acts import assistance
from ansinh.jobs.cli import cli
from ansinh.record.models.decisions import Effect
from tests.acts.people import fact, month, person
from tests.cast import PhuCu

pytestmark = pytest.mark.django_db


def test_the_daily_job_drafts_each_change_once(phu_cu: PhuCu) -> None:
    child = person("Trần Thị Bé", next(iter(phu_cu.today.values())), born="2009-12-05")
    fact(child, "disability", "severe")
    assistance.award(child, kind="allowance", code="K6.N.TE", from_month=month("2024-01"), by=None, number="1/QĐ")

    def run(*more: str) -> str:
        done = CliRunner().invoke(cli, ["upcoming", "--on", "2025-11-20", *more], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    assert "1 người đổi mức" in run() and not Effect.objects.exists()
    assert "Đã soạn 1 dự thảo cho 1 người" in run("--draft")
    assert "Đã soạn 0 dự thảo" in run("--draft")
    [effect] = Effect.objects.all()
    assert (effect.code, effect.amount, effect.decision.origin, effect.decision.drafted_by) == (
        "K6.N", 750_000, "age", None,
    )  # fmt: skip


def test_the_list_prepared_at_the_terminal_drafts_what_is_due_there(phu_cu: PhuCu) -> None:
    here, other = list(phu_cu.today.values())[:2]
    for home in (here, other):
        child = person("Trần Thị Bé", home, born="2009-12-05")
        fact(child, "disability", "severe")
        assistance.award(child, kind="allowance", code="K6.N.TE", from_month=month("2024-01"), by=None, number="1/QĐ")
    asked = ["run", "prepare", "--month", "2025-11", "--place", here.code, "--on", "2025-11-20"]
    for made in (1, 0):
        told = CliRunner().invoke(cli, asked, catch_exceptions=False)
        assert f"Đã soạn {made} dự thảo" in told.output, told.output
    [effect] = Effect.objects.all()
    assert effect.person.unit == here
