"""The demo's province lived through: its figures come out of 94 communes' forms and points, by the officers' acts."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from ansinh.jobs import reviews_replay
from ansinh.jobs.figure import printed
from ansinh.jobs.figures import PROVINCE, TOLD, question_of
from ansinh.law.indicator import indicator
from ansinh.record.models.places import Unit
from ansinh.reports import indicator as reckoned
from ansinh.world import units as world
from demo.district import SEED
from demo.province import write_province

TODAY = datetime.date(2023, 7, 1)
ENTERED = "P12"
"""Documents, which the office's own list gives (demo_work/programme)."""


def _settled() -> None:
    """The province of 2022 with its districts and communes."""
    held: dict[str, Unit] = {}
    day = datetime.date(2022, 1, 1)
    then = [one for one in world.units() if one.valid_from <= day and (one.valid_to is None or one.valid_to > day)]
    for level in ("province", "district", "commune"):
        for one in then:
            if one.level == level and (one.code == PROVINCE if level == "province" else one.parent_code in held):
                told = {name: getattr(one, name) for name in ("code", "level", "kind", "name", "basis")}
                days = {"valid_from": one.valid_from, "valid_to": one.valid_to}
                held[one.code] = Unit.objects.create(parent=held.get(one.parent_code or ""), **told, **days)


@pytest.mark.replay
@pytest.mark.usefixtures("register")
def test_the_figures_of_the_speech_come_out_of_the_records(tmp_path: Path) -> None:
    from ansinh.jobs.demo_work import child_friendly

    _settled()
    write_province(tmp_path / "tay-ninh", SEED)
    reviews_replay.live(tmp_path, today=TODAY, echo=lambda told: None)
    child_friendly.live(TODAY, lambda told: None)
    child_friendly.live(TODAY, lambda told: None)  # a second time gives nothing new
    asked = {one.id: one for one in printed() if one.id.startswith("P") and one.id in TOLD and one.id != ENTERED}
    assert len(asked) == 19
    wrong = {}
    for figure, one in asked.items():
        produced = reckoned.value(indicator(TOLD[figure][0]), question_of(figure))
        if not one.met(produced):
            wrong[figure] = (one.said(one.value), one.said(produced))
    assert wrong == {}
