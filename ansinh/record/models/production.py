"""Support for production: projects, the households in them, what was handed over, how it fares, what is given back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .people import Household
from .places import Unit
from .users import User


class ProjectState(models.TextChoices):
    """Where a project stands."""

    DRAFTED = "drafted", "Đang lập"
    APPROVED = "approved", "Đã phê duyệt, đang làm"
    CLOSED = "closed", "Đã kết thúc"


PROJECT_STATES: dict[str, tuple[str, ...]] = {
    ProjectState.DRAFTED: (ProjectState.APPROVED,),
    ProjectState.APPROVED: (ProjectState.CLOSED,),
    ProjectState.CLOSED: (),
}
"""Declared once; the acts and the database's trigger read this table."""


class ProductionProject(models.Model):
    """A project of a commune: who is supported, with what, for how long; money in whole đồng."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    programme = models.TextField()
    part = models.TextField(help_text="dự án, tiểu dự án")
    mode = models.TextField(help_text="cách hỗ trợ, theo law/poverty_programme/production")
    place = models.TextField(help_text="loại địa bàn")
    name = models.TextField()
    content = models.TextField(help_text="nội dung hỗ trợ: bò sinh sản, máy cày…")
    content_folded = models.TextField()
    cost = models.BigIntegerField(help_text="tổng chi phí")
    support = models.BigIntegerField(help_text="ngân sách hỗ trợ")
    begins = models.DateField()
    months = models.SmallIntegerField()
    visit_months = models.SmallIntegerField(help_text="thăm, kiểm tra mỗi bao nhiêu tháng")
    state = models.TextField(choices=ProjectState.choices, default=ProjectState.DRAFTED)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    number = models.TextField(blank=True, help_text="số quyết định phê duyệt")
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "production_project"
        ordering = ["-begins", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cost__gt=0, support__gt=0, support__lte=F("cost")), name="production_support_within_cost"
            ),
            models.CheckConstraint(condition=Q(months__gt=0, visit_months__gt=0), name="production_has_months"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")), name="production_second_person"
            ),
            models.CheckConstraint(
                condition=Q(state="drafted")
                | (Q(approved_by__isnull=False, approved_on__isnull=False) & ~Q(number="")),
                name="production_approved_by_somebody",
            ),
        ]


class Why(models.TextChoices):
    """Why a household takes part, as the register says on the day it is put in."""

    POOR = "poor", "Hộ nghèo"
    NEAR = "near_poor", "Hộ cận nghèo"
    ESCAPED = "escaped", "Hộ mới thoát nghèo"
    OTHER = "other", "Hộ khác"


class ProjectHousehold(models.Model):
    """A household of a project; ``to_return``: what it promised to give back to the group, đồng."""

    project = models.ForeignKey(ProductionProject, models.PROTECT, related_name="households")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    why = models.TextField(choices=Why.choices)
    checked_on = models.DateField()
    to_return = models.BigIntegerField(default=0)

    class Meta:
        db_table = "production_household"
        constraints = [
            models.UniqueConstraint(fields=["project", "household"], name="production_household_once"),
            models.CheckConstraint(condition=Q(to_return__gte=0), name="production_return_not_negative"),
        ]


class HandedOver(models.Model):
    """A thing or money handed to a household; ``price`` is đồng a unit; only voided, with the reason."""

    member = models.ForeignKey(ProjectHousehold, models.PROTECT, related_name="handed")
    what = models.TextField()
    specification = models.TextField(blank=True, help_text="quy cách, nhãn hiệu, nơi sản xuất")
    quantity = models.DecimalField(max_digits=10, decimal_places=2)
    measure = models.TextField(help_text="đơn vị tính")
    price = models.BigIntegerField()
    amount = models.BigIntegerField(help_text="thành tiền, làm tròn đến đồng")
    on = models.DateField()
    receiver = models.TextField(help_text="người nhận")
    identity = models.TextField(blank=True, help_text="số định danh, căn cước")
    proof = models.TextField(help_text="ký nhận, điểm chỉ hoặc chứng từ thanh toán")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    voided_reason = models.TextField(blank=True)

    class Meta:
        db_table = "production_handed"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, price__gt=0, amount__gt=0), name="production_handed_some"
            ),
            models.CheckConstraint(
                condition=Q(voided_by__isnull=True) | ~Q(voided_reason=""),
                name="production_handed_voided_with_a_reason",
            ),
        ]


class Fares(models.TextChoices):
    """How what was handed over is doing."""

    THRIVES = "thrives", "Phát triển tốt"
    STANDS = "stands", "Còn, bình thường"
    SOLD = "sold", "Đã bán, đã chuyển"
    LOST = "lost", "Chết, hỏng, mất"


class ProductionVisit(models.Model):
    """Somebody looked how a household's support fares; ``income``: đồng it brought since the visit before."""

    member = models.ForeignKey(ProjectHousehold, models.PROTECT, related_name="visits")
    on = models.DateField()
    who = models.TextField()
    fares = models.TextField(choices=Fares.choices)
    income = models.BigIntegerField(default=0)
    words = models.TextField(blank=True)
    returned = models.BigIntegerField(default=0, help_text="hộ trả lại nhóm để quay vòng, đồng")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "production_visit"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(income__gte=0, returned__gte=0), name="production_visit_counts")
        ]
