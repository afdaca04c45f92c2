"""What a place is asked to reach in a year: the fall of its rate of poor households, or the rate not to be exceeded."""

from __future__ import annotations

import datetime

from django.db import transaction

from ansinh.acts import permit
from ansinh.acts.wrong import Wrong
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import Measure, PovertyTarget, TargetKind
from ansinh.record.models.users import User


def ask_of(
    unit: Unit, year: int, *, measure: str, kind: str, least: int, most: int | None = None, paper: str, by: User
) -> PovertyTarget:
    """A target of a place for a year, in hundredths of 1 %; the paper that sets it anew replaces it. Raises ``Wrong``.

    ``least`` to ``most``: a fall between the two; ``most`` None: at least (a fall), or at most (a rate), so much.
    """
    permit.check(by, "prepare", unit)
    if not paper.strip():
        raise Wrong("paper", "Ghi văn bản giao chỉ tiêu.")
    if not 0 <= least <= 100_00:
        raise Wrong("least", "Chỉ tiêu phải từ 0 đến 100 phần trăm.")
    if most is not None and (kind == TargetKind.RATE or not least <= most <= 100_00):
        raise Wrong("most", "“Đến” chỉ ghi cho mức giảm, và không nhỏ hơn “từ”.")
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if unit.valid_from > last or (unit.valid_to is not None and unit.valid_to <= first):
        raise Wrong("unit", f"Năm {year} không có {unit}: chọn đơn vị của năm ấy.")
    with transaction.atomic():
        made, _ = PovertyTarget.objects.update_or_create(
            unit=unit, year=year, measure=Measure(measure), kind=TargetKind(kind),
            defaults={"least": least, "most": most, "paper": paper.strip(), "set_by": by},
        )  # fmt: skip
    return made
