"""The pyramid of ages of who draws something in the last month of the year, women beside men."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ansinh.pages import pictures
from ansinh.pages.glance.asked import Asked
from ansinh.pages.glance.trend import Look
from ansinh.pages.tables import Column, Table
from ansinh.pages.templatetags.ansinh import count, month, month_iso, rate
from ansinh.reckoning.poverty import rate as share
from ansinh.record.models.people import Sex
from ansinh.reports.receiving import OLDEST, STEP, ages

OLD = 80
"""The age the sentence tells the share of."""


def called(age: int) -> str:
    """80–84; 100 trở lên."""
    return _("%(n)s trở lên") % {"n": age} if age >= OLDEST else f"{age}–{age + STEP - 1}"


def look(asked: Asked) -> Look:
    """The picture, its sentence, its table."""
    found = ages(asked.units, asked.month)
    known: dict[int, dict[str, int]] = defaultdict(dict)
    for one in found:
        if one.age is not None and one.sex:
            known[one.age][one.sex] = one.people
    bands = [
        pictures.Band(called(age) if age < OLDEST else f"{OLDEST}+",
                      _side(asked, age, Sex.MALE, known), _side(asked, age, Sex.FEMALE, known))
        for age in range(OLDEST, -1, -STEP)
    ]  # fmt: skip
    all_, unknown = sum(one.people for one in found), sum(one.people for one in found if one.age is None or not one.sex)
    title, told = _("Tuổi và giới của người đang hưởng"), _told(asked, found, all_, unknown)
    table = Table(f"tuoi-gioi-{month_iso(asked.month)}", _columns(), _rows(asked, known, found), sortable=False)
    picture = pictures.pyramid("thap-tuoi", title, told, (_("Nam"), _("Nữ")), bands)
    return Look(picture, told, table, title)


def _door(asked: Asked, age: int | None, sex: str) -> str:
    """The very people of a band and a sex."""
    return reverse("glance_people") + asked.narrowed(
        thang=month_iso(asked.month), tuoi="chua-ro" if age is None else age, gioi=sex or "unknown"
    )


def _side(asked: Asked, age: int, sex: Sex, known: dict[int, dict[str, int]]) -> pictures.Bar:
    people = known[age].get(sex, 0) if age in known else 0
    words = {"sex": _(str(sex.label)), "age": called(age), "n": count(people)}
    return pictures.Bar(called(age), people, _("%(sex)s %(age)s tuổi: %(n)s người") % words, _door(asked, age, sex))


def _told(asked: Asked, found: list[Any], all_: int, unknown: int) -> str:
    if not all_:
        return _("Chưa có ai đang hưởng hằng tháng ở đây trong %(month)s.") % {"month": month(asked.month)}
    women = sum(one.people for one in found if one.sex == Sex.FEMALE)
    old = sum(one.people for one in found if one.age is not None and one.age >= OLD)
    told = _("%(n)s người đang hưởng hằng tháng trong %(month)s; nữ %(women)s %%; từ 80 tuổi %(old)s %%.") % {
        "n": count(all_), "month": month(asked.month), "women": rate(share(women, all_)), "old": rate(share(old, all_)),
    }  # fmt: skip
    if unknown:
        told += " " + _("%(n)s người chưa rõ tuổi hoặc giới không vẽ được.") % {"n": count(unknown)}
    return told


def _columns() -> list[Column]:
    return [
        Column("age", _("Tuổi")), Column("male", _("Nam"), "count", True), Column("female", _("Nữ"), "count", True),
        Column("unknown", _("Chưa rõ giới"), "count", True), Column("all", _("Cộng"), "count", True),
    ]  # fmt: skip


def _rows(asked: Asked, known: dict[int, dict[str, int]], found: list[Any]) -> list[dict[str, Any]]:
    """Every band there is anybody in, the oldest on top; whose age is not known last."""
    bands: dict[int | None, dict[str, int]] = defaultdict(dict)
    for one in found:
        bands[one.age][one.sex] = one.people
    ordered = sorted(bands, key=lambda age: (age is None, -(age or 0)))
    rows = []
    for age in ordered:
        counts = bands[age]
        row: dict[str, Any] = {"age": _("chưa rõ") if age is None else called(age), "all": sum(counts.values())}
        for name, sex in (("male", Sex.MALE), ("female", Sex.FEMALE), ("unknown", "")):
            people = counts.get(str(sex), 0)
            row |= {name: people, f"href:{name}": _door(asked, age, str(sex)) if people else ""}
        rows.append(row)
    return rows
