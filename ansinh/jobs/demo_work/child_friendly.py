"""The demo province's rounds of child-friendly communes, scored commune by commune, and its plan of emulation."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Sequence
from importlib import resources
from random import Random
from typing import Any

from ansinh.acts import child_friendly as acts
from ansinh.acts import emulation
from ansinh.acts.child_friendly import Scored
from ansinh.law.child_friendly import standard
from ansinh.record.models.child_friendly import EmulationPlan, FriendlyFile, FriendlyRound
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.users import User

WEAK = (1, 5, 6, 8, 12)
"""The criteria communes lose points by: resources, injuries, children helped, nutrition, places to play."""


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """The rounds decided by today and the plan; nothing twice."""
    told = tomllib.loads(resources.files(__package__).joinpath("child_friendly.toml").read_text("utf-8"))
    officer, signer = (User.objects.filter(username=name).first() for name in ("bich", "khoa"))
    if officer is None or signer is None:
        return
    province = Unit.objects.get(level=Level.PROVINCE, code=told["province"], valid_to__isnull=False)
    for one in told["round"]:
        if (
            one["on"] + datetime.timedelta(days=30) <= today
            and not FriendlyRound.objects.filter(year=one["year"]).exists()
        ):
            yes, no = _judged(one, told, province, officer, signer)
            echo(f"Xét xã phù hợp với trẻ em năm {one['year']}: {yes} xã được công nhận, {no} xã không.")
    if told["plan"]["issued"] <= today and not EmulationPlan.objects.exists():
        plan = emulation.plan(province, by=officer, **told["plan"])
        for number, target in enumerate(told["target"], 1):
            emulation.aim(plan, number, measure="%", by=officer, **target)


def _judged(one: dict[str, Any], told: dict[str, Any], province: Unit, by: User, signer: User) -> tuple[int, int]:
    """A round from its opening to the decision; the standard, not this file, says who is recognised."""
    on = one["on"]
    made = acts.open_round(
        province, one["year"], on=on, decider="district", paper=f"Kế hoạch mẫu xét năm {one['year']}", kinds={}, by=by
    )
    most = dict(enumerate(told["most"], 1))
    acts.enter_bands(made, most, {}, source=told["source"], by=by)
    files = list(made.files.select_related("unit", "round").order_by("unit__code"))
    acts.score_all(made, _scores(files, most, one), by=by)
    acts.post(files, asked=120, agreed=112, on=on, by=by)
    acts.send(files, on=on + datetime.timedelta(days=5), by=by)
    for file in files:
        acts.appraise(file, {}, on=on + datetime.timedelta(days=12), by=by)
    number = f"Quyết định mẫu {one['year']}/QĐ-UBND"
    return acts.decide(made, files, number=number, on=on + datetime.timedelta(days=20), by=signer)


def _scores(files: Sequence[FriendlyFile], most: dict[int, int], one: dict[str, Any]) -> dict[int, dict[int, Scored]]:
    """Points of every commune, from a seed: as many as the round says are good enough, the others lack a little."""
    threshold = standard(one["on"]).thresholds[-1].points
    order = sorted(files, key=lambda file: Random(f"{file.unit.code}/xa-phu-hop").random())
    found = {}
    for place, file in enumerate(order):
        rng = Random(f"{one['year']}/{file.unit.code}")
        good = place < one["recognised"]
        wanted = threshold + rng.randint(5, 90) if good else threshold - rng.randint(5, 120)
        points = dict(most)
        lacking = sum(most.values()) - wanted
        if not good and place % 7 == 0:  # the total would do, but a criterion has nothing
            lacking, gone = sum(most.values()) - threshold - 5, 4
            lacking -= points[gone]
            points[gone] = 0
        while lacking > 0:
            at = rng.choice(WEAK if rng.random() < 0.8 else tuple(most))
            less = min(lacking, 5, max(0, points[at] - 5))
            points[at] -= less
            lacking -= less
        found[file.unit_id] = {number: Scored(value) for number, value in points.items()}
    return found
