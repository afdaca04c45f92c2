"""Administrative units of both maps, the changes between them, and amounts a province set above the floor."""

from __future__ import annotations

import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


class Level(models.TextChoices):
    PROVINCE = "province", "tỉnh"
    DISTRICT = "district", "huyện"
    COMMUNE = "commune", "xã"


class UnitQuerySet(models.QuerySet["Unit"]):
    def communes(self) -> UnitQuerySet:
        return self.filter(level=Level.COMMUNE)

    def valid_on(self, day: datetime.date) -> UnitQuerySet:
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Unit(models.Model):
    """A province, district or commune during the days it had this code and name.

    Codes are re-used (12424 was Minh Tiến, then Tiên Tiến), so a unit is a code within a period:
    ``valid_from`` is its first day, ``valid_to`` the first day it no longer was.
    """

    code = models.TextField()
    level = models.TextField(choices=Level.choices)
    kind = models.TextField(help_text="xã, phường, thị trấn, huyện, quận, thị xã, thành phố, tỉnh, đặc khu")
    name = models.TextField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.TextField(blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        db_table = "places_unit"
        ordering = ["code", "valid_from"]
        constraints = [
            ExclusionConstraint(
                name="places_unit_one_meaning_of_a_code_at_a_time",
                expressions=[
                    ("level", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (
                        Func(F("valid_from"), F("valid_to"), Value("[)"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class UnitChange(models.Model):
    """One old unit, or a part of it, became (part of) one new unit."""

    old = models.ForeignKey(Unit, models.PROTECT, related_name="became")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="came_from")
    whole = models.BooleanField(help_text="toàn bộ đơn vị cũ; nếu không thì chỉ một phần")
    on = models.DateField()

    class Meta:
        db_table = "places_change"
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="places_change_once")]


class LocalFigure(models.Model):
    """A figure a province set above the national floor (decree 20/2021 Điều 4 khoản 3)."""

    unit = models.ForeignKey(Unit, models.PROTECT)
    figure = models.TextField(default="standard_amount")
    from_month = models.IntegerField()
    amount = models.BigIntegerField()
    basis = models.TextField(help_text="nghị quyết của HĐND tỉnh")

    class Meta:
        db_table = "places_figure"
        constraints = [
            models.UniqueConstraint(fields=["unit", "figure", "from_month"], name="places_figure_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="places_figure_positive"),
        ]
